package bot

import (
	"strconv"
	"strings"

	"dondoc/outbox"
	"dondoc/workday"
)

// press is what a button carries: an action and its numbers. It names all it
// needs by itself, so that a button also works under a message whose receipt
// was lost with a crash.
type press struct {
	action string
	args   []uint64
}

// button makes a button that carries an action and numbers; the numbers are
// written in base 36, so that several fit in Telegram's 64 bytes.
func button(label, action string, args ...uint64) outbox.Button {
	parts := []string{action}
	for _, a := range args {
		parts = append(parts, strconv.FormatUint(a, 36))
	}
	return outbox.Button{Text: label, Data: strings.Join(parts, " ")}
}

// maxData is how many bytes a button carries at most (Bot API:
// InlineKeyboardButton, callback_data).
const maxData = 64

// readPress reads the data of a button; false for what we never made.
func readPress(data string) (press, bool) {
	if len(data) > maxData {
		return press{}, false
	}
	parts := strings.Split(data, " ")
	p := press{action: parts[0]}
	for _, s := range parts[1:] {
		n, err := strconv.ParseUint(s, 36, 64)
		if err != nil {
			return press{}, false
		}
		p.args = append(p.args, n)
	}
	return p, p.action != ""
}

// arg returns the ith number, zero when there is none.
func (p press) arg(i int) uint64 {
	if i < len(p.args) {
		return p.args[i]
	}
	return 0
}

// index returns the ith number as a place in a list; what no list has is zero,
// since the data of a button can be made up.
func (p press) index(i int) int {
	if n := p.arg(i); n <= 1<<20 {
		return int(n)
	}
	return 0
}

// date returns the ith number as a date; what no calendar has is none.
func (p press) date(i int) workday.Date {
	if n := p.arg(i); n < uint64(workday.Of(2200, 1, 1)) {
		return workday.Date(n)
	}
	return 0
}

// rows lays buttons out in rows of n.
func rows(n int, buttons ...outbox.Button) [][]outbox.Button {
	var out [][]outbox.Button
	for len(buttons) > n {
		out = append(out, buttons[:n:n])
		buttons = buttons[n:]
	}
	if len(buttons) > 0 {
		out = append(out, buttons)
	}
	return out
}
