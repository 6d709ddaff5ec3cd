package main

import (
	"bytes"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"dondoc/emulator"
)

// sendFiles sends documents as one album: the scenario's files, or small PDFs.
func (w *world) sendFiles(id int64, names, caption string, replyTo int) error {
	var files []emulator.Attachment
	for name := range strings.SplitSeq(names, ",") {
		data, ok := w.files[name]
		kind := ""
		if !ok {
			data, kind = []byte("%PDF-1.4 "+name), "application/pdf"
		}
		files = append(files, emulator.Attachment{Name: name, Mime: kind, Data: data})
	}
	_, err := w.server.SendAlbum(id, files, caption, replyTo)
	return err
}

// fillSheet sends the newest workbook of the bot back, filled in by a file of
// lines "code | column | value".
func (w *world) fillSheet(id int64, file string) error {
	list := w.server.Chat(id)
	for i := len(list) - 1; i >= 0; i-- {
		doc := list[i].Document
		if !list[i].FromBot || doc == nil || !strings.HasSuffix(doc.Name, ".xlsx") {
			continue
		}
		_, err := w.server.SendFile(id, doc.Name, "", w.filled(w.server.Content(doc.ID), string(w.files[file])), "")
		return err
	}
	w.fatalf("the bot has sent no workbook")
	return nil
}

// filled writes values into a workbook as somebody would: under the column, in
// the row of the code.
func (w *world) filled(data []byte, lines string) []byte {
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		w.fatalf("the workbook cannot be opened: %v", err)
	}
	defer book.Close()
	sheet := book.GetSheetName(0)
	rows, err := book.GetRows(sheet)
	if err != nil {
		w.fatalf("the workbook cannot be read: %v", err)
	}
	columns, codes := map[string]int{}, map[string]int{}
	for r, row := range rows {
		if slices.Contains(row, "Mã nhiệm vụ") {
			for c, header := range row {
				columns[header] = c + 1
			}
		} else if c := columns["Mã nhiệm vụ"]; c > 0 && c <= len(row) {
			codes[row[c-1]] = r + 1
		}
	}
	for line := range strings.Lines(lines) {
		parts := strings.Split(strings.TrimSpace(line), "|")
		if len(parts) != 3 {
			w.fatalf("fill in: code | column | value, not %q", line)
		}
		code, column := strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1])
		if codes[code] == 0 || columns[column] == 0 {
			w.fatalf("the workbook has no row %q or no column %q: %v", code, column, columns)
		}
		cell, err := excelize.CoordinatesToCellName(columns[column], codes[code])
		if err == nil {
			err = book.SetCellStr(sheet, cell, strings.TrimSpace(parts[2]))
		}
		if err != nil {
			w.fatalf("fill in: %v", err)
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		w.fatalf("the workbook cannot be written: %v", err)
	}
	return out.Bytes()
}
