package bot

// Arguments of the texts. Dates, names and states come worded; a zero value
// means that there is nothing to say.

type taskLabel struct{ Code, Title, Unit, Due, Date, What, To string }

// notUnderstoodArgs: Nobody has no post at all.
type notUnderstoodArgs struct{ Leader, Nobody bool }

type chooseLine struct {
	Number                  int
	Code, Title, Due, State string
}

type chooseArgs struct {
	Words, Code, Title string
	Lines              []chooseLine
	More               int
}

type howArgs struct{ Words string }

type dateArgs struct{ Code, Date string }

type askExtensionArgs struct{ Code, Date string }

type editArgs struct{ Code, Title string }

type acceptedArgs struct {
	Acted actedOn
	Left  string // numbers of lines that were not accepted
}

type heldArgs struct{ Code, Date string }

type sayBackArgs struct {
	Time, Day string
	Count     int
	Lines     []understood
	Left      []chooseLine
	ManyLeft  bool // only their numbers are said
}

type latestArgs struct {
	Name, Date, Words string
	Behalf            bool
	Percent           int
}

// decisionArgs are the last answer to a unit: Key is the kind of matter and its
// outcome, Behalf that the office recorded it for a leader.
type decisionArgs struct {
	Key, By, Date, Words string
	Behalf               bool
}

type cardArgs struct {
	Code, Title, Plan, Unit, Deliverable, Due, Original, Raw, State string
	With, Support                                                   []string
	Extensions                                                      int
	Targets                                                         []valueArgs
	MoreTargets                                                     int
	Decision                                                        decisionArgs
	Latest                                                          latestArgs
	Ask                                                             bool
}

type stateArgs struct {
	Key, Date, To string
	Percent       int
}

// wholeArgs: Link opens the task in a chat with the bot.
type wholeArgs struct{ Code, Text, Link string }

// digestLine is a numbered line of a digest. What its duty says by itself is
// not kept with the receipt.
type digestLine struct {
	Number   int    `json:"-"`
	Code     string `json:"-"`
	Title    string `json:"-"`
	Due      string `json:",omitzero"`
	Returned string `json:",omitzero"` // when its completion was given back
	Promised string `json:",omitzero"`
	Rises    string `json:",omitzero"`
	RisesOn  string `json:",omitzero"` // empty: tomorrow
	// Answered is the state since it was answered, Others are those that stand
	// in the line with it.
	Answered string `json:"-"`
	Others   int    `json:"-"`
	Late     bool   `json:",omitzero"`
	Today    bool   `json:",omitzero"`
	New      bool   `json:",omitzero"`
	// Changed and Again say of what is new that its date was changed, or that it
	// was opened again.
	Changed    bool `json:",omitzero"`
	Again      bool `json:",omitzero"`
	Percent    int  `json:",omitzero"`
	Continuous int  `json:",omitzero"`
	Open       int  `json:",omitzero"`
	Shared     int  `json:",omitzero"`
}

type risingLine struct {
	Number                               int
	Code, Title, Unit, Due, State, Rises string
}

type risingArgs struct {
	On    string // empty: tomorrow
	Lines []risingLine
	Total int
}

type newsArgs struct {
	Number                         int
	Kind, Code, Title, State, Unit string
}

type newsListArgs struct {
	Day   string
	Total int
	Lines []newsArgs
}

type countArgs struct {
	Verify, Settle, Direct, Decide, TakeBack, Answer, Reply, Overdue, Rising int
	NoDeadline, NoLead, NotJoined, Lost, Unreached, Suggestions              int
	// Climbed are matters that wait for a post below; Incomplete are the tasks
	// without deadline or unit.
	Climbed, Incomplete int
	RisingOn            string // empty: tomorrow
	// Rows are the numbers but those of Overdue and Climbed, worded.
	Rows []string
}

