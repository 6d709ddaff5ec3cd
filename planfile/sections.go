package planfile

import (
	"slices"
	"strings"

	"dondoc/viet"
)

// class is what a section of a plan is for.
type class uint8

const (
	unknown class = iota
	tasks
	mixed // aims and tasks in one section
	aims
	organisation
	appendix
	aside // bases, assessment of the past year, money, effect
)

// vocabulary maps words of headings (folded) to the class of the section; the
// word that stands first in the heading decides. Some name a section only
// beside the tasks: among the areas of a plan they are work to be done.
var vocabulary = []struct {
	word   string
	class  class
	beside bool
}{
	{word: "phu luc", class: appendix}, {word: "bieu mau kem theo", class: appendix},
	{word: "to chuc thuc hien", class: organisation}, {word: "phan cong", class: organisation}, {word: "trach nhiem", class: organisation},
	{word: "che do bao cao", class: organisation}, {word: "che do thong tin", class: organisation},
	{word: "cong tac bao cao", class: organisation},
	{word: "kinh phi", class: aside}, {word: "dieu kien bao dam", class: aside}, {word: "dieu kien dam bao", class: aside},
	{word: "hieu luc", class: aside}, {word: "thoi gian", class: aside}, {word: "dia diem", class: aside}, {word: "doi tuong", class: aside},
	{word: "pham vi", class: aside}, {word: "thanh phan", class: aside}, {word: "noi nhan", class: aside}, {word: "dieu khoan", class: aside},
	{word: "nguon luc", class: aside}, {word: "kien nghi", class: aside}, {word: "de xuat", class: aside},
	{word: "kiem tra, giam sat", class: aside, beside: true}, {word: "thi dua", class: aside, beside: true},
	{word: "khen thuong", class: aside, beside: true}, {word: "tien do", class: aside, beside: true},
	{word: "muc dich", class: aims}, {word: "muc tieu", class: aims}, {word: "yeu cau", class: aims}, {word: "quan diem", class: aims},
	{word: "chi tieu", class: aims}, {word: "phuong cham", class: aims}, {word: "nguyen tac", class: aims},
	{word: "can cu", class: aside}, {word: "co so xay dung", class: aside}, {word: "co so phap ly", class: aside},
	{word: "su can thiet", class: aside}, {word: "dac diem", class: aside}, {word: "thuc trang", class: aside},
	{word: "danh gia", class: aside, beside: true}, {word: "ket qua", class: aside, beside: true}, {word: "tinh hinh", class: aside},
	{word: "thuan loi", class: aside}, {word: "kho khan", class: aside}, {word: "boi canh", class: aside}, {word: "ton tai", class: aside},
	{word: "han che", class: aside}, {word: "tong quan", class: aside}, {word: "nguyen nhan", class: aside},
	{word: "dinh nghia", class: aside}, {word: "giai thich tu ngu", class: aside},
	{word: "nhiem vu", class: tasks}, {word: "giai phap", class: tasks}, {word: "noi dung", class: tasks}, {word: "cong viec", class: tasks},
	{word: "hoat dong", class: tasks}, {word: "chuong trinh cong tac", class: tasks}, {word: "ke hoach cu the", class: tasks},
	{word: "ke hoach thang", class: tasks}, {word: "ke hoach quy", class: tasks}, {word: "ke hoach tuan", class: tasks}, {word: "cong tac thang", class: tasks}, {word: "cong tac quy", class: tasks},
	{word: "bien phap", class: tasks}, {word: "trong tam", class: tasks}, {word: "phuong huong", class: tasks}, {word: "dau viec", class: tasks},
}

// logistic words stand in headings beside the work itself.
var logistic = wordSet("doi tuong|thoi gian|dia diem|pham vi|thanh phan")

// classOf reads the heading of a section.
func classOf(n *node) class {
	head := withoutBracket(n.text)
	if n.marker.style == labelled {
		return unknown
	}
	if !isHeading(head) {
		before, _, cut := strings.Cut(head, ":")
		if !cut || !isHeading(before) {
			return unknown
		}
		head = before
	}
	head = viet.Fold(head)
	found, at, first := unknown, len(head), ""
	hasTasks := false
	for _, v := range vocabulary {
		i := strings.Index(head, v.word)
		if i < 0 {
			continue
		}
		hasTasks = hasTasks || v.class == tasks
		if i < at {
			found, at, first = v.class, i, v.word
		}
	}
	if found == aside && hasTasks && logistic[first] {
		return unknown // "ĐỐI TƯỢNG, NỘI DUNG, THỜI GIAN" has the work inside
	}
	if found == aside && statesWork(n) {
		return unknown // "Phát triển đối tượng", whatever its words may name elsewhere
	}
	if found == aims && hasTasks && !strings.HasPrefix(head[at:], "yeu cau nhiem vu") {
		return mixed
	}
	return found
}

