package grid

// place lays a pasted block over the table and returns the edits with the block
// they cover. One cell fills the whole selection; a selection that is a multiple
// of the block is tiled; otherwise the block is laid once from the selection's
// first cell. Ragged rows leave the cells they lack alone.
func place(block [][]string, at Range) ([]Edit, Range) {
	height, width := len(block), 0
	for _, row := range block {
		width = max(width, len(row))
	}
	if height == 0 || width == 0 {
		return nil, at
	}
	target := Range{at.Top, at.Left, at.Top + height - 1, at.Left + width - 1}
	if at.Rows()%height == 0 && at.Cols()%width == 0 {
		target = at
	}
	var edits []Edit
	for r := target.Top; r <= target.Bottom; r++ {
		row := block[(r-target.Top)%height]
		for c := target.Left; c <= target.Right; c++ {
			if i := (c - target.Left) % width; i < len(row) {
				edits = append(edits, Edit{r, c, row[i]})
			}
		}
	}
	return edits, target
}
