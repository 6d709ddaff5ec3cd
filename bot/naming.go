package bot

import (
	"strings"

	"dondoc/plan"
	"dondoc/planfile"
	"dondoc/viet"
	"dondoc/workday"
)

// unit returns a unit's short name.
func unitName(r *plan.Register, id plan.UnitID) string {
	u := r.Units.Get(id)
	if u.Short != "" {
		return u.Short
	}
	return u.Name
}

// taskTitle returns a title that fits a line of a phone.
func taskTitle(t plan.Task) string { return planfile.Shorten(t.Title, 48) }

// name returns a person's full name, or their post when it was erased.
func (t *turn) name(person plan.PersonID) string {
	return nameOf(t.r, t.v.Particulars(person).Name, person)
}

func nameOf(r *plan.Register, name string, person plan.PersonID) string {
	if name != "" {
		return name
	}
	for _, id := range r.PostsOf(person) {
		return postName(r, id)
	}
	return "?"
}

// postName returns "Trưởng phòng, P. KHTC", or the title alone for leaders.
func postName(r *plan.Register, id plan.PostID) string {
	p := r.Posts.Get(id)
	if p.Unit == 0 || p.Role == plan.Deputy || p.Role == plan.Director {
		return p.Title
	}
	return p.Title + ", " + unitName(r, p.Unit)
}

// holderName names who holds a matter: the office by the name of its unit, a
// leader by the post.
func (t *turn) holderName(id plan.PostID) string {
	if p := t.r.Posts.Get(id); p.Role == plan.Office {
		return t.r.Units.Get(t.r.Office().Office).Name
	}
	return postName(t.r, id)
}

// clock returns the time of day of the event as "9:12".
func (t *turn) clock() string {
	return strings.TrimPrefix(t.v.Now.In(t.r.Zone).Format("15:04"), "0")
}

// clockAt returns the time of day of an instant in Unix milliseconds, with its
// day when that is not today.
func (t *turn) clockAt(ms int64) string {
	if at := unixMilli(ms); t.r.Today(at) != t.today {
		return t.instant(at)
	}
	return strings.TrimPrefix(unixMilli(ms).In(t.r.Zone).Format("15:04"), "0")
}

// day returns "thứ Sáu 27/3", with the year when it is not this one.
func (t *turn) day(d workday.Date) string { return viet.DayAndDate(d, t.today, t.lang) }

// short returns "27/3".
func (t *turn) short(d workday.Date) string { return viet.ShortDate(d, t.today, t.lang) }

// title starts a sentence or a line: its first letter is a capital.
func title(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
