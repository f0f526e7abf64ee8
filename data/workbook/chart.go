package workbook

import (
	"github.com/xuri/excelize/v2"
)

// chart is one native chart with one series: words along one axis, figures
// along the other.
type chart struct {
	place         string // cell of its upper left corner
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
}

// cached is what a chart's references show, in order.
type cached struct {
	name   string
	words  []any
	values []float64
}

func addChart(f *excelize.File, s *sheet, c *chart) error {
	gap := uint(60)
	// The library's own axis text is too pale to read (1.4 to 1).
	font := excelize.Font{Size: 9, Color: inkPlain}
	heading := []excelize.RichTextRun{{Text: c.title, Font: &excelize.Font{Size: 11, Bold: true, Color: fillHead}}}
	err := f.AddChart(s.name, c.place, &excelize.Chart{
		Type: c.kind,
		Series: []excelize.ChartSeries{{Name: c.name, Categories: c.words, Values: c.values,
			Fill: solid(c.colour)}},
		Format:    excelize.GraphicOptions{AltText: c.alt, Name: c.title, Positioning: "oneCell"},
		Dimension: excelize.ChartDimension{Width: c.width, Height: c.height},
		Legend:    excelize.ChartLegend{Position: "none"},
		Title:     excelize.ChartTitle{Paragraph: heading},
		XAxis: excelize.ChartAxis{Font: font, Alignment: excelize.Alignment{TextRotation: c.turn}, ReverseOrder: c.kind == excelize.Bar,
			NumFmt: excelize.ChartNumFmt{CustomNumFmt: string(c.wordFormat)}},
		YAxis:    excelize.ChartAxis{Font: font, MajorGridLines: true, MajorUnit: c.step, NumFmt: excelize.ChartNumFmt{CustomNumFmt: string(c.axis)}},
		GapWidth: &gap,
		Border:   excelize.LineOptions{Type: excelize.LineNone},
	})
	if err != nil {
		return err
	}
	return fillCache(f, c)
}
