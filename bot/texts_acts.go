package bot

// The part of the catalogue whose wording stands in texts/*_acts.tmpl: what is
// done in one go, asked first and taken back, people and days.

var (
	textAlreadyDone   = newText("already_done", none{})
	textNoSuchDay     = newText("no_such_day", "30/2")
	textUnusualDate   = newText("unusual_date", unusualArgs{"2.3", "Phổ biến luật mới", "Thứ Sáu 1/1/2027", "year", 2026})
	textButtonSetDate = newText("b.set_date", setDateArgs{"thứ Năm 1/1/2026", true})
	textWhichDone     = newText("which_done", chooseArgs{Code: "1.4", Title: "Báo cáo quý", More: 1, Lines: []chooseLine{{Number: 1, Title: "VP", Due: "thứ Ba 30/6", State: "Đã xong, báo 25/6"}}})
	textCorrected     = newText("corrected", correctedArgs{What: "date", Due: "thứ Ba 30/6", Lines: []taskLabel{{Code: "3.2", Title: "Rà soát TTHC", Unit: "P. KHTC"}}})
	textLost          = newText("lost", absentArgs{Total: 1, Lines: []peopleLine{{Post: "Trưởng phòng, P. NCC", Name: "Phạm Hải", Since: "thứ Ba 24/3"}}})
	textButtonLost    = newText("b.lost", 1)
	textRuling        = newText("ruling", matterArgs{Kind: "extension", State: "agreed", By: "Giám đốc", Date: "thứ Tư 15/4"})
	textSeat          = newText("seat", peopleLine{Post: "Trưởng phòng, P. KHTC", Seat: "delegate"})
	textPeople        = newText("people", peopleArgs{Joined: 9, Seats: 11, From: 1, To: 2, Lines: []peopleLine{
		{Post: "Trưởng phòng, P. NCC", Name: "Phạm Hải", State: "named"}, {Post: "Trưởng phòng, P. KHTC", Seat: "delegate", Name: "Bùi Anh Tuấn", State: "joined"},
	}})
	textButtonMorePeople = newText("b.more_people", 9)
	textJoinedAlready    = newText("joined_already", joinedArgs{Post: "Trưởng phòng, P. KHTC", Name: "Lê Thị Lan", New: "Nguyễn Văn Bình"})
	textButtonInviteNew  = newText("b.invite_new", none{})
	textDay              = newText("day", dayArgs{Date: "Thứ Sáu 3/4/2026", Rule: "normal", Short: "3/4"})
	textButtonRecordIt   = newText("b.record_it", 20)
	textButtonEvidence   = newText("b.evidence", none{})
)
