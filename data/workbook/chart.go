package workbook

import (
	"github.com/xuri/excelize/v2"
)

// series is one more row of figures of a chart, over the same words.
type series struct {
	name, values string // references
	colour       string // "" is not drawn: it carries those above it
	label        string // what the name's reference shows
	figures      []float64
}

// chart is one native chart: words along one axis, figures along the other.
type chart struct {
	others        []series // beside the first, which the fields below describe
	place         string   // cell of its upper left corner
	title, alt    string
	kind          excelize.ChartType
	name          string // reference of the series name
	words, values string // references, absolute, with their sheet
	colour        string
	axis          format  // of the figures
	wordFormat    format  // of months along the axis
	cache         cached  // what the references show, for programs that do not compute
	width, height uint    // pixels
	step          float64 // between the marks of the figures, 0 for the program's own
	turn          int     // degrees the words are turned by
	legend        bool    // names of the rows of figures under the chart
	over          bool    // bars of one word lie over one another
}

// cached is what a chart's references show, in order.
type cached struct {
	name   string
	words  []any
	values []float64
}

// all are the rows of figures of a chart.
func (c *chart) all() []series {
	return append([]series{{c.name, c.values, c.colour, c.cache.name, c.cache.values}}, c.others...)
}

func (x series) excel(c *chart) excelize.ChartSeries {
	out := excelize.ChartSeries{Name: x.name, Categories: c.words, Values: x.values, Fill: solid(x.colour)}
	switch {
	case c.kind == excelize.Line: // a line takes its colour from the filling
		out.Line = excelize.LineOptions{Type: excelize.LineSolid, Width: 2}
		out.Marker = excelize.ChartMarker{Symbol: "none"}
	case c.kind == excelize.Scatter:
		out.Line = excelize.LineOptions{Type: excelize.LineSolid, Width: 1.5}
		out.Marker = excelize.ChartMarker{Symbol: "circle", Size: 7, Fill: solid(x.colour)}
	case x.colour == "":
		out.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFFFF"}, Transparency: 100}
	}
	return out
}

func addChart(f *excelize.File, s *sheet, c *chart) error {
	gap := uint(60)
	// The library's own axis text is too pale to read (1.4 to 1).
	font := excelize.Font{Size: 9, Color: inkPlain}
	heading := []excelize.RichTextRun{{Text: c.title, Font: &excelize.Font{Size: 11, Bold: true, Color: fillHead}}}
	var rows []excelize.ChartSeries
	legend := "none"
	for _, x := range c.all() {
		rows = append(rows, x.excel(c))
	}
	if c.legend {
		legend = "bottom"
	}
	words, overlap := excelize.ChartTickLabelNextToAxis, 0
	if c.kind == excelize.Bar || c.kind == excelize.BarStacked {
		words = excelize.ChartTickLabelLow // bars below zero must not cover them
	}
	if c.over {
		overlap = 100
	}
	drawn := &excelize.Chart{
		Type: c.kind, Series: rows,
		Format:    excelize.GraphicOptions{AltText: c.alt, Name: c.title, Positioning: "oneCell"},
		Dimension: excelize.ChartDimension{Width: c.width, Height: c.height},
		Legend:    excelize.ChartLegend{Position: legend},
		Title:     excelize.ChartTitle{Paragraph: heading},
		XAxis: excelize.ChartAxis{Font: font, Alignment: excelize.Alignment{TextRotation: c.turn}, ReverseOrder: c.kind == excelize.Bar, TickLabelPosition: words,
			NumFmt: excelize.ChartNumFmt{CustomNumFmt: string(c.wordFormat)}},
		YAxis:    excelize.ChartAxis{Font: font, MajorGridLines: true, MajorUnit: c.step, NumFmt: excelize.ChartNumFmt{CustomNumFmt: string(c.axis)}},
		GapWidth: &gap,
		Border:   excelize.LineOptions{Type: excelize.LineNone},
	}
	if c.over {
		drawn.Overlap = &overlap
	}
	if err := f.AddChart(s.name, c.place, drawn); err != nil {
		return err
	}
	return fillCache(f, c)
}
