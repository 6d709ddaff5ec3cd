package plan

import "dondoc/workday"

// What a document that amends a plan, or a new year, makes of tasks.

// PlanAmended: a document amended a plan. The events after it in the same
// command say what it changed.
type PlanAmended struct {
	Plan PlanID `json:"plan"`
	// Document is the amending document's number.
	Document string       `json:"document"`
	Day      workday.Date `json:"day"`
}

// AreaChanged: an amended plan gives an area another code or title.
type AreaChanged struct {
	ID    AreaID `json:"id"`
	Code  string `json:"code"`
	Title string `json:"title"`
}

// TaskAmended: an amended plan words a task in another way, or gives it another
// code or place. Units and dates that it changes are in events of their own;
// Stated is what it says of them, whether or not that holds. Text, deliverable
// and coordinating units are the new ones as a whole.
type TaskAmended struct {
	Task        TaskID   `json:"task"`
	Area        AreaID   `json:"area,omitempty"`
	Code        string   `json:"code"`
	Title       string   `json:"title"`
	Text        string   `json:"text,omitempty"`
	Deliverable string   `json:"deliverable,omitempty"`
	Support     []UnitID `json:"support,omitempty"`
	Stated      *Stated  `json:"stated,omitempty"`
	// Document is the amending document's number.
	Document string `json:"document"`
}

func (PlanAmended) kind() string { return "plan_amended" }
func (AreaChanged) kind() string { return "area_changed" }
func (TaskAmended) kind() string { return "task_amended" }

func (b TaskAmended) apply(t *Task) {
	words := Words{}
	if t.Words != nil {
		words = *t.Words
	}
	words.Text, words.Deliverable, words.Stated = b.Text, b.Deliverable, b.Stated
	t.Area, t.Code, t.Title, t.Support, t.Words = b.Area, b.Code, b.Title, b.Support, &words
}
