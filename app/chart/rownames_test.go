package chart

import (
	"bytes"
	"html"
	"math/rand/v2"
	"strings"
	"testing"

	"remanence/app/ui/wrap"
)

// suppliers are names of lanes that a narrow picture has no room for in one line.
var suppliers = []string{"Neo Performance Materials (traced chain) O24", "JS Link O28", "Hangzhou Permanent Magnet Group, licence", "Santoku alloy from in-house scrap, partner sintering O48"}

func lanes(names ...string) Timeline {
	c := Timeline{Title: "What must be ready when", Labels: months(36)}
	for i, name := range names {
		c.Lanes = append(c.Lanes, Lane{Label: name, Spans: []Span{{Text: "qualification", From: float64(i), To: 20}}, Gates: []Gate{{At: 20, Kind: GateKind(i % len(gateShapes))}}})
	}
	return c
}

// rowTexts are the lines that end at the left of a plot: the names of rows, in order.
func rowTexts(s *Scene) (out []Mark) {
	for _, m := range texts(s) {
		if m.Anchor == End && m.Text != "" {
			out = append(out, m)
		}
	}
	return out
}

// gathered are the lines of each name, one to three, nil where it is cut or missing.
func gathered(lines []Mark, names []string) [][]Mark {
	out := make([][]Mark, len(names))
	for i, name := range names {
		for k := range lines {
			for n := 1; n <= 3 && k+n <= len(lines); n++ {
				said := make([]string, n)
				for j := range said {
					said[j] = lines[k+j].Text
				}
				if whole(said, name) {
					out[i] = lines[k : k+n]
				}
			}
		}
	}
	return out
}

// Ensure a lane whose name is too long for a narrow picture has it whole in two lines, at
// the height the picture asks for.
func TestALongLaneNameGoesOnInASecondLine(t *testing.T) {
	c := lanes(suppliers...)
	for i, lines := range gathered(rowTexts(c.Scene(430, c.Least(430), false)), suppliers) {
		if want := map[bool]int{true: 1, false: 2}[i == 1]; len(lines) != want {
			t.Errorf("%q has %d lines", suppliers[i], len(lines))
		}
	}
}

// Ensure a name in Japanese goes on between two letters, with more than a single one on
// either line and no comma at the beginning.
func TestALongLaneNameInJapaneseGoesOnInASecondLine(t *testing.T) {
	names := []string{"中国産重希土類磁石を代替する長期供給契約先の認定、許可", "杭州永磁集団、許可"}
	c := lanes(names...)
	got := gathered(rowTexts(c.Scene(430, c.Least(430), false)), names)
	if len(got[0]) != 2 || len(got[1]) != 1 {
		t.Fatalf("%d and %d lines", len(got[0]), len(got[1]))
	}
	for _, m := range got[0] {
		if n := len([]rune(m.Text)); n < 10 || strings.HasPrefix(m.Text, "、") {
			t.Errorf("%q", m.Text)
		}
	}
}

// Ensure names that have room in one line stay there, as large as they are otherwise.
func TestALaneNameThatFitsStaysInOneLine(t *testing.T) {
	c := lanes(suppliers...)
	for i, lines := range gathered(rowTexts(c.Scene(900, c.Least(900), false)), suppliers) {
		if len(lines) != 1 || lines[0].Size != labelSize {
			t.Errorf("%q: %+v", suppliers[i], lines)
		}
	}
	short := lanes("SP01", "SP02")
	if more := lanes("SP01", "SP02", "SP03").Least(400) - short.Least(400); more != leastRow {
		t.Errorf("a lane with a short name takes %g", more)
	}
}

// Ensure a picture asks for rows of two lines only where it is so narrow that a name needs
// them, and then names every row whole.
func TestANarrowPictureAsksForHigherRows(t *testing.T) {
	long := []string{"Dysprosium, Metall und Legierung in China", "MOFCOM/GAC Announcement No. 18 of 2025", "Neo Performance Materials (traced chain)"}
	bars, groups, swings := HorizontalBars{Axis: Axis{Title: "weeks"}}, GroupedBars{Labels: long, Series: []Series{{Name: "with", Values: []float64{1, 2, 3}}, {Name: "without", Values: []float64{2, 3, 4}}}}, Tornado{Base: 10}
	heat := Heat{Rows: long, Columns: []string{"Metal"}, Cells: [][]HeatCell{{{Text: "1"}}, {{Text: "2"}}, {{Text: "3"}}}}
	for i, name := range long {
		bars.Bars = append(bars.Bars, Bar{Label: name, Segments: []Segment{{Name: "runs", Value: float64(i + 1)}}})
		swings.Swings = append(swings.Swings, Swing{Label: name, Low: 9 - float64(i), High: 11 + float64(i)})
	}
	for what, c := range map[string]Tall{"bars": bars, "groups": groups, "tornado": swings, "heat": heat, "lanes": lanes(long...)} {
		if c.Least(380) <= c.Least(1200) {
			t.Errorf("%s: %g in a narrow place, %g in a wide one", what, c.Least(380), c.Least(1200))
		}
		for _, width := range []float64{380, 430, 500, 640, 1200} {
			for i, lines := range gathered(rowTexts(c.Scene(width, c.Least(width), false)), long) {
				if lines == nil {
					t.Errorf("%s, %g wide: %q is cut", what, width, long[i])
				}
			}
		}
	}
}

