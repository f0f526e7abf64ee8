package ui

import (
	"math"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
)

func TestNumberEntryShowsAndReports(t *testing.T) {
	e := NewNumberEntry(1, "kg")
	w := window(t, Light, container.NewVBox(e), size)
	var got []float64
	e.OnValue = func(v float64) { got = append(got, v) }
	e.SetValue(1234.5678)
	if e.Text != "1,234.6" {
		t.Error(e.Text)
	}
	w.Canvas().Focus(e)
	w.Canvas().Unfocus()
	if len(got) != 0 {
		t.Error("passing through must not round the value", got)
	}
	w.Canvas().Focus(e)
	e.SetText("2 500,25 kg")
	press(w, fyne.KeyReturn)
	if len(got) != 1 || got[0] != 2500.25 || e.Text != "2,500.3" {
		t.Error(got, e.Text)
	}
	e.SetText("")
	press(w, fyne.KeyReturn)
	if len(got) != 2 || !math.IsNaN(got[1]) {
		t.Error("an emptied entry is a missing value", got)
	}
	e.SetText("twelve")
	press(w, fyne.KeyReturn)
	if len(got) != 2 || e.Text != "twelve" || e.Validate() == nil {
		t.Error("what is no number stays, is marked and not reported")
	}
	p := NewNumberEntry(0, "%")
	p.Percent, p.Min, p.Max = true, 0, 1
	p.SetText("60")
	if v, err := p.Value(); v != 0.6 || err != nil {
		t.Error(v, err)
	}
	p.SetText("160 %")
	if _, err := p.Value(); err == nil || !strings.Contains(err.Error(), "100") {
		t.Error(err)
	}
}

func TestMonthEntry(t *testing.T) {
	e := NewMonthEntry()
	w := window(t, Light, container.NewVBox(e), size)
	var got figures.Month
	e.OnMonth = func(m figures.Month, set bool) { got = m }
	w.Canvas().Focus(e)
	typed(w, "Jan 27")
	press(w, fyne.KeyReturn)
	press(w, fyne.KeyDown)
	if got.String() != "2027-01" || e.Text != "Dec 2026" {
		t.Error(got, e.Text)
	}
}

func TestMatches(t *testing.T) {
	options := []Option{{"1", "Arnold NdFeB", "US"}, {"2", "Shin-Etsu", "JP"}, {"3", "Neo Narva", "EE"}, {"4", "JL Mag", "CN"}}
	for search, want := range map[string]string{"": "1234", "ne": "3", "n": "3124", "jp": "2", "mag cn": "4", "xyz": ""} {
		got := ""
		for _, o := range Matches(options, search) {
			got += o.ID
		}
		if got != want {
			t.Errorf("%q finds %s, want %s", search, got, want)
		}
	}
}

func TestPickByKeyboardAndMouse(t *testing.T) {
	var got string
	p := NewPick([]Option{{"cn", "China", "CN"}, {"ee", "Estonia", "EE"}, {"my", "Malaysia", "MY"}}, func(id string) { got = id })
	w := window(t, Light, container.NewVBox(p), size)
	w.Canvas().Focus(p)
	typed(w, "e")
	typed(w, "s")
	press(w, fyne.KeyReturn)
	if got != "ee" || p.Selected() != "ee" || w.Canvas().Focused() != p {
		t.Error(got, p.Selected())
	}
	press(w, fyne.KeyDown)
	press(w, fyne.KeyDown)
	press(w, fyne.KeyReturn)
	if got != "my" {
		t.Error(got)
	}
	press(w, fyne.KeyDown)
	press(w, fyne.KeyUp)
	press(w, fyne.KeyEscape)
	if got != "my" || w.Canvas().Overlays().Top() != nil {
		t.Error("Escape must change nothing and close the list")
	}
	test.Tap(p)
	picture(t, w, "pick")
	// The marked row must take a click as well; the toolkit's own list says
	// nothing there.
	test.TapCanvas(w.Canvas(), fyne.NewPos(60, 160))
	if w.Canvas().Overlays().Top() != nil {
		t.Error("a click on a row did not choose")
	}
}

func TestTooltips(t *testing.T) {
	b := NewButton("Plan", nil, "Make the plan\nCtrl+R", nil)
	tipped := NewTipped(widget.NewLabel("x"), "a label's tip")
	w := window(t, Light, container.NewVBox(b, tipped), size)
	b.MouseIn(&desktop.MouseEvent{})
	if got := TipText(w.Canvas()); got != "Make the plan\nCtrl+R" {
		t.Errorf("%q", got)
	}
	b.MouseOut()
	if TipText(w.Canvas()) != "" {
		t.Error("the tip stays")
	}
	inside := NewButton("i", nil, "inside the dialog", nil)
	d := ShowDialog(w, "Dialog", inside, 0)
	inside.MouseIn(&desktop.MouseEvent{})
	if got := TipText(w.Canvas()); got != "inside the dialog" {
		t.Errorf("%q in a dialog", got)
	}
	d.Close()
	tipped.MouseIn(&desktop.MouseEvent{})
	if got := TipText(w.Canvas()); got != "a label's tip" {
		t.Errorf("%q after the dialog", got)
	}
}

