package planfile

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// block is one paragraph or list item: its lines joined.
type block struct {
	marker marker
	text   string
	line   int  // of its first line
	id     int  // its place in the document
	label  bool // it begins with the label of a fact
	tabled bool // a table of tasks stands right under it
	remark bool // it begins with a star right under such a table
}

// page is what the lines of a document say about how it was printed.
type page struct {
	wrap    int  // width of a full line; 0 when every line is a paragraph
	spaced  bool // a blank line stands after nearly every line and means nothing
	stopped bool // nearly every list item ends in a stop
	inline  bool // labels of facts stand inside of lines, more often than before them
}

// longestRow is how many runes a line may have that its page has broken; longer
// ones are paragraphs.
const longestRow = 130

func layout(lines []line) page {
	var p page
	if len(lines) < 3 {
		return p
	}
	widths := make([]int, 0, len(lines))
	blanks := 0
	for _, l := range lines {
		if l.width > 20 {
			widths = append(widths, l.width)
		}
		if l.after {
			blanks++
		}
	}
	p.spaced = blanks*10 >= len(lines)*7
	if len(widths) > 0 {
		slices.Sort(widths)
		if full := widths[len(widths)*9/10]; full <= longestRow && !lines[0].word.begins && broken(lines, full) {
			p.wrap = full
		}
	}
	p.stopped = stopped(p, lines)
	p.inline = inline(p, lines)
	return p
}

// broken says that the page has broken sentences into lines: of the long lines
// one in ten at least ends without a stop before one that nothing marks.
func broken(lines []line, full int) bool {
	long, open := 0, 0
	for i := 0; i+1 < len(lines); i++ {
		if l := lines[i]; l.width*4 >= full*3 {
			long++
			if !endsSentence(l.text) && lines[i+1].mark.style == none && !lines[i+1].label && !isCapitals(lines[i+1].text) {
				open++
			}
		}
	}
	return open > 0 && open*10 >= long
}

// inline judges by the labels that plainly begin a line, and those in the
// middle of one.
func inline(p page, lines []line) bool {
	own, inside := 0, 0
	for i, l := range lines {
		if l.label {
			if i > 0 && p.room(lines[i-1], l) {
				own++
			}
			continue
		}
		if at := strings.Index(l.rest, ": "); at > 0 {
			if found, ok := labelBefore(l.rest, at); ok && found.from > 0 && found.kind != otherLabel {
				inside++
			}
		}
	}
	return inside > own
}

// stopped judges by the bulleted items whose line before, itself no heading,
// either ends in a stop or was plainly broken off.
func stopped(p page, lines []line) bool {
	stops, open := 0, 0
	for i := 1; i < len(lines); i++ {
		last := lines[i-1]
		switch {
		case lines[i].mark.style != bullet || last.heading():
		case endsSentence(last.text):
			stops++
		case p.room(last, lines[i]):
			open++
		}
	}
	return stops >= 3 && open*8 <= stops
}

// heading says that a line is marked as headings are, or labels a fact: what
// follows needs no stop before it.
func (l line) heading() bool {
	return l.mark.style != none && l.mark.style < paren || l.label || isCapitals(l.text)
}

// room says that the first word of l would have fitted on the line before it,
// so that the break is meant.
func (p page) room(last, l line) bool { return p.fits(last, l, 84) }

// fits says so of a line of some hundredths of the full width: letters of a
// printed page are not equally wide.
func (p page) fits(last, l line, hundredths int) bool {
	return p.wrap == 0 || last.width+1+utf8.RuneCountInString(firstWord(l.text)) < p.wrap*hundredths/100
}

// plain says that a paragraph ended before l whatever its words are.
func (p page) plain(last, l line) bool {
	return p.wrap == 0 || l.after && !p.spaced && p.room(last, l)
}

// joiner puts lines together into blocks.
type joiner struct {
	page
	halves map[string]bool // of names with a dash inside
	seen   map[list]int    // the last number of each list
	later  []int           // for a number at the head of a line, the next one in its list
	blocks []block
	joined []string // the lines of the last block
	last   line
	open   int // brackets that the last block has opened and not closed
}

