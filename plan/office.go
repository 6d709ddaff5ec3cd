package plan

import (
	"time"

	"dondoc/workday"
)

// Settings are the decisions of the office on how it works. There is one row.
type Settings struct {
	Name     string `json:"name"`
	Zone     string `json:"zone"`     // IANA name, as Asia/Ho_Chi_Minh
	Language string `json:"language"` // vi or en, for people who chose none
	// Office is the unit that keeps the plan (Văn phòng).
	Office UnitID `json:"office"`
	// GoLive is the first day on which anything unsolicited is sent. Zero:
	// the office has not set one, and nothing unsolicited is sent.
	GoLive workday.Date `json:"go_live"`
	// Digest is the time of day of the digest, Late the last time at which a
	// late one still goes out today; minutes from midnight.
	Digest int16 `json:"digest"`
	Late   int16 `json:"late"`
	// Hours are the working hours as minutes from midnight: from, to, from, to.
	Hours [4]int16 `json:"hours"`
	// Before are the steps before the due date in working days, in falling
	// order and ending in 0, the day itself; After those after it was missed, in
	// rising order, going on by the difference of the last two.
	Before []int8 `json:"before"`
	After  []int8 `json:"after"`
	// Rise says at which overdue step an assignment climbs to the office, the
	// deputy in charge and the director.
	Rise [3]int8 `json:"rise"`
	// Strict counts a due date on a day off as missed at its own end, not at
	// the end of the next working day.
	Strict bool `json:"strict,omitempty"`
	// Days are the working days that a duty other than an assignment has, by
	// MatterKind; see DaysFor.
	Days [6]int8 `json:"days"`
	// ExtensionBy says who decides an extension.
	ExtensionBy Role `json:"extension_by"`
	// Held stops everything unsolicited, as after restoring a backup.
	Held bool `json:"held,omitempty"`
}

// DaysFor returns the working days within which a matter of a kind wants its
// decision. An inquiry has those of a question.
func (s Settings) DaysFor(kind MatterKind) int {
	return int(s.Days[min(kind, Question)])
}

// DefaultSettings are the settings of an office that has decided nothing.
func DefaultSettings() Settings {
	return Settings{
		Zone: "Asia/Ho_Chi_Minh", Language: "vi",
		Digest: 8 * 60, Late: 16 * 60,
		Hours:  [4]int16{7 * 60, 11*60 + 30, 13*60 + 30, 17*60 + 30},
		Before: []int8{10, 3, 0}, After: []int8{1, 3, 5, 10}, Rise: [3]int8{1, 3, 5},
		Days:        [6]int8{0, 3, 3, 2, 2, 2},
		ExtensionBy: Director,
	}
}

// WorkingTime reports whether a time of day, in minutes from midnight, is in
// the working hours.
func (s Settings) WorkingTime(minute int) bool {
	return minute >= int(s.Hours[0]) && minute < int(s.Hours[1]) ||
		minute >= int(s.Hours[2]) && minute < int(s.Hours[3])
}

// Minute returns the minutes from midnight of an instant in a zone.
func Minute(t time.Time, zone *time.Location) int {
	h, m, _ := t.In(zone).Clock()
	return h*60 + m
}

// Day is a decision of the office about one day of the calendar.
type Day struct {
	Date workday.Date `json:"date"`
	Rule workday.Rule `json:"rule"`
	Name string       `json:"name,omitempty"`
}

// Group is a group of units that a plan names as one, as "các phòng chuyên môn".
type Group struct {
	Name string `json:"name"`
}

// Unit is a unit of the office that can lead a task.
type Unit struct {
	Name  string `json:"name"`
	Short string `json:"short"` // for rows of a phone screen; never empty
	// Also are further names that a plan uses for it.
	Also  []string `json:"also,omitempty"`
	Group GroupID  `json:"group,omitempty"`
	// Deputy is the post of the deputy in charge. Zero: the director.
	Deputy PostID `json:"deputy,omitempty"`
	// Head is the post that the unit's duties belong to.
	Head PostID `json:"head,omitempty"`
	// First is the newest assignment of the unit; Assignment.NextInUnit goes on.
	First AssignmentID `json:"first,omitempty"`
}

// Role is what a post is for.
type Role uint8

// The roles. The zero Role may do nothing.
const (
	NoRole Role = iota
	Director
	Deputy
	Office
	Head
	Viewer
)

var roleNames = [...]string{"", "director", "deputy", "office", "head", "viewer"}

// String returns the name used in the configuration, as "deputy".
func (r Role) String() string {
	if int(r) < len(roleNames) {
		return roleNames[r]
	}
	return ""
}

// RoleOf returns the role of a name, NoRole for an unknown one.
func RoleOf(name string) Role {
	for i, n := range roleNames {
		if n == name && n != "" {
			return Role(i)
		}
	}
	return NoRole
}

// Receive says who gets the messages of a post.
type Receive uint8

// Who receives. By default the holder does, and the delegate while the holder
// has not joined or cannot be reached.
const (
	ReceiveHolder Receive = iota
	ReceiveDelegate
	ReceiveBoth
)

// Post is a position that duties belong to; people come and go.
type Post struct {
	Unit     UnitID   `json:"unit,omitempty"`
	Role     Role     `json:"role"`
	Title    string   `json:"title"` // "Trưởng phòng"
	Holder   PersonID `json:"holder,omitempty"`
	Delegate PersonID `json:"delegate,omitempty"`
	// Acting replaces the holder while it is set.
	Acting  PersonID `json:"acting,omitempty"`
	Receive Receive  `json:"receive,omitempty"`
}

// Seat is the place that a person takes in a post.
type Seat uint8

// The seats of a post.
const (
	HolderSeat Seat = iota
	DelegateSeat
	ActingSeat
)

// PersonState says how far a person has joined.
type PersonState uint8

// The states. The zero state is a person whom the office named but who has
// not joined: there is no account to write to.
const (
	Named PersonState = iota
	Provisional
	Joined
	Left
)

// Person is one human being with at most one account. Name and account are
// particulars, kept elsewhere.
type Person struct {
	State    PersonState `json:"state"`
	Language string      `json:"language,omitempty"`
	// Heard is the last day on which the person wrote or pressed something.
	Heard workday.Date `json:"heard,omitempty"`
	// Told is the last day on which a digest went out to the person, also an
	// empty one.
	Told workday.Date `json:"told,omitempty"`
	// Unreachable is the day since which nothing could be delivered.
	Unreachable workday.Date `json:"unreachable,omitempty"`
	// Since is the day on which the person joined.
	Since workday.Date `json:"since,omitempty"`
}

// Reachable reports whether a message to the person has a chance.
func (p Person) Reachable() bool {
	return (p.State == Joined || p.State == Provisional) && p.Unreachable == 0
}

// Invitation is a one-time link that binds an account to a seat of a post.
// The code itself is kept nowhere; Hash is its SHA-256 in hex.
type Invitation struct {
	Post    PostID   `json:"post"`
	Seat    Seat     `json:"seat"`
	Person  PersonID `json:"person"` // whom it is meant for
	Hash    string   `json:"hash"`
	Expires int64    `json:"expires"` // Unix seconds
	Used    PersonID `json:"used,omitempty"`
	// First says that the console made it for the first account of the office,
	// which nobody can confirm: it joins at once.
	First bool `json:"first,omitempty"`
	// Since and Rejected are, in Unix milliseconds, when the account was bound
	// that the office has rejected, and when it did. Zero: it has not.
	Since    int64 `json:"since,omitempty"`
	Rejected int64 `json:"rejected,omitempty"`
}