func TestTipsStayInTheWindow(t *testing.T) {
	tip, win := fyne.NewSize(200, 60), fyne.NewSize(800, 500)
	for _, mouse := range []fyne.Position{{X: 5, Y: 5}, {X: 790, Y: 5}, {X: 790, Y: 490}, {X: 5, Y: 490}, {X: 400, Y: 250}} {
		p := placeTip(mouse, tip, win)
		if p.X < 0 || p.Y < 0 || p.X+tip.Width > win.Width || p.Y+tip.Height > win.Height {
			t.Errorf("mouse %v: tip at %v", mouse, p)
		}
		if mouse.X >= p.X && mouse.X <= p.X+tip.Width && mouse.Y >= p.Y && mouse.Y <= p.Y+tip.Height {
			t.Errorf("mouse %v lies under its tip", mouse)
		}
	}
}

// Ensure the line below a card's figure goes on in a second row before it is cut, within
// the card, and that the tip has what is cut.
func TestACardSaysAll(t *testing.T) {
	const sub = "without Hangzhou Permanent Magnet Group, Hangzhou"
	c := NewCard(CardData{Title: "Days to first line stop", Value: "56 days", Sub: sub, Tip: "56.3 days"})
	window(t, Light, c, size)
	said := func(width float32) (text []string, end float32) {
		c.Resize(fyne.NewSize(width, c.MinSize().Height))
		for _, o := range test.WidgetRenderer(c).Objects() {
			if x, ok := o.(*canvas.Text); ok && x.Text != "" {
				text, end = append(text, x.Text), x.Position().Y+x.Size().Height
			}
		}
		return text, end
	}
	for _, x := range []struct {
		width float32
		rows  int
		cut   bool
	}{{600, 1, false}, {220, 2, false}, {150, 2, true}} {
		text, end := said(x.width)
		if below := strings.Join(text[2:], " "); len(text) != 2+x.rows || (below == sub) == x.cut || strings.Contains(c.tip(), sub) != x.cut {
			t.Errorf("%g wide it says %q, its tip %q", x.width, text, c.tip())
		}
		if end > c.MinSize().Height {
			t.Errorf("%g wide it goes beyond its end: %g", x.width, end)
		}
	}
}

// Ensure a long tip goes on in more lines, also in a language without spaces.
func TestLongTipsBreak(t *testing.T) {
	for _, text := range []string{strings.Repeat("a long tip ", 30), strings.Repeat("調達計画の説明", 30)} {
		b := NewButton("Plan", nil, text, nil)
		w := window(t, Light, container.NewVBox(b), size)
		b.MouseIn(&desktop.MouseEvent{})
		if box := groundLayer(w.Canvas()).tip.box.Size(); box.Width > tipWidth+3*tipPadding+4 || box.Height < 3*TextSize {
			t.Errorf("%.20s … is %v", text, box)
		}
		b.MouseOut()
	}
}

func TestToastsGoAndBadOnesStay(t *testing.T) {
	w := window(t, Light, widget.NewLabel("page"), size)
	stack := groundLayer(w.Canvas()).toasts
	synctest.Test(t, func(t *testing.T) {
		undone := false
		Toast(w, Notice{Text: "12 rows pasted", Tint: palette.Ok, Action: "Undo", OnAction: func() { undone = true }})
		Toast(w, Notice{Text: "The file could not be read", Tint: palette.Bad})
		if len(stack.box.Objects) != 2 {
			t.Fatal(len(stack.box.Objects), "toasts")
		}
		time.Sleep(ToastTime + time.Second)
		synctest.Wait()
		if len(stack.box.Objects) != 1 || undone {
			t.Error("the good toast should be gone, the bad one stay")
		}
	})
	for range 9 {
		stack.add(Notice{Text: "burst", Tint: palette.Bad})
	}
	if len(stack.box.Objects) > 4 {
		t.Error("a burst covers the page")
	}
}

func TestNoLayerNoTrouble(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, widget.NewLabel("bare"))
	Toast(w, Notice{Text: "x"})
	ShowTip(w.Content(), fyne.NewPos(0, 0), "x")
	HideTip(w.Content())
	if TipText(w.Canvas()) != "" {
		t.Error("a tip without a layer")
	}
}

func TestCard(t *testing.T) {
	c := NewCard(CardData{Title: "Landed cost per year", Value: "EUR 182.4 M", Sub: "+3.1 % against today", Tint: palette.Warn, Tip: "EUR 182,412,345.67"})
	w := window(t, Light, container.NewGridWithColumns(3, c), size)
	tapped := 0
	c.OnTapped = func() { tapped++ }
	test.Tap(c)
	w.Canvas().Focus(c)
	press(w, fyne.KeyReturn)
	if tapped != 2 {
		t.Error(tapped)
	}
	c.MouseIn(&desktop.MouseEvent{})
	if TipText(w.Canvas()) != "EUR 182,412,345.67" {
		t.Error("the exact value is not in the tooltip")
	}
}

