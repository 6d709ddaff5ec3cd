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

// planTypes is how many of them, from the first, are plans.
const planTypes = 4

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
	start, titled := 0, typedTitle(lines)
	for i, l := range lines {
		m, rest := l.mark, l.rest
		if start > 0 && !isPlanAttached(lines, i) {
			continue
		}
		if m.style != none && m.style <= dotted && !isTitle(rest) && start == 0 && i < 60 && i > 12 {
			break
		}
		if isTitle(l.text) && i >= titled && (i < 80 || start > 0) {
			start = titleEnd(lines, i)
		} else if start == 0 && i >= 80 {
			break
		}
	}
	if at := untypedTitle(lines); start == 0 && at > 0 {
		start = titleEnd(lines, at)
	}
	end := tailStart(lines, start)
	return lines[:start], lines[start:end], lines[end:]
}

// isPlanAttached says that a second plan begins at i, after the recipients of
// the decision above it.
func isPlanAttached(lines []line, i int) bool {
	if !isCapitals(lines[i].text) || i+5 >= len(lines) || !hasRecipients(lines[max(0, i-40):i]) {
		return false
	}
	for _, d := range documentTypes[:planTypes] {
		if strings.HasPrefix(lines[i].text, d) {
			return true
		}
	}
	return false
}

func hasRecipients(lines []line) bool { return recipientsAt(lines) < len(lines) }

func recipientsAt(lines []line) int {
	for i, l := range lines {
		if isRecipients(l.text) {
			return i
		}
	}
	return len(lines)
}

func isRecipients(t string) bool {
	return strings.HasPrefix(t, "Nơi nhận") || strings.HasPrefix(t, "NƠI NHẬN")
}

