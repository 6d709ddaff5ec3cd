package planfile

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"dondoc/workday"
)

var documentTypes = []string{"KẾ HOẠCH", "CHƯƠNG TRÌNH", "ĐỀ ÁN", "PHƯƠNG ÁN", "QUYẾT ĐỊNH", "NGHỊ QUYẾT", "CHỈ THỊ", "HƯỚNG DẪN", "THÔNG BÁO"}

// isTitle recognises the line that names the type of the document.
func isTitle(t string) bool {
	if t == "Kế hoạch" || t == "Chương trình" {
		return true
	}
	if !isCapitals(t) {
		return false
	}
	for _, d := range documentTypes {
		if strings.HasPrefix(t, d) {
			return true
		}
	}
	return false
}

// parts cuts a document into letterhead with title, body, and what stands from
// the recipients or the signature on. Of a decision and the plan that goes
// with it, the plan is read.
func parts(lines []line) (head, body, tail []line) {
	start := 0
	for i, l := range lines {
		m, rest := readMarker(l.text)
		if start > 0 && !isPlanAttached(lines, i) {
			continue
		}
		if m.style != none && m.style <= dotted && !isTitle(rest) && start == 0 && i < 60 && i > 12 {
			break
		}
		if isTitle(l.text) && (i < 80 || start > 0) {
			start = titleEnd(lines, i)
		} else if start == 0 && i >= 80 {
			break
		}
	}
	end := tailStart(lines, start)
	return lines[:start], lines[start:end], lines[end:]
}

// isPlanAttached says that a second plan begins at i, after the recipients of
// the decision above it.
func isPlanAttached(lines []line, i int) bool {
	return isCapitals(lines[i].text) && strings.HasPrefix(lines[i].text, "KẾ HOẠCH") && i+5 < len(lines) &&
		hasRecipients(lines[max(0, i-40):i])
}

func hasRecipients(lines []line) bool {
	for _, l := range lines {
		if isRecipients(l.text) {
			return true
		}
	}
	return false
}

func isRecipients(t string) bool {
	return strings.HasPrefix(t, "Nơi nhận") || strings.HasPrefix(t, "NƠI NHẬN")
}

// titleEnd is the index after the last line of the title that begins at i.
func titleEnd(lines []line, i int) int {
	j := i + 1
	for ; j < len(lines) && j < i+6; j++ {
		t := lines[j].text
		m, _ := readMarker(t)
		switch {
		case m.style != none && m.style < small, strings.HasPrefix(t, "Căn cứ"), strings.HasPrefix(t, "("), endsSentence(t):
			return j
		case j > i+1 && isCapitals(t) && classOf(&node{text: t}) != unknown:
			return j
		case j == i+1, isCapitals(t) && isCapitals(lines[j-1].text), startsLower(t) && lines[j-1].width < 70:
		default:
			return j
		}
		if lines[j].width > 75 {
			return j // a paragraph has begun
		}
	}
	return j
}

// tailStart is the index of the recipients or of the signature.
func tailStart(lines []line, start int) int {
	for i := start; i < len(lines); i++ {
		if isRecipients(lines[i].text) {
			for i > start+1 && isSignature(lines[i-1].text) {
				i--
			}
			return i
		}
	}
	for i := max(start, len(lines)-40); i < len(lines); i++ {
		if isPost(lines[i].text) {
			return i
		}
	}
	return len(lines)
}

func isSignature(t string) bool { return isPost(t) || isName(t) || t == "(Đã ký)" }

var posts = regexp.MustCompile(`^(?:TM\.|KT\.|TL\.|TUQ\.|Q\.|PHÓ |GIÁM ĐỐC|CHỦ TỊCH|HIỆU TRƯỞNG|TRƯỞNG (?:PHÒNG|BAN|TRẠM|KHOA|ĐƠN VỊ)|THỦ TRƯỞNG|CHÁNH |VIỆN TRƯỞNG|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|BÍ THƯ|NGƯỜI LẬP|DUYỆT)`)

// isPost recognises the post that stands above a signature.
func isPost(t string) bool { return len(t) < 90 && isCapitals(t) && posts.MatchString(t) }

// isName recognises a person's name: two to six words that begin with capitals.
func isName(t string) bool {
	words := strings.Fields(t)
	if len(words) < 2 || len(words) > 7 || startsUnit(t) || strings.ContainsAny(t, ":;,/0123456789") {
		return false
	}
	plain := 0
	for _, w := range words {
		if strings.HasSuffix(w, ".") || isCapitals(w) {
			continue // "ThS.", "BSCKII."
		}
		runes := []rune(w)
		if !unicode.IsUpper(runes[0]) {
			return false
		}
		for _, r := range runes[1:] {
			if !unicode.IsLower(r) {
				return false
			}
		}
		plain++
	}
	return plain >= 2
}

