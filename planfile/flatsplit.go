package planfile

import (
	"regexp"
	"slices"
	"strings"

	"dondoc/viet"
)

// longestFlatCell is how many words a cell that names units or a time has at most.
const longestFlatCell = 16

// mostFlatTokens is how many words a row has at most that is parted.
const mostFlatTokens = 100

// flatSplitter parts the tokens of a row between its columns, so that as many of
// them as can be hold what they should.
type flatSplitter struct {
	tokens  []string
	columns []column
	whole   bool // a token is a cell, or a line of one
	best    map[[2]int]flatCut
}

// flatCut is the best way to fill the columns from one on with the tokens from one
// on.
type flatCut struct {
	worth float64
	end   int // of the first of these columns
}

// impossibleCut is less than any cut is worth.
const impossibleCut = -1e6

// flatSplit returns the text of each column, and how well the columns are filled.
func flatSplit(tokens []string, columns []column, whole bool) (out []string, worth float64) {
	s := &flatSplitter{tokens: tokens, columns: columns, whole: whole, best: map[[2]int]flatCut{}}
	out = make([]string, len(columns))
	if len(tokens) <= mostFlatTokens {
		worth = s.cut(0, 0).worth
	}
	if len(tokens) > mostFlatTokens || worth <= impossibleCut/2 {
		out[0] = strings.Join(tokens, " ")
		return out, 0
	}
	at := 0
	for c := range columns {
		end := s.cut(c, at).end
		if out[c] = strings.Join(tokens[at:end], " "); noValue(out[c]) {
			out[c] = ""
		}
		at = end
	}
	return out, worth
}

func (s *flatSplitter) cut(c, at int) flatCut {
	switch {
	case c == len(s.columns) && at == len(s.tokens):
		return flatCut{}
	case c == len(s.columns):
		return flatCut{worth: impossibleCut}
	}
	key := [2]int{c, at}
	if known, ok := s.best[key]; ok {
		return known
	}
	best := flatCut{worth: impossibleCut}
	for end := at; end <= s.last(c, at); end++ {
		w := s.worth(c, at, end)
		if w <= impossibleCut/2 {
			continue
		}
		if w += s.cut(c+1, end).worth; w > best.worth {
			best = flatCut{w, end}
		}
	}
	s.best[key] = best
	return best
}

// last is the greatest end of a column that begins at a token.
func (s *flatSplitter) last(c, at int) int {
	switch s.columns[c].is {
	case isLead, isBoth, isSupport, isDue, isMonth, isPeriodDue:
		return min(len(s.tokens), at+longestFlatCell)
	}
	return len(s.tokens)
}

// worth says how well the tokens from at to end fill a column.
func (s *flatSplitter) worth(c, at, end int) float64 {
	text := strings.Join(s.tokens[at:end], " ")
	empty := end == at || noValue(text)
	switch s.columns[c].is {
	case isTaskColumn:
		if end == at {
			return impossibleCut
		}
		return 0.01 * float64(end-at)
	case isLead, isBoth, isSupport:
		switch {
		case empty && s.columns[c].is == isSupport:
			return 0.3
		case empty:
			return 0
		case strings.HasSuffix(text, ";"), strings.HasSuffix(text, ","):
			return impossibleCut // it goes on
		case !s.whole && end < len(s.tokens) && cutsNoun(s.tokens[end-1]+" "+s.tokens[end]):
			return impossibleCut
		case s.columns[c].is == isLead && beginsAny(text, outsideNouns) && oneCellOfUnits(text):
			return 1 // likelier the end of the task
		case oneCellOfUnits(text):
			return 3 + 0.02*float64(end-at)
		case s.whole && end == at+1 && len(strings.Fields(text)) <= longestSubject && startsUpper(text) && !mayBeginTime(text):
			return 0.5 // a name that nobody knows
		case s.columns[c].is == isSupport && end-at <= 4 && isCapitalised(s.tokens[at:end]) && !isTime(text):
			return 0.5 // between a unit and a time
		}
	case isDue, isMonth, isPeriodDue:
		switch {
		case empty:
			return 0
		case !mayBeginTime(s.tokens[at]), at > 0 && !startsUpper(text) && bindsTime(s.tokens[at-1]):
			return impossibleCut
		case isTime(text):
			return 4 + 0.02*float64(end-at)
		case isFlatTime(text):
			return 2
		}
	default: // a text of any kind, which only other columns can part from the task
		if empty {
			return 0.2
		}
		if !s.whole && c > 0 && s.columns[c-1].is == isTaskColumn {
			return impossibleCut
		}
		return -0.05 * float64(end-at)
	}
	return impossibleCut
}

// outsideNouns begin the names of bodies that seldom lead the work of an office.
var outsideNouns = []string{"ngân hàng", "kho bạc", "doanh nghiệp", "công ty"}

// cutsNoun says that two words are the noun of the next cell.
func cutsNoun(two string) bool { return resultHeads[two] || slices.Contains(cellNouns, two) }

