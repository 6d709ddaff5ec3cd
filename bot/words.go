package bot

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dondoc/plan"
	"dondoc/viet"
)

// listLife is how long the numbers of a list that was shown may be used
// without replying to it.
const listLife = 8 * time.Hour

// shownList is the numbered list that a person saw last.
type shownList struct {
	Lines []plan.NumberedDuty `json:"lines"`
	At    int64               `json:"at"`
}

// showed keeps the numbers of a list: "tasks" or "matters".
func (t *turn) showed(name string, lines []plan.NumberedDuty) {
	if len(lines) > 0 && t.person != 0 {
		t.put("shown/"+name, shownList{Lines: lines, At: t.v.Now.UnixMilli()})
	}
}

// shown returns the list of a kind that the person saw last, as a receipt.
func (t *turn) shown(name string) (plan.Receipt, bool) {
	var list shownList
	if !t.get("shown/"+name, &list) || t.v.Now.Sub(time.UnixMilli(list.At)) > listLife {
		return plan.Receipt{}, false
	}
	return plan.Receipt{To: t.person, Lines: list.Lines, Sent: list.At}, true
}

// decidedInWords reads "nhận 1, 3", "trả 2 thiếu minh chứng", "đồng ý", "không
// đồng ý vì …": the equivalents of the decision buttons, as an answer to a
// list or to one matter; without one, numbers are those of the list seen last
// and "đồng ý" alone is about the only thing that waits.
func (t *turn) decidedInWords(text string) (bool, error) {
	verb, numbers, words := readDecision(text)
	receipt, replied := t.repliedTo()
	about := replied && (receipt.Subject.Kind > plan.Perform || slices.ContainsFunc(receipt.Lines, decides))
	switch {
	case about && verb == "":
		return t.repliedToMatter(receipt, text)
	case verb == "" || replied && !about:
		return false, nil
	case about:
	case len(numbers) > 0:
		list, ok := t.shown("matters")
		if !ok {
			return false, nil
		}
		receipt = list
	default:
		return t.decidedAlone(verb, words, text)
	}
	var ids []plan.MatterID
	var left []string
	if receipt.Subject.Kind > plan.Perform && len(numbers) == 0 {
		ids = append(ids, plan.MatterID(receipt.Subject.Subject))
	}
	for _, n := range numbers {
		if duty, found := lineOf(receipt, n); found && decides(plan.NumberedDuty{Duty: duty}) {
			ids = append(ids, plan.MatterID(duty.Subject))
		} else {
			left = append(left, itoa(n))
		}
	}
	if len(ids) == 0 {
		return false, nil
	}
	if verb == "accept" && (len(ids) > 1 || len(left) > 0) && t.allSubmissions(ids) {
		t.acceptedInWords(ids, receipt, left)
		return true, nil
	}
	for _, id := range ids {
		if err := t.decideByVerb(id, verb, words, text); err != nil {
			return true, err
		}
	}
	return true, nil
}

func decides(line plan.NumberedDuty) bool { return line.Duty.Kind > plan.Perform }

func (t *turn) allSubmissions(ids []plan.MatterID) bool {
	for _, id := range ids {
		if t.r.Matters.Get(id).Kind != plan.Submission {
			return false
		}
	}
	return true
}

