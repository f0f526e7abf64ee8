package chart

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"remanence/app/ui/figures"
	"remanence/app/ui/paint"
	"remanence/app/ui/palette"
	"remanence/assets"
)

// A gram in the middle of a chain has come from everywhere its node was fed from
// and goes everywhere it feeds, in proportion.
func TestOneGramIsFollowedInProportion(t *testing.T) {
	f := Flow{Stages: []string{"Mine", "Separation", "Magnet", "Part"},
		Nodes: []Node{{ID: "cn", Label: "CN"}, {ID: "au", Label: "AU"}, {ID: "s", Label: "MY", Stage: 1}, {ID: "t", Label: "EE", Stage: 1}, {ID: "m", Label: "JP", Stage: 2}, {ID: "p", Label: "P", Stage: 3}, {ID: "q", Label: "Q", Stage: 3}},
		Links: []Link{{From: "cn", To: "s", Value: 30}, {From: "au", To: "s", Value: 10}, {From: "au", To: "t", Value: 20}, {From: "s", To: "m", Value: 40}, {From: "t", To: "m", Value: 20}, {From: "m", To: "p", Value: 45}, {From: "m", To: "q", Value: 15}}}
	lay := f.arrange(0, 0, 500, 300)
	// From the magnet: 2/3 came over MY, of which 3/4 from CN.
	g := lay.follow(4, 4)
	want := []float64{0.5, 0.5, 2. / 3, 1. / 3, 1, 0.75, 0.25}
	for i, w := range want {
		if math.Abs(g.node[i]-w) > 1e-12 {
			t.Errorf("node %s: %.4f, want %.4f", f.Nodes[i].ID, g.node[i], w)
		}
	}
	// What is in the band au→s goes only over s.
	g = lay.follow(1, 2)
	if g.node[3] != 0 || g.node[0] != 0 || g.node[4] != 1 || g.node[5] != 0.75 {
		t.Errorf("band: %v", g.node)
	}
	s := f.Scene(600, 300, false)
	var node *Mark
	for _, m := range s.Targets() {
		if m.Kind == Rect && strings.HasPrefix(m.Tip, "JP") {
			node = m
		}
	}
	if !strings.Contains(node.Tip, "Separation: MY 66.7\u00a0%, EE 33.3\u00a0%") || !strings.Contains(node.Tip, "Part: P 75.0\u00a0%, Q 25.0\u00a0%") {
		t.Errorf("tip %q", node.Tip)
	}
	over := s.Trace(node)
	bands := 0
	for _, m := range over {
		if m.Kind == Area {
			bands++
		}
	}
	if bands != 7 || s.Trace(nil) != nil || s.Trace(&Mark{}) != nil {
		t.Errorf("%d bands light up", bands)
	}
}

// Every class with results is a bar to one scale; marks say what they are, in the row
// and to the mouse, and what lies outside or is not known is left out.
func TestDistributionRowsShareTheirScale(t *testing.T) {
	c := Distribution{Borders: []float64{0, 10, 20}, Axis: Axis{Title: "days"}, Marks: []string{"median", "worst"},
		Samples: []Sample{{ID: "a", Name: "Today", Shares: []float64{0.25, 0.75}, Marks: []float64{12, 19}, Note: "8 runs"}, {ID: "b", Name: "Plan", Shares: []float64{0.5, 0}, Marks: []float64{math.NaN(), 25}}}}
	s := c.Scene(500, 300, false)
	heights, marked := map[string][]float64{}, map[string]int{}
	for _, m := range s.Targets() {
		switch {
		case m.Kind == Rect && m.Series != "":
			heights[m.Series] = append(heights[m.Series], m.Points[1].Y-m.Points[0].Y)
		case m.Kind == Dot:
			marked[m.Series]++
			if !strings.Contains(m.Tip, "8 runs") {
				t.Errorf("tip %q", m.Tip)
			}
		}
	}
	if h := heights["Today"]; len(h) != 2 || math.Abs(h[1]-3*h[0]) > 1e-9 || len(heights["Plan"]) != 1 || math.Abs(heights["Plan"][0]-2*h[0]) > 1e-9 {
		t.Errorf("heights %v", heights)
	}
	if h := heights["Today"]; len(h) == 2 && h[1] < 80 {
		t.Errorf("the tallest bar is %g high, its row about 109", h[1])
	}
	if marked["Today"] != 2 || marked["Plan"] != 0 {
		t.Errorf("marks %v", marked)
	}
	texts := ""
	for _, m := range s.Marks {
		texts += m.Text + "\n"
	}
	for _, want := range []string{"Today", "Plan", "median", "worst", "12", "19", "days"} {
		if !strings.Contains(texts, want+"\n") {
			t.Errorf("%q is not written in:\n%s", want, texts)
		}
	}
}

