package ui

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

var size = fyne.NewSize(800, 500)

func TestConfirmKeys(t *testing.T) {
	w := window(t, Light, widget.NewLabel("page"), size)
	var yes, no int
	ask := func(danger bool) {
		Confirm(w, Question{Title: "Go on?", Text: "Really?", Danger: danger, OnNo: func() { no++ }}, func() { yes++ })
	}
	ask(false)
	press(w, fyne.KeyReturn)
	ask(false)
	press(w, fyne.KeyEscape)
	ask(true)
	press(w, fyne.KeyReturn)
	if yes != 1 || no != 2 {
		t.Errorf("yes %d times, no %d times; Enter is yes, except for dangerous things", yes, no)
	}
	if w.Canvas().Overlays().Top() != nil {
		t.Error("a dialog stayed open")
	}
}

// Ensure a long list of sentences scrolls in a dialog of moderate height, and a short
// one takes no more room than it needs.
func TestALongListScrollsInItsDialog(t *testing.T) {
	w := window(t, Light, widget.NewLabel("page"), fyne.NewSize(1366, 768))
	height := func(lines int) float32 {
		d := ShowLong(w, "Notes", strings.Repeat("Row 12 was left out because it states no price.\n", lines))
		defer d.Close()
		return d.pop.Content.Size().Height
	}
	one, some, many := height(1), height(5), height(300)
	if many > 460 || many < 300 || one > some || some >= many {
		t.Errorf("1, 5 and 300 lines make dialogs %g, %g and %g high", one, some, many)
	}
}

func TestFormFocusesChecksAndCloses(t *testing.T) {
	w := window(t, Light, widget.NewLabel("page"), size)
	name, mass := NewEntry("name"), NewNumberEntry(1, "kg")
	mass.Required = true
	done := 0
	d := ShowForm(w, Form{Title: "New part", Fields: []Field{{Label: "Name", Widget: name}, {Label: "Mass", Widget: mass}}, Done: func() error {
		if name.Text == "taken" {
			return errors.New("this name is taken")
		}
		done++
		return nil
	}})
	if w.Canvas().Focused() != name {
		t.Fatal("the first field has no focus")
	}
	typed(w, "taken")
	press(w, fyne.KeyReturn)
	if !d.IsOpen() || w.Canvas().Focused() != mass {
		t.Error("a missing required value must keep the form open and get the focus")
	}
	typed(w, "1.234,5 kg")
	press(w, fyne.KeyReturn)
	if !d.IsOpen() || done != 0 {
		t.Error("the refusal of Done must keep the form open")
	}
	name.SetText("free")
	press(w, fyne.KeyReturn)
	if d.IsOpen() || done != 1 {
		t.Error("the form did not close")
	}
	if v, _ := mass.Value(); v != 1234.5 {
		t.Error(v)
	}
	d = ShowForm(w, Form{Title: "Again", Fields: []Field{{Label: "Pick", Widget: NewPick(Strings("a"), nil)}}})
	press(w, fyne.KeyEscape)
	if d.IsOpen() {
		t.Error("Escape in a pick list's field must leave the form")
	}
}

func TestDialogsGiveTheKeysBack(t *testing.T) {
	w := window(t, Light, widget.NewLabel("page"), size)
	got := 0
	w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { got++ })
	ShowInfo(w, "One", "text")
	ShowError(w, "Two", errors.New("reason"))
	press(w, fyne.KeyEscape)
	press(w, fyne.KeyReturn)
	press(w, fyne.KeyReturn)
	if got != 1 {
		t.Errorf("the page heard %d keys, want one", got)
	}
}

func TestSavePath(t *testing.T) {
	dir := t.TempDir()
	kind := FileKind{Name: "Project", Extensions: []string{".remanence"}}
	taken := filepath.Join(dir, "old.remanence")
	if err := os.WriteFile(taken, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		folder, name, path string
		exists, bad        bool
	}{
		{dir, "new", filepath.Join(dir, "new.remanence"), false, false},
		{dir, "v1.2", filepath.Join(dir, "v1.2.remanence"), false, false},
		{dir, "old.remanence", taken, true, false},
		{"/nowhere", taken, taken, true, false},
		{dir, " ", "", false, true},
		{filepath.Join(dir, "gone"), "x", "", false, true},
	} {
		path, exists, err := savePath(c.folder, c.name, kind)
		if path != c.path || exists != c.exists || (err != nil) != c.bad {
			t.Errorf("%+v: %q %v %v", c, path, exists, err)
		}
	}
	w := window(t, Light, widget.NewLabel("page"), size)
	got := ""
	Prompts{}.Save(w, kind, taken, func(p string) { got = p })
	press(w, fyne.KeyReturn) // Save
	if data, _ := os.ReadFile(taken); got != "" || string(data) != "precious" {
		t.Fatal("the file was touched or given before the user agreed")
	}
	press(w, fyne.KeyReturn) // Replace
	if data, _ := os.ReadFile(taken); got != taken || string(data) != "precious" {
		t.Errorf("got %q, file %q", got, data)
	}
	if w.Canvas().Overlays().Top() != nil {
		t.Error("the prompt stayed open")
	}
}

