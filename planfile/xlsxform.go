package planfile

// The workbook that WriteXLSX writes and that reads again without loss: its
// sheets, and what stands over their columns. The reader knows the form by
// these headers, wherever somebody has moved the columns to.
const (
	formPlan    = "Kế hoạch"
	formTargets = "Chỉ tiêu"
	formAbout   = "Thông tin"
	formNotes   = "Hướng dẫn"
	formLists   = "Danh mục"
)

// formColumn is a column of the form.
type formColumn struct {
	header string
	width  float64
}

// The columns of the sheet of tasks. A row with the code of an area and no code
// of a task is an area.
var (
	formArea        = formColumn{"Mã lĩnh vực", 10}
	formCode        = formColumn{"Mã nhiệm vụ", 11}
	formText        = formColumn{"Nội dung nhiệm vụ", 56}
	formTitle       = formColumn{"Tên gọn", 30}
	formDeliverable = formColumn{"Sản phẩm, kết quả", 24}
	formLead        = formColumn{"Đơn vị chủ trì", 26}
	formSupport     = formColumn{"Đơn vị phối hợp", 26}
	formDeadline    = formColumn{"Thời hạn", 20}

	formTaskColumns = []formColumn{formArea, formCode, formText, formTitle, formDeliverable, formLead, formSupport, formDeadline}
)

// The columns of the sheet of targets.
var (
	formCompare = formColumn{"So sánh", 10}
	formValue   = formColumn{"Giá trị", 14}
	formUnit    = formColumn{"Đơn vị tính", 26}
	formGoal    = formColumn{"Nội dung chỉ tiêu", 90}

	formGoalColumns = []formColumn{formArea, formCompare, formValue, formUnit, formGoal}

	// formReached says how targets stand. It is written where one is known.
	formReached = formColumn{"Kết quả đến nay (chỉ để xem)", 44}
)

// The rows of the sheet about the plan.
var formAboutRows = []string{"Số, ký hiệu", "Ngày ban hành", "Tên kế hoạch", "Cơ quan ban hành", "Cơ quan cấp trên", "Người ký", "Năm"}

// formExample in the place of a code marks a row that only shows how to fill
// the form.
const formExample = "VÍ DỤ"

// formPhrases are deadlines that the form offers to choose from.
var formPhrases = []string{"30/6", "Trước ngày 15/6", "Tháng 3", "Quý I", "Quý II", "Quý III", "Quý IV", "6 tháng đầu năm", "Cả năm",
	"Thường xuyên", "Hàng tháng", "Trước ngày 15 hàng tháng", "Hàng quý", "6 tháng, năm", "Theo kế hoạch của tỉnh"}

// formHelp is what the sheet of notes says.
var formHelp = []string{
	"Cách điền",
	"1. Mỗi nhiệm vụ một dòng ở trang “Kế hoạch”. Không đổi tên các cột ở dòng tiêu đề; có thể đổi chỗ hoặc thêm cột riêng, cột thêm không được đọc.",
	"2. Dòng lĩnh vực chỉ ghi Mã lĩnh vực và tên lĩnh vực (ở cột Nội dung nhiệm vụ). Nhiệm vụ ghi mã của lĩnh vực ở cột Mã lĩnh vực; để trống thì thuộc lĩnh vực ngay phía trên.",
	"3. Mã nhiệm vụ không trùng nhau, không có khoảng trắng, như 3.2 hoặc II.3. Nhiệm vụ thêm mới để trống mã thì được cho mã kế tiếp. Không đổi mã của nhiệm vụ đã có: mã nối nhiệm vụ với tiến độ đã cập nhật.",
	"4. Nhiều đơn vị trong một ô: cách nhau bằng dấu chấm phẩy, hoặc mỗi đơn vị một dòng (Alt+Enter). Có thể chọn từ danh sách hoặc gõ tay.",
	"5. Thời hạn ghi như trong văn bản: ngày (30/6/2026), “trước ngày 15/6” (không kể ngày 15), tháng, quý, “6 tháng đầu năm”; định kỳ: “hàng tháng”, “hàng quý”, “6 tháng, năm”; không có hạn: “thường xuyên”. Ngày không ghi năm là của năm kế hoạch. Chưa có hạn thì để trống.",
	"6. Tên gọn là tên ngắn để nhắc việc; để trống thì được rút từ nội dung.",
	"7. Dòng có chữ VÍ DỤ ở cột mã chỉ để minh họa, không được đọc.",
	"8. Trang “Chỉ tiêu”: So sánh là một trong >=, >, =, <=, <; Giá trị chỉ ghi số. Trang “Thông tin”: số hiệu, ngày, tên, năm của kế hoạch.",
	"9. Không đưa nội dung bí mật nhà nước vào tệp này.",
}
