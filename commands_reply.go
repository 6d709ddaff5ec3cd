package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"dondoc/viet"
	"dondoc/workday"
)

// replyLine is what parse reply prints for a message. Percent and date are those
// of a message that says one thing; of several tasks each item has its own.
type replyLine struct {
	Text    string          `json:"text"`
	Intent  viet.Intent     `json:"intent"`
	Percent *int            `json:"percent"`
	Date    *workday.Date   `json:"date"`
	Items   []replyItemLine `json:"items"`
}

// replyItemLine is what is said of one task, or of several at once.
type replyItemLine struct {
	Refs       []string      `json:"refs"` // "3.2", "1", "all", "rest"; none: whatever the message is about
	Except     []string      `json:"except,omitempty"`
	Intent     viet.Intent   `json:"intent"`
	Percent    *int          `json:"percent"`
	Date       *workday.Date `json:"date"`
	Values     []viet.Value  `json:"values,omitempty"`
	Document   string        `json:"document,omitempty"`
	Obstacle   string        `json:"obstacle,omitempty"`
	Reason     string        `json:"reason,omitempty"`
	Confidence string        `json:"confidence"`
	Text       string        `json:"text"`
}

func cmdParseReply(_ context.Context, c console, args []string) int {
	set, _ := newFlags("parse reply", &c)
	today, due := set.String("today", "", ""), set.String("due", "", "")
	if _, err := parse(set, args, 0, 0); err != nil {
		return c.usage("parse reply", err)
	}
	// The labelled replies answer a reminder, which asks whether the task is done
	// and how far it is.
	ctx := viet.Context{AskedPercent: true, AskedDone: true}
	var err error
	if ctx.Today, err = workday.Parse(*today); err != nil {
		return c.usage("parse reply", fmt.Errorf("--today %s: %w", *today, err))
	}
	if *due != "" {
		if ctx.Due, err = workday.Parse(*due); err != nil {
			return c.usage("parse reply", fmt.Errorf("--due %s: %w", *due, err))
		}
	}
	return c.eachLine(func(line string) any { return readReply(line, ctx) })
}

func readReply(line string, ctx viet.Context) replyLine {
	text := line
	if strings.HasPrefix(line, `"`) && json.Unmarshal([]byte(line), &text) != nil {
		text = line
	}
	r := viet.ParseReply(text, ctx)
	out := replyLine{Text: text, Intent: r.Intent, Items: []replyItemLine{}}
	for _, i := range r.Items {
		item := replyItemLine{
			Refs: refNames(i.Refs), Intent: i.Intent.Label(), Document: i.Document, Obstacle: i.Obstacle, Reason: i.Reason, Values: i.Values,
			Confidence: confidences[i.Confidence], Text: i.Text,
		}
		if len(i.Except) > 0 {
			item.Except = refNames(i.Except)
		}
		if i.HasPercent {
			item.Percent = &i.Percent
		}
		if i.Date != 0 {
			item.Date = &i.Date
		}
		out.Items = append(out.Items, item)
	}
	if len(out.Items) == 1 {
		out.Percent, out.Date = out.Items[0].Percent, out.Items[0].Date
	}
	return out
}

var confidences = [...]string{viet.Doubt: "doubt", viet.Likely: "likely", viet.Sure: "sure"}

func refNames(refs []viet.Ref) []string {
	names := []string{}
	for _, ref := range refs {
		names = append(names, refName(ref))
	}
	return names
}

func refName(ref viet.Ref) string {
	switch ref.Kind {
	case viet.RefCode:
		return ref.Code
	case viet.RefNumber:
		return strconv.Itoa(ref.N)
	case viet.RefRest:
		return "rest"
	}
	return "all"
}
