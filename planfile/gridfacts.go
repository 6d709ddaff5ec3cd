package planfile

import (
	"strconv"
	"strings"

	"dondoc/planfile/chars"
	"dondoc/viet"
	"dondoc/workday"
)

// spoken reads what the text of a task itself states, where its columns state
// nothing.
func (r *gridReader) spoken(item *rowItem) {
	if item.across && item.marker.style <= capital && item.marker.style != none {
		return // a heading: what it says holds for no task alone
	}
	text := tidy(item.text[:cutAt(item.text, longestItem)])
	sentence, labelled := labelledFacts(text)
	item.facts.inherit(labelled)
	if len(item.facts.lead) == 0 && item.facts.unclear == "" {
		item.facts.inherit(spokenFacts(text).withoutIssuer(r.header))
	}
	if stated := item.facts.deadline; stated != "" {
		r.sooner(item, stated, sentence)
	}
	if item.facts.deadline == "" {
		item.facts.deadline, item.doubt = spokenDeadline(sentence, r.header.Year)
		if said := item.facts.deadline; said != "" && yearsOf(r.header).deadline(said).Kind == workday.Unknown {
			r.warn(item.at, "deadline_unknown", Args{"raw": cutWords(said, 80)})
		}
		if item.facts.deadline == "" && item.doubt != "" {
			r.warn(item.at, "date_unsure", Args{"raw": item.doubt})
		}
	}
	if len(item.text) > longestItem {
		r.warn(item.at, "item_long", nil)
	}
}

// sooner warns of a text that states an earlier deadline than its column does:
// "Giao dự toán (trước 10/01)" under "Tháng 1".
func (r *gridReader) sooner(item *rowItem, stated, sentence string) {
	y := yearsOf(r.header)
	phrase, _ := spokenDeadline(sentence, y.first)
	if phrase == "" {
		return
	}
	own, column := y.deadline(phrase), y.deadline(stated)
	if own.Due != 0 && column.Due != 0 && own.Due < column.Due {
		r.warn(item.at, "deadline_twice", Args{"raw": cutWords(stated, 80), "other": cutWords(phrase, 80)})
	}
}

// facts reads what the columns of a row state. Of a row that goes on with the
// one above only its own cells count.
func (r *gridReader) facts(g *grid, i int, ownOnly bool) (f facts) {
	var ticks []column
	period, periodColumn, periodAt := said{}, column{}, place{}
	start := said{}
	startAt := place{r.at, i, wholeRow}
	for c, k := range r.columns {
		if c >= len(g.rows[i].cells) {
			break
		}
		at := place{r.at, i, c}
		if k.is == isMonth || k.is == isQuarter {
			if oi, oc := r.origin(g, i, c); oi == i && oc < len(r.columns) && r.columns[oc].is == k.is {
				r.tick(&f, &ticks, k, g.rows[oi].cells[oc], at, oc == c)
			}
			continue
		}
		if k.is == isUnitTick {
			r.tickUnit(&f, k, g.rows[i].cells[c], place{r.at, i, c})
			continue
		}
		if k.is < isResult || k.is > isStart {
			if (k.is == isOther || k.is == isNothing) && !ownOnly {
				defer r.note(&f, g.rows[i].cells[c], at)
			}
			continue
		}
		v, ok := r.cellValue(g, i, c, ownOnly)
		if !ok {
			continue
		}
		switch k.is {
		case isResult:
			f.add(facts{deliverable: strings.Trim(cellText(v.text), " ;,.")})
		case isLead:
			r.lead(&f, leadCell(v.text), v.text, at)
		case isBoth:
			r.lead(&f, bothCell(v.text), v.text, at)
		case isSupport:
			f.add(facts{support: supportCell(v.text)})
		case isDue:
			r.due(&f, k, v, at)
		case isPeriodDue:
			period, periodColumn, periodAt = v, k, at
		case isStart:
			start, startAt = v, at
		}
	}
	if f.deadline == "" && (period.date != 0 || period.text != "") {
		r.due(&f, periodColumn, period, periodAt)
	}
	if phrase := ticksPhrase(ticks); phrase != "" && f.deadline == "" {
		f.deadline = phrase
	}
	if f.deadline == "" && (start.date != 0 || start.text != "") {
		r.warn(startAt, "start_only", Args{"raw": cutWords(dueCell(column{}, start.cell), 80)})
	}
	f.support = without(f.support, f.lead)
	return f
}

// cellValue is what a cell says: its own text, that of the block it is merged
// into, or, for a ditto mark, that of the cell above.
func (r *gridReader) cellValue(g *grid, i, c int, ownOnly bool) (said, bool) {
	oi, oc := r.origin(g, i, c)
	if oc != c && r.columns[oc].is != r.columns[c].is || ownOnly && (oi != i || oc != c) {
		return said{}, false
	}
	x := g.rows[oi].cells[oc]
	at := place{r.at, i, c}
	headings := r.heads
	switch {
	case x.date == 0 && ditto(x.text):
		above := r.above[c]
		if above.date == 0 && above.text == "" {
			code := "lead_unknown"
			if r.columns[c].is == isDue {
				code = "deadline_unknown"
			}
			r.warn(at, code, Args{"raw": cutWords(cellText(x.text), 60)})
			return said{}, false
		}
		if above.headings != headings {
			r.warn(at, "ditto_far", Args{"raw": cutWords(cellText(x.text), 60), "value": cutWords(cellText(above.text), 60)})
		}
		return above, true
	case x.date == 0 && noValue(x.text):
		if x.merged == own && strings.TrimSpace(x.text) == "" && i > r.body && c < len(g.rows[i-1].cells) && g.rows[i-1].cells[c].merged == fromAbove &&
			(r.columns[c].is == isLead || r.columns[c].is == isDue) && !blank(g.rows[i]) && !r.rowText(g, i).across {
			r.warn(at, "cell_below_merged", nil)
		}
		return said{}, false
	}
	v := said{x, headings}
	r.above[c] = v
	return v, true
}

