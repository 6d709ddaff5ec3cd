package word

import (
	"bytes"
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"dondoc/planfile/chars"
)

// Bounds of the XML of one part. A plan of 10,000 tasks stays below all of them.
const (
	maxElements = 2_000_000
	maxDeep     = 200       // elements inside one another
	maxToken    = 256 << 10 // bytes from one "<" to the next: a tag and the text behind it
)

// The namespaces that say anything here, in both forms of the standard.
var namespaces = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":           "w",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                       "w",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":            "mc",
	"urn:schemas-microsoft-com:vml":                                          "v",
	"http://schemas.openxmlformats.org/package/2006/relationships":           "rel",
	"http://schemas.openxmlformats.org/package/2006/content-types":           "ct",
	"http://schemas.openxmlformats.org/officeDocument/2006/math":             "m",
	"http://purl.oclc.org/ooxml/officeDocument/math":                         "m",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingShape":      "wps",
	"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
	"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":             "wp",
}

// element is a start tag: name is "w:p", whatever prefix the file uses; that of
// a namespace unknown here has none.
type element struct {
	name  string
	attrs []xml.Attr
}

// attr is the value of an attribute, by its name without the namespace.
func (e element) attr(local string) string {
	for _, a := range e.attrs {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// number is an attribute as a number; none when it is missing or is none.
func (e element) number(local string, none int) int {
	n, err := strconv.Atoi(e.attr(local))
	if err != nil {
		return none
	}
	return n
}

// on reads a property that is on by standing there, unless it says off.
func (e element) on() bool {
	switch e.attr("val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// walk reads the XML of a part, element by element and within bounds.
type walk struct {
	dec         *xml.Decoder
	deep, count int
	names       map[xml.Name]string
}

func newWalk(data []byte) (*walk, error) {
	data = chars.UTF8(data)
	if tooDense(data) {
		return nil, ErrBroken
	}
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-16") {
			return in, nil // it is UTF-8 by now
		}
		return nil, ErrBroken
	}
	return &walk{dec: dec, names: map[xml.Name]string{}}, nil
}

// tooDense says that a tag, or a text without any, is longer than maxToken.
func tooDense(data []byte) bool {
	for len(data) > maxToken {
		i := bytes.IndexByte(data[1:], '<')
		if i < 0 || i > maxToken {
			return true
		}
		data = data[i+1:]
	}
	return false
}

// next is the next token. A document type is refused: it is all that entities
// could come from.
func (x *walk) next() (xml.Token, error) {
	for {
		tok, err := x.dec.Token()
		if err != nil {
			return nil, err
		}
		switch tok.(type) {
		case xml.StartElement:
			x.count++
			x.deep++
			if x.deep > maxDeep || x.count > maxElements {
				return nil, ErrBroken
			}
			return tok, nil
		case xml.EndElement:
			x.deep--
			return tok, nil
		case xml.CharData:
			return tok, nil
		case xml.Directive:
			return nil, ErrBroken
		}
	}
}

// root opens the outermost element.
func (x *walk) root() (element, error) {
	for {
		tok, err := x.next()
		if err != nil {
			return element{}, err
		}
		if start, ok := tok.(xml.StartElement); ok {
			return x.element(start), nil
		}
	}
}

func (x *walk) element(start xml.StartElement) element {
	name, known := x.names[start.Name]
	if !known {
		name = start.Name.Local
		if space := namespaces[start.Name.Space]; space != "" {
			name = space + ":" + name
		} else if strings.Contains(name, ":") {
			name = ""
		}
		if len(x.names) < 5_000 {
			x.names[start.Name] = name
		}
	}
	return element{name, start.Attr}
}

// each calls child for every element inside the open one, up to its end. child
// must read its element to the end: with each, skip or text.
func (x *walk) each(child func(e element) error) error {
	for {
		tok, err := x.next()
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if err := child(x.element(t)); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// skip reads over the open element with all that is inside.
func (x *walk) skip() error {
	for end := x.deep; ; {
		if _, err := x.next(); err != nil {
			return err
		}
		if x.deep < end {
			return nil
		}
	}
}

// text is the text directly inside the open element.
func (x *walk) text() (string, error) {
	var b strings.Builder
	for {
		tok, err := x.next()
		if err != nil {
			return "", err
		}
		switch t := tok.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.StartElement:
			if err := x.skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			return b.String(), nil
		}
	}
}