// list is what the items of one list have in common; of "7.1" the head is "7".
type list struct {
	style style
	glyph rune
	depth int
	head  string
}

func listOf(m marker) list {
	l := list{style: m.style, glyph: m.glyph, depth: m.depth}
	if m.style == dotted && m.depth > 1 {
		l.head = m.printed[:strings.LastIndexByte(m.printed, '.')]
	}
	return l
}

// paragraphs joins lines into blocks. A line begins a block when it carries a
// marker that fits, when the line before it plainly ended, or when it labels a
// fact ("Thời gian: …"); otherwise it continues.
func paragraphs(lines []line) []block {
	j := joiner{page: layout(lines), halves: dashedNames(lines), seen: map[list]int{}, later: laterNumbers(lines),
		blocks: make([]block, 0, len(lines)/2+1)}
	for i, l := range lines {
		j.add(i, l)
	}
	j.flush()
	captions(j.blocks)
	closingSection(j.blocks)
	return j.blocks
}

func (j *joiner) add(i int, l line) {
	m, rest := l.mark, l.rest
	if m.style != none && len(j.joined) > 0 && !l.word.begins && !j.begins(i, m, rest, l) {
		m, rest = marker{}, l.text
	}
	if m.style != none || len(j.joined) == 0 || !j.continues(l) {
		j.flush()
		if m.style == none && isCapitals(l.text) {
			m.style = capital
		}
		if m.style != none && m.style != bullet {
			j.seen[listOf(m)] = m.number
		}
		j.blocks = append(j.blocks, block{marker: m, line: l.n, id: len(j.blocks)})
		j.open = 0
	}
	j.blocks[len(j.blocks)-1].tabled = l.word.tabled
	j.blocks[len(j.blocks)-1].remark = j.blocks[len(j.blocks)-1].remark || l.word.remark
	j.joined = append(j.joined, rest)
	j.open = max(0, j.open+strings.Count(rest, "(")-strings.Count(rest, ")"))
	j.last = l
}

func (j *joiner) flush() {
	if n := len(j.blocks); n > 0 {
		text := joinLines(j.joined)
		j.blocks[n-1].text, j.blocks[n-1].label = text, isLabel(text)
	}
	j.joined = j.joined[:0]
}

// laterNumbers finds, for every line with a number that could as well go on
// with the sentence before it, the next number of the same list that certainly
// begins an item; 0 for none.
func laterNumbers(lines []line) []int {
	later := make([]int, len(lines))
	next := map[list]int{}
	for i := len(lines) - 1; i >= 0; i-- {
		m := lines[i].mark
		if m.number == 0 {
			continue
		}
		later[i] = next[listOf(m)]
		if i == 0 || endsSentence(lines[i-1].text) || lines[i-1].heading() {
			next[listOf(m)] = m.number
		}
	}
	return later
}

// begins says whether a line that looks marked begins an item, and is not the
// middle of a sentence that happened to break there.
func (j *joiner) begins(i int, m marker, rest string, l line) bool {
	numbered := m.number > 0 && m.style >= dotted
	before := j.seen[listOf(m)]
	next := m.number == before+1 || m.number == 1
	room := j.room(j.last, l)
	ended := endsSentence(j.last.text)
	switch {
	case j.inside() && !ended && !room, m.glyph == '-' && !ended && j.halves[lastWord(j.last.text)+"-"+firstWord(rest)]:
		return false
	case m.style == roman && rest == "" && !ended && wantsNumber(j.last.text):
		return false // "quý" "III."
	case numbered && !ended && !j.last.label && wantsNumber(j.last.text) && !(m.style == small && onlyFigures[strings.ToLower(lastWord(j.last.text))]):
		return room && (next || m.depth > 1) && !startsLower(rest) && !j.repeated(i, m)
	case ended, j.plain(j.last, l), m.style < dotted && isCapitals(rest):
		return true
	case m.style == bullet:
		return j.beginsBullet(m, rest, room)
	case !numbered:
		return room || next
	case startsLower(rest) && !(room && next && m.style != dotted):
		return false
	case j.last.heading():
		return next || room
	case !next:
		return room && j.blocks[len(j.blocks)-1].marker.same(m)
	case room:
		return !j.repeated(i, m)
	case m.style != dotted && !j.blocks[len(j.blocks)-1].marker.same(m):
		return j.later[i] == m.number+1
	}
	return j.later[i] == m.number+1 || m.number > 1 && j.later[i] != m.number
}

