package workday

// Kind says what a deadline phrase means.
type Kind uint8

// The kinds of deadline. The zero Kind is Unknown: nobody has set a date yet,
// which is the normal first state of a task.
const (
	Unknown Kind = iota
	OnDate
	Month
	Quarter
	Half
	Year
	Continuous // "thường xuyên": never overdue
	RecurringMonthly
	RecurringQuarterly
	RecurringHalf
	RecurringYearly
	Relative // "sau khi có hướng dẫn": no date until somebody sets one
)

var kindNames = [...]string{
	"unknown", "date", "month", "quarter", "half", "year", "continuous",
	"recurring_monthly", "recurring_quarterly", "recurring_half",
	"recurring_yearly", "relative",
}

// String returns the name used in JSON, as "recurring_monthly".
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return kindNames[Unknown]
}

// Dated reports whether the kind carries one due date.
func (k Kind) Dated() bool { return k >= OnDate && k <= Year }

// Recurring reports whether the kind makes one occurrence for each period.
func (k Kind) Recurring() bool { return k >= RecurringMonthly && k <= RecurringYearly }

// MarshalText writes the name of the kind.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads a name written by MarshalText; an unknown name is the
// kind Unknown, so that an older program can read a newer journal.
func (k *Kind) UnmarshalText(text []byte) error {
	*k = Unknown
	for i, name := range kindNames {
		if name == string(text) {
			*k = Kind(i)
		}
	}
	return nil
}

// Every is the length of a recurrence's period.
type Every string

// The periods of a recurrence. EveryReform is the four reports of the
// administrative reform: quarter I, six months, quarter III and year.
const (
	EveryDay     Every = "day"
	EveryWeek    Every = "week"
	EveryMonth   Every = "month"
	EveryQuarter Every = "quarter"
	EveryHalf    Every = "half"
	EveryYear    Every = "year"
	EveryReform  Every = "reform"
)

// Recurrence says how often, and on which day of the period, something falls
// due. The zero value is no recurrence.
type Recurrence struct {
	Every Every `json:"every,omitempty"`
	// Month is the month of the period counted from 1; for a year it is the
	// calendar month. Zero means not said: the last month.
	Month int8 `json:"month,omitempty"`
	// Day is the day of that month. Zero means not said: the last day.
	Day int8 `json:"day,omitempty"`
	// Weekday is the day of the week of a weekly recurrence as "mon" … "sun".
	// Empty means not said.
	Weekday string `json:"weekday,omitempty"`
}

// Deadline is what a deadline phrase says: the phrase as written and its
// meaning. The zero Deadline is unknown and was never written.
type Deadline struct {
	Raw        string     `json:"raw"`
	Kind       Kind       `json:"kind"`
	Due        Date       `json:"due"`
	Recurrence Recurrence `json:"recurrence"`
}