// worstArgs is an overdue assignment; with Holder, a matter of the kind that
// waits for that post.
type worstArgs struct {
	Number                        int `json:",omitzero"`
	Code, Title, Unit, Due, State string
	Kind, Holder, Since           string `json:",omitzero"`
}

type climbedListArgs struct {
	Total int
	Lines []worstArgs
}

type digestArgs struct {
	Day  string
	Unit string `json:",omitzero"`
	// Own is, in a digest of the office or a leader, the unit that the lines are of.
	Own    string `json:",omitzero"`
	Gap    string `json:",omitzero"`
	Office bool   `json:",omitzero"`
	Leader bool   `json:",omitzero"`
	// Edited: it shows what was answered since, Left lines were not.
	Edited bool         `json:"-"`
	Left   int          `json:"-"`
	Rest   int          `json:",omitzero"`
	Lines  []digestLine `json:",omitzero"`
	// News are the pieces that are named, MoreNews are those that are not.
	News     []newsArgs `json:"-"`
	MoreNews int        `json:"-"`
	Counts   countArgs  `json:",omitzero"`
	// Worst and Climbed are the first of their groups, of which there are more.
	Worst, Climbed         []worstArgs `json:",omitzero"`
	MoreWorst, MoreClimbed int         `json:",omitzero"`
	// Brief: the lines are too many for two each. Example: there is room to say
	// how to answer.
	Brief, Example bool `json:"-"`
}

type gapArgs struct{ From, To string }

type againLine struct {
	Number                  int
	Code, Title, Due, State string
	Late                    bool
}

type listArgs struct {
	Unit        string
	Total, More int
	// After is the last number of the digest that the list goes on from. Zero: it
	// is a list of everything.
	After int
	// Of is which of the open duties the list has: "overdue" or "soon"; empty: all.
	Of string
	// Brief: there are too many for two lines each.
	Brief   bool
	Lines   []againLine
	Console bool
}

// matterArgs: NewDue is the due date that an obstacle's answer sets, or would by
// its proposal, Original the one before all changes; Offer is a date that the
// answer names and may mean as one.
type matterArgs struct {
	NewDue, Original, Offer                                                                       string
	Number                                                                                        int
	Kind, State, Code, Title, Unit, Due, By, Raised, Since, Words, Date, Proposal, Holder, Answer string
	Passed, Behalf, Evidence, Late                                                                bool
	// NoTask: an inquiry about no task, of which Title are the words; Brief are
	// the words as a list has room for them.
	NoTask bool
	Brief  string
	Proof  evidenceArgs
	// At and Again are, of an outcome, when it was decided and when the unit has
	// reported or asked anew since.
	At, Again string
	// AsProposed: the answer is the proposal, agreed to. Agrees: it agrees in
	// words that do not say to what.
	AsProposed, Agrees bool
	Stale              bool   // to a new due date that is over
	Later              string // a date to agree to when the one asked for has passed
	Extensions         int
}

// evidenceArgs is what proves a completion: a document's number, files.
type evidenceArgs struct {
	Number string
	Files  []string // the newest, by name
}

type matterListArgs struct {
	Leader bool // the list of a director or deputy
	Total  int
	Oldest string
	Lines  []matterArgs
}

type proposeLine struct {
	Line                             int
	Code, Title, Date, Problem, Name string
	Why                              string // the date is asked about: "passed" or "year"
	Units, Near                      []string
}

type proposeArgs struct {
	Good  int
	Lines []proposeLine
}

// hintArgs are of a unit that may lead: as a clause of the plan says, or as the
// name printed for the lead may mean.
type hintArgs struct {
	Unit, Clause string
	Near         bool
}

type taskCardArgs struct {
	Code, Title, Date, Raw string
	Lead                   []string
	Hints                  []hintArgs
	Targets                []valueArgs
	MoreTargets            int
	Untracked              bool
	View                   bool // only to look at
}

type missingLine struct {
	Code, Title string
	Lead, Date  bool // it has one
}