// isCapitalised says that a name may be that of a body nobody knows by its noun: "Hạt
// Kiểm ngư".
func isCapitalised(words []string) bool {
	upper := 0
	for _, w := range words {
		if startsUpper(w) {
			upper++
		}
		if timeHeads[w] || countedTimes[w] || strings.ContainsAny(w, "0123456789") {
			return false
		}
	}
	return startsUpper(words[0]) && upper >= 2
}

// cellNouns begin a name in a cell, with a capital.
var cellNouns = []string{"Phòng", "Ban", "Khoa", "Đội", "Trung tâm", "Chi cục", "Văn phòng", "Xí nghiệp", "Thanh tra", "P.", "XN", "TT", "VP", "CC", "NM", "BM", "Trạm", "Hạt", "Tổ"}

// timeHeads begin a time in a cell, with a capital; countedTimes do so before a
// number.
var (
	timeHeads    = wordSet("Trước|Sau|Hàng|Hằng|Thường|Chậm|Từ|Khi|Theo|Cả|Đến|Hết|Trong|Mỗi|Đầu|Cuối|Giữa|Ngay|Xong|Các")
	countedTimes = wordSet("Tháng|Quý|Ngày|Năm|Tuần|Định|T")
	countedTime  = regexp.MustCompile(`^\p{L}+ (?:\d|[IVX]+\b|kỳ)`)
)

// bindsTime says that a word belongs to a number behind it: "Tuần 3 tháng 7" is not
// the third of July.
func bindsTime(word string) bool {
	switch viet.Fold(word) {
	case "tuan", "thu", "ngay", "thang", "quy", "truoc", "sau", "ngoai", "tru", "tu", "so", "dot", "ky", "lan", "khong":
		return true
	}
	return false
}

// mayBeginTime says that a time may begin with a token, so that only those are read
// as times.
func mayBeginTime(token string) bool {
	first := strings.ToLower(strings.Trim(nextWord(token), "(\"“,;"))
	return timeWords[first] || unclearTimes[first] || otherTimes[first] || strings.ContainsAny(first, "0123456789")
}

var otherTimes = wordSet("chậm|muộn|trễ|định|thời|bắt|tới|hoàn|cả|tx|thường|nửa|chủ|thứ|ngay|quí|q|không|suốt|quanh|liên|trong|từ|sáu|ba|chín|hai|mỗi|xong|kỳ|các|tháng|dự|năm")

// resultHeads begin what a task gives, in a cell behind those of units.
var resultHeads = wordSet("Báo cáo|Quyết định|Kế hoạch|Quy trình|Tờ trình|Văn bản|Danh sách|Biên bản|Đề án|Nghị quyết|Hồ sơ|Công văn|Thông báo|Quy chế|Phương án|Danh mục|Hợp đồng|Hướng dẫn|Tài liệu|Sản phẩm|Phần mềm|Giấy")

// oneCellOfUnits says that words are the names of units, each parted from the next
// by a stop or "và": two names side by side are two cells.
func oneCellOfUnits(text string) bool {
	if !isUnit(text) && !isShortUnit(text) && !soleShorts[text] && !isListOfUnits(text) {
		return false
	}
	for _, name := range splitUnits(text) {
		words := strings.Fields(name)
		for i := 1; i < len(words); i++ {
			two := words[i] + " " + strings.Join(words[i+1:min(i+2, len(words))], "")
			switch {
			case (resultHeads[two] || resultHeads[words[i]]) && (i > 1 || two != "Kế hoạch"): // "Phòng Kế hoạch" is a name
				return false
			case timeHeads[words[i]], countedTimes[words[i]] && (i == len(words)-1 || countedTime.MatchString(two)):
				return false
			case gluedNoun.MatchString(words[i]):
				return false
			case words[i-1] != "-" && (slices.Contains(cellNouns, words[i]) || slices.Contains(cellNouns, two)):
				return false
			}
		}
	}
	return true
}

// isListOfUnits says that every part of a list between stops is the name of a unit.
func isListOfUnits(t string) bool {
	parts := strings.Split(t, ";")
	for _, part := range parts {
		if part = strings.TrimSpace(part); !isUnit(part) && !isShortUnit(part) && !soleShorts[part] {
			return false
		}
	}
	return len(parts) > 1
}

// gluedNoun begins a name in a word of its own: "Phòng Kiểm tra P.KHTC" are two.
var gluedNoun = regexp.MustCompile(`^(?:P|TT|XN|NM|CC|TP)\.\p{Lu}`)

// soleShorts are abbreviations of units that every office has one of.
var soleShorts = wordSet("VP|BGH|BGĐ|VPĐU|VPUB|TTr")

// isShortUnit takes an abbreviation that begins as those of units do, with the place
// behind it: "TTVHĐA tỉnh".
func isShortUnit(t string) bool {
	first, rest, _ := strings.Cut(t, " ")
	if len([]rune(first)) < 4 || !isShortName(first) || rest != "" && !nameGoesOn[rest] {
		return false
	}
	return beginsWith(first, []string{"P", "TT", "VP", "XN", "BQL", "BCH", "CC", "NM"})
}
