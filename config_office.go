package main

import (
	"strconv"
	"strings"

	"dondoc/bot"
	"dondoc/plan"
	"dondoc/workday"
)

// dayRules are the words for what the office decides about one day.
var dayRules = map[string]workday.Rule{"off": workday.Off, "work": workday.Work, "quiet": workday.Quiet}

// officeReader keeps, beside the office, where its references stand: they can
// be checked only when all of it is read.
type officeReader struct {
	*reader
	office   bot.Office
	accounts []account

	groups, units, posts named
	days, people         named
	refs                 []func()
	director             int // the line of the first one
	heads                map[string]int
}

// office reads the seed of an office.
func (r *reader) office(f field) (*bot.Office, []account) {
	if plainNode(f.node) == nil {
		return nil, nil
	}
	o := &officeReader{reader: r, groups: named{}, units: named{}, posts: named{}, days: named{}, people: named{}, heads: map[string]int{}}
	need := map[string]bool{"name": true, "units": true, "posts": true, "office_unit": true}
	has := func(key string, take func(field)) func(field) {
		return func(f field) { delete(need, key); take(f) }
	}
	r.mapping(f, keys{
		"name":        has("name", func(f field) { o.office.Name = r.filled(f) }),
		"time_zone":   func(f field) { o.office.Zone = r.zone(f) },
		"language":    func(f field) { o.office.Language = r.oneOf(f, "vi", "en") },
		"office_unit": has("office_unit", func(f field) { o.office.Office = o.unitRef(f) }),
		"go_live":     func(f field) { o.office.GoLive = r.date(f) },
		"digest":      func(f field) { o.office.Digest = r.timeOfDay(f) },
		"groups":      func(f field) { o.each(f, o.group) },
		"units":       has("units", func(f field) { o.each(f, o.unit) }),
		"posts":       has("posts", func(f field) { o.each(f, o.post) }),
		"days":        func(f field) { o.each(f, o.day) },
	})
	for _, key := range []string{"name", "office_unit", "units", "posts"} {
		if need[key] {
			r.wrong(field{key: join(f.key, key), line: f.line}, "missing")
		}
	}
	for _, check := range o.refs {
		check()
	}
	o.whole(f, need["posts"])
	o.describe()
	return &o.office, o.accounts
}

func (o *officeReader) each(f field, take func(field)) {
	for _, item := range o.list(f) {
		take(item)
	}
}

// whole checks what no single line of an office shows.
func (o *officeReader) whole(f field, noPosts bool) {
	if noPosts {
		return
	}
	for _, p := range o.office.Posts {
		if p.Role == plan.Office.String() {
			return
		}
	}
	o.wrong(field{key: join(f.key, "posts"), line: f.line}, "no_office_post")
}

func (o *officeReader) unitRef(f field) string {
	v := o.filled(f)
	o.refs = append(o.refs, func() { o.units.refer(o.reader, f, "unknown_unit", v) })
	return v
}

func (o *officeReader) group(f field) {
	g := bot.OfficeGroup{}
	o.entry(f, []string{"key", "name"}, keys{
		"key":  func(f field) { g.Key = o.filled(f); o.groups.add(o.reader, f, g.Key) },
		"name": func(f field) { g.Name = o.filled(f) },
	})
	o.office.Groups = append(o.office.Groups, g)
}

func (o *officeReader) unit(f field) {
	u := bot.OfficeUnit{}
	o.entry(f, []string{"key", "name"}, keys{
		"key":   func(f field) { u.Key = o.filled(f); o.units.add(o.reader, f, u.Key) },
		"name":  func(f field) { u.Name = o.filled(f) },
		"short": func(f field) { u.Short = o.filled(f) },
		"also":  func(f field) { o.each(f, func(f field) { u.Also = append(u.Also, o.filled(f)) }) },
		"group": func(f field) {
			u.Group = o.filled(f)
			o.refs = append(o.refs, func() { o.groups.refer(o.reader, f, "unknown_group", u.Group) })
		},
		"deputy": func(f field) {
			u.Deputy = o.filled(f)
			o.refs = append(o.refs, func() { o.deputy(f, u.Deputy) })
		},
	})
	if u.Short == "" {
		u.Short = u.Name
	}
	o.office.Units = append(o.office.Units, u)
}

// deputy checks that a unit is in the charge of a post that can be.
func (o *officeReader) deputy(f field, key string) {
	o.posts.refer(o.reader, f, "unknown_post", key)
	for _, p := range o.office.Posts {
		if p.Key == key && p.Role != plan.Deputy.String() && p.Role != plan.Director.String() {
			o.wrong(f, "not_deputy", "value", key, "role", p.Role)
		}
	}
}

