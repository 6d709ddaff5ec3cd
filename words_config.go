package main

// configWords are what is wrong with a configuration.
var configWords = map[string]words{
	"config.line":    {"dòng {n}", "line {n}"},
	"config.too_big": {"tệp lớn hơn 1 MB", "the file is larger than 1 MB"},
	"config.syntax": {
		"không đọc được như YAML: {why}",
		"cannot be read as YAML: {why}"},
	"config.documents": {
		"tệp có nhiều phần ngăn bởi ---; chỉ được một",
		"the file has several documents separated by ---; only one is allowed"},
	"config.unknown_key": {
		"không có khóa này; các khóa ở đây: {known}",
		"no such key; the keys here are: {known}"},
	"config.twice":       {"khóa viết hai lần, lần đầu ở dòng {line}", "the key is written twice, first on line {line}"},
	"config.missing":     {"còn thiếu", "is missing"},
	"config.empty":       {"đang để trống", "is empty"},
	"config.not_mapping": {"phải là các dòng “khóa: giá trị” thụt vào", "must be indented lines of “key: value”"},
	"config.not_list":    {"phải là danh sách, mỗi mục bắt đầu bằng dấu gạch “- ”", "must be a list, each item beginning with “- ”"},
	"config.not_text":    {"phải là chữ", "must be text"},
	"config.not_text_quote": {
		"phải là chữ; nếu đúng là {value} thì đặt trong nháy: \"{value}\"",
		"must be text; if {value} is meant, put it in quotes: \"{value}\""},
	"config.not_bool":   {"phải là true hoặc false", "must be true or false"},
	"config.not_number": {"phải là số từ {low} đến {high}", "must be a number from {low} to {high}"},
	"config.not_one_of": {"“{value}” không dùng được; chọn một trong: {allowed}", "“{value}” cannot be used; choose one of: {allowed}"},
	"config.date": {
		"“{value}” không phải ngày có thật dạng năm-tháng-ngày, ví dụ 2026-06-30",
		"“{value}” is not a real day written year-month-day, as 2026-06-30"},
	"config.time": {"“{value}” không phải giờ dạng 08:00", "“{value}” is not a time of day written as 08:00"},
	"config.zone": {
		"không có múi giờ “{value}”; ví dụ đúng: Asia/Ho_Chi_Minh",
		"there is no time zone “{value}”; a right one is Asia/Ho_Chi_Minh"},
	"config.endpoint_form": {
		"“{value}” phải có đúng hai chỗ %s, cho mã bot và tên lệnh: https://api.telegram.org/bot%s/%s",
		"“{value}” must have exactly two %s, for the token and the method: https://api.telegram.org/bot%s/%s"},
	"config.endpoint_address": {
		"“{value}” không phải địa chỉ http:// hoặc https:// đầy đủ",
		"“{value}” is not a full http:// or https:// address"},
	"config.proxy_address": {
		"không phải địa chỉ đầy đủ, ví dụ http://10.0.0.1:3128 hoặc socks5://10.0.0.1:1080",
		"is not a full address, as http://10.0.0.1:3128 or socks5://10.0.0.1:1080"},
	"config.proxy_scheme": {
		"không nối được proxy kiểu “{scheme}”; dùng được: {allowed}",
		"a proxy of the kind “{scheme}” cannot be used; these can: {allowed}"},
	"config.no_token": {
		"chưa có mã bot. Nhắn /newbot cho @BotFather trên Telegram để lấy mã, rồi đặt vào biến môi trường DONDOC_TOKEN, vào một tệp mà telegram.token_file chỉ tới, hoặc vào telegram.token",
		"there is no bot token. Send /newbot to @BotFather on Telegram to get one, then put it into the environment variable DONDOC_TOKEN, into a file named by telegram.token_file, or into telegram.token"},
	"config.token_file": {
		"không đọc được tệp mã bot {path}: {why}",
		"the token file {path} cannot be read: {why}"},
	"config.token_form": {
		"mã bot rỗng hoặc có ký tự lạ; mã đúng có dạng 123456789:AAE…",
		"the bot token is empty or has strange characters; a right one looks like 123456789:AAE…"},
	"config.duplicate":     {"“{value}” đã dùng ở dòng {line}", "“{value}” is already used on line {line}"},
	"config.unknown_unit":  {"không có đơn vị “{value}” trong office.units", "there is no unit “{value}” in office.units"},
	"config.unknown_group": {"không có nhóm “{value}” trong office.groups", "there is no group “{value}” in office.groups"},
	"config.unknown_post":  {"không có chức vụ “{value}” trong office.posts", "there is no post “{value}” in office.posts"},
	"config.not_deputy": {
		"“{value}” là {role}; người phụ trách phải là deputy hoặc director",
		"“{value}” is a {role}; whoever is in charge must be a deputy or the director"},
	"config.two_directors": {"đã có giám đốc ở dòng {line}; chỉ được một", "there is a director on line {line} already; only one is allowed"},
	"config.two_heads":     {"“{value}” đã có người đứng đầu ở dòng {line}", "“{value}” has a head on line {line} already"},
	"config.no_office_post": {
		"cần ít nhất một chức vụ có role: office (đầu mối theo dõi kế hoạch)",
		"at least one post needs role: office (the focal point that keeps the plan)"},
	"config.post_needs_unit": {"chức vụ có role: {role} phải có đơn vị", "a post with role: {role} must have a unit"},
}
