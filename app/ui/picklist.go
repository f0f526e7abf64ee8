package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/tr"
)

// ShowPick opens the searchable list below (or above) a field at an absolute
// position of a canvas. chosen gets the id; dropped is called on Escape. The grid
// uses it for its choice cells.
func ShowPick(c fyne.Canvas, at fyne.Position, field fyne.Size, options []Option, selected, search string, chosen func(id string), dropped func()) {
	l := &pickList{options: options, chosen: chosen, dropped: dropped}
	l.entry = NewEntry(tr.T("type to search"))
	l.entry.Text = search
	l.entry.onKey = l.key
	l.entry.OnChanged = func(string) { l.filter() }
	l.list = widget.NewList(func() int { return len(l.shown) }, func() fyne.CanvasObject { return newPickRow(l) }, l.updateRow)
	l.none = widget.NewLabel(tr.T("nothing matches"))
	l.none.Importance = widget.LowImportance
	l.pop = widget.NewPopUp(container.NewBorder(l.entry, nil, nil, nil, container.NewStack(l.list, l.none)), c)

	row := newPickRow(l).MinSize().Height + theme.Padding()
	width := min(max(field.Width, widest(options)+40), c.Size().Width-20)
	height := l.entry.MinSize().Height + 4*theme.Padding() + row*float32(min(max(len(options), 3), 9))
	y := at.Y + field.Height + 1
	if y+height > c.Size().Height-6 {
		y = max(4, at.Y-height-1)
	}
	height = min(height, c.Size().Height-y-6)
	l.pop.ShowAtPosition(fyne.NewPos(min(at.X, c.Size().Width-width-8), y))
	l.pop.Resize(fyne.NewSize(width, height))
	l.filter()
	for i, o := range l.shown {
		if o.ID == selected && search == "" {
			l.mark(i)
		}
	}
	c.Focus(l.entry)
	l.entry.CursorColumn = len([]rune(search))
	l.entry.Refresh()
}

type pickList struct {
	options, shown []Option
	entry          *Entry
	list           *widget.List
	none           *widget.Label
	pop            *widget.PopUp
	at             int
	chosen         func(string)
	dropped        func()
}

// pickRow takes its own tap: the toolkit's list says nothing when the row that
// is already marked is clicked.
type pickRow struct {
	widget.BaseWidget
	list         *pickList
	index        int
	name, detail *widget.Label
	box          *fyne.Container
}

func newPickRow(l *pickList) *pickRow {
	r := &pickRow{list: l, name: widget.NewLabel("x"), detail: widget.NewLabel("")}
	r.name.Truncation, r.detail.Importance = fyne.TextTruncateEllipsis, widget.LowImportance
	r.box = container.NewBorder(nil, nil, nil, r.detail, r.name)
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *pickRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(r.box)
}

// Tapped implements fyne.Tappable.
func (r *pickRow) Tapped(*fyne.PointEvent) { r.list.accept(r.index) }

func (l *pickList) updateRow(i widget.ListItemID, o fyne.CanvasObject) {
	if i >= len(l.shown) {
		return
	}
	row := o.(*pickRow)
	row.index = i
	row.name.SetText(l.shown[i].Label)
	row.detail.SetText(l.shown[i].Detail)
	row.box.Refresh() // lays out again: the detail's width has changed
}

// filter keeps the options holding every word typed; those that begin with the
// text come first.
func (l *pickList) filter() {
	l.shown = Matches(l.options, l.entry.Text)
	l.list.Refresh()
	if len(l.shown) == 0 {
		l.none.Show()
		return
	}
	l.none.Hide()
	l.mark(0)
}

// Matches filters and ranks options for a search text.
func Matches(options []Option, search string) []Option {
	search = strings.ToLower(strings.TrimSpace(search))
	if search == "" {
		return options
	}
	words := strings.Fields(search)
	var front, rest []Option
next:
	for _, o := range options {
		text := strings.ToLower(o.Label + " " + o.Detail)
		for _, w := range words {
			if !strings.Contains(text, w) {
				continue next
			}
		}
		if strings.HasPrefix(text, search) {
			front = append(front, o)
		} else {
			rest = append(rest, o)
		}
	}
	return append(front, rest...)
}

func (l *pickList) mark(i int) {
	l.at = min(max(i, 0), len(l.shown)-1)
	if l.at < 0 {
		return
	}
	l.list.UnselectAll()
	l.list.Select(l.at)
}

func (l *pickList) key(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyDown:
		l.mark(l.at + 1)
	case fyne.KeyUp:
		l.mark(l.at - 1)
	case fyne.KeyPageDown:
		l.mark(l.at + 8)
	case fyne.KeyPageUp:
		l.mark(l.at - 8)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		l.accept(l.at)
	case fyne.KeyEscape:
		l.pop.Hide()
		if l.dropped != nil {
			l.dropped()
		}
	default:
		return false
	}
	return true
}

func (l *pickList) accept(i int) {
	if i < 0 || i >= len(l.shown) {
		return
	}
	l.pop.Hide()
	l.chosen(l.shown[i].ID)
}

func widest(options []Option) float32 {
	w := float32(0)
	for i, o := range options {
		if i > 300 { // measuring is what makes long drop-downs slow
			break
		}
		w = max(w, fyne.MeasureText(o.Label+"    "+o.Detail, TextSize, fyne.TextStyle{}).Width)
	}
	return w
}
