package viet

import "dondoc/workday"

type atomKind uint8

// The atoms of a deadline phrase.
const (
	atomUnknown    atomKind = iota // a word that no rule knows
	atomFiller                     // says nothing about the time
	atomBound                      // trước, chậm nhất, hết …
	atomFrom                       // từ
	atomTo                         // đến: a bound, or joins a range
	atomDash                       // joins a range
	atomList                       // , ; và: joins a list
	atomSlash                      // joins a list of the same kind
	atomOf                         // của
	atomPoint                      // a day, month, quarter, half or year
	atomNumber                     // a number alone: goes with its neighbours
	atomDay                        // "ngày 20" without a month
	atomMonthOf                    // "tháng cuối", "tháng đầu" of a period
	atomEvery                      // "hàng tháng", "2 lần/năm"
	atomUnit                       // "quý", "6 tháng", "năm" without a number
	atomReport                     // "kỳ báo cáo": the reform report's periods
	atomWeekday                    // "thứ Sáu"
	atomContinuous                 // "thường xuyên"
	atomRelative                   // "sau khi có …": takes the words that follow
	atomRounds                     // "02 đợt:": how many times a list has
)

// atom is one meaningful piece of a deadline phrase.
type atom struct {
	kind   atomKind
	before bool   // atomBound: excludes what follows
	whole  bool   // atomBound: "cả", all of what follows
	point  point  // atomPoint
	n      int    // atomNumber, atomDay, atomWeekday; atomMonthOf: 1 first, −1 last; atomEvery: its day; atomUnit: 1 of "1 năm"
	month  int    // atomEvery: its month, counted from 1; 0 when it is not said
	every  string // atomEvery, atomUnit: a workday.Every

	counted bool // atomRelative: a number of days from something
}

// phraseAtoms are the fixed words, folded. A longer phrase is tried first.
var phraseAtoms = newPhrases(map[string]atom{
	"truoc":     {kind: atomBound, before: true},
	"som hon":   {kind: atomBound, before: true},
	"cham nhat": {kind: atomBound}, "muon nhat": {kind: atomBound}, "tre nhat": {kind: atomBound},
	"khong qua": {kind: atomBound}, "khong muon hon": {kind: atomBound}, "khong cham hon": {kind: atomBound},
	"khong tre hon": {kind: atomBound}, "het": {kind: atomBound},
	"het gio lam viec": {kind: atomBound}, "cuoi gio lam viec": {kind: atomBound}, "het gio hanh chinh": {kind: atomBound},
	"truoc khi het gio lam viec": {kind: atomBound}, "trong": {kind: atomBound},
	"truoc hoac trong": {kind: atomBound}, "truoc va trong": {kind: atomBound}, "ca": {kind: atomBound, whole: true}, "vao": {kind: atomBound}, "la": {kind: atomFiller},
	"cuoi cung": {kind: atomFiller}, "den cuoi": {kind: atomTo}, "cho den": {kind: atomTo},
	"tu": {kind: atomFrom}, "bat dau tu": {kind: atomFrom}, "den": {kind: atomTo}, "toi": {kind: atomTo},
	"tu nay den": {kind: atomTo}, "tu nay": {kind: atomFrom}, "tu dau nam den": {kind: atomTo},
	",": {kind: atomList}, ";": {kind: atomList}, "va": {kind: atomList}, "+": {kind: atomList}, "&": {kind: atomList},
	"(": {kind: atomList}, ")": {kind: atomFiller}, "hoac": {kind: atomList}, ":": {kind: atomFiller}, ".": {kind: atomFiller},
	"/": {kind: atomSlash}, "-": {kind: atomDash}, "cua": {kind: atomOf},

	"thuong xuyen": {kind: atomContinuous}, "tx": {kind: atomContinuous}, "lien tuc": {kind: atomContinuous},
	"t . x": {kind: atomContinuous}, "t / x": {kind: atomContinuous}, "suot nam": {kind: atomContinuous},
	"quanh nam": {kind: atomContinuous}, "thuong ky": {kind: atomContinuous},

	"ky bao cao": {kind: atomReport}, "moi ky bao cao": {kind: atomReport}, "tung ky bao cao": {kind: atomReport},
	"cac ky bao cao": {kind: atomReport}, "ky bao cao cchc": {kind: atomReport}, "theo ky bao cao": {kind: atomReport},
	"thang cuoi": {kind: atomMonthOf, n: -1}, "thang dau": {kind: atomMonthOf, n: 1}, "thang cuoi cung": {kind: atomMonthOf, n: -1},
	"thang dau tien": {kind: atomMonthOf, n: 1}, "thang thu nhat": {kind: atomMonthOf, n: 1},
	"thang thu hai": {kind: atomMonthOf, n: 2}, "thang thu 2": {kind: atomMonthOf, n: 2},
	"thang sau": {kind: atomEvery, every: "month"}, "thang tiep theo": {kind: atomEvery, every: "month"},
	"thang ke tiep": {kind: atomEvery, every: "month"}, "thang lien ke": {kind: atomEvery, every: "month"},
	"quy sau": {kind: atomEvery, every: "quarter"}, "quy tiep theo": {kind: atomEvery, every: "quarter"},

	"quoc khanh":     {kind: atomPoint, point: point{unit: unitDay, month: 9, day: 2}},
	"tet duong lich": {kind: atomPoint, point: point{unit: unitDay, month: 1, day: 1, named: true}},

	"hoan thanh": {}, "hoan tat": {}, "xong": {}, "thuc hien": {}, "trien khai": {}, "to chuc": {}, "ban hanh": {},
	"du kien": {}, "thoi gian": {}, "thoi han": {}, "han": {}, "bao cao": {}, "gui bao cao": {}, "nop bao cao": {}, "nop": {},
	"gui": {}, "ket thuc": {}, "duy tri": {}, "so ket": {}, "tong ket": {}, "trinh": {}, "phai": {}, "han chot": {}, "cham dut": {},
	"thoi gian hoan thanh": {}, "thoi gian thuc hien": {}, "hoan thanh viec": {}, "deadline": {}, "can": {}, "cac": {}, "moc": {},
	"thoi diem": {}, "dinh ky": {}, "trong khoang": {}, "khoang": {}, "nhiem vu": {}, "danh gia": {}, "bc": {}, "kiem tra": {},
	"phan dau": {}, "dip": {}, "nhan dip": {}, "sang": {}, "chieu": {}, "buoi sang": {}, "buoi chieu": {},
})

