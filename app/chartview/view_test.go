package chartview

import (
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"remanence/app/chart"
	"remanence/app/ui"
	"remanence/app/ui/palette"
)

// samples are the pictures the tests point at.
func samples() map[string]chart.Picture {
	heat := chart.Heat{Rows: []string{"Nd", "Dy"}, Columns: []string{"Mining", "Separation"}}
	for _, r := range heat.Rows {
		var row []chart.HeatCell
		for i, c := range heat.Columns {
			row = append(row, chart.HeatCell{ID: r + "/" + c, Text: "CN 90 %", Level: 0.3 + 0.6*float64(i), Tip: r + " " + c})
		}
		heat.Cells = append(heat.Cells, row)
	}
	return map[string]chart.Picture{
		"heat":    heat,
		"stacked": chart.StackedBars{Labels: []string{"Jan", "Feb"}, Series: []chart.Series{{Name: "CN", Values: []float64{3, 4}, Tint: palette.CountryTint("CN")}}},
		"flow": chart.Flow{Stages: []string{"Mine", "Separation", "Magnet"}, Nodes: []chart.Node{{ID: "a", Label: "China"}, {ID: "b", Label: "Australia"}, {ID: "c", Label: "Malaysia", Stage: 1}, {ID: "d", Label: "Japan", Stage: 2}},
			Links: []chart.Link{{From: "a", To: "c", Value: 3}, {From: "b", To: "c", Value: 1}, {From: "c", To: "d", Value: 4}}},
	}
}

func showView(t *testing.T, p chart.Picture) (*View, fyne.Window) {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(ui.NewTheme(ui.Light))
	v := New(p)
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	w.SetContent(ui.NewLayer(w, v))
	w.Resize(fyne.NewSize(500, 320))
	return v, w
}

func TestViewHoversAndTaps(t *testing.T) {
	v, w := showView(t, samples()["heat"])
	var got string
	v.OnTapped = func(id string) { got = id }
	var target *chart.Mark
	for _, m := range v.scene.Targets() {
		if m.ID == "Dy/Separation" {
			target = m
		}
	}
	x0, y0, x1, y1 := target.Bounds()
	at := fyne.NewPos(float32(x0+x1)/2, float32(y0+y1)/2)
	v.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	if tip := ui.TipText(w.Canvas()); tip != target.Tip {
		t.Errorf("tip %q, want %q", tip, target.Tip)
	}
	if v.Cursor() != desktop.PointerCursor {
		t.Error("what can be clicked must show it")
	}
	v.Tapped(&fyne.PointEvent{Position: at})
	if got != "Dy/Separation" {
		t.Errorf("tapped %q", got)
	}
	v.MouseOut()
	if ui.TipText(w.Canvas()) != "" {
		t.Error("the tip stays after the mouse left")
	}
}

func TestViewWorksByKeyboard(t *testing.T) {
	v, w := showView(t, samples()["heat"])
	var got string
	v.OnTapped = func(id string) { got = id }
	w.Canvas().Focus(v)
	key := func(k fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k}) }
	key(fyne.KeyRight)
	key(fyne.KeyRight)
	key(fyne.KeyReturn)
	if got != "Nd/Separation" || ui.TipText(w.Canvas()) == "" {
		t.Errorf("Enter tapped %q", got)
	}
	key(fyne.KeyLeft)
	key(fyne.KeyReturn)
	if got != "Nd/Mining" {
		t.Errorf("Enter tapped %q", got)
	}
}

func TestViewFollowsPictureSizeAndTheme(t *testing.T) {
	v, w := showView(t, samples()["stacked"])
	light := w.Canvas().Capture().At(3, 3)
	fyne.CurrentApp().Settings().SetTheme(ui.NewTheme(ui.Dark))
	v.Refresh()
	if w.Canvas().Capture().At(3, 3) == light {
		t.Error("the picture kept its light ground")
	}
	w.Resize(fyne.NewSize(700, 400))
	if v.scene.Width != 700 {
		t.Error("the scene is", v.scene.Width, "wide")
	}
	v.SetPicture(samples()["flow"])
	if len(v.scene.Targets()) < 7 {
		t.Error("the new picture is not shown")
	}
	v.SetPicture(nil)
	v.MouseMoved(&desktop.MouseEvent{})
	w.Canvas().Capture()
	w.Resize(fyne.NewSize(20, 20)) // must not panic
}

