package plan

import (
	"cmp"
	"iter"
	"slices"

	"dondoc/workday"
)

// Recipients returns who gets the messages of a post now, at most two people,
// those who can be reached first. An acting head replaces the holder; the
// delegate stands in while the holder has not joined or cannot be reached.
// Who is only bound provisionally gets what a head's post gets and nothing else.
// Nobody reachable gives none.
func (r *Register) Recipients(id PostID) []PersonID {
	post := r.Posts.Get(id)
	first := post.Holder
	if post.Acting != 0 {
		first = post.Acting
	}
	reach := func(p PersonID) bool {
		person := r.People.Get(p)
		return p != 0 && person.Reachable() && (person.State == Joined || post.Role == Head)
	}
	var out []PersonID
	switch post.Receive {
	case ReceiveDelegate:
		if reach(post.Delegate) {
			return []PersonID{post.Delegate}
		}
		if reach(first) {
			out = append(out, first)
		}
	case ReceiveBoth:
		for _, p := range []PersonID{first, post.Delegate} {
			if reach(p) && (len(out) == 0 || out[0] != p) {
				out = append(out, p)
			}
		}
	default:
		if reach(first) {
			out = append(out, first)
		} else if reach(post.Delegate) {
			out = append(out, post.Delegate)
		}
	}
	return out
}

// PostsOf returns the posts in which a person may act: as holder while nobody
// acts, as acting head, or as delegate.
func (r *Register) PostsOf(person PersonID) []PostID {
	var out []PostID
	if person == 0 {
		return nil
	}
	for id, p := range r.Posts.All() {
		if p.acts(person) {
			out = append(out, id)
		}
	}
	return out
}

// ReceivesFor returns the posts whose messages a person gets now.
func (r *Register) ReceivesFor(person PersonID) []PostID {
	var out []PostID
	for _, id := range r.PostsOf(person) {
		for _, p := range r.Recipients(id) {
			if p == person {
				out = append(out, id)
			}
		}
	}
	return out
}

func (p *Post) acts(person PersonID) bool {
	holder := p.Holder == person && p.Acting == 0
	return person != 0 && (holder || p.Acting == person || p.Delegate == person)
}

// OfficePosts returns the posts of the office, the head of its unit first.
func (r *Register) OfficePosts() []PostID {
	head := r.Units.Get(r.Office().Office).Head
	var out []PostID
	if r.Posts.Get(head).Role == Office {
		out = append(out, head)
	}
	for id, p := range r.Posts.All() {
		if p.Role == Office && id != head {
			out = append(out, id)
		}
	}
	return out
}

// OfficePost returns the post that holds what the office has to do.
func (r *Register) OfficePost() PostID {
	if posts := r.OfficePosts(); len(posts) > 0 {
		return posts[0]
	}
	return 0
}

// DirectorPost returns the director's post; zero when there is none.
func (r *Register) DirectorPost() PostID {
	for id, p := range r.Posts.All() {
		if p.Role == Director {
			return id
		}
	}
	return 0
}

// DeputyOf returns the post in charge of a unit: its deputy's, else the
// director's.
func (r *Register) DeputyOf(unit UnitID) PostID {
	if d := r.Units.Get(unit).Deputy; d != 0 {
		return d
	}
	return r.DirectorPost()
}

// Above returns the post one step up from a holder: from the office the deputy
// in charge of it, from a deputy the director. The director has nobody above.
func (r *Register) Above(id PostID) PostID {
	post := r.Posts.Get(id)
	switch post.Role {
	case Director, NoRole:
		return 0
	case Deputy:
		return r.DirectorPost()
	case Office:
		if d := r.DeputyOf(r.Office().Office); d != id {
			return d
		}
		return r.DirectorPost()
	}
	return r.DeputyOf(post.Unit)
}

// HeadOf returns the unit's post that its duties belong to.
func (r *Register) HeadOf(unit UnitID) PostID { return r.Units.Get(unit).Head }

// UnitReached reports whether somebody can be reached for a unit's duties.
func (r *Register) UnitReached(unit UnitID) bool {
	return len(r.Recipients(r.HeadOf(unit))) > 0
}

// SeatedAs returns the seat that a person takes in a post.
func (r *Register) SeatedAs(post PostID, person PersonID) (Seat, bool) {
	p := r.Posts.Get(post)
	switch {
	case person == 0:
		return 0, false
	case p.Acting == person:
		return ActingSeat, true
	case p.Holder == person:
		return HolderSeat, true
	case p.Delegate == person:
		return DelegateSeat, true
	}
	return 0, false
}

// Language returns the language of a person: their own choice, else that of
// the office.
func (r *Register) Language(person PersonID) string {
	if l := r.People.Get(person).Language; l != "" {
		return l
	}
	return r.Office().Language
}

// UnitsOf returns the units whose duties a person performs: those of the
// posts of head, and the office's own, in which the person acts.
func (r *Register) UnitsOf(person PersonID) []UnitID {
	var out []UnitID
	for _, id := range r.PostsOf(person) {
		post := r.Posts.Get(id)
		if post.Unit != 0 && (post.Role == Head || post.Role == Office) {
			known := false
			for _, u := range out {
				known = known || u == post.Unit
			}
			if !known {
				out = append(out, post.Unit)
			}
		}
	}
	return out
}

// Opens yields the live open assignments of a unit that have begun by a day, in
// the order in which the unit has them.
func (r *Register) Opens(unit UnitID, day workday.Date) iter.Seq2[AssignmentID, *Assignment] {
	return func(yield func(AssignmentID, *Assignment) bool) {
		rows := r.Assignments.Rows()
		for id := r.Units.Get(unit).First; id != 0; id = rows[id].NextInUnit {
			if a := &rows[id]; a.State.Open() && a.Begun(day) && r.Live(a) && !yield(id, a) {
				return
			}
		}
	}
}

// OpenOf returns the live open assignments of a unit that have begun by a day,
// earliest due first, those without date last.
func (r *Register) OpenOf(unit UnitID, day workday.Date) []AssignmentID {
	type owed struct {
		due workday.Date
		id  AssignmentID
	}
	var list []owed
	for id, a := range r.Opens(unit, day) {
		list = append(list, owed{a.Due, id})
	}
	slices.SortFunc(list, func(x, y owed) int {
		if (x.due == 0) != (y.due == 0) {
			return cmp.Compare(y.due, x.due)
		}
		return cmp.Or(cmp.Compare(x.due, y.due), cmp.Compare(x.id, y.id))
	})
	out := make([]AssignmentID, len(list))
	for i, o := range list {
		out[i] = o.id
	}
	return out
}
