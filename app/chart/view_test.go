package chart

import (
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"remanence/app/ui"
)

func showView(t *testing.T, p Picture) (*View, fyne.Window) {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(ui.NewTheme(ui.Light))
	v := NewView(p)
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
	var target *Mark
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
	if len(v.scene.Targets()) < 20 {
		t.Error("the new picture is not shown")
	}
	v.SetPicture(nil)
	v.MouseMoved(&desktop.MouseEvent{})
	w.Canvas().Capture()
	w.Resize(fyne.NewSize(20, 20)) // must not panic
}

// TestOnlyTheViewKnowsTheToolkit keeps pictures usable in reports and commands.
func TestOnlyTheViewKnowsTheToolkit(t *testing.T) {
	files, _ := os.ReadDir(".")
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") || f.Name() == "view.go" {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range parsed.Imports {
			if strings.Contains(i.Path.Value, "fyne.io") || i.Path.Value == `"remanence/app/ui"` {
				t.Errorf("%s imports %s", f.Name(), i.Path.Value)
			}
		}
	}
}
