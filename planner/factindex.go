package planner

// factIndex finds grades and materials by name without going through them all.
// It is about the rows it was made from: facts that were given others since are
// searched row by row.
type factIndex struct {
	ofGrades          []Grade
	ofMaterials       []Material
	grades, materials nameIndex
}

// BuildIndex makes Grade and Material quick. Call it once all rows are there and
// before facts are shared: names must not be changed in place after it.
func (f *Facts) BuildIndex() {
	x := &factIndex{ofGrades: f.Grades, ofMaterials: f.Materials, grades: newNameIndex(len(f.Grades)), materials: newNameIndex(len(f.Materials))}
	for i := range f.Grades {
		x.grades.add(i, f.Grades[i].Name)
		x.grades.add(i, f.Grades[i].Aliases...)
	}
	for i := range f.Materials {
		x.materials.add(i, f.Materials[i].ID, f.Materials[i].Name)
		x.materials.add(i, f.Materials[i].Aliases...)
	}
	f.index = x
}

func (x *factIndex) holdsGrades(rows []Grade) bool {
	return x != nil && sameRows(x.ofGrades, rows)
}

func (x *factIndex) holdsMaterials(rows []Material) bool {
	return x != nil && sameRows(x.ofMaterials, rows)
}

// sameRows reports whether two lists are the same memory.
func sameRows[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// nameIndex leads from names to the last row that bears them.
type nameIndex struct {
	byKey map[string]int    // by NameKey
	keys  map[string]string // the key of each name as the rows spell it
}

func newNameIndex(rows int) nameIndex {
	return nameIndex{make(map[string]int, 2*rows), make(map[string]string, 2*rows)}
}

// add notes the names of a row; rows come in their order.
func (x nameIndex) add(row int, names ...string) {
	for _, n := range names {
		if k := NameKey(n); k != "" {
			x.byKey[k], x.keys[n] = row, k
		}
	}
}

func (x nameIndex) find(name string) (int, bool) {
	key, ok := x.keys[name]
	if !ok {
		key = NameKey(name)
	}
	i, ok := x.byKey[key]
	return i, ok
}
