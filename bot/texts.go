package bot

// The catalogue: every text that a person reads, by name, with sample
// arguments. The wording stands in texts/*.tmpl.

var (
	sampleLabel  = taskLabel{Code: "6.2", Title: "Sửa Quy chế chi tiêu nội bộ", Unit: "P. KHTC", Due: "thứ Sáu 27/3", Date: "thứ Tư 15/4", What: "return", To: "Giám đốc"}
	sampleActed  = actedOn{Count: 3, More: 2, Lines: []taskLabel{{Code: "6.2", Title: "Sửa Quy chế chi tiêu nội bộ", Unit: "P. KHTC"}}}
	sampleMember = memberLine{Number: 1, Code: "6.5", Title: "Công khai dự toán", Unit: "P. KHTC", Due: "20/3", Reason: "verification", Open: 1, Of: 1}
	sampleMatter = matterArgs{
		Number: 1, Kind: "obstacle", Passed: true, Code: "3.2", Title: "Rà soát, đơn giản hóa TTHC", Unit: "Phòng Người có công",
		Due: "thứ Ba 31/3", By: "Phạm Hải", Raised: "20/3", Since: "23/3", Words: "Sở Tư pháp chưa trả lời văn bản 112.",
		Proposal: "Giám đốc điện Sở Tư pháp; lùi hạn đến thứ Tư 15/4.", Holder: "Giám đốc", NewDue: "thứ Tư 15/4", Original: "31/3",
	}
	sampleInquiry = matterArgs{
		Kind: "inquiry", Code: "6.2", Title: "Sửa Quy chế chi tiêu nội bộ", Unit: "Phòng KHTC", By: "Lê Thị Lan", Raised: "24/3", Since: "24/3",
		Words: "Báo cáo này gửi theo mẫu nào ạ?", Holder: "Văn phòng Sở",
	}
	sampleInquiryAnswered = matterArgs{
		Kind: "inquiry", State: "agreed", Code: "6.2", Title: "Sửa Quy chế chi tiêu nội bộ", Unit: "Phòng KHTC", By: "Trần Minh", Answer: "Theo mẫu 02 đã gửi hôm 20/3.",
	}
	sampleDecided = matterArgs{Kind: "submission", State: "refused", Code: "6.2", Title: "Sửa Quy chế", Unit: "P. KHTC", By: "Trần Minh", Since: "24/3"}
	sampleSummary = summaryArgs{
		Title: "Kế hoạch CCHC 2026", Time: "9:42", Day: "thứ Ba 24/3/2026", Total: 41, Dated: 33, Continuous: 8,
		Done: 12, DoneInTime: 11, DoneLate: 1, NotDone: 21, InTime: 19, Overdue: 2, Missed: 3, FellDue: 15, Rate: 20, HasRate: true,
		ToVerify: 9, ToDirector: 1, ViaOffice: 3, Reached: true, Worst: []memberLine{sampleMember},
	}
	sampleClimbed = worstArgs{Number: 1, Code: "6.5", Title: "Công khai dự toán", Unit: "P. KHTC", Kind: "submission", Holder: "Văn phòng", Since: "thứ Sáu 20/3"}
	sampleTable   = tableArgs{Total: 2, Rows: []tableRow{{Code: "1", Name: "P. KHTC", Done: 3, Total: 9, Overdue: 2}, {Code: "2", Name: "TT DVVL", Done: 1, Total: 4}}}
	sampleTasks   = listArgs{Unit: "P. KHTC", Total: 12, More: 2, Lines: []againLine{
		{Number: 1, Code: "6.5", Title: "Công khai dự toán năm 2026", State: "chờ xác nhận, báo 24/3"},
		{Number: 2, Code: "6.4", Title: "Giao tự chủ 3 đơn vị", Due: "24/3", State: "chưa báo"},
	}}
	sampleDigest = digestArgs{Day: "Thứ Ba 24/3", Unit: "P. KHTC", Rest: 3, Lines: []digestLine{
		{Number: 1, Code: "6.5", Title: "Công khai dự toán năm 2026", Due: "20/3", Late: true, Rises: "Phó Giám đốc"},
		{Number: 2, Code: "6.4", Title: "Giao tự chủ 3 đơn vị", Due: "24/3", Today: true},
		{Number: 3, Code: "6.2", Title: "Sửa Quy chế chi tiêu nội bộ", Due: "thứ Sáu 27/3", Percent: 60},
		{Number: 4, Code: "6.3", Title: "Kiến nghị sau kiểm toán", Due: "thứ Hai 13/4", New: true},
	}, News: []newsArgs{{Kind: "accepted", Code: "6.1", Title: "Giao dự toán"}}, Counts: countArgs{Verify: 2, Overdue: 1}, Example: true}
)