func TestTornadoRanksByReach(t *testing.T) {
	c := Tornado{Base: 100, Swings: []Swing{{Label: "a", Low: 99, High: 104}, {Label: "b", Low: 80, High: 101}, {Label: "c", Low: 103, High: 110}, {Label: "d", Low: math.NaN(), High: 109}}}
	var got []string
	for _, w := range c.ranked() {
		got = append(got, w.Label)
	}
	if !reflect.DeepEqual(got, []string{"b", "c", "d", "a"}) {
		t.Error(got)
	}
	// Both results on one side: neither bar covers the other.
	s := c.Scene(600, 300, false)
	var boxes []*Mark
	for _, m := range s.Targets() {
		if m.Series == "c" {
			boxes = append(boxes, m)
		}
	}
	if len(boxes) != 2 || boxes[0].Points[1].Y > boxes[1].Points[0].Y || boxes[0].Pattern != paint.Plain || boxes[1].Pattern == paint.Plain {
		t.Errorf("%+v", boxes)
	}
	if !strings.Contains(boxes[1].Tip, "+10") {
		t.Errorf("tip %q", boxes[1].Tip)
	}
	c.Most = 2
	if len(c.ranked()) != 2 {
		t.Error("Most")
	}
}

func TestWorldIsWholeAndInPlace(t *testing.T) {
	lines := 0
	for line := range strings.Lines(assets.World) {
		lines++
		f := strings.Fields(line)
		if len(f) < 3 || len(f)%2 == 0 || len(f[0]) != 2 {
			t.Fatalf("line %d: %.40q", lines, line)
		}
		for _, n := range f[1:] {
			if strings.Trim(n, "-0123456789") != "" {
				t.Fatalf("line %d: %q", lines, n)
			}
		}
	}
	for _, l := range world() {
		for _, p := range l.outline {
			if p.X < -180 || p.X > 180 || p.Y < -60 || p.Y > 90 {
				t.Fatalf("%s lies outside at %v", l.country, p)
			}
		}
		// No outline runs round the world: its width is that of a country.
		x0, x1 := math.Inf(1), math.Inf(-1)
		for _, p := range l.outline {
			x0, x1 = min(x0, p.X), max(x1, p.X)
		}
		if x1-x0 > 160 {
			t.Errorf("%s is %.0f degrees wide", l.country, x1-x0)
		}
	}
	// Places known from any atlas, to the degree the coarse outline allows.
	for code, at := range map[string][2]float64{"CN": {36, 104}, "DE": {51, 10}, "AU": {-25, 134}, "EE": {58.7, 25.5}, "US": {39.5, -98.5}, "SG": {1.35, 103.8}, "JP": {36, 138}} {
		lat, lon, ok := CountryPlace(code)
		if !ok || math.Abs(lat-at[0]) > 5 || math.Abs(lon-at[1]) > 5 {
			t.Errorf("%s is at %.1f %.1f", code, lat, lon)
		}
	}
	if _, _, ok := CountryPlace("??"); ok {
		t.Error("unknown has no place")
	}
}

// The projection's corner values are printed with its definition.
func TestProjection(t *testing.T) {
	if p := naturalEarth(180, 0); math.Abs(p.X-math.Pi*0.8707) > 1e-12 || p.Y != 0 {
		t.Error(p)
	}
	if p := naturalEarth(0, 90); p.X != 0 || math.Abs(p.Y-1.42239) > 1e-3 {
		t.Error(p)
	}
}

