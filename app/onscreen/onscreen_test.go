package onscreen

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"remanence/app/ui"
)

// painted tells what is in its picture.
type painted struct{ widget.Label }

func (p *painted) Seen() []ui.Seen {
	return []ui.Seen{{Kind: "cell", Text: "42", At: fyne.NewPos(3, 4), Size: fyne.NewSize(20, 10)}, {Kind: "cell", Text: "outside", At: fyne.NewPos(5000, 4), Size: fyne.NewSize(20, 10)}}
}

// Ensure what can be read is told at its place with its state, and what is hidden
// or scrolled away is not.
func TestOf(t *testing.T) {
	test.NewTempApp(t)
	hidden, off := widget.NewLabel("hidden"), widget.NewButton("off", nil)
	hidden.Hide()
	off.Disable()
	field := ui.NewEntry("type here")
	field.SetText("typed")
	p := &painted{}
	p.ExtendBaseWidget(p)
	far := container.NewVBox()
	for range 40 {
		far.Add(widget.NewLabel("filler"))
	}
	far.Add(widget.NewLabel("far below"))
	scroll := container.NewVScroll(far)
	scroll.SetMinSize(fyne.NewSize(100, 80))
	w := test.NewTempWindow(t, container.NewVBox(widget.NewLabel("first"), hidden, off, field, p, scroll))
	w.SetTitle("a title")
	w.Resize(fyne.NewSize(400, 400))
	w.Canvas().Focus(field)

	s := Of(w)
	get := func(text string) *Thing {
		for i := range s.Things {
			if s.Things[i].Text == text {
				return &s.Things[i]
			}
		}
		return nil
	}
	if s.Title != "a title" || s.Over || get("first") == nil || get("hidden") != nil || get("far below") != nil || get("filler") == nil || get("outside") != nil {
		t.Fatalf("%+v", s)
	}
	if x := get("off"); x == nil || !x.Disabled || x.Kind != "Button" {
		t.Errorf("the button: %+v", x)
	}
	if x := get("typed"); x == nil || !x.Focused || x.Hint != "type here" || x.Kind != "Entry" {
		t.Errorf("the field: %+v", x)
	}
	if x, at := get("42"), p.Position(); x == nil || x.Y < at.Y+4 || x.W != 20 {
		t.Errorf("the cell: %+v, its widget at %v", x, at)
	}
	ui.ShowInfo(w, "Question", "what lies over the page is all there is")
	if s = Of(w); !s.Over || get("first") != nil || get("Question") == nil {
		t.Errorf("under a dialog: %+v", s)
	}
	for _, x := range s.Things {
		if strings.Contains(x.Text, "\u00a0") {
			t.Errorf("%q", x.Text)
		}
	}
}
