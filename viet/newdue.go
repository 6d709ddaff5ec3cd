package viet

import "dondoc/workday"

// NewDue is a date that words may give as a new due date.
type NewDue struct {
	Date workday.Date // zero: none
	How  Giving
}

// Giving says how plainly words give a new due date.
type Giving uint8

// The givings, each plainer than the one before.
const (
	NoGiving  Giving = iota
	Named            // a date stands in the words: "họp với Sở ngày 20/4"
	Postponed        // they put something off to it: "lùi đến 20/4"
	Ordered          // they move the due date to it: "lùi hạn đến 20/4"
)

// ParseNewDue finds the new due date in a direction or in the proposal of one.
// What denies, asks or only considers a new date orders none, and a day that
// has just passed is no day of the next year.
func ParseNewDue(text string, today workday.Date) NewDue {
	if today == 0 {
		return NewDue{}
	}
	var best NewDue
	several := false
	for _, part := range clausesOf(tokenize(text), today) {
		found := part.newDue(today)
		if found.Date == 0 {
			continue
		}
		several = several || best.Date != 0 && best.Date != found.Date && best.How == found.How
		if found.How > best.How {
			best, several = found, false
		}
	}
	if several {
		return NewDue{} // which of them is not said
	}
	return best
}

// dueClause is a stretch between marks with the dates in it.
type dueClause struct {
	tokens []token
	dates  []chatDate // their places are those in tokens
}

func clausesOf(tokens []token, today workday.Date) []dueClause {
	dates := chatDates(tokens, today)
	var out []dueClause
	start := 0
	add := func(end int) {
		if end > start {
			c := dueClause{tokens: tokens[start:end]}
			for _, d := range dates {
				if d.at >= start && d.end <= end {
					d.at, d.end = d.at-start, d.end-start
					c.dates = append(c.dates, d)
				}
			}
			out = append(out, c)
		}
		start = end
	}
	next := 0
	for i, t := range tokens {
		for next < len(dates) && dates[next].end <= i {
			next++
		}
		inside := next < len(dates) && dates[next].at < i
		if !inside && (t.line || t.kind == punct && (t.text == "," || t.text == ";" || t.text == "." || t.text == "!")) {
			add(i)
		}
	}
	add(len(tokens))
	return out
}

// movesDue are the words that move a due date, putsOff those that put off
// something, considers those that leave it open; folded.
var (
	movesDue = newPhrases(map[string]bool{
		"lui han": true, "lui thoi han": true, "lui lai han": true, "gia han": true, "gia han them": true, "gian han": true,
		"doi han": true, "dieu chinh han": true, "dieu chinh thoi han": true, "keo dai han": true, "keo dai thoi han": true,
		"noi han": true, "han moi": true, "thoi han moi": true, "dat han": true, "dat lai han": true,
	})
	putsOff = newPhrases(map[string]bool{
		"lui den": true, "lui sang": true, "lui toi": true, "lui lai": true, "lui": true, "doi den": true, "doi sang": true,
		"hoan den": true, "hoan sang": true, "keo dai den": true, "keo dai": true,
	})
	considers = newPhrases(map[string]bool{"neu": true, "xem xet": true, "co the": true, "can nhac": true})
)

// refuses reports whether a word denies what follows it. Without its marks
// "đừng" may be another word.
func (t token) refuses() bool {
	return t.fold == "khong" || t.text == "ko" || t.text == "chưa" || t.text == "chua" || t.text == "đừng" || t.text == "chẳng"
}

func (c dueClause) newDue(today workday.Date) NewDue {
	date, at := c.date(today)
	if date == 0 {
		return NewDue{}
	}
	how, open := Named, c.asks(at)
	for i, t := range c.tokens[:at] {
		if t.refuses() {
			return NewDue{}
		}
		if _, n := considers.at(c.tokens, i); n > 0 {
			open = true
		}
		if t.text == "đợi" {
			continue
		}
		if _, n := movesDue.at(c.tokens, i); n > 0 {
			how = max(how, Ordered)
		}
		if _, n := putsOff.at(c.tokens, i); n > 0 {
			how = max(how, Postponed)
		}
	}
	if open {
		how = Named
	}
	return NewDue{date, how}
}

// asks reports whether a clause ends as a question after its date: "?", "được
// không".
func (c dueClause) asks(at int) bool {
	for _, t := range c.tokens[at:] {
		if t.text == "?" || t.refuses() {
			return true
		}
	}
	return false
}

// date returns the date of a clause and where it stands: the one that "đến" or
// "sang" points to, else the only one that lies ahead.
func (c dueClause) date(today workday.Date) (workday.Date, int) {
	var only chatDate
	n := 0
	for _, d := range c.dates {
		justPassed := d.back != 0 && d.back <= today && today-d.back < justPassedDays && d.ahead > today+justPassedDays
		if d.ahead <= today || d.past || justPassed {
			continue
		}
		for i := d.at - 1; i >= 0 && i >= d.at-2; i-- {
			switch c.tokens[i].fold {
			case "den", "sang", "toi", "thanh":
				return d.ahead, d.at
			}
		}
		only = d
		n++
	}
	if n != 1 {
		return 0, 0
	}
	return only.ahead, only.at
}

// justPassedDays are the days after which a day and month without a year may
// mean the next year.
const justPassedDays = 120
