package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"dondoc/emulator"
)

// deed is what somebody of the sample office did on the Friday before the
// demo's first day. Press is the text of a button, of the newest message that
// has one beginning so; otherwise Say is written.
type deed struct {
	person string
	say    string
	press  string
}

// betweenDeeds is how long the next deed comes after one.
const betweenDeeds = 3 * time.Minute

// playHistory replays the Friday through the chat, as people: what the demo
// shows on its first morning came about as everything does.
func (d *demo) playHistory(ctx context.Context) error {
	byName := map[string]int64{}
	for _, p := range d.server.People() {
		byName[p.Name()] = p.ID
	}
	for _, x := range demoHistory {
		if err := d.do(x, byName[x.person]); err != nil {
			d.app.log.Warn("a deed of the demo's history could not be done", "person", x.person, "err", err)
			continue
		}
		if err := d.mover.travel(ctx, d.clock.Now().Add(betweenDeeds)); err != nil {
			return err
		}
	}
	return nil
}

func (d *demo) do(x deed, id int64) error {
	if x.press == "" {
		_, err := d.server.Send(id, x.say, 0)
		return err
	}
	list := d.server.Chat(id)
	for i := len(list) - 1; i >= 0; i-- {
		if button, ok := beginning(list[i], x.press); ok {
			return d.server.Press(id, list[i].ID, button.Data)
		}
	}
	return fmt.Errorf("main: no button begins with %q", x.press)
}

func beginning(m emulator.Message, text string) (emulator.Button, bool) {
	for _, row := range m.Keyboard {
		for _, b := range row {
			if strings.HasPrefix(b.Text, text) {
				return b, true
			}
		}
	}
	return emulator.Button{}, false
}