// repeated says that the same number follows where it certainly begins an item.
func (j *joiner) repeated(i int, m marker) bool { return j.later[i] == m.number && m.number > 1 }

// beginsBullet judges a dash after a line that no stop ends.
func (j *joiner) beginsBullet(m marker, rest string, room bool) bool {
	switch {
	case m.glyph != '-', strings.HasSuffix(j.last.text, ")"):
		return true
	case room:
		return true
	case startsLower(rest):
		return false
	case beginsWithVerb(rest), j.last.heading() && isHeading(j.last.rest) && !j.last.label:
		return true
	}
	return !j.stopped && !endsInName(j.last.text)
}

// endsInName says that a line breaks off in the name of a unit, whose dash may
// begin the next: "Phòng Kế hoạch" "- Tài chính".
func endsInName(t string) bool {
	words := strings.Fields(t)
	for k := 2; k <= min(7, len(words)); k++ {
		if startsUnit(strings.Join(words[len(words)-k:], " ")) {
			return true
		}
	}
	return false
}

// longestBracket is how many lines a bracket may go on for; what stays open
// longer was never closed.
const longestBracket = 10

// inside says that the lines before are in a bracket.
func (j *joiner) inside() bool { return j.open > 0 && len(j.joined) <= longestBracket }

// continues says whether an unmarked line goes on with the block before it.
func (j *joiner) continues(l line) bool {
	last := j.last
	ended, room := endsSentence(last.text), j.room(last, l)
	inside := j.inside()
	switch {
	case l.word.goesOn:
		return !l.label && !isCapitals(l.text)
	case l.word.begins && !isCapitals(l.text):
		return false
	case len(j.joined) == 1 && last.mark.style >= letter && last.rest == "":
		return true
	case l.label:
		return inside || (startsLower(l.text) && !ended || j.inline && !j.fits(last, l, 95)) && j.wrap > 0
	case endsBroken(last.text), inside && j.wrap > 0 && !isCapitals(l.text):
		return true
	case isCapitals(l.text):
		if !ended && !room && !isCapitals(last.text) {
			return true // the abbreviations at the end of a sentence
		}
		return isCapitals(last.text) && !ended && (!l.after || j.spaced) || last.mark.style != none && last.mark.style != bullet && isCapitals(last.rest) && !ended
	case strings.HasPrefix(l.text, "(") && ended && room:
		return false
	case startsLower(l.text) || !unicode.IsLetter(firstRune(l.text)):
		return !ended || !j.plain(last, l)
	case isCapitals(last.text) || j.wrap == 0:
		return false
	case l.after && !j.spaced:
		return !ended && !room
	}
	return !room
}

// captions marks the headings that nothing marks: a short line without a stop
// between two parts of one list. The first of them, which stands before the
// list, is one only when another follows. A line that is nothing but a time or
// a unit is one before any list.
func captions(blocks []block) {
	first := -1
	for i, b := range blocks {
		if b.marker.style != none {
			if b.marker.style < paren {
				first = -1
			}
			continue
		}
		if i+1 == len(blocks) || blocks[i+1].marker.style < dotted || !isCaption(b) {
			continue
		}
		if t := trimTitle(b.text); blocks[i+1].marker.style == dotted {
			if !strings.Contains(t, ":") && (isTime(t) || isUnit(t)) {
				blocks[i].marker.style = capital
			}
			continue
		}
		switch {
		case i > 0 && blocks[i-1].marker.same(blocks[i+1].marker):
			blocks[i].marker.style = caption
			if first >= 0 {
				blocks[first].marker.style = caption
			}
		case i == 0 || blocks[i-1].marker.style < caption:
			first = i
		}
	}
}

func isCaption(b block) bool {
	return isHeading(b.text) && len(strings.Fields(b.text)) <= 15 && startsUpper(b.text) && !b.label && !isClosing(b.text)
}

