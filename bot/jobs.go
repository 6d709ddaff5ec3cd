package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"
	"time"

	"dondoc/plan"
	"dondoc/planfile"
	"dondoc/store"
	"dondoc/viet"
)

// Slow work is what waits for Telegram or would hold up the writer. It is kept
// in the store until it is done, so that a restart loses none; what comes of it
// is an answer to who waits, given in the command that ends it.

// The kinds of job.
const (
	jobReadPlan  = "read_plan"
	jobWritePlan = "write_plan"
	jobKeepFile  = "keep_file"
)

const (
	// jobPatience is how long who waits for a job hears nothing of it.
	jobPatience = 2 * time.Second
	// jobAttempts is how often a job is begun that ends the process.
	jobAttempts = 3
	// jobPause is how long a job waits when what it needs is not there; each time
	// twice as long, up to longestPause.
	jobPause     = 5 * time.Second
	longestPause = 5 * time.Minute
)

// Errors of what a job needs; a job that meets any other tries again later.
var (
	// ErrFileTooBig is returned by Options.Download for what Telegram does not
	// hand out, or is larger than was asked for.
	ErrFileTooBig = errors.New("bot: the file is too big")
	// ErrFileGone is returned by Options.Download for a file that Telegram does
	// not have.
	ErrFileGone = errors.New("bot: there is no such file")
)

// jobArgs are what a job is about.
type jobArgs struct {
	// File is a plan to read, and Take what in it are the tasks; or it is that of
	// Evidence, to be fetched.
	File     File            `json:"file,omitzero"`
	Take     planfile.Source `json:"take,omitempty"`
	Evidence plan.FileID     `json:"evidence,omitempty"`
	// Plan is a plan to write. Zero: the empty form.
	Plan plan.PlanID `json:"plan,omitempty"`
}

func jobArgsOf(j store.Job) (args jobArgs) {
	_ = json.Unmarshal(j.Args, &args) // of our own making; zero arguments are answered as failed
	return args
}

// oweJob makes a job of the person's.
func (t *turn) oweJob(kind string, args jobArgs) {
	data, err := json.Marshal(args)
	if err != nil {
		panic(fmt.Sprintf("bot: job %s: %v", kind, err))
	}
	t.out.Jobs = append(t.out.Jobs, store.Job{Kind: kind, By: t.person, Args: data})
}

// jobDone says what a job came to.
type jobDone func(*turn)

// jobFailed tells who waits for a job that it came to nothing; nobody waits for
// a file to be kept.
func jobFailed(t *turn) {
	if t.job.Kind == jobKeepFile {
		return
	}
	t.answerJob(reply{Message: messageOf(textJobFailed.html(t.lang, none{}))})
}

// waiting is when a job may be begun again, and how often it was put off.
type waiting struct {
	at    time.Time
	times int
}

// Work does the jobs, one after another, until ctx ends; then it can be called
// again.
func (b *Bot) Work(ctx context.Context) {
	commits := b.commits()
	later := map[store.JobID]waiting{}
	for ctx.Err() == nil {
		var due <-chan time.Time
		job, at := b.nextJob(later)
		if wait := at.Sub(b.o.Now()); !at.IsZero() && wait <= 0 {
			if b.job(ctx, job) {
				delete(later, job.ID)
				continue
			}
			w := later[job.ID]
			later[job.ID] = waiting{b.o.Now().Add(min(jobPause<<min(w.times, 10), longestPause)), w.times + 1}
			continue
		} else if !at.IsZero() {
			due = time.After(wait)
		}
		select {
		case <-due:
		case <-commits:
		case <-ctx.Done():
		}
	}
}

// nextJob returns the job that may be begun first, and when; the zero time when
// there is none.
func (b *Bot) nextJob(later map[store.JobID]waiting) (next store.Job, at time.Time) {
	b.o.Store.Read(func(s *store.Snapshot) {
		for _, j := range s.Jobs() {
			from := later[j.ID].at
			if from.IsZero() {
				from = b.o.Now()
			}
			if at.IsZero() || from.Before(at) {
				next, at = j, from
			}
		}
	})
	return next, at
}

// job does a job and tells what came of it; false when it is to be done again
// later.
func (b *Bot) job(ctx context.Context, j store.Job) bool {
	if !b.count(ctx, &j, 1) {
		return false
	}
	if j.Attempts > jobAttempts {
		return b.endJob(ctx, j, jobFailed)
	}
	patience := time.AfterFunc(jobPatience, func() { b.progress(ctx, j) })
	if j.Kind == jobKeepFile {
		patience.Stop()
	}
	done, err := b.try(ctx, j)
	patience.Stop()
	if err != nil || ctx.Err() != nil {
		b.o.Log.Warn("a job waits", "job", j.ID, "kind", j.Kind, "error", err)
		b.count(context.WithoutCancel(ctx), &j, -1)
		return false
	}
	return b.endJob(ctx, j, done)
}

