package bot

import "dondoc/planfile"

// The part of the catalogue whose wording stands in texts/*_plan.tmpl: plans as
// files, and what becomes of a plan that is amended or carried over.

type (
	jobRunsArgs struct{ Kind, Name string }
	// refusedFileArgs say why a file is not read: at most TooBig megabytes are,
	// Telegram does not have it, or what its reader says.
	refusedFileArgs struct {
		Name    string
		TooBig  int
		Gone    bool
		Message string
		// Evidence: the person may have meant it for a task.
		Evidence bool
	}
	// planPreviewArgs are of a plan that was read, or taken over.
	planPreviewArgs struct {
		File, Number, Title           string
		Year, Tasks, Areas, Targets   int
		NoLead, NoDeadline, Suggested int
		Doubts, Names, MoreErrors     int
		Errors                        []lookLine
		Amends                        string
		Changes                       string
		Leads, Dates, Clashes         int
		Nothing, Evidence             bool
		Choice                        planfile.Choice
	}
	changeCount struct {
		Kind  string
		Count int
	}
	sourceArgs struct {
		Source     string
		Text, Rows int
	}
)

var samplePreview = planPreviewArgs{
	File: "ke-hoach-cchc-2026.docx", Number: "06/KH-SNV", Title: "Kế hoạch cải cách hành chính năm 2026", Year: 2026, Tasks: 41, Areas: 8,
	Targets: 10, NoLead: 30, NoDeadline: 12, Suggested: 7, Doubts: 4, Names: 1, Amends: "Kế hoạch CCHC 2026 (06/KH-SNV)", Changes: "thêm 2, sửa 5, bỏ 1",
	Leads: 4, Dates: 2, Clashes: 1, Choice: planfile.Choice{Taken: planfile.FromText, Text: 41, Rows: 20, Matched: 8},
}

var (
	textJobRuns     = newText("job_runs", jobRunsArgs{Kind: jobReadPlan, Name: "ke-hoach-cchc-2026.docx"})
	textJobFailed   = newText("job_failed", none{})
	textHowImport   = newText("how_import", "nhapkehoach")
	textPlanRefused = newText("plan_refused", refusedFileArgs{Name: "ke-hoach.pdf", Message: "Không đọc tệp .pdf: hãy gửi bản gốc .docx."})
	textPlanPreview = newText("plan_preview", samplePreview)
	textPlanDropped = newText("plan_dropped", "ke-hoach-cchc-2026.docx")
	textPlanTaken   = newText("plan_taken", imported{
		Number: "06/KH-SNV", Title: "Kế hoạch cải cách hành chính năm 2026", Tasks: 41, Areas: 8, Targets: 10, Given: 12, NoLead: 30, NoDeadline: 12,
	})
	textPlanAmended = newText("plan_amended", samplePreview)
	textPlanLook    = newText("plan_look", planLookArgs{What: lookDoubts, Total: 9, Lines: []lookLine{
		{Name: "dòng 12", Words: "Không hiểu thời hạn “khi có điều kiện”."}, {Words: "“Phòng ABC”: đơn vị chưa biết."},
	}})
	textNameDoubt = newText("name_doubt", nameDoubt{Name: "Phòng ABC"})
	textClash     = newText("clash", amendClash{Code: "3.2", Title: "Rà soát TTHC", Field: "lead", Office: "P. NCC", Document: "P. KHTC"})
	textChange    = newText("change", changeArgs{"changed", diffTask{Old: "3.1", Code: "3.2", Title: "Rà soát TTHC", Fields: []diffField{{"deadline", "Quý II", "Quý III"}}}})
	textHowCarry  = newText("how_carry", "ketchuyen")
	textCarry     = newText("carry", carryArgs{Count: 7, More: 6, carriedArgs: carriedArgs{
		From: "Kế hoạch CCHC 2026 (06/KH-SNV)", To: "Kế hoạch CCHC 2027 (04/KH-SNV)", Closes: true, Later: 2, Submitted: 1, Continuous: 3,
		Tasks: []carriedLine{{Old: "3.2", Code: "C.3.2", Title: "Rà soát TTHC", Due: "thứ Hai 30/11", Late: true}},
	}})
	textChangeCount = newText("change_count", changeCount{"changed", 5})
	textOfficeSheet = newText("office_sheet", "thứ Ba 24/3/2026")
	textNoPlan      = newText("no_plan", "nhapkehoach")
	textWhichPlan   = newText("which_plan", none{})
	textPlanSheet   = newText("plan_sheet", planSheetArgs{Name: "Kế hoạch CCHC 2026 (06/KH-SNV)", Tasks: 41})

	textButtonTemplate    = newText("b.template", none{})
	textButtonImport      = newText("b.import", none{})
	textButtonImportApart = newText("b.import_apart", none{})
	textButtonAmend       = newText("b.amend", none{})
	textButtonByArea      = newText("b.by_area", none{})
	textButtonByUnit      = newText("b.by_unit", none{})
	textButtonChanges     = newText("b.changes", none{})
	textButtonDoubts      = newText("b.doubts", 5)
	textButtonSource      = newText("b.source", sourceArgs{"rows", 41, 20})
	textButtonDropPlan    = newText("b.drop_plan", none{})
	textButtonBackToPlan  = newText("b.back_to_plan", none{})
	textButtonSheet       = newText("b.sheet", none{})
	textButtonCarry       = newText("b.carry", 7)
	textButtonMissingNow  = newText("b.missing_now", none{})
)

var sampleDifference = differenceArgs{
	Added:   []diffTask{{Code: "1.3", Title: "Tập huấn nghiệp vụ cho đầu mối"}},
	Removed: []diffTask{{Code: "2.2", Title: "Họp giao ban hằng tuần"}},
	Changed: []diffTask{{Old: "3.1", Code: "3.2", Title: "Rà soát TTHC", Fields: []diffField{
		{"text", "… ít nhất 10 thủ tục …", "… ít nhất 15 thủ tục …"}, {"lead", "", "P. KHTC"}, {"deadline", "Quý II", "Quý III"},
	}}},
	Moved: []diffTask{{Old: "1.3", Code: "1.4"}, {Old: "1.4", Code: "1.5"}}, More: 2, Kept: 30, Targets: "Chỉ tiêu: thêm 1, sửa 2",
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
	textSeveralPlans = newText("several_plans", chooseArgs{Code: "1.2", More: 1, Lines: []chooseLine{
		{Title: "Quyết toán năm trước", State: "Kế hoạch CCHC 2026 (06/KH-SNV)"}, {Title: "Quyết toán năm 2026", State: "Kế hoạch CCHC 2027 (04/KH-SNV)"},
	}})
	textCarried = newText("carried", carriedArgs{
		From: "Kế hoạch CCHC 2026 (06/KH-SNV)", To: "Kế hoạch CCHC 2027 (04/KH-SNV)", Applied: true, Closes: true, Later: 2, Submitted: 1, Continuous: 3,
		Tasks: []carriedLine{{Old: "3.2", Code: "C.3.2", Title: "Rà soát TTHC", Due: "30/11/2026", Late: true}},
	})
)