// relativeWords begin a phrase that waits for something; what follows names it.
var relativeWords = newPhrases(map[string]atom{
	"sau khi": {}, "khi": {}, "ngay khi": {}, "ngay sau": {}, "ngay sau khi": {}, "truoc khi": {}, "ke tu": {}, "tinh tu": {},
	"trong vong": {}, "trong thoi han": {}, "sau hoi nghi": {}, "sau dai hoi": {}, "sau ky hop": {}, "sau cuoc hop": {},
	"truoc ky hop": {}, "truoc hoi nghi": {}, "truoc dai hoi": {}, "truoc cuoc hop": {}, "dot xuat": {}, "phat sinh": {},
	"theo huong dan": {}, "theo yeu cau": {}, "theo ke hoach": {}, "theo chi dao": {}, "theo de nghi": {}, "theo lo trinh": {},
	"theo van ban": {}, "theo cong van": {}, "theo thong bao": {}, "theo lich": {}, "theo chuong trinh": {}, "theo quyet dinh": {},
	"tai ky hop": {}, "tai phien hop": {}, "tai hoi nghi": {}, "tai dai hoi": {}, "theo nghi quyet": {}, "theo de an": {}, "theo chi thi": {}, "theo phan cong": {}, "theo su chi dao": {}, "theo dot": {},
	"theo tung dot": {}, "theo tien do cua": {}, "theo tien do du an": {}, "theo tien do cong trinh": {}, "theo tien do thi cong": {}, "theo tien do giai ngan": {}, "theo y kien": {}, "theo giay moi": {}, "theo trieu tap": {}, "theo kh": {}, "theo lenh": {}, "theo su dieu dong": {}, "theo dieu dong": {},
	"theo thoi gian cua": {}, "theo su phan cong": {}, "theo su huong dan": {}, "theo noi dung": {},
	"phu thuoc": {}, "cho huong dan": {}, "cho y kien": {}, "tuy theo huong dan": {},
})

