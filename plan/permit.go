package plan

// Action is something that a person may or may not do. The table below is the
// only place that says so; every handler passes through May.
type Action uint8

// The actions, as rows of the table.
const (
	See        Action = iota // tasks, history and figures
	Report                   // report, give the value of a target, raise an obstacle, ask an extension, hand back
	Contribute               // as coordinating unit
	VerifyWork               // accept or return a submission
	SettleObstacle
	DirectWork // answer an obstacle that was passed on
	DecideExtension
	Assign // assign, date, add, transfer, cancel, correct, redirect
	Manage // import, people, invitations, calendar, settings
	Remind // remind now
	Export
)

// Scope is what an action is about: the unit that leads, and those that
// coordinate. A zero Unit is the office as a whole.
type Scope struct {
	Unit    UnitID
	Support []UnitID
	// Holder is the post that a matter stands with; zero when none.
	Holder PostID
	// By is the person who reported or asked what is to be decided.
	By PersonID
	// OnBehalf: the office records what a leader decided.
	OnBehalf bool
	// Unproved: a completion that the office recorded for a unit without evidence.
	// Nobody verifies or returns it; the office can correct its own record.
	Unproved bool
}

// May reports whether a person may do an action on a scope. Nobody verifies or
// decides what they themselves reported or asked, whatever posts they hold.
// Who has only been bound provisionally may do what an own unit may, nothing
// more.
func (r *Register) May(person PersonID, action Action, scope Scope) bool {
	p := r.People.Get(person)
	if p.State != Joined && p.State != Provisional {
		return false
	}
	if deciding(action) && scope.By == person && person != 0 {
		return false
	}
	for _, id := range r.PostsOf(person) {
		post := r.Posts.Get(id)
		if p.State == Provisional && post.Role != Head {
			continue
		}
		if r.postMay(id, post, action, scope) {
			return true
		}
	}
	return false
}

func deciding(a Action) bool {
	return a == VerifyWork || a == DecideExtension || a == DirectWork
}

func (r *Register) postMay(id PostID, post Post, action Action, s Scope) bool {
	if action == VerifyWork && s.Unproved {
		return false
	}
	inCharge := s.Unit != 0 && r.DeputyOf(s.Unit) == id
	officeLeads := s.Unit != 0 && s.Unit == r.Office().Office
	switch post.Role {
	case Head:
		return r.headMay(post.Unit, action, s)
	case Office:
		switch action {
		case DirectWork:
			return s.OnBehalf // with its source
		case VerifyWork:
			return s.Holder == 0 || r.Posts.Get(s.Holder).Role == Office
		case DecideExtension: // on behalf, what a leader decided elsewhere
			return r.Office().ExtensionBy == Office || r.Posts.Get(s.Holder).Role == Office || s.OnBehalf
		}
		return true
	case Deputy:
		switch action {
		case See, Export:
			return s.Unit == 0 || inCharge || s.Holder == id
		case VerifyWork:
			return officeLeads && inCharge || s.Holder == id
		case SettleObstacle, DirectWork:
			return inCharge || s.Holder == id
		case DecideExtension:
			return s.Holder == id || inCharge && r.Office().ExtensionBy == Deputy
		case Assign, Remind:
			return inCharge
		}
		return false
	case Director:
		switch action {
		case VerifyWork:
			return officeLeads && inCharge || s.Holder == id
		case Report, Contribute, Manage:
			return false
		}
		return true
	case Viewer:
		return action == See || action == Export
	}
	return false
}

func (r *Register) headMay(unit UnitID, action Action, s Scope) bool {
	own := s.Unit == unit && unit != 0
	supports := false
	for _, u := range s.Support {
		supports = supports || u == unit
	}
	switch action {
	case See, Export:
		return own || supports && action == See
	case Report:
		return own
	case Contribute:
		return supports
	}
	return false
}

// Verifier returns the post that verifies what a person reported for a unit:
// the office; for what the office itself leads or reported, the deputy in
// charge of it, else the director.
func (r *Register) Verifier(unit UnitID, by PersonID) PostID {
	office := r.OfficePost()
	if unit != r.Office().Office && !r.holdsRole(by, Office) {
		return office
	}
	return r.DeputyOf(r.Office().Office)
}

// Decider returns the post that decides an extension asked by a person for a
// unit, by the settings; never one in which that person acts.
func (r *Register) Decider(unit UnitID, by PersonID) PostID {
	id := r.DirectorPost()
	switch r.Office().ExtensionBy {
	case Office:
		id = r.OfficePost()
		if unit == r.Office().Office {
			id = r.DeputyOf(unit)
		}
	case Deputy:
		id = r.DeputyOf(unit)
	}
	for post := r.Posts.Get(id); post.acts(by); post = r.Posts.Get(id) {
		up := r.Above(id)
		if up == 0 {
			break
		}
		id = up
	}
	return id
}

func (r *Register) holdsRole(person PersonID, role Role) bool {
	for _, id := range r.PostsOf(person) {
		if r.Posts.Get(id).Role == role {
			return true
		}
	}
	return false
}

// HasRole reports whether a joined person acts in a post of a role.
func (r *Register) HasRole(person PersonID, role Role) bool {
	return r.People.Get(person).State == Joined && r.holdsRole(person, role)
}
