package store

import (
	"cmp"
	"slices"

	"dondoc/plan"
)

// memory is one copy of what the store holds in memory. The writer changes
// its own copy and logs what it overwrites; the published copy takes copies of
// the same changes after they are durable.
type memory struct {
	register *plan.Register
	queue    queue
	people   kept[plan.PersonID, Particulars]
	accounts kept[int64, plan.PersonID]
	meta     kept[string, string]
	jobs     kept[JobID, Job]
	// recent is the part of the history index that is not in its bucket yet:
	// numbers of events after the checkpoint, rising.
	recent kept[plan.TaskID, []uint64]
	counters
}

// counters are the numbers that go on from command to command.
type counters struct {
	seq    uint64 // of the last event
	at     int64  // of the last event, Unix milliseconds
	text   plan.TextID
	notice plan.NoticeID
	job    JobID
	totals Totals
	cached uint64 // the event of the last checkpoint
}

func newMemory() *memory {
	return &memory{
		register: plan.NewRegister(),
		people:   newKept[plan.PersonID, Particulars](),
		accounts: newKept[int64, plan.PersonID](),
		meta:     newKept[string, string](),
		jobs:     newKept[JobID, Job](),
		recent:   newKept[plan.TaskID, []uint64](),
	}
}

// setPerson replaces the particulars of a person; empty ones are forgotten.
func (m *memory) setPerson(p Particulars) {
	old, known := m.people.get(p.Person)
	if known && old.Account != 0 && old.Account != p.Account {
		if owner, _ := m.accounts.get(old.Account); owner == p.Person {
			m.accounts.remove(old.Account)
		}
	}
	if p.empty() {
		m.people.remove(p.Person)
		return
	}
	m.people.set(p.Person, p)
	if p.Account != 0 {
		m.accounts.set(p.Account, p.Person)
	}
}

func (p Particulars) empty() bool { return p.Name == "" && p.Account == 0 && p.Chat == 0 }

// remember adds an event to the history of tasks.
func (m *memory) remember(tasks []plan.TaskID, seq uint64) {
	for _, task := range tasks {
		seqs, _ := m.recent.get(task)
		m.recent.set(task, append(seqs, seq))
	}
}

// logged is a point in the logs of a memory.
type logged struct {
	register                                    plan.Mark
	queue, people, accounts, meta, jobs, recent int
}

func (m *memory) mark() logged {
	return logged{
		m.register.Mark(), len(m.queue.log), len(m.people.log), len(m.accounts.log), len(m.meta.log),
		len(m.jobs.log), len(m.recent.log),
	}
}

// revert takes back everything that was not kept.
func (m *memory) revert(to counters) {
	m.register.Revert(plan.Mark{})
	m.queue.revert()
	m.people.revert()
	m.accounts.revert()
	m.meta.revert()
	m.jobs.revert()
	m.recent.revert()
	m.counters = to
}

// keep empties the logs up to a point: those changes stand.
func (m *memory) keep(to logged) {
	m.register.Keep(to.register)
	m.queue.log = cut(m.queue.log, to.queue)
	m.people.log = cut(m.people.log, to.people)
	m.accounts.log = cut(m.accounts.log, to.accounts)
	m.meta.log = cut(m.meta.log, to.meta)
	m.jobs.log = cut(m.jobs.log, to.jobs)
	m.recent.log = cut(m.recent.log, to.recent)
}

// cut drops the first entries of a log.
func cut[T any](log []T, n int) []T {
	left := copy(log, log[n:])
	clear(log[left:])
	return log[:left]
}

// changes are copies of what was changed in a memory, as it was then.
type changes struct {
	rows     []plan.Row
	register plan.Copies
	queue    []entry[plan.NoticeID, plan.Notice]
	people   []entry[plan.PersonID, Particulars]
	accounts []entry[int64, plan.PersonID]
	meta     []entry[string, string]
	jobs     []entry[JobID, Job]
	recent   []entry[plan.TaskID, []uint64]
	counters
}

// entry is what a key has now; false when it has nothing.
type entry[K comparable, V any] struct {
	key   K
	value V
	has   bool
}

// changes copies what the logs say was changed.
func (m *memory) changes() changes {
	rows := m.register.Changed()
	return changes{
		rows, m.register.Copy(rows), m.queue.changes(), m.people.changes(), m.accounts.changes(), m.meta.changes(),
		m.jobs.changes(), m.recent.changes(), m.counters,
	}
}

