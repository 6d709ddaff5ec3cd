package planfile

import (
	"fmt"
	"strings"
)

// Severity says whether a problem leaves the document unusable as it is.
type Severity string

// The severities. A document with an error is not imported.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Args are the named arguments of a problem's or a refusal's wording.
type Args map[string]string

// Problem is something about one place of the document that the office should
// know. Code and Args are what the program decides by; Message is their
// wording, for people who read the JSON.
type Problem struct {
	Where    string   `json:"where"` // "dòng 123", "bảng 2, hàng 5, cột Thời hạn", or "" for the whole document
	Severity Severity `json:"severity"`
	Code     string   `json:"code,omitempty"`
	Args     Args     `json:"args,omitempty"`
	Message  string   `json:"message"`
}

// FirstError returns the first problem that keeps a document from being
// imported; false when there is none.
func (d Document) FirstError() (p Problem, broken bool) {
	for _, p := range d.Problems {
		if p.Severity == Error {
			return p, true
		}
	}
	return p, false
}

// Refusal is a document that cannot be read at all. Its Message may be shown
// to a person.
type Refusal struct {
	Code    string
	Args    Args
	Message string
}

func (r *Refusal) Error() string { return "planfile: " + r.Code + ": " + r.Message }

// ErrSecret refuses a document stamped MẬT, TỐI MẬT or TUYỆT MẬT.
var ErrSecret error = refuse("secret", nil)

// maxProblems bounds the list: a file that is no plan would fill it for ever.
const maxProblems = 200

