package grid

import (
	"fmt"
	"image/color"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
)

// sample is a table with every kind and style, for pictures and benchmarks.
func sample(rows int) *sheet {
	s := &sheet{cols: []Column{
		{Title: "Part", Width: 170, Editable: true}, {Title: "Grade", Kind: Choice, Editable: true, Width: 96, Choices: func(int) []string { return []string{"N42SH", "N48H"} }},
		{Title: "On", Kind: Check, Editable: true}, {Title: "Mass", Unit: "g", Kind: Number, Editable: true},
		{Title: "Price", Unit: "EUR/kg", Kind: Money, Editable: true, Width: 84}, {Title: "CN share", Unit: "separation", Kind: Percent},
		{Title: "From", Unit: "month", Kind: Month, Editable: true},
	}}
	for m := range 18 {
		s.cols = append(s.cols, Column{Title: (figures.NewMonth(2027, 1) + figures.Month(m)).Label(), Kind: Number, Editable: true, Width: 74})
	}
	names := []string{"Traction motor rotor IPM-180", "Servo drive 400 W", "MRI gradient coil insert with a long name", "Loudspeaker 6.5\"", "Wind generator 6 MW", "磁铁转子 A-12", "Sensor ring AS-5600"}
	for r := range rows {
		row := []string{names[r%len(names)], []string{"N42SH", "N48H", "SmCo 2:17"}[r%3], []string{"true", "false"}[r%2], figures.Number(float64(r%7)*12.5+4, 1),
			figures.Number(48.5+float64(r), 2), figures.Percent(float64(r%10)/10, 0), "2027-03"}
		for m := range 18 {
			row = append(row, figures.Number(float64((r+1)*(m+3)*37%4000), 0))
		}
		if r == 0 || r == 8 {
			row = make([]string, len(row))
			row[0] = []string{"Motors and drives", "Generators, imaging and audio"}[r/8]
		}
		if r == 16 {
			row[0], row[1], row[2] = "Total", "", ""
		}
		s.cells = append(s.cells, row)
	}
	red := palette.Country("CN", false)
	s.style = func(r, c int) Cell {
		switch {
		case r == 0 || r == 8:
			return Cell{Style: Header}
		case r == 16:
			return Cell{Style: Total}
		case r == 3 && c == 4:
			return Cell{Problem: "There is no price for 2027."}
		case c == 5 && r%10 == 9:
			return Cell{Background: &color.NRGBA{R: red.R, G: red.G, B: red.B, A: 255}}
		case c == 3 && r%3 == 1:
			return Cell{Style: Default}
		case c > 16:
			return Cell{Style: Stale}
		case c == 9 && r%5 == 4:
			return Cell{Style: Warn}
		case c == 10 && r%5 == 4:
			return Cell{Style: Bad}
		case c == 11 && r%5 == 4:
			return Cell{Style: Good}
		case c == 12:
			return Cell{Style: Muted}
		}
		return Cell{}
	}
	return s
}

func TestShots(t *testing.T) {
	for _, mode := range []ui.Mode{ui.Light, ui.Dark} {
		for _, scale := range []float32{1, 2} {
			f := show(t, sample(60), fyne.NewSize(1160, 620))
			fyne.CurrentApp().Settings().SetTheme(ui.NewTheme(mode))
			f.w.Canvas().(test.WindowlessCanvas).SetScale(scale)
			f.g.FrozenColumns = 2
			f.g.Refresh()
			f.g.SelectRange(Range{4, 3, 9, 8})
			f.g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(-30, 0)})
			name := fmt.Sprintf("grid-%v-%vx", map[ui.Mode]string{ui.Light: "light", ui.Dark: "dark"}[mode], scale)
			f.picture(name)
			f.g.Select(5, 3)
			f.press(fyne.KeyF2)
			f.picture(name + "-edit")
			f.press(fyne.KeyEscape)
			f.g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(-5000, 0)})
			f.picture(name + "-right")
			f.g.Select(6, 1)
			f.press(fyne.KeyF2)
			f.picture(name + "-choice")
		}
	}
}

// TestPaintingIsQuick guards the reason for this widget: a page of cells in well
// under a frame. The limit is generous because builds share their machine.
func TestPaintingIsQuick(t *testing.T) {
	f := show(t, sample(2000), fyne.NewSize(1400, 900))
	f.g.view.painter.paint(1400, 900)
	start := time.Now()
	const n = 10
	for i := range n {
		f.g.geo.offsetY = float32(i * 240)
		f.g.view.painter.paint(1400, 900)
	}
	if each := time.Since(start) / n; each > 120*time.Millisecond {
		t.Errorf("a page takes %v", each)
	}
}

func BenchmarkPage(b *testing.B) {
	test.NewTempApp(b)
	g := New(sample(10_000))
	w := test.NewTempWindow(b, g)
	w.Resize(fyne.NewSize(1400, 900))
	for i := 0; b.Loop(); i++ {
		g.geo.offsetY = float32(i % 1000 * 24)
		g.view.painter.paint(1400, 900)
	}
}
