package chart

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"

	"remanence/app/ui/palette"
)

func TestNiceTicks(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		want   int
		ticks  []float64
	}{
		{0, 100, 5, []float64{0, 20, 40, 60, 80, 100}},
		{0, 97, 5, []float64{0, 20, 40, 60, 80, 100}},
		{0, 0.3, 3, []float64{0, 0.1, 0.2, 0.3}},
		{-3, 7, 5, []float64{-4, -2, 0, 2, 4, 6, 8}},
		{1.21e7, 1.42e7, 4, []float64{1.2e7, 1.3e7, 1.4e7, 1.5e7}},
		{0, 0, 4, []float64{0, 0.25, 0.5, 0.75, 1}},
		{7, 3, 4, []float64{3, 4, 5, 6, 7}},
		{math.NaN(), 1, 4, []float64{0, 1}},
		{math.Inf(1), math.Inf(-1), 4, []float64{0, 1}},
	} {
		if got := niceTicks(c.lo, c.hi, c.want); !reflect.DeepEqual(got, c.ticks) {
			t.Errorf("%v..%v: %v, want %v", c.lo, c.hi, got, c.ticks)
		}
	}
	for _, v := range []float64{1e-9, 3, 1e12, -5} { // a flat line has a scale too
		ticks := niceTicks(v, v, 4)
		if len(ticks) < 2 || ticks[0] > v || ticks[len(ticks)-1] < v {
			t.Errorf("%v: %v", v, ticks)
		}
	}
}

func TestThin(t *testing.T) {
	for _, c := range []struct {
		labels       int
		widest, band float64
		every        int
	}{{12, 30, 60, 1}, {24, 30, 20, 2}, {36, 36, 16, 3}, {60, 36, 9, 6}, {60, 36, 4, 12}, {5, 900, 2, 5}, {0, 10, 0, 1}} {
		if got := thin(c.labels, c.widest, c.band); got != c.every {
			t.Errorf("%+v: every %d", c, got)
		}
	}
}

func TestStackSums(t *testing.T) {
	nan := math.NaN()
	series := []Series{{Values: []float64{3}}, {Values: []float64{-2}}, {Values: []float64{nan}}, {Values: []float64{4}}, {Values: nil}, {Values: []float64{-1}}}
	low, high, down, up := stack(series, 0)
	if up != 7 || down != -3 {
		t.Errorf("ends %v and %v, want 7 and -3", up, down)
	}
	for i, want := range [][2]float64{{0, 3}, {-2, 0}, {nan, nan}, {3, 7}, {nan, nan}, {-3, -2}} {
		if !same(low[i], want[0]) || !same(high[i], want[1]) {
			t.Errorf("segment %d: %v..%v, want %v", i, low[i], high[i], want)
		}
	}
}

func same(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }

// TestBarsAreAsTallAsTheirValues measures the drawn bars: heights of one month
// add up to the sum on the same scale.
func TestBarsAreAsTallAsTheirValues(t *testing.T) {
	c := StackedBars{Labels: []string{"a", "b"}, Series: []Series{{Name: "x", Values: []float64{30, 10}}, {Name: "y", Values: []float64{60, 20}}}}
	s := c.Scene(600, 400, false)
	height := map[string][]float64{}
	for _, m := range s.Marks {
		if m.Kind == Rect && m.Series != "" {
			height[m.Series] = append(height[m.Series], m.Points[1].Y-m.Points[0].Y)
		}
	}
	unit := height["x"][0] / 30
	for name, want := range map[string][]float64{"x": {30, 10}, "y": {60, 20}} {
		for i, v := range want {
			if math.Abs(height[name][i]-v*unit) > 1e-6 {
				t.Errorf("%s %d is %.2f tall, want %.2f", name, i, height[name][i], v*unit)
			}
		}
	}
}

func TestWaterfallLevels(t *testing.T) {
	c := Waterfall{Steps: []Step{{Value: 10, Total: true}, {Value: -3}, {Value: 5}, {Total: true}, {Value: -2}}}
	from, to := c.levels()
	if !reflect.DeepEqual(from, []float64{0, 10, 7, 0, 12}) || !reflect.DeepEqual(to, []float64{10, 7, 12, 12, 10}) {
		t.Error(from, to)
	}
}

