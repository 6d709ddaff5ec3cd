package planfile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dondoc/planfile/chars"
	"dondoc/viet"
)

// column is what a column of a table of tasks holds.
type column struct {
	is    is
	name  string // the header as people read it, for problems
	under string // the header above it that names a group of columns
	at    int    // of a month or quarter: which one
	guess bool   // its header does not say what it holds, its texts do
}

// is says what the cells of a column mean.
type is uint8

const (
	isNothing    is = iota
	isNumber        // STT
	isCode          // Mã
	isArea          // Lĩnh vực
	isTaskColumn    // Nội dung, nhiệm vụ
	isResult        // Sản phẩm, kết quả
	isLead          // Đơn vị chủ trì
	isSupport       // Đơn vị phối hợp
	isBoth          // Đơn vị chủ trì, phối hợp
	isDue           // Thời gian, thời hạn
	isPeriodDue     // Tháng, Quý: beside a column that says the day of some rows
	isStart         // Bắt đầu
	isMonth         // a month to be ticked
	isQuarter       // a quarter to be ticked
	isUnitTick      // a unit, to be ticked
	isGoalColumn    // Chỉ tiêu
	isPerson        // Họ và tên, Chức vụ
	isOther         // known, and no part of a task: Ghi chú, Kinh phí, Văn bản giao
)

// headerKeys decide what a header means by the words in it (folded): the first
// that is found. A "=" before the words wants nothing beside them, a "^" wants
// them at the head.
var headerKeys = []struct {
	words string
	is    is
}{
	{"=thu tu|=stt|=tt|=so tt|=so thu tu|=s t t|=t t|=no|=#", isNumber},
	{"=ma|=ma so|^ma nhiem vu|^ma cong viec|=ma cv|=ma kh|^ma hieu|=ma viec|=ma nv", isCode},
	{"^so nhiem vu|^so cong viec|^so viec|^so dau viec|^tong so|^da hoan thanh|^chua hoan thanh|^dang thuc hien|^qua han|^con lai", isOther}, // counts of a summary
	{"don vi tinh|=dvt|so luong|khoi luong|=ty le|=trong so|^diem", isOther},
	{"kinh phi|du toan|nguon von|thanh tien|don gia|^von|ngan sach|trieu dong", isOther},
	{"=ho ten|ho va ten|chuc vu|chuc danh|nam sinh|gioi tinh", isPerson},
	{"ghi chu|^luu y|=gc", isOther},
	{"^van ban|^so van ban|^can cu|^co so phap ly|van ban giao|^so, ky hieu|^so ky hieu|^nguon giao", isOther},
	{"tinh trang|trang thai|tinh hinh|^danh gia|^dia diem|^doi tuong|^muc do|%|^loai|^lanh dao|^ld |nguoi chi dao|^nguoi duyet|^muc uu tien|^kho khan|vuong mac|^dien thoai|^nguoi lap", isOther},
	{"^co quan ban hanh|^co quan phe duyet|^don vi phe duyet|^don vi tham dinh|^co quan tham dinh|^cap |^tham quyen|^don vi theo doi|" +
		"^co quan theo doi|^nguoi theo doi|^don vi giam sat|^don vi don doc|^co quan giao|^don vi giao|^nguoi giao|^noi nhan", isOther},
	{"hinh thuc|cach thuc|bien phap|phuong phap|phuong thuc|^quy trinh|^muc dich|^yeu cau|=muc tieu|^nguoi giam sat|^nguoi kiem tra", isOther},
	{"^ngay giao|^ngay ban hanh|^ngay nhan|^thoi gian giao", isOther},
	{"bat dau|^tu ngay|^tu thang|=tu", isStart},
	{"=den|^den ngay|^den thang|ket thuc", isDue},
	{"phoi hop|dvph|cqph|tham gia|cung lam|lam cung|=ho tro|don vi ho tro|^nguoi ho tro|^ho tro|lien quan|cung thuc hien|=voi ai|=ai giup|^nguoi giup|^don vi giup", isSupport},
	{"chu tri|dvct|cqct|phu trach|dau moi|chiu trach nhiem|trach nhiem|tham muu|soan thao|^chu dau tu|=ai", isLead},
	{"san pham|dau ra|ket qua|muc tieu can dat|ra cai gi|nop gi", isResult},
	{"thoi gian|thoi han|tien do|thoi diem|han hoan thanh|han xong|=han|^han chot|^han cuoi|^han xu ly|^han nop|^han trinh|^han bao cao|^lo trinh|=tuan/thang|=thang/tuan|hoan thanh|^moc|^lich|=ngay|=thang|=quy|ky han|deadline|=tg|bao gio|khi nao|^thang thuc hien|^quy thuc hien", isDue},
	{"^linh vuc|^nhom muc tieu|^nhom nhiem vu|^nhom cong viec|^nhom viec|=nhom|=muc|=chu de|=chuong trinh|^mang cong", isArea},
	{"nhiem vu|cong viec|hoat dong|dau viec|noi dung|giai phap|=viec|^cong tac|ten viec|viec can lam|viec phai lam|phan viec|^hang muc|^ten hang muc", isTaskColumn},
	{"don vi|co quan|phan cong|nguoi thuc hien|bo phan|to chuc thuc hien|^phong|ca nhan|nguoi lam|^giao cho|^ai lam|khoa, phong|khoa phong|khoa/phong|phong ban|can bo|=pic|=owner|thuc hien", isLead},
	{"chi tieu", isGoalColumn},
}

