package planfile

import (
	"strings"
	"unicode"
)

// Headings that are nothing but the names of units, at least so many and half of
// those side by side, say that the others are too: "Hải quan cửa khẩu Pa Nậm".
const fewestUnitHeads = 2

// longestUnitHead is how many words such a heading has at most.
const longestUnitHead = 9

// markUnitHeads marks the groups under a node that are headed by units which only
// those beside them tell for such.
func markUnitHeads(n *node) {
	var others []*node
	units := 0
	for _, c := range n.children {
		switch title := trimTitle(c.text); {
		case isLeaf(c):
		case isUnit(title):
			units++
		default:
			others = append(others, c)
		}
	}
	if units < fewestUnitHeads || units < len(others) {
		return
	}
	for _, c := range others {
		c.ofUnit = mayNameUnit(trimTitle(c.text))
	}
}

// generalHeads begin headings of work, whoever does it.
var generalHeads = []string{"Nhiệm vụ", "Công tác", "Nội dung", "Lĩnh vực", "Các ", "Chương trình", "Một số", "Đối với", "Về ", "Tổ chức"}

// mayNameUnit says that a heading may be a name of somebody: short, with a name of
// its own in it, and saying nothing that is done.
func mayNameUnit(t string) bool {
	_, rest, ok := strings.Cut(t, " ")
	if !ok || len(strings.Fields(t)) > longestUnitHead || !startsUpper(t) || beginsWithVerb(t) || strings.ContainsAny(t, ":;.()") || beginsWith(t, generalHeads) {
		return false
	}
	return strings.ContainsFunc(rest, unicode.IsUpper)
}

// knownSubjects gives the tasks that begin with the name of a unit which does
// other work of the document to it, whatever verb follows, and takes such units
// for those who help that a task begins with: "Phối hợp với Công an xã …".
func (r *reader) knownSubjects() {
	known, often := map[string]bool{}, map[string]int{}
	for _, t := range r.doc.Tasks {
		for _, u := range append(t.Lead[:len(t.Lead):len(t.Lead)], t.Support...) {
			known[u] = true
			often[u]++
		}
	}
	for _, c := range r.clauses {
		for _, u := range splitUnits(c.unit) {
			known[u] = true
		}
	}
	for i := range r.doc.Tasks {
		t := &r.doc.Tasks[i]
		if len(t.Support) == 0 {
			t.Support = without(helpersAtHead(t.Text, known), t.Lead)
		}
		for _, names := range [][]string{t.Lead, t.Support} {
			for k, name := range names {
				if often[name] == 1 && strings.Contains(t.Text, name) {
					names[k] = withoutVerbs(name, known)
				}
			}
		}
		if len(t.Lead) > 0 {
			continue
		}
		if u := knownHead(t.Text, known); u != "" {
			t.Lead = facts{lead: []string{u}}.withoutIssuer(r.doc.Plan).lead
			t.Support, t.Suggested = without(t.Support, t.Lead), nil
		}
	}
}

// knownHead is the longest known name that a text begins with, before something
// that its unit does.
func knownHead(t string, known map[string]bool) string {
	words := strings.Fields(t[:cutAt(t, longestName)])
	for n := min(longestSubject, len(words)-2); n > 0; n-- {
		name := strings.Join(words[:n], " ")
		if !known[name] || !isDefinite(name) {
			continue
		}
		rest := strings.Join(words[n:], " ")
		first := strings.Trim(words[n], ",;:")
		if !startsLower(rest) || takesPart.MatchString(rest) || noWork[first] && !dutyWords.MatchString(rest) || nameGoesOn[first] {
			return ""
		}
		return name
	}
	return ""
}

// swallowed is how many small words behind a known name are no part of a longer one
// that nobody else has: "Phòng Kỹ thuật vá mặt đường".
const swallowed = 3

// withoutVerbs cuts a name to the known one that it begins with, where so many words
// follow that are what the unit does.
func withoutVerbs(name string, known map[string]bool) string {
	words := strings.Fields(name)
	for n := len(words) - swallowed; n > 1; n-- {
		head := strings.Join(words[:n], " ")
		if known[head] && isDefinite(head) && strings.Join(words[n:], " ") == strings.ToLower(strings.Join(words[n:], " ")) {
			return head
		}
	}
	return name
}

// nameGoesOn are words behind the name of a unit that belong to it.
var nameGoesOn = wordSet("xã|phường|tỉnh|huyện|thành|trung|khu|của|và|các|thuộc|trực|tại|cơ|cấp|quận|thị|nhà|số|đã|đang")