type missingArgs struct {
	Total, NoLead, NoDate, Hints int
	Lines                        []missingLine
}

type restArgs struct {
	Acted      actedOn
	Continuous bool
}

// remindedArgs are the units of a task by what became of a reminder.
type remindedArgs struct {
	Code, Title                                   string
	Queued, Already, Unreached, NotBegun, NotOpen []string
}

type slipArgs struct {
	Office, Unit, Day string
	Leader            bool // it goes to a leader, who is to decide
	Lines             []againLine
	More              int
}

type welcomeArgs struct {
	Name, Post, Office string
	Wait               bool
}

type joinArgs struct {
	Account, Name, Post string
	Before, Done        bool
}

// confirmArgs: Undone and Stuck are what a rejected account had done.
type confirmArgs struct {
	Name, Post    string
	Yes           bool
	Undone, Stuck actedOn
}

// actedOn names what an action was about, the first of them; Count is all.
type actedOn struct {
	Count, More int
	Lines       []taskLabel
}

type undoneArgs struct{ Undone, Stuck actedOn }

type inviteArgs struct {
	Name, Post, Link, Until string
	// Unnamed: the bot does not know its own name for the link yet.
	Unnamed bool
}

type dayArgs struct{ Date, Rule, Name, Short string }

type calendarArgs struct{ Days []dayArgs }

// unitCount is how much of a unit is overdue: its own to do, and what waits for
// verification.
type unitCount struct {
	Name          string
	Count, Verify int
}

type memberLine struct {
	Number                         int
	Code, Title, Unit, Due, Reason string
	Open, Of, Percent              int
}

type summaryArgs struct {
	Title, Time, Day                             string
	Total, Dated, Continuous, NoDeadline, NoLead int
	Done, DoneInTime, DoneLate                   int
	NotDone, InTime, Overdue, Superiors          int
	Missed, FellDue, Rate                        int
	HasRate                                      bool
	ToVerify, ToDirector, Obstacles, DueSoon     int
	NoAnswer, NotReached, ViaOffice              int
	Outside                                      int // in no plan, of Total
	Worst                                        []memberLine
	Units                                        []unitCount
	// MoreWorst and MoreUnits are left out; Reached says whether there is a line
	// for the units that cannot be asked, Tight that there is no empty one, InOne
	// that everything overdue stands in one line.
	MoreWorst, MoreUnits  int
	Reached, Tight, InOne bool
}

// membersArgs: Parts says that assignments are listed, not tasks.
type membersArgs struct {
	Kind, Unit      string
	Parts           bool
	Total, From, To int
	Lines           []memberLine
}

// figureArgs: Parts says that assignments are counted, not tasks.
type figureArgs struct {
	Kind  string
	Count int
	Parts bool
}

type tableRow struct {
	Code, Name           string
	Done, Total, Overdue int
}

type tableArgs struct {
	Total int
	Rows  []tableRow
}

type forwardArgs struct {
	Summary summaryArgs
	Rows    []tableRow
}

type historyLine struct {
	Date, Name, Kind, Words, Due string
	Value                        string
	Percent                      int
	Agreed                       bool
}

type historyArgs struct {
	Code, Title string
	Lines       []historyLine
	More        int // older ones
}

type helpArgs struct {
	Name, Post           string
	Head, Office, Leader bool
}

// simulatedDigest: Absent says why nobody gets it now, as absentLine.State.
type simulatedDigest struct {
	Name, Absent   string
	Count, Overdue int
	Office         bool
	Lines          []digestLine
}

type simulatedDay struct {
	Day     string
	Digests []simulatedDigest
}

// absentLine is a post that nobody receives for: named, empty or unreachable.
type absentLine struct{ Post, Name, State string }

type simulateArgs struct {
	From, To, GoLive string
	NoOffice         bool
	Absent           []absentLine
	Days             []simulatedDay
}
