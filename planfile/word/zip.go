package word

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
)

// Bounds of the package that a .docx is.
const (
	maxEntries = 5_000
	maxPart    = 32 << 20 // bytes of one part's XML, unpacked
	maxRatio   = 300      // of the XML of a part to what it was packed to
	maxSmall   = 1 << 20  // a part below this may be packed as densely as it likes
	maxHeaders = 60       // headers and footers that are looked at
)

// container is the zip file that a .docx is. Its names are only ever looked
// up in itself: nothing is written, and nothing outside is opened.
type container struct {
	files  map[string]*zip.File // by lower-case name
	main   string
	rels   []relation // of the main part
	macros bool
}

// relation points from one part to another.
type relation struct {
	kind   string // the last word of its type: "styles", "header"
	target string // the name of a part
}

// openContainer finds the parts of a .docx.
func openContainer(data []byte) (*container, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, ErrBroken
	}
	if len(z.File) > maxEntries {
		return nil, ErrBroken
	}
	c := &container{files: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		name := partName("", f.Name)
		if f.Flags&1 != 0 {
			return nil, ErrLocked
		}
		if c.files[name] == nil {
			c.files[name] = f
		}
		c.macros = c.macros || path.Base(name) == "vbaproject.bin"
	}
	c.main = "word/document.xml"
	rels, err := c.relations("")
	if err != nil {
		return nil, err
	}
	for _, r := range rels {
		if r.kind == "officedocument" && c.files[r.target] != nil {
			c.main = r.target
			break
		}
	}
	if c.files[c.main] == nil {
		return nil, ErrBroken
	}
	c.rels, err = c.relations(c.main)
	return c, err
}

// partName resolves a name as a part of the folder from points to it. What
// would lead out of the package ends at its root.
func partName(from, target string) string {
	target = strings.ToLower(strings.ReplaceAll(target, `\`, "/"))
	if !strings.HasPrefix(target, "/") {
		target = path.Join("/", path.Dir("/"+from), target)
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}

// relations reads what a part points to; nothing when nothing says so. What is
// outside the package is left out.
func (c *container) relations(of string) ([]relation, error) {
	name := path.Join(path.Dir("/"+of), "_rels", path.Base("/"+of)+".rels")
	if of == "" {
		name = "_rels/.rels"
	}
	name = strings.TrimPrefix(name, "/")
	if c.files[name] == nil {
		return nil, nil
	}
	x, _, err := c.open(name)
	if err != nil {
		return nil, err
	}
	var list []relation
	err = x.each(func(e element) error {
		if e.name == "rel:Relationship" && !strings.EqualFold(e.attr("TargetMode"), "External") && len(list) < maxEntries {
			kind := strings.ToLower(path.Base(e.attr("Type")))
			list = append(list, relation{kind, partName(of, e.attr("Target"))})
		}
		return x.skip()
	})
	if err != nil {
		return nil, ErrBroken
	}
	return list, nil
}

// one is the part that the main part points to as of some kind, "" for none.
func (c *container) one(kind string) string {
	for _, r := range c.rels {
		if r.kind == kind && c.files[r.target] != nil {
			return r.target
		}
	}
	if name := path.Join(path.Dir(c.main), kind+".xml"); len(c.rels) == 0 && c.files[name] != nil {
		return name // a package without relations
	}
	return ""
}

// all are the parts of some kinds.
func (c *container) all(kinds ...string) []string {
	var names []string
	for _, r := range c.rels {
		if slices.Contains(kinds, r.kind) && c.files[r.target] != nil && len(names) < maxHeaders {
			names = append(names, r.target)
		}
	}
	return names
}

// open unpacks a part and begins to read its XML, inside of the outermost element.
func (c *container) open(name string) (x *walk, root element, err error) {
	data, err := c.unpack(name)
	if err != nil {
		return nil, element{}, err
	}
	if x, err = newWalk(data); err != nil {
		return nil, element{}, err
	}
	root, err = x.root()
	return x, root, err
}

func (c *container) unpack(name string) ([]byte, error) {
	f := c.files[name]
	size := f.UncompressedSize64
	switch {
	case size > maxPart:
		return nil, ErrTooLong
	case size > maxSmall && size/maxRatio > f.CompressedSize64:
		return nil, ErrBroken
	}
	in, err := f.Open()
	if err != nil {
		return nil, ErrBroken
	}
	defer in.Close()
	var b bytes.Buffer
	b.Grow(int(size) + bytes.MinRead)
	if n, err := io.Copy(&b, io.LimitReader(in, maxPart+1)); err != nil || n > maxPart {
		return nil, ErrBroken
	}
	return b.Bytes(), nil
}
