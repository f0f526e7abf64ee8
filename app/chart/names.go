package chart

// mostTurns is on how many rows names stand by turns at most.
const mostTurns = 4

// nameRows lays names out below bands of a width: in one row where they fit, broken
// between words where that will do, else by turns on several rows, so that each has
// the room of as many bands. It returns the lines of each name, the most there are and
// the size of the letters.
func nameRows(names []string, band float64) (rows [][]string, most int, size float64) {
	all := true
	most = 1
	for _, name := range names {
		lines := headLines(name, band-6)
		all = all && whole(lines, name)
		rows, most = append(rows, lines), max(most, len(lines))
	}
	if all {
		return rows, most, labelSize
	}
	widest := func(size float64) (width float64) {
		for _, name := range names {
			width = max(width, textWidth(name, size, false))
		}
		return width
	}
	turns := 2
	for size = labelSize; turns < mostTurns && widest(size) > float64(turns)*band-8; {
		turns++
	}
	for size > leastLabel && widest(size) > float64(turns)*band-8 {
		size -= 0.5
	}
	for i, name := range names {
		rows[i] = make([]string, i%turns, turns)
		rows[i] = append(rows[i], fit(name, size, false, float64(turns)*band-8))
	}
	return rows, min(turns, len(names)), size
}

// names writes names below a plot whose room for lines was kept.
func (s *Scene) names(p *plot, names []string, lines int) {
	p.band = (p.right - p.left) / float64(max(1, len(names)))
	rows, most, usual := nameRows(names, p.band)
	for i, name := range names {
		size := usual
		if most > lines { // a low picture keeps the room for its bars
			rows[i] = []string{""}
			rows[i][0], size = fitted(name, false, p.band-4)
		}
		for k, text := range rows[i] {
			half := textWidth(text, size, false) / 2
			x := max(p.left-2+half, min(p.center(i), s.Width-half-2)) // beside the figures of the axis
			if text == "" {
				continue
			}
			m := s.text(x, p.bottom+16+headStep*float64(k), text, size, false, s.look.Muted, Middle)
			if !whole(rows[i], name) {
				m.Tip = name
			}
		}
	}
}
