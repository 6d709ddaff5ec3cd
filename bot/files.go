package bot

import (
	"slices"
	"strings"
	"time"

	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/viet"
)

// A file is evidence for an assignment. Its name and Telegram's id of it are kept
// as a text that can be erased like what a person wrote; its bytes are fetched
// by a job, if the process keeps them.

const (
	documentMark = "document"
	photoMark    = "photo"
)

// evidenceFile is a file that was sent for an assignment.
type evidenceFile struct {
	plan.File
	ID    plan.FileID
	Of    string // Telegram's id of it
	Name  string
	Photo bool
}

// fileText writes a file down.
func fileText(f File) string {
	mark := documentMark
	if f.Photo {
		mark = photoMark
	}
	return mark + " " + f.ID + " " + orElse(strings.Join(strings.Fields(f.Name), " "), mark)
}

// fileOf reads what was written down of a file; one whose words were erased has
// neither name nor id.
func (t *turn) fileOf(id plan.FileID) evidenceFile {
	f := evidenceFile{File: t.r.Files.Get(id), ID: id}
	if parts := strings.SplitN(t.text(f.Text), " ", 3); len(parts) == 3 {
		f.Of, f.Name, f.Photo = parts[1], parts[2], parts[0] == photoMark
	}
	return f
}

// shortName is the name of a file for a line.
func shortName(name string) string { return viet.TrimUTF16(name, 40) }

// maxFiles is how many files of an assignment are shown, the newest.
const maxFiles = 5

// filesOf returns the newest files of an assignment, in the order in which they
// came.
func (t *turn) filesOf(id plan.AssignmentID) []evidenceFile {
	var out []evidenceFile
	for id := range t.r.FilesOf(id) {
		if f := t.fileOf(id); f.Of != "" && len(out) < maxFiles {
			out = append([]evidenceFile{f}, out...)
		}
	}
	return out
}

func (t *turn) hasFiles(id plan.AssignmentID) bool {
	for range t.r.FilesOf(id) {
		return true
	}
	return false
}

// album is a group of files that Telegram sends as one message each: what its
// captioned one was about the others are about, too.
type album struct {
	ID          string              `json:"id"`
	Assignments []plan.AssignmentID `json:"assignments,omitempty"`
	// Key is that of the message that said so, under which its undo is kept.
	Key string `json:"key,omitempty"`
	// Files are those that came before it was known what they are for.
	Files []File `json:"files,omitempty"`
}

const albumForm = "album"

// albumOf returns the album that this file belongs to; false when it stands
// alone.
func (t *turn) albumOf() (album, bool) {
	var a album
	if t.u.Album == "" {
		return album{}, false
	}
	if !t.get(albumForm, &a) || a.ID != t.u.Album {
		a = album{ID: t.u.Album}
	}
	return a, true
}

// sent returns the files of this message, with those of its album that wait.
func (t *turn) sent() []File {
	if t.files == nil && t.u.File != nil {
		a, _ := t.albumOf()
		t.files = append(a.Files, *t.u.File)
	}
	return t.files
}

// fileWaits keeps a file of an album until it is known what the album is for; it
// reports whether the others of it wait already.
func (t *turn) fileWaits() bool {
	a, ok := t.albumOf()
	if !ok {
		return false
	}
	already := len(a.Files) > 0
	a.Files = append(a.Files, *t.u.File)
	t.put(albumForm, a)
	return already
}

// keepFiles records the files of this message as evidence for an assignment,
// and has them fetched.
func (t *turn) keepFiles(id plan.AssignmentID) []plan.FileID {
	var out []plan.FileID
	for _, f := range t.sent() {
		file := plan.File{Assignment: id, By: t.person, Day: t.said, Text: t.keep(fileText(f))}
		sent := plan.EvidenceSent{ID: t.r.Files.Next(), File: file}
		t.v.Record(sent)
		if t.b.o.Keep != nil {
			t.oweJob(jobKeepFile, jobArgs{File: f, Evidence: sent.ID})
		}
		out = append(out, sent.ID)
	}
	if a, ok := t.albumOf(); ok && len(out) > 0 {
		a.Files, a.Key = nil, orElse(a.Key, t.messageKey())
		if !slices.Contains(a.Assignments, id) {
			a.Assignments = append(a.Assignments, id)
		}
		t.put(albumForm, a)
	}
	return out
}