// fitsTwo tells whether a name has room in one line or two of the least size.
func fitsTwo(name string, width float64) bool {
	fits := func(text string) bool { return textWidth(text, leastLabel, false) <= width }
	tokens := wrap.Tokens(name)
	for k := range tokens {
		if fits(strings.TrimSpace(strings.Join(tokens[:k], ""))) && fits(strings.Join(tokens[k:], "")) {
			return true
		}
	}
	return false
}

// Ensure that at every width no name is cut that has room in two lines, none is smaller
// than it may be, and no line touches that of another lane.
func TestNamesOfLanesAreWholeAndApartAtEveryWidth(t *testing.T) {
	words := []string{"Neo", "Performance", "Materials", "(traced", "chain)", "Hangzhou", "Permanent", "Magnet", "Group,", "licence", "O24", "Genehmigung", "Sekundärrohstoffgesellschaft", "磁石", "希土類", "分離、", "許可", "y", "Ågp"}
	r := rand.New(rand.NewPCG(4, 9))
	var once, twice, cut int
	for width := 300.0; width <= 900; width += 7 {
		names := make([]string, 2+r.IntN(9))
		for i := range names {
			var said []string
			for range 1 + r.IntN(8) {
				said = append(said, words[r.IntN(len(words))])
			}
			names[i] = strings.Join(said, []string{" ", " ", ""}[r.IntN(3)])
		}
		c := lanes(names...)
		room := 0.0
		for _, name := range names {
			room = max(room, textWidth(name, labelSize, false))
		}
		room = min(room, width*laneShare)
		drawn := rowTexts(c.Scene(width, c.Least(width), false))
		for i, lines := range gathered(drawn, names) {
			switch fit := fitsTwo(names[i], room); {
			case fit && lines == nil:
				t.Errorf("%g wide: %q is cut", width, names[i])
			case fit:
				once, twice = once+2-len(lines), twice+len(lines)-1
			default:
				cut++
			}
		}
		for i, m := range drawn {
			if m.Size < leastLabel {
				t.Errorf("%g wide: %q is %g high", width, m.Text, m.Size)
			}
			if i > 0 && m.Points[0].Y-drawn[i-1].Points[0].Y < m.Size*0.8+drawn[i-1].Size*0.25 {
				t.Errorf("%g wide: %q touches %q", width, drawn[i-1].Text, m.Text)
			}
		}
	}
	if once < 50 || twice < 50 || cut < 20 {
		t.Errorf("%d names in one line, %d in two, %d cut: too few to tell", once, twice, cut)
	}
}

// Ensure only what two lines of the least size cannot hold ends in three points, and its
// tip has it whole; so does a name whose row is too low for two.
func TestANameTooLongForTwoLinesIsWholeInItsTip(t *testing.T) {
	name := strings.Join(suppliers, " and ")
	for height, want := range map[float64]int{30: 2, 16: 1} {
		s := newScene(300, 100, false)
		last := s.rowName(120, 50, 110, height, name, false)
		lines := rowTexts(s)
		if len(lines) != want || !strings.HasSuffix(last.Text, "…") || last.Size != leastLabel || last.Tip != name {
			t.Errorf("%g high: %+v", height, lines)
		}
		for _, m := range lines[:want-1] {
			if m.Tip != "" || strings.HasSuffix(m.Text, "…") {
				t.Errorf("%q, %q", m.Text, m.Tip)
			}
		}
	}
}

// Ensure rows of the other pictures go on in a second line where they are high enough, and
// stay in one where they are low.
func TestLongRowNamesGoOnInASecondLine(t *testing.T) {
	name := "CN-2025-18, MOFCOM/GAC Announcement No. 18 of 2025"
	for kind, p := range map[string]Picture{
		"bars":         HorizontalBars{Bars: []Bar{{Label: name, Segments: seg("CN", 3)}, {Label: "China", Segments: seg("CN", 2)}}},
		"tornado":      Tornado{Swings: []Swing{{Label: name, Low: -2, High: 3}, {Label: "Duty", Low: -1, High: 1}}},
		"heat":         Heat{Rows: []string{name, "Dy"}, Columns: []string{"Mining"}, Cells: [][]HeatCell{{{Text: "1"}}, {{Text: "2"}}}},
		"groups":       GroupedBars{Labels: []string{name, "China"}, Series: []Series{{Name: "days", Values: []float64{3, 4}}}},
		"distribution": Distribution{Borders: []float64{0, 1, 2}, Samples: []Sample{{Name: "Chinese gallium stop of 2027", Shares: []float64{0.5, 0.5}}}},
	} {
		want := []string{name}
		if kind == "distribution" {
			want[0] = "Chinese gallium stop of 2027"
		}
		if got := gathered(rowTexts(p.Scene(430, 220, false)), want)[0]; len(got) != 2 {
			t.Errorf("%s: %d lines", kind, len(got))
		}
		if got := gathered(rowTexts(p.Scene(1200, 220, false)), want)[0]; len(got) != 1 {
			t.Errorf("%s: %d lines where there is room", kind, len(got))
		}
	}
	crowded := HorizontalBars{}
	for range 12 {
		crowded.Bars = append(crowded.Bars, Bar{Label: name, Segments: seg("CN", 3)})
	}
	if got := len(rowTexts(crowded.Scene(430, crowded.Least(1200), false))); got != 12 {
		t.Errorf("%d lines for 12 low rows", got)
	}
}

