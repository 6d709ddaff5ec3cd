package bot

import (
	"cmp"
	"slices"

	"dondoc/plan"
)

// peopleLine is somebody in a seat of a post: Seat is "delegate" or "acting",
// empty for the holder.
type peopleLine struct{ Post, Seat, Name, State, Since string }

type peopleArgs struct {
	Joined, Seats, From, To int
	Lines                   []peopleLine
}

// peoplePage is how many seats a page of people has.
const peoplePage = 12

var seatNames = map[plan.Seat]string{plan.DelegateSeat: "delegate", plan.ActingSeat: "acting"}

// seatName names a seat by its post.
func (t *turn) seatName(post plan.PostID, seat plan.Seat) string {
	return textSeat.plain(t.lang, peopleLine{Post: postName(t.r, post), Seat: seatNames[seat]})
}

// people is "/people": who has joined and who has not, these first.
func (t *turn) people(string) error {
	if !t.may(plan.Manage, plan.Scope{}) {
		return t.forbidden()
	}
	t.peopleFrom(0)
	return nil
}

func (t *turn) peopleFrom(from int) {
	if !t.may(plan.Manage, plan.Scope{}) {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return
	}
	var all []peopleLine
	args := peopleArgs{}
	for id, p := range t.r.Posts.All() {
		for _, seat := range []plan.Seat{plan.HolderSeat, plan.ActingSeat, plan.DelegateSeat} {
			person := map[plan.Seat]plan.PersonID{plan.HolderSeat: p.Holder, plan.ActingSeat: p.Acting, plan.DelegateSeat: p.Delegate}[seat]
			if person == 0 && seat != plan.HolderSeat {
				continue
			}
			line := peopleLine{Post: postName(t.r, id), Seat: seatNames[seat], State: t.joinState(person)}
			if person != 0 {
				line.Name = t.name(person)
			}
			if line.State == "joined" {
				args.Joined++
			}
			all = append(all, line)
		}
	}
	slices.SortStableFunc(all, func(a, b peopleLine) int {
		return cmp.Compare(btoi(a.State == "joined"), btoi(b.State == "joined"))
	})
	if from >= len(all) {
		from = 0
	}
	args.Seats, args.From, args.To = len(all), from+1, min(from+peoplePage, len(all))
	args.Lines = all[from:args.To]
	var buttons [][]outButton
	if from == 0 {
		buttons = t.postButtons("inviteto")
	}
	if rest := len(all) - args.To; rest > 0 {
		buttons = append(buttons, []outButton{button(textButtonMorePeople.plain(t.lang, rest), "people", uint64(args.To))})
	}
	t.browse(reply{Message: messageOf(textPeople.html(t.lang, args), buttons...)})
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// joinState says how far somebody has come: "empty" for nobody.
func (t *turn) joinState(person plan.PersonID) string {
	who := t.r.People.Get(person)
	switch {
	case person == 0:
		return "empty"
	case who.State == plan.Provisional:
		return "provisional"
	case who.State != plan.Joined:
		return "named"
	case who.Unreachable != 0:
		return "unreachable"
	}
	return "joined"
}

// inviteShown is an invitation that was asked about, since somebody has joined
// in that seat.
type inviteShown struct {
	Post plan.PostID `json:"post"`
	Name string      `json:"name,omitempty"`
	Of   int64       `json:"of"`
}

func (t *turn) inviteShown(shown uint64) error {
	var i inviteShown
	if !t.may(plan.Manage, plan.Scope{}) || !t.get("invite", &i) || uint64(i.Of) != shown {
		t.ack = textOldButton.plain(t.lang, none{})
		return nil
	}
	t.put("invite", nil)
	return t.inviteTo(i.Post, i.Name, true)
}

// joinedArgs: New is who is to be invited instead; Lost: who has joined can be
// sent nothing.
type joinedArgs struct {
	Post, Name, New string
	Lost            bool
}