// sentWords names the files of this message, for one line.
func (t *turn) sentWords() string {
	switch files := t.sent(); {
	case t.u.Album != "":
		return textAlbum.plain(t.lang, none{})
	case len(files) > 0:
		return textFileNamed.plain(t.lang, shortName(files[0].Name))
	}
	return ""
}

// evidence words the evidence of a completion: the number of the document and
// the names of the files.
func (t *turn) evidence(m plan.Matter) evidenceArgs {
	args := evidenceArgs{Number: t.numberOf(m)}
	for _, f := range t.filesOf(m.Assignment) {
		args.Files = append(args.Files, shortName(f.Name))
	}
	return args
}

// numberOf is the number of the document that a completion names.
func (t *turn) numberOf(m plan.Matter) (number string) {
	for _, item := range viet.ParseReply(t.text(m.Text), viet.Context{Today: m.Raised}).Items {
		number = orElse(number, item.Document)
	}
	return number
}

// listFiles shows the newest files of an assignment.
func (t *turn) listFiles(id plan.AssignmentID) {
	a := t.r.Assignments.Get(id)
	files := t.filesOf(id)
	if a.Task == 0 || !t.may(plan.See, t.scope(a)) || len(files) == 0 {
		t.ack = textOldButton.plain(t.lang, none{})
		return
	}
	label := t.label(id)
	args := filesArgs{Code: label.Code, Title: label.Title}
	for range t.r.FilesOf(id) {
		args.Total++
	}
	for _, f := range files {
		args.Lines = append(args.Lines, fileArgs{Name: shortName(f.Name), By: t.name(f.By), Day: t.short(f.Day)})
	}
	t.browse(reply{
		Message: messageOf(textEvidenceList.html(t.lang, args), append(t.fileButtons(id), t.backTo(id))...),
		Subject: plan.Duty{Kind: plan.Perform, Subject: uint32(id)},
	})
}

// filesArgs are the newest files of a task, of Total.
type filesArgs struct {
	Code, Title string
	Total       int
	Lines       []fileArgs
}

// fileButtons send the files of an assignment again.
func (t *turn) fileButtons(id plan.AssignmentID) [][]outButton {
	var out [][]outButton
	for _, f := range t.filesOf(id) {
		label := textButtonFile.plain(t.lang, viet.TrimUTF16(f.Name, 24))
		out = append(out, []outButton{button(label, "file", uint64(f.ID))})
	}
	return out
}

// sendFile sends a file again, to who may see the task.
func (t *turn) sendFile(id plan.FileID) {
	f := t.fileOf(id)
	a := t.r.Assignments.Get(f.Assignment)
	if f.Of == "" || f.Dropped || !t.may(plan.See, t.scope(a)) {
		t.ack = textOldButton.plain(t.lang, none{})
		return
	}
	args := fileArgs{
		Code: t.r.Tasks.Get(a.Task).Code, Title: t.titleOf(a), Unit: t.r.Units.Get(a.Unit).Name,
		By: t.name(f.By), Day: t.short(f.Day), Name: f.Name, Sum: f.Sum[:min(len(f.Sum), 16)],
	}
	message := messageOf(textFileSent.html(t.lang, args))
	message.File = &outbox.File{Name: f.Name, ID: f.Of, Photo: f.Photo}
	t.answer(reply{Message: message, Subject: plan.Duty{Kind: plan.Perform, Subject: uint32(f.Assignment)}})
}

// fileArgs are a file that is sent again. Sum is how its sum begins, empty when
// it was not fetched.
type fileArgs struct{ Code, Title, Unit, By, Day, Name, Sum string }

// attachLife is how long after a report a file without words is taken to belong
// to it.
const attachLife = 10 * time.Minute

// lastReport is the one task that a person has reported on last.
type lastReport struct {
	Assignment plan.AssignmentID `json:"a"`
	At         int64             `json:"at"`
}

