package plan

import (
	"encoding/json"
	"time"

	"dondoc/workday"
)

// Register is all facts in memory. Only Apply changes it. The zero Register
// is not usable; see NewRegister.
type Register struct {
	Settings    Table[uint32, Settings] // one row
	Days        Table[DayID, Day]
	Groups      Table[GroupID, Group]
	Units       Table[UnitID, Unit]
	Posts       Table[PostID, Post]
	People      Table[PersonID, Person]
	Invitations Table[InvitationID, Invitation]
	Plans       Table[PlanID, Plan]
	Areas       Table[AreaID, Area]
	Tasks       Table[TaskID, Task]
	Targets     Table[TargetID, Target]
	Suggestions Table[SuggestionID, Suggestion]
	Occurrences Table[OccurrenceID, Occurrence]
	Assignments Table[AssignmentID, Assignment]
	Matters     Table[MatterID, Matter]
	Files       Table[FileID, File]

	// Calendar follows from the holidays and Days, Zone from the settings.
	Calendar *workday.Calendar
	Zone     *time.Location
}

// NewRegister returns an empty register with the default settings of an
// office that has decided nothing.
func NewRegister() *Register {
	r := &Register{}
	for i, name := range tableNames {
		r.tables()[i].(interface{ named(string) }).named(name)
	}
	r.derive()
	return r
}

func (t *Table[ID, T]) named(name string) { t.name = name }

var tableNames = []string{
	"settings", "days", "groups", "units", "posts", "people", "invitations",
	"plans", "areas", "tasks", "targets", "suggestions", "occurrences",
	"assignments", "matters", "files",
}

func (r *Register) tables() []rowsAny {
	return []rowsAny{
		&r.Settings, &r.Days, &r.Groups, &r.Units, &r.Posts, &r.People, &r.Invitations,
		&r.Plans, &r.Areas, &r.Tasks, &r.Targets, &r.Suggestions, &r.Occurrences,
		&r.Assignments, &r.Matters, &r.Files,
	}
}

// Clone returns a copy that can be changed without touching r. What rows point
// to is shared, since it is never changed but replaced.
func (r *Register) Clone() *Register {
	c := NewRegister()
	mine, theirs := c.tables(), r.tables()
	for i := range mine {
		mine[i].clone(theirs[i])
	}
	c.Calendar, c.Zone = r.Calendar, r.Zone
	return c
}

// Office returns the settings, the defaults when the office decided none.
func (r *Register) Office() Settings {
	if r.Settings.Has(1) {
		return r.Settings.Get(1)
	}
	return DefaultSettings()
}

// derive recomputes what follows from the tables.
func (r *Register) derive() {
	rules := workday.Holidays()
	for _, day := range r.Days.All() {
		rules[day.Date] = day.Rule
	}
	r.Calendar = workday.NewCalendar(rules)
	zone, err := time.LoadLocation(r.Office().Zone)
	if err != nil {
		zone = time.FixedZone("UTC+7", 7*3600)
	}
	r.Zone = zone
}

// Today returns the office's day of an instant.
func (r *Register) Today(now time.Time) workday.Date { return workday.On(now, r.Zone) }

// TableNames are the names of the tables in their order; store keeps one
// bucket for each.
func (r *Register) TableNames() []string { return tableNames }

// TableLen returns the highest id of a table, by its index in TableNames.
func (r *Register) TableLen(table int) int { return r.tables()[table].Len() }

// Row names one row of a register: the table by its index in TableNames.
type Row struct {
	Table int
	ID    uint32
}

// Mark is a point in the log of changes that Revert can go back to.
type Mark [16]int

// Mark returns the present point of the change log.
func (r *Register) Mark() Mark {
	var m Mark
	for i, t := range r.tables() {
		m[i] = t.mark()
	}
	return m
}

// Revert takes back all changes after a mark.
func (r *Register) Revert(m Mark) {
	derive := false
	for i, t := range r.tables() {
		if t.mark() != m[i] && i < 2 {
			derive = true
		}
		t.revert(m[i])
	}
	if derive {
		r.derive()
	}
}

// Changed returns the rows changed since the last Forget, in the order of
// tables and, within a table, of change.
func (r *Register) Changed() []Row {
	var rows []Row
	for i, t := range r.tables() {
		for _, id := range t.changed() {
			rows = append(rows, Row{i, id})
		}
	}
	return rows
}

// Forget empties the change log: the changes stand.
func (r *Register) Forget() { r.Keep(r.Mark()) }

// Keep empties the change log up to a mark: those changes stand, and can be
// taken back no more. Marks taken before are good no more either.
func (r *Register) Keep(m Mark) {
	for i, t := range r.tables() {
		t.forget(m[i])
	}
}

// Copies are rows of a register as they were at one moment.
type Copies struct {
	tables []rowsCopied
	// The derived ones, when a row was copied that they follow from.
	calendar *workday.Calendar
	zone     *time.Location
}

// Copy copies rows, those of one table one after another, as Changed gives
// them.
func (r *Register) Copy(rows []Row) Copies {
	var c Copies
	tables := r.tables()
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].Table == rows[0].Table {
			n++
		}
		c.tables = append(c.tables, tables[rows[0].Table].copied(rows[:n]))
		if rows[0].Table < 2 {
			c.calendar, c.zone = r.Calendar, r.Zone
		}
		rows = rows[n:]
	}
	return c
}

// Put writes copies of another register's rows into their places, without
// logging them.
func (r *Register) Put(c Copies) {
	tables := r.tables()
	for _, rows := range c.tables {
		tables[rows.table()].put(rows)
	}
	if c.zone != nil {
		r.Calendar, r.Zone = c.calendar, c.zone
	}
}

// Encode returns the canonical JSON of a row.
func (r *Register) Encode(row Row) ([]byte, error) { return r.tables()[row.Table].Encode(row.ID) }

// Decode puts a row written by Encode in its place. After the last one call
// Loaded. See Grow.
func (r *Register) Decode(row Row, data []byte) error {
	return r.tables()[row.Table].Decode(row.ID, data)
}

// Grow makes room in a table for ids up to the highest. Rows of different ids
// that there is room for may be decoded at once by several goroutines.
func (r *Register) Grow(table int, highest uint32) { r.tables()[table].grow(int(highest)) }

// Loaded recomputes what follows from rows that were put in by Decode.
func (r *Register) Loaded() { r.derive() }

// MarshalJSON writes all rows of all tables: two registers are equal when
// their JSON is.
func (r *Register) MarshalJSON() ([]byte, error) {
	out := map[string][]json.RawMessage{}
	for i, t := range r.tables() {
		for id := 1; id <= t.Len(); id++ {
			data, err := t.Encode(uint32(id))
			if err != nil {
				return nil, err
			}
			out[tableNames[i]] = append(out[tableNames[i]], data)
		}
	}
	return json.Marshal(out)
}
