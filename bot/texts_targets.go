package bot

// The part of the catalogue whose wording stands in texts/*_targets.tmpl: targets
// and the values that they have reached.

var (
	sampleShare  = valueArgs{Number: 1, Name: "Hồ sơ được giải quyết trước và đúng hạn", Sign: ">=", Goal: "99,5%", Value: "99,2%", Short: "0,3", Points: true, Before: "98,1%", Day: "20/6"}
	sampleCount  = valueArgs{Number: 2, Code: "1.2", Name: "Kiểm tra cải cách hành chính", Sign: "=", Goal: "17 đơn vị", Value: "12 đơn vị", Short: "5 đơn vị", Day: "20/6"}
	sampleUpper  = valueArgs{Number: 3, Name: "Hồ sơ trễ hạn", Sign: "<=", Goal: "5%", Value: "7%", Short: "2", Points: true, Upper: true, Day: "20/6"}
	sampleMet    = valueArgs{Number: 4, Name: "Văn bản đi được ký số", Sign: "=", Goal: "100%", Value: "100%", Met: true, Points: true, Before: "97%", Day: "20/6"}
	sampleAsking = valueAskArgs{
		Name: "Hồ sơ được giải quyết trước và đúng hạn", Why: "far_from_last", Value: "9,92%", Words: "9,92%", Unit: "%", Sign: ">=", Goal: "99,5%",
		Last: "98,1%", Day: "20/3", Example: "98,5%",
	}
)

var (
	textTargets    = newText("targets", targetsArgs{Total: 10, Reported: 4, Met: 1, Lines: []valueArgs{sampleShare, sampleCount, sampleUpper, sampleMet}, Example: "1 99,2%"})
	textHowTargets = newText("how_targets", "1")
	textValuesKept = newText("values_kept", valuesKeptArgs{Time: "9:12", Day: "thứ Ba 23/6", Lines: []valueArgs{sampleShare, sampleMet}})
	textAskValue   = newText("ask_value", sampleAsking)
	textValueAsk   = newText("value_ask", sampleAsking)
	textValueUnit  = newText("value_unit", valueAskArgs{Name: "Kiểm tra cải cách hành chính", Unit: "đơn vị", Example: "12 đơn vị"})

	textTargetReached = newText("target_reached", sampleShare)
	textTargetChanges = newText("target_changes", targetChangesArgs{Added: 1, Changed: 2, Removed: 1})

	textButtonTargets     = newText("b.targets", none{})
	textButtonTargetsMet  = newText("b.targets_met", targetsArgs{Total: 10, Met: 4})
	textButtonMoreTargets = newText("b.more_targets", 6)
	textButtonTarget      = newText("b.target", 1)
	textButtonValueSure   = newText("b.value_sure", "120%")
	textButtonValueFix    = newText("b.value_fix", none{})
	textButtonValueGoal   = newText("b.value_goal", "95%")
	textButtonValueWork   = newText("b.value_work", "95%")
)
