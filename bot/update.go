package bot

import "time"

// UpdateKind says what a person did.
type UpdateKind uint8

// The kinds of update. The zero kind is nothing that concerns us.
const (
	Other   UpdateKind = iota
	Said               // a message
	Edited             // a message was edited
	Pressed            // a button
	Blocked            // the person stopped the bot
	Back               // the person started it again
	Unread             // something said or pressed that could not be decoded
)

// Update is one thing a person did, as the telegram room decodes it.
type Update struct {
	ID      int64
	Kind    UpdateKind
	Account int64 // Telegram's user id
	Chat    int64
	Private bool
	// Name and Language are what Telegram says of the account; Language is a
	// tag as "vi", empty when unknown.
	Name, Language string
	// Message is the message said or edited, or under which a button was.
	Message int
	ReplyTo int // zero: no reply
	// At is when it was said, edited or, for a button, received.
	At   time.Time
	Text string
	// File is a document or photo sent with it, Album what groups it with others.
	File  *File
	Album string
	// Callback is Telegram's id of a button press, Data what the button carries.
	Callback, Data string
	// Raw is the update as it came, kept if it has to be put aside.
	Raw []byte
}

// File is a file that a person sent, by Telegram's id of it.
type File struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Size int64  `json:"size"`
	Mime string `json:"mime"`
	// Photo says that it was sent as a photo, and has no name of its own.
	Photo bool `json:"photo,omitempty"`
}

// Ack is the short answer to a button press, given after it is durable.
type Ack struct {
	Callback string
	Text     string // empty: only the spinner ends
}
