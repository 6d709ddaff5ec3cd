package viet

import "dondoc/workday"

// Intent says what a reply tells about a task.
type Intent uint8

// The intents. The zero Intent is Unclear: whatever is not understood, hedged
// or only hearsay, and must be asked again.
const (
	Unclear Intent = iota
	Done
	Progress   // under way, with or without a percent or a promised date
	NotStarted // nothing done yet
	Blocked    // waits on somebody else, or cannot be done
	Extension  // asks for a later date
	Question
	Greeting
	Handback  // "không phải việc của phòng": label Blocked
	Unchanged // "vẫn như cũ": label Progress
	Receipt   // "đã nhận", "vâng": label Unclear
)

var intentNames = [...]string{
	"unclear", "done", "progress", "not_started", "blocked", "extension",
	"question", "greeting", "handback", "unchanged", "receipt",
}

// String returns the name used in JSON and in labelled data, as "not_started".
func (i Intent) String() string {
	if int(i) < len(intentNames) {
		return intentNames[i]
	}
	return intentNames[Unclear]
}

// MarshalText writes the name of the intent.
func (i Intent) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText reads a name written by MarshalText; an unknown one is Unclear.
func (i *Intent) UnmarshalText(text []byte) error {
	*i = Unclear
	for n, name := range intentNames {
		if name == string(text) {
			*i = Intent(n)
		}
	}
	return nil
}

// Label returns the intent as the eight labels Unclear to Greeting know it.
func (i Intent) Label() Intent {
	switch i {
	case Handback:
		return Blocked
	case Unchanged:
		return Progress
	case Receipt:
		return Unclear
	}
	return i
}

// Confidence says how far a reading may be trusted.
type Confidence uint8

// The confidences. The zero Confidence is Doubt: ask before anything is
// recorded.
const (
	Doubt  Confidence = iota
	Likely            // read without diacritics, repaired, or from context
	Sure              // said in plain words
)

// DateKind says what the date of an item stands for.
type DateKind uint8

// The kinds of date. The zero DateKind is NoDate.
const (
	NoDate        DateKind = iota
	PromisedDate           // "thứ 6 xong": when it will be done
	CompletedDate          // "đã gửi hôm qua": when it was done
	DocumentDate           // "số 45/QĐ-SNV ngày 20/3": the date of the evidence
	RequestedDate          // "xin lùi đến 15/12": the new date asked for
	MentionedDate          // a date alone, without saying what it is
)

// RefKind says how an item names its task.
type RefKind uint8

// The kinds of reference. There is no zero kind: an item without references
// speaks about whatever its message is about.
const (
	RefCode   RefKind = iota + 1 // "3.2", "II.3", "1.a.2": a code of the plan
	RefNumber                    // "1", "việc 2": a line of a digest
	RefAll                       // "tất cả xong", "cả 3 xong": all lines
	RefRest                      // "còn lại", "tất cả trừ 2": all lines but those in the item's Except
)

// Ref is how an item names a task.
type Ref struct {
	Kind RefKind
	Code string // RefCode: the code as written, Roman numerals in capitals
	N    int    // RefNumber: the line; RefAll: how many were said, zero if not
}

// Context is what a reply is an answer to. The zero Context knows nothing.
type Context struct {
	Today workday.Date // the day on which it was written; needed for any date
	Due   workday.Date // the current due date, base of "thêm 3 ngày"; zero if not known
	// AskedPercent is set when the bot has just asked for a percent: then a
	// bare number is one.
	AskedPercent bool
	// AskedDone is set when it has just asked whether the task is done: then
	// "rồi" alone is yes.
	AskedDone bool
}

// Item is what a reply says about one task, or about several at once.
type Item struct {
	Refs       []Ref // empty when no task is named
	Except     []Ref // the tasks that RefRest leaves out
	Intent     Intent
	Percent    int  // 0–100 when HasPercent, else zero
	HasPercent bool // set only when a percent was said
	Date       workday.Date
	DateKind   DateKind // NoDate exactly when Date is zero
	// Later is how much later than its due date an extension is asked for, when
	// no date was said: Date is then counted from the context's due date, which
	// is that of another task where the item names its own.
	Later      Delay
	Obstacle   string // the words that say what is in the way
	Reason     string // the words that give the reason of a request or refusal
	Document   string // the number of a document, as "45/QĐ-SNV" or "45"
	Text       string // the words of this item, in NFC
	Confidence Confidence
	// Values are the numbers that may be what a target has reached; OnlyValues
	// says that nothing else is said. What of them is a percent of the work is
	// for whoever knows the target.
	Values     []Value
	OnlyValues bool
	// Whole is set for "xong hết" and "xong cả" without a reference: when the
	// message is about several tasks, all of them are meant.
	Whole bool
}

// Reply is what a whole message says.
type Reply struct {
	// Intent is the label of the message, one of Unclear to Greeting: that of
	// its items when they agree, Progress when they are of several kinds.
	Intent Intent
	// Items has at least one element for every text that is not empty.
	Items []Item
	// Question is set when the message asks something, beside what it says.
	Question bool
}