// statesWork says that the items under a heading, two at least, nearly all say who
// does them and by when: no base and no budget does.
func statesWork(n *node) bool {
	stated := 0
	for _, c := range n.children {
		if _, f := labelledFacts(c.text); len(f.lead) > 0 && f.deadline != "" {
			stated++
		}
	}
	return stated >= 2 && stated*4 >= len(n.children)*3
}

// classInside reads a heading inside a section of tasks, where an area or an
// item may well use the same words: only a heading that begins with them and
// says hardly anything else is one.
func classInside(n *node) class {
	head, _, colon := strings.Cut(n.text, ":")
	words := strings.Fields(head)
	if len(words) > 9 || !isHeading(head) || n.marker.style == labelled {
		return unknown
	}
	head = viet.Fold(head)
	for _, v := range vocabulary {
		if v.beside || !strings.HasPrefix(head, v.word) {
			continue
		}
		rest := strings.Fields(head[len(v.word):])
		switch v.class {
		case aims, organisation, appendix:
			if onlyFiller(rest) || len(rest) <= 4 && (!isLeaf(n) || colon) {
				return v.class // but "- Phân công công chức trực" is something to do
			}
		case aside:
			if onlyFiller(rest) {
				return v.class
			}
		case tasks:
			if onlyFiller(rest) {
				return tasks
			}
		}
	}
	return unknown
}

// onlyFiller says that words add nothing to the name of a section.
func onlyFiller(words []string) bool {
	for _, w := range words {
		switch strings.Trim(w, ",.;()") {
		case "va", "cac", "cu", "the", "chinh", "chu", "yeu", "trong", "tam", "thuc", "hien", "nhiem", "vu", "giai",
			"phap", "noi", "dung", "cong", "viec", "bien", "hoat", "dong", "can", "lam", "nam", "chung", "muc", "tieu",
			"chi", "hanh", "cua", "ke", "hoach", "phan", "to", "chuc", "trien", "khai":
		default:
			if !isDigits(w) {
				return false
			}
		}
	}
	return true
}

// pointsToAppendix says that a sentence sends its reader on to an appendix.
func pointsToAppendix(t string) bool {
	if !strings.Contains(t, "ục") && !strings.Contains(t, "ỤC") {
		return false
	}
	t = viet.Fold(t)
	for _, words := range []string{"theo phu luc", "tai phu luc", "o phu luc", "trong phu luc", "phu luc kem theo", "phu luc dinh kem", "theo danh muc kem theo"} {
		if strings.Contains(t, words) {
			return true
		}
	}
	return false
}

// isNote recognises the line in brackets that points to an appendix.
func isNote(t string) bool { return strings.HasPrefix(t, "(") && namesAppendix(t) }

// isClosing recognises the paragraphs that end a plan or a section and belong
// to no item.
func isClosing(t string) bool {
	if isNote(t) {
		return true
	}
	head := viet.Fold(t[:cutAt(t, 60)])
	for _, start := range []string{"tren day la", "trong qua trinh", "yeu cau cac", "yeu cau truong", "yeu cau thu truong",
		"de nghi cac", "de nghi truong", "nhan duoc ke hoach", "ke hoach nay", "can cu ke hoach nay", "can cu noi dung ke hoach",
		"noi nhan", "(kem theo"} {
		if strings.HasPrefix(head, start) {
			return true
		}
	}
	return false
}

// found is what a document's sections are: where the tasks stand, and what may
// hold tasks but is not called so.
type found struct {
	tasks   []*node
	likely  []*node // not called tasks, but read as such for what stands in them
	unsure  []*node
	shared  []*node // who does which task, by unit
	guessed bool    // nothing is called tasks: the unsure ones were taken
}

// sections finds where the tasks stand, from the outside in: a part that has
// sections of other kinds inside is opened, any other that is called tasks is
// taken whole, whatever words its own headings have.
func sections(root *node) found {
	var f found
	for _, want := range []class{tasks, mixed} {
		f = found{}
		f.collect(root, want)
		if len(f.tasks) == len(f.likely) { // nothing is called so
			f.tasks = append(f.tasks, f.shared...)
			slices.SortStableFunc(f.tasks, func(a, b *node) int { return a.id - b.id })
		}
		if len(f.tasks) > 0 {
			f.dropProse()
			return f
		}
	}
	// Nothing is called tasks: whatever has no name of another kind.
	f.guessed = true
	rest := &node{block: block{id: -1}}
	for _, c := range root.children {
		if classOf(c) == unknown {
			rest.children = append(rest.children, c)
		}
	}
	if len(rest.children) > 0 {
		f.tasks = []*node{rest}
		f.unsure = slices.DeleteFunc(f.unsure, func(c *node) bool { return slices.Contains(rest.children, c) })
		return f
	}
	// A plan may be nothing but the division of work among units.
	f.guessed = false
	var walk func(n *node)
	walk = func(n *node) {
		for _, c := range n.children {
			switch {
			case classOf(c) == organisation && gives(c):
				f.tasks = append(f.tasks, c)
			case outer(c):
				walk(c)
			}
		}
	}
	walk(root)
	return f
}

