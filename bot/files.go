package bot

import (
	"strings"
	"time"

	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/viet"
)

// Files are kept as a text that can be erased like what a person wrote: a line
// each, with Telegram's id of it and its name. The bytes stay with Telegram.

const (
	documentMark = "document"
	photoMark    = "photo"
)

// evidenceFile is a file of a submission.
type evidenceFile struct {
	ID, Name string
	Photo    bool
}

// maxFiles is how many files of a submission are kept, the newest.
const maxFiles = 5

// filesOf reads the files of a submission.
func (t *turn) filesOf(m plan.Matter) []evidenceFile {
	var out []evidenceFile
	for line := range linesOf(t.text(m.Files)) {
		parts := strings.SplitN(line, " ", 3)
		if len(parts) == 3 {
			out = append(out, evidenceFile{ID: parts[1], Name: parts[2], Photo: parts[0] == photoMark})
		}
	}
	return out
}

// keepFiles writes down the files of a submission: those of the one that it
// overtakes, and the one sent now.
func (t *turn) keepFiles(before plan.Matter) plan.TextID {
	if t.u.File == nil {
		return before.Files
	}
	files := append(t.filesOf(before), evidenceFile{ID: t.u.File.ID, Name: t.u.File.Name, Photo: t.u.File.Photo})
	files = files[max(0, len(files)-maxFiles):]
	var lines []string
	for _, f := range files {
		mark := documentMark
		if f.Photo {
			mark = photoMark
		}
		name := strings.Join(strings.Fields(f.Name), " ")
		lines = append(lines, mark+" "+f.ID+" "+orElse(name, mark))
	}
	return t.keep(strings.Join(lines, "\n"))
}

// evidence words the evidence of a submission: the number of the document and
// the names of the files.
func (t *turn) evidence(m plan.Matter) evidenceArgs {
	var args evidenceArgs
	for _, item := range viet.ParseReply(t.text(m.Text), viet.Context{Today: m.Raised}).Items {
		args.Number = orElse(args.Number, item.Document)
	}
	for _, f := range t.filesOf(m) {
		args.Files = append(args.Files, viet.TrimUTF16(f.Name, 40))
	}
	return args
}

// fileButtons send the files of a submission again.
func (t *turn) fileButtons(id plan.MatterID, m plan.Matter) [][]outButton {
	var out [][]outButton
	for i, f := range t.filesOf(m) {
		label := textButtonFile.plain(t.lang, viet.TrimUTF16(f.Name, 24))
		out = append(out, []outButton{button(label, "file", uint64(id), uint64(i))})
	}
	return out
}

// sendFile sends a file of a submission again, to who may see the task.
func (t *turn) sendFile(id plan.MatterID, index int) {
	m := t.r.Matters.Get(id)
	files := t.filesOf(m)
	if m.Assignment == 0 || index >= len(files) || !t.may(plan.See, t.matterScope(m)) {
		t.ack = textOldButton.plain(t.lang, none{})
		return
	}
	f := files[index]
	args := t.matterArgs(id)
	args.Answer = f.Name
	message := messageOf(textFileSent.html(t.lang, args))
	message.File = &outbox.File{Name: f.Name, ID: f.ID, Photo: f.Photo}
	t.answer(reply{Message: message, Subject: plan.DutyOf(id, m)})
}

// attachLife is how long after a report a file without words is taken to belong
// to it.
const attachLife = 10 * time.Minute

// lastReport is the one task that a person has reported on last.
type lastReport struct {
	Assignment plan.AssignmentID `json:"a"`
	At         int64             `json:"at"`
}

// fileAlone takes a file sent without words as evidence for the one task it can
// belong to: the one replied to, the only open one, or the one reported on just
// before. It is attached by a button.
func (t *turn) fileAlone() error {
	a := t.aboutNothingSaid(viet.Item{Intent: viet.Unclear, Text: t.u.File.Name})
	ids := a.assignments
	var last lastReport
	if len(ids) != 1 && t.get("last", &last) && t.v.Now.Sub(time.UnixMilli(last.At)) <= attachLife {
		ids = t.standing([]plan.AssignmentID{last.Assignment})
	}
	if len(ids) != 1 {
		t.say(textFileForWhat.html(t.lang, none{}))
		return nil
	}
	id := ids[0]
	t.put("file", fileKept{Assignment: id, File: *t.u.File, At: t.v.Now.UnixMilli()})
	if t.r.Assignments.Get(id).Submission == 0 {
		card := t.card(id)
		card.Message.HTML = textFileKept.html(t.lang, t.u.File.Name) + "\n\n" + card.Message.HTML
		t.answer(card)
		return nil
	}
	label := t.label(id)
	label.What = t.u.File.Name
	t.answer(reply{
		Message: messageOf(textAttach.html(t.lang, label), []outButton{button(textButtonAttach.plain(t.lang, label.Code), "attach", uint64(id))}),
		Subject: plan.Duty{Kind: plan.Perform, Subject: uint32(id)},
	})
	return nil
}

// attach adds the kept file to the submission of a task.
func (t *turn) attach(id plan.AssignmentID) error {
	if _, ok := t.keptFile(id); !ok || t.r.Assignments.Get(id).Submission == 0 {
		t.ack = textOldButton.plain(t.lang, none{})
		return nil
	}
	return t.quick(id, viet.Item{Intent: viet.Done, Confidence: viet.Sure})
}

type fileKept struct {
	Assignment plan.AssignmentID `json:"a"`
	File       File              `json:"file"`
	At         int64             `json:"at"`
}