func TestThemeKnowsItsVariants(t *testing.T) {
	a := test.NewTempApp(t)
	for mode, dark := range map[Mode]bool{Light: false, Dark: true} {
		a.Settings().SetTheme(NewTheme(mode))
		if IsDark() != dark {
			t.Errorf("mode %v: dark is %v", mode, IsDark())
		}
		if got := widget.NewEntry().MinSize().Height; got > 34 {
			t.Errorf("entries are %v tall", got)
		}
		s := NewSlider(0, 1)
		if track, ok := test.TempWidgetRenderer(t, s).Objects()[0].(*canvas.Rectangle); !ok || track.FillColor != Colors().LineStrong {
			t.Error("the track of a slider is not seen")
		}
	}
	follow := NewTheme(Follow)
	if follow.Color(theme.ColorNameBackground, theme.VariantDark) == follow.Color(theme.ColorNameBackground, theme.VariantLight) {
		t.Error("Follow does not follow")
	}
}

// TestGallery shows every widget once, for looking at.
func TestGallery(t *testing.T) {
	for name, mode := range map[string]Mode{"light": Light, "dark": Dark} {
		test.NewTempApp(t).Settings().SetTheme(NewTheme(mode))
		card := func(title, value, sub string, tint palette.Tint) fyne.CanvasObject {
			c := NewCard(CardData{title, value, sub, tint, ""})
			c.OnTapped = func() {}
			return c
		}
		month := NewMonthEntry()
		month.SetMonth(figures.NewMonth(2027, 1))
		number := NewNumberEntry(1, "kg")
		number.SetValue(1234.5)
		wrong := NewNumberEntry(1, "kg")
		wrong.SetText("twelve")
		wrong.Validate()
		pick := NewPick(Strings("China", "Estonia"), nil)
		pick.SetSelected("Estonia")
		primary := NewButton("Make the plan", theme.MediaPlayIcon(), "", nil)
		primary.Importance = widget.HighImportance
		page := container.NewVBox(
			NewToolbar([]fyne.CanvasObject{primary, NewButton("Import…", theme.FolderOpenIcon(), "", nil), NewToolGap(), NewButton("", theme.ContentAddIcon(), "", nil)},
				[]fyne.CanvasObject{NewChip(palette.Ok, "up to date"), NewButton("Export", theme.DocumentSaveIcon(), "", nil)}),
			container.NewPadded(container.NewVBox(
				container.NewGridWithColumns(4, card("Landed cost per year", "EUR 182.4 M", "+3.1 % against today", palette.Warn), card("Largest country share", "92 %", "Dy, separation, China", palette.Bad),
					card("First line stop", "61 days", "Rotor IPM-180", palette.Ok), card("Recycled share of a long name", "7 %", "documented", palette.Auto)),
				NewSection("Sources", "12 offers, 3 without a price", NewChip(palette.Warn, "3 gaps")),
				container.NewHBox(NewChip(palette.Ok, "licence valid"), NewChip(palette.Warn, "expires Mar 27"), NewChip(palette.Bad, "refused"), NewChip(palette.Info, "suspended"), NewChip(palette.Neutral, "draft")),
				container.NewGridWithColumns(5, NewEntry("supplier"), number, wrong, month, pick),
				NewPanel(widget.NewLabel("A panel holds a table or a picture.")),
			)))
		w := window(t, mode, page, fyne.NewSize(1000, 560))
		Toast(w, Notice{Text: "12 rows pasted, 2 cells were not taken", Tint: palette.Ok, Action: "Undo"})
		Toast(w, Notice{Text: "The quote could not be read: the file is protected with a password.", Tint: palette.Bad})
		ShowTip(number, fyne.NewPos(30, 20), "Mass per part\nFrom the drawing of 12 March; the supplier's quote says 1,198 g. Click to see both, with their sources and dates.")
		picture(t, w, "gallery-"+name)
		ShowForm(w, Form{Title: "New part", Intro: "Only name and grade are needed now.", OK: "Add", Fields: []Field{
			{Label: "Name", Widget: NewEntry("Rotor IPM-180")}, {Label: "Mass", Widget: NewNumberEntry(1, "g"), Hint: "of magnet material in one part"}, {Label: "Grade", Widget: NewPick(Strings("N42SH"), nil)}}})
		picture(t, w, "form-"+name)
	}
}

// The keyboard moves the choice of a list where one is always chosen, and a click
// does; what is chosen again is not said again.
func TestChoices(t *testing.T) {
	var said []string
	c := NewChoices(Strings("a", "b", "c"), func(id string) { said = append(said, id) })
	w := test.NewTempWindow(t, c)
	w.Canvas().Focus(c)
	for _, k := range []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyEnd, fyne.KeyDown, fyne.KeyHome} {
		c.TypedKey(&fyne.KeyEvent{Name: k})
	}
	test.Tap(c.rows[1])
	test.Tap(c.rows[1])
	if got := strings.Join(said, " "); got != "b c a b" || c.Selected() != "b" {
		t.Errorf("said %q, chosen %q", got, c.Selected())
	}
	c.SetSelected("c")
	c.SetSelected("nothing")
	if len(said) != 4 || c.Selected() != "c" {
		t.Errorf("said %q, chosen %q", said, c.Selected())
	}
}