// lead takes over what a cell says of those who lead.
func (r *gridReader) lead(f *facts, g facts, raw string, at place) {
	names := g.lead[:0:0]
	for _, n := range g.lead {
		if mayBeUnit(n) {
			names = append(names, n)
		} else if g.unclear == "" {
			g.unclear = n
		}
	}
	g.lead = names
	if g.unclear != "" {
		r.warn(at, "lead_unknown", Args{"raw": cutWords(g.unclear, 60)})
	} else if len(g.lead) == 0 && len(g.support) == 0 && g.deadline == "" {
		r.warn(at, "lead_unknown", Args{"raw": cutWords(cellText(raw), 60)})
	}
	if g.unread != "" {
		r.warn(at, "item_skipped", Args{"text": cutWords(g.unread, 60)})
	}
	f.add(g)
}

// mayBeUnit refuses, as the name of a unit, a time, a figure and a sentence.
func mayBeUnit(t string) bool {
	words := strings.Fields(t)
	if len(words) == 0 || len(words) > 18 || len(t) > 240 || isTime(t) || strings.Trim(t, "0123456789.,/-% ") == "" || namesNobody(t) {
		return false
	}
	switch strings.ToLower(words[0]) {
	case "theo", "khi", "tùy", "tuỳ", "sau", "trước", "căn", "không", "chưa":
		return false
	}
	return true
}

// due takes over the deadline that a cell states.
func (r *gridReader) due(f *facts, k column, v said, at place) {
	phrase := dueCell(k, v.cell)
	if phrase == "" {
		return
	}
	g := facts{deadline: phrase}
	f.add(g)
	r.secondDue(*f, at)
	d := yearsOf(r.header).deadline(phrase)
	switch serial, ok := isSerial(phrase); {
	case ok:
		r.warn(at, "date_serial", Args{"raw": phrase, "date": dueCell(column{}, cell{date: serial})})
	case d.Kind == workday.Unknown:
		r.warn(at, "deadline_unknown", Args{"raw": cutWords(phrase, 80)})
	case r.header.Year != 0 && d.Due != 0 && (d.Due.Year() < r.header.Year || d.Due.Year() > r.header.Year+5):
		r.warn(at, "date_far", Args{"raw": cutWords(phrase, 80), "year": strconv.Itoa(r.header.Year)})
	}
}

func (r *gridReader) secondDue(f facts, at place) {
	if f.second != "" {
		r.warn(at, "deadline_twice", Args{"raw": cutWords(f.deadline, 80), "other": cutWords(f.second, 80)})
	}
}

// tick reads the cell of a month or quarter: a mark, or a day of that month.
func (r *gridReader) tick(f *facts, ticks *[]column, k column, x cell, at place, first bool) {
	text := cellText(x.text)
	switch {
	case x.date != 0 || isTime(text):
		if first {
			r.due(f, column{}, said{cell: x}, at)
		}
	case noValue(text):
	case ticked(text):
		*ticks = append(*ticks, k)
	case first:
		r.warn(at, "deadline_unknown", Args{"raw": cutWords(k.title()+": "+text, 80)})
	}
}

// tickUnit reads the cell of a unit: a mark, or whether it leads or helps.
func (r *gridReader) tickUnit(f *facts, k column, x cell, at place) {
	name := cleanUnit(k.name)
	switch text := cellText(x.text); {
	case x.merged != own, noValue(text):
	case ticked(text):
		f.lead = dedupe(append(f.lead, name))
	default:
		switch viet.Fold(strings.Trim(text, " .()")) {
		case "ct", "c", "chu tri", "t":
			f.lead = dedupe(append(f.lead, name))
		case "ph", "p", "phoi hop", "h":
			f.support = dedupe(append(f.support, name))
		default:
			r.warn(at, "lead_unknown", Args{"raw": cutWords(name+": "+text, 60)})
		}
	}
}

// ticksPhrase words marked months or quarters: "Tháng 3", "Tháng 3 - tháng 5",
// "Quý I, quý III".
func ticksPhrase(ticks []column) string {
	if len(ticks) == 0 {
		return ""
	}
	say := func(k column) string {
		if k.is == isQuarter {
			return "quý " + chars.Roman(k.at)
		}
		return "tháng " + strconv.Itoa(k.at)
	}
	var names []string
	inRow := true
	for i, k := range ticks {
		names = append(names, say(k))
		inRow = inRow && (i == 0 || k.at == ticks[i-1].at+1)
	}
	if inRow && len(ticks) == 12 {
		return "Thường xuyên từ tháng 1 đến tháng 12" // no one month is meant
	}
	if inRow && len(ticks) > 1 {
		return capitalise(names[0] + " - " + names[len(names)-1])
	}
	return capitalise(strings.Join(names, ", "))
}

// note warns of a time in a column that is not read, where no other states one.
func (r *gridReader) note(f *facts, x cell, at place) {
	if x.merged != own || f.deadline != "" || x.date != 0 {
		return
	}
	if text := cellText(x.text); !isDigits(text) && isTime(text) && plainTime(text) {
		r.warn(at, "date_unsure", Args{"raw": cutWords(text, 80)})
	}
}

// plainTime says that a text speaks of a time by its words, not by figures that
// may be of anything.
func plainTime(t string) bool {
	f := viet.Fold(t)
	for _, w := range []string{"ngay", "thang", "quy", "truoc", "hoan thanh", "nam"} {
		if hasWords(f, w) {
			return true
		}
	}
	return strings.Count(t, "/") == 2
}
