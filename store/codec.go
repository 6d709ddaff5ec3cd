package store

import (
	"encoding/binary"
	"encoding/json"
	"fmt"

	"dondoc/plan"
)

// The buckets. Keys are big endian, so that their order is that of the numbers.
var (
	bJournal  = []byte("journal")  // seq → event
	bHistory  = []byte("history")  // task, seq → nothing
	bQueue    = []byte("queue")    // notice → plan.Notice
	bKeys     = []byte("keys")     // notice key → notice, for ever
	bSeen     = []byte("seen")     // Once → Unix milliseconds
	bReceipts = []byte("receipts") // chat, message → plan.Receipt
	bSent     = []byte("sent")     // notice → key of its receipt
	bDigests  = []byte("digests")  // person, sent, notice → key of its receipt
	bEnded    = []byte("ended")    // notice → Ended, of those that were not sent
	bTexts    = []byte("texts")    // text → Text
	bPeople   = []byte("persons")  // person → Particulars
	bForms    = []byte("forms")    // person, name → value
	bAside    = []byte("aside")    // update → Aside
	bJobs     = []byte("jobs")     // job → Job
	bMeta     = []byte("meta")     // name → value, the settings of Outcome.Meta
	bState    = []byte("state")    // the store's own, see below

	buckets = [][]byte{
		bJournal, bHistory, bQueue, bKeys, bSeen, bReceipts, bSent, bDigests,
		bEnded, bTexts, bPeople, bForms, bAside, bJobs, bMeta, bState,
	}
)

// Keys of the state bucket.
var (
	stateInstance = []byte("instance") // id of the store, also in the file instance
	stateClean    = []byte("clean")    // set by Close, removed by Open
	stateCache    = []byte("cache")    // version of the entity buckets
	stateCached   = []byte("cached")   // the last event that is in them
	stateTotals   = []byte("totals")
)

const entityPrefix = "r/"

// entityBucket is the bucket of a table of the register.
func entityBucket(table string) []byte { return []byte(entityPrefix + table) }

// format is the first byte of every value that is not a cache.
const format = 1

// The largest key and value that a command may write. bbolt takes more, but a
// larger one is a mistake of the caller.
const (
	maxKey   = 1 << 10
	maxValue = 16 << 20
)

// pack returns the stored form of a value.
func pack(v any) ([]byte, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return packed(data), nil
}

// packed puts the format byte before JSON that is ready.
func packed(data []byte) []byte {
	out := make([]byte, 1+len(data))
	out[0] = format
	copy(out[1:], data)
	return out
}

// unpack reads what pack wrote. Nothing of data is kept.
func unpack(data []byte, v any) error {
	if len(data) == 0 || data[0] != format {
		return fmt.Errorf("%w: a value of an unknown format", ErrCorrupt)
	}
	if err := json.Unmarshal(data[1:], v); err != nil {
		return fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return nil
}

func key32(id uint32) []byte { return binary.BigEndian.AppendUint32(nil, id) }

func key64(id uint64) []byte { return binary.BigEndian.AppendUint64(nil, id) }

// signed64 keeps the order of negative numbers, as group chats have.
func signed64(n int64) uint64 { return uint64(n) ^ 1<<63 }

func historyKey(task plan.TaskID, seq uint64) []byte {
	return binary.BigEndian.AppendUint64(key32(uint32(task)), seq)
}

func receiptKey(chat int64, message int) []byte {
	return binary.BigEndian.AppendUint64(key64(signed64(chat)), signed64(int64(message)))
}

func digestKey(person plan.PersonID, sent int64, id plan.NoticeID) []byte {
	key := binary.BigEndian.AppendUint64(key32(uint32(person)), signed64(sent))
	return binary.BigEndian.AppendUint64(key, uint64(id))
}

func formKey(person plan.PersonID, name string) []byte {
	return append(key32(uint32(person)), name...)
}
