package plan

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Table holds the entities of one kind in a dense slice indexed by id, which
// starts at 1. It logs the rows that it overwrites, so that changes can be
// taken back, or copied into another table of the same kind.
type Table[ID ~uint32, T any] struct {
	name string
	rows []T // rows[0] is never used
	log  []before[T]
}

// before is what a row was before a change; grew says that there was no row.
type before[T any] struct {
	id   uint32
	grew bool
	row  T
}

// Len returns the highest id in use. Zero is an empty table.
func (t *Table[ID, T]) Len() int { return max(len(t.rows)-1, 0) }

// Next returns the id that the next new row gets: one above the highest.
func (t *Table[ID, T]) Next() ID { return ID(t.Len() + 1) }

// Get returns the row of an id, or the zero row when there is none.
func (t *Table[ID, T]) Get(id ID) T {
	if id == 0 || int(id) >= len(t.rows) {
		var none T
		return none
	}
	return t.rows[id]
}

// Has reports whether the id is in use.
func (t *Table[ID, T]) Has(id ID) bool { return id != 0 && int(id) < len(t.rows) }

// Rows returns the rows for reading, with an unused row at index 0. The slice
// is only good until the next change.
func (t *Table[ID, T]) Rows() []T { return t.rows }

// All yields ids and rows in the order of ids; rows are for reading only.
func (t *Table[ID, T]) All() func(yield func(ID, *T) bool) {
	return func(yield func(ID, *T) bool) {
		for i := 1; i < len(t.rows); i++ {
			if !yield(ID(i), &t.rows[i]) {
				return
			}
		}
	}
}

// Set writes a row. An id above the highest extends the table; the rows
// between stay zero.
func (t *Table[ID, T]) Set(id ID, row T) {
	if id == 0 {
		return
	}
	for int(id) >= len(t.rows) {
		if len(t.rows) == 0 {
			var none T
			t.rows = append(t.rows, none)
			continue
		}
		var none T
		t.log = append(t.log, before[T]{id: uint32(len(t.rows)), grew: true})
		t.rows = append(t.rows, none)
	}
	t.log = append(t.log, before[T]{id: uint32(id), row: t.rows[id]})
	t.rows[id] = row
}

// Update changes the row of an id in place through change; an unknown id is
// left alone.
func (t *Table[ID, T]) Update(id ID, change func(*T)) {
	if !t.Has(id) {
		return
	}
	row := t.rows[id]
	change(&row)
	t.Set(id, row)
}

// Rows of a register, as store sees them: without their type.
type rowsAny interface {
	Name() string
	Len() int
	Encode(id uint32) ([]byte, error)
	Decode(id uint32, data []byte) error
	grow(n int)
	mark() int
	revert(mark int)
	changed() []uint32
	forget(mark int)
	copied(ids []Row) rowsCopied
	put(rows rowsCopied)
	clone(from rowsAny)
}

// Name returns the table's name, which is also that of its bucket.
func (t *Table[ID, T]) Name() string { return t.name }

// Encode returns the canonical JSON of a row.
func (t *Table[ID, T]) Encode(id uint32) ([]byte, error) { return json.Marshal(t.Get(ID(id))) }

// Decode puts a row written by Encode into the table without logging it.
func (t *Table[ID, T]) Decode(id uint32, data []byte) error {
	if id == 0 {
		return fmt.Errorf("plan: %s has a row with id 0", t.name)
	}
	var row T
	if err := json.Unmarshal(data, &row); err != nil {
		return fmt.Errorf("plan: %s %d: %w", t.name, id, err)
	}
	t.grow(int(id))
	t.rows[id] = row
	return nil
}

// grow extends the table to an id; new rows are zero and not logged.
func (t *Table[ID, T]) grow(id int) {
	if n := id + 1 - len(t.rows); n > 0 {
		t.rows = append(t.rows, make([]T, n)...)
	}
}

func (t *Table[ID, T]) mark() int { return len(t.log) }

func (t *Table[ID, T]) revert(mark int) {
	for i := len(t.log) - 1; i >= mark; i-- {
		b := t.log[i]
		if b.grew {
			t.rows = t.rows[:b.id]
			continue
		}
		t.rows[b.id] = b.row
	}
	t.log = t.log[:mark]
}

// changed returns the ids of the logged rows, each once, in order of change.
func (t *Table[ID, T]) changed() []uint32 {
	if len(t.log) == 0 {
		return nil
	}
	seen := make(map[uint32]bool, len(t.log))
	ids := make([]uint32, 0, len(t.log))
	for _, b := range t.log {
		if !seen[b.id] {
			seen[b.id] = true
			ids = append(ids, b.id)
		}
	}
	return ids
}

// forget empties the log up to a mark.
func (t *Table[ID, T]) forget(mark int) {
	n := copy(t.log, t.log[mark:])
	clear(t.log[n:])
	t.log = t.log[:n]
}

// rowsCopied are copies of rows of one table.
type rowsCopied interface{ table() int }

type copies[T any] struct {
	index int // of the table
	ids   []Row
	rows  []T
}

func (c *copies[T]) table() int { return c.index }

func (t *Table[ID, T]) copied(ids []Row) rowsCopied {
	c := &copies[T]{index: ids[0].Table, ids: ids, rows: make([]T, len(ids))}
	for i, row := range ids {
		c.rows[i] = t.rows[row.ID]
	}
	return c
}

func (t *Table[ID, T]) put(from rowsCopied) {
	c, ok := from.(*copies[T])
	if !ok {
		return
	}
	for i, row := range c.ids {
		t.grow(int(row.ID))
		t.rows[row.ID] = c.rows[i]
	}
}

func (t *Table[ID, T]) clone(from rowsAny) {
	if src, ok := from.(*Table[ID, T]); ok {
		t.rows = slices.Clone(src.rows)
	}
}
