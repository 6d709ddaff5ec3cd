package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"dondoc/plan"
	"dondoc/store"
)

// maxEvidence is how large a file is that a bot can fetch:
// https://core.telegram.org/bots/api#getfile.
const maxEvidence = 20 << 20

// keepFile fetches a file that was sent as evidence and keeps it under its sum,
// so that it can be shown later that it is the same. One that Telegram does not
// hand out stays with Telegram only.
func (b *Bot) keepFile(ctx context.Context, j store.Job) (jobDone, error) {
	args := jobArgsOf(j)
	data, err := b.o.Download(ctx, args.File.ID, maxEvidence)
	switch {
	case errors.Is(err, ErrFileTooBig) || errors.Is(err, ErrFileGone):
		b.o.Log.Warn("a file sent as evidence cannot be fetched", "file", args.Evidence, "error", err)
		return func(*turn) {}, nil
	case err != nil:
		return nil, err
	}
	sum := sha256.Sum256(data)
	name := hex.EncodeToString(sum[:])
	if err := b.o.Keep(name, data); err != nil {
		return nil, err
	}
	return func(t *turn) {
		if t.r.Files.Has(args.Evidence) {
			t.v.Record(plan.EvidenceKept{ID: args.Evidence, Size: int64(len(data)), Sum: name})
		}
	}, nil
}