func TestMapKeepsEverySiteApart(t *testing.T) {
	c := mapSample()
	s := c.Scene(900, 460, false)
	found := map[string]bool{}
	for _, m := range s.Targets() {
		if m.Kind == Dot && s.Hit(m.Points[0].X, m.Points[0].Y) == m {
			found[m.ID] = true
		}
	}
	for _, site := range c.Sites {
		if found[site.ID] == (site.ID == "nowhere") {
			t.Errorf("%s can be pointed at: %v", site.ID, found[site.ID])
		}
	}
	if !slices.ContainsFunc(s.Marks, func(m Mark) bool { return m.Text == "1 site has no known place" }) {
		t.Error("a site without a place is not passed over in silence")
	}
}

func TestClippingKeepsTheArea(t *testing.T) {
	square := []Point{{X: -1, Y: -1}, {X: 3, Y: -1}, {X: 3, Y: 3}, {X: -1, Y: 3}}
	got := clipped(square, box{0, 0, 2, 5})
	if _, area := centroid(got); math.Abs(area-6) > 1e-9 {
		t.Errorf("%v has %g", got, area)
	}
	if clipped(square, box{10, 10, 12, 12}) != nil {
		t.Error("nothing lies there")
	}
}

func TestGatesShowTheirKind(t *testing.T) {
	s := timelineSample().Scene(900, 400, false)
	shapes := map[Shape]int{}
	for _, m := range s.Targets() {
		if m.Kind == Dot {
			shapes[m.Shape]++
		}
	}
	if shapes[Diamond] != 1 || shapes[Triangle] != 1 || shapes[Square] != 1 || shapes[Disc] != 1 {
		t.Errorf("%v", shapes)
	}
}

func BenchmarkMap(b *testing.B) {
	c := mapSample()
	for b.Loop() {
		Image(c.Scene(900, 500, false), 1)
	}
}

// A waterfall whose steps are small against its totals cuts the axis and says so;
// the drawn change stays true to the scale.
func TestWaterfallCutsItsAxisOpenly(t *testing.T) {
	c := Waterfall{Axis: Axis{Title: "EUR"}, Steps: []Step{{Label: "As today", Value: 1000, Total: true}, {Label: "Goods", Value: 60}, {Label: "Duty", Value: -20}, {Label: "Plan", Total: true}}}
	s := c.Scene(600, 400, false)
	if !slices.ContainsFunc(s.Marks, func(m Mark) bool { return m.Text == "EUR (axis does not start at zero)" }) {
		t.Error("the cut is not said")
	}
	height := map[string]float64{}
	for _, m := range s.Targets() {
		if m.Kind == Rect {
			height[m.Series] = m.Points[1].Y - m.Points[0].Y
		}
	}
	if math.Abs(height["Goods"]/height["Duty"]-3) > 1e-9 || height["Goods"] < 60 {
		t.Errorf("%v", height)
	}
	c.Steps[1].Value = 900
	if _, cut := c.cutAxis(c.levels()); cut {
		t.Error("large steps need no cut")
	}
}

// A matrix squeezed into a low place still says in words what its colours mean.
func TestLowHeatCellsKeepTheirWords(t *testing.T) {
	s := heatSample().Scene(500, 160, false)
	texts := 0
	for _, m := range s.Marks {
		if m.Kind == Text && strings.Contains(m.Text, "%") {
			texts++
		}
	}
	if texts != 26 {
		t.Errorf("%d of 26 cells have words", texts)
	}
}

