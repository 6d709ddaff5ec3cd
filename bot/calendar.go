package bot

import (
	"slices"
	"strings"

	"dondoc/plan"
	"dondoc/viet"
	"dondoc/workday"
)

// dayRulings are the words that rule on a day, folded; of several that begin a
// text the longest counts.
var dayRulings = []struct {
	words string
	rule  workday.Rule
}{
	{"khong lam viec", workday.Off}, {"nghi", workday.Off}, {"off", workday.Off},
	{"lam viec bu", workday.Work}, {"lam bu", workday.Work}, {"lam viec", workday.Work}, {"di lam", workday.Work},
	{"lam", workday.Work}, {"work", workday.Work},
	{"khong nhac", workday.Quiet}, {"yen lang", workday.Quiet}, {"yen", workday.Quiet}, {"quiet", workday.Quiet},
	{"nhu thuong le", workday.NoRule}, {"nhu thuong", workday.NoRule}, {"binh thuong", workday.NoRule},
	{"thuong", workday.NoRule}, {"normal", workday.NoRule},
}

// readRuling reads "nghỉ Lễ" as a rule and the name that is given for it.
func readRuling(text string) (rule workday.Rule, name string, ok bool) {
	fields := strings.Fields(text)
	folded := strings.Fields(viet.Fold(text))
	best := 0
	for _, r := range dayRulings {
		head := strings.Fields(r.words)
		if len(head) > best && len(folded) >= len(head) && slices.Equal(folded[:len(head)], head) {
			best, rule = len(head), r.rule
		}
	}
	if best == 0 || best > len(fields) {
		return rule, "", false
	}
	return rule, strings.Trim(strings.Join(fields[best:], " "), " ,;:()"), true
}

// calendar is "/calendar": the days ahead that are not as the weekday says;
// "/calendar 30/4": what that day is; or a ruling, as "/calendar 30/4 nghỉ Lễ",
// "/calendar 22/8 làm bù", "/calendar 5/9 không nhắc".
func (t *turn) calendar(args string) error {
	if !t.may(plan.Manage, plan.Scope{}) {
		return t.forbidden()
	}
	if args == "" {
		t.say(textCalendar.html(t.lang, t.calendarArgs()))
		return nil
	}
	first, rest, _ := strings.Cut(args, " ")
	date, _, ok := viet.ParseDate(first, t.today)
	rule, name, known := readRuling(rest)
	switch {
	case !ok && noSuchDay(first):
		t.say(textNoSuchDay.html(t.lang, first))
		return nil
	case !ok || !known && strings.TrimSpace(rest) != "":
		t.say(textHowCalendar.html(t.lang, none{}))
		return nil
	case !known || rule == workday.Work && t.r.Calendar.Working(date) && !t.r.Calendar.Quiet(date) && t.ruled(date).Rule == workday.NoRule:
		t.say(textDay.html(t.lang, t.dayArgs(date)))
		return nil
	}
	t.v.Record(plan.DayRuled{Day: plan.Day{Date: date, Rule: rule, Name: name}})
	t.say(textDayRuled.html(t.lang, dayArgs{Date: t.longDay(date), Rule: ruleNames[rule], Name: name}))
	return nil
}

// ruled returns what the office has ruled on a day, or the public calendar has;
// the zero rule when it is as its weekday says.
func (t *turn) ruled(date workday.Date) plan.Day {
	for _, d := range t.r.Days.All() {
		if d.Date == date {
			return *d
		}
	}
	return plan.Day{Date: date, Rule: workday.Holidays()[date], Name: workday.HolidayName(date)}
}

// dayArgs says what a day is.
func (t *turn) dayArgs(date workday.Date) dayArgs {
	day := t.ruled(date)
	out := dayArgs{Date: title(t.longDay(date)), Rule: ruleNames[day.Rule], Name: day.Name, Short: t.short(date)}
	if day.Rule == workday.NoRule && !t.r.Calendar.Working(date) {
		out.Rule = "weekend"
	}
	return out
}

var ruleNames = [...]string{"normal", "off", "work", "quiet"}

func (t *turn) calendarArgs() calendarArgs {
	var args calendarArgs
	ruled := map[workday.Date]plan.Day{}
	for _, d := range t.r.Days.All() {
		ruled[d.Date] = *d
	}
	holidays := workday.Holidays()
	for d := t.today; d < t.today+200 && len(args.Days) < 10; d++ {
		rule, name := holidays[d], workday.HolidayName(d)
		if own, ok := ruled[d]; ok {
			rule, name = own.Rule, own.Name
		}
		if rule != workday.NoRule {
			args.Days = append(args.Days, dayArgs{Date: t.day(d), Rule: ruleNames[rule], Name: name})
		}
	}
	return args
}
