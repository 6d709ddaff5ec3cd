package bot

import (
	"context"

	"dondoc/plan"
	"dondoc/store"
	"dondoc/workday"
)

// Office is the seed of an empty store: what an office has decided before
// anybody has joined. The `office:` block of the configuration gives it, once.
type Office struct {
	Name     string
	Zone     string       // IANA name; empty: Asia/Ho_Chi_Minh
	Language string       // vi or en; empty: vi
	GoLive   workday.Date // zero: not yet; nothing unsolicited is sent
	Groups   []OfficeGroup
	Units    []OfficeUnit
	Posts    []OfficePost
	Days     []OfficeDay
	// Office is the key of the unit that keeps the plan.
	Office string
	// Digest is the time of day of the digest in minutes from midnight; zero:
	// 08:00.
	Digest int
}

// OfficeGroup is a group of units that a plan may name as one.
type OfficeGroup struct{ Key, Name string }

// OfficeUnit is a unit; Group, Deputy and Head are keys of a group and of posts.
type OfficeUnit struct {
	Key, Name, Short string
	Also             []string
	Group            string
	Deputy           string // key of the deputy's post in charge; empty: the director
}

// OfficePost is a post and the people in it. Unit is a key; empty for the
// director and the deputies.
type OfficePost struct {
	Key, Role, Title, Unit string
	Receive                string // holder, delegate or both; empty: holder
	Holder, Delegate       OfficePerson
}

// OfficePerson is somebody named by the office. Account is set only where the
// other side is known to be that person, as in the demo: the person has
// joined then. Otherwise an invitation binds the account.
type OfficePerson struct {
	Name     string
	Account  int64
	Language string
}

// OfficeDay is a ruling on one day.
type OfficeDay struct {
	Date workday.Date
	Rule workday.Rule
	Name string
}

// Seed puts an office into an empty store; a store that has units is left
// alone.
func (b *Bot) Seed(ctx context.Context, o Office) error {
	results := b.o.Store.Do(ctx, []store.Command{{Run: func(v *store.View) (store.Outcome, error) {
		if v.Register.Units.Len() > 0 {
			return store.Outcome{}, nil
		}
		s := seeding{v: v, groups: map[string]plan.GroupID{}, units: map[string]plan.UnitID{}, posts: map[string]plan.PostID{}}
		return s.office(o), nil
	}}})
	return results[0].Err
}

// seeding gives the keys of a seed their ids.
type seeding struct {
	v      *store.View
	out    store.Outcome
	groups map[string]plan.GroupID
	units  map[string]plan.UnitID
	posts  map[string]plan.PostID
}

func (s *seeding) office(o Office) store.Outcome {
	r := s.v.Register
	for i, g := range o.Groups {
		s.groups[g.Key] = plan.GroupID(i + 1)
		s.v.Record(plan.GroupAdded{ID: plan.GroupID(i + 1), Name: g.Name})
	}
	for i, u := range o.Units {
		s.units[u.Key] = plan.UnitID(i + 1)
	}
	for i, p := range o.Posts {
		s.posts[p.Key] = plan.PostID(i + 1)
	}
	for i, u := range o.Units {
		unit := plan.Unit{Name: u.Name, Short: orElse(u.Short, u.Name), Also: u.Also, Group: s.groups[u.Group], Deputy: s.posts[u.Deputy]}
		unit.Head = s.headOf(u.Key, o.Posts)
		s.v.Record(plan.UnitSet{ID: plan.UnitID(i + 1), Unit: unit})
	}
	settings := plan.DefaultSettings()
	settings.Name, settings.GoLive, settings.Office = o.Name, o.GoLive, s.units[o.Office]
	settings.Zone, settings.Language = orElse(o.Zone, settings.Zone), orElse(o.Language, settings.Language)
	if o.Digest != 0 {
		settings.Digest = int16(o.Digest)
	}
	s.v.Record(plan.SettingsChanged{Settings: settings})
	for _, d := range o.Days {
		s.v.Record(plan.DayRuled{Day: plan.Day{Date: d.Date, Rule: d.Rule, Name: d.Name}})
	}
	for i, p := range o.Posts {
		id := plan.PostID(i + 1)
		s.v.Record(plan.PostSet{ID: id, Post: plan.Post{
			Unit: s.units[p.Unit], Role: plan.RoleOf(p.Role), Title: p.Title, Receive: receiveOf(p.Receive),
		}})
		s.seat(id, plan.HolderSeat, p.Holder, r)
		s.seat(id, plan.DelegateSeat, p.Delegate, r)
	}
	return s.out
}

// headOf is the post that a unit's duties belong to: its first head, else its
// first office post.
func (s *seeding) headOf(unit string, posts []OfficePost) plan.PostID {
	for _, role := range []string{"head", "office"} {
		for _, p := range posts {
			if p.Unit == unit && p.Role == role {
				return s.posts[p.Key]
			}
		}
	}
	return 0
}

// seat names a person and seats them; the same name is the same person.
func (s *seeding) seat(post plan.PostID, seat plan.Seat, p OfficePerson, r *plan.Register) {
	if p.Name == "" {
		return
	}
	var id plan.PersonID
	for _, known := range s.out.People {
		if known.Name == p.Name && known.Account == p.Account {
			id = known.Person
		}
	}
	if id == 0 {
		id = r.People.Next()
		s.v.Record(plan.PersonAdded{ID: id})
		s.out.People = append(s.out.People, store.Particulars{Person: id, Name: p.Name, Account: p.Account, Chat: p.Account})
		changed := plan.PersonChanged{Person: id, Language: p.Language}
		if p.Account != 0 {
			changed.State, changed.Since = plan.Joined, r.Today(s.v.Now)
		}
		s.v.Record(changed)
	}
	s.v.Record(plan.Seated{Post: post, Seat: seat, Person: id})
}

func receiveOf(name string) plan.Receive {
	switch name {
	case "delegate":
		return plan.ReceiveDelegate
	case "both":
		return plan.ReceiveBoth
	}
	return plan.ReceiveHolder
}
