package main

// consoleWords are what the command line says.
var consoleWords = map[string]words{
	"help": {helpVI, helpEN},
	"help.run": {
		"dondoc run --config config.yaml\n  Chạy bot cho đến khi nhận SIGTERM hoặc Ctrl-C.",
		"dondoc run --config config.yaml\n  Runs the bot until SIGTERM or Ctrl-C."},
	"help.demo": {
		"dondoc demo [--data THƯ_MỤC] [--listen 127.0.0.1:8321] [--plan TỆP] [--office TỆP]\n  Chạy thử trên máy này với cơ quan mẫu và trang trò chuyện; không gửi gì ra ngoài.",
		"dondoc demo [--data DIR] [--listen 127.0.0.1:8321] [--plan FILE] [--office FILE]\n  Plays the sample office on this machine with a chat page; nothing leaves it."},
	"help.check": {
		"dondoc check --config config.yaml\n  Kiểm tra cấu hình, kho dữ liệu và việc Telegram có nhận mã bot không.",
		"dondoc check --config config.yaml\n  Checks the configuration, the store and whether Telegram knows the bot."},
	"help.status": {
		"dondoc status --config config.yaml\n  Tình trạng: Telegram, hàng chờ, người không liên lạc được, sao lưu.",
		"dondoc status --config config.yaml\n  How it stands: Telegram, the queue, unreachable people, backups."},
	"help.backup": {
		"dondoc backup TỆP --config config.yaml\n  Ghi một bản sao lưu đã kiểm tra, cả khi bot đang chạy.",
		"dondoc backup FILE --config config.yaml\n  Writes a verified backup, also while the bot runs."},
	"help.summary": {
		"dondoc summary [--plan SỐ] --config config.yaml\n  Bản tổng hợp như lệnh /summary; --plan: của một kế hoạch, kể cả đã đóng.",
		"dondoc summary [--plan NUMBER] --config config.yaml\n  The summary, as /summary shows it; --plan: of one plan, also a closed one."},
	"help.tasks": {
		"dondoc tasks ĐƠN_VỊ --config config.yaml\n  Các phần việc còn mở của một đơn vị.",
		"dondoc tasks UNIT --config config.yaml\n  The open assignments of a unit."},
	"help.invite": {
		"dondoc invite --config config.yaml\n  Đường dẫn mời một lần cho tài khoản đầu tiên của Văn phòng.",
		"dondoc invite --config config.yaml\n  The one-time link for the first account of the office."},
	"help.simulate": {
		"dondoc simulate --from NĂM-THÁNG-NGÀY --to NĂM-THÁNG-NGÀY --config config.yaml\n  Ai sẽ nhận gì trong những ngày đó nếu không ai trả lời; không gửi gì.",
		"dondoc simulate --from YEAR-MONTH-DAY --to YEAR-MONTH-DAY --config config.yaml\n  Who would receive what on these days if nobody answered; nothing is sent."},
	"help.plan show": {
		"dondoc plan show TỆP [--json|--yaml]\n  Đọc một kế hoạch, in ra phần hiểu được và phần chưa hiểu.\n  --yaml: dạng sửa được bằng tay rồi nhập lại.",
		"dondoc plan show FILE [--json|--yaml]\n  Reads a plan and prints what was understood and what was not.\n  --yaml: a form to correct by hand and import."},
	"help.plan diff": {
		"dondoc plan diff BẢN_CŨ BẢN_MỚI [--json]\n  So hai bản của một kế hoạch: nhiệm vụ thêm, bỏ, sửa từng mục, đổi mã.",
		"dondoc plan diff OLD NEW [--json]\n  Compares two versions of a plan: tasks added, removed, changed field by field, given another code."},
	"help.plan import": {
		"dondoc plan import TỆP --config config.yaml\n  Đưa một kế hoạch vào kho.",
		"dondoc plan import FILE --config config.yaml\n  Puts a plan into the store."},
	"help.plan amend": {
		"dondoc plan amend TỆP --plan SỐ --by SỐ_VĂN_BẢN [--apply] --config config.yaml\n  So bản mới của kế hoạch với kho; có --apply mới ghi. Nhiệm vụ bị bỏ được hủy theo số văn bản sửa đổi, không xóa.",
		"dondoc plan amend FILE --plan NUMBER --by DOCUMENT [--apply] --config config.yaml\n  Compares a new version of a plan with the store; only --apply records it. Tasks left out are cancelled by the amending document's number, not deleted."},
	"help.plan carry": {
		"dondoc plan carry --from SỐ --to SỐ [--apply] --config config.yaml\n  Cuối năm: chuyển việc còn mở của một kế hoạch sang kế hoạch khác, kèm diễn biến; có --apply mới ghi.",
		"dondoc plan carry --from NUMBER --to NUMBER [--apply] --config config.yaml\n  At the year's end: takes the open work of a plan over into another one, with its history; only --apply records it."},
	"help.parse deadline": {
		"dondoc parse deadline --year NĂM < TỆP\n  Mỗi dòng vào là một cụm thời hạn, mỗi dòng ra là một JSON {text, kind, due, recurrence}.",
		"dondoc parse deadline --year YEAR < FILE\n  Each line in is a deadline phrase, each line out a JSON {text, kind, due, recurrence}."},
	"help.parse reply": {
		"dondoc parse reply --today NGÀY [--due NGÀY] < TỆP\n  Mỗi dòng vào là một câu trả lời viết ngày NGÀY (năm-tháng-ngày), mỗi dòng ra là một JSON {text, intent, percent, date, items}.\n  Dòng là một chuỗi JSON thay cho câu có xuống dòng. --due là hạn hiện tại, để tính “lùi thêm 3 ngày”.",
		"dondoc parse reply --today DATE [--due DATE] < FILE\n  Each line in is a reply written on DATE (year-month-day), each line out a JSON {text, intent, percent, date, items}.\n  A line that is a JSON string stands for a text with line breaks. --due is the current due date, from which \"3 more days\" count."},
	"help.journal": {
		"dondoc journal [--from SỐ] --config config.yaml\n  In sổ sự kiện từ số đó: mỗi dòng một JSON, ai làm gì, khi nào, theo tin nào.",
		"dondoc journal [--from NUMBER] --config config.yaml\n  Prints the journal from that event on: one JSON line each, who did what, when, by which message."},
	"help.texts": {
		"dondoc texts [--lang vi|en]\n  In mọi mẫu tin nhắn với dữ liệu mẫu.",
		"dondoc texts [--lang vi|en]\n  Prints every template with sample data."},
	"help.resume": {
		"dondoc resume --config config.yaml\n  Sau khi khôi phục bản sao lưu: cho bot tự nhắn trở lại.",
		"dondoc resume --config config.yaml\n  After restoring a backup: lets the bot write by itself again."},

	"console.unknown_command": {"Không có lệnh “{name}”. Xem: dondoc help", "There is no command “{name}”. See: dondoc help"},
	"console.usage":           {"{why}\n{help}", "{why}\n{help}"},
	"console.panicked":        {"Lệnh hỏng giữa chừng; xem nhật ký của bot.", "The command broke off; see the bot's log."},
	"console.arguments":       {"Thiếu hoặc thừa tham số.", "Too few or too many arguments."},
	"console.config":          {"Cấu hình chưa đúng:", "The configuration is wrong:"},
	"console.error":           {"Lỗi: {why}", "Error: {why}"},
	"console.no_unit":         {"Không có đơn vị {why}.", "There is no unit {why}."},
	"console.dates":           {"Ngày viết dạng 2026-03-24, ngày đầu không sau ngày cuối, cách nhau nhiều nhất một năm.", "Dates are written as 2026-03-24, the first not after the last, a year apart at most."},
	"console.import_refused":  {"Chưa đưa vào kho: {why}", "Not imported: {why}"},
	"console.no_plan":         {"Không có kế hoạch nào mang số {why}, hoặc kế hoạch đã đóng.", "No plan has the number {why}, or it is closed."},
	"console.no_document":     {"Thiếu số văn bản sửa đổi: --by 31/QĐ-SNV", "The amending document's number is missing: --by 31/QĐ-SNV"},
	"console.dry_run":         {"Thêm --apply để ghi.", "Add --apply to record it."},
	"console.no_office_post":  {"Chưa có ai giữ chức vụ của Văn phòng trong phần office: của cấu hình.", "Nobody holds a post of the office in the office: block."},
	"console.no_file":         {"Không có tệp {file}", "There is no file {file}"},
	"console.locked": {
		"Kho dữ liệu đang được một tiến trình dondoc khác giữ.",
		"Another dondoc process has the data folder."},
	"console.store_empty": {
		"Mất kho dữ liệu: trong {dir} không còn dondoc.db hoặc tệp đó trống, dù thư mục này từng có kho (tệp instance). Bot không chạy như mới, vì như vậy sẽ quên kế hoạch, người dùng và mọi điều đã báo.\n- Bot còn đang chạy: chạy ngay dondoc backup TỆP rồi mới dừng.\n- Còn bản sao lưu (thường trong {dir}/backup): chép bản mới nhất thành {dir}/dondoc.db, chạy dondoc check, rồi chạy bot.\n- Thật sự muốn làm lại từ đầu: chuyển cả thư mục {dir} sang chỗ khác.",
		"The store is missing: {dir} has no dondoc.db, or an empty one, although the folder had a store (the file instance). The bot does not start as if it were new, since it would forget the plan, the people and all that was reported.\n- If the bot still runs: dondoc backup FILE at once, before you stop it.\n- With a backup (usually in {dir}/backup): copy the newest one to {dir}/dondoc.db, run dondoc check, then start the bot.\n- To begin anew on purpose: move the whole folder {dir} away."},
	"console.store_damaged": {
		"Kho dữ liệu hỏng: {why}\nHãy giữ nguyên tệp này và khôi phục bản sao lưu mới nhất.",
		"The store is damaged: {why}\nKeep the file as it is and restore the newest backup."},
	"console.clock": {
		"Đồng hồ máy sai: máy ghi {here}, Telegram ghi {there}. Chưa ghi gì, vì giờ sai ở lại trong sổ. Hãy chỉnh đồng hồ máy rồi chạy lại.",
		"This machine's clock is wrong: it says {here}, Telegram says {there}. Nothing was recorded, since a wrong time stays in the journal. Set the clock and run it again."},
	"console.clock_unasked": {
		"Telegram chưa cho biết giờ: ghi theo giờ máy, {now}. Nếu giờ này sai, hãy chỉnh đồng hồ trước khi làm tiếp.",
		"Telegram has not said what time it is: recorded by this machine's clock, {now}. If that is wrong, set the clock before you go on."},
	"console.no_office": {
		"Kho còn trống và cấu hình chưa có phần office: (xem config.example.yaml).",
		"The store is empty and the configuration has no office: block (see config.example.yaml)."},
	"console.journal_from": {"--from cần một số, ví dụ --from 1200", "--from needs a number, as --from 1200"},
	"console.journal_more": {"… còn nữa: --from {n}", "… and more: --from {n}"},
	"console.simulate_day": {"--{flag} cần một ngày dạng 2026-03-23", "--{flag} needs a day written as 2026-03-23"},
	"console.not_imported": {"Chưa đưa vào kho: kế hoạch còn lỗi.", "Not imported: the plan has errors."},
	"console.backed_up":    {"Đã sao lưu và kiểm tra: {file}", "Backed up and checked: {file}"},
	"console.resumed":      {"Bot tự nhắn trở lại.", "The bot writes by itself again."},
	"console.not_held":     {"Không có gì đang bị giữ.", "Nothing was held."},

	"check.config":        {"Cấu hình đúng: {file}", "The configuration is right: {file}"},
	"check.no_store":      {"Chưa có kho dữ liệu trong {dir}; lần chạy đầu sẽ tạo.", "No store in {dir} yet; the first run makes it."},
	"check.store":         {"Kho dữ liệu tốt: {file}", "The store is sound: {file}"},
	"check.store_running": {"Bot đang chạy; bản sao của kho tốt: {file}", "The bot is running; a copy of the store is sound: {file}"},
	"check.proxy":         {"Qua proxy {proxy}", "Through the proxy {proxy}"},
	"check.telegram":      {"Telegram nhận bot: @{name}", "Telegram knows the bot: @{name}"},
	"check.telegram_away": {
		"Chưa tới được Telegram ({why}). Bot vẫn chạy được và sẽ chờ.",
		"Telegram is away ({why}). The bot can run and will wait."},
	"check.clock": {"Giờ máy, chưa ai xác nhận: {now}", "This machine's clock, confirmed by nobody: {now}"},
	"check.telegram_refuses": {
		"Máy chủ không nhận mã bot; xem lại mã bot và api_endpoint: {why}",
		"The server does not accept the token; see the token and api_endpoint: {why}"},

	"status.running":           {"Đang chạy từ {since}, phiên bản {version}", "Running since {since}, version {version}"},
	"status.stopped":           {"Bot không chạy; phiên bản {version}", "The bot is not running; version {version}"},
	"status.telegram":          {"Telegram trả lời lần cuối {last}", "Telegram last answered at {last}"},
	"status.telegram_never":    {"Telegram chưa trả lời lần nào", "Telegram has not answered yet"},
	"status.telegram_trouble":  {"TELEGRAM: {trouble} ({why})", "TELEGRAM: {trouble} ({why})"},
	"status.trouble_away":      {"không liên lạc được, tin đang chờ", "out of reach, messages wait"},
	"status.trouble_contested": {"một tiến trình khác đang nhận tin của bot này, hoặc bot còn webhook", "another process polls for this bot, or it has a webhook"},
	"status.trouble_unstored":  {"không ghi được tin nhận vào kho", "received messages cannot be stored"},
	"status.trouble_rejected":  {"máy chủ KHÔNG NHẬN MÃ BOT; xem lại mã bot và api_endpoint trong cấu hình", "the server DOES NOT ACCEPT THE TOKEN; see the token and api_endpoint of the configuration"},
	"status.skew":              {"Đồng hồ máy lệch {skew} so với Telegram", "This machine's clock is {skew} off Telegram's"},
	"status.undated": {
		"Máy chủ Bot API không cho biết giờ: đồng hồ máy không được kiểm tra",
		"The Bot API server says no time: this machine's clock is not checked"},
	"status.skew_held": {
		"Đồng hồ máy lệch {days} ngày so với Telegram: bot không tự nhắn cho đến khi đồng hồ đúng",
		"This machine's clock is {days} days off Telegram's: nothing unsolicited is sent until it is right"},
	"status.held":        {"ĐANG GIỮ: bot không tự nhắn cho đến khi chạy dondoc resume", "HELD: nothing unsolicited is sent until dondoc resume"},
	"status.queue":       {"Hàng chờ: {n} ({list}), cũ nhất từ {oldest}", "Queue: {n} ({list}), the oldest from {oldest}"},
	"status.queue_empty": {"Hàng chờ: trống", "Queue: empty"},
	"status.sent":        {"Đã gửi: {n}", "Sent: {n}"},
	"status.unsent":      {"Không gửi được: không liên lạc được {unreachable}, bị từ chối {refused}, không rõ {doubtful}", "Not sent: unreachable {unreachable}, refused {refused}, doubtful {doubtful}"},
	"status.doubts":      {"Lần gửi không rõ kết quả: {n}", "Attempts of unknown outcome: {n}"},
	"status.event_ahead": {
		"SỔ ĐI TRƯỚC ĐỒNG HỒ: sự kiện cuối ghi {time}; việc mới cũng được ghi giờ đó. Chỉnh đồng hồ máy, hoặc khôi phục bản sao lưu trước khi giờ bị sai",
		"THE JOURNAL IS AHEAD OF THE CLOCK: its last event is of {time}, and what is new gets that time too. Set the clock, or restore a backup from before it was wrong"},
	"status.store":       {"Kho: {events} sự kiện, {kb} KB", "Store: {events} events, {kb} KB"},
	"status.unreachable": {"Không liên lạc được {n} người: {list}", "Unreachable people, {n}: {list}"},
	"status.asides":      {"Tin để riêng vì xử lý hỏng: {n}", "Updates put aside: {n}"},
	"status.aside":       {"  {n}, {time}, {name}: {why}", "  {n}, {time}, {name}: {why}"},
	"status.calendar_unknown": {
		"Lịch nghỉ năm {year} chưa có trong bản này: chỉ cuối tuần là ngày nghỉ, Văn phòng cần ghi bằng /lich",
		"The holidays of {year} are not in this version: only weekends are days off, the office has to set them by /calendar"},
	"status.calendar_computed": {
		"Lịch nghỉ năm {year} mới là tính trước, chưa theo thông báo; xem bằng /lich",
		"The holidays of {year} were computed before they were announced; see /calendar"},
	"status.backups":   {"Sao lưu: {n} bản, mới nhất {newest}", "Backups: {n}, the newest {newest}"},
	"status.no_backup": {"Sao lưu: chưa có bản nào", "Backups: none yet"},

	"plan.title":     {"Kế hoạch: {value}", "Plan: {value}"},
	"plan.number":    {"Số: {value}", "Number: {value}"},
	"plan.date":      {"Ngày: {value}", "Date: {value}"},
	"plan.issuer":    {"Cơ quan ban hành: {value}", "Issuer: {value}"},
	"plan.parent":    {"Cơ quan chủ quản: {value}", "Superior body: {value}"},
	"plan.signer":    {"Người ký: {value}", "Signer: {value}"},
	"plan.year":      {"Năm: {value}", "Year: {value}"},
	"plan.counts":    {"{tasks} nhiệm vụ trong {areas} lĩnh vực, {targets} chỉ tiêu", "{tasks} tasks in {areas} areas, {targets} targets"},
	"plan.targets":   {"Chỉ tiêu:", "Targets:"},
	"plan.lead":      {"Chủ trì: {value}", "Lead: {value}"},
	"plan.suggested": {"Có thể chủ trì: {value} (mục {clause})", "May lead: {value} (clause {clause})"},
	"plan.deadline":  {"Thời hạn: {value} → {meaning}", "Deadline: {value} → {meaning}"},
	"plan.error":     {"Lỗi", "Error"},
	"plan.warning":   {"Lưu ý", "Note"},

	"demo.address": {"Mở trang này trong trình duyệt: {url}", "Open this page in a browser: {url}"},
	"demo.hint": {
		"Chọn Lê Thị Lan (Trưởng phòng KHTC), trả lời bản tin sáng “1 xong”, rồi sang Trần Thị Mai Phương (Chánh Văn phòng) xem việc chờ xác nhận, sang Trần Thị Thu Hòa (Giám đốc) nhắn /tonghop, và bấm “Tới 08:00 ngày làm việc kế tiếp”.",
		"Be Lê Thị Lan (head of finance), answer the morning digest with “1 xong”, then be Trần Thị Mai Phương (chief of office) to see what waits for verification, and press “next working day”."},
	"demo.hint_own": {
		"Chọn người của Văn phòng, nhắn /conthieu để giao đơn vị, đặt hạn; chọn lãnh đạo, nhắn /tonghop; bấm “Tới 08:00 ngày làm việc kế tiếp”, rồi chọn đơn vị có tin sáng và trả lời, ví dụ “1 xong”.",
		"Be somebody of the Office and send /missing to assign units and dates; be a leader and send /summary; press “next working day”, then be a unit with a morning digest and answer it, for example “1 xong”."},
	"demo.too_far":      {"Mỗi lần đồng hồ đi tới nhiều nhất một năm.", "The clock goes a year forward at most at a time."},
	"demo.forward_only": {"Đồng hồ chỉ đi tới: chọn một ngày sau hôm nay.", "The clock goes forward only: choose a day after today."},
}

