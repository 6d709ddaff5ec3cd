package plan

// Ids of entities. Each is the counter of its kind, starts at 1 and is never
// used again; zero is none.
type (
	UnitID       uint32
	GroupID      uint32
	PostID       uint32
	PersonID     uint32
	InvitationID uint32
	PlanID       uint32
	AreaID       uint32
	TaskID       uint32
	TargetID     uint32
	SuggestionID uint32
	OccurrenceID uint32
	AssignmentID uint32
	MatterID     uint32
	DayID        uint32
	FileID       uint32
	// TextID names something a person wrote, kept in a table that can be erased.
	TextID uint32
	// NoticeID names one outgoing message owed.
	NoticeID uint64
)
