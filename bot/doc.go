// Package bot is the conversation: what a person said becomes commands, and
// every text that a person reads is worded here, from one catalogue of
// templates. It knows no Telegram and touches no disk; what it decides goes
// through the writer of store and the rules of plan.
package bot
