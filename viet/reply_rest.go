package viet

// restAt reads "còn lại", "các việc khác": the lines that the message does not
// name. "còn lại" alone may be the rest of one task: then it belongs to what
// was said before.
func (c *cutter) restAt(seg []token, i int, p *piece) found {
	j := i
	switch wordAt(seg, j) {
	case "cac", "nhung", "may", "so":
		j++
	}
	noun := j
	for taskWord(seg, j) > 0 {
		j += taskWord(seg, j)
	}
	if wordAt(seg, j) == "cong" && wordAt(seg, j+1) == "viec" {
		j += 2
	}
	sure := j > noun
	switch {
	case wordAt(seg, j) == "con" && wordAt(seg, j+1) == "lai":
		j += 2
	case sure && wordAt(seg, j) == "khac":
		j++
	default:
		return found{}
	}
	for wordAt(seg, j) == "deu" || wordAt(seg, j) == "thi" || wordAt(seg, j) == "la" {
		j++
	}
	if j < len(seg) && !stateFollows(seg, j) && !dateFollows(seg, j) && !percentFollows(seg, j) && !isMark(seg[j]) {
		return found{}
	}
	doubt := false
	if !sure {
		lines := false
		if lines, doubt = c.restOfLines(p); !lines {
			return found{}
		}
	}
	behind := len(p.refs) > 0 && !hasWords(p.tokens) // "3 còn lại"
	if behind && len(c.excepted) == 0 {
		return found{}
	}
	return found{refs: []Ref{{Kind: RefRest}}, n: j - i, doubt: doubt, rest: behind}
}

// restOfLines reports whether "còn lại" is the rest of the lines, and not of
// the one task of which a part was said. It is in doubt after a percent of one
// line: "1 80%, còn lại chưa làm".
func (c *cutter) restOfLines(p *piece) (lines, doubt bool) {
	if len(c.excepted) > 0 || len(p.except) > 0 {
		return true, false
	}
	named, lastOne := 0, p
	for i := range c.pieces {
		if len(c.pieces[i].refs) > 0 {
			named++
			if len(p.refs) == 0 {
				lastOne = &c.pieces[i]
			}
		}
	}
	if len(p.refs) > 0 {
		named++
	}
	if named != 1 {
		return named > 1, false
	}
	said := lastOne.tokens[:min(len(lastOne.tokens), longestClause)]
	for _, h := range chatLexicon.scan(said) {
		if h.signal == sigLimit || h.signal == sigDraft {
			return false, false
		}
	}
	for i := range said {
		doubt = doubt || isPercent(said, i)
	}
	return true, doubt || lastOne.bare
}

// exceptAt reads what is left out: "trừ việc 2", "ngoài 2 và 3 ra thì".
func exceptAt(seg []token, i int) found {
	j := i
	switch t := tokenAt(seg, j); {
	case t.text == "trừ" || t.text == "tru":
		j++
	case t.fold == "ngoai":
		if j++; wordAt(seg, j) == "tru" {
			j++
		}
	default:
		return found{}
	}
	if wordAt(seg, j) == "ra" {
		j++
	}
	var f found
	for j < len(seg) {
		k := j
		for taskWord(seg, k) > 0 {
			k += taskWord(seg, k)
		}
		t := tokenAt(seg, k)
		if code, n := codeAt(seg, k); n > 0 {
			f.except = append(f.except, Ref{Kind: RefCode, Code: code})
			k += n
		} else if t.kind == number && t.n >= 1 && t.n <= mostLines && !counted.has(tokenAt(seg, k+1)) && !isPercent(seg, k+1) {
			f.except = append(f.except, Ref{Kind: RefNumber, N: t.n})
			k++
		} else {
			break
		}
		j = k
		for w := wordAt(seg, j); w == "," || w == "va" || w == "voi" || w == "&"; w = wordAt(seg, j) {
			j++
		}
	}
	if len(f.except) == 0 {
		return found{}
	}
	for w := wordAt(seg, j); w == "ra" || w == "thi" || w == "deu"; w = wordAt(seg, j) {
		j++
	}
	f.n = j - i
	return f
}

