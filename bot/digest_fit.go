package bot

import (
	"regexp"
	"strings"

	"dondoc/viet"
)

// messageLines is how many lines a message has at most; a digest goes beyond it
// only for own lines, of which all that are owed are numbered.
const messageLines = 12

// rowChars is how many characters a row of counts may have; see rowWidth in the
// tests.
const rowChars = 32

// Up to how many own lines a digest gives two lines each: alone, and below what
// stands for the office or a leader.
const (
	wideLines    = 4
	wideStanding = 2
)

// countItem is one number of what stands, by the name of its phrase.
type countItem struct {
	Name, On string
	Count    int
}

// countRows words the numbers that are not zero, as many in a row as fit.
func (t *turn) countRows(c countArgs) []string {
	var rows []string
	for _, item := range []countItem{
		{"verify", "", c.Verify}, {"settle", "", c.Settle}, {"direct", "", c.Direct}, {"decide", "", c.Decide},
		{"take_back", "", c.TakeBack}, {"answer", "", c.Answer}, {"reply", "", c.Reply}, {"rising", c.RisingOn, c.Rising},
		{"no_deadline", "", c.NoDeadline}, {"no_lead", "", c.NoLead}, {"suggestions", "", c.Suggestions},
		{"unreached", "", c.Unreached}, {"not_joined", "", c.NotJoined}, {"lost", "", c.Lost},
	} {
		if item.Count == 0 {
			continue
		}
		words := textCount.plain(t.lang, item)
		last := len(rows) - 1
		if last >= 0 && viet.UTF16Len(rows[last])+2+viet.UTF16Len(words) <= rowChars {
			rows[last] += ", " + words
		} else {
			rows = append(rows, title(words))
		}
	}
	return rows
}

// fit cuts a digest to the lines of a message: own lines become short ones when
// they are many, groups name fewer duties, and news the rest of the room; what
// is left out is counted. news is how much news there is.
func (a *digestArgs) fit(news int) (newsRoom int) {
	standing := a.Office || a.Leader
	wide := wideLines
	if standing {
		wide = wideStanding
	}
	a.Brief = len(a.Lines) > wide
	if len(a.Lines) > 1 && a.rows()+btoi(news > 0)+min(news, newsShown) > messageLines {
		a.Brief = true
	}
	least := 0 // an empty line, a piece of news, and how many more
	if news > 0 {
		least = 2 + btoi(news > 1)
	}
	for a.rows()+least > messageLines && len(a.Worst)+len(a.Climbed) > 0 {
		if len(a.Worst) >= len(a.Climbed) && len(a.Worst) > 0 {
			a.Worst = a.Worst[:len(a.Worst)-1]
			a.MoreWorst++
		} else {
			a.Climbed = a.Climbed[:len(a.Climbed)-1]
			a.MoreClimbed++
		}
	}
	newsRoom = min(news, newsShown)
	if room := messageLines - a.rows() - 1; newsRoom > room {
		newsRoom = max(min(news, 1), room-1) // one line counts the others
	}
	used := a.rows() + newsRoom
	if news > 0 {
		used++
	}
	if newsRoom < news {
		used++
	}
	a.Example = len(a.Lines) > 1 && used+2 <= messageLines
	return newsRoom
}

// rows counts the lines of a digest without its news.
func (a *digestArgs) rows() int {
	n := 2 // title and an empty line
	if a.Gap != "" {
		n += 2
	}
	own := len(a.Lines)
	if !a.Brief {
		own *= 2
	}
	if !a.Office && !a.Leader {
		return n + own
	}
	n += len(a.Counts.Rows)
	if len(a.Counts.Rows) == 0 && a.Counts.Overdue+a.Counts.Climbed == 0 {
		n++ // nothing waits
	}
	group := func(count, shown, more, each int) {
		if count > 0 {
			n += 2 + shown*each
			if more > 0 && shown > 0 {
				n++
			}
		}
	}
	each := 2
	if a.Office {
		each = 1
	}
	group(a.Counts.Overdue, len(a.Worst), a.MoreWorst, each)
	group(a.Counts.Climbed, len(a.Climbed), a.MoreClimbed, 2)
	if own > 0 {
		n += 3 + own
	}
	return n
}

// twoLines is a numbered line of a digest with what is said below it.
var twoLines = regexp.MustCompile(`(?m)^(\d+\. .*)\n    (.)`)

// brief puts what is said below a line beside it.
func brief(html string) string {
	return twoLines.ReplaceAllStringFunc(html, func(line string) string {
		parts := twoLines.FindStringSubmatch(line)
		return parts[1] + " – " + strings.ToLower(parts[2])
	})
}
