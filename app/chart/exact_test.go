package chart

import (
	"math"
	"strings"
	"testing"

	"remanence/app/ui/figures"
)

// Axes round to their steps, tips do not: a figure read from a picture is the one a
// table shows.
func TestTipsAreExact(t *testing.T) {
	const v = 1234567.891
	short := Axis{Title: "EUR", Format: figures.Short}
	money := Axis{Title: "EUR, discounted", Format: figures.Short, Exact: func(v float64) string { return figures.Money("EUR", v) }}
	row := []Series{{Name: "x", Values: []float64{v}}}
	for name, c := range map[string]struct {
		p    Picture
		want []string
	}{
		"stacked":    {StackedBars{Labels: []string{"a"}, Series: row, Axis: short}, []string{"1,234,567.891 EUR"}},
		"money":      {StackedBars{Labels: []string{"a"}, Series: row, Axis: money}, []string{"EUR\u00a01,234,567.89"}},
		"overlay":    {StackedBars{Labels: []string{"a"}, Lines: row, Axis: short}, []string{"1,234,567.891 EUR"}},
		"grouped":    {GroupedBars{Labels: []string{"a"}, Series: row, Axis: short}, []string{"1,234,567.891 EUR"}},
		"lines":      {Lines{Labels: []string{"a"}, Series: row, Axis: short}, []string{"1,234,567.891 EUR"}},
		"waterfall":  {Waterfall{Steps: []Step{{Label: "a", Value: v, Total: true}, {Label: "b", Value: 0.25}, {Label: "c", Total: true}}, Axis: short}, []string{"a\n1,234,567.891 EUR", "b\n+0.25 EUR", "c\n1,234,568.141 EUR"}},
		"horizontal": {HorizontalBars{Bars: []Bar{{Label: "a", Segments: []Segment{{Value: v}}}}, Axis: short}, []string{"1,234,567.891 EUR"}},
		"share":      {HorizontalBars{Share: true, Bars: []Bar{{Label: "a", Segments: []Segment{{Name: "x", Value: 1}, {Name: "y", Value: 2}}}}}, []string{"x 33.3\u00a0%", "y 66.7\u00a0%"}},
		"points":     {Points{X: Axis{Title: "share", Format: percent, Exact: percentExact}, Y: short, Clouds: []Cloud{{Spots: []Spot{{Label: "a", X: 0.3333, Y: v}}}}}, []string{"share: 33.3\u00a0%\nEUR: 1,234,567.891"}},
		"tornado":    {Tornado{Axis: short, Base: v, Swings: []Swing{{Label: "a", Low: v - 0.125, High: math.NaN(), LowText: "less"}}}, []string{"less: 1,234,567.766 EUR (-0.125 EUR)", "\n1,234,567.891 EUR"}},
		"distribution": {Distribution{Axis: money, Borders: []float64{0, v}, Marks: []string{"median"}, Samples: []Sample{{Name: "a", Shares: []float64{1}, Marks: []float64{v / 2}}}},
			[]string{"EUR\u00a00.00 to EUR\u00a01,234,567.89: 100.0\u00a0%", "median: EUR\u00a0617,283.95"}},
		"flow": {Flow{Stages: []string{"mine", "magnet"}, Nodes: []Node{{ID: "a", Label: "CN", Tip: "China, mined"}, {ID: "b", Label: "JP"}, {ID: "c", Label: "DE", Stage: 1}},
			Links: []Link{{From: "a", To: "c", Value: v, Tip: "own"}, {From: "b", To: "c", Value: v}}, Axis: Axis{Title: "kg", Format: figures.Mass}},
			[]string{"China, mined\n1,234,567.891 kg, 50.0\u00a0% of mine", "own\n1,234,567.891 kg\n100.0\u00a0% of what leaves CN (mine), 50.0\u00a0% of what reaches DE (magnet)"}},
	} {
		var tips []string
		for _, m := range c.p.Scene(700, 400, false).Targets() {
			tips = append(tips, strings.ReplaceAll(m.Tip, "−", "-"))
		}
		all := strings.Join(tips, "\n---\n")
		for _, w := range c.want {
			if !strings.Contains(all, w) {
				t.Errorf("%s: no tip says %q:\n%s", name, w, all)
			}
		}
	}
}