// leaveOut gives a piece what it leaves out. What says only that waits for what
// is said of the rest, unless that was said before.
func (c *cutter) leaveOut(p piece, spoken bool) piece {
	general := len(p.refs) == 0 || len(p.refs) == 1 && (p.refs[0] == Ref{Kind: RefAll} || p.refs[0].Kind == RefRest)
	last := len(c.pieces) - 1
	switch {
	case len(p.except) == 0:
		if p.lineAfterExcept(c) {
			c.excepted = append(c.excepted, p.refs...)
			return piece{}
		}
		if general && spoken {
			p.refs, p.except, c.excepted = []Ref{{Kind: RefRest}}, c.excepted, nil
		}
	case general && (spoken || len(p.refs) > 0):
		p.refs, p.except, c.excepted = []Ref{{Kind: RefRest}}, addRefs(c.excepted, p.except), nil
	case general && last >= 0 && c.pieces[last].takesExcept():
		c.pieces[last].refs = []Ref{{Kind: RefRest}}
		c.pieces[last].except = append(c.pieces[last].except, p.except...)
		c.pieces[last].end = p.end
	case general:
		if len(c.pending) == 0 && len(c.excepted) == 0 {
			c.at = p.start
		}
		c.excepted = append(c.excepted, p.except...)
	default:
		p.refs = withoutRefs(p.refs, p.except)
	}
	return p
}

// lineAfterExcept reports whether a piece is "3" of "trừ 2, 3, còn lại xong".
func (p *piece) lineAfterExcept(c *cutter) bool {
	return len(c.excepted) > 0 && len(p.refs) > 0 && !hasWords(p.tokens) && p.refs[0].Kind != RefRest && p.refs[0].Kind != RefAll
}

// takesExcept reports whether a piece without a reference, or about all, says a
// state from which something may be left out.
func (p *piece) takesExcept() bool {
	if len(p.refs) == 1 && (p.refs[0].Kind == RefAll || p.refs[0].Kind == RefRest) {
		return true
	}
	if len(p.refs) > 0 {
		return false
	}
	for _, h := range chatLexicon.scan(p.tokens[:min(len(p.tokens), longestClause)]) {
		if h.signal == sigDone || h.signal == sigFull {
			return true
		}
	}
	return false
}

func withoutRefs(list, drop []Ref) []Ref {
	var kept []Ref
	for _, r := range list {
		if !hasRef(drop, r) {
			kept = append(kept, r)
		}
	}
	return kept
}

// correctionAt returns the length of words that take back what was said before
// them: "à nhầm", "ý là", "đính chính:"; zero if none stand at i.
func correctionAt(seg []token, i int) int {
	j := i
	switch wordAt(seg, j) {
	case "a", "ah", "o", "u", "chet", "noi", "ghi", "go", "viet", "nhan":
		j++
	}
	end := 0
	switch t := tokenAt(seg, j); {
	case t.text == "nhầm" || t.text == "nham" || t.text == "lộn":
		switch wordAt(seg, j-1) {
		case "giao", "gui", "chuyen", "bi", "khong", "chua", "hieu", "tinh", "bam", "nhap", "tich", "an", "chon", "danh":
			return 0
		}
		switch wordAt(seg, j+1) {
		case "nhom", "dau", "don", "phong", "nguoi", "cho", "may", "tin", "dia", "ten", "lan":
			return 0
		}
		end = j + 1
		if wordAt(seg, end) == "roi" {
			end++
		}
	case j == i && t.text == "ý" || j == i && t.text == "y":
		k := j + 1
		switch wordAt(seg, k) {
		case "em", "toi", "minh", "e":
			k++
		}
		if wordAt(seg, k) != "la" {
			return 0
		}
		end = k + 1
	case t.fold == "dinh" && wordAt(seg, j+1) == "chinh" || t.fold == "sua" && wordAt(seg, j+1) == "lai":
		if next := tokenAt(seg, j+2); i > 0 || next.fold != ":" && next.fold != "," && next.kind != number {
			return 0
		}
		end = j + 2
	default:
		return 0
	}
	for end < len(seg) && (isMark(seg[end]) || seg[end].fold == ":") {
		end++
	}
	return end - i
}

// mend puts a piece in place of what it takes back: the piece of the same task,
// else the one before; without words its task, without a task its words. Where
// several tasks were named before, it is not certain which is taken back.
func (c *cutter) mend(p piece, spoken bool) bool {
	if len(p.refs) == 0 && !spoken {
		return true
	}
	c.correct = false
	last := len(c.pieces) - 1
	if last < 0 || len(c.pending) > 0 {
		return false
	}
	p.mended = true
	at := last
	if len(p.refs) == 1 {
		for i := range c.pieces {
			if len(c.pieces[i].refs) == 1 && c.pieces[i].refs[0] == p.refs[0] {
				at = i
			}
		}
	}
	old := &c.pieces[at]
	switch {
	case len(p.refs) == 0:
		old.tokens, old.end, old.mended = p.tokens, p.end, true
	case !spoken:
		old.refs, old.end, old.mended = p.refs, p.end, true
	case len(old.refs) > 1:
		old.revoked = true
		c.pieces = append(c.pieces, p)
	default:
		*old = p
	}
	return true
}
