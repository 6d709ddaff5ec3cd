package store

import (
	"bytes"
	"encoding/binary"
	"time"
)

// onceKept is how long a Once is known at least. Telegram keeps an update for
// 24 hours; ids may start anew at random after a week of silence.
const onceKept = 9 * 24 * time.Hour

// onceSweep is how many known Once a commit looks at for each one that it adds:
// more than one, so that the sweep overtakes what is added.
const onceSweep = 4

// sweep forgets some Once that are old enough, going round the bucket in small
// pieces: one commit each.
func (w *writer) sweep() error {
	if w.once == 0 {
		return nil
	}
	bucket := w.tx.Bucket(bSeen)
	oldest := w.now().Add(-onceKept).UnixMilli()
	cursor := bucket.Cursor()
	key, value := cursor.Seek(w.swept)
	var old [][]byte
	for range onceSweep * w.once {
		if key == nil {
			break
		}
		if len(value) == 8 && int64(binary.BigEndian.Uint64(value)) < oldest {
			old = append(old, bytes.Clone(key))
		}
		key, value = cursor.Next()
	}
	w.swept = bytes.Clone(key)
	for _, key := range old {
		if err := bucket.Delete(key); err != nil {
			return err
		}
	}
	return nil
}