var (
	textNotConfirmed   = newText("not_confirmed", none{})
	textOtherAccount   = newText("other_account", "Trưởng phòng, P. KHTC")
	textFailed         = newText("failed", none{})
	textNotHandled     = newText("not_handled", none{})
	textOldButton      = newText("old_button", none{})
	textSecret         = newText("secret", none{})
	textOnlyText       = newText("only_text", none{})
	textUnknownCommand = newText("unknown_command", "tonghop2")
	textNotUnderstood  = newText("not_understood", notUnderstoodArgs{Leader: true})
	textRefused        = newText("refused", "foreign")
	textStranger       = newText("stranger", none{})

	textSayBack = newText("say_back", sayBackArgs{Time: "9:12", Day: "thứ Ba 24/3", Count: 3, Lines: []understood{
		{Code: "6.5", Title: "Công khai dự toán", What: "done", Number: "45", Date: "20/3", To: "Văn phòng"},
		{Code: "6.4", Title: "Giao tự chủ 3 đơn vị", What: "progress", Percent: 80, Date: "thứ Sáu 27/3", Due: "24/3", Ask: 1},
		{Code: "6.2", Title: "Sửa Quy chế chi tiêu", What: "blocked", Words: "chờ Sở TC", To: "Văn phòng"},
		{Code: "1.2", Title: "Kiểm tra cải cách hành chính", What: "value", Values: []valueArgs{{Sign: "=", Goal: "17 đơn vị", Value: "12 đơn vị", Short: "5 đơn vị", Before: "8 đơn vị"}}},
	}, Left: []chooseLine{{Number: 4, Code: "6.3", Title: "Kiến nghị sau kiểm toán", Due: "thứ Hai 13/4"}}})
	textAskExtensionButton = newText("b.ask_extension", askExtensionArgs{"6.4", "27/3"})
	textFixButton          = newText("b.fix", "6.5")
	textUndoButton         = newText("b.undo", 3)
	textUndone             = newText("undone", undoneArgs{Undone: sampleActed, Stuck: sampleActed})
	textUndoOver           = newText("undo_over", 10)
	textNothingToUndo      = newText("nothing_to_undo", none{})
	textEditedVerified     = newText("edited_verified", editArgs{"6.5", "Công khai dự toán"})
	textEditedAway         = newText("edited_away", none{})
	textEditedByOffice     = newText("edited_by_office", "6.5")
	textEditedLate         = newText("edited_late", editArgs{"6.5", "Công khai dự toán"})

	textWhichTask = newText("which_task", chooseArgs{Words: "xong rồi nhé", More: 2, Lines: []chooseLine{
		{Code: "6.5", Title: "Công khai dự toán", Due: "thứ Sáu 20/3"}, {Code: "6.4", Title: "Giao tự chủ 3 đơn vị", Due: "thứ Ba 24/3"},
	}})
	textTaskUnits = newText("task_units", chooseArgs{Code: "1.5", Title: "Tuyên truyền CCHC", Lines: []chooseLine{
		{Title: "P. KHTC", Due: "thứ Sáu 27/3", State: "60%"}, {Title: "TT DVVL", Due: "thứ Sáu 27/3", State: "chưa báo"},
	}})
	textHowIsIt     = newText("how_is_it", howArgs{"để xem lại đã"})
	textWhatDate    = newText("what_date", dateArgs{"6.4", "thứ Hai 30/11"})
	textPromise     = newText("b.promise", "thứ Hai 30/11")
	textAskUntil    = newText("b.ask_until", "thứ Hai 30/11")
	textReceipt     = newText("receipt", none{})
	textNothingOpen = newText("nothing_open", none{})
	textFileForWhat = newText("file_for_what", none{})
	textFileKept    = newText("file_kept", "tệp cong-van-45.pdf")
	textFileSent    = newText("file_sent", fileArgs{Code: "6.5", Title: "Công khai dự toán", Unit: "Phòng KHTC", By: "Lê Thị Lan", Day: "24/3", Name: "cong-van-45.pdf", Sum: "9f86d081884c7d65"})
	textFileAdded   = newText("file_added", taskLabel{Code: "6.5", Title: "Công khai dự toán", What: "tệp cong-van-45.pdf"})
	textFileDropped = newText("file_dropped", taskLabel{Code: "6.5", Title: "Công khai dự toán", What: "tệp cong-van-45.pdf"})
	textAlbum       = newText("album", none{})
	textFileNamed   = newText("file_named", "cong-van-45.pdf")
	textAttach      = newText("attach", taskLabel{Code: "6.5", Title: "Công khai dự toán", What: "tệp cong-van-45.pdf"})

	textButtonAttach = newText("b.attach", "6.5")
	textButtonFile   = newText("b.file", "cong-van-45.pdf")

	textButtonFiles    = newText("b.files", none{})
	textEvidenceList   = newText("evidence_list", filesArgs{Code: "6.5", Title: "Công khai dự toán", Total: 7, Lines: []fileArgs{{Name: "cong-van-45.pdf", By: "Lê Thị Lan", Day: "24/3"}, {Name: "photo-12.jpg", By: "Lê Thị Lan", Day: "25/3"}}})
	textButtonDropFile = newText("b.drop_file", none{})

	textWhichCode   = newText("which_code", "chitiet")
	textNoSuchTask  = newText("no_such_task", "9.9")
	textCard        = newText("card", cardArgs{Code: "6.2", Title: "Sửa Quy chế chi tiêu nội bộ", Plan: "Kế hoạch CCHC 2026", Unit: "Phòng Kế hoạch - Tài chính", Support: []string{"Văn phòng", "Công đoàn"}, Deliverable: "Quy chế được ban hành", Due: "thứ Sáu 27/3/2026", State: "60%", Targets: []valueArgs{{Sign: "=", Goal: "100%", Value: "97%", Short: "3", Points: true, Day: "17/3"}}, Latest: latestArgs{Name: "Lê Thị Lan", Date: "17/3", Words: "Đang lấy ý kiến các phòng.", Percent: 60}, Ask: true})
	textState       = newText("state", stateArgs{Key: "submitted", Date: "24/3"})
	textPeriod      = newText("period", periodArgs{Every: "quarter", N: 2, Roman: "II"})
	textWhole       = newText("whole", wholeArgs{"6.2", "Rà soát, sửa đổi, bổ sung Quy chế chi tiêu nội bộ.", "https://t.me/dondoc_bot?start=viec-12"})
	textHistory     = newText("history", historyArgs{Code: "6.2", Title: "Sửa Quy chế", Lines: []historyLine{{Date: "17/3", Name: "Lê Thị Lan", Kind: "updated", Percent: 60, Words: "Đang lấy ý kiến"}}})
	textAskPercent  = newText("ask_percent", sampleLabel)
	textAskObstacle = newText("ask_obstacle", sampleLabel)
	textAskNewDate  = newText("ask_new_date", sampleLabel)
	textAskHandback = newText("ask_handback", sampleLabel)
	textAskWrong    = newText("ask_wrong", sampleLabel)
	textAskReason   = newText("ask_reason", sampleLabel)
	textAskHold     = newText("ask_hold", sampleLabel)
	textAsked       = newText("asked", sampleLabel)
	textStopped     = newText("stopped", none{})

	textNothingAsked = newText("nothing_asked", none{})

	textHowFind  = newText("how_find", "tim")
	textNotShown = newText("not_shown", none{})
	textFound    = newText("found", foundArgs{Words: "quy che", Total: 7, Lines: []foundLine{
		{Number: 1, Code: "6.2", Title: "Sửa Quy chế chi tiêu nội bộ", Units: "P. KHTC", Count: 1, Due: "thứ Sáu 27/3", Link: "https://t.me/dondoc_bot?start=viec-12"},
		{Number: 2, Code: "2.1", Title: "Quy chế tiếp công dân", Units: "TTS", Count: 1, Over: true},
	}})

	textInquired        = newText("inquired", sampleInquiry)
	textInquirySubject  = newText("inquiry_subject", none{})
	textInquiryAnswered = newText("inquiry_answered", sampleInquiryAnswered)
	textUnasked         = newText("unasked", sampleInquiry)
	textFact            = newText("fact", factArgs{Topic: "due", Code: "6.2", Title: "Sửa Quy chế chi tiêu nội bộ", Due: "thứ Sáu 27/3/2026", Original: "13/3", Extensions: 1})
	textButtonWithdraw  = newText("b.withdraw", none{})
	textButtonAskOffice = newText("b.ask_office", none{})
	textButtonReply     = newText("b.reply", none{})
	textButtonReplied   = newText("b.replied", none{})

	textLeft = newText("left", sampleLabel)

	textButtonDone       = newText("b.done", none{})
	textButtonDonePeriod = newText("b.done_period", none{})
	textButtonDoing      = newText("b.doing", none{})
	textButtonNotStarted = newText("b.not_started", none{})
	textButtonBlocked    = newText("b.blocked", none{})
	textButtonExtend     = newText("b.extend", none{})
	textButtonSame       = newText("b.same", none{})
	textButtonReceived   = newText("b.received", none{})

	textButtonQuickSame     = newText("b.quick_same", 3)
	textButtonQuickReceived = newText("b.quick_received", 4)

	textButtonNotOurs  = newText("b.not_ours", none{})
	textButtonNotYet   = newText("b.not_yet", none{})
	textButtonWrong    = newText("b.wrong", none{})
	textButtonWrongOf  = newText("b.wrong_of", "6.2")
	textButtonStop     = newText("b.stop", none{})
	textButtonBack     = newText("b.back", none{})
	textButtonList     = newText("b.list", none{})
	textButtonWhole    = newText("b.whole", none{})
	textButtonHistory  = newText("b.history", none{})
	textButtonTasks    = newText("b.tasks", none{})
	textButtonMore     = newText("b.more", 3)
	textButtonMoreNews = newText("b.more_news", 3)
	textButtonTask     = newText("b.task", none{})

	textDigest = newText("digest", sampleDigest)
	textCount  = newText("count", countItem{Name: "verify", Count: 3})
	textNews   = newText("news", newsListArgs{Day: "thứ Ba 24/3", Total: 12, Lines: []newsArgs{
		{1, "recorded", "6.2", "Sửa Quy chế chi tiêu nội bộ", "đã báo 60%", ""}, {2, "withdrawn", "6.3", "Kiến nghị sau kiểm toán", "", ""}, {3, "accepted", "6.1", "Giao dự toán", "", ""},
		{4, "decided", "6.2", "Sửa Quy chế chi tiêu nội bộ", "Giám đốc đồng ý gia hạn đến thứ Tư 15/4", "P. KHTC"},
	}})
	textGap         = newText("gap", gapArgs{"17:00 thứ Sáu 20/3", "9:00 thứ Hai 23/3"})
	textTasks       = newText("tasks", sampleTasks)
	textTogether    = newText("together", 3)
	textGivenLine   = newText("given_line", givenLineArgs{1, "6.1", "Sửa Quy chế", "thứ Ba 31/3", givenNotice{Reminder: true}})
	textGivenTitle  = newText("given_title", givenNotice{Reminder: true})
	textSilent      = newText("silent", "9:00 thứ Ba 24/3")
	textRecorded    = newText("recorded", sampleMatter)
	textUnreachable = newText("unreachable", "Phạm Hải")

	textButtonVerify  = newText("b.verify", 9)
	textButtonWaiting = newText("b.waiting", 2)
	textButtonOverdue = newText("b.overdue", 2)
	textButtonRising  = newText("b.rising", 2)

	textButtonOverdueParts = newText("b.overdue_parts", 2)
	textButtonClimbed      = newText("b.climbed", 2)
	textClimbed            = newText("climbed", climbedListArgs{Total: 2, Lines: []worstArgs{sampleClimbed}})
	textNotJoined          = newText("not_joined", absentArgs{Total: 2, More: 1, Lines: []peopleLine{{Post: "Trưởng phòng, P. NCC", Name: "Phạm Hải"}}})

	textButtonHold      = newText("b.hold", 1)
	textRising          = newText("rising", risingArgs{Total: 1, Lines: []risingLine{{Number: 1, Code: "6.5", Title: "Công khai dự toán", Unit: "P. KHTC", Due: "20/3", State: "chưa báo", Rises: "Phó Giám đốc"}}})
	textButtonMissing   = newText("b.missing", 5)
	textButtonUnreached = newText("b.unreached", 1)
	textButtonNotJoined = newText("b.not_joined", 1)

	textMatter       = newText("matter", sampleMatter)
	textDecided      = newText("decided", sampleMatter)
	textOutcome      = newText("outcome", sampleMatter)
	textPassed       = newText("passed", sampleMatter)
	textWaiting      = newText("waiting", matterListArgs{Total: 1, Oldest: "thứ Tư 18/3", Lines: []matterArgs{sampleMatter}})
	textVerify       = newText("verify", matterListArgs{Total: 9, Oldest: "thứ Tư 18/3", Lines: []matterArgs{{Number: 1, Kind: "submission", Unit: "P. KHTC", Code: "6.5", Title: "Công khai dự toán", Raised: "24/3", Date: "20/3", Due: "20/3", Late: true, Evidence: true}}})
	textAskWords     = newText("ask_words", sampleLabel)
	textAcceptedMany = newText("accepted_many", acceptedArgs{sampleActed, "3"})
	textWhichMatter  = newText("which_matter", none{})
	textHeld         = newText("held", heldArgs{"6.5", "thứ Năm 26/3"})

	textDueSet         = newText("due_set", "thứ Tư 15/4")
	textAlreadySaid    = newText("already_said", "đã báo 60%")
	textAlreadyDecided = newText("already_decided", sampleDecided)
	textOwnReport      = newText("own_report", none{})
	textNeedsEvidence  = newText("needs_evidence", none{})

	textButtonAccept         = newText("b.accept", none{})
	textButtonAcceptDocument = newText("b.accept_document", "20/3")
	textButtonAcceptSaid     = newText("b.accept_said", "24/3")
	textButtonAcceptMany     = newText("b.accept_many", "2, 4")
	textButtonReturn         = newText("b.return", none{})
	textButtonSettle         = newText("b.settle", none{})
	textButtonPass           = newText("b.pass", "Giám đốc")
	textButtonAgree          = newText("b.agree", none{})
	textButtonSetDue         = newText("b.set_due", "thứ Tư 15/4")
	textButtonOther          = newText("b.other", none{})
	textButtonOnBehalf       = newText("b.on_behalf", none{})
	textButtonRedirect       = newText("b.redirect", "Phó Giám đốc")
	textButtonApprove        = newText("b.approve", none{})
	textButtonApproveLater   = newText("b.approve_later", none{})
	textButtonRefuse         = newText("b.refuse", none{})
	textButtonRecordApproval = newText("b.record_approval", none{})
	textButtonTakeBack       = newText("b.take_back", none{})
	textButtonKeep           = newText("b.keep", none{})
	textButtonReopenIt       = newText("b.reopen_it", none{})
	textButtonLeaveIt        = newText("b.leave_it", none{})
	textButtonVerifyList     = newText("b.verify_list", none{})
	textButtonWaitingList    = newText("b.waiting_list", none{})
	textButtonMatter         = newText("b.matter", none{})
	textButtonRemind         = newText("b.remind", none{})
	textButtonAssign         = newText("b.assign", none{})
	textButtonReopen         = newText("b.reopen", none{})
	textButtonNextPage       = newText("b.next_page", 5)

	textSummary          = newText("summary", sampleSummary)
	textForward          = newText("forward", forwardArgs{Summary: sampleSummary, Rows: sampleTable.Rows})
	textMembers          = newText("members", membersArgs{Kind: "overdue", Total: 2, From: 1, To: 1, Lines: []memberLine{sampleMember}})
	textFigures          = newText("figures", none{})
	textFigure           = newText("b.figure", figureArgs{"done_late", 1, true})
	textUnits            = newText("units", sampleTable)
	textAreas            = newText("areas", sampleTable)
	textButtonForMe      = newText("b.for_me", 1)
	textButtonUnits      = newText("b.units", 12)
	textButtonAreas      = newText("b.areas", none{})
	textButtonAll        = newText("b.all", none{})
	textButtonInCharge   = newText("b.in_charge", none{})
	textButtonFigures    = newText("b.figures", none{})
	textButtonForward    = newText("b.forward", none{})
	textButtonFiguresNow = newText("b.figures_now", none{})
	textButtonUnitsBack  = newText("b.units_back", none{})
	textButtonAreasBack  = newText("b.areas_back", none{})
	textButtonSummary    = newText("b.summary", none{})

	textPropose = newText("propose", proposeArgs{Good: 1, Lines: []proposeLine{
		{Line: 1, Code: "3.2", Title: "Rà soát TTHC", Units: []string{"P. KHTC"}, Date: "thứ Ba 30/6"}, {Line: 2, Code: "9.9", Problem: "no_task"},
	}})
	textAssigned             = newText("assigned", sampleActed)
	textTaskCard             = newText("task_card", taskCardArgs{Code: "3.1", Title: "Công khai TTHC", Lead: []string{"P. KHTC"}, Date: "thứ Ba 30/6", Targets: []valueArgs{sampleShare, sampleCount}, MoreTargets: 1, Hints: []hintArgs{{"Văn phòng", "VI.1", false}, {"P. TCCB", "P. TC", true}}})
	textMissing              = newText("missing", missingArgs{Total: 8, NoLead: 3, NoDate: 6, Hints: 2, Lines: []missingLine{{Code: "3.1", Title: "Công khai TTHC", Date: true}}})
	textRest                 = newText("rest", restArgs{Acted: sampleActed, Continuous: true})
	textAskRest              = newText("ask_rest", restArgs{Acted: sampleActed})
	textButtonRest           = newText("b.rest", restArgs{Acted: sampleActed})
	textHowNew               = newText("how_new", none{})
	textNoUnit               = newText("no_unit", "Phòng ABC")
	textNoDate               = newText("no_date", "31/6")
	textCancelThis           = newText("cancel_this", sampleLabel)
	textButtonCancel         = newText("b.cancel", none{})
	textCancelled            = newText("cancelled", sampleLabel)
	textHowCorrect           = newText("how_correct", none{})
	textRemindedMany         = newText("reminded_many", remindedArgs{Code: "3.3", Title: "Thư xin lỗi", Queued: []string{"P. KHTC", "P. NCC"}, Unreached: []string{"TT DVVL"}})
	textReminded             = newText("reminded", taskLabel{Code: "3.2", Title: "Rà soát TTHC", Unit: "P. KHTC", What: "queued"})
	textSlip                 = newText("slip", slipArgs{Office: "Sở Nội vụ", Unit: "Phòng Người có công", Day: "thứ Ba 24/3/2026", Lines: []againLine{{Number: 1, Code: "3.2", Title: "Rà soát, đơn giản hóa TTHC", Due: "thứ Sáu 20/3", Late: true}}})
	textUnreachedUnits       = newText("unreached_units", 2)
	textButtonApply          = newText("b.apply", 2)
	textButtonTakeHint       = newText("b.take_hint", "Văn phòng")
	textButtonContinuous     = newText("b.continuous", none{})
	textButtonUntrack        = newText("b.untrack", none{})
	textButtonRestContinuous = newText("b.rest_continuous", none{})
	textButtonRestUntracked  = newText("b.rest_untracked", none{})

	textWelcome         = newText("welcome", welcomeArgs{"Lê Thị Lan", "Trưởng phòng, P. KHTC", "Sở Nội vụ", true})
	textJoin            = newText("join", joinArgs{Account: "Lan Le", Name: "Lê Thị Lan", Post: "Trưởng phòng, P. KHTC", Before: true})
	textConfirmed       = newText("confirmed", confirmArgs{Name: "Lê Thị Lan", Post: "Trưởng phòng, P. KHTC", Yes: true})
	textYouAreConfirmed = newText("you_are_confirmed", confirmArgs{Name: "Lê Thị Lan", Post: "Trưởng phòng, P. KHTC", Yes: true})
	textRejected        = newText("rejected", "Sở Nội vụ")
	textKept            = newText("kept", none{})
	textRejectedAccount = newText("rejected_account", none{})
	textReplaced        = newText("replaced", confirmArgs{Name: "Lê Thị Lan", Post: "Trưởng phòng, P. KHTC", Yes: true})
	textInvite          = newText("invite", inviteArgs{"Lê Thị Lan", "Trưởng phòng, P. KHTC", "https://t.me/bot?start=abc", "thứ Ba 31/3", false})
	textInviteFirst     = newText("invite_first", inviteArgs{"Trần Minh", "Chánh Văn phòng, VP", "https://t.me/BOT?start=abc", "thứ Tư 25/3/2026", true})
	textHowInvite       = newText("how_invite", none{})
	textWhoIsIt         = newText("who_is_it", "Trưởng phòng, P. KHTC")
	textHowActing       = newText("how_acting", none{})
	textActingUnknown   = newText("acting_unknown", "Phạm Hải")
	textActing          = newText("acting", confirmArgs{Name: "Phạm Hải", Post: "Trưởng phòng, P. NCC", Yes: true})
	textButtonConfirm   = newText("b.confirm", none{})
	textButtonReject    = newText("b.reject", none{})

	textLanguage    = newText("language", none{})
	textLanguageSet = newText("language_set", none{})
	textCalendar    = newText("calendar", calendarArgs{Days: []dayArgs{{Date: "thứ Năm 30/4", Rule: "off", Name: "30/4"}}})
	textHowCalendar = newText("how_calendar", none{})
	textDayRuled    = newText("day_ruled", dayArgs{Date: "thứ Sáu 24/4/2026", Rule: "quiet", Name: "bão"})
	textGoLive      = newText("go_live", "thứ Hai 5/1/2026")
	textHowGoLive   = newText("how_go_live", none{})
	textHelp        = newText("help", helpArgs{Name: "Lê Thị Lan", Post: "Trưởng phòng, P. KHTC", Head: true, Office: true, Leader: true})
	textMenu        = newText("menu", "summary")

	textImported        = newText("imported", imported{Number: "12/KH-SNV", Title: "Kế hoạch CCHC 2026", Tasks: 24, Areas: 7, Targets: 5, Given: 30, NoLead: 2, NoDeadline: 3, Suggested: 2, Unknown: []string{"Phòng ABC"}, Near: []string{"TT"}})
	textAlreadyImported = newText("already_imported", imported{Number: "12/KH-SNV", Title: "Kế hoạch CCHC 2026"})
	textSimulate        = newText("simulate", simulateArgs{From: "thứ Ba 24/3/2026", To: "thứ Tư 25/3/2026", GoLive: "thứ Hai 5/1/2026", Absent: []absentLine{{"Trưởng phòng, P. NCC", "Phạm Hải", "named"}}, Days: []simulatedDay{{Day: "thứ Ba 24/3/2026", Digests: []simulatedDigest{{Name: "Lê Thị Lan", Count: 1, Lines: sampleDigest.Lines[:1]}}}}})
)