// Ensure a picture without a single figure says so instead of showing bare axes,
// or says what it means that there is none.
func TestPicturesWithoutFiguresSaySo(t *testing.T) {
	said := func(p Picture) (out string) {
		for _, m := range p.Scene(400, 200, false).Marks {
			if m.Kind == Text {
				out += m.Text + "|"
			}
		}
		return out
	}
	zero := StackedBars{Labels: []string{"Jan", "Feb"}, Series: []Series{{Name: "a", Values: []float64{0, math.NaN()}}}}
	if got := said(zero); !strings.Contains(got, "nothing to show yet") || strings.Contains(got, "Feb") {
		t.Errorf("all nought: %q", got)
	}
	zero.Lines = []Series{{Name: "need", Values: []float64{0, 5}}}
	if got := said(zero); strings.Contains(got, "nothing to show yet") || !strings.Contains(got, "Feb") {
		t.Errorf("with a line: %q", got)
	}
	if got := said(Heat{None: "nobody stops"}); !strings.Contains(got, "nobody stops") || strings.Contains(got, "yet") {
		t.Errorf("a matrix that has none: %q", got)
	}
}

// A row has a bar for each series, with its value where all have room; a gap is a
// dash, and rows that would run into each other are left out.
func TestGroupedBarsWriteEveryValueOrNone(t *testing.T) {
	c := GroupedBars{Labels: []string{"a rather long name of an outage", "b"}, Axis: Axis{Title: "EUR", Format: figures.Short},
		Series: []Series{{Name: "without", IDs: []string{"x", "y"}, Values: []float64{2e6, 1e6}}, {Name: "with", Values: []float64{1e6, math.NaN()}}}}
	s := c.Scene(600, 220, false)
	var widths []float64
	for _, m := range s.Targets() {
		if m.Kind == Rect && m.Series != "" {
			widths = append(widths, m.Points[1].X-m.Points[0].X)
		}
	}
	if len(widths) != 3 || math.Abs(widths[0]-2*widths[1]) > 1e-9 || math.Abs(widths[0]-2*widths[2]) > 1e-9 {
		t.Errorf("%v", widths)
	}
	texts := func(s *Scene) (all []string) {
		for _, m := range s.Marks {
			if m.Kind == Text {
				all = append(all, m.Text)
			}
		}
		return all
	}
	for _, want := range []string{"a rather long name of an outage", "b", "2.0\u00a0M", "1.0\u00a0M", figures.Missing, "without", "with"} {
		if !slices.Contains(texts(s), want) {
			t.Errorf("%q is not in %q", want, texts(s))
		}
	}
	for range 6 {
		c.Labels = append(c.Labels, "c")
		c.Series[0].Values = append(c.Series[0].Values, 1)
	}
	if low := texts(c.Scene(600, 150, false)); slices.Contains(low, figures.Missing) || !slices.Contains(low, "b") {
		t.Errorf("low rows write values, or leave out all: %q", low)
	}
	if n := strings.Count(strings.Join(texts(c.Scene(600, 120, false)), "\n")+"\n", "\nc\n"); n > 2 {
		t.Errorf("%d rows too many", n)
	}
}

func TestEveryPictureTakesAnotherTitle(t *testing.T) {
	for name, p := range samples() {
		found := false
		for _, m := range Titled(p, "another title").Scene(900, 500, false).Marks {
			found = found || m.Text == "another title"
		}
		if !found {
			t.Errorf("%s keeps its title", name)
		}
	}
}

// The line through a frontier strikes no label through.
func TestLabelsKeepClearOfTheLine(t *testing.T) {
	c := Points{Clouds: []Cloud{{Name: "plans", Joined: true, Spots: []Spot{{Label: "10 %", X: 10, Y: 55}, {Label: "20 %", X: 20, Y: 27}, {Label: "30 %", X: 30, Y: 26.5}, {Label: "40 %", X: 40, Y: 26}, {Label: "50 %", X: 50, Y: 25.5}}}}}
	s := c.Scene(700, 400, false)
	var line []Point
	for _, m := range s.Marks {
		if m.Kind == Line && len(m.Points) == 5 {
			line = m.Points
		}
	}
	seen := 0
	for _, m := range s.Marks {
		if m.Kind != Text || !slices.ContainsFunc(c.Clouds[0].Spots, func(x Spot) bool { return x.Label == m.Text }) || m.Anchor != Start {
			continue
		}
		seen++
		at := box{m.Points[0].X, m.Points[0].Y - 9, m.Points[0].X + textWidth(m.Text, m.Size, false), m.Points[0].Y + 1}
		for k := 1; k < len(line); k++ {
			for f := 0.0; f <= 1; f += 0.005 {
				if at.meets([]box{around(line[k-1].X+f*(line[k].X-line[k-1].X), line[k-1].Y+f*(line[k].Y-line[k-1].Y), 0.5)}) {
					t.Fatalf("%s is struck through", m.Text)
				}
			}
		}
	}
	if seen != 5 {
		t.Errorf("%d of 5 labels", seen)
	}
}

