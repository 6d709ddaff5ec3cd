package viet

// meetingWords are the words (folded) that name a meeting whose day nobody knows yet.
var meetingWords = map[string]bool{
	"thuong": true, "le": true, "ky": true, "chuyen": true, "de": true, "bat": true, "giua": true, "cuoi": true, "dau": true, "nam": true, "nhiem": true,
	"hdnd": true, "ubnd": true, "hoi": true, "dong": true, "nhan": true, "dan": true, "tinh": true, "xa": true, "phuong": true, "thanh": true, "pho": true,
	"uy": true, "ban": true, "cua": true, "gan": true, "nhat": true, "toi": true, "sap": true, "can": true, "bo": true, "vien": true, "chuc": true,
	"cong": true, "nguoi": true, "lao": true, "thu": true, "lan": true,
}

// namesMeeting reports whether the words behind "tại kỳ họp" only say which meeting it
// is: "giữa năm 2026", "thứ 15 HĐND tỉnh". A month would say when it is, if not on
// which day.
func namesMeeting(tokens []token) bool {
	for i, t := range tokens {
		_, year := fullYear(t, false)
		counted := t.kind == number && (wordAt(tokens, i-1) == "thu" || wordAt(tokens, i-1) == "lan")
		if !meetingWords[t.fold] && !year && !counted {
			return false
		}
	}
	return true
}