// A dialog with more than the window can show keeps its buttons below its text,
// within the window, and the keys reach the end of the text.
func TestLongDialogsScroll(t *testing.T) {
	w := window(t, Light, widget.NewLabel("page"), size)
	box := container.NewVBox()
	for range 60 {
		box.Add(widget.NewLabel("a line of a long explanation"))
	}
	d := ShowDialog(w, "Long", box, 400, Choice{Text: "Close", Default: true, Cancel: true})
	if d.scroll == nil || d.layer.Size().Height > size.Height {
		t.Fatalf("it is %v high in a window of %v", d.layer.Size().Height, size.Height)
	}
	if bottom := d.room.Position().Y + d.room.Size().Height; bottom > d.layer.Size().Height-20 {
		t.Errorf("the text reaches down to %v of %v, over the buttons", bottom, d.layer.Size().Height)
	}
	press(w, fyne.KeyEnd)
	if want := box.MinSize().Height - d.scroll.Size().Height; d.scroll.Offset.Y < want-20 {
		t.Errorf("End scrolls to %v, the end is at %v", d.scroll.Offset.Y, want)
	}
	press(w, fyne.KeyHome)
	if d.scroll.Offset.Y != 0 {
		t.Errorf("Home scrolls to %v", d.scroll.Offset.Y)
	}
	d.Close()
	if short := ShowDialog(w, "Short", widget.NewLabel("a line"), 400, Choice{Text: "Close", Cancel: true}); short.scroll != nil {
		t.Error("a short dialog scrolls")
	}
}

// What a form opens as it closes stays on the screen: a failure that its button met,
// also where a question lay between.
func TestWhatAFormOpensStays(t *testing.T) {
	for _, asks := range []bool{false, true} {
		w := window(t, Light, NewEntry(""), fyne.NewSize(900, 700))
		keys := 0
		w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { keys++ })
		var failure, form *Dialog
		fail := func() { failure = ShowError(w, "Not saved.", errors.New("the disk is full")) }
		form = ShowForm(w, Form{Title: "Save", Fields: []Field{{Label: "Name", Widget: NewEntry("")}}, Done: func() error {
			if !asks {
				fail()
				return nil
			}
			Confirm(w, Question{Title: "Replace?", Yes: "Replace"}, func() { form.Close(); fail() })
			return errors.New("it is there already")
		}})
		press(w, fyne.KeyReturn)
		if asks {
			if !form.IsOpen() || len(opened[w.Canvas()]) != 2 {
				t.Fatal("the question lies on the form")
			}
			w.Canvas().Unfocus()
			press(w, fyne.KeyReturn)
		}
		if failure == nil || !failure.IsOpen() || w.Canvas().Overlays().Top() != failure.pop || form.IsOpen() {
			t.Fatalf("asked %v: the failure is not seen", asks)
		}
		w.Canvas().Unfocus()
		press(w, fyne.KeyEscape)
		if failure.IsOpen() || w.Canvas().Overlays().Top() != nil || len(opened[w.Canvas()]) != 0 || pressed[w.Canvas()] != nil {
			t.Error("something stays")
		}
		press(w, fyne.KeyDown)
		if keys != 1 {
			t.Error("the keys of the page are not given back")
		}
	}
}

// A dialog takes those in front of it away, one that was closed before its turn never
// comes.
func TestDialogsCloseInOrder(t *testing.T) {
	w := window(t, Light, NewEntry(""), fyne.NewSize(900, 700))
	below := ShowInfo(w, "below", "")
	above := ShowInfo(w, "above", "")
	below.Close()
	if above.IsOpen() || w.Canvas().Overlays().Top() != nil {
		t.Error("what lay on it is still there")
	}
	var never *Dialog
	d := ShowDialog(w, "x", NewEntry(""), 0, Choice{Text: "Go", Default: true, Do: func() bool {
		never = ShowInfo(w, "never", "")
		never.Close()
		return true
	}})
	d.enter()
	if never.IsOpen() || w.Canvas().Overlays().Top() != nil {
		t.Error("it came all the same")
	}
}
