package sheets

import (
	"fmt"
	"strings"

	"remanence/planner"
)

// plainHandler reads tables whose columns are the fields themselves.
type plainHandler[T any] struct {
	b     *builder
	key   string
	rows  *sink[T]
	fresh func(id string) T
	rowOf map[int]int
}

func newPlain[T any](b *builder, table, key string, old []T, now *[]T, id func(*T) string, look func(string) (planner.Field[T], bool), fresh func(string) T) *plainHandler[T] {
	return &plainHandler[T]{b: b, key: key, rows: newSink(table, old, now, id, look), fresh: fresh, rowOf: map[int]int{}}
}

func (h *plainHandler[T]) take(r *record) {
	id := r.text(h.key)
	r.Name = id
	if id == "" {
		r.refuse(r.get(h.key), "The row has no name.", "Type one, or leave the row out.")
	}
	i, exists := h.rows.find(id)
	if exists && h.b.Mode == Append {
		r.ask(r.get(h.key), "There is a "+h.b.Mapping.Kind.One()+" "+id+" already.", "Choose update to change it.")
	}
	if n := h.rowOf[i]; exists && n > 0 {
		r.ask(r.get(h.key), fmt.Sprintf("%s stands in row %d as well.", id, n), "Take the row to let it replace that one, or leave it out.")
	}
	for k := range vocabulary[h.b.Mapping.Kind] {
		t := &vocabulary[h.b.Mapping.Kind][k]
		if t.Key && t.Name != h.key && !exists && r.text(t.Name) == "" && r.Status != Refused {
			r.refuse(r.get(t.Name), "The "+strings.ToLower(t.Title)+" is missing.", "Fill it in.")
		}
	}
	var cells []cell
	for k := range r.vals {
		v := &r.vals[k]
		if v.Target == h.key || v.Target == "" || v.text == "" && h.b.Mode != Replace {
			continue
		}
		if err := h.rows.try(v.Target, v.text); err != nil {
			what, mend := sentences(err)
			r.refuse(v, what, mend)
			continue
		}
		cells = append(cells, cell{v.Target, v.text})
	}
	if exists {
		h.rows.spared.set(i)
	}
	if r.stays() {
		return
	}
	r.Change = Same
	if !exists {
		i, r.Change = h.rows.add(h.fresh(id)), New
	}
	h.rows.seen.set(i)
	h.rowOf[i] = r.N
	for _, c := range cells {
		if before, after, err := h.rows.set(i, c.name, c.text); err == nil {
			f, _ := h.rows.field(c.name)
			r.did(f.Title, before, after)
		}
	}
}

func (h *plainHandler[T]) finish() []planner.Edit {
	return h.rows.edits(h.rows.left(h.b))
}
