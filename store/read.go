package store

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"slices"

	bolt "go.etcd.io/bbolt"

	"dondoc/plan"
)

// reader reads the tables that are not held in memory, inside a transaction.
// Whatever it returns was copied out of the transaction. A value that cannot
// be read counts as missing and is logged.
type reader struct {
	tx *bolt.Tx
	// over is what the file does not have yet, the newest first.
	over []overlay
	bad  func(bucket string, err error)
}

// get returns the value of a key, nil when there is none; it is good only
// inside the transaction.
func (r reader) get(bucket, key []byte) []byte {
	for _, o := range r.over {
		if value, ok := o.get(bucket, key); ok {
			return value
		}
	}
	return r.tx.Bucket(bucket).Get(key)
}

func (r reader) load(bucket, key []byte, v any) bool {
	data := r.get(bucket, key)
	if data == nil {
		return false
	}
	if err := unpack(data, v); err != nil {
		r.bad(string(bucket), err)
		return false
	}
	return true
}

func (r reader) text(id plan.TextID) (Text, bool) {
	var t Text
	ok := r.load(bTexts, key32(uint32(id)), &t)
	return t, ok
}

func (r reader) keyUsed(key string) bool {
	return key != "" && r.get(bKeys, []byte(key)) != nil
}

func (r reader) receipt(chat int64, message int) (plan.Receipt, bool) {
	return r.receiptAt(receiptKey(chat, message))
}

func (r reader) receiptAt(key []byte) (plan.Receipt, bool) {
	var receipt plan.Receipt
	ok := r.load(bReceipts, key, &receipt)
	return receipt, ok
}

func (r reader) receiptOf(id plan.NoticeID) (plan.Receipt, bool) {
	key := r.get(bSent, key64(uint64(id)))
	if key == nil {
		return plan.Receipt{}, false
	}
	return r.receiptAt(key)
}

func (r reader) digests(person plan.PersonID, n int) []plan.Receipt {
	var list []plan.Receipt
	r.newest(bDigests, key32(uint32(person)), func(_, value []byte) bool {
		if len(list) >= n {
			return false
		}
		if receipt, ok := r.receiptAt(value); ok {
			list = append(list, receipt)
		}
		return true
	})
	return list
}

// history returns the newest events about a task; recent are those that the
// index may not have yet.
func (r reader) history(task plan.TaskID, recent []uint64, n int) []plan.Event {
	var events []plan.Event
	add := func(key []byte) bool {
		var e plan.Event
		if len(events) < n && r.load(bJournal, key, &e) {
			events = append(events, e)
		}
		return len(events) < n
	}
	for _, seq := range slices.Backward(recent) {
		add(key64(seq))
	}
	r.newest(bHistory, key32(uint32(task)), func(key, _ []byte) bool {
		if len(recent) > 0 && binary.BigEndian.Uint64(key[4:]) >= recent[0] {
			return true // a checkpoint came in between
		}
		return add(key[4:])
	})
	return events
}

func (r reader) form(person plan.PersonID, name string) (json.RawMessage, bool) {
	value := r.get(bForms, formKey(person, name))
	if value == nil {
		return nil, false
	}
	return bytes.Clone(value), true
}

// newest walks the keys of a prefix from the last to the first until yield
// returns false.
func (r reader) newest(bucket, prefix []byte, yield func(key, value []byte) bool) {
	fresh := r.fresh(bucket, prefix)
	cursor := r.tx.Bucket(bucket).Cursor()
	after := bytes.Clone(prefix)
	key, value := cursor.Last()
	if increment(after) {
		if k, _ := cursor.Seek(after); k != nil {
			key, value = cursor.Prev()
		} else {
			key, value = cursor.Last()
		}
	}
	for {
		stored := key != nil && bytes.HasPrefix(key, prefix)
		if len(fresh) > 0 && (!stored || bytes.Compare(fresh[0].key, key) >= 0) {
			p := fresh[0]
			fresh = fresh[1:]
			if stored && bytes.Equal(p.key, key) {
				key, value = cursor.Prev()
			}
			if p.value != nil && !yield(p.key, p.value) {
				return
			}
			continue
		}
		if !stored || !yield(key, value) {
			return
		}
		key, value = cursor.Prev()
	}
}

// fresh lists what is yet to be written under a prefix, the last key first.
func (r reader) fresh(bucket, prefix []byte) []put {
	var list []put
	for i, o := range r.over {
		for key, p := range o[string(bucket)] {
			if !bytes.HasPrefix(p.key, prefix) {
				continue
			}
			newer := slices.ContainsFunc(r.over[:i], func(o overlay) bool {
				_, ok := o[string(bucket)][key]
				return ok
			})
			if !newer {
				list = append(list, p)
			}
		}
	}
	slices.SortFunc(list, func(a, b put) int { return bytes.Compare(b.key, a.key) })
	return list
}

// increment makes the next prefix of the same length; false when there is none.
func increment(prefix []byte) bool {
	for i := len(prefix) - 1; i >= 0; i-- {
		prefix[i]++
		if prefix[i] != 0 {
			return true
		}
	}
	return false
}
