package chart

import (
	"cmp"
	"math"
)

// leastPlot is the height in which points and bars can be told apart.
const leastPlot = 100

// leastSwingRow is that of a bar of a tornado.
const leastSwingRow = 15

// leastSample is that of a row of results whose marked values are written.
const leastSample = 34

// leastRow is the height of a row whose name and cells can be read.
const leastRow = 16

// How much of the width of a picture the names of its rows may take.
const (
	barShare   = 0.38
	groupShare = 0.36
	laneShare  = 0.4
	rowShare   = 0.34
	swingShare = 0.36
)

// leastTwoLines is that of a row whose name goes on in a second line.
const leastTwoLines = 24

// rowsFor is the height of rows whose names have a width: of two lines where one of them
// does not fit in one.
func rowsFor(usual, room float64, names []string) float64 {
	for _, name := range names {
		if textWidth(name, leastLabel, false) > room {
			return max(usual, leastTwoLines)
		}
	}
	return usual
}

// Tall is a picture whose rows need a height to be read; the window scrolls it where
// there is less.
type Tall interface {
	Picture
	// Least is that height in device-independent pixels in a width, 0 when any will do.
	Least(width float64) float64
}

// Least implements Tall.
func (c Heat) Least(width float64) float64 {
	if len(c.Rows) == 0 || len(c.Columns) == 0 {
		return 0
	}
	least := titled(c.Title) + 20 + margin + rowsFor(leastRow, width*rowShare, c.Rows)*float64(len(c.Rows)) + c.repeats()
	if c.Key != ([2]string{}) {
		least += keyHeight
	}
	_, w := c.columns(width)
	_, _, lines := c.heads(w)
	return least + headStep*float64(lines-1)
}

// Least implements Tall.
func (c Timeline) Least(width float64) float64 {
	if len(c.Lanes) == 0 || len(c.Labels) == 0 {
		return 0
	}
	var names []string
	for _, l := range c.Lanes {
		names = append(names, l.Label)
	}
	s := newScene(width, 0, false) // the legend may need more lines as well
	least := s.heading(c.Title, "", c.legend(s)) + 6 + 18 + margin + rowsFor(leastRow, width*laneShare, names)*float64(len(c.Lanes))
	if len(c.Markers) > 0 {
		least += 16
	}
	return least
}

// Least implements Tall.
func (c HorizontalBars) Least(width float64) float64 {
	if len(c.Bars) == 0 {
		return 0
	}
	var names []string
	for _, b := range c.Bars {
		names = append(names, b.Label)
	}
	s := newScene(width, 0, false)
	least := s.heading(c.Title, "", c.legend(s)) + 4 + margin + 18 + rowsFor(leastRow, width*barShare, names)*float64(len(c.Bars))
	if len(c.Limits) > 0 {
		least += 16
	}
	if c.Axis.Title != "" {
		least += 16
	}
	return least
}

// Least implements Tall.
func (c Points) Least(width float64) float64 {
	if len(c.Clouds) == 0 {
		return 0
	}
	return titled(c.Title) + legendHeight + 17 + leastPlot + margin + 34
}

// Least implements Tall.
func (c Waterfall) Least(width float64) float64 {
	if len(c.Steps) == 0 {
		return 0
	}
	high := 0.0
	for _, figures := range [2]float64{60, 110} { // what those of the axis take depends on the height
		below := nameRows(c.names(), (width-2*margin-figures)/float64(len(c.Steps)), math.Inf(1))
		high = max(high, below.high())
	}
	return titled(c.Title) + max(mostTurns*headStep+17+leastPlot+margin, aboveNames+high+1)
}

// Least implements Tall.
func (c Tornado) Least(width float64) float64 {
	swings := c.ranked()
	if len(swings) == 0 {
		return 0
	}
	var names []string
	for _, x := range swings {
		names = append(names, x.Label)
	}
	return titled(c.Title) + legendHeight + margin + 54 + rowsFor(leastSwingRow, width*swingShare, names)*float64(len(swings)) + 1
}

// Least implements Tall.
func (c GroupedBars) Least(width float64) float64 {
	if len(c.Labels) == 0 || len(c.Series) == 0 {
		return 0
	}
	return titled(c.Title) + legendHeight + margin + 38 + rowsFor(leastGroup, width*groupShare, c.Labels)*float64(len(c.Labels)) + 1
}

// Least implements Tall.
func (c Distribution) Least(width float64) float64 {
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
