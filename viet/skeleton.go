package viet

import "dondoc/workday"

func ParseReply(text string, ctx Context) Reply { return Reply{} }
func ParseDate(text string, today workday.Date) (d workday.Date, span Span, ok bool) {
	return 0, Span{}, false
}
