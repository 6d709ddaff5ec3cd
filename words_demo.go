package main

// demoHistory is what the people of the sample office did on the Friday before
// the demo's first day.
var demoHistory = []deed{
	{person: "Lý Văn Đạt", say: "3.1 vướng, Sở Tư pháp chưa trả lời văn bản số 112"},
	{person: "Trần Thị Mai Phương", press: "Chuyển Giám đốc"},
	{person: "Trần Thị Mai Phương", say: "Giám đốc điện Sở Tư pháp; lùi hạn đến 15/4"},
	{person: "Nguyễn Thị Hồng Nhung", say: "1.4 70%"},
	{person: "Trịnh Thị Bích Ngọc", say: "7.2 xong, số 45/BC-TTDVVL ngày 26/3"},
}
