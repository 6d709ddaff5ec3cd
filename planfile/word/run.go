package word

import (
	"strconv"
	"strings"
	"unicode"
)

// inline reads what is inside a paragraph, or inside something in one.
func (d *reader) inline(r *runs) error {
	return d.x.each(func(e element) error {
		switch e.name {
		case "w:pPr":
			return d.properties(r)
		case "w:r", "m:r":
			return d.run(r)
		case "w:sdt":
			return d.control(func() error { return d.inline(r) })
		case "mc:AlternateContent":
			return d.alternate(r.size, func() error { return d.inline(r) })
		case "w:del", "w:moveFrom", "w:rt":
			return d.leave(e)
		case "w:ins", "w:moveTo":
			d.seen.Changes++
		}
		return d.inline(r)
	})
}

func (r *runs) size() int { return r.text.Len() + len(r.boxes) }

// run reads a piece of text of one look.
func (d *reader) run(r *runs) error {
	look := r.looks
	return d.x.each(func(e element) error { return d.piece(r, &look, e) })
}

func (d *reader) piece(r *runs, look *looks, e element) error {
	switch e.name {
	case "w:rPr":
		return d.look(r, look)
	case "w:t", "m:t":
		t, err := d.x.text()
		d.write(r, *look, t)
		return err
	case "w:tab", "w:ptab":
		d.write(r, *look, "\t")
	case "w:br", "w:cr":
		d.write(r, *look, "\n")
	case "w:noBreakHyphen":
		d.write(r, *look, "-")
	case "w:sym":
		d.write(r, *look, symbol(e))
	case "w:fldChar":
		r.field(e.attr("fldCharType"))
	case "w:footnoteReference", "w:endnoteReference":
		d.seen.Notes++
	case "w:ruby":
		return d.inline(r)
	case "w:drawing", "w:pict", "w:object":
		return d.drawing(r)
	case "mc:AlternateContent":
		return d.alternate(r.size, func() error {
			return d.x.each(func(e element) error { return d.piece(r, look, e) })
		})
	}
	return d.x.skip()
}

// look reads w:rPr.
func (d *reader) look(r *runs, look *looks) error {
	var direct looks
	style := looks{}
	err := d.x.each(func(e element) error {
		if e.name == "w:rStyle" {
			style = d.styles.of(e.attr("val")).looks
		}
		direct.set(e)
		return d.x.skip()
	})
	*look = direct.or(style).or(r.looks)
	return err
}

// write adds text to a paragraph, unless it is hidden or the code of a field.
func (d *reader) write(r *runs, look looks, t string) {
	for _, code := range r.codes {
		if code {
			return
		}
	}
	if look.hidden == on {
		if strings.ContainsFunc(t, unicode.IsLetter) {
			d.seen.Hidden++
		}
		return
	}
	if r.text.Len() > maxText {
		return // finish refuses it
	}
	if look.capitals == on {
		t = strings.ToUpper(t)
	}
	r.text.WriteString(t)
	for _, c := range t {
		if unicode.IsLetter(c) {
			r.letters++
			if look.bold == on {
				r.bold++
			}
		}
	}
}

// mostFields is how many fields may stand in one another.
const mostFields = 50

// field follows the marks of a field: its code stands between begin and
// separate, its result between separate and end.
func (r *runs) field(mark string) {
	last := len(r.codes) - 1
	switch {
	case mark == "begin" && last < mostFields:
		r.codes = append(r.codes, true)
	case mark == "separate" && last >= 0:
		r.codes[last] = false
	case mark == "end" && last >= 0:
		r.codes = r.codes[:last]
	}
}

// maxDrawn is how many words drawn as pictures are kept.
const maxDrawn = 60

// drawing looks for text boxes in a drawing, in either of its languages.
func (d *reader) drawing(r *runs) error {
	return d.x.each(func(e element) error {
		switch e.name {
		case "w:txbxContent":
			outer := d.carry
			d.carry = nil
			err := d.blocks(&r.boxes)
			d.carry = outer
			return err
		case "v:textpath":
			if len(d.drawn) < maxDrawn {
				d.drawn = append(d.drawn, e.attr("string"))
			}
		case "mc:AlternateContent":
			return d.alternate(r.size, func() error { return d.drawing(r) })
		}
		return d.drawing(r)
	})
}

// symbols are the letters of the font Symbol that stand for something.
var symbols = map[byte]string{
	0xb3: "≥", 0xa3: "≤", 0xb1: "±", 0xb4: "×", 0xb0: "°", 0xb9: "≠", 0xbb: "≈", 0xa5: "∞", 0xd6: "√", 'a': "α", 'b': "β", 'm': "µ", 'W': "Ω",
}

// symbol is what w:sym prints.
func symbol(e element) string {
	code, err := strconv.ParseUint(e.attr("char"), 16, 16)
	if err != nil {
		return ""
	}
	if t := symbols[byte(code)]; strings.EqualFold(e.attr("font"), "Symbol") && t != "" {
		return t
	}
	return string(symbolSign(byte(code)))
}
