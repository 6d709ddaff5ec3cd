package bot

// The part of the catalogue whose wording stands in texts/*_plan.tmpl: what
// becomes of a plan that is amended or carried over.

var textDifference = newText("difference", differenceArgs{
	Added:   []diffTask{{Code: "1.3", Title: "Tập huấn nghiệp vụ cho đầu mối"}},
	Removed: []diffTask{{Code: "2.2", Title: "Họp giao ban hằng tuần"}},
	Changed: []diffTask{{Old: "3.1", Code: "3.2", Title: "Rà soát TTHC", Fields: []diffField{
		{"text", "… ít nhất 10 thủ tục …", "… ít nhất 15 thủ tục …"}, {"lead", "", "P. KHTC"}, {"deadline", "Quý II", "Quý III"},
	}}},
	Moved: []diffTask{{Old: "1.3", Code: "1.4"}, {Old: "1.4", Code: "1.5"}}, More: 2, Kept: 30,
})