func TestFlowConserves(t *testing.T) {
	f := flowSample()
	if bad := f.Imbalances(1e-9); len(bad) != 0 {
		t.Fatalf("the sample itself is unbalanced: %+v", bad)
	}
	lay := f.arrange(0, 0, 900, 400)
	in, out := make([]float64, len(lay.nodes)), make([]float64, len(lay.nodes))
	for _, b := range lay.bands {
		if math.Abs(b.thick-b.link.Value*lay.unit) > 1e-9 {
			t.Errorf("band %s is %.3f thick, want %.3f", b.link.ID, b.thick, b.link.Value*lay.unit)
		}
		out[b.from] += b.thick
		in[b.to] += b.thick
		for _, end := range []struct {
			y float64
			n *flowNode
		}{{b.y0, lay.nodes[b.from]}, {b.y1, lay.nodes[b.to]}} {
			if end.y < end.n.y-1e-6 || end.y+b.thick > end.n.y+end.n.height+1e-6 {
				t.Errorf("band %s leaves its node", b.link.ID)
			}
		}
	}
	for i, n := range lay.nodes {
		for _, side := range []float64{in[i], out[i]} {
			if side > 0 && math.Abs(side-n.height) > 1e-6 {
				t.Errorf("%s is %.2f tall, its bands %.2f", n.node.ID, n.height, side)
			}
		}
		if n.y < -1e-6 || n.y+n.height > 400+1e-6 {
			t.Errorf("%s lies outside", n.node.ID)
		}
	}
	// Bands never run back in x: the painter and the eye rely on it.
	outline := ribbon(10, 5, 90, 60, 8)
	for i := 1; i < len(outline)/2; i++ {
		if outline[i].X <= outline[i-1].X {
			t.Fatal("the band runs backwards")
		}
	}
}

func TestFlowFindsImbalanceAndBearsNonsense(t *testing.T) {
	f := Flow{Nodes: []Node{{ID: "a", Stage: 0}, {ID: "b", Stage: 1}, {ID: "c", Stage: 2}},
		Links: []Link{{From: "a", To: "b", Value: 10}, {From: "b", To: "c", Value: 7}, {From: "c", To: "a", Value: 3}, {From: "x", To: "y", Value: 1}, {From: "a", To: "c", Value: math.NaN()}}}
	if bad := f.Imbalances(0.01); len(bad) != 3 || bad[1] != (Imbalance{"b", 10, 7}) {
		t.Error(bad)
	}
	if lay := f.arrange(0, 0, 100, 100); len(lay.bands) != 2 {
		t.Errorf("%d bands, want the two sensible ones", len(lay.bands))
	}
	if (Flow{Nodes: f.Nodes}).arrange(0, 0, 100, 100) != nil {
		t.Error("nothing flows, nothing is laid out")
	}
}

func TestUntanglingRemovesTheAvoidableCrossing(t *testing.T) {
	f := Flow{Nodes: []Node{{ID: "a", Stage: 0}, {ID: "b", Stage: 0}, {ID: "c", Stage: 1}, {ID: "d", Stage: 1}},
		Links: []Link{{From: "a", To: "d", Value: 10}, {From: "b", To: "c", Value: 9}}}
	lay := f.arrange(0, 0, 400, 200)
	n := lay.nodes
	if (n[0].y-n[1].y)*(n[3].y-n[2].y) < 0 {
		t.Error("two bands cross although nothing forces them to")
	}
}

func TestHit(t *testing.T) {
	s := newScene(200, 200, false)
	s.rect(10, 10, 50, 50, s.look.Accent).Tip = "below"
	s.rect(30, 30, 70, 70, s.look.Accent).Tip = "above"
	s.line(s.look.Text, 2, Point{X: 100, Y: 0}, Point{X: 100, Y: 200}).Tip = "line"
	s.add(Mark{Kind: Dot, Points: []Point{{X: 150, Y: 150}}, Radius: 4, ID: "dot"})
	area := s.add(Mark{Kind: Area, Points: ribbon(120, 20, 190, 60, 20), Tip: "band"})
	if !area.contains(Point{X: 155, Y: 50}, 0) || area.contains(Point{X: 180, Y: 25}, 0) {
		t.Error("the band's region is not its shape")
	}
	for _, c := range []struct {
		x, y float64
		want string
	}{{20, 20, "below"}, {40, 40, "above"}, {103, 90, "line"}, {108, 90, ""}, {152, 148, "dot"}, {5, 100, ""}, {155, 50, "band"}, {73, 60, "above"}} {
		m, got := s.Hit(c.x, c.y), ""
		if m != nil {
			got = m.Tip + m.ID
		}
		if got != c.want {
			t.Errorf("%v/%v hits %q, want %q", c.x, c.y, got, c.want)
		}
	}
}

