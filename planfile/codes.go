package planfile

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// area is an Area while it is read; it is written down with its first task.
type area struct {
	Area
	line    int
	prefix  string // what tasks' and inner areas' numbers are put behind
	counted bool   // no number is printed
	whole   bool   // it is the section itself
	written bool
	count   int    // the highest number given so far
	section string // the printed number of its section
}

func areaCode(a *area, n *node) string {
	if n.marker.style == roman || n.marker.style == none {
		return ""
	}
	return a.Code
}

// area begins an area under another one or under its section.
func (r *reader) area(c *node, outer *area) *area {
	a := &area{Area: Area{Title: areaTitle(c.text)}, line: c.line, section: outer.section}
	switch m := c.marker; {
	case m.style == dotted && m.depth > 1:
		a.Code = m.printed
	case m.style == capital || m.style == caption || m.style == none:
		outer.count++
		a.Code, a.counted = outer.prefix+strconv.Itoa(outer.count), true
		if outer.whole && len(r.doc.Areas) > 0 && r.section1 != outer.section && outer.section != "" {
			a.Code = outer.section + "." + a.Code // the numbers of another section stand already
		}
	case m.style == roman || m.style == letter || m.style == part:
		a.Code = m.printed
	case m.style == article:
		a.Code = strconv.Itoa(m.number)
	case m.style == small && outer.prefix == "":
		a.Code = outer.Code + "." + m.printed
	case m.style == small:
		a.Code = outer.prefix + m.printed
	default:
		a.Code = outer.prefix + strconv.Itoa(m.number)
	}
	a.prefix = a.Code + "."
	return a
}

// areaTitle is a heading without the sentence that may follow its colon.
func areaTitle(t string) string {
	if before, _, ok := strings.Cut(t, ": "); ok && utf8.RuneCountInString(before) > 8 {
		t = before
	} else if !isHeading(t) {
		t = firstSentence(t)
	}
	return cutWords(trimTitle(t), 160)
}

func trimTitle(t string) string { return strings.TrimRight(t, ":. ") }

// write puts an area into the document with its first task.
func (r *reader) write(a *area) {
	if a.written {
		return
	}
	a.written = true
	code := a.Code
	if r.codes["a:"+code] && a.section != "" {
		code = a.section + "." + a.Code
	}
	for n := 2; r.codes["a:"+code]; n++ {
		code = a.Code + "-" + strconv.Itoa(n)
	}
	if code != a.Code {
		if !a.counted {
			r.problems.warn(a.line, "code_doubled", Args{"code": a.Code, "new": code})
		}
		a.Code, a.prefix = code, code+"."
	}
	r.codes["a:"+code] = true
	if len(r.doc.Areas) == 0 {
		r.section1 = a.section
	}
	r.doc.Areas = append(r.doc.Areas, a.Area)
}

// taskCode is the code as printed, or the area's code and the item's number or
// letter.
func (r *reader) taskCode(c *node, a *area) string {
	m := c.marker
	var code string
	switch {
	case m.style == dotted && m.depth > 1 && !r.codes[m.printed]:
		code = m.printed
		a.count++
	case m.style == dotted && m.depth > 1:
		code = a.Code + "." + strconv.Itoa(m.number)
		if a.count = max(a.count, m.number); !r.codes[code] {
			r.problems.warn(c.line, "code_doubled", Args{"code": m.printed, "new": code})
		}
	case m.style == small:
		code = a.Code + "." + m.printed
	case m.number > 0 && m.style != bullet:
		code = a.Code + "." + strconv.Itoa(m.number)
		a.count = max(a.count, m.number)
	default:
		a.count++
		code = a.Code + "." + strconv.Itoa(a.count)
	}
	printed := code
	for r.codes[code] {
		a.count++
		code = a.Code + "." + strconv.Itoa(a.count)
	}
	if code != printed && m.number > 0 {
		r.problems.warn(c.line, "code_doubled", Args{"code": printed, "new": code})
	}
	r.codes[code] = true
	return code
}
