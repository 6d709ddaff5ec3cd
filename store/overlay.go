package store

import (
	"bytes"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"
)

// put is one key to write; a nil value deletes it.
type put struct{ bucket, key, value []byte }

// overlay is what commands have written and the file does not have yet: bucket →
// key → what is to be written. Of two values for one key the later one counts.
type overlay map[string]map[string]put

func (o overlay) add(p put) {
	table := o[string(p.bucket)]
	if table == nil {
		table = map[string]put{}
		o[string(p.bucket)] = table
	}
	table[string(p.key)] = p
}

// get returns what is to be written under a key, nil when it is to be deleted;
// false when nothing is.
func (o overlay) get(bucket, key []byte) ([]byte, bool) {
	p, ok := o[string(bucket)][string(key)]
	return p.value, ok
}

// write puts everything into a transaction, in the order of the keys: bbolt
// takes many times as long for keys in random order.
func (o overlay) write(tx *bolt.Tx) error {
	var puts []put
	for _, table := range o {
		puts = puts[:0]
		for _, p := range table {
			puts = append(puts, p)
		}
		slices.SortFunc(puts, func(a, b put) int { return bytes.Compare(a.key, b.key) })
		if err := writeTo(tx, puts); err != nil {
			return err
		}
	}
	return nil
}

// writeTo writes puts, those of one bucket one after another.
func writeTo(tx *bolt.Tx, puts []put) error {
	var bucket *bolt.Bucket
	for i, p := range puts {
		if i == 0 || !bytes.Equal(p.bucket, puts[i-1].bucket) {
			bucket = tx.Bucket(p.bucket)
			bucket.FillPercent = fillOf(p.bucket)
		}
		var err error
		if p.value == nil {
			err = bucket.Delete(p.key)
		} else {
			err = bucket.Put(p.key, p.value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// fillOf is how full the pages of a bucket are made: bbolt would leave half of
// each empty where keys are written in order.
func fillOf(bucket []byte) float64 {
	switch {
	case bytes.Equal(bucket, bJournal): // only grows at its end
		return 0.95
	case strings.HasPrefix(string(bucket), entityPrefix):
		return 0.9
	}
	return bolt.DefaultFillPercent
}
