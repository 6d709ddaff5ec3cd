package planfile

import (
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
// word that stands first in the heading decides.
var vocabulary = []struct {
	word  string
	class class
}{
	{"phu luc", appendix}, {"bieu mau kem theo", appendix},
	{"to chuc thuc hien", organisation}, {"phan cong", organisation}, {"trach nhiem", organisation},
	{"che do bao cao", organisation}, {"che do thong tin", organisation}, {"cong tac bao cao", organisation},
	{"kiem tra, giam sat", aside}, {"kinh phi", aside}, {"dieu kien bao dam", aside}, {"dieu kien dam bao", aside},
	{"kien nghi", aside}, {"de xuat", aside}, {"hieu luc", aside}, {"thi dua", aside}, {"khen thuong", aside},
	{"thoi gian", aside}, {"dia diem", aside}, {"doi tuong", aside}, {"pham vi", aside}, {"thanh phan", aside},
	{"tien do", aside}, {"noi nhan", aside}, {"dieu khoan", aside}, {"nguon luc", aside},
	{"muc dich", aims}, {"muc tieu", aims}, {"yeu cau", aims}, {"quan diem", aims}, {"chi tieu", aims},
	{"phuong cham", aims}, {"nguyen tac", aims},
	{"can cu", aside}, {"co so xay dung", aside}, {"co so phap ly", aside}, {"su can thiet", aside},
	{"dac diem", aside}, {"thuc trang", aside}, {"danh gia", aside}, {"ket qua", aside}, {"tinh hinh", aside},
	{"thuan loi", aside}, {"kho khan", aside}, {"boi canh", aside}, {"ton tai", aside}, {"han che", aside},
	{"tong quan", aside}, {"nguyen nhan", aside}, {"dinh nghia", aside}, {"giai thich tu ngu", aside},
	{"nhiem vu", tasks}, {"giai phap", tasks}, {"noi dung", tasks}, {"cong viec", tasks}, {"hoat dong", tasks},
	{"chuong trinh cong tac", tasks}, {"ke hoach cu the", tasks}, {"bien phap", tasks}, {"trong tam", tasks},
	{"phuong huong", tasks}, {"dau viec", tasks},
}

// classOf reads the heading of a section.
func classOf(n *node) class {
	head := n.text
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
	found, at := unknown, len(head)
	hasTasks := false
	for _, v := range vocabulary {
		i := strings.Index(head, v.word)
		if i < 0 {
			continue
		}
		hasTasks = hasTasks || v.class == tasks
		if i < at {
			found, at = v.class, i
		}
	}
	if found == aims && hasTasks && !strings.HasPrefix(head[at:], "yeu cau nhiem vu") {
		return mixed
	}
	return found
}

// classInside reads a heading inside a section of tasks, where an area or an
// item may well use the same words: only a heading that begins with them and
// says hardly anything else is one.
func classInside(n *node) class {
	head, _, _ := strings.Cut(n.text, ":")
	words := strings.Fields(head)
	if len(words) > 9 || !isHeading(head) || n.marker.style == labelled {
		return unknown
	}
	head = viet.Fold(head)
	for _, v := range vocabulary {
		if !strings.HasPrefix(head, v.word) {
			continue
		}
		rest := strings.Fields(head[len(v.word):])
		switch v.class {
		case aims, organisation, appendix:
			if len(rest) <= 4 || onlyFiller(rest) {
				return v.class
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

// isClosing recognises the paragraphs that end a plan or a section and belong
// to no item.
func isClosing(t string) bool {
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

// sections finds where the tasks stand. Every node under root is looked at
// from the outside in: a section whose own subsections say "tasks" is opened.
func sections(root *node) (found []*node, byName bool) {
	for _, want := range []class{tasks, mixed} {
		if found = withClass(root, want); len(found) > 0 {
			return found, true
		}
	}
	// Nothing is called tasks: whatever has no name of another kind.
	rest := &node{paras: root.paras, line: root.line}
	for _, c := range root.children {
		if classOf(c) == unknown {
			rest.children = append(rest.children, c)
		}
	}
	if len(rest.children) == 0 {
		// A plan may be nothing but the division of work among units.
		for _, c := range withClass(root, organisation) {
			if gives(c) {
				found = append(found, c)
			}
		}
		return found, len(found) > 0
	}
	return []*node{rest}, false
}

func withClass(n *node, want class) []*node {
	var found []*node
	for _, c := range n.children {
		is := classOf(c)
		if is == tasks || is == mixed || is == unknown {
			if outer(c) {
				if inner := withClass(c, want); len(inner) > 0 {
					found = append(found, inner...)
					continue
				}
			}
		}
		if is == want && !isLeaf(c) {
			found = append(found, c)
		}
	}
	return found
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

// gives says that a section divides work by unit: a unit's name over a list.
func gives(n *node) bool {
	for _, c := range n.children {
		if len(c.children) > 0 && isUnit(strings.TrimRight(c.text, ":. ")) {
			return true
		}
	}
	return false
}
