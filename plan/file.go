package plan

import "dondoc/workday"

// File is a file that somebody sent as evidence for an assignment.
type File struct {
	Assignment AssignmentID `json:"assignment"`
	Next       FileID       `json:"next,omitempty"` // of the same assignment, older
	By         PersonID     `json:"by"`
	Day        workday.Date `json:"day"`
	// Text is its name and the server's id of it, as the conversation writes them
	// down.
	Text TextID `json:"text"`
	// Dropped: who sent it took it back.
	Dropped bool `json:"dropped,omitempty"`
	// Size in bytes and Sum, the SHA-256 in hexadecimal digits, of what was fetched.
	// Zero: it was not fetched.
	Size int64  `json:"size,omitempty"`
	Sum  string `json:"sum,omitempty"`
}

// FilesOf yields the files of an assignment that were not taken back, the
// newest first.
func (r *Register) FilesOf(id AssignmentID) func(yield func(FileID, File) bool) {
	return func(yield func(FileID, File) bool) {
		for id := r.Assignments.Get(id).File; id != 0; {
			f := r.Files.Get(id)
			if !f.Dropped && !yield(id, f) {
				return
			}
			id = f.Next
		}
	}
}

func (r *Register) sendFile(b EvidenceSent) {
	if !r.Assignments.Has(b.File.Assignment) || r.Files.Has(b.ID) {
		return
	}
	f := b.File
	r.Assignments.Update(f.Assignment, func(a *Assignment) {
		f.Next, a.File = a.File, b.ID
		r.Matters.Update(a.Submission, func(m *Matter) { m.Evidence = true })
	})
	r.Files.Set(b.ID, f)
}

func (r *Register) dropFile(b EvidenceDropped) {
	r.Files.Update(b.ID, func(f *File) {
		f.Dropped = true
		if b.Bare {
			r.Matters.Update(r.Assignments.Get(f.Assignment).Submission, func(m *Matter) { m.Evidence = false })
		}
	})
}
