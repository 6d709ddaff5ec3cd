package planfile

import (
	"strings"

	"dondoc/viet"
)

// settleLeads gives the tasks of a table without a column for those who lead the
// unit that its sheet is named for. The sheet's name is a fact only where it
// plainly is a unit of this document: its title says so, other tables name it,
// or name and title agree. Otherwise it is a suggestion.
func (r *gridReader) settleLeads(trees []*gridTree) {
	r.known, r.ofUnits, r.titled = knownUnits(trees), r.sheetsOfUnits(trees), unitsOfTitles(r.grids)
	for _, t := range trees {
		if t.goals() || t.has(isLead, isBoth) && !t.namesPeople() {
			continue
		}
		if t.has(isLead, isBoth) {
			r.leadsOfPeople(t)
			continue
		}
		g := &r.grids[t.grid]
		at := place{t.grid, wholeGrid, wholeRow}
		if unit := labelledUnit(g.title); unit != "" {
			t.shared.lead = []string{unit}
			r.warn(at, "lead_of_sheet", Args{"unit": unit})
			continue
		}
		unit, sure := r.sheetUnit(t.grid)
		switch {
		case unit == "":
		case sure:
			t.shared.lead = []string{unit}
			r.warn(at, "lead_of_sheet", Args{"unit": unit})
		default:
			t.shared.perhaps = []Suggestion{{unit, strings.TrimSpace(g.name)}}
			r.warn(at, "lead_of_sheet_perhaps", Args{"unit": unit})
		}
	}
}

// knownUnits are the units that tables name.
func knownUnits(trees []*gridTree) []viet.Name {
	var names []string
	var walk func(items []*rowItem)
	walk = func(items []*rowItem) {
		for _, it := range items {
			names = append(append(names, it.facts.lead...), it.facts.support...)
			walk(it.kids)
		}
	}
	for _, t := range trees {
		walk(t.items)
	}
	var list []viet.Name
	for i, n := range dedupe(names) {
		if i == mostKnown {
			break
		}
		list = append(list, viet.Name{ID: i, Names: []string{n}})
	}
	return list
}

// mostKnown is how many units are compared with the name of a sheet.
const mostKnown = 300

// labelledUnit is what a title row calls the unit: "Đơn vị: Phòng Nội vụ".
func labelledUnit(title []string) string {
	for _, t := range title {
		before, after, ok := strings.Cut(t, ":")
		if !ok {
			continue
		}
		switch viet.Fold(strings.TrimSpace(before)) {
		case "don vi", "ten don vi", "don vi thuc hien", "don vi chu tri", "don vi dang ky", "don vi lap", "bo phan thuc hien", "phong ban", "doi", "to san xuat", "phong", "bo phan", "khoa", "khoa, phong", "to", "co quan", "co quan chu tri":
			if names := splitUnits(after); len(names) == 1 && mayBeUnit(names[0]) && len(names[0]) < 120 {
				return names[0]
			}
		}
	}
	return ""
}

// sheetUnit is the unit that a sheet is named for, and whether that is plain.
func (r *gridReader) sheetUnit(at int) (string, bool) {
	g := &r.grids[at]
	_, name, _ := strings.Cut(g.name, "“")
	name = strings.TrimSuffix(name, "”")
	var titles []string
	for _, t := range g.title {
		for _, l := range cellLines(t) {
			if u := unitInTitle(l); u != "" {
				titles = append(titles, u)
			}
		}
	}
	if r.titled != nil && r.titled[at] != "" {
		titles = append(titles, r.titled[at])
	}
	asked := titles
	if name != "" {
		asked = append([]string{name}, titles...)
	}
	for _, a := range asked {
		if ids, ok := viet.MatchUnit(a, r.known); ok && (isUnit(a) || isCapitals(a) || isShortName(a)) {
			return r.known[ids[0]].Names[0], true
		}
	}
	if name == "" {
		return "", false
	}
	for _, t := range titles {
		if _, ok := viet.MatchUnit(name, []viet.Name{{ID: 1, Names: []string{t}}}); ok {
			if isCapitals(t) && isUnit(name) {
				return name, true
			}
			if unit := r.unitOfHeading(t); unit != "" {
				return unit, true
			}
			return t, true
		}
	}
	if r.titled != nil && r.titled[at] != "" {
		return r.unitOfHeading(r.titled[at]), true
	}
	if isUnit(name) || startsShort(name) {
		return name, r.ofUnits
	}
	return "", false
}

// unitsOfTitles are the units that the titles over the tables end in, "KẾ HOẠCH NĂM
// HỌC 2026 - 2027: TỔ NGỮ VĂN", where they name several; nil where they do not: one
// title may name the issuer.
func unitsOfTitles(gs []grid) []string {
	units, different := make([]string, len(gs)), map[string]bool{}
	for i := range gs {
		from := headerRow(&gs[i])
		if from < 0 {
			continue
		}
		for _, l := range gridLines(gs[i].rows[:from]) {
			if !isTitle(l.text) && !namesPlan(l.text) && !beginsAnnex(l.text) {
				continue
			}
			for _, part := range []string{": ", " CỦA ", " của "} {
				if unit := strings.Trim(lastPart(l.text, part), " :."); isUnit(unit) || isCapitals(unit) && isUnit(eachCapital(unit)) {
					units[i], different[viet.Fold(unit)] = unit, true
				}
			}
		}
	}
	if len(different) < 2 {
		return nil
	}
	return units
}

// lastPart is what stands behind the last separator, "" where there is none.
func lastPart(t, sep string) string {
	if i := strings.LastIndex(t, sep); i >= 0 {
		return t[i+len(sep):]
	}
	return ""
}

// unitOfHeading is the unit that a heading is nothing but, "" for none. One in
// capitals is spelt as the tables spell it, or else small.
func (r *gridReader) unitOfHeading(t string) string {
	switch {
	case !isCapitals(t):
		if isUnit(t) {
			return t
		}
		return ""
	case !isUnit(eachCapital(t)):
		return ""
	}
	if ids, ok := viet.MatchUnit(t, r.known); ok {
		return r.known[ids[0]].Names[0]
	}
	return capitalise(strings.ToLower(t))
}

// eachCapital writes words in capitals with only their first letters so.
func eachCapital(t string) string {
	words := strings.Fields(strings.ToLower(t))
	for i, w := range words {
		words[i] = capitalise(w)
	}
	return strings.Join(words, " ")
}

// unitInTitle is a title row that is nothing but a unit, or ends in one behind
// "của": "Nhiệm vụ của Phòng Nội vụ".
func unitInTitle(t string) string {
	t = strings.Trim(t, " .:()")
	if isUnit(t) {
		return t
	}
	if isCapitals(t) && isUnit(eachCapital(t)) && len(strings.Fields(t)) <= 10 {
		return t
	}
	for _, of := range []string{" của ", " CỦA ", " - ", " – "} {
		if i := strings.LastIndex(t, of); i > 0 {
			if rest := strings.TrimSpace(t[i+len(of):]); isUnit(rest) {
				return rest
			}
		}
	}
	return ""
}