// joinLines joins the lines of a block: a compound or a number that a line end
// has cut ("NĐ-" "CP", "30/6/" "2026") without a space.
func joinLines(lines []string) string {
	if len(lines) == 1 {
		return lines[0]
	}
	var b strings.Builder
	for i, t := range lines {
		if i > 0 && b.Len() > 0 && !endsBroken(lines[i-1]) && !isTailOfCode(lines[i-1], t) {
			b.WriteByte(' ')
		}
		b.WriteString(t)
	}
	return b.String()
}

// endsBroken says that a line ends in a dash or stroke without a space before it.
func endsBroken(t string) bool {
	if len(t) < 2 {
		return false
	}
	cut := t[len(t)-1]
	before, _ := utf8.DecodeLastRuneInString(t[:len(t)-1])
	return (cut == '-' || cut == '/') && (unicode.IsLetter(before) || unicode.IsDigit(before))
}

// isTailOfCode says that a line goes on with the document number before it:
// "NĐ" "-CP".
func isTailOfCode(before, t string) bool {
	return len(t) > 1 && (t[0] == '-' || t[0] == '/') && t[1] != ' ' && !endsSentence(before)
}

// dashedNames collects "động-Thương" for every "Lao động - Thương binh" on one
// line, so that the same name broken before its dash is no list item.
func dashedNames(lines []line) map[string]bool {
	names := map[string]bool{}
	for _, l := range lines {
		if len(names) > 2000 {
			break
		}
		t := strings.ReplaceAll(l.text, " – ", " - ")
		for at := strings.Index(t, " - "); at > 0; {
			names[lastWord(t[:at])+"-"+firstWord(t[at+3:])] = true
			next := strings.Index(t[at+3:], " - ")
			if next < 0 {
				break
			}
			at += 3 + next
		}
	}
	return names
}

func firstWord(t string) string {
	if i := strings.IndexByte(t, ' '); i >= 0 {
		t = t[:i]
	}
	return strings.TrimRight(t, ".,;:")
}

func lastWord(t string) string {
	return t[strings.LastIndexByte(t, ' ')+1:]
}

// endsSentence says that a line ends with a stop, a semicolon or a colon.
func endsSentence(t string) bool {
	t = strings.TrimRight(t, " ”\"’)")
	if t == "" {
		return true
	}
	return strings.ContainsRune(".;:!?…", lastRune(t))
}

func lastRune(t string) rune {
	r, _ := utf8.DecodeLastRuneInString(t)
	return r
}

// numbersFollow are the words after which a number must come.
var numbersFollow = wordSet("số|năm|tháng|ngày|quý|khoản|điều|điểm|mục|độ|cấp|hạng|loại|khóa|khoá|lần|thứ|từ|đến|đạt|trên|dưới|nhất|thiểu|đa|và|" +
	"hoặc|phụ|lục|biểu|mẫu|chương|phần|lớp|khối|bước|đợt|giai|đoạn|iso|lộ|án|mức|nhóm|tuyến|khoảng|bằng|với|của|các|theo|tại|được|có|là|kỳ|luật|vực")

// onlyFigures are those of them that no letter follows: "… liên quan đến Luật" over "a)".
var onlyFigures = wordSet("số|năm|tháng|ngày|quý|độ|lần|thứ|đạt|trên|dưới|nhất|thiểu|đa|khoảng|bằng|kỳ|luật|vực")

// wantsNumber says that a line breaks off in the middle of a sentence, so that
// the number that begins the next line marks no item.
func wantsNumber(t string) bool {
	last := strings.ToLower(lastWord(t))
	switch strings.ToLower(lastWord(strings.TrimSuffix(t[:len(t)-len(last)], " "))) {
	case "hằng", "hàng", "mỗi", "từng", "cả", "các", "giữa", "cuối", "đầu":
		return false // "hằng tháng" is whole
	}
	return numbersFollow[last] || strings.HasSuffix(t, ",")
}

// isCapitals says that a line is a heading in capitals: letters enough, none
// of them small.
func isCapitals(t string) bool {
	letters := 0
	for _, r := range t {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 5
}