// wording holds every Vietnamese sentence of this package; {name} stands for
// an argument.
var wording = map[string]string{
	// Refusals.
	"secret":       "Văn bản có dấu độ mật: không được đưa lên hệ thống này.",
	"empty":        "Tệp không có nội dung.",
	"too_big":      "Tệp lớn hơn {max}: hãy gửi riêng phần kế hoạch.",
	"binary":       "Tệp không phải văn bản: hãy gửi bản Word .docx, bảng tính .xlsx, văn bản thuần .txt (UTF-8) hoặc .yaml.",
	"encoding":     "Tệp không dùng bảng mã Unicode: hãy lưu lại dạng .txt với bảng mã UTF-8.",
	"font_tcvn3":   "Văn bản gõ bằng phông cũ TCVN3 (.VnTime): hãy chuyển mã sang Unicode (mở bằng Word rồi dùng Unikey Toolkit, Ctrl+Shift+F6), sau đó lưu dạng .txt (UTF-8).",
	"font_vni":     "Văn bản gõ bằng phông cũ VNI (VNI-Times): hãy chuyển mã sang Unicode (mở bằng Word rồi dùng Unikey Toolkit, Ctrl+Shift+F6), sau đó lưu dạng .txt (UTF-8).",
	"long_line":    "Dòng {line} dài quá {max} ký tự: đây không phải văn bản của một kế hoạch.",
	"many_lines":   "Tệp có hơn {max} dòng: hãy gửi riêng phần kế hoạch.",
	"form_unknown": "Không đọc được dạng tệp của {name}: hãy gửi bản Word .docx, bảng tính .xlsx hoặc .csv, văn bản thuần .txt (UTF-8) hoặc .yaml.",
	"xlsx_broken":  "Tệp bảng tính bị hỏng, thiếu phần hoặc không phải .xlsx: hãy mở bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx), rồi gửi lại.",
	"xlsx_big":     "Bảng tính lớn quá {rows} dòng hoặc {columns} cột có nội dung: hãy gửi riêng bảng nhiệm vụ.",

	// Forms that are known and not read.
	"form_doc":     "Không đọc tệp .doc của Word đời cũ: hãy mở bằng Word (hoặc LibreOffice), chọn Lưu thành (Save As), kiểu Word Document (.docx), rồi gửi tệp .docx đó.",
	"form_odt":     "Không đọc tệp .odt: hãy mở bằng LibreOffice (hoặc Word), chọn Lưu thành (Save As), kiểu Word Document (.docx), rồi gửi tệp .docx đó.",
	"form_rtf":     "Không đọc tệp .rtf: hãy mở bằng Word (hoặc LibreOffice), chọn Lưu thành (Save As), kiểu Word Document (.docx), rồi gửi tệp .docx đó.",
	"form_html":    "Không đọc trang web: hãy mở bằng Word (hoặc LibreOffice), chọn Lưu thành (Save As), kiểu Word Document (.docx), rồi gửi tệp .docx đó.",
	"form_pdf":     "Không đọc tệp .pdf: hãy gửi bản Word gốc (.docx); nếu chỉ có .pdf thì mở bằng Word, chọn Lưu thành (Save As), kiểu Word Document (.docx), rồi soát lại và gửi tệp đó.",
	"form_xlsm":    "Không đọc tệp có macro: hãy mở bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx) rồi gửi tệp đó.",
	"form_xls":     "Không đọc tệp .xls của Excel đời cũ: hãy mở bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx), rồi gửi tệp .xlsx đó.",
	"form_ods":     "Không đọc tệp .ods: hãy mở bằng LibreOffice (hoặc Excel), lưu lại dạng .xlsx rồi gửi tệp đó.",
	"form_locked":  "Tệp có mật khẩu: hãy mở tệp, bỏ mật khẩu, lưu lại rồi gửi.",
	"form_zip":     "Không đọc tệp nén: hãy giải nén rồi gửi từng tệp .docx, .xlsx, .txt (UTF-8) hoặc .yaml.",
	"form_picture": "Không đọc ảnh chụp, bản quét: hãy gửi văn bản gốc dạng .docx hoặc .txt (UTF-8).",

	// The text of a plan.
	"no_tasks":          "Không tìm thấy nhiệm vụ nào trong văn bản.",
	"no_section":        "Không thấy mục nào mang tên nhiệm vụ, giải pháp hay nội dung: đã đọc theo bố cục, cần soát lại.",
	"no_number":         "Không thấy số, ký hiệu văn bản.",
	"no_date":           "Không thấy ngày ban hành.",
	"no_year":           "Không rõ kế hoạch của năm nào: thời hạn không ghi năm sẽ không tính được.",
	"too_many_tasks":    "Quá nhiều nhiệm vụ: chỉ đọc {max} nhiệm vụ đầu.",
	"too_many_problems": "Còn nhiều điểm khác, không liệt kê hết.",
	"numbering_jump":    "Số thứ tự nhảy từ {from} sang {to}.",
	"numbering_restart": "Số thứ tự quay lại {to} sau {from}.",
	"code_doubled":      "Mã {code} bị trùng: nhiệm vụ hoặc lĩnh vực này mang mã {new}.",
	"appendix_missing":  "Văn bản nhắc tới phụ lục kèm theo nhưng trong tệp không có.",
	"appendix_skipped":  "Có phụ lục trong tệp nhưng không đọc được từ văn bản thuần: hãy nhập riêng.",
	"table_flat":        "Bảng bị trải thành dòng, mất ranh giới các cột: đã đoán cột theo tên đơn vị và thời hạn, cần soát lại từng dòng.",
	"table":             "Có bảng bị trải thành dòng: không đọc nhiệm vụ ở đây, hãy nhập bảng riêng.",
	"section_guessed":   "Mục {title} không mang tên nhiệm vụ nhưng đã đọc các ý bên trong là nhiệm vụ: cần soát lại.",
	"section_skipped":   "Bỏ qua mục {title}: không rõ có phải nhiệm vụ.",
	"area_empty":        "Mục {title} không có nhiệm vụ nào bên dưới.",
	"item_skipped":      "Bỏ qua dòng không giống nhiệm vụ: {text}",
	"lead_in":           "Câu dẫn “{text}” không nằm trong nhiệm vụ nào; các ý dưới câu này là nhiệm vụ.",
	"deadline_unknown":  "Không hiểu thời hạn “{raw}”.",
	"item_long":         "Mục này dài bất thường: đơn vị và thời hạn chỉ tìm ở phần đầu, cần soát lại.",
	"date_unsure":       "Có mốc thời gian “{raw}” nhưng không rõ là thời hạn: chưa ghi thời hạn.",
	"deadline_twice":    "Nhiệm vụ ghi hai thời hạn: đã lấy “{raw}”, bỏ “{other}”.",
	"lead_unknown":      "Không rõ đơn vị chủ trì: văn bản chỉ ghi “{raw}”.",
	"group_facts":       "Đơn vị hoặc thời hạn ghi chung cho mục {code}: đã ghi cho từng nhiệm vụ trong mục, cần soát lại.",

	// Word documents.
	"word_broken":     "Không mở được tệp .docx: tệp hỏng, thiếu phần, hoặc không do phần mềm soạn thảo tạo ra. Hãy mở bằng Word, lưu lại dạng .docx rồi gửi.",
	"word_long":       "Tệp .docx có quá nhiều đoạn, ô hoặc chữ: hãy gửi riêng phần kế hoạch.",
	"word_font_tcvn3": "Văn bản gõ bằng phông cũ TCVN3 (.VnTime): hãy mở bằng Word, chuyển mã sang Unicode (Unikey Toolkit, Ctrl+Shift+F6), lưu lại rồi gửi.",
	"word_font_vni":   "Văn bản gõ bằng phông cũ VNI (VNI-Times): hãy mở bằng Word, chuyển mã sang Unicode (Unikey Toolkit, Ctrl+Shift+F6), lưu lại rồi gửi.",
	"long_paragraph":  "Đoạn {n} dài quá {max} ký tự: đây không phải văn bản của một kế hoạch.",
	"word_changes":    "Văn bản còn {n} chỗ sửa đổi được theo dõi (Track Changes): đã đọc như khi chấp nhận hết.",
	"word_hidden":     "Văn bản có {n} chỗ chữ ẩn: không đọc những chỗ đó.",
	"word_notes":      "Văn bản có {n} chú thích ở chân trang hoặc cuối văn bản: không đọc vào nhiệm vụ.",
	"word_macros":     "Tệp có macro: chỉ đọc chữ, không chạy macro.",
	"box_skipped":     "Không đọc chữ trong hộp văn bản (text box): {text}",
	"table_unread":    "Không đọc bảng này: không thấy cột nội dung nhiệm vụ cùng cột đơn vị hoặc thời hạn.",
	"annex_skipped":   "Phần sau chữ ký không phải bảng nhiệm vụ: không đọc phần này.",

	// The text of a plan beside its tables.
	"choice_text":       "Phần lời có {text} nhiệm vụ, bảng kèm theo có {rows}, chỉ {matched} dòng trùng nhau: đã lấy nhiệm vụ theo phần lời, có thể chọn lại theo bảng.",
	"choice_rows":       "Phần lời có {text} nhiệm vụ, bảng kèm theo có {rows}, chỉ {matched} dòng trùng nhau: đã lấy nhiệm vụ theo bảng, có thể chọn lại theo phần lời.",
	"choice_both":       "Phần lời có {text} nhiệm vụ, bảng có {rows}, {matched} dòng trùng nhau: đã lấy cả hai, cần soát lại.",
	"row_unmatched":     "Dòng này không khớp nhiệm vụ nào trong phần lời, nên chưa lấy: {text}",
	"row_added":         "Dòng này không giống nhiệm vụ nào trong phần lời: đã thêm thành một nhiệm vụ, cần soát lại. {text}",
	"row_alike":         "Dòng này chỉ gần giống nhiệm vụ {code} trong phần lời, đã ghép làm một: cần soát lại. {text}",
	"items_unmatched":   "{n} nhiệm vụ trong phần lời không có dòng nào trong bảng: {codes}.",
	"leads_missing":     "{n} nhiệm vụ chưa thấy đơn vị chủ trì, trong khi các nhiệm vụ khác có: {codes}.",
	"deadlines_missing": "{n} nhiệm vụ chưa thấy thời hạn, trong khi các nhiệm vụ khác có: {codes}.",
	"leads_differ":      "Nhiệm vụ {code} ghi hai nơi hai đơn vị chủ trì: đã lấy “{raw}”, bỏ “{other}”.",
	"deadlines_differ":  "Nhiệm vụ {code} ghi hai nơi hai thời hạn: đã lấy “{raw}”, bỏ “{other}”.",

	// Tables of tasks.
	"table_goes_on":         "Bảng không có dòng tiêu đề: đã đọc như phần tiếp của bảng trước, cần soát lại.",
	"column_guessed":        "Không cột nào mang tên nhiệm vụ: đã đọc cột {column} là nội dung nhiệm vụ, cần soát lại.",
	"due_guessed":           "Không cột nào mang tên thời hạn: đã đọc cột {column} là thời hạn, cần soát lại.",
	"lead_guessed":          "Không cột nào mang tên đơn vị chủ trì: đã đọc cột {column} là đơn vị chủ trì, cần soát lại.",
	"people_of_unit":        "Bảng ghi người thực hiện, không ghi đơn vị: đã lấy {unit} (theo tên trang) làm đơn vị chủ trì của mọi dòng.",
	"columns_left":          "Không lấy nội dung các cột: {columns}.",
	"columns_hidden":        "Cột đang ẩn nhưng vẫn được đọc: {columns}.",
	"no_table":              "Không thấy bảng nhiệm vụ: dòng tiêu đề phải có cột Nội dung (Nhiệm vụ, Công việc) và cột Đơn vị chủ trì hoặc Thời hạn.",
	"sheet_skipped":         "Không thấy bảng nhiệm vụ trong trang này: đã bỏ qua.",
	"sheet_hidden":          "Trang đang ẩn: không đọc.",
	"formula_empty":         "Công thức chưa có kết quả: hãy mở tệp bằng Excel, lưu lại rồi gửi.",
	"too_many_tables":       "Quá nhiều bảng trong một trang: chỉ đọc {max} bảng đầu.",
	"goals_unread":          "Bảng chỉ tiêu không rõ cột giá trị: chưa lấy chỉ tiêu nào.",
	"form_area":             "Lĩnh vực {code} chưa có dòng riêng: đã thêm lĩnh vực này.",
	"form_value":            "“{value}” không phải số.",
	"form_compare":          "“{value}” phải là một trong >=, >, =, <=, <.",
	"code_twice":            "Mã {code} đã dùng cho nhiệm vụ trước: nhiệm vụ này được cho mã mới.",
	"codes_by_table":        "Số thứ tự bắt đầu lại ở mỗi bảng (mỗi trang): mã nhiệm vụ gồm cả số của bảng, cần soát lại.",
	"codes_counted":         "{n} nhiệm vụ chưa có mã riêng: đã cho mã kế tiếp trong lĩnh vực.",
	"rows_hidden":           "Dòng {from} đến {to} đang ẩn nhưng vẫn được đọc: cần soát lại.",
	"row_without_task":      "Dòng có đơn vị hoặc thời hạn nhưng không có nội dung nhiệm vụ: đã bỏ qua.",
	"ditto_far":             "Ghi “{raw}” ngay sau một tiêu đề: đã lấy “{value}” của nhiệm vụ trước tiêu đề đó, cần soát lại.",
	"cell_below_merged":     "Ô trống ngay dưới ô gộp: không rõ có dùng chung với ô gộp đó không, chưa ghi gì.",
	"start_only":            "Chỉ có thời gian bắt đầu “{raw}”: chưa ghi thời hạn.",
	"date_serial":           "Ô chỉ có số {raw}: nếu là ngày {date} thì hãy định dạng ô kiểu ngày; chưa ghi thời hạn.",
	"date_far":              "Thời hạn “{raw}” không thuộc các năm của kế hoạch {year}: cần soát lại.",
	"lead_of_sheet":         "Bảng không có cột đơn vị chủ trì: đã ghi “{unit}” theo tên trang hoặc tên bảng, cần soát lại.",
	"lead_of_sheet_perhaps": "Bảng không có cột đơn vị chủ trì: tên trang có thể là đơn vị “{unit}”, chưa ghi.",

	// YAML.
	"yaml_syntax":    "Sai cú pháp YAML: {detail}",
	"yaml_root":      "Tệp phải bắt đầu bằng các khóa plan, areas.",
	"yaml_key":       "Không có khóa {key} ở đây; các khóa dùng được: {allowed}.",
	"yaml_key_twice": "Khóa {key} ghi hai lần.",
	"yaml_type":      "{key} phải là {want}.",
	"yaml_missing":   "Thiếu {key}.",
	"yaml_code":      "Mã {code} đã dùng ở dòng {line}.",
	"yaml_code_form": "Mã {code} không hợp lệ: không quá {max} ký tự, không có khoảng trắng.",
	"yaml_date":      "{key}: {value} không phải ngày dạng 2026-06-30.",
	"yaml_year":      "Năm {value} không hợp lệ.",
	"yaml_compare":   "comparison phải là một trong >=, >, =, <=, <.",
	"yaml_area":      "Chỉ tiêu nhắc tới lĩnh vực {code} không có trong tệp.",
	"yaml_alias":     "Không dùng neo (&), tham chiếu (*) hay thẻ (!) trong tệp này.",
	"yaml_documents": "Tệp chỉ được chứa một tài liệu YAML.",
	"yaml_depth":     "Tệp lồng nhau quá sâu, hoặc có dòng quá dài.",
	"yaml_too_many":  "Quá nhiều nhiệm vụ: nhiều nhất {max}.",
}

// tell fills a wording with its arguments.
func tell(code string, args Args) string {
	text, ok := wording[code]
	if !ok {
		return code
	}
	for name, value := range args {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	return text
}

func refuse(code string, args Args) *Refusal {
	return &Refusal{Code: code, Args: args, Message: tell(code, args)}
}

// problems collects what is found, in order, up to maxProblems.
type problems []Problem

// add records a problem of a line; line 0 is the whole document.
func (p *problems) add(line int, severity Severity, code string, args Args) {
	where := ""
	if line > 0 {
		where = fmt.Sprintf("dòng %d", line)
	}
	p.at(where, severity, code, args)
}

// at records a problem of a place as people find it; "" is the whole document.
func (p *problems) at(where string, severity Severity, code string, args Args) {
	switch {
	case len(*p) < maxProblems:
		*p = append(*p, Problem{where, severity, code, args, tell(code, args)})
	case len(*p) == maxProblems:
		*p = append(*p, Problem{"", Warning, "too_many_problems", nil, tell("too_many_problems", nil)})
	}
}

func (p *problems) warn(line int, code string, args Args) { p.add(line, Warning, code, args) }
