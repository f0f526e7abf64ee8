package rules

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"remanence/app/tr"
	"remanence/app/ui"
)

// row is one rule of the list: a switch, the sentence with its blanks, the line
// of details, and at the right its state and its price.
type row struct {
	widget.BaseWidget
	data     Row
	chosen   bool
	choose   func()
	menu     func(at fyne.Position)
	sentence *fyne.Container
	details  *fyne.Container
	gaps     []*gap
	plain    []*canvas.Text // of the sentence
	small    []*canvas.Text // of the details
	back     *canvas.Rectangle
	bar      *canvas.Rectangle
	rule     *canvas.Rectangle // the line below
	on       *ui.Tick
	chip     *ui.Chip
	price    *widget.Label
	cost     *ui.Tipped // the label of the price
	id       *canvas.Text
	right    *fyne.Container
}

func newRow(d Row, open func(*gap), choose func(), flip func(bool)) *row {
	r := &row{data: d, choose: choose, back: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), rule: canvas.NewRectangle(nil), id: canvas.NewText(d.ID, nil)}
	r.on = ui.NewTick("", nil)
	r.on.Checked = !d.Off
	r.on.OnChanged = flip
	r.chip = ui.NewChip(d.Tint, d.State)
	r.chip.Tip = d.StateTip
	r.price = widget.NewLabelWithStyle("", fyne.TextAlignTrailing, fyne.TextStyle{})
	r.price.Truncation = fyne.TextTruncateEllipsis
	r.cost = ui.NewTipped(r.price, "")
	r.sentence = container.New(&flow{gap: 0, line: 2})
	r.details = container.New(&flow{gap: 0, line: 1})
	r.write(r.sentence, d.Sentence, false, open, &r.plain)
	r.write(r.details, d.Details, true, open, &r.small)
	r.right = container.NewVBox(container.NewHBox(r.chip), r.cost)
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) write(box *fyne.Container, list []Fragment, quiet bool, open func(*gap), texts *[]*canvas.Text) {
	for i, x := range list {
		if quiet && i > 0 {
			r.text(box, " · ", quiet, texts)
		}
		if x.Field == "" {
			for _, word := range strings.SplitAfter(x.Text, " ") {
				if word != "" {
					r.text(box, word, quiet, texts)
				}
			}
			continue
		}
		g := newGap(x, quiet, r.data.Off, open, func() {
			r.choose()
			ui.Reveal(r, 0, r.Size().Height)
		})
		r.gaps = append(r.gaps, g)
		box.Add(g)
	}
}

func (r *row) text(box *fyne.Container, s string, quiet bool, texts *[]*canvas.Text) {
	t := canvas.NewText(s, nil)
	t.TextSize = sentenceText
	if quiet {
		t.TextSize = detailText
	}
	*texts = append(*texts, t)
	box.Add(t)
}

// gapOf is the blank of a field, nil when the rule has none.
func (r *row) gapOf(field string) *gap {
	for _, g := range r.gaps {
		if g.piece.Field == field {
			return g
		}
	}
	return nil
}

// say shows the price beside the rule, with what explains it.
func (r *row) say(text string, faint bool, explain func()) {
	r.cost.Tip, r.cost.Why = "", explain
	if text != "" && explain != nil {
		r.cost.Tip = tr.T("A right click, or Ctrl+I, shows what is behind it")
	}
	r.price.Importance = widget.MediumImportance
	if faint {
		r.price.Importance = widget.LowImportance
	}
	r.price.SetText(text)
}

func (r *row) setChosen(on bool) {
	if r.chosen != on {
		r.chosen = on
		r.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (r *row) Tapped(*fyne.PointEvent) { r.choose() }

// TappedSecondary implements fyne.SecondaryTappable.
func (r *row) TappedSecondary(e *fyne.PointEvent) {
	r.choose()
	if r.menu != nil {
		r.menu(e.AbsolutePosition)
	}
}

// Cursor implements desktop.Cursorable.
func (r *row) Cursor() desktop.Cursor { return desktop.DefaultCursor }

func (r *row) CreateRenderer() fyne.WidgetRenderer {
	x := &rowRenderer{r}
	x.style()
	return x
}

type rowRenderer struct{ r *row }

const (
	rowLeft  = 34
	rowID    = 44
	rowRight = 168
	rowPad   = 7
)

func (x *rowRenderer) width(total float32) float32 {
	return max(120, total-rowLeft-rowID-rowRight-3*rowPad)
}

func (x *rowRenderer) Layout(s fyne.Size) {
	r := x.r
	r.back.Resize(s)
	r.bar.Resize(fyne.NewSize(3, s.Height))
	r.rule.Move(fyne.NewPos(0, s.Height-1))
	r.rule.Resize(fyne.NewSize(s.Width, 1))
	check := r.on.MinSize()
	r.on.Move(fyne.NewPos(4, rowPad-4))
	r.on.Resize(check)
	r.id.Move(fyne.NewPos(rowLeft, rowPad+1))
	r.id.Resize(r.id.MinSize())
	w := x.width(s.Width)
	r.sentence.Resize(fyne.NewSize(w, 0))
	r.sentence.Move(fyne.NewPos(rowLeft+rowID, rowPad))
	h := r.sentence.MinSize().Height
	r.sentence.Resize(fyne.NewSize(w, h))
	r.details.Resize(fyne.NewSize(w, 0))
	r.details.Move(fyne.NewPos(rowLeft+rowID, rowPad+h+4))
	r.details.Resize(fyne.NewSize(w, r.details.MinSize().Height))
	r.right.Move(fyne.NewPos(s.Width-rowRight-rowPad, rowPad-2))
	r.right.Resize(fyne.NewSize(rowRight, s.Height-rowPad))
}

func (x *rowRenderer) MinSize() fyne.Size {
	h := x.r.sentence.MinSize().Height + x.r.details.MinSize().Height + 4
	return fyne.NewSize(rowLeft+rowID+rowRight+3*rowPad+200, max(h, x.r.right.MinSize().Height)+2*rowPad)
}

func (x *rowRenderer) style() {
	r, s := x.r, ui.Colors()
	r.back.FillColor, r.rule.FillColor, r.bar.FillColor = s.Surface, s.Line, s.Surface
	if r.chosen {
		r.back.FillColor, r.bar.FillColor = s.Zebra, s.Accent
	}
	r.id.Color, r.id.TextSize, r.id.TextStyle.Bold = s.Text, 13, true
	for _, t := range r.plain {
		t.Color = s.Text
		if r.data.Off {
			t.Color = s.Faint
		}
	}
	for _, t := range r.small {
		t.Color = s.Muted
	}
	if r.data.Off {
		r.id.Color = s.Faint
	}
}

func (x *rowRenderer) Refresh() {
	x.style()
	x.Layout(x.r.Size())
	for _, g := range x.r.gaps {
		g.Refresh()
	}
	x.r.chip.Refresh()
	canvas.Refresh(x.r)
}

func (x *rowRenderer) Destroy() {}
func (x *rowRenderer) Objects() []fyne.CanvasObject {
	r := x.r
	return []fyne.CanvasObject{r.back, r.bar, r.rule, r.on, r.id, r.sentence, r.details, r.right}
}