// prompts is a prompt that answers at once.
type prompts struct {
	ui.FilePrompt
	path string
}

func (f prompts) Save(_ fyne.Window, _ ui.FileKind, _ string, done func(string)) { done(f.path) }

func TestTheMenuSavesThePictureAndCopiesFigures(t *testing.T) {
	v, w := showView(t, samples()["heat"])
	dir := t.TempDir()
	old := ui.Files
	defer func() { ui.Files = old }()
	items := map[string]*fyne.MenuItem{}
	m := v.scene.Targets()[0]
	v.OnTapped = func(string) {}
	for _, i := range v.menuItems(m) {
		items[i.Label] = i
	}
	for ext, begins := range map[string]string{".png": "\x89PNG", ".svg": "<svg"} {
		ui.Files = prompts{path: filepath.Join(dir, "picture"+ext)}
		items["Save picture as "+strings.ToUpper(ext[1:])+" …"].Action()
		b, err := os.ReadFile(filepath.Join(dir, "picture"+ext))
		if err != nil || !strings.HasPrefix(string(b), begins) {
			t.Errorf("%s: %v %.20q", ext, err, b)
		}
	}
	items["Copy this figure"].Action()
	if got := fyne.CurrentApp().Clipboard().Content(); got != m.Tip {
		t.Errorf("copied %q", got)
	}
	items["Copy all figures"].Action()
	if got := fyne.CurrentApp().Clipboard().Content(); strings.Count(got, "\n") != 4 {
		t.Errorf("copied %q", got)
	}
	if items["Show what is behind it"] == nil {
		t.Error("what can be clicked can be opened from the menu")
	}
	v.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(3, 3)})
	if w.Canvas().Overlays().Top() == nil {
		t.Error("a right click opens the menu")
	}
}

func TestPointingAtAFlowTracesItOnScreen(t *testing.T) {
	v, w := showView(t, samples()["flow"])
	var node *chart.Mark
	for _, m := range v.scene.Targets() {
		if m.Kind == chart.Rect && strings.HasPrefix(m.Tip, "Australia") {
			node = m
		}
	}
	// The band of the other mine fades while this one is followed.
	var other fyne.Position
	for _, m := range v.scene.Targets() {
		if m.Kind == chart.Area && strings.HasPrefix(m.Tip, "China") {
			x0, y0, x1, y1 := m.Bounds()
			other = fyne.NewPos(float32(x0+x1)/2, float32(y0+y1)/2)
		}
	}
	at := func() color.Color { return w.Canvas().Capture().At(int(other.X), int(other.Y)) }
	before := at()
	x0, y0, x1, y1 := node.Bounds()
	v.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(float32(x0+x1)/2, float32(y0+y1)/2)}})
	test.WidgetRenderer(v).Layout(v.Size()) // as the toolkit does when something comes into sight
	if at() == before {
		t.Error("nothing is traced")
	}
	v.MouseOut()
	if at() != before {
		t.Error("the trace stays")
	}
}

