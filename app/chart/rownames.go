package chart

import (
	"slices"

	"remanence/app/ui/wrap"
)

// lineStep is from line to line of a name, in sizes of its letters; a row of two lines is
// at least twoLines sizes high, so that they stand nearer to each other than to those of
// the next row.
const (
	lineStep = 1.15
	twoLines = 2.5
)

// inLines breaks a name into as few lines of a width as will do, at most so many.
func inLines(name string, most int, size float64, bold bool, width float64) []string {
	fits := func(line string) bool { return textWidth(line, size, bold) <= width }
	long := func(line string) bool { return !fits(line) }
	// Full lines would leave a single letter of Japanese to the second.
	lines, _ := wrap.Halves(name, func(line string) float64 { return textWidth(line, size, bold) })
	for n := 2; n <= most && slices.ContainsFunc(lines, long); n++ {
		lines = wrap.Lines(name, n, fits)
	}
	return lines
}

// cut ends lines that are wider than a width in three points.
func cut(lines []string, size float64, bold bool, width float64) []string {
	for i, line := range lines {
		lines[i] = fit(line, size, bold, width)
	}
	return lines
}

// rowLines are the lines of a row's name and their size: one where that will do, two
// where the row is high enough, and cut only where it fits in neither.
func rowLines(name string, bold bool, width, height float64) (lines []string, size float64) {
	shown, size := fitted(name, bold, width)
	if shown == name || height < twoLines*leastLabel {
		return []string{shown}, size
	}
	for size = labelSize; ; size -= 0.5 {
		lines = cut(inLines(name, 2, size, bold, width), size, bold, width)
		if size <= leastLabel || size*twoLines <= height && whole(lines, name) {
			return lines, size
		}
	}
}

// rowName writes the name of a row of a height to the left of x, around y. It returns the
// last line, whose tip has the name whole where it is cut.
func (s *Scene) rowName(x, y, width, height float64, name string, bold bool) (m *Mark) {
	lines, size := rowLines(name, bold, width, height)
	for i, line := range lines {
		at := y + size*lineStep*(float64(i)-float64(len(lines)-1)/2)
		m = s.text(x, middle(at, size), line, size, bold, s.look.Text, End)
	}
	if !whole(lines, name) {
		m.Tip = name
	}
	return m
}
