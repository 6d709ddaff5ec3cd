package planfile

// reader turns the outline of a plan into areas, tasks and targets.
type reader struct {
	doc      Document
	problems problems
	blocks   []block
	roles    []role          // of every block
	codes    map[string]bool // of areas ("a:1") and tasks ("1.1")
	clauses  []clause        // of the section on organisation
	section1 string          // the printed number of the first section with tasks
	full     bool            // MaxTasks reached
	tabled   bool            // tables of the document hold tasks
	inRows   map[string]bool // what the rows of its tables say (folded)
}

func (r *reader) read(root *node) {
	for _, b := range root.paras {
		r.is(b, introduces)
	}
	r.collectAims(root)
	f := sections(root)
	for _, s := range f.tasks {
		r.section(s)
	}
	if f.guessed && len(r.doc.Tasks) > 0 {
		r.problems.warn(0, "no_section", nil)
	}
	if len(r.doc.Tasks) == 0 {
		r.problems.add(0, Error, "no_tasks", nil)
	}
	for _, c := range f.likely {
		r.problems.warn(c.line, "section_guessed", Args{"title": cutWords(c.text, 80)})
	}
	for _, c := range f.unsure {
		r.skip(c, "section_skipped", Args{"title": cutWords(c.text, 80)})
	}
	r.others(root)
	uniqueTitles(r.doc.Tasks)
	r.clauses = organisationClauses(root)
	r.knownSubjects()
	r.bracketLeads()
	suggest(&r.doc, r.clauses)
}

// collectAims reads the targets of the sections of aims.
func (r *reader) collectAims(n *node) {
	for _, c := range n.children {
		switch classOf(c) {
		case aims:
			r.aims(c, "")
		case mixed:
			for _, inner := range c.children {
				if classInside(inner) == aims {
					r.aims(inner, "")
				}
			}
		case unknown, tasks:
			if outer(c) {
				r.collectAims(c)
			}
		}
	}
}

// aims reads every text of a branch for targets.
func (r *reader) aims(n *node, area string) {
	r.branch(n, aimsAt)
	var walk func(n *node)
	walk = func(n *node) {
		r.targets(n.text, area, true)
		for _, b := range n.paras {
			r.targets(b.text, area, true)
		}
		for _, c := range n.children {
			walk(c)
		}
	}
	walk(n)
}

func (r *reader) targets(t, area string, aim bool) {
	if left := MaxTasks - len(r.doc.Targets); left > 0 {
		found := findTargets(t, area, aim)
		r.doc.Targets = append(r.doc.Targets, found[:min(len(found), left)]...)
	}
}
