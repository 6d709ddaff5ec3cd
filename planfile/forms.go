package planfile

import (
	"bytes"
	"path"
	"strings"
)

// readers are the forms that are read, by extension. A form that is known but
// not read has a wording instead: "form_" and its extension, without the dot.
var readers = map[string]func([]byte) (Document, error){
	".txt":  Text,
	".csv":  CSV,
	".tsv":  CSV,
	".xlsx": XLSX,
	".docx": Docx,
	".yaml": YAML,
	".yml":  YAML,
}

// Reads reports whether a file of that name is read, and whether its form is
// known for one that is not, as .pdf.
func Reads(name string) (reads, known bool) {
	ext := strings.ToLower(path.Ext(name))
	_, known = wording["form_"+strings.TrimPrefix(ext, ".")]
	return readers[ext] != nil, known
}

// Read reads a plan by what its first bytes say, else by the extension of its
// name. A form that is not read, and what cannot be a plan at all, is a
// *Refusal; a document stamped secret is ErrSecret. What is wrong with single
// rows is in Problems.
func Read(name string, data []byte) (Document, error) { return ReadTaking(name, data, "") }

// ReadTaking reads a plan as Read does, and takes its tasks from where the
// office has chosen to, when the document leaves a Choice.
func ReadTaking(name string, data []byte, take Source) (Document, error) {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	ext := strings.ToLower(path.Ext(name))
	form := sniff(data, ext)
	if form == "" {
		form = ext
	}
	read := readers[form]
	switch form {
	case ".docx":
		read = func(data []byte) (Document, error) { return readDocx(data, take) }
	case ".txt":
		read = func(data []byte) (Document, error) { return textTaking(data, take) }
	}
	if read != nil {
		doc, err := read(data)
		if form == ".yaml" || form == ".yml" { // written for this program: what it leaves out is meant
			return doc, err
		}
		return doc.withMissing(), err
	}
	if code := "form_" + strings.TrimPrefix(form, "."); form != "" && wording[code] != "" {
		return Document{}, refuse(code, nil)
	}
	return Document{}, refuse("form_unknown", Args{"name": name})
}

// The first bytes of documents that are no plain text.
var magics = []struct{ magic, form string }{
	{"%PDF-", ".pdf"},
	{`{\rtf`, ".rtf"},
	{"PK\x05\x06", ".zip"}, {"Rar!", ".zip"}, {"7z\xbc\xaf", ".zip"}, {"\x1f\x8b", ".zip"},
	{"\x89PNG", ".picture"}, {"\xff\xd8\xff", ".picture"}, {"II*\x00", ".picture"}, {"MM\x00*", ".picture"}, {"GIF8", ".picture"},
}

// sniff names the form that the first bytes of a document stand for, whatever
// the file is called; "" when they say nothing. ext decides between forms that
// share their first bytes.
func sniff(data []byte, ext string) string {
	for _, m := range magics {
		if bytes.HasPrefix(data, []byte(m.magic)) {
			return m.form
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return sniffOld(data, ext)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		for _, part := range []struct{ name, form string }{
			{"opendocument.text", ".odt"}, {"opendocument.spreadsheet", ".ods"}, {"word/", ".docx"}, {"xl/", ".xlsx"},
		} {
			if bytes.Contains(data, []byte(part.name)) {
				return part.form
			}
		}
		return ".zip"
	}
	head := strings.ToLower(string(bytes.TrimLeft(data[:min(len(data), 512)], "\xef\xbb\xbf \t\r\n")))
	for _, start := range []string{"<!doctype html", "<html", "mime-version:"} {
		if strings.HasPrefix(head, start) {
			return ".html"
		}
	}
	return ""
}

// sniffOld tells the documents of the older container apart by the names of
// their streams. A password wraps a newer document into it.
func sniffOld(data []byte, ext string) string {
	switch {
	case hasStream(data, "EncryptedPackage"):
		return ".locked"
	case hasStream(data, "WordDocument"):
		return ".doc"
	case hasStream(data, "Workbook"), hasStream(data, "Book"), ext == ".xls":
		return ".xls"
	case ext == ".docx", ext == ".xlsx":
		return ".locked"
	}
	return ".doc"
}

// hasStream finds a name as the older container writes it, in wide letters.
func hasStream(data []byte, name string) bool {
	var wide []byte
	for i := range len(name) {
		wide = append(wide, name[i], 0)
	}
	return bytes.Contains(data, append(wide, 0, 0))
}