// Ensure both lines stand in the drawing that scales and in the pixels, and the tip of
// what is cut in the drawing.
func TestSecondLinesAreInDrawingAndPixels(t *testing.T) {
	long := strings.Join(suppliers, " and ")
	c := lanes(append([]string{long}, suppliers...)...)
	for _, dark := range []bool{false, true} {
		s := c.Scene(430, c.Least(430), dark)
		var b bytes.Buffer
		if err := SVG(&b, fixed{s}, 430, 300, dark); err != nil {
			t.Fatal(err)
		}
		img := Image(s, 1)
		if lines := gathered(rowTexts(s), suppliers)[0]; len(lines) != 2 {
			t.Errorf("%d lines", len(lines))
		}
		for _, m := range rowTexts(s) {
			if !strings.Contains(b.String(), ">"+html.EscapeString(m.Text)+"</text>") {
				t.Errorf("%q is not in the drawing", m.Text)
			}
			ink := 0
			for x := int(m.Points[0].X - textWidth(m.Text, m.Size, false)); x < int(m.Points[0].X); x++ {
				for y := int(m.Points[0].Y - 7); y < int(m.Points[0].Y); y++ {
					if img.At(x, y) != img.At(1, 1) {
						ink++
					}
				}
			}
			if ink < 50 {
				t.Errorf("%q has %d pixels", m.Text, ink)
			}
		}
		if !strings.Contains(b.String(), "<title>"+html.EscapeString(long)+"</title>") {
			t.Error("no tip has the long name")
		}
	}
}

// Ensure the words of a span too short for them stand beside it, whole, or nowhere; those
// with room stand in it.
func TestWordsOfAShortSpanStandBesideIt(t *testing.T) {
	c := Timeline{Labels: months(24), Lanes: []Lane{
		{Label: "short", Spans: []Span{{From: 2, To: 3, Text: "qualification"}}, Gates: []Gate{{At: 3, Kind: Qualified}}},
		{Label: "long", Spans: []Span{{From: 2, To: 14, Text: "qualification"}}},
		{Label: "full", Spans: []Span{{From: 0, To: 22, Text: "first"}, {From: 22, To: 24, Text: "thirty tons a year"}}},
	}}
	s := c.Scene(500, 200, false)
	band := 0.0
	found := map[float64]Mark{}
	for _, m := range texts(s) {
		if strings.HasSuffix(m.Text, "…") || m.Text == "thirty tons a year" {
			t.Errorf("it shows %q", m.Text)
		}
		if m.Text == "qualification" {
			found[m.Points[0].Y] = m
		}
	}
	for _, m := range s.Marks {
		if m.Kind == Dot {
			band = m.Points[0].X
		}
	}
	if len(found) != 2 {
		t.Fatalf("the words stand at %v", found)
	}
	beside := 0
	for _, m := range found {
		if m.Anchor == Start && m.Points[0].X > band {
			beside++
		}
	}
	if beside != 1 {
		t.Errorf("%d words stand beside their span: %v", beside, found)
	}
}

// Ensure lanes too low for words have none beside their spans either, rather than some that
// nobody can read.
func TestNoWordsStandBesideLowLanes(t *testing.T) {
	c := Timeline{Labels: months(24)}
	for range 60 {
		c.Lanes = append(c.Lanes, Lane{Label: "lane", Spans: []Span{{From: 2, To: 2.5, Text: "qualification"}}})
	}
	for _, m := range texts(c.Scene(700, 300, false)) {
		if m.Text == "qualification" && m.Size < leastWord {
			t.Fatalf("words %g high", m.Size)
		}
	}
}

// Ensure the names of columns have the lines they need, where a picture has the height it
// asks for.
func TestNamesOfColumnsAreWholeInANarrowPicture(t *testing.T) {
	names := []string{"Plan", "Suspended extraterritorial rules return", "Largest non-Chinese plant late by nine months", "Spike"}
	c := Heat{Rows: []string{"EA110-RO", "EA150-RO"}, Columns: names, Cells: [][]HeatCell{{{}, {}, {}, {}}, {{}, {}, {}, {}}}}
	for width := 400.0; width <= 900; width += 20 {
		said := ""
		for _, m := range texts(c.Scene(width, c.Least(width), false)) {
			said += " " + m.Text
		}
		for _, name := range names {
			if strings.Contains(said, "…") || !strings.Contains(said, name) {
				t.Errorf("%g wide: %q", width, said)
				break
			}
		}
	}
}
