package bot

import (
	"strings"

	"dondoc/plan"
	"dondoc/viet"
	"dondoc/workday"
)

// periodArgs names a period of a recurring task; Roman is its number as quarters
// have it, Year is zero in the current year.
type periodArgs struct {
	Every   string
	N, Year int
	Roman   string
}

// periodName words a period, as "tháng 3"; nothing for work that does not recur.
func (t *turn) periodName(p workday.Period) string {
	if !p.Valid() {
		return ""
	}
	args := periodArgs{Every: string(p.Every), N: p.N, Roman: viet.Roman(p.N)}
	if p.Year != t.today.Year() {
		args.Year = p.Year
	}
	return textPeriod.plain(t.lang, args)
}

func (t *turn) periodOf(a plan.Assignment) string {
	return t.periodName(t.r.Occurrences.Get(a.Occurrence).Period)
}

// titleOf returns the title of an assignment's task for a line of a phone, of a
// recurring one with the period: two of its periods may be open.
func (t *turn) titleOf(a plan.Assignment) string {
	return withPeriod(taskTitle(t.r.Tasks.Get(a.Task)), t.periodOf(a))
}

func withPeriod(title, period string) string {
	if period == "" {
		return title
	}
	return title + ", " + period
}

// upcoming returns the assignments of the person's units with a code that have
// not begun, the next period of each task and unit only.
func (t *turn) upcoming(units []plan.UnitID, code string) []plan.AssignmentID {
	var out []plan.AssignmentID
	for _, unit := range units {
		next := plan.AssignmentID(0)
		for id := t.r.Units.Get(unit).First; id != 0; id = t.r.Assignments.Get(id).NextInUnit {
			a := t.r.Assignments.Get(id)
			if !a.State.Open() || a.Begun(t.today) || !t.r.Live(&a) || !sameCode(t.r.Tasks.Get(a.Task).Code, code) {
				continue
			}
			if next == 0 || a.Given < t.r.Assignments.Get(next).Given {
				next = id
			}
		}
		if next != 0 {
			out = append(out, next)
		}
	}
	return out
}

// saidPeriods are the periods that a message names right after codes, in the
// order of the codes' references.
type saidPeriods map[string][]string

// readPeriods takes the periods out of a text that follow the code of a
// recurring task: they say which of its periods is meant, and are no date.
func (t *turn) readPeriods(text string) (string, saidPeriods) {
	said := saidPeriods{}
	out := viet.CodePeriods(text, func(code, period string) bool {
		if period != "" && !t.r.Tasks.Get(t.taskByCode(code)).Deadline().Kind.Recurring() {
			period = ""
		}
		said[code] = append(said[code], period)
		return period != ""
	})
	return out, said
}

// next returns the period named with the next reference to a code.
func (s saidPeriods) next(code string) string {
	list := s[code]
	if len(list) == 0 {
		return ""
	}
	s[code] = list[1:]
	return list[0]
}

// inPeriod keeps those of several assignments that are of a period named.
func (t *turn) inPeriod(ids []plan.AssignmentID, name string) []plan.AssignmentID {
	key := viet.PeriodKey(name)
	if key == "" {
		return ids
	}
	var out []plan.AssignmentID
	for _, id := range ids {
		if viet.PeriodKey(t.periodOf(t.r.Assignments.Get(id))) == key {
			out = append(out, id)
		}
	}
	return out
}

// choice labels a button that chooses one of several assignments: by code, and
// by what tells those of one code apart.
func (t *turn) choice(id plan.AssignmentID, among []plan.AssignmentID) string {
	a := t.r.Assignments.Get(id)
	label := t.r.Tasks.Get(a.Task).Code
	period, unit := false, false
	for _, other := range among {
		o := t.r.Assignments.Get(other)
		if other != id && sameCode(t.r.Tasks.Get(o.Task).Code, label) {
			period, unit = period || o.Occurrence != a.Occurrence, unit || o.Unit != a.Unit
		}
	}
	if t.acrossPlans(id, among) {
		label += " " + t.planTag(a.Task)
	}
	if name := t.periodOf(a); period && name != "" {
		label += " " + name
	}
	if unit {
		label += " " + unitName(t.r, a.Unit)
	}
	return label
}

// periodsOf names the periods of assignments, as "tháng 3, tháng 4".
func (t *turn) periodsOf(ids []plan.AssignmentID) string {
	var out []string
	for _, id := range ids {
		out = append(out, t.periodOf(t.r.Assignments.Get(id)))
	}
	return strings.Join(out, ", ")
}