// take makes the changes of another memory.
func (m *memory) take(c changes) {
	m.register.Put(c.register)
	for _, n := range c.queue {
		if n.has {
			m.queue.put(n.value)
		} else {
			m.queue.drop(n.key)
		}
	}
	m.people.take(c.people)
	m.accounts.take(c.accounts)
	m.meta.take(c.meta)
	m.jobs.take(c.jobs)
	m.recent.take(c.recent)
	if m.cached != c.cached { // a checkpoint: the index has them all
		m.recent = newKept[plan.TaskID, []uint64]()
	}
	m.counters = c.counters
}

// kept is a map that logs what it overwrites.
type kept[K comparable, V any] struct {
	now map[K]V
	log []overwritten[K, V]
}

type overwritten[K comparable, V any] struct {
	key   K
	value V
	had   bool
}

func newKept[K comparable, V any]() kept[K, V] { return kept[K, V]{now: map[K]V{}} }

func (k *kept[K, V]) get(key K) (V, bool) {
	v, ok := k.now[key]
	return v, ok
}

func (k *kept[K, V]) note(key K) {
	v, had := k.now[key]
	k.log = append(k.log, overwritten[K, V]{key, v, had})
}

func (k *kept[K, V]) set(key K, value V) {
	k.note(key)
	k.now[key] = value
}

func (k *kept[K, V]) remove(key K) {
	k.note(key)
	delete(k.now, key)
}

func (k *kept[K, V]) revert() {
	for _, o := range slices.Backward(k.log) {
		if o.had {
			k.now[o.key] = o.value
		} else {
			delete(k.now, o.key)
		}
	}
	k.log = cut(k.log, len(k.log))
}

func (k *kept[K, V]) changes() []entry[K, V] {
	list := make([]entry[K, V], len(k.log))
	for i, o := range k.log {
		v, ok := k.now[o.key]
		list[i] = entry[K, V]{o.key, v, ok}
	}
	return list
}

// take makes the changes of another one, without logging them.
func (k *kept[K, V]) take(list []entry[K, V]) {
	for _, c := range list {
		if c.has {
			k.now[c.key] = c.value
		} else {
			delete(k.now, c.key)
		}
	}
}

// queue holds the queued notices in the order of their ids. Adding at the end
// and removing near either end are cheap, as a queue is used; it logs what it
// overwrites.
type queue struct {
	list []plan.Notice
	log  []overwritten[plan.NoticeID, plan.Notice]
}

func (q *queue) find(id plan.NoticeID) (int, bool) {
	return slices.BinarySearchFunc(q.list, id, func(n plan.Notice, id plan.NoticeID) int {
		return cmp.Compare(n.ID, id)
	})
}

func (q *queue) get(id plan.NoticeID) (plan.Notice, bool) {
	if i, ok := q.find(id); ok {
		return q.list[i], true
	}
	return plan.Notice{}, false
}

func (q *queue) note(id plan.NoticeID) {
	n, had := q.get(id)
	q.log = append(q.log, overwritten[plan.NoticeID, plan.Notice]{id, n, had})
}

func (q *queue) set(n plan.Notice) {
	q.note(n.ID)
	q.put(n)
}

func (q *queue) remove(id plan.NoticeID) {
	q.note(id)
	q.drop(id)
}

func (q *queue) put(n plan.Notice) {
	i, ok := q.find(n.ID)
	if ok {
		q.list[i] = n
		return
	}
	q.list = slices.Insert(q.list, i, n)
}

// drop closes the gap from the side that is shorter.
func (q *queue) drop(id plan.NoticeID) {
	i, ok := q.find(id)
	if !ok {
		return
	}
	if i >= len(q.list)/2 {
		q.list = slices.Delete(q.list, i, i+1)
		return
	}
	copy(q.list[1:i+1], q.list[:i])
	q.list[0] = plan.Notice{}
	q.list = q.list[1:]
}

func (q *queue) revert() {
	for _, o := range slices.Backward(q.log) {
		if o.had {
			q.put(o.value)
		} else {
			q.drop(o.key)
		}
	}
	q.log = cut(q.log, len(q.log))
}

func (q *queue) changes() []entry[plan.NoticeID, plan.Notice] {
	list := make([]entry[plan.NoticeID, plan.Notice], len(q.log))
	for i, o := range q.log {
		n, ok := q.get(o.key)
		list[i] = entry[plan.NoticeID, plan.Notice]{o.key, n, ok}
	}
	return list
}
