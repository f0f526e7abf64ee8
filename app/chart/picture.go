// Package chart draws the pictures every page uses. A picture is a plain value
// (StackedBars, GroupedBars, Lines, Waterfall, HorizontalBars, Heat, Flow,
// Points, Timeline, Tornado, Distribution, Map) that builds a Scene for a size; the same scene is shown by
// package chartview, written by PNG and SVG, and asked what lies under the
// mouse. The package is free of the toolkit, so that the command draws the same
// pictures as the window.
//
//	view := chartview.New(chart.StackedBars{
//		Title:  "Dysprosium by source",
//		Labels: []string{"Jan 27", "Feb 27"},
//		Axis:   chart.Axis{Title: "kg per month"},
//		Series: []chart.Series{{Name: "CN", Tint: palette.CountryTint("CN"), Values: []float64{4, 3}}},
//		Lines:  []chart.Series{{Name: "Demand", Values: []float64{5, 5}}},
//	})
//	view.OnTapped = func(id string) { … }
//	err := chart.PNG(file, picture, 900, 500, 2, false)
package chart

import (
	"strings"

	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
)

// Picture builds its scene for a size in device-independent pixels.
type Picture interface {
	Scene(width, height float64, dark bool) *Scene
}

// Series is one named row of values. NaN is a gap.
type Series struct {
	Name   string
	ID     string // given to OnTapped as "ID" or, with IDs, as the id of the point
	Values []float64
	Tint   palette.Tint // Auto: the next colour of the sequence
	Tips   []string     // one per value; empty: name, label and value
	IDs    []string     // one per value, optional
	Dashed bool         // lines only
}

// Axis describes a value axis.
type Axis struct {
	Title    string               // with the unit: "kg per month"
	Format   func(float64) string // nil: figures.Tick
	Value    func(float64) string // figures written in the picture; nil: Format
	Exact    func(float64) string // for tips, with its unit; nil: figures.Exact and the title
	From, To float64              // fixed range when From < To
	// Least and Most are what the axis never runs beyond, such as 0 and 100 for
	// shares; of Points only, when Least < Most.
	Least, Most float64
}

func (a Axis) format(v float64) string {
	if a.Format != nil {
		return a.Format(v)
	}
	return figures.Tick(v)
}

// value is a figure written in the picture.
func (a Axis) value(v float64) string {
	if a.Value != nil {
		return a.Value(v)
	}
	return a.format(v)
}

// exact is a figure as tables show it: no rounding to the steps of the axis.
func (a Axis) exact(v float64) string {
	if a.Exact != nil {
		return a.Exact(v)
	}
	return strings.TrimSpace(figures.Exact(v) + " " + a.Title)
}

// change is a difference of exact figures, with its sign.
func (a Axis) change(v float64) string {
	if v > 0 {
		return "+" + a.exact(v)
	}
	return a.exact(v)
}

// Marker is a vertical line at a label position, such as a rule's first day.
type Marker struct {
	ID   string
	At   float64 // 0 is the first label
	Text string
	Tint palette.Tint
	Tip  string
}

// Band is a range around a line, such as low to high demand.
type Band struct {
	ID, Name  string
	Low, High []float64
	Tint      palette.Tint
}

// StackedBars shows parts of a whole by month, with lines over them.
type StackedBars struct {
	Title   string
	Labels  []string
	Series  []Series
	Lines   []Series // overlays in the same unit, such as demand
	Axis    Axis
	Markers []Marker
	Totals  bool // write each bar's sum above it where it fits
}

// GroupedBars shows series beside each other, a row of bars for each label, so that
// long names can be read.
type GroupedBars struct {
	Title  string
	Labels []string
	Series []Series
	Axis   Axis
}

// Lines shows courses over time.
type Lines struct {
	Title   string
	Labels  []string
	Series  []Series
	Bands   []Band
	Axis    Axis
	Markers []Marker
	Floats  bool // do not force zero onto the axis
}

// Step is one bar of a waterfall. A Total bar stands on zero; the first one
// brings its own Value, later ones show the running sum.
type Step struct {
	ID, Label, Tip string
	Value          float64
	Total          bool
	Tint           palette.Tint // Auto: totals neutral, rises bad, falls good
}