// try does a job; a panic is a failure for good.
func (b *Bot) try(ctx context.Context, j store.Job) (done jobDone, err error) {
	defer func() {
		if p := recover(); p != nil {
			b.o.Log.Error("job panicked", "job", j.ID, "kind", j.Kind, "panic", p, "stack", string(debug.Stack()))
			done, err = jobFailed, nil
		}
	}()
	switch j.Kind {
	case jobReadPlan:
		return b.readPlan(ctx, j)
	case jobWritePlan:
		return b.writePlan(j)
	case jobKeepFile:
		return b.keepFile(ctx, j)
	}
	return nil, fmt.Errorf("bot: a job of the unknown kind %q", j.Kind)
}

// count counts an attempt before it is made, or takes it back when it came to
// its end; false when that could not be written.
func (b *Bot) count(ctx context.Context, j *store.Job, by int) bool {
	result := b.o.Store.Do(ctx, []store.Command{{Run: func(v *store.View) (store.Outcome, error) {
		now, ok := v.Job(j.ID)
		if !ok {
			return store.Outcome{}, fmt.Errorf("bot: job %d is not to be done", j.ID)
		}
		now.Attempts = uint8(int(now.Attempts) + by)
		*j = now
		return store.Outcome{Jobs: []store.Job{now}}, nil
	}}})
	return result[0].Err == nil
}

// endJob tells what a job came to and ends it; false when that could not be
// written. Who may no longer have it done is told nothing.
func (b *Bot) endJob(ctx context.Context, j store.Job, done jobDone) bool {
	end := func(v *store.View, done jobDone) store.Outcome {
		if _, ok := v.Job(j.ID); !ok {
			return store.Outcome{}
		}
		t := b.jobTurn(v, j, "done")
		if t.mayDo(j.Kind) {
			done(t)
		}
		t.put(jobForm(j), nil)
		t.out.Done = append(t.out.Done, j.ID)
		return t.out
	}
	result := b.o.Store.Do(ctx, []store.Command{{
		Run: func(v *store.View) (store.Outcome, error) { return end(v, done), nil },
		Else: func(v *store.View, err error) store.Outcome {
			b.o.Log.Error("what came of a job could not be told", "job", j.ID, "error", err)
			return end(v, jobFailed)
		},
	}})
	return !errors.Is(result[0].Err, store.ErrNotDurable) && !errors.Is(result[0].Err, store.ErrClosed)
}

// mayDo reports whether the person may have a job of a kind done.
func (t *turn) mayDo(kind string) bool {
	switch kind {
	case jobWritePlan:
		return t.may(plan.Export, plan.Scope{})
	case jobKeepFile: // what was sent was sent
		return true
	}
	return t.may(plan.Manage, plan.Scope{})
}

// progress says that a job is being done.
func (b *Bot) progress(ctx context.Context, j store.Job) {
	b.o.Store.Do(ctx, []store.Command{{Run: func(v *store.View) (store.Outcome, error) {
		if _, ok := v.Job(j.ID); !ok {
			return store.Outcome{}, nil
		}
		t := b.jobTurn(v, j, "progress")
		var told plan.NoticeID
		if !t.get(jobForm(j), &told) && t.mayDo(j.Kind) {
			args := jobRunsArgs{Kind: j.Kind, Name: viet.TrimUTF16(jobArgsOf(j).File.Name, 60)}
			t.put(jobForm(j), t.owe(reply{Message: messageOf(textJobRuns.html(t.lang, args))}, 0))
		}
		return t.out, nil
	}}})
}

// jobForm is under which form the notice is kept that says that a job is being
// done.
func jobForm(j store.Job) string { return "job/" + strconv.FormatUint(uint64(j.ID), 10) }

// jobTurn is a turn of who waits for a job, in a stage of it.
func (b *Bot) jobTurn(v *store.View, j store.Job, stage string) *turn {
	t := b.turn(v, Update{At: v.Now})
	t.person, t.job, t.stem = j.By, j, jobForm(j)+"/"+stage
	t.lang = t.r.Language(t.person)
	v.By = t.person
	return t
}

// answerJob gives what a job came to in the place of the message that said that
// it was being done.
func (t *turn) answerJob(m reply) {
	var told plan.NoticeID
	if t.get(jobForm(t.job), &told) && m.Message.File == nil {
		receipt, _ := t.v.ReceiptOf(told)
		t.owe(m, receipt.Message)
		return
	}
	t.owe(m, 0)
}
