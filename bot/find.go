package bot

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/viet"
	"dondoc/workday"
)

// index holds the words of tasks as a search compares them. It is filled by
// searching, and follows what has changed since: titles are compared, Words are
// replaced and never changed.
type index struct{ rows []indexed }

// indexed are the words of one task, each between spaces: in lower case, and
// folded.
type indexed struct {
	title string
	words *plan.Words
	// said and folded begin with the words of code and title, which end in folded
	// at titleEnd.
	said, folded string
	titleEnd     int
}

// row returns the words of a task as they are now.
func (x *index) row(id plan.TaskID, task *plan.Task) *indexed {
	for int(id) >= len(x.rows) {
		x.rows = append(x.rows, indexed{})
	}
	row := &x.rows[id]
	if row.said != "" && row.title == task.Title && row.words == task.Words {
		return row
	}
	*row = indexed{title: task.Title, words: task.Words}
	row.said = spaced(task.Code + " " + task.Title)
	row.folded = viet.Fold(row.said)
	row.titleEnd = len(row.folded)
	if w := task.Words; w != nil {
		rest := spaced(w.Text + " " + w.Deliverable)
		row.said += rest
		row.folded += viet.Fold(rest)
	}
	return row
}

// spaced returns the words of a text in lower case, each between spaces.
func spaced(text string) string {
	var b strings.Builder
	b.Grow(len(text) + 8)
	gap := true
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && r != '.' {
			gap = true
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	b.WriteByte(' ')
	return b.String()
}

// found is a task that a search found; the lower its rank, the better.
type found struct {
	task plan.TaskID
	rank int
	due  workday.Date
}

// Ranks of what is found: by where its words stand, then whether they stand
// together, then whether their marks are those that were typed. What is over
// comes after all that is open.
const (
	unmarked  = 1
	scattered = 2
	inText    = 4
	inUnit    = 8
	overRank  = 16
)

// search finds the tasks that have every word that is looked for: in code,
// title, text or deliverable, or in the name of a lead unit; only those that the
// person may see. Marks that are typed only put in front what has them.
func (t *turn) search(text string) []found {
	said := spaced(text)
	q := query{said: said, folded: viet.Fold(said)}
	for _, word := range strings.Fields(q.folded) {
		q.words = append(q.words, " "+word+" ")
		q.units = append(q.units, t.unitsWith(" "+word+" "))
	}
	if len(q.words) == 0 {
		return nil
	}
	var out []found
	together := false
	for id, task := range t.r.Tasks.All() {
		if task.Tracking == plan.CancelledTask {
			continue
		}
		rank, ok := t.rank(t.b.index.row(id, task), id, q)
		if !ok {
			continue
		}
		open, due, may := t.standsFor(id)
		if !may {
			continue
		}
		together = together || rank&scattered == 0
		if !open {
			rank += overRank
		}
		out = append(out, found{id, rank, due})
	}
	if together { // single words anywhere in a long text are then not what is meant
		out = slices.DeleteFunc(out, func(f found) bool { return f.rank&(scattered|inText) == scattered|inText })
	}
	slices.SortFunc(out, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), compareSet(a.due, b.due), cmp.Compare(a.task, b.task))
	})
	return out
}

// compareSet orders dates, none behind all.
func compareSet(a, b workday.Date) int {
	return cmp.Compare(uint32(a-1), uint32(b-1))
}

// unitsWith reports which units have a word in a name.
func (t *turn) unitsWith(word string) []bool {
	out := make([]bool, t.r.Units.Len()+1)
	for id, u := range t.r.Units.All() {
		for _, name := range append([]string{u.Name, u.Short}, u.Also...) {
			out[id] = out[id] || strings.Contains(viet.Fold(spaced(name)), word)
		}
	}
	return out
}

// query is what is looked for: the words together, and each with the units that
// have it in a name.
type query struct {
	said, folded string
	words        []string
	units        [][]bool
}

// rank judges one task; false when a word is missing.
func (t *turn) rank(row *indexed, id plan.TaskID, q query) (int, bool) {
	if at := strings.Index(row.folded, q.folded); at >= 0 {
		rank := 0
		if at >= row.titleEnd {
			rank = inText
		}
		if !strings.Contains(row.said, q.said) {
			rank |= unmarked
		}
		return rank, true
	}
	rank := scattered
	for i, word := range q.words {
		switch at := strings.Index(row.folded, word); {
		case at >= 0 && at < row.titleEnd:
		case at >= 0:
			rank |= inText
		case slices.Contains(q.units[i], true) && t.ledBy(id, q.units[i]):
			rank |= inUnit
		default:
			return 0, false
		}
	}
	return rank, true
}

// ledBy reports whether one of some units leads the task.
func (t *turn) ledBy(id plan.TaskID, units []bool) bool {
	for a := range t.leads(id) {
		if units[a.Unit] {
			return true
		}
	}
	return false
}