// The words of a lunar date. It falls on another day each year, and the office
// is asked for it.
var lunarWords = newPhrases(map[string]atom{
	"thang gieng": {}, "thang chap": {}, "am lich": {}, "al": {}, "tet": {}, "ram": {}, "nguyen dan": {}, "giao thua": {},
	"trung thu": {}, "gio to": {}, "mung": {}, "mong": {}, "tat nien": {}, "thang mot ta": {},
})

// scanAtoms reads a phrase from left to right. A word that no rule knows
// becomes an atomUnknown.
func scanAtoms(tokens []token) []atom {
	var list []atom
	for i := 0; i < len(tokens); {
		if day, n := earlyDayOfEach(tokens, i); n > 0 {
			list = append(list, atom{kind: atomDay, n: day})
			i += n
			continue
		}
		if _, n := lunarWords.at(tokens, i); n > 0 && !isSolarTet(tokens, i) {
			return []atom{{}}
		}
		if n := remarkAt(tokens, i); n > 0 {
			i += n
			continue
		}
		if n := roundAt(tokens, i); n > 0 {
			list = append(list, atom{kind: atomFiller})
			i += n
			continue
		}
		if count, n := roundsAt(tokens); i == 0 && n > 0 {
			list = append(list, atom{kind: atomRounds, n: count})
			i += n
			continue
		}
		if n := relativeAt(tokens, i); n > 0 {
			if endsKnown(tokens, i, n) {
				return []atom{{}}
			}
			end := relativeEnd(tokens, i+n)
			if promisesMore(tokens[i+n:end]) || wordAt(tokens, i) == "tai" && !namesMeeting(tokens[i+n:end]) {
				return []atom{{}}
			}
			_, fixed := relativeWords.at(tokens, i)
			list = append(list, atom{kind: atomRelative, counted: fixed == 0})
			i = end
			continue
		}
		a, n := atomAt(tokens, i)
		if n == 0 {
			return []atom{{}}
		}
		list = append(list, a)
		i += n
	}
	return list
}

// earlyDayOfEach reads "ngày mùng 5" before "hằng tháng": the word for the first
// ten days is of the moon, but "ngày" and the rhythm of an office are not.
func earlyDayOfEach(tokens []token, i int) (day, n int) {
	if w := wordAt(tokens, i+1); wordAt(tokens, i) != "ngay" || w != "mung" && w != "mong" {
		return 0, 0
	}
	day, n = smallNumber(tokens, i+2)
	if n == 0 || day < 1 || day > 10 {
		return 0, 0
	}
	if every, k := everyAt(tokens, i+2+n); k == 0 || every.every != string(workday.EveryMonth) {
		return 0, 0
	}
	return day, n + 2
}

// remarkAt returns the length of a remark in brackets that says nothing about
// the time, as "(dự kiến)".
func remarkAt(tokens []token, i int) int {
	if wordAt(tokens, i) != "(" {
		return 0
	}
	j := i + 1
	for j < len(tokens) && tokens[j].fold != ")" {
		a, n := phraseAtoms.at(tokens, j)
		if n == 0 || a.kind != atomUnknown && a.kind != atomFiller {
			return 0
		}
		j += n
	}
	return j + 1 - i
}

// endsKnown reports whether what the relative phrase of n tokens at i waits for
// is the end of a period: "trước khi kết thúc quý III" is no wait, and leaves
// open which day is meant.
func endsKnown(tokens []token, i, n int) bool {
	if wordAt(tokens, i) != "truoc" || wordAt(tokens, i+1) != "khi" {
		return false
	}
	for j := i + n; j < len(tokens); j++ {
		switch tokens[j].fold {
		case "ket", "thuc", "het":
		default:
			a, k := pointAt(tokens, j)
			return k > 0 && a.kind == atomPoint
		}
	}
	return false
}

func isSolarTet(tokens []token, i int) bool {
	a, n := phraseAtoms.at(tokens, i)
	return n == 3 && a.point.named
}

