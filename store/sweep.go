package store

import (
	"bytes"
	"encoding/binary"
	"time"

	bolt "go.etcd.io/bbolt"
)

// onceKept is how long a Once is known at least. Telegram keeps an update for
// 24 hours; ids may start anew at random after a week of silence.
const onceKept = 9 * 24 * time.Hour

// onceSweep is how many known Once a commit looks at for each one that it adds:
// more than one, so that the sweep overtakes what is added.
const onceSweep = 4

// sweep forgets some Once from before an instant, going round the bucket in
// small pieces: one a commit, larger when the commit has added more.
func (s *Store) sweep(tx *bolt.Tx, added int, expired int64) error {
	if added == 0 {
		return nil
	}
	bucket := tx.Bucket(bSeen)
	cursor := bucket.Cursor()
	key, value := cursor.Seek(s.swept)
	var old [][]byte
	for range onceSweep * added {
		if key == nil {
			break
		}
		if len(value) == 8 && int64(binary.BigEndian.Uint64(value)) < expired {
			old = append(old, bytes.Clone(key))
		}
		key, value = cursor.Next()
	}
	s.swept = bytes.Clone(key)
	for _, key := range old {
		if err := bucket.Delete(key); err != nil {
			return err
		}
	}
	return nil
}