const helpVI = `dondoc: đôn đốc thực hiện kế hoạch năm qua Telegram

  dondoc demo                     chạy thử trên máy này, có trang trò chuyện
  dondoc run --config FILE        chạy bot
  dondoc check                    kiểm tra cấu hình, kho, Telegram
  dondoc status                   tình trạng bot đang chạy
  dondoc invite                   thư mời cho tài khoản đầu tiên của Văn phòng
  dondoc plan show FILE [--json]  đọc thử một kế hoạch
  dondoc plan diff CŨ MỚI         so hai bản của một kế hoạch
  dondoc plan import FILE         đưa kế hoạch vào kho
  dondoc plan amend FILE          sửa kế hoạch trong kho theo bản mới
  dondoc plan carry --from --to   chuyển việc còn mở sang kế hoạch khác
  dondoc simulate --from --to     ai sẽ nhận gì, không gửi
  dondoc summary                  bản tổng hợp
  dondoc tasks ĐƠN_VỊ             việc còn mở của một đơn vị
  dondoc journal [--from SỐ]      sổ sự kiện, mỗi dòng một JSON
  dondoc backup FILE              sao lưu, cả khi đang chạy
  dondoc resume                   sau khi khôi phục bản sao lưu
  dondoc texts [--lang en]        mọi mẫu tin nhắn
  dondoc parse deadline --year Y  đọc cụm thời hạn từ đầu vào
  dondoc parse reply --today D    đọc câu trả lời từ đầu vào
  dondoc help LỆNH, dondoc version

Mọi lệnh nhận --config FILE (mặc định config.yaml) và --lang vi|en.
Mã thoát: 0 được, 1 hỏng, 2 dùng sai.
In English: dondoc help --lang en`

const helpEN = `dondoc: follows up an office's yearly plan through Telegram

  dondoc demo                     try it on this machine, with a chat page
  dondoc run --config FILE        run the bot
  dondoc check                    check configuration, store, Telegram
  dondoc status                   how the running bot stands
  dondoc invite                   the link for the first account of the office
  dondoc plan show FILE [--json]  read a plan and show what was understood
  dondoc plan diff OLD NEW        compare two versions of a plan
  dondoc plan import FILE         put a plan into the store
  dondoc plan amend FILE          amend a stored plan by a new version
  dondoc plan carry --from --to   take open work over into another plan
  dondoc simulate --from --to     who would receive what; nothing is sent
  dondoc summary                  the summary
  dondoc tasks UNIT               open assignments of a unit
  dondoc journal [--from NUMBER]  the journal, one JSON line an event
  dondoc backup FILE              a verified backup, also while running
  dondoc resume                   after restoring a backup
  dondoc texts [--lang en]        every message template
  dondoc parse deadline --year Y  read deadline phrases from the input
  dondoc parse reply --today D    read replies from the input
  dondoc help COMMAND, dondoc version

Every command takes --config FILE (default config.yaml) and --lang vi|en.
Exit codes: 0 done, 1 failed, 2 wrong usage.`