func (o *officeReader) post(f field) {
	p := bot.OfficePost{}
	roleAt := f
	o.entry(f, []string{"key", "role", "title"}, keys{
		"key": func(f field) { p.Key = o.filled(f); o.posts.add(o.reader, f, p.Key) },
		"role": func(f field) {
			roleAt = f
			p.Role = o.oneOf(f, "director", "deputy", "office", "head", "viewer")
		},
		"title":    func(f field) { p.Title = o.filled(f) },
		"unit":     func(f field) { p.Unit = o.unitRef(f) },
		"receive":  func(f field) { p.Receive = o.oneOf(f, "holder", "delegate", "both") },
		"holder":   func(f field) { p.Holder = o.person(f) },
		"delegate": func(f field) { p.Delegate = o.person(f) },
	})
	switch plan.RoleOf(p.Role) {
	case plan.Director:
		if o.director != 0 {
			o.wrong(roleAt, "two_directors", "line", strconv.Itoa(o.director))
		} else {
			o.director = roleAt.line
		}
	case plan.Head, plan.Office:
		o.seatOf(f, p)
	}
	o.office.Posts = append(o.office.Posts, p)
}

// seatOf checks the unit of a post that needs one; a unit has one head.
func (o *officeReader) seatOf(f field, p bot.OfficePost) {
	if p.Unit == "" {
		o.wrong(field{key: join(f.key, "unit"), line: f.line}, "post_needs_unit", "role", p.Role)
		return
	}
	if p.Role != plan.Head.String() {
		return
	}
	if first, ok := o.heads[p.Unit]; ok {
		o.wrong(field{key: join(f.key, "unit"), line: f.line}, "two_heads", "value", p.Unit, "line", strconv.Itoa(first))
		return
	}
	o.heads[p.Unit] = f.line
}

// person reads a name, or a mapping of name, account and language.
func (o *officeReader) person(f field) bot.OfficePerson {
	p := bot.OfficePerson{}
	if !isMapping(f) {
		p.Name = o.filled(f)
		return p
	}
	o.entry(f, []string{"name"}, keys{
		"name": func(f field) { p.Name = o.filled(f) },
		"account": func(f field) {
			p.Account = o.accountID(f)
			if p.Account != 0 {
				o.people.add(o.reader, f, strconv.FormatInt(p.Account, 10))
			}
		},
		"language": func(f field) { p.Language = o.oneOf(f, "vi", "en") },
	})
	return p
}

func (o *officeReader) day(f field) {
	d := bot.OfficeDay{}
	o.entry(f, []string{"date", "rule"}, keys{
		"date": func(f field) {
			if d.Date = o.date(f); d.Date != 0 {
				o.days.add(o.reader, f, d.Date.String())
			}
		},
		"rule": func(f field) { d.Rule = dayRules[o.oneOf(f, "off", "work", "quiet")] },
		"name": func(f field) { d.Name = o.filled(f) },
	})
	o.office.Days = append(o.office.Days, d)
}

// entry reads a mapping that must have some keys.
func (o *officeReader) entry(f field, need []string, known keys) {
	if !isMapping(f) {
		o.wrong(f, "not_mapping")
		return
	}
	seen := map[string]bool{}
	for key, take := range known {
		known[key] = func(f field) { seen[key] = true; take(f) }
	}
	o.mapping(f, known)
	for _, key := range need {
		if !seen[key] {
			o.wrong(field{key: join(f.key, key), line: f.line}, "missing")
		}
	}
}

// describe lists the people whose accounts are known.
func (o *officeReader) describe() {
	short := map[string]string{}
	for _, u := range o.office.Units {
		short[u.Key] = u.Short
	}
	for _, p := range o.office.Posts {
		post := strings.TrimSuffix(p.Title+", "+short[p.Unit], ", ")
		a := account{Key: p.Key, Post: post, Role: p.Role, Unit: short[p.Unit]}
		if p.Holder.Account != 0 {
			a.ID, a.Name, a.Lang = p.Holder.Account, p.Holder.Name, p.Holder.Language
			o.accounts = append(o.accounts, a)
		}
		if p.Delegate.Account != 0 {
			a.Key += delegateSuffix
			a.ID, a.Name, a.Lang = p.Delegate.Account, p.Delegate.Name, p.Delegate.Language
			o.accounts = append(o.accounts, a)
		}
	}
}

// delegateSuffix makes the key of a post's delegate from the post's.
const delegateSuffix = "-delegate"
