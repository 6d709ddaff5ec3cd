package planfile

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"
)

// Bounds of the package that a .docx is.
const (
	maxEntries = 5_000
	maxPart    = 32 << 20 // bytes of one part's XML, unpacked
	maxRatio   = 300      // of the XML of a part to what it was packed to
	maxSmall   = 1 << 20  // a part below this may be packed as densely as it likes
	maxHeaders = 60
)

var (
	errPart   = errors.New("planfile: a part of the package is broken or too big")
	errLocked = errors.New("planfile: a part of the package is encrypted")
)

// docxPackage is the zip file of a .docx. Its names are only ever looked up in
// itself: nothing is written, and nothing outside is opened.
type docxPackage struct {
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

// openDocx finds the parts of a .docx.
func openDocx(data []byte) (*docxPackage, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, errPart
	}
	if len(z.File) > maxEntries {
		return nil, errPart
	}
	p := &docxPackage{files: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		name := partName("", f.Name)
		if f.Flags&1 != 0 {
			return nil, errLocked
		}
		if p.files[name] == nil {
			p.files[name] = f
		}
		p.macros = p.macros || path.Base(name) == "vbaproject.bin"
	}
	p.main = "word/document.xml"
	rels, err := p.relations("")
	if err != nil {
		return nil, err
	}
	for _, r := range rels {
		if r.kind == "officedocument" && p.files[r.target] != nil {
			p.main = r.target
			break
		}
	}
	if p.files[p.main] == nil {
		return nil, errPart
	}
	p.rels, err = p.relations(p.main)
	return p, err
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
func (p *docxPackage) relations(of string) ([]relation, error) {
	name := path.Join(path.Dir("/"+of), "_rels", path.Base("/"+of)+".rels")
	if of == "" {
		name = "_rels/.rels"
	}
	name = strings.TrimPrefix(name, "/")
	if p.files[name] == nil {
		return nil, nil
	}
	x, err := p.open(name)
	if err != nil {
		return nil, err
	}
	if _, err := x.root(); err != nil {
		return nil, errPart
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
		return nil, errPart
	}
	return list, nil
}

// one is the part that the main part points to as of some kind, "" for none.
func (p *docxPackage) one(kind string) string {
	for _, r := range p.rels {
		if r.kind == kind && p.files[r.target] != nil {
			return r.target
		}
	}
	if name := path.Join(path.Dir(p.main), kind+".xml"); len(p.rels) == 0 && p.files[name] != nil {
		return name // a package without relations
	}
	return ""
}

// all are the parts of some kinds.
func (p *docxPackage) all(kinds ...string) []string {
	var names []string
	for _, r := range p.rels {
		if has(kinds, r.kind) && p.files[r.target] != nil && len(names) < maxHeaders {
			names = append(names, r.target)
		}
	}
	return names
}

// open unpacks a part and begins to read its XML.
func (p *docxPackage) open(name string) (*walk, error) {
	data, err := p.unpack(name)
	if err != nil {
		return nil, err
	}
	return newWalk(data)
}

func (p *docxPackage) unpack(name string) ([]byte, error) {
	f := p.files[name]
	size := f.UncompressedSize64
	switch {
	case size > maxPart:
		return nil, errLongWord
	case size > maxSmall && size/maxRatio > f.CompressedSize64:
		return nil, errPart
	}
	in, err := f.Open()
	if err != nil {
		return nil, errPart
	}
	defer in.Close()
	var b bytes.Buffer
	b.Grow(int(size) + bytes.MinRead)
	if n, err := io.Copy(&b, io.LimitReader(in, maxPart+1)); err != nil || n > maxPart {
		return nil, errPart
	}
	return b.Bytes(), nil
}
