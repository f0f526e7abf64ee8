package grid

// Pos is a cell.
type Pos struct{ Row, Col int }

// Range is a block of cells, both ends included.
type Range struct{ Top, Left, Bottom, Right int }

// Rows and Cols count the block's cells.
func (r Range) Rows() int { return r.Bottom - r.Top + 1 }

// Cols counts the columns of the block.
func (r Range) Cols() int { return r.Right - r.Left + 1 }

// Single tells whether the block is one cell.
func (r Range) Single() bool { return r.Top == r.Bottom && r.Left == r.Right }

// Contains tells whether a cell lies in the block.
func (r Range) Contains(p Pos) bool {
	return p.Row >= r.Top && p.Row <= r.Bottom && p.Col >= r.Left && p.Col <= r.Right
}

// selection is the active cell and the block around it, given by the corner that
// stays (anchor) and the one that Shift moves (lead). It is pure logic.
type selection struct {
	active, anchor, lead Pos
	home                 int // the column Enter returns to after a run of Tabs; -1 none
}

func (s *selection) span() Range {
	return Range{
		min(s.anchor.Row, s.lead.Row), min(s.anchor.Col, s.lead.Col),
		max(s.anchor.Row, s.lead.Row), max(s.anchor.Col, s.lead.Col),
	}
}

// set selects one cell; extend stretches the block from the active cell to p.
func (s *selection) set(p Pos, extend bool) {
	if !extend {
		s.active = p
	}
	s.anchor, s.lead, s.home = s.active, p, -1
}

// block selects a range with the active cell at its first corner.
func (s *selection) block(r Range) {
	s.anchor, s.lead, s.home = Pos{r.Top, r.Left}, Pos{r.Bottom, r.Right}, -1
	s.active = s.anchor
}

// clamp keeps the selection inside a table that may have shrunk.
func (s *selection) clamp(rows, cols int) {
	for _, p := range []*Pos{&s.active, &s.anchor, &s.lead} {
		p.Row, p.Col = max(0, min(p.Row, rows-1)), max(0, min(p.Col, cols-1))
	}
}

// move steps from the active cell, or with extend from the lead.
func (s *selection) move(dr, dc int, extend bool, rows, cols int) {
	from := s.active
	if extend {
		from = s.lead
	}
	s.set(Pos{max(0, min(from.Row+dr, rows-1)), max(0, min(from.Col+dc, cols-1))}, extend)
}

// jump is Ctrl+arrow: to the end of a run of filled cells, or over empty ones to
// the next filled cell, or to the edge.
func (s *selection) jump(dr, dc int, extend bool, rows, cols int, filled func(Pos) bool) {
	p := s.active
	if extend {
		p = s.lead
	}
	inside := func(p Pos) bool { return p.Row >= 0 && p.Row < rows && p.Col >= 0 && p.Col < cols }
	next := Pos{p.Row + dr, p.Col + dc}
	if !inside(next) {
		return
	}
	run := filled(p) && filled(next)
	for p = next; ; p = next {
		next = Pos{p.Row + dr, p.Col + dc}
		if !inside(next) || run && !filled(next) || !run && filled(p) {
			break
		}
	}
	s.set(p, extend)
}

// advance is Tab (dc) and Enter (dr). Inside a block it walks the block's cells
// round and round, as data entry in a spreadsheet does; otherwise Tab moves on and
// Enter returns to the column where the Tabs began.
func (s *selection) advance(dr, dc int, rows, cols int) {
	span := s.span()
	if !span.Single() {
		s.cycle(span, dr, dc)
		return
	}
	if dc != 0 {
		home := s.home
		if home < 0 {
			home = s.active.Col
		}
		p := Pos{s.active.Row, s.active.Col + dc}
		if p.Col >= cols && p.Row < rows-1 { // Tab at the end of a row goes on below
			p = Pos{p.Row + 1, home}
		}
		if p.Col < 0 && p.Row > 0 {
			p = Pos{p.Row - 1, cols - 1}
		}
		s.set(Pos{p.Row, max(0, min(p.Col, cols-1))}, false)
		s.home = home
		return
	}
	col := s.active.Col
	if s.home >= 0 && dr > 0 {
		col = s.home
	}
	s.set(Pos{max(0, min(s.active.Row+dr, rows-1)), col}, false)
}

func (s *selection) cycle(span Range, dr, dc int) {
	// Number the cells in walking order, step, and wrap.
	w, h := span.Cols(), span.Rows()
	r, c := s.active.Row-span.Top, s.active.Col-span.Left
	n := w * h
	var i int
	if dc != 0 {
		i = ((r*w+c+dc)%n + n) % n
		r, c = i/w, i%w
	} else {
		i = ((c*h+r+dr)%n + n) % n
		r, c = i%h, i/h
	}
	s.active = Pos{span.Top + r, span.Left + c}
}