var headerSpaces = strings.NewReplacer("\n", " ", " / ", "/", " ,", ",", " ;", ";", "(", " (", ":", " ", ".", " ")

// headerMeans reads the header of a column.
func headerMeans(text string) is {
	folded := strings.Join(strings.Fields(headerSpaces.Replace(viet.Fold(text))), " ")
	bare, _, _ := strings.Cut(folded, " (")
	if folded == "" || utf8.RuneCountInString(bare) > longestHeader {
		return isNothing
	}
	if reached.MatchString(bare) {
		return isOther
	}
	if strings.Contains(bare, "chu tri") && strings.Contains(folded, "phoi hop") {
		return isBoth
	}
	for _, k := range headerKeys {
		for w := range strings.SplitSeq(k.words, "|") {
			switch {
			case w[0] == '=':
				if bare == w[1:] || folded == w[1:] {
					return k.is
				}
			case w[0] == '^':
				if hasWords(folded, w[1:]) && strings.HasPrefix(folded, w[1:]) {
					return k.is
				}
			case hasWords(bare, w) || w == "%" && strings.Contains(folded, "%"):
				return k.is
			}
		}
	}
	return isNothing
}

// reached is what a year has come to, beside what the plan is to: "Thực hiện
// 2026", "Ước TH năm 2026".
var reached = regexp.MustCompile(`^(?:uoc )?(?:da )?(?:thuc hien|th)(?: (?:ca )?nam| den het nam)? 20\d\d$`)

// hasWords says that words stand in a text, whole.
func hasWords(text, words string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return false
		}
		at, end := from+i, from+i+len(words)
		if (at == 0 || !isWordByte(text[at-1])) && (end == len(text) || words[len(words)-1] == ' ' || !isWordByte(text[end])) {
			return true
		}
		from = at + 1
	}
}

