package viet

// Name is a unit with everything it is called: full name, short names and
// abbreviations.
type Name struct {
	ID    int
	Names []string
}

func MatchUnit(text string, units []Name) (ids []int, ok bool) { return nil, false }