// fileAlone takes a file sent without words as evidence for the one task it can
// belong to: that of its album, the one replied to, or the only open one. The one
// reported on just before is only a guess, which a button confirms.
func (t *turn) fileAlone() error {
	if a, ok := t.albumOf(); ok && len(a.Assignments) > 0 {
		t.fileOfAlbum(a)
		return nil
	}
	ids := t.aboutNothingSaid(viet.Item{Intent: viet.Unclear, Text: t.u.File.Name}).assignments
	if len(ids) == 1 {
		return t.fileFor(ids[0])
	}
	if t.fileWaits() {
		return nil
	}
	var last lastReport
	if t.get("last", &last) && t.v.Now.Sub(time.UnixMilli(last.At)) <= attachLife {
		ids = t.standing([]plan.AssignmentID{last.Assignment})
	}
	if len(ids) != 1 {
		t.say(textFileForWhat.html(t.lang, none{}))
		return nil
	}
	t.put("file", fileKept{Assignment: ids[0], File: *t.u.File, Album: t.u.Album})
	label := t.label(ids[0])
	label.What = t.sentWords()
	t.answer(reply{
		Message: messageOf(textAttach.html(t.lang, label), []outButton{button(textButtonAttach.plain(t.lang, label.Code), "attach", uint64(ids[0]))}),
		Subject: plan.Duty{Kind: plan.Perform, Subject: uint32(ids[0])},
	})
	return nil
}

// fileOfAlbum keeps a file for what its album is about; it is taken back with
// what the album's words recorded.
func (t *turn) fileOfAlbum(a album) {
	var did []applied
	t.get("did/"+a.Key, &did)
	for _, id := range a.Assignments {
		if !t.may(plan.Report, t.scope(t.r.Assignments.Get(id))) {
			continue
		}
		kept := t.keepFiles(id)
		for i := range did {
			if did[i].Assignment == id {
				did[i].Files = append(did[i].Files, kept...)
			}
		}
	}
	if len(did) > 0 {
		t.put("did/"+a.Key, did)
	}
}

// fileKept is a file that a button adds to an assignment.
type fileKept struct {
	Assignment plan.AssignmentID `json:"a"`
	File       File              `json:"file"`
	Album      string            `json:"album,omitempty"`
}

// attach adds the file that was asked about to a task.
func (t *turn) attach(id plan.AssignmentID) error {
	var kept fileKept
	if !t.get("file", &kept) || kept.Assignment != id {
		t.ack = textOldButton.plain(t.lang, none{})
		return nil
	}
	t.put("file", nil)
	t.takeUp(&kept.File, kept.Album)
	return t.fileFor(id)
}

// takeUp makes a file that was kept while its task was asked for the file of
// this message; of an album it waits among the others.
func (t *turn) takeUp(f *File, of string) {
	t.u.File, t.u.Album = f, of
	if a, ok := t.albumOf(); ok {
		t.files = a.Files
	}
}

// fileFor keeps a file without words as evidence for an assignment; of work that
// is not reported done it asks how it stands.
func (t *turn) fileFor(id plan.AssignmentID) error {
	a := t.r.Assignments.Get(id)
	if !t.may(plan.Report, t.scope(a)) {
		t.say(textNotShown.html(t.lang, none{}))
		return nil
	}
	ids := t.keepFiles(id)
	name := t.sentWords()
	card := t.card(id)
	if a.Submission != 0 || !t.ownUnit(a.Unit) {
		label := t.label(id)
		label.What = name
		card.Message = messageOf(textFileAdded.html(t.lang, label), t.toTask(id)...)
	} else {
		card.Message.HTML = textFileKept.html(t.lang, name) + "\n\n" + card.Message.HTML
	}
	if t.u.Album == "" {
		drop := button(textButtonDropFile.plain(t.lang, none{}), "dropfile", uint64(ids[0]))
		card.Message.Buttons = append(card.Message.Buttons, []outButton{drop})
	}
	t.answer(card)
	return nil
}

// dropFile takes back a file that the person sent by mistake.
func (t *turn) dropFile(id plan.FileID) {
	f := t.fileOf(id)
	a := t.r.Assignments.Get(f.Assignment)
	if f.By != t.person || f.Dropped || !a.State.Open() || !t.may(plan.Report, t.scope(a)) {
		t.ack = textOldButton.plain(t.lang, none{})
		return
	}
	t.forgetFile(id)
	label := t.label(f.Assignment)
	label.What = textFileNamed.plain(t.lang, shortName(f.Name))
	t.change(reply{Message: messageOf(textFileDropped.html(t.lang, label), t.toTask(f.Assignment)...)})
}

// forgetFile records that a file is evidence no more.
func (t *turn) forgetFile(id plan.FileID) {
	of := t.r.Files.Get(id).Assignment
	others := false
	for other := range t.r.FilesOf(of) {
		others = others || other != id
	}
	bare := !others && t.numberOf(t.r.Matters.Get(t.r.Assignments.Get(of).Submission)) == ""
	t.v.Record(plan.EvidenceDropped{ID: id, Bare: bare})
}
