package word

import "strings"

// maxStyles bounds the styles of a document, and the numberings.
const maxStyles = 20_000

// toggle is a property that may be on, off, or left to what stands above.
type toggle uint8

const (
	unset toggle = iota
	on
	off
)

func toggled(e element) toggle {
	if e.on() {
		return on
	}
	return off
}

func (t toggle) or(above toggle) toggle {
	if t == unset {
		return above
	}
	return t
}

// looks are the properties of letters that are asked for here.
type looks struct{ bold, hidden, capitals toggle }

func (l looks) or(above looks) looks {
	return looks{l.bold.or(above.bold), l.hidden.or(above.hidden), l.capitals.or(above.capitals)}
}

// set takes over a property of w:rPr; others say nothing here.
func (l *looks) set(e element) {
	switch e.name {
	case "w:b":
		l.bold = toggled(e)
	case "w:vanish":
		l.hidden = toggled(e)
	case "w:caps":
		l.capitals = toggled(e)
	}
}

// numbered is what a paragraph, or a style, says of its numbering.
type numbered struct {
	list  string // the id of the list; "" when nothing says so, "0" for none
	level int    // from 0; -1 when nothing says so
}

// styleDef is what is asked of a style, with what it takes over from the ones
// that it is based on.
type styleDef struct {
	name    string // "heading 1", in small letters
	basedOn string
	numbered
	outline int // level of a heading from 1; 0 for none
	left    int // indentation
	looks
	resolved bool
}

// styleSheet are the styles of a document by id.
type styleSheet struct {
	byID      map[string]*styleDef
	paragraph string // the one of paragraphs that name none
}

func readStyles(c *container) (*styleSheet, error) {
	s := &styleSheet{byID: map[string]*styleDef{}}
	name := c.one("styles")
	if name == "" {
		return s, nil
	}
	x, _, err := c.open(name)
	if err != nil {
		return nil, err
	}
	err = x.each(func(e element) error {
		if e.name != "w:style" || len(s.byID) >= maxStyles {
			return x.skip()
		}
		if e.attr("type") == "paragraph" && e.attr("default") != "" && e.on() {
			s.paragraph = e.attr("styleId")
		}
		style := &styleDef{numbered: numbered{level: -1}, left: noIndent}
		s.byID[e.attr("styleId")] = style
		return style.read(x)
	})
	return s, err
}

func (s *styleDef) read(x *walk) error {
	return x.each(func(e element) error {
		switch e.name {
		case "w:name":
			s.name = strings.ToLower(e.attr("val"))
		case "w:basedOn":
			s.basedOn = e.attr("val")
		case "w:rPr":
			return x.each(func(e element) error {
				s.looks.set(e)
				return x.skip()
			})
		case "w:pPr":
			return x.each(func(e element) error {
				switch e.name {
				case "w:numPr":
					return s.numbered.read(x)
				case "w:outlineLvl":
					s.outline = headingLevel(e)
				case "w:ind":
					s.left = indent(e)
				}
				return x.skip()
			})
		}
		return x.skip()
	})
}

func headingLevel(e element) int {
	if n := e.number("val", 9); n >= 0 && n < 9 {
		return n + 1
	}
	return 0
}

// noIndent stands for an indentation that nothing says.
const noIndent = -1 << 20

// indent reads w:ind, in either form of the standard.
func indent(e element) int {
	n := e.number("left", e.number("start", noIndent))
	if n < -20_000 || n > 40_000 {
		return noIndent
	}
	return n
}

// firstIndent is the first of some indentations that is said.
func firstIndent(of ...int) int {
	for _, n := range of {
		if n != noIndent {
			return n
		}
	}
	return 0
}

// read reads w:numPr.
func (n *numbered) read(x *walk) error {
	return x.each(func(e element) error {
		switch e.name {
		case "w:ilvl":
			n.level = min(max(e.number("val", 0), 0), MaxLevel-1)
		case "w:numId":
			n.list = e.attr("val")
		}
		return x.skip()
	})
}

// of is a style with all that it takes over; the zero style for an unknown id.
func (s *styleSheet) of(id string) styleDef {
	style := s.byID[id]
	if style == nil {
		return styleDef{numbered: numbered{level: -1}, left: noIndent}
	}
	s.resolve(style, 0)
	return *style
}

// mostBases is how many styles may be based on one another.
const mostBases = 40

func (s *styleSheet) resolve(style *styleDef, steps int) {
	if style.resolved {
		return
	}
	style.resolved = true // before what it is based on, which might be itself
	if n, ok := strings.CutPrefix(style.name, "heading "); ok && style.outline == 0 && len(n) == 1 && n[0] >= '1' && n[0] <= '9' {
		style.outline = int(n[0] - '0')
	}
	base := s.byID[style.basedOn]
	if base == nil || steps > mostBases {
		return
	}
	s.resolve(base, steps+1)
	style.looks = style.looks.or(base.looks)
	if style.list == "" {
		style.list = base.list
	}
	if style.level < 0 {
		style.level = base.level
	}
	if style.outline == 0 {
		style.outline = base.outline
	}
	if style.left == noIndent {
		style.left = base.left
	}
}
