package sheets

import (
	"encoding/json"
	"runtime"
	"slices"
	"strings"
	"sync"

	"remanence/planner"
)

// dynamicField reports a field whose name is a pattern, or any other the project
// keeps that the vocabulary does not list: tier3_price, yield_co_pct.
func dynamicField(k Kind, name string) bool {
	if target(k, name) != nil {
		return false
	}
	var ok bool
	switch k {
	case Offers:
		if _, ok = planner.OfferField(name); !ok {
			_, ok = fieldNamed(planner.OfferFields, name)
		}
	case TakeBack:
		if _, ok = planner.YieldField(name); !ok {
			_, ok = fieldNamed(planner.StreamFields, name)
		}
	case Demand, Materials:
		_, ok = fieldNamed(planner.PartFields, name)
	case Rules:
		_, ok = fieldNamed(planner.RuleFields, name)
	}
	return ok
}

// plainTarget stands for such a field: its text is taken as the project writes it.
func plainTarget(_ Kind, name string) Target {
	shape := Words
	if strings.HasSuffix(name, "_pct") {
		shape = Percent
	} else if strings.HasSuffix(name, "_price") || strings.HasSuffix(name, "_from") || strings.HasSuffix(name, "_kg") {
		shape = Figure
	}
	return Target{Name: name, Title: strings.ReplaceAll(name, "_", " "), Shape: shape}
}

func fieldNamed[T any](fs []planner.Field[T], name string) (planner.Field[T], bool) {
	i := slices.IndexFunc(fs, func(f planner.Field[T]) bool { return f.Name == name })
	if i < 0 {
		return planner.Field[T]{}, false
	}
	return fs[i], true
}

// sink changes the rows of one table of a copy of the project and remembers what
// was changed, so that the changes can be made of the project itself.
type sink[T any] struct {
	table  string
	old    []T
	now    *[]T
	index  map[string]int
	known  map[string]planner.Field[T]
	look   func(name string) (planner.Field[T], bool)
	cells  map[int][]string // fields changed, by row of old
	seen   marks            // rows the sheet speaks of and that came in
	spared marks            // rows the sheet names, also where its row waits: they are never removed
	id     func(*T) string
	folded map[string]int // by planner.NameKey, -1 when several
	// whole reports changed fields that take a row replaced as a whole; nil for none.
	whole func(fields []string) bool
	probe T // for try
}

// marks are some rows of a list.
type marks []bool

func (m marks) has(i int) bool { return i < len(m) && m[i] }

func (m *marks) set(i int) {
	for len(*m) <= i {
		*m = append(*m, false)
	}
	(*m)[i] = true
}

// rowNumbers are rows of the sheet by row of a list, 0 for none.
type rowNumbers []int

func (n rowNumbers) of(i int) int {
	if i < len(n) {
		return n[i]
	}
	return 0
}

func (n *rowNumbers) set(i, row int) {
	for len(*n) <= i {
		*n = append(*n, 0)
	}
	(*n)[i] = row
}

func newSink[T any](table string, old []T, now *[]T, id func(*T) string, look func(string) (planner.Field[T], bool)) *sink[T] {
	s := &sink[T]{table: table, old: old, now: now, index: make(map[string]int, len(*now)), known: map[string]planner.Field[T]{}, look: look,
		cells: map[int][]string{}, id: id, folded: make(map[string]int, len(*now))}
	for i := range *now {
		s.name(i)
	}
	return s
}

func (s *sink[T]) name(i int) {
	id := s.id(&(*s.now)[i])
	s.index[id] = i
	key := planner.NameKey(id)
	if _, twice := s.folded[key]; twice {
		s.folded[key] = -1
	} else {
		s.folded[key] = i
	}
}

// find is the row of a name; capitals, blanks and hyphens do not matter as long
// as they leave one row.
func (s *sink[T]) find(id string) (int, bool) {
	if i, ok := s.index[id]; ok {
		return i, true
	}
	i, ok := s.folded[planner.NameKey(id)]
	return i, ok && i >= 0
}

func (s *sink[T]) field(name string) (planner.Field[T], bool) {
	if f, ok := s.known[name]; ok {
		return f, true
	}
	f, ok := s.look(name)
	if ok {
		s.known[name] = f
	}
	return f, ok
}

func (s *sink[T]) add(row T) int {
	if len(*s.now) == cap(*s.now) { // rows are large: space for as many again
		*s.now = slices.Grow(*s.now, max(16, len(*s.now)))
	}
	*s.now = append(*s.now, row)
	i := len(*s.now) - 1
	s.name(i)
	return i
}