func TestEveryValueAnswersWithItsTip(t *testing.T) {
	c := StackedBars{Labels: []string{"Jan 27"}, Axis: Axis{Title: "kg"}, Series: []Series{{Name: "CN", IDs: []string{"cn-jan"}, Values: []float64{40}}, {Name: "MY", Values: []float64{60}, Tips: []string{"own words"}}}}
	s := c.Scene(300, 300, false)
	var tips []string
	for _, m := range s.Targets() {
		x0, y0, x1, y1 := m.Bounds()
		hit := s.Hit((x0+x1)/2, (y0+y1)/2)
		if hit != m {
			t.Errorf("%q is covered", m.Tip)
		}
		tips = append(tips, m.ID+"|"+m.Tip)
	}
	if want := []string{"cn-jan|CN · Jan 27\n40 kg", "|own words"}; !reflect.DeepEqual(tips, want) {
		t.Errorf("%q", tips)
	}
}

func TestSharesFillTheBarAndUnknownIsHatched(t *testing.T) {
	c := HorizontalBars{Share: true, Bars: []Bar{{Label: "Magnet", Segments: seg("CN", 30, "", 10)}}}
	s := c.Scene(500, 200, false)
	width, hatched := map[string]float64{}, map[string]bool{}
	for _, m := range s.Marks {
		if m.Kind == Rect && m.Series != "" {
			width[m.Series] = m.Points[1].X - m.Points[0].X
			hatched[m.Series] = m.Hatch
		}
	}
	if math.Abs(width["CN"]/width["unknown"]-3) > 1e-6 {
		t.Error(width)
	}
	if hatched["CN"] || !hatched["unknown"] {
		t.Error("hatching must mark unknown origin")
	}
}

func TestImageIsTheSameAtEveryScale(t *testing.T) {
	s := samples()["stacked-few"].Scene(300, 200, false)
	one, three := Image(s, 1), Image(s, 3)
	if three.Rect.Dx() != 900 || three.Rect.Dy() != 600 {
		t.Fatal(three.Rect)
	}
	differ := 0
	for y := 5; y < 195; y += 7 {
		for x := 5; x < 295; x += 7 {
			a, b := one.RGBAAt(x, y), three.RGBAAt(3*x+1, 3*y+1)
			if math.Abs(float64(a.R)-float64(b.R))+math.Abs(float64(a.G)-float64(b.G)) > 60 {
				differ++
			}
		}
	}
	if differ > 90 { // of 1,134; edges and letters may
		t.Errorf("%d samples differ", differ)
	}
}

func TestFilesAreWellFormed(t *testing.T) {
	for name, p := range samples() {
		var b bytes.Buffer
		if err := PNG(&b, p, 300, 200, 1, true); err != nil {
			t.Fatal(name, err)
		}
		if img, err := png.Decode(&b); err != nil || img.Bounds().Dx() != 300 {
			t.Error(name, err)
		}
		b.Reset()
		if err := SVG(&b, p, 600, 400, false); err != nil {
			t.Fatal(name, err)
		}
		if name != "nothing" && !strings.Contains(b.String(), "<title>") {
			t.Error(name, "has no titles to hover")
		}
		d := xml.NewDecoder(&b)
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatal(name, err)
			}
		}
	}
}

func TestColoursAreOpaqueAndKnown(t *testing.T) {
	// A tint that does not resolve would fall back silently; samples use only
	// good ones, so no two countries of one picture may look alike.
	s := newScene(10, 10, false)
	if s.color(palette.CountryTint("CN"), 0) == s.color(palette.CountryTint("MM"), 0) {
		t.Error("two countries share a colour")
	}
}

func BenchmarkFlow(b *testing.B) {
	f := flowSample()
	for b.Loop() {
		Image(f.Scene(900, 500, false), 1)
	}
}

func BenchmarkStacked(b *testing.B) {
	c := samples()["stacked"]
	for b.Loop() {
		Image(c.Scene(900, 500, false), 1)
	}
}