// Each kind of gate has its shape and its letter, in the lane and in the legend.
func TestGatesDifferInShapeAndLetter(t *testing.T) {
	var lane Lane
	kinds := []GateKind{Qualified, Licensed, Signed, Expired, Needed, Passed}
	for i, k := range kinds {
		lane.Gates = append(lane.Gates, Gate{Kind: k, At: float64(i) + 0.5, Tip: "x"})
	}
	shapes, letters := map[string]int{}, map[string]int{}
	s := Timeline{Labels: months(8), Lanes: []Lane{lane}}.Scene(900, 300, false)
	for _, m := range s.Marks {
		if m.Kind == Dot {
			shapes[fmt.Sprint(dot(m.Shape, Point{}, 1))]++
		}
		if m.Kind == Text && m.Bold && len(m.Text) == 1 {
			letters[m.Text]++
		}
	}
	for name, seen := range map[string]map[string]int{"shapes": shapes, "letters": letters} {
		if len(seen) != len(kinds) {
			t.Errorf("%d kinds, %d %s: %v", len(kinds), len(seen), name, seen)
		}
		for x, n := range seen {
			if n != 2 {
				t.Errorf("%s: %v stands %d times, once in the lane and once in the legend expected", name, x, n)
			}
		}
	}
}

// A low lane keeps its words: without them only colour would tell its bars apart.
func TestLowLanesKeepTheirWords(t *testing.T) {
	var c Timeline
	c.Labels = months(12)
	for i := range 10 {
		c.Lanes = append(c.Lanes, Lane{Label: fmt.Sprint(i), Spans: []Span{{Text: "licence needed", From: 0, To: 12, Tint: palette.Warn}}})
	}
	words := 0
	for _, m := range c.Scene(560, 230, false).Marks {
		if m.Kind == Text && m.Text == "licence needed" {
			words++
		}
	}
	if words != 10 {
		t.Errorf("%d of 10 bars say what they are", words)
	}
}

// Beside no title the unit of a flow still stands, above the picture.
func TestAFlowWithoutATitleSaysItsUnit(t *testing.T) {
	f := flowSample()
	for _, title := range []string{"", "Title"} {
		f.Title = title
		said := 0
		for _, m := range f.Scene(900, 400, false).Marks {
			if m.Kind == Text && m.Text == f.Axis.Title {
				said++
			}
		}
		if said != 1 {
			t.Errorf("title %q: the unit stands %d times", title, said)
		}
	}
}

// What stands beside the last stage is not cut where the picture has room.
func TestTheLastAmountsOfAFlowStandWhole(t *testing.T) {
	f := Flow{Stages: []string{"Mine", "Part"}, Axis: Axis{Format: func(v float64) string { return figures.MoneyShort("EUR", v) }},
		Nodes: []Node{{ID: "a", Label: "CN"}, {ID: "b", Label: "P1", Stage: 1}, {ID: "c", Label: "P2", Stage: 1}}, Links: []Link{{From: "a", To: "b", Value: 19.8e6}, {From: "a", To: "c", Value: 61e6}}}
	whole := 0
	for _, m := range f.Scene(900, 400, false).Marks {
		if m.Kind == Text && strings.HasSuffix(m.Text, "%") && strings.HasPrefix(m.Text, "EUR") && m.Points[0].X > 700 {
			whole++
		}
	}
	if whole != 2 {
		t.Errorf("%d of 2 amounts stand whole", whole)
	}
}