// Waterfall walks from one total to another.
type Waterfall struct {
	Title  string
	Steps  []Step
	Axis   Axis
	MoreOk bool // a rise is good (savings, not cost)
}

// Segment is one piece of a horizontal bar.
type Segment struct {
	ID, Name, Tip string
	Value         float64
	Tint          palette.Tint
}

// Bar is one row of HorizontalBars. Negative segments grow to the left.
type Bar struct {
	ID, Label, Tip string
	Segments       []Segment
	Note           string // written behind the bar
}

// HorizontalBars shows shares or a ranking; with segments of both signs it is a
// tornado.
type HorizontalBars struct {
	Title  string
	Bars   []Bar
	Axis   Axis
	Share  bool // every bar is 100 %
	Limits []Limit
}

// Limit is a line across the bars, such as a cap of 60 %.
type Limit struct {
	At   float64 // in axis units; a share is 0 to 1
	Text string
	Tint palette.Tint
}

// HeatCell is one cell of a heat matrix. Level 0 to 1 picks the shade unless a
// Tint is given; NaN is drawn empty with a dash. Side is a strip at the left
// edge, such as the colour of the country the cell speaks of.
type HeatCell struct {
	ID, Text, Tip string
	Level         float64
	Tint, Side    palette.Tint
}

// Heat is a matrix of shaded cells with their text.
type Heat struct {
	Title         string
	Rows, Columns []string
	Cells         [][]HeatCell // by row
	Tint          palette.Tint // colour of level 1; Auto: bad
	Key           [2]string    // words for level 0 and 1 in the legend
	None          string       // what it says without rows; "" that there is nothing to show yet
	Months        bool         // columns are months, years by a digit; where there is no room, every so many are named
}

// Node is a place in a flow picture, such as "separation in CN".
type Node struct {
	ID, Label, Tip string
	Stage          int
	Tint           palette.Tint
}

// Link carries Value from one node to a node of a later stage.
type Link struct {
	From, To, ID, Tip string
	Value             float64
	Tint              palette.Tint // Auto: the colour of From
}

// Flow is the chain picture: stages as columns, nodes as bars, bands between.
type Flow struct {
	Title  string
	Stages []string
	Nodes  []Node
	Links  []Link
	Axis   Axis   // Format writes values and Title their unit
	Legend []Item // optional: what the colours mean
}

// Item is a legend entry.
type Item struct {
	Name string
	Tint palette.Tint
}

// Spot is a point of Points.
type Spot struct {
	ID, Label, Tip string
	X, Y           float64
	Strong         bool // larger, with a ring: the chosen plan
}

// Cloud is a named set of spots; Joined draws the line through them.
type Cloud struct {
	Name   string
	Tint   palette.Tint
	Spots  []Spot
	Joined bool
}

// Points is a scatter picture such as the cost-against-exposure frontier.
type Points struct {
	Title  string
	X, Y   Axis
	Clouds []Cloud
}

// Span is a bar of a timeline from the start of one label to the end of another.
type Span struct {
	ID, Text, Tip string
	From, To      float64 // in labels: 0 to 1 covers the first one
	Tint          palette.Tint
}

// Lane is a row of a timeline.
type Lane struct {
	ID, Label string
	Spans     []Span
	Gates     []Gate
}

// GateKind is what opens or closes at a gate; each has its shape and its letter.
type GateKind int

// The kinds of gates.
const (
	Qualified GateKind = iota // a diamond: tested and approved
	Licensed                  // a triangle: the export licence is there
	Signed                    // a square: the contract is in force
	Expired                   // a disc: something ends
	Needed                    // a triangle on its head: from here on a licence is needed
	Passed                    // a pentagon: a step of a test is passed
)

// Gate is an approval or a date on a lane: nothing is delivered before it.
type Gate struct {
	ID, Tip string
	Text    string // written beside it where there is room
	Kind    GateKind
	At      float64
	Tint    palette.Tint
}

// Timeline shows what runs when: qualifications, licences, deliveries.
type Timeline struct {
	Title   string
	Labels  []string
	Lanes   []Lane
	Markers []Marker
}
