package highs

// BasisStatus says where a column or row stands in a basis.
type BasisStatus int32

// The places in a basis.
const (
	AtLower  BasisStatus = 0
	Basic    BasisStatus = 1
	AtUpper  BasisStatus = 2
	AtZero   BasisStatus = 3 // free and not basic
	Nonbasic BasisStatus = 4 // not basic; the optimiser picks the bound
)

// Basis is a corner of the feasible region to start from. It fits every model with
// the same numbers of columns and rows.
type Basis struct {
	Col, Row []BasisStatus
}

// Basis returns the basis of the last linear program solved. Errors: ErrNoBasis,
// ErrNoModel, ErrSpent, ErrClosed, or a *Failure.
func (s *Solver) Basis() (Basis, error) {
	var b Basis
	err := s.with(func(in *instance) error {
		if s.matrix == nil {
			return ErrNoModel
		}
		w := &scratch{in: in}
		valid := w.infoInt("basis_validity") == 1
		if w.err == nil && !valid {
			// Asking nevertheless would make the optimiser read past its own lists.
			w.err = ErrNoBasis
		}
		cols, rows := s.matrix.cols, s.matrix.rows
		col, row := w.space(4*cols), w.space(4*rows)
		w.do("Highs_getBasis", col, row)
		if w.err == nil {
			b = Basis{statuses(in.readInts(col, cols)), statuses(in.readInts(row, rows))}
		}
		return w.free()
	})
	return b, err
}

// SetBasis makes the next run start from b. Errors: ErrModel if b does not fit,
// ErrNoModel, ErrSpent, ErrClosed, or a *Failure.
func (s *Solver) SetBasis(b Basis) error {
	return s.with(func(in *instance) error {
		if s.matrix == nil {
			return ErrNoModel
		}
		if len(b.Col) != s.matrix.cols || len(b.Row) != s.matrix.rows {
			return modelError("a basis of %d columns and %d rows for a model of %d and %d", len(b.Col), len(b.Row), s.matrix.cols, s.matrix.rows)
		}
		for _, list := range [][]BasisStatus{b.Col, b.Row} {
			for i, v := range list {
				if v < AtLower || v > Nonbasic {
					return modelError("basis status %d at %d", v, i)
				}
			}
		}
		w := &scratch{in: in}
		w.do("Highs_setBasis", w.ints(numbers(b.Col)), w.ints(numbers(b.Row)))
		return w.free()
	})
}

func statuses(list []int32) []BasisStatus {
	out := make([]BasisStatus, len(list))
	for i, v := range list {
		out[i] = BasisStatus(v)
	}
	return out
}

func numbers(list []BasisStatus) []int32 {
	out := make([]int32, len(list))
	for i, v := range list {
		out[i] = int32(v)
	}
	return out
}
