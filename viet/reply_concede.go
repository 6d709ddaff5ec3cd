package viet

// concedes reports whether a clause grants what does not count against what is said
// after it: "tuy hơi vất vả", "mặc dù thiếu người", "tưởng không kịp".
func (c *clause) concedes() bool {
	i := 0
	for i < len(c.tokens) && (c.tokens[i].kind == punct || courteous(c.tokens, i)) {
		i++
	}
	switch tokenAt(c.tokens, i).text {
	case "tuy", "dù", "dẫu":
		return wordAt(c.tokens, i+1) != "nhien" && wordAt(c.tokens, i+1) != "an" // "tuy nhiên", "dự án"
	case "mặc", "mac":
		return wordAt(c.tokens, i+1) == "du" || wordAt(c.tokens, i+1) == "cho"
	}
	return supposes(c.tokens)
}

// supposes reports whether words begin with what somebody had thought would fail:
// "tưởng không kịp".
func supposes(tokens []token) bool {
	i := 0
	for i < len(tokens) && (courteous(tokens, i) || tokens[i].fold == "cu") {
		i++
	}
	if w := tokenAt(tokens, i).text; w != "tưởng" && w != "tuong" {
		return false
	}
	switch wordAt(tokens, i+1) {
	case "khong", "chua", "kho", "chang":
		return true
	}
	return false
}
