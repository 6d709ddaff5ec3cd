package word

// levelDef is one level of a list: how its paragraphs are numbered.
type levelDef struct {
	defined bool
	start   int
	format  string // "decimal", "upperRoman", "bullet"
	text    string // "%1.%2."
	restart int    // after which level, counted from 1, it begins again; 0 never, -1 after any
	legal   bool   // all numbers in it are printed as decimals
	style   string // of the paragraphs that stand on this level
	left    int    // indentation
}

type levelDefs [MaxLevel]levelDef

// abstractList is the definition that several lists share, with its numbers.
type abstractList struct {
	levels levelDefs
	link   string // a style whose list defines the levels
	count  [MaxLevel]int
	used   [MaxLevel]bool
}

// list is what paragraphs name as their list.
type list struct {
	abstract *abstractList
	own      map[int]levelDef // levels that it defines itself
	starts   map[int]int      // levels that begin anew where the list is first used
}

// numbering are the lists of a document, which count while it is read.
type numbering struct {
	lists map[string]*list
}

func readNumbering(c *container, s *styleSheet) (*numbering, error) {
	n := &numbering{lists: map[string]*list{}}
	name := c.one("numbering")
	if name == "" {
		return n, nil
	}
	x, _, err := c.open(name)
	if err != nil {
		return nil, err
	}
	abstracts := map[string]*abstractList{}
	names := map[string]string{} // of lists, to the abstract they name
	err = x.each(func(e element) error {
		switch {
		case e.name == "w:abstractNum" && len(abstracts) < maxStyles:
			a := &abstractList{}
			abstracts[e.attr("abstractNumId")] = a
			return a.read(x)
		case e.name == "w:num" && len(n.lists) < maxStyles:
			l := &list{own: map[int]levelDef{}, starts: map[int]int{}}
			n.lists[e.attr("numId")] = l
			return l.read(x, func(abstract string) { names[e.attr("numId")] = abstract })
		}
		return x.skip()
	})
	for id, l := range n.lists {
		l.abstract = abstracts[names[id]]
	}
	n.link(s)
	return n, err
}

// link gives an abstract that only names a style the levels of that style's list.
func (n *numbering) link(s *styleSheet) {
	for _, l := range n.lists {
		if l.abstract == nil || l.abstract.link == "" {
			continue
		}
		if other := n.lists[s.of(l.abstract.link).list]; other != nil && other.abstract != nil {
			l.abstract.levels = other.abstract.levels
		}
	}
}

func (a *abstractList) read(x *walk) error {
	return x.each(func(e element) error {
		switch e.name {
		case "w:lvl":
			level := e.number("ilvl", -1)
			l, err := readLevel(x)
			if level >= 0 && level < MaxLevel {
				a.levels[level] = l
			}
			return err
		case "w:numStyleLink":
			a.link = e.attr("val")
		}
		return x.skip()
	})
}

func (l *list) read(x *walk, abstract func(string)) error {
	return x.each(func(e element) error {
		switch e.name {
		case "w:abstractNumId":
			abstract(e.attr("val"))
		case "w:lvlOverride":
			level := min(max(e.number("ilvl", 0), 0), MaxLevel-1)
			return x.each(func(e element) error {
				switch e.name {
				case "w:startOverride":
					l.starts[level] = boundNumber(e.number("val", 1))
				case "w:lvl":
					own, err := readLevel(x)
					l.own[level] = own
					return err
				}
				return x.skip()
			})
		}
		return x.skip()
	})
}

func readLevel(x *walk) (levelDef, error) {
	l := levelDef{defined: true, start: 1, format: "decimal", restart: -1, left: noIndent}
	err := x.each(func(e element) error {
		switch e.name {
		case "w:start":
			l.start = boundNumber(e.number("val", 1))
		case "w:numFmt":
			l.format = e.attr("val")
		case "w:lvlText":
			if l.text = e.attr("val"); len(l.text) > 100 {
				l.text = ""
			}
		case "w:lvlRestart":
			l.restart = e.number("val", -1)
		case "w:isLgl":
			l.legal = e.on()
		case "w:pStyle":
			l.style = e.attr("val")
		case "w:pPr":
			return x.each(func(e element) error {
				if e.name == "w:ind" {
					l.left = indent(e)
				}
				return x.skip()
			})
		}
		return x.skip()
	})
	return l, err
}

// boundNumber keeps a number where it can be counted on from.
func boundNumber(n int) int { return min(max(n, 0), 30_000) }

func (l *list) level(i int) levelDef {
	if own, ok := l.own[i]; ok {
		return own
	}
	return l.abstract.levels[i]
}

// next counts a paragraph of a list and returns what is printed before it and
// its indentation; nothing for a paragraph of no list.
func (n *numbering) next(at numbered, style string) (Number, int) {
	l := n.lists[at.list]
	if l == nil || l.abstract == nil {
		return Number{}, noIndent
	}
	level := at.level
	if level < 0 {
		level = max(l.levelOf(style), 0)
	}
	def := l.level(level)
	if !def.defined {
		return Number{}, noIndent
	}
	l.count(level, def)
	if def.format == "bullet" {
		return l.sign(level, def), def.left
	}
	return l.number(level, def), def.left
}

// levelOf is the level that paragraphs of a style stand on, -1 for none.
func (l *list) levelOf(style string) int {
	for i := range MaxLevel {
		if style != "" && l.level(i).style == style {
			return i
		}
	}
	return -1
}

// count takes one step on a level, and lets the levels under it begin again.
func (l *list) count(level int, def levelDef) {
	a := l.abstract
	if start, ok := l.starts[level]; ok {
		delete(l.starts, level)
		a.count[level], a.used[level] = start, true
	} else if !a.used[level] {
		a.count[level], a.used[level] = def.start, true
	} else {
		a.count[level]++
	}
	for i := level + 1; i < MaxLevel; i++ {
		if r := l.level(i).restart; r < 0 || r > level {
			a.used[i] = false
		}
	}
}

// value is the number that a level shows.
func (l *list) value(level int) int {
	if !l.abstract.used[level] {
		return l.level(level).start // a level that no paragraph has stood on
	}
	return l.abstract.count[level]
}