func (f *found) collect(n *node, want class) {
	for _, c := range n.children {
		if isLeaf(c) {
			continue
		}
		is := classOf(c)
		switch {
		case (is == tasks || is == mixed || is == unknown) && opens(c):
			f.collect(c, want)
		case is == want:
			f.tasks = append(f.tasks, c)
		case sharesWork(c):
			f.shared = append(f.shared, c)
		case is == unknown && isPost(c.text) && len(c.children) == 0: // who decides, over what it is based on
		case is == unknown && allNamed(c):
		case is == unknown && speaksOfWork(c):
			f.tasks, f.likely = append(f.tasks, c), append(f.likely, c)
		case is == unknown:
			f.unsure = append(f.unsure, c)
		}
	}
}

// allNamed says that a node is only the frame of sections that are no tasks.
func allNamed(n *node) bool {
	if !outer(n) {
		return false
	}
	return !slices.ContainsFunc(n.children, func(c *node) bool { return classOf(c) == unknown })
}

// dropProse leaves out the sections of mere paragraphs when others have lists:
// they sum up what the lists say.
func (f *found) dropProse() {
	lists := slices.ContainsFunc(f.tasks, func(n *node) bool { return len(n.children) > 0 })
	if !lists {
		return
	}
	f.tasks = slices.DeleteFunc(f.tasks, func(n *node) bool {
		prose := len(n.children) == 0
		if prose {
			f.unsure = append(f.unsure, n)
		}
		return prose
	})
}

// speaksOfWork says that a section with another name holds a list of things to
// do: most of its items, three at least, begin with a verb or state who does
// them or by when.
func speaksOfWork(n *node) bool {
	items, works := 0, 0
	var walk func(n *node)
	walk = func(n *node) {
		for _, c := range n.children {
			if len(c.children) > 0 {
				walk(c)
				continue
			}
			items++
			_, f := labelledFacts(c.text)
			if !f.none() || beginsWithVerb(c.text) {
				works++
			}
		}
	}
	walk(n)
	return works >= 3 && works*4 >= items*3
}

// beginsWithVerb says that an item tells what is to be done.
func beginsWithVerb(t string) bool {
	words := strings.Fields(strings.ToLower(t[:cutAt(t, 60)]))
	if len(words) < 2 || startsUnit(t) {
		return false
	}
	two := words[0] + " " + strings.Trim(words[1], ",;")
	return unitVerbs[words[0]] || unitVerbs[two] || otherVerbs[words[0]] || otherVerbs[two]
}

// otherVerbs begin items as well, and may stand in the names of units.
var otherVerbs = wordSet("phát triển|đầu tư|xúc tiến|khuyến khích|huy động|củng cố|tập trung|đa dạng|phối hợp|thực tập|diễn tập|bảo vệ|phòng ngừa|ngăn chặn|" +
	"kết nối|liên kết|mở rộng|xây|lắp|trồng|nhân rộng|chuyển đổi|chuyển|khôi phục|nâng|giảm|tăng|xóa|rà|kiểm soát|kiểm định|tuyên dương|biểu dương|tham dự|" +
	"tham quan|đón|gặp|chúc|trực|nắm|điều tra|điều chỉnh|điều tiết|vệ sinh|phân loại|phân tích|công nhận|bình xét|kỷ niệm|treo|viết|đăng|biên tập|dự|làm|súc|thanh lý|" +
	"xác định|xác minh|hỗ|bàn giao|ổn định|giáo dục|chăm sóc|quan tâm|giới thiệu|kết nạp|nghiệm thu|tuyển chọn|tuyển|hưởng ứng|thu hút|tiếp|cắt giảm|cắt|cải tiến|đối chiếu|đánh")

// opens says that a node is only the frame of sections: some of those under it
// are called tasks while others are of another kind.
func opens(n *node) bool {
	if !outer(n) {
		return false
	}
	named := classOf(n) == tasks
	inner, other := false, false
	for _, c := range n.children {
		switch classOf(c) {
		case tasks, mixed:
			inner = inner || !isLeaf(c)
		case aims, organisation, appendix:
			other = true
			inner = inner || !named && sharesWork(c)
		case unknown:
			inner = inner || !named && opens(c)
		}
	}
	return inner && (other || !named)
}

// outer says that a node has subsections that may be sections of their own.
func outer(n *node) bool {
	for _, c := range n.children {
		if c.marker.style < labelled && c.marker.style != none || n.marker.style == part && c.marker.style == dotted {
			return true
		}
	}
	return false
}

func isLeaf(n *node) bool { return len(n.children) == 0 && len(n.paras) == 0 }

// sharesWork says that a section says who does which task: "Điều 2. Phân công
// nhiệm vụ".
func sharesWork(n *node) bool {
	return classOf(n) == organisation && gives(n) && strings.Contains(viet.Fold(n.text), "nhiem vu")
}

// gives says that a section divides work by unit: a unit's name over a list.
func gives(n *node) bool {
	for _, c := range n.children {
		if len(c.children) > 0 && isUnit(strings.TrimRight(c.text, ":. ")) {
			return true
		}
	}
	return false
}
