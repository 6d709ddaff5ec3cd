package planfile

import (
	"archive/zip"
	"bytes"
	"errors"
	"html"
	"io"
	"path"
	"regexp"
	"strings"
)

// Bounds of the package that a workbook is. They are checked before the library
// that reads it sees a byte: it takes many times the size of what it is given.
const (
	xlsxEntries = 5_000
	xlsxSheets  = 100
	xlsxPart    = 48 << 20 // bytes of one part, unpacked
	xlsxWhole   = 80 << 20 // of all parts that are read
	xlsxStyles  = 12 << 20
	xlsxTexts   = 24 << 20  // of the table of texts
	xlsxTags    = 1_000_000 // in the table of texts
	xlsxSmall   = 2 << 20   // of any other part
	xlsxDrawing = 1 << 20   // of a drawing, which is looked at for stamps only
)

var (
	errWorkbook = errors.New("planfile: the workbook is broken")
	errTooBig   = errors.New("planfile: the workbook is too big")
	errLockedIn = errors.New("planfile: a part of the workbook is encrypted")
	errMacros   = errors.New("planfile: the workbook has macros")
)

// workbookParts are the parts of a workbook that are read, by lower-case name.
type workbookParts struct {
	files  map[string][]byte
	names  map[string]string // as the package spells them
	sheets map[string]*sheetScan
	stamps []string // texts of drawings
}

// readParts unpacks what of a workbook is read. Its names are only compared:
// nothing is written, and nothing outside is opened.
func readParts(data []byte) (*workbookParts, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, errWorkbook
	}
	if len(z.File) > xlsxEntries {
		return nil, errTooBig
	}
	p := &workbookParts{files: map[string][]byte{}, names: map[string]string{}, sheets: map[string]*sheetScan{}}
	whole := 0
	for _, f := range z.File {
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		switch {
		case f.Flags&1 != 0:
			return nil, errLockedIn
		case strings.HasPrefix(name, "/") || strings.HasPrefix(name+"/", "../") || strings.Contains(name+"/", "/../"):
			return nil, errWorkbook
		case path.Base(name) == "vbaproject.bin" || strings.HasPrefix(name, "xl/macrosheets/"):
			return nil, errMacros
		}
		most := partLimit(name)
		if most == 0 || p.files[name] != nil {
			continue
		}
		content, err := unpack(f, most)
		if err != nil {
			if strings.HasPrefix(name, "xl/drawings/") {
				continue
			}
			return nil, err
		}
		if whole += len(content); whole > xlsxWhole {
			return nil, errTooBig
		}
		if err := p.take(name, content); err != nil {
			return nil, err
		}
		p.names[name] = strings.ReplaceAll(f.Name, `\`, "/")
	}
	if p.files["xl/workbook.xml"] == nil || p.files["[content_types].xml"] == nil || len(p.sheets) > xlsxSheets {
		return nil, errWorkbook
	}
	return p, nil
}

// partLimit is how many bytes a part may have, 0 for one that is not read.
func partLimit(name string) int64 {
	switch {
	case name == "xl/sharedstrings.xml":
		return xlsxTexts
	case name == "xl/styles.xml":
		return xlsxStyles
	case isSheetPart(name):
		return xlsxPart
	case name == "[content_types].xml", name == "_rels/.rels", name == "xl/workbook.xml", name == "xl/_rels/workbook.xml.rels", strings.HasPrefix(name, "xl/theme/"):
		return xlsxSmall
	case strings.HasPrefix(name, "xl/drawings/drawing"):
		return xlsxDrawing
	}
	return 0
}

func isSheetPart(name string) bool {
	return strings.HasPrefix(name, "xl/worksheets/") && strings.HasSuffix(name, ".xml") && !strings.Contains(name, "/_rels/")
}

// unpack reads a part whole, up to a bound, whatever its entry says of it.
func unpack(f *zip.File, most int64) ([]byte, error) {
	if f.UncompressedSize64 > uint64(most) {
		return nil, errTooBig
	}
	in, err := f.Open()
	if err != nil {
		return nil, errWorkbook
	}
	defer in.Close()
	content, err := io.ReadAll(io.LimitReader(in, most+1))
	switch {
	case err != nil:
		return nil, errWorkbook
	case int64(len(content)) > most:
		return nil, errTooBig
	}
	return content, nil
}

var drawnText = regexp.MustCompile(`<a:t>([^<]{2,40})</a:t>`)

// take keeps a part when it is plain XML. A sheet is looked through first.
func (p *workbookParts) take(name string, content []byte) error {
	if strings.HasPrefix(name, "xl/drawings/") {
		for _, m := range drawnText.FindAllSubmatch(content, 200) {
			p.stamps = append(p.stamps, string(m[1]))
		}
		return nil
	}
	plain := bytes.TrimLeft(content, "\xef\xbb\xbf \r\n\t")
	if len(plain) == 0 || plain[0] != '<' || bytes.Contains(content, []byte("<!DOCTYPE")) || bytes.Contains(content, []byte("<!ENTITY")) {
		return errWorkbook
	}
	if name == "xl/sharedstrings.xml" && bytes.Count(content, []byte("<")) > xlsxTags {
		return errTooBig
	}
	if isSheetPart(name) {
		scan, err := scanSheet(content)
		if err != nil {
			return err
		}
		p.sheets[name] = scan
		filled, area := 0, 0
		for _, s := range p.sheets {
			filled, area = filled+s.filled, area+s.area
		}
		if filled > sheetRows || area > sheetArea {
			return errTooBig
		}
		content = scan.trimmed
		scan.trimmed = nil
	}
	p.files[name] = content
	return nil
}

// pack puts the parts together again, unpacked.
func (p *workbookParts) pack() ([]byte, error) {
	size := 0
	for _, content := range p.files {
		size += len(content) + 256
	}
	var b bytes.Buffer
	b.Grow(size)
	z := zip.NewWriter(&b)
	for name, content := range p.files {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.names[name], Method: zip.Store})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(content); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

// sheetParts names, for each sheet, the part that holds it.
func (p *workbookParts) sheetParts() map[string]string {
	targets := map[string]string{}
	eachTag(p.files["xl/_rels/workbook.xml.rels"], "Relationship", func(t tag) {
		target := strings.ReplaceAll(html.UnescapeString(t.attr("Target")), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/xl", target)
		}
		targets[t.attr("Id")] = strings.ToLower(strings.TrimPrefix(path.Clean(target), "/"))
	})
	parts := map[string]string{}
	eachTag(p.files["xl/workbook.xml"], "sheet", func(t tag) {
		parts[html.UnescapeString(t.attr("name"))] = targets[t.attr("id")]
	})
	return parts
}

// eachTag looks at the tags of one name.
func eachTag(x []byte, name string, do func(t tag)) {
	for i := 0; ; {
		t, ok := nextTag(x, i)
		if !ok {
			return
		}
		if i = t.to; t.name == name && !t.end {
			do(t)
		}
	}
}
