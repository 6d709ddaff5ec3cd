package planfile

// role is what a paragraph of the body was read as. Every paragraph has one in
// the end, so that nothing is lost without a word.
type role uint8

const (
	unread role = iota
	heads       // the heading of a section, an area or a group
	introduces
	isTaskText // a task, or a detail of one
	states     // the lead, the deadline … of a task
	aimsAt     // aims, read for targets
	organises  // who does what, read for suggestions; an appendix
	besides    // bases, money, effect: no part of the work
	skipped    // left out, with a warning
)

func (r *reader) is(b block, as role) {
	if b.id >= 0 {
		r.roles[b.id] = as
	}
}

// branch gives everything under n a role; what has one keeps it.
func (r *reader) branch(n *node, as role) {
	if n.id >= 0 && r.roles[n.id] == unread {
		r.roles[n.id] = as
	}
	for _, b := range n.paras {
		if r.roles[b.id] == unread {
			r.roles[b.id] = as
		}
	}
	for _, c := range n.children {
		r.branch(c, as)
	}
}

// skip leaves a branch out with a warning.
func (r *reader) skip(n *node, code string, args Args) {
	r.branch(n, skipped)
	r.problems.warn(n.line, code, args)
}

// others gives the sections beside those of the tasks their roles. What is
// left over then has been missed, and is a warning each.
func (r *reader) others(root *node) {
	for _, c := range root.children {
		switch classOf(c) {
		case organisation, appendix:
			r.branch(c, organises)
		case aside, aims:
			r.branch(c, besides)
		default:
			if r.roles[c.id] == unread && (!isLeaf(c) || classOf(c) != unknown) {
				r.is(c.block, heads)
				for _, b := range c.paras {
					r.is(b, introduces)
				}
			}
			r.others(c)
		}
	}
}

// missed warns of every paragraph without a role.
func (r *reader) missed() {
	for _, b := range r.blocks {
		if r.roles[b.id] == unread {
			r.roles[b.id] = skipped
			r.problems.warn(b.line, "item_skipped", Args{"text": cutWords(b.text, 60)})
		}
	}
}