// leads yields the live assignments of a task, of all its occurrences.
func (t *turn) leads(id plan.TaskID) func(yield func(*plan.Assignment) bool) {
	return func(yield func(*plan.Assignment) bool) {
		for o := t.r.Tasks.Get(id).First; o != 0; o = t.r.Occurrences.Get(o).Next {
			if t.r.Occurrences.Get(o).Dropped {
				continue
			}
			for aid := t.r.Occurrences.Get(o).First; aid != 0; aid = t.r.Assignments.Get(aid).NextInOccurrence {
				if a := t.r.Assignments.Get(aid); a.State.Live() && !yield(&a) {
					return
				}
			}
		}
	}
}

// standsFor says of a task whether work of it is open, when the next is due, and
// whether the person may see it.
func (t *turn) standsFor(id plan.TaskID) (open bool, due workday.Date, may bool) {
	task, led := t.r.Tasks.Get(id), false
	for a := range t.leads(id) {
		led = true
		may = may || t.may(plan.See, t.scope(*a))
		if a.State.Open() && t.r.Live(a) {
			open = true
			if a.Due != 0 && (due == 0 || a.Due < due) {
				due = a.Due
			}
		}
	}
	if !led {
		return task.Tracking == plan.Tracked, 0, t.seesAll()
	}
	return open, due, may
}

// find is "/find words": tasks by their words, with or without marks.
func (t *turn) find(args string) error {
	if args == "" {
		t.say(textHowFind.html(t.lang, t.commandName("find")))
		return nil
	}
	t.put("find", args)
	t.found(args, 0)
	return nil
}

// foundMore shows a page of what was looked for last.
func (t *turn) foundMore(from int) {
	var args string
	if !t.get("find", &args) {
		t.ack = textOldButton.plain(t.lang, none{})
		return
	}
	t.found(args, from)
}

// foundPage is how many tasks a page of a search shows.
const foundPage = 5

type foundArgs struct {
	Words string
	Total int
	Lines []foundLine
}

// foundLine is a task that was found; Link opens it in a chat with the bot.
type foundLine struct {
	Number                        int
	Code, Title, Units, Due, Link string
	Count                         int // of units; of many only it is said
	Over                          bool
}

// found shows a page of what a search finds; the only one is shown whole.
func (t *turn) found(words string, from int) {
	all := t.search(words)
	if from >= len(all) {
		from = 0
	}
	if len(all) == 1 {
		t.openTask(all[0].task)
		return
	}
	args := foundArgs{Words: viet.TrimUTF16(words, 60), Total: len(all)}
	var numbers []outButton
	for i, f := range all[from:min(from+foundPage, len(all))] {
		line := t.foundLine(f)
		line.Number = from + i + 1
		args.Lines = append(args.Lines, line)
		numbers = append(numbers, button(itoa(line.Number), "task", uint64(f.task)))
	}
	buttons := rows(5, numbers...)
	if rest := len(all) - from - len(args.Lines); rest > 0 {
		buttons = append(buttons, []outButton{button(textButtonNextPage.plain(t.lang, rest), "found", uint64(from+foundPage))})
	}
	t.browse(reply{Message: outbox.Message{HTML: textFound.html(t.lang, args), Buttons: buttons}})
}

func (t *turn) foundLine(f found) foundLine {
	task := t.r.Tasks.Get(f.task)
	line := foundLine{Code: task.Code, Title: taskTitle(task), Due: t.dueWords(f.due), Over: f.rank >= overRank, Link: t.b.taskLink(f.task)}
	var units []plan.UnitID
	for a := range t.leads(f.task) {
		units = addUnit(units, a.Unit)
	}
	line.Units, line.Count = t.unitList(units), len(units)
	return line
}

// taskStart begins what a link to a task says after "start=".
const taskStart = "viec-"

// taskLink is the link that opens a task in a chat with the bot; empty while the
// bot's name is not known. https://core.telegram.org/api/links#bot-links
func (b *Bot) taskLink(id plan.TaskID) string {
	if b.username() == "" {
		return ""
	}
	return b.link(taskStart + strconv.Itoa(int(id)))
}

// linked opens the task that a link names; false when it names none.
func (t *turn) linked(code string) bool {
	number, ok := strings.CutPrefix(code, taskStart)
	id, err := strconv.ParseUint(number, 10, 32)
	if !ok || err != nil || !t.r.Tasks.Has(plan.TaskID(id)) {
		return false
	}
	t.openTask(plan.TaskID(id))
	return true
}

// openTask opens a task, or says that it is not this person's to see.
func (t *turn) openTask(id plan.TaskID) {
	t.taskMembers(id)
	if t.answers == 0 {
		t.ack = ""
		t.say(textNotShown.html(t.lang, none{}))
	}
}
