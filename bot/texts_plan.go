package bot

// The part of the catalogue whose wording stands in texts/*_plan.tmpl: what
// becomes of a plan that is amended or carried over.

var sampleDifference = differenceArgs{
	Added:   []diffTask{{Code: "1.3", Title: "Tập huấn nghiệp vụ cho đầu mối"}},
	Removed: []diffTask{{Code: "2.2", Title: "Họp giao ban hằng tuần"}},
	Changed: []diffTask{{Old: "3.1", Code: "3.2", Title: "Rà soát TTHC", Fields: []diffField{
		{"text", "… ít nhất 10 thủ tục …", "… ít nhất 15 thủ tục …"}, {"lead", "", "P. KHTC"}, {"deadline", "Quý II", "Quý III"},
	}}},
	Moved: []diffTask{{Old: "1.3", Code: "1.4"}, {Old: "1.4", Code: "1.5"}}, More: 2, Kept: 30,
}

var (
	textDifference = newText("difference", sampleDifference)
	textAmended    = newText("amended", amendedArgs{
		imported: imported{Tasks: 1, NoLead: 1, NoDeadline: 1, Unknown: []string{"Phòng ABC"}, Near: []string{"TT"}},
		Plan:     "Kế hoạch CCHC 2026 (06/KH-SNV)", Document: "31/QĐ-SNV", Applied: true, Difference: sampleDifference,
		Clashes: []amendClash{
			{Code: "3.2", Title: "Rà soát TTHC", Field: "lead", Office: "P. NCC", Document: "Phòng Kế hoạch - Tài chính"},
			{Code: "3.3", Title: "Công khai dự toán", Field: "deadline", Office: "15/4/2026", Kept: true},
			{Code: "3.4", Title: "Họp giao ban", Field: "tracking", Kept: true},
		},
	})
)