// titleEnd is the index after the last line of the title that begins at i. A
// title goes on over short lines up to the year that the plan is for.
func titleEnd(lines []line, i int) int {
	j := i + 1
	dated := anyYear.MatchString(lines[i].text)
	for ; j < len(lines) && j < i+6; j++ {
		t := lines[j].text
		m := lines[j].mark
		switch {
		case m.style != none && (m.style < small || m.style == dotted || m.style == bullet), strings.HasPrefix(t, "Căn cứ"), strings.HasPrefix(t, "("), endsSentence(t), lines[j].width > 90:
			return j
		case j > i+1 && isCapitals(t) && classOf(&node{block: block{text: t}}) != unknown:
			return j
		case j == i+1, isCapitals(t) && isCapitals(lines[j-1].text), startsLower(t) && lines[j-1].width < 70:
		case !dated && endsInYear.MatchString(t) && lines[j-1].width < 75:
		default:
			return j
		}
		dated = dated || anyYear.MatchString(t)
		if lines[j].width > 75 && dated {
			return j + 1
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
		if isPost(lines[i].text) && isSigned(lines[i+1:]) {
			return i
		}
	}
	return len(lines)
}

// isSigned says that a name follows a post, under other posts and signs.
func isSigned(lines []line) bool {
	for _, l := range lines {
		if isName(l.text) {
			return true
		}
		if !isSignature(l.text) {
			return false
		}
	}
	return false
}

func isSignature(t string) bool {
	return isPost(t) || isName(t) || strings.HasPrefix(t, "(") && strings.Contains(strings.ToLower(t), "ký")
}

var posts = regexp.MustCompile(`^(?:T/?M\.? |K/?T\.? ?|TL\.? ?|TUQ\.? ?|Q\. ?|DUYỆT|NGƯỜI LẬP|TM\.)|GIÁM ĐỐC|CHỦ TỊCH|TRƯỞNG|CHÁNH |BÍ THƯ|VIỆN TRƯỞNG|CHỦ NHIỆM|TỔNG BIÊN TẬP|CHỈ HUY|CHÍNH ỦY`)

// isPost recognises the post that stands above a signature.
func isPost(t string) bool { return len(t) < 90 && isCapitals(t) && posts.MatchString(t) }

// ranks stand before the name of an officer.
var ranks = regexp.MustCompile(`^(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy|uý) `)

// isName recognises a person's name: two to six words that begin with capitals.
func isName(t string) bool {
	t = ranks.ReplaceAllString(t, "")
	words := strings.Fields(t)
	if len(words) < 2 || len(words) > 7 || startsUnit(t) && words[0] != "Đoàn" && words[0] != "Phó" || strings.ContainsAny(t, ":;,/0123456789") {
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
	dateLine   = regexp.MustCompile(`(?i)ngày\s*(\d{1,2})\s*(?:tháng|/)\s*(\d{1,2})\s*(?:năm|/)\s*(\d{4})\s*$`)
	yearWords  = regexp.MustCompile(`(?i)năm(?: học)?\s+(\d{4})`)
	anyYear    = regexp.MustCompile(`\b(20\d\d)\b`)
	endsInYear = regexp.MustCompile(`\b20\d\d(?:\s*[-–]\s*20\d\d)?$`)
)

// readHeader reads the letterhead, the title and the signature.
func readHeader(head, tail []line, p *problems) Header {
	var h Header
	var bodies []string
	var title []string
	untyped := untypedTitle(head)
	titled := typedTitle(head)
	for i, l := range head {
		if isTitle(l.text) && i >= titled {
			title = title[:0]
		}
		if isTitle(l.text) && i >= titled || i > 0 && i == untyped || len(title) > 0 {
			title = append(title, l.text)
			continue
		}
		for _, c := range columns(l.raw) {
			readLetterhead(&h, &bodies, c)
		}
		if h.Date == 0 && !strings.HasPrefix(l.text, "Căn cứ") {
			h.Date = printedDate(l.text)
		}
	}
	h.Parent, h.Issuer = bodiesAbove(bodies)
	h.Title = joinLines(title)
	if h.Signer = signer(tail); h.Signer == "" && hasRecipients(head) {
		h.Signer = signer(head[recipientsAt(head):]) // of the decision above the plan
	}
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
	case strings.HasPrefix(c, "CỘNG H"), strings.HasPrefix(c, "ĐẢNG CỘNG SẢN"), strings.HasPrefix(c, "ĐOÀN TNCS"), strings.HasPrefix(c, "ĐỘC LẬP"), strings.HasPrefix(c, "DỰ THẢO"), isUrgent(c):
	case isCapitals(c) || len(*bodies) > 0 && c == strings.ToUpper(c) && h.Number == "":
		*bodies = append(*bodies, c)
	}
}

// isUrgent recognises the stamps that say how fast a document must go.
func isUrgent(c string) bool {
	switch strings.Trim(c, " .:-*") {
	case "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HOẢ TỐC", "HỎA TỐC HẸN GIỜ", "HOẢ TỐC HẸN GIỜ":
		return true
	}
	return false
}

func printedDate(t string) workday.Date { return dateIn(dateLine, t) }

// dateIn reads the date whose day, month and year an expression finds.
func dateIn(e *regexp.Regexp, t string) workday.Date {
	m := e.FindStringSubmatch(t)
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

// bodyNouns begin the name of a body; placeWords go on with it.
var bodyNouns = []string{"SỞ ", "UBND", "ỦY BAN", "UỶ BAN", "PHÒNG ", "TRƯỜNG ", "BỆNH VIỆN", "TRUNG TÂM", "CHI CỤC", "CỤC ", "BAN ", "BỘ ",
	"VĂN PHÒNG", "THANH TRA", "CÔNG AN", "VIỆN ", "HỌC VIỆN", "TRẠM ", "ĐẢNG ", "TỈNH ỦY", "HUYỆN ỦY", "CÔNG TY", "TỔNG ", "HỘI ",
	"ĐỒN ", "ĐỘI ", "HẠT ", "XÍ NGHIỆP", "NHÀ MÁY", "KHO ", "QUỸ ", "ĐÀI ", "BÁO ", "LIÊN ", "MẶT TRẬN", "ĐOÀN ", "CÔNG ĐOÀN", "TÒA ",
	"TOÀ ", "NGÂN HÀNG", "BẢO HIỂM", "TRẠI ", "THƯ VIỆN", "BẢO TÀNG", "CHI BỘ", "CHI NHÁNH", "ĐẠI HỌC", "HỘI ĐỒNG", "VƯỜN ", "TẬP ĐOÀN"}

var placeWords = []string{"TỈNH", "THÀNH PHỐ", "TP", "HUYỆN", "QUẬN", "THỊ ", "XÃ ", "PHƯỜNG", "KHU VỰC", "VÀ ", "- ", "– ", "CÁC ", "SỐ ", "(", "CẤP "}

// bodiesAbove parts the lines of the letterhead: the issuer begins at the last
// line that begins like the name of a body. Where none of two does, the second
// is the issuer, unless it goes on with the first.
func bodiesAbove(lines []string) (parent, issuer string) {
	at := 0
	for i, l := range lines {
		if beginsWith(l, bodyNouns) {
			at = i
		}
	}
	if len(lines) == 2 && at == 0 && !beginsWith(lines[1], placeWords) && endsBody(lines[0]) {
		at = 1
	}
	return strings.Join(lines[:at], " "), strings.Join(lines[at:], " ")
}

// endsBody says that a name is whole: it ends in its place.
func endsBody(l string) bool {
	for _, p := range placeWords[:8] {
		if i := strings.LastIndex(l, p); i > 0 && len(l) > i+len(p)+2 {
			return true
		}
	}
	return false
}

func beginsWith(l string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(l+" ", w) {
			return true
		}
	}
	return false
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