// set changes a cell; before is what stood there, the same as after when nothing
// changed.
func (s *sink[T]) set(i int, name, text string) (before, after string, err error) {
	f, ok := s.field(name)
	if !ok {
		return "", "", errNoField(name)
	}
	row := &(*s.now)[i]
	before = f.Get(row)
	if before == text {
		return before, before, nil
	}
	if err := f.Set(row, text); err != nil {
		return before, before, err
	}
	if after = f.Get(row); after != before && i < len(s.old) {
		s.cells[i] = append(s.cells[i], name)
	}
	return before, after, nil
}

// try reports whether a field takes a text, without changing a row.
func (s *sink[T]) try(name, text string) error {
	f, ok := s.field(name)
	if !ok {
		return errNoField(name)
	}
	s.probe = *new(T)
	return f.Set(&s.probe, text)
}

// manyCells is from when a row is replaced as a whole: one edit for a part's
// months reads better in the log than sixty.
const manyCells = 12

// edits are the changes of the project, rows removed first.
func (s *sink[T]) edits(removed []int) []planner.Edit {
	var out []planner.Edit
	slices.Sort(removed)
	for _, i := range slices.Backward(removed) {
		if text, err := json.Marshal(s.old[i]); err == nil {
			out = append(out, planner.Edit{What: planner.Path(s.table, s.id(&s.old[i])), Before: string(text), Row: i})
		}
	}
	for i := range s.old {
		row := &(*s.now)[i]
		if len(s.cells[i]) == 0 || among(removed, i) {
			continue
		}
		id := s.id(&s.old[i])
		whole := s.whole != nil && s.whole(s.cells[i])
		var cells []planner.Edit
		done := map[string]bool{}
		for _, name := range s.cells[i] {
			f, _ := s.field(name)
			before, after := f.Get(&s.old[i]), f.Get(row)
			if before != after && !done[name] {
				cells = append(cells, planner.Edit{What: planner.Path(s.table, id, name), Before: before, After: after})
			}
			done[name] = true
		}
		if len(cells) <= manyCells && !whole {
			out = append(out, cells...)
			continue
		}
		before, err1 := json.Marshal(&s.old[i])
		after, err2 := json.Marshal(row)
		if err1 == nil && err2 == nil && string(before) != string(after) {
			out = append(out, planner.Edit{What: planner.Path(s.table, id), Before: string(before), After: string(after), Row: i})
		}
	}
	for _, e := range s.added(len(removed)) {
		if e.After != "" {
			out = append(out, e)
		}
	}
	return out
}

// added are the edits that put the new rows in, written on all processors: a sheet
// can bring a hundred thousand.
func (s *sink[T]) added(removed int) []planner.Edit {
	rows := (*s.now)[len(s.old):]
	out := make([]planner.Edit, len(rows))
	workers := max(1, min(runtime.GOMAXPROCS(0), len(rows)/64))
	var work sync.WaitGroup
	for w := range workers {
		work.Go(func() {
			for i := w; i < len(rows); i += workers {
				if text, err := json.Marshal(&rows[i]); err == nil {
					out[i] = planner.Edit{What: planner.Path(s.table, s.id(&rows[i])), After: string(text), Row: len(s.old) + i - removed}
				}
			}
		})
	}
	work.Wait()
	return out
}

// among reports a row of a sorted list.
func among(sorted []int, i int) bool {
	_, ok := slices.BinarySearch(sorted, i)
	return ok
}

// wholeRows replaces every changed row as a whole.
func wholeRows[T any](b *builder, s *sink[T]) []planner.Edit {
	removed := s.left(b)
	changed := s.cells
	s.cells = map[int][]string{}
	edits := s.edits(removed)
	for i := range s.old {
		if len(changed[i]) == 0 || among(removed, i) {
			continue
		}
		before, err1 := json.Marshal(&s.old[i])
		after, err2 := json.Marshal(&(*s.now)[i])
		if err1 == nil && err2 == nil && string(before) != string(after) {
			edits = append(edits, planner.Edit{What: planner.Path(s.table, s.id(&s.old[i])), Before: string(before), After: string(after), Row: i})
		}
	}
	return edits
}

// left are the rows of the project that a replacing sheet does not name.
func (s *sink[T]) left(b *builder) []int {
	var out []int
	if b.Mode == Replace {
		for i := range s.old {
			if !s.seen.has(i) && !s.spared.has(i) {
				out = append(out, i)
			}
		}
	}
	b.removed = len(out)
	return out
}

type errNoField string

func (e errNoField) Error() string { return "there is no field " + string(e) }