var (
	numberLine = regexp.MustCompile(`(?i)^số\s*:?\s*(\d+[a-z]?\s*[/-]\s*[\p{L}\d&.-]+(?:\s*[/-]\s*[\p{L}\d&.-]+)*)`)
	dateLine   = regexp.MustCompile(`(?i)ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})`)
	yearWords  = regexp.MustCompile(`(?i)năm(?: học)?\s+(\d{4})`)
	anyYear    = regexp.MustCompile(`\b(20\d\d)\b`)
)

// readHeader reads the letterhead, the title and the signature.
func readHeader(head, tail []line, p *problems) Header {
	var h Header
	var bodies []string
	var title []string
	for _, l := range head {
		if isTitle(l.text) {
			title = title[:0]
		}
		if isTitle(l.text) || len(title) > 0 {
			title = append(title, l.text)
			continue
		}
		for _, c := range columns(l.raw) {
			readLetterhead(&h, &bodies, c)
		}
		if h.Date == 0 {
			h.Date = printedDate(l.text)
		}
	}
	h.Parent, h.Issuer = bodiesAbove(bodies)
	h.Title = joinLines(title)
	h.Signer = signer(tail)
	h.Year = yearOf(h)
	if h.Number == "" {
		p.warn(0, "no_number", nil)
	}
	if h.Date == 0 {
		p.warn(0, "no_date", nil)
	}
	if h.Year == 0 {
		p.warn(0, "no_year", nil)
	}
	return h
}

func readLetterhead(h *Header, bodies *[]string, c string) {
	switch {
	case numberLine.MatchString(c):
		if h.Number == "" {
			h.Number = strings.ReplaceAll(numberLine.FindStringSubmatch(c)[1], " ", "")
		}
	case strings.HasPrefix(c, "/"), strings.HasPrefix(c, "Số"), strings.HasPrefix(c, "SỐ"):
	case strings.HasPrefix(c, "CỘNG H"), strings.HasPrefix(c, "ĐẢNG CỘNG SẢN"), strings.HasPrefix(c, "ĐỘC LẬP"), strings.HasPrefix(c, "DỰ THẢO"):
	case isCapitals(c) || len(*bodies) > 0 && c == strings.ToUpper(c) && h.Number == "":
		*bodies = append(*bodies, c)
	}
}

func printedDate(t string) workday.Date {
	m := dateLine.FindStringSubmatch(t)
	if m == nil {
		return 0
	}
	d, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	y, _ := strconv.Atoi(m[3])
	if !workday.Valid(y, time.Month(month), d) {
		return 0
	}
	return workday.Of(y, time.Month(month), d)
}

var bodyNouns = []string{"SỞ ", "UBND", "ỦY BAN", "UỶ BAN", "PHÒNG ", "TRƯỜNG ", "BỆNH VIỆN", "TRUNG TÂM", "CHI CỤC", "CỤC ", "BAN ", "BỘ ",
	"VĂN PHÒNG", "THANH TRA", "CÔNG AN", "VIỆN ", "HỌC VIỆN", "TRẠM ", "ĐẢNG ", "TỈNH ỦY", "HUYỆN ỦY", "CÔNG TY", "TỔNG ", "HỘI "}

// bodiesAbove parts the lines of the letterhead: the issuer begins at the last
// line that begins like the name of a body.
func bodiesAbove(lines []string) (parent, issuer string) {
	at := 0
	for i, l := range lines {
		for _, noun := range bodyNouns {
			if strings.HasPrefix(l+" ", noun) {
				at = i
			}
		}
	}
	return strings.Join(lines[:at], " "), strings.Join(lines[at:], " ")
}

// yearOf is the year in the title, else that of the date.
func yearOf(h Header) int {
	for _, re := range []*regexp.Regexp{yearWords, anyYear} {
		if m := re.FindStringSubmatch(h.Title); m != nil {
			y, _ := strconv.Atoi(m[1])
			if y >= 1990 && y < 2100 {
				return y
			}
		}
	}
	if h.Date != 0 {
		return h.Date.Year()
	}
	return 0
}

// signer is the name under the first post of the tail.
func signer(tail []line) string {
	below := 0
	for i, l := range tail {
		if below > 0 && i > below+16 {
			break
		}
		for _, c := range columns(l.raw) {
			if isPost(c) {
				below = max(i, 1)
			} else if below > 0 && isName(c) {
				return c
			}
		}
	}
	if below == 0 {
		return ""
	}
	for i := min(len(tail)-1, below); i >= 0; i-- {
		if isName(tail[i].text) {
			return tail[i].text
		}
	}
	return ""
}