// relativeAt returns the number of tokens at i that begin a relative phrase.
func relativeAt(tokens []token, i int) int {
	if _, n := relativeWords.at(tokens, i); n > 0 {
		return n
	}
	// "05 ngày làm việc kể từ …", "sau 10 ngày", "15 ngày sau khi …"
	j := i
	if j < len(tokens) && (tokens[j].fold == "sau" || tokens[j].fold == "trong") {
		j++
	}
	value, n := smallNumber(tokens, j)
	if n == 0 || value <= 0 {
		return 0
	}
	j += n
	if wordAt(tokens, j) == "(" { // "05 (năm) ngày"
		for j < len(tokens) && tokens[j].fold != ")" {
			j++
		}
		j++
	}
	switch wordAt(tokens, j) {
	case "ngay", "tuan":
		if next := wordAt(tokens, j+1); next == "/" || next == "mot" || next == "lan" {
			return 0
		}
		return j + 1 - i
	case "thang":
		switch wordAt(tokens, j+1) {
		case "ke", "sau", "tu", "tinh":
			return j + 1 - i
		}
	}
	return 0
}

// relativeEnd returns where the words of a relative phrase end: at a comma or
// bracket before a bound with a date, else with the whole phrase.
func relativeEnd(tokens []token, from int) int {
	for i := from; i < len(tokens); i++ {
		if w := tokens[i].fold; w != "," && w != ";" && w != "(" {
			continue
		}
		if a, n := phraseAtoms.at(tokens, i+1); n > 0 && a.kind == atomBound {
			return i
		}
	}
	return len(tokens)
}

// promisesMore reports whether the words of a relative phrase go on to say what
// is to be done by when: ", hoàn thành trong quý IV".
func promisesMore(tokens []token) bool {
	for i, t := range tokens {
		if t.fold != "," && t.fold != ";" {
			continue
		}
		for j := i + 1; ; {
			a, n := phraseAtoms.at(tokens, j)
			if n == 0 || a.kind != atomUnknown && a.kind != atomFiller && a.kind != atomBound {
				break
			}
			if a.kind == atomBound {
				return true
			}
			j += n
		}
	}
	return false
}

// atomAt reads the atom at i and returns the number of its tokens, zero when
// there is none.
func atomAt(tokens []token, i int) (atom, int) {
	if n := clockAt(tokens, i); n > 0 {
		return atom{kind: atomFiller}, n
	}
	if a, n := everyAt(tokens, i); n > 0 {
		return a, n
	}
	if a, n := pointAt(tokens, i); n > 0 {
		return a, n
	}
	if day, n := weekdayAt(tokens, i); n > 0 {
		return atom{kind: atomWeekday, n: day}, n
	}
	a, n := phraseAtoms.at(tokens, i)
	if n > 0 && a.kind == atomUnknown {
		a.kind = atomFiller
	}
	if a.kind == atomPoint {
		y, ny := yearAfter(tokens, i+n)
		a.point.year = y
		n += ny
	}
	return a, n
}

// clockAt reads a time of day, with the bound before it: "trước 17h00 ngày 12/8"
// means the 12th itself. Midnight at the day's beginning is not read.
func clockAt(tokens []token, i int) int {
	if wordAt(tokens, i) == "," { // "ngày 15/5, lúc 8 giờ"
		if n := clockAt(tokens, i+1); n > 0 && i+1+n == len(tokens) {
			return n + 1
		}
		return 0
	}
	j := i
	if w := wordAt(tokens, j); w == "truoc" || w == "luc" {
		j++
	}
	if j >= len(tokens) || tokens[j].kind != number || tokens[j].n < 1 || tokens[j].n > 24 {
		return 0
	}
	j++
	switch wordAt(tokens, j) {
	case "h", "gio", "g":
		j++
	case ":":
		if j+1 >= len(tokens) || tokens[j+1].kind != number {
			return 0
		}
		j++
	default:
		return 0
	}
	if j < len(tokens) && tokens[j].kind == number && tokens[j].n < 60 {
		j++
		switch wordAt(tokens, j) {
		case "phut", "p", "'", "’", "′":
			j++
		}
	}
	if wordAt(tokens, j) == "," && wordAt(tokens, j+1) == "ngay" {
		j++
	}
	return j - i
}

// wordAt returns the folded text at i, or "" beyond the end.
func wordAt(tokens []token, i int) string {
	if i < 0 || i >= len(tokens) {
		return ""
	}
	return tokens[i].fold
}

// pairAt returns the folded texts at i and behind it, parted by a space.
func pairAt(tokens []token, i int) string { return wordAt(tokens, i) + " " + wordAt(tokens, i+1) }
