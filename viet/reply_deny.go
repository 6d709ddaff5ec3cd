package viet

// denied reports whether the end of work at hit k is not reached: "chưa" in
// its clause, "không" close before, or "đâu" after.
func (c *clause) denied(k int) bool {
	if c.deniedBefore(k) {
		return true
	}
	before := c.hits[k].at - c.at - 1
	if k > 0 && c.hits[k-1].signal == sigPast {
		before = c.hits[k-1].at - c.at - 1
	}
	if t := tokenAt(c.tokens, before); t.text == "đâu" || t.text == "dau" {
		return true // "đâu đã xong"
	}
	if j := k - 1; j > 0 && c.hits[j].signal == sigPast && c.hits[j-1].signal == sigNot && c.hits[j-1].end == c.hits[j].at {
		return true // "không phải đã xong"
	}
	if c.impossibleAfter(k) || c.mistaken(k) {
		return true
	}
	if i := c.hits[k].end - c.at; wordAt(c.tokens, i) == "dau" && !c.tokens[i].marked() {
		return true // "da xong dau" without its marks
	}
	for j, h := range c.hits {
		switch h.signal {
		case sigNotYet:
			return true
		case sigDenied:
			if j > k {
				return true
			}
		case sigWh:
			if j > k && wordAt(c.tokens, h.at-c.at) == "dau" {
				return true
			}
		}
	}
	return false
}

// impossibleAfter reports whether "không nổi", "không được" follows an end.
func (c *clause) impossibleAfter(k int) bool {
	if k+1 >= len(c.hits) || c.hits[k+1].signal != sigNot || c.hits[k+1].at != c.hits[k].end {
		return false
	}
	switch wordAt(c.tokens, c.hits[k+1].end-c.at) {
	case "noi", "duoc", "kip", "xue":
		return true
	}
	return false
}

// mistaken reports whether the end at hit k was forgotten, only meant, or pressed
// by mistake ("quên nộp rồi", "bấm nhầm đã xong"), or mocked ("đâu ra mà xong").
func (c *clause) mistaken(k int) bool {
	at := c.hits[k].at - c.at
	for i := at - 1; i >= 0 && i >= at-3; i-- {
		switch t := c.tokens[i]; t.text {
		case "quên", "quen", "tính", "tinh", "nhầm", "nham":
			return true
		case "định", "dinh":
			switch wordAt(c.tokens, i-1) {
			case "quyet", "quy", "nghi", "xac", "nhat", "on", "khang", "chi", "giam", "co", "kiem", "an", "nhan":
			default:
				return true
			}
		case "đâu", "dau":
			if wordAt(c.tokens, at-1) == "ma" {
				return true
			}
		}
	}
	return false
}

// limited reports whether a clause says that not the whole is done, or not
// yet: "sắp xong", "xong phần 1", "dự thảo xong", "sẽ xong", "nếu xong".
func (c *clause) limited(k int) bool {
	if c.leavesOut() || c.onlyThen(k) {
		return true
	}
	for j, h := range c.hits {
		switch h.signal {
		case sigLimit:
			if !c.bothCopies(h) {
				return true
			}
		case sigDraft, sigIf, sigFuture, sigOngoing, sigWait:
			return true
		case sigSometime:
			if !c.said() {
				return true
			}
		case sigAgain:
			if j > k {
				return true
			}
		}
	}
	return false
}

// onlyThen reports whether something hangs on the end at hit k, is asked of
// somebody, or is still to do: "xong mới nghỉ", "hoàn thành giúp em", "xong còn in".
func (c *clause) onlyThen(k int) bool {
	i := c.hits[k].end - c.at
	if w := wordAt(c.tokens, i); (w == "giup" || w == "gium") && !c.said() {
		return true
	}
	for ; i < len(c.tokens); i++ {
		next := wordAt(c.tokens, i+1)
		switch t := c.tokens[i]; t.text {
		case "mới", "moi":
			if before := wordAt(c.tokens, i-1); (i == c.hits[k].end-c.at || before == "roi") && next != "day" && next != "" {
				return true
			}
		case "còn", "con":
			if t.text == "con" && (anyMarked(c.tokens) || i != c.hits[k].end-c.at && wordAt(c.tokens, i-1) != "roi") {
				continue
			}
			switch wordAt(c.tokens, i-1) {
			case "khong", "chang", "dau", "ko":
				continue
			}
			switch next {
			case "gi", "nua", "lai", "hoi", "nhac", "ai", "":
			default:
				return true
			}
		}
	}
	return false
}

// leavesOut reports whether "tru" stands in a clause without its marks, and not as a part of "trụ sở" or "lưu trữ".
func (c *clause) leavesOut() bool {
	for i := range c.tokens {
		if c.tokens[i].text == "tru" && wordAt(c.tokens, i+1) != "so" {
			switch wordAt(c.tokens, i-1) {
			case "tam", "luu", "thuong", "cu", "noi", "du":
			default:
				return true
			}
		}
	}
	return false
}

// bothCopies reports whether "bản mềm" stands with the copy on paper: "bản giấy
// và bản mềm".
func (c *clause) bothCopies(h hit) bool {
	if wordAt(c.tokens, h.at-c.at) != "ban" || wordAt(c.tokens, h.at-c.at+1) != "mem" {
		return false
	}
	for i, t := range c.tokens {
		if t.fold == "ban" {
			switch wordAt(c.tokens, i+1) {
			case "giay", "cung", "chinh":
				return true
			}
		}
	}
	return false
}