// acceptedInWords accepts several submissions, and names the lines that have
// to be looked at one by one.
func (t *turn) acceptedInWords(ids []plan.MatterID, list plan.Receipt, left []string) {
	var done []plan.MatterID
	for _, id := range ids {
		if t.acceptOne(id) {
			done = append(done, id)
			continue
		}
		for _, line := range list.Lines {
			if plan.MatterID(line.Duty.Subject) == id {
				left = append(left, itoa(line.Number))
			}
		}
	}
	slices.SortFunc(left, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	t.acceptedMany(done, strings.Join(left, ", "))
}

// repliedToMatter takes a text without a verb under what waits for the person:
// the leader's own words direct; anything else is asked.
func (t *turn) repliedToMatter(receipt plan.Receipt, text string) (bool, error) {
	id := plan.MatterID(receipt.Subject.Subject)
	m := t.r.Matters.Get(id)
	if receipt.Subject.Kind <= plan.Perform || !t.may(deciding[receipt.Subject.Kind], t.matterScope(m)) {
		return false, nil
	}
	if t.isOffice() {
		if _, _, behalf := viet.ParseBehalf(text); behalf {
			return false, nil
		}
	}
	if receipt.Subject.Kind == plan.Reply {
		return true, t.answerInquiry(id, text)
	}
	if receipt.Subject.Kind == plan.Direct && t.isLeader() {
		return true, t.decide(id, plan.Agreed, text, false)
	}
	card := t.matterCard(id)
	card.Message.HTML = textHowIsIt.html(t.lang, howArgs{Words: viet.TrimUTF16(text, 120)}) + "\n\n" + card.Message.HTML
	t.answer(card)
	return true, nil
}

// decidedAlone takes "đồng ý" that replies to nothing: for the only thing that
// waits for the person; several are asked about, none is a report.
func (t *turn) decidedAlone(verb, words, text string) (bool, error) {
	_, rest := t.waitingKinds()
	switch {
	case len(rest) == 0 || t.isOffice() && verb == "accept" && words != "":
		return false, nil
	case len(rest) == 1:
		return true, t.decideByVerb(rest[0], verb, words, text)
	}
	list := t.matterList(rest, 0, page, textWaiting)
	list.Message.HTML = textWhichMatter.html(t.lang, none{}) + "\n\n" + list.Message.HTML
	t.answer(list)
	return true, nil
}

func (t *turn) decideByVerb(id plan.MatterID, verb, words, text string) error {
	m := t.r.Matters.Get(id)
	a := t.r.Assignments.Get(m.Assignment)
	kind := plan.DutyOf(id, m).Kind
	switch {
	case verb == "accept" && kind == plan.Verify && m.Date != 0 && m.Date < m.Raised && t.saidLate(a, m),
		verb == "accept" && kind == plan.Decide && !t.datePassed(m) && words != "" && strings.ContainsAny(words, "0123456789"):
		t.answer(t.matterCard(id)) // by which date is one by one; another date is no approval
		return nil
	case kind == plan.Direct && t.isOffice() && !t.may(plan.DirectWork, t.matterScope(m)):
		return t.askWords("ondirect", id, 0) // the office records a leader's answer, with its source
	case kind == plan.Reply:
		return t.answerInquiry(id, text)
	case verb == "accept" && kind == plan.Verify:
		return t.accept(id, false)
	case verb == "accept" && kind == plan.Decide:
		return t.approve(id, words, false)
	case verb == "accept" && kind == plan.TakeBack:
		return t.takeBack(id)
	case verb == "accept" && kind == plan.Answer:
		return t.reopenQuestion(id)
	case verb == "accept" && kind == plan.Direct && m.Proposal != 0 && (words == "" || asProposed[viet.Fold(words)]):
		return t.decide(id, plan.Agreed, "", false)
	case kind == plan.Direct || kind == plan.Settle:
		if words == "" {
			return t.askWords(map[plan.DutyKind]string{plan.Direct: "direct", plan.Settle: "settle"}[kind], id, 0)
		}
		return t.decide(id, plan.Agreed, text, false)
	case words == "" && kind != plan.Answer:
		return t.askWords(map[plan.DutyKind]string{plan.Verify: "return", plan.Decide: "refuse", plan.TakeBack: "keep"}[kind], id, 0)
	}
	return t.decide(id, plan.Refused, words, false)
}

var asProposed = map[string]bool{
	"nhu de xuat": true, "voi de xuat": true, "theo de xuat": true, "nhu van phong de xuat": true, "theo de xuat cua van phong": true,
}

// decisionVerbs are the words that begin a decision, folded; the longer first.
// An open one may be followed by any words, others only by numbers or a reason.
var decisionVerbs = []struct {
	words, verb string
	open        bool
}{
	{"khong dong y", "refuse", true}, {"chua dong y", "refuse", true}, {"khong duyet", "refuse", true},
	{"tra lai", "refuse", true}, {"tu choi", "refuse", true}, {"khong nhan", "refuse", false}, {"tra", "refuse", false},
	{"dong y", "accept", true}, {"xac nhan", "accept", false}, {"chap thuan", "accept", true},
	{"duyet", "accept", false}, {"nhan", "accept", false},
}

// reasonWords may follow a short verb: "trả vì thiếu quyết định".
var reasonWords = map[string]bool{"vi": true, "do": true, "thieu": true, "chua": true, "can": true}

// readDecision splits a decision in words into verb, line numbers and reason.
func readDecision(text string) (verb string, numbers []int, words string) {
	fields := strings.Fields(text)
	folded := make([]string, len(fields))
	for i, f := range fields {
		folded[i] = strings.Trim(viet.Fold(f), ",;:.")
	}
	for _, v := range decisionVerbs {
		head := strings.Fields(v.words)
		if len(folded) < len(head) || !slices.Equal(folded[:len(head)], head) {
			continue
		}
		rest := fields[len(head):]
		marked := strings.ContainsAny(fields[len(head)-1], ",;:.")
		for len(rest) > 0 {
			n, ok := lineNumber(rest[0])
			if !ok {
				break
			}
			numbers = append(numbers, n...)
			rest = rest[1:]
		}
		if !v.open && !marked && len(numbers) == 0 && len(rest) > 0 && !(v.verb == "refuse" && reasonWords[viet.Fold(rest[0])]) {
			return "", nil, ""
		}
		return v.verb, numbers, strings.Join(rest, " ")
	}
	return "", nil, ""
}

// lineNumber reads "1", "1," or "1,3"; "và" joins nothing.
func lineNumber(word string) ([]int, bool) {
	if viet.Fold(word) == "va" {
		return nil, true
	}
	var out []int
	for part := range strings.SplitSeq(strings.Trim(word, ",;:."), ",") {
		n := 0
		for _, r := range part {
			if r < '0' || r > '9' || n > 99 {
				return nil, false
			}
			n = n*10 + int(r-'0')
		}
		if part == "" {
			return nil, false
		}
		out = append(out, n)
	}
	return out, len(out) > 0
}
