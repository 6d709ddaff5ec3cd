package viet

// AssignLine is one line with which the office gives tasks to units, as
// "3.2: P. KHTC, P. NCC; hạn quý II".
type AssignLine struct {
	Line     int           // counted from 1
	Code     string        // the task's code as written; empty with a Problem
	Units    []string      // names as written
	Deadline string        // the phrase as written, for ParseDeadline; may be empty
	Problem  AssignProblem // NoProblem when the line can be used
}

// AssignProblem says why a line cannot be used as it stands.
type AssignProblem string

// The problems.
const (
	NoProblem   AssignProblem = ""
	NoCode      AssignProblem = "no_code"      // the line names no task
	NothingSaid AssignProblem = "nothing_said" // a code, but neither unit nor deadline
)

func ParseAssign(text string) []AssignLine                        { return nil }
func ParseBehalf(text string) (unit string, rest string, ok bool) { return "", text, false }