func isWordByte(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

// mean decides what a column holds by its header, and that of its group.
func (k *column) mean() {
	k.is = headerMeans(k.name)
	group := headerMeans(k.under)
	folded := viet.Fold(k.under)
	if n := periodNumber(k.name); n > 0 && k.is == isNothing || n > 0 && k.is == isDue && k.under != "" {
		quarters := strings.Contains(folded, "quy") || strings.Contains(viet.Fold(k.name), "quy") || strings.HasPrefix(strings.ToUpper(k.name), "Q")
		switch {
		case quarters && n <= 4:
			k.is, k.at = isQuarter, n
		case !quarters && (group == isDue || strings.Contains(folded, "thang") || strings.Contains(viet.Fold(k.name), "thang") || k.under == "" || tMonth.MatchString(k.name)):
			k.is, k.at = isMonth, n
		}
		return
	}
	switch {
	case group == isNothing:
	case group == isLead && k.under != "" && (k.is == isNothing && isShortName(k.name) || isUnit(k.name)):
		k.is = isUnitTick
	case k.is == isNothing:
		k.is = group
	case group == isOther && k.is != isNothing:
		k.is = isOther // "Đơn vị" under "Kinh phí"
	case group == isLead && k.is == isOther:
	case group == isDue && (k.is == isLead || k.is == isResult):
		k.is = isOther
	}
}

// tMonth is a month by its letter, whatever stands over it: "T3" under "Năm 2026".
var tMonth = regexp.MustCompile(`^[Tt]\.?\s?\d{1,2}$`)

// periodNumber reads the number of a month or quarter: "III", "3", "T3",
// "Tháng 3", "Quý II", "Q2"; 0 for anything else.
func periodNumber(text string) int {
	t := viet.Fold(chars.Squeeze(text))
	for _, head := range []string{"thang", "quy", "t", "q"} {
		if rest, ok := strings.CutPrefix(t, head); ok {
			t = strings.TrimLeft(rest, " .")
			break
		}
	}
	n := romanValue(strings.ToUpper(t))
	if isDigits(t) && len(t) <= 2 {
		n, _ = strconv.Atoi(t)
	}
	if n > 12 {
		return 0
	}
	return n
}

// settle decides between columns that say the same, by the words that say it
// more plainly, and takes a row of periods only where it has at least three.
func settle(columns []column) {
	prefer(columns, isLead, "chu tri", "don vi", "co quan")
	partPeriods(columns)
	prefer(columns, isDue, "hoan thanh", "thoi han", "han", "ket thuc", "den", "thoi gian")
	if count(columns, isMonth) == 4 && !slices.ContainsFunc(columns, func(k column) bool {
		return k.is == isMonth && (k.at > 4 || strings.Contains(viet.Fold(k.name+k.under), "thang") || strings.HasPrefix(strings.ToUpper(k.name), "T"))
	}) {
		for c := range columns { // "I II III IV" over nothing else
			if columns[c].is == isMonth {
				columns[c].is = isQuarter
			}
		}
	}
	if count(columns, isMonth) < 3 && count(columns, isQuarter) < 3 {
		for c := range columns {
			if columns[c].is == isMonth || columns[c].is == isQuarter {
				columns[c].is = isOther
			}
		}
	}
	if count(columns, isTaskColumn) == 0 { // the only column that says what is done
		if at := slices.IndexFunc(columns, func(k column) bool { return k.is == isArea }); at >= 0 {
			columns[at].is = isTaskColumn
		}
	}
}

// partPeriods tells a column of months or quarters from another that says the days
// in them: it holds where the other is empty.
func partPeriods(columns []column) {
	if count(columns, isDue) != 2 {
		return
	}
	for c := range columns {
		switch viet.Fold(columns[c].name) {
		case "thang", "quy", "thang/quy", "quy/thang", "thang, quy", "thang/nam":
			if columns[c].is == isDue && columns[c].under == "" {
				columns[c].is = isPeriodDue
				return
			}
		}
	}
}

func count(columns []column, want is) (n int) {
	for _, k := range columns {
		if k.is == want {
			n++
		}
	}
	return n
}

// prefer leaves, of several columns that hold the same, the one whose header
// has the first of some words; the others are read as notes are.
func prefer(columns []column, want is, words ...string) {
	if count(columns, want) < 2 {
		return
	}
	for _, w := range words {
		at := slices.IndexFunc(columns, func(k column) bool { return k.is == want && hasWords(viet.Fold(k.name), w) })
		if at < 0 {
			continue
		}
		for c := range columns {
			if columns[c].is == want && c != at {
				columns[c].is = isOther
			}
		}
		return
	}
}

// isTable says that columns are those of a table of tasks.
func isTable(columns []column) bool {
	var has [isOther + 1]bool
	work, priced := false, false
	for _, k := range columns {
		has[k.is] = true
		folded := viet.Fold(k.name)
		priced = priced || hasWords(folded, "don gia") || hasWords(folded, "thanh tien")
		work = work || k.is == isTaskColumn && (hasWords(folded, "nhiem vu") || hasWords(folded, "cong viec") || hasWords(folded, "hoat dong") || hasWords(folded, "giai phap"))
	}
	switch {
	case !has[isTaskColumn]:
		return has[isGoalColumn]
	case has[isPerson] && !(has[isLead] && has[isDue]):
		return false // the members of a board, with what each is in it
	case priced && !has[isLead] && !(work && has[isSupport] && has[isDue]):
		return false // what is bought, unless somebody helps with work that has a time
	}
	return has[isLead] || has[isBoth] || has[isUnitTick] || has[isDue] || has[isMonth] || has[isQuarter] || has[isResult] || has[isSupport] || has[isStart] || has[isNumber] && work
}