// What the pointer or the keyboard is on is what Ctrl+I explains; the menu offers it too.
func TestThePointedMarkIsExplained(t *testing.T) {
	v, w := showView(t, samples()["heat"])
	var got string
	v.Why = func(id string) func() {
		if id == "Dy/Mining" {
			return nil
		}
		return func() { got = id }
	}
	over := func(id string) {
		for _, m := range v.scene.Targets() {
			if m.ID == id {
				x0, y0, x1, y1 := m.Bounds()
				v.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(float32(x0+x1)/2, float32(y0+y1)/2)}})
			}
		}
	}
	over("Nd/Separation")
	if !ui.PointedWhy() || got != "Nd/Separation" {
		t.Errorf("explained %q", got)
	}
	over("Dy/Mining")
	if ui.PointedWhy() {
		t.Error("a mark without an explanation is explained")
	}
	over("Nd/Mining")
	v.MouseOut()
	if ui.PointedWhy() {
		t.Error("what was pointed at is still explained")
	}
	w.Canvas().Focus(v)
	v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if got = ""; !ui.PointedWhy() || got != "Nd/Mining" {
		t.Errorf("by keyboard: %q", got)
	}
	offered := func(m *chart.Mark) bool {
		for _, i := range v.menuItems(m) {
			if strings.HasPrefix(i.Label, "Why this figure?") {
				i.Action()
				return true
			}
		}
		return false
	}
	if got = ""; !offered(v.scene.Targets()[1]) || got != "Nd/Separation" {
		t.Errorf("the menu explains %q", got)
	}
	if offered(v.scene.Targets()[2]) {
		t.Error("the menu offers what cannot be explained")
	}
	v.SetPicture(samples()["stacked"])
	if ui.PointedWhy() {
		t.Error("another picture is shown and the old figure explained")
	}
}

// Ensure a picture of many rows scrolls in a low place, grows and shrinks with what it
// shows, and brings what the keyboard goes to into sight.
func TestTallPicturesScroll(t *testing.T) {
	v, w := showView(t, samples()["heat"])
	scroll := Scrolled(v).(*container.Scroll)
	w.SetContent(ui.NewLayer(w, scroll))
	w.Resize(fyne.NewSize(500, 200))
	if v.Size().Height > scroll.Size().Height {
		t.Errorf("two rows take %g of %g", v.Size().Height, scroll.Size().Height)
	}
	tall := samples()["heat"].(chart.Heat)
	for range 19 {
		tall.Rows, tall.Cells = append(tall.Rows, "Nd", "Dy"), append(tall.Cells, tall.Cells[0], tall.Cells[1])
	}
	v.SetPicture(tall)
	if least := float32(tall.Least(500)); v.Size().Height < least || scroll.Size().Height > 200 {
		t.Errorf("40 rows have %g, not %g, in %g", v.Size().Height, least, scroll.Size().Height)
	}
	w.Canvas().Focus(v)
	v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft}) // from the first to the last
	_, y0, _, y1 := v.hover.Bounds()
	if float32(y0) < scroll.Offset.Y || float32(y1) > scroll.Offset.Y+scroll.Size().Height {
		t.Errorf("the mark at %g to %g is out of sight at %g", y0, y1, scroll.Offset.Y)
	}
	v.SetPicture(samples()["heat"])
	if v.Size().Height > scroll.Size().Height || scroll.Offset.Y != 0 {
		t.Errorf("two rows again take %g, at %g", v.Size().Height, scroll.Offset.Y)
	}
}

// Ensure a picture with nothing to show tells what to do, without a legend, and one with
// something does not.
func TestAnEmptyPictureSaysWhatToDo(t *testing.T) {
	v, _ := showView(t, chart.Tornado{Title: "What moves the cost"})
	said := func() string {
		var out []string
		for _, s := range v.Seen() {
			out = append(out, s.Text)
		}
		return strings.Join(out, " ")
	}
	if got := said(); got != "What moves the cost nothing to show yet" {
		t.Errorf("%q", got)
	}
	hint := "Find what moves the cost: moves prices, waits, ramps, demand, duties and currencies to a low and a high, one at a time."
	v.Hint = func() string { return hint }
	v.Refresh()
	if got := said(); got != "What moves the cost "+hint {
		t.Errorf("%q", got)
	}
	v.SetPicture(samples()["stacked"])
	if strings.Contains(said(), "moves") {
		t.Errorf("%q", said())
	}
}
