package chart

import (
	"cmp"
	"math"
	"slices"

	"remanence/app/ui/wrap"
)

// leastPlot is the height in which points and bars can be told apart.
const leastPlot = 100

// leastSwingRow is that of a bar of a tornado.
const leastSwingRow = 15

// leastSample is that of a row of results whose marked values are written.
const leastSample = 34

// leastRow is the height of a row whose name and cells can be read.
const leastRow = 16

// leastTwoLines is that of a row whose name goes on in a second line.
const leastTwoLines = 24

// narrow is how wide a picture is at least beside a list or in a small window.
const narrow = 300

// rowFor is the height of a row for a name that may take a share of a picture: of two
// lines where a narrow one has no room for it in one.
func rowFor(name string, share float64) float64 {
	if textWidth(name, leastLabel, false) > narrow*share {
		return leastTwoLines
	}
	return leastRow
}

// Tall is a picture whose rows need a height to be read; the window scrolls it where
// there is less.
type Tall interface {
	Picture
	// Least is that height in device-independent pixels, 0 when any will do.
	Least() float64
}

// Least implements Tall.
func (c Heat) Least() float64 {
	if len(c.Rows) == 0 || len(c.Columns) == 0 {
		return 0
	}
	least := titled(c.Title) + 20 + margin + leastRow*float64(len(c.Rows)) + c.repeats()
	if c.Key != ([2]string{}) {
		least += keyHeight
	}
	if slices.ContainsFunc(c.Columns, func(name string) bool { return len(wrap.Tokens(name)) > 1 }) {
		least += headStep * (mostHead - 1) // names of several words have lines to stand on
	}
	return least
}

// Least implements Tall.
func (c Timeline) Least() float64 {
	if len(c.Lanes) == 0 || len(c.Labels) == 0 {
		return 0
	}
	row := 0.0
	for _, l := range c.Lanes {
		row = max(row, rowFor(l.Label, laneShare))
	}
	width := 1e5
	if row > leastRow { // where the legend has more lines too
		width = narrow
	}
	s := newScene(width, 0, false)
	least := s.heading(c.Title, "", c.legend(s)) + 6 + 18 + margin + row*float64(len(c.Lanes))
	if len(c.Markers) > 0 {
		least += 16
	}
	return least
}

// Least implements Tall.
func (c HorizontalBars) Least() float64 {
	if len(c.Bars) == 0 {
		return 0
	}
	least := titled(c.Title) + 4 + margin + 18 + leastRow*float64(len(c.Bars))
	if len(c.legend(newScene(0, 0, false))) > 0 {
		least += legendHeight
	}
	if len(c.Limits) > 0 {
		least += 16
	}
	if c.Axis.Title != "" {
		least += 16
	}
	return least
}

// Least implements Tall.
func (c Points) Least() float64 {
	if len(c.Clouds) == 0 {
		return 0
	}
	return titled(c.Title) + legendHeight + 17 + leastPlot + margin + 34
}

// Least implements Tall.
func (c Waterfall) Least() float64 {
	if len(c.Steps) == 0 {
		return 0
	}
	below := nameRows(c.names(), (narrow-2*margin-60)/float64(len(c.Steps)), math.Inf(1))
	return titled(c.Title) + max(mostTurns*headStep+17+leastPlot+margin, aboveNames+below.high()+1)
}

// Least implements Tall.
func (c Tornado) Least() float64 {
	swings := c.ranked()
	if len(swings) == 0 {
		return 0
	}
	return titled(c.Title) + legendHeight + margin + 54 + leastSwingRow*float64(len(swings)) + 1
}

// Least implements Tall.
func (c GroupedBars) Least() float64 {
	if len(c.Labels) == 0 || len(c.Series) == 0 {
		return 0
	}
	return titled(c.Title) + legendHeight + margin + 38 + leastGroup*float64(len(c.Labels)) + 1
}

// Least implements Tall.
func (c Distribution) Least() float64 {
	if len(c.Samples) == 0 || len(c.Borders) < 2 {
		return 0
	}
	return titled(cmp.Or(c.Title, "-")) + legendHeight + 2 + leastSample*float64(len(c.Samples)) + margin + 34
}

// titled is where a picture begins below its title, if it has one.
func titled(title string) float64 {
	if title == "" {
		return margin
	}
	return margin + titleSize + 10
}

// every returns of how many rows of a height one is named, so that names do not run
// into each other.
func every(height float64) int {
	n := 1
	for height*float64(n) < labelSize+1 && height > 0 {
		n++
	}
	return n
}
