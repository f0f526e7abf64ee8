package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/tr"
)

// Dialog is a modal box with keys: Enter presses the default button, Escape the
// cancelling one, and the first field has the focus. The toolkit's own dialogs
// have none of that.
type Dialog struct {
	window  fyne.Window
	pop     *widget.PopUp
	layer   *Layer
	keys    func(*fyne.KeyEvent) // the canvas's key handler before us
	enter   func()
	escape  func()
	open    bool
	room    *fyne.Container   // holds the content
	scroll  *container.Scroll // around it where it is longer than the window
	later   []func()          // what opens once the button pressed is through
	dropped bool              // closed before it was shown
	OnClose func()
}

// opened are the dialogs of a canvas, the last in front; pressed is the one whose
// button is at work. Like all of the screen they belong to its goroutine.
var (
	opened  = map[fyne.Canvas][]*Dialog{}
	pressed = map[fyne.Canvas]*Dialog{}
)

// Choice is a button of a dialog. Do returns false to keep the dialog open.
type Choice struct {
	Text    string
	Danger  bool
	Default bool // Enter
	Cancel  bool // Escape
	Do      func() bool
}

// ShowDialog opens a dialog with any content. Fields in it should be this
// package's entries and picks, which pass Enter and Escape on. width zero is a
// comfortable default. What the button of another dialog opens is shown once that
// one is gone, or in front of it where it stays: the toolkit takes a box away
// together with all that lie on it.
func ShowDialog(w fyne.Window, title string, content fyne.CanvasObject, width float32, choices ...Choice) *Dialog {
	if l := topLayer(w.Canvas()); l != nil { // a tip of the page means nothing now
		l.tip.turn++
		l.tip.box.Hide()
	}
	d := &Dialog{window: w}
	head := widget.NewLabelWithStyle(title, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	head.Wrapping = fyne.TextWrapWord
	buttons := container.NewHBox(layout.NewSpacer())
	for _, c := range choices {
		press := func() { d.press(c) }
		b := NewButton(c.Text, nil, "", press)
		if c.Default {
			b.Importance, d.enter = widget.HighImportance, press
			if c.Danger {
				b.Importance = widget.DangerImportance
			}
		}
		if c.Cancel {
			d.escape = press
		}
		buttons.Add(b)
	}
	if d.escape == nil {
		d.escape = d.Close
	}
	if d.enter == nil {
		d.enter = func() {}
	}
	d.room = container.NewStack(container.NewPadded(content))
	body := container.NewBorder(head, container.NewVBox(widget.NewSeparator(), buttons), nil, nil, d.room)
	d.layer = newLayer(w.Canvas(), container.NewPadded(body))
	d.pop = widget.NewModalPopUp(d.layer, w.Canvas())
	wire(body, d.enter, d.escape)
	show := func() {
		if d.dropped {
			return
		}
		d.show(width)
		if first := firstField(content); first != nil {
			w.Canvas().Focus(first)
		}
	}
	if at := pressed[w.Canvas()]; at != nil {
		at.later = append(at.later, show)
	} else {
		show()
	}
	return d
}

func (d *Dialog) show(width float32) {
	if width == 0 {
		width = 440
	}
	size := d.layer.MinSize()
	size.Width = max(size.Width, width)
	// Wrapping text only knows its height once it has a width.
	d.layer.Resize(size)
	size = size.Max(d.layer.MinSize())
	limit := d.window.Canvas().Size()
	if size.Height > limit.Height-20 { // what is longer than the window is scrolled
		d.scroll = container.NewVScroll(d.room.Objects[0])
		d.room.Objects[0] = d.scroll
		d.room.Refresh()
	}
	size.Width, size.Height = min(size.Width, limit.Width-20), min(size.Height, limit.Height-20)
	c := d.window.Canvas()
	d.keys = c.OnTypedKey()
	c.SetOnTypedKey(func(k *fyne.KeyEvent) { // nothing focused inside
		switch k.Name {
		case fyne.KeyReturn, fyne.KeyEnter:
			d.enter()
		case fyne.KeyEscape:
			d.escape()
		default:
			d.move(k.Name)
		}
	})
	d.open = true
	opened[c] = append(opened[c], d)
	d.pop.Show()
	d.pop.Resize(size)
	d.layer.push()
}

// move scrolls a long dialog by the keys that move in a text.
func (d *Dialog) move(key fyne.KeyName) {
	if d.scroll == nil {
		return
	}
	page, y := d.scroll.Size().Height, d.scroll.Offset.Y
	switch key {
	case fyne.KeyDown:
		y += 40
	case fyne.KeyUp:
		y -= 40
	case fyne.KeyPageDown:
		y += page * 0.9
	case fyne.KeyPageUp:
		y -= page * 0.9
	case fyne.KeyHome:
		y = 0
	case fyne.KeyEnd:
		y = d.scroll.Content.MinSize().Height
	default:
		return
	}
	d.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(y, d.scroll.Content.MinSize().Height-page))))
}

func (d *Dialog) press(c Choice) {
	if !d.open || pressed[d.window.Canvas()] == d {
		return
	}
	if d.through(c) {
		d.Close()
	}
	later := d.later
	d.later = nil
	for _, show := range later {
		show()
	}
}

// through does what a button is for and tells whether the dialog has done its work.
func (d *Dialog) through(c Choice) bool {
	if c.Do == nil {
		return true
	}
	canvas := d.window.Canvas()
	before := pressed[canvas]
	pressed[canvas] = d
	defer func() {
		if before != nil && before.open {
			pressed[canvas] = before
		} else {
			delete(pressed, canvas)
		}
	}()
	return c.Do()
}

// Close takes the dialog away without pressing anything, with all in front of it.
func (d *Dialog) Close() {
	if !d.open {
		d.dropped = true
		return
	}
	d.open = false
	canvas := d.window.Canvas()
	at := slices.Index(opened[canvas], d)
	for _, above := range slices.Backward(opened[canvas][at+1:]) {
		above.Close()
	}
	if opened[canvas] = opened[canvas][:at]; at == 0 {
		delete(opened, canvas)
	}
	if pressed[canvas] == d {
		delete(pressed, canvas)
	}
	d.layer.Close()
	d.window.Canvas().SetOnTypedKey(d.keys)
	d.pop.Hide()
	if d.OnClose != nil {
		d.OnClose()
	}
}

// IsOpen tells whether the dialog is on screen.
func (d *Dialog) IsOpen() bool { return d.open }

// wire hands Enter and Escape to every widget of ours in the content.
func wire(o fyne.CanvasObject, enter, escape func()) {
	walk(o, func(o fyne.CanvasObject) bool {
		switch k := o.(type) {
		case keyed:
			k.dialogKeys(enter, escape)
		case Keyed:
			k.DialogKeys(enter, escape)
		}
		return true
	})
}

func firstField(o fyne.CanvasObject) (found fyne.Focusable) {
	walk(o, func(o fyne.CanvasObject) bool {
		f, ok := o.(fyne.Focusable)
		if _, button := o.(*Button); ok && !button && o.Visible() {
			if d, can := o.(fyne.Disableable); !can || !d.Disabled() {
				found = f
			}
		}
		return found == nil
	})
	return found
}

// walk visits the objects a container holds, in order, until visit says stop.
func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject) bool) bool {
	if !visit(o) {
		return false
	}
	for _, child := range Children(o) {
		if child != nil && !walk(child, visit) {
			return false
		}
	}
	return true
}

// Holder is a widget of another package that is made of others.
type Holder interface {
	Held() []fyne.CanvasObject
}

// Children are the objects inside a container of the toolkit or of this package.
func Children(o fyne.CanvasObject) (children []fyne.CanvasObject) {
	switch c := o.(type) {
	case *fyne.Container:
		return c.Objects
	case *container.Scroll:
		return []fyne.CanvasObject{c.Content}
	case *container.Split:
		return []fyne.CanvasObject{c.Leading, c.Trailing}
	case *container.ThemeOverride:
		return []fyne.CanvasObject{c.Content}
	case *panel:
		return []fyne.CanvasObject{c.content}
	case *Veil:
		return []fyne.CanvasObject{c.content}
	case *Tipped:
		return []fyne.CanvasObject{c.Content}
	case *Layer:
		return []fyne.CanvasObject{c.content}
	case *widget.PopUp:
		return []fyne.CanvasObject{c.Content}
	case *container.AppTabs:
		for _, t := range c.Items {
			children = append(children, t.Content)
		}
	case Holder:
		return c.Held()
	}
	return children
}

// Question is a confirmation.
type Question struct {
	Title, Text string
	Yes, No     string // empty: tr.T("OK") and tr.T("Cancel")
	Danger      bool   // deleting and the like: red, and Enter cancels
	OnNo        func()
}

// Confirm asks and calls yes when the answer is yes.
func Confirm(w fyne.Window, q Question, yes func()) *Dialog {
	run := func(f func()) func() bool {
		return func() bool {
			if f != nil {
				// After closing, so that what yes shows does not lie under us.
				defer f()
			}
			return true
		}
	}
	confirm := Choice{Text: orElse(q.Yes, tr.T("OK")), Danger: q.Danger, Default: true}
	cancel := Choice{Text: orElse(q.No, tr.T("Cancel")), Cancel: true}
	var d *Dialog
	confirm.Do, cancel.Do = func() bool { d.Close(); return run(yes)() }, func() bool { d.Close(); return run(q.OnNo)() }
	d = ShowDialog(w, q.Title, text(q.Text), 0, cancel, confirm)
	if q.Danger {
		d.enter = d.escape // a careless Enter must not delete
	}
	return d
}

// ShowError says what went wrong, in a sentence a buyer can act on; the error
// itself is shown below it. err may be nil.
func ShowError(w fyne.Window, what string, err error) *Dialog {
	content := container.NewVBox(text(what))
	if err != nil {
		detail := text(tr.Told(err.Error()))
		detail.Importance = widget.LowImportance
		content.Add(detail)
	}
	icon := container.NewVBox(widget.NewIcon(theme.NewErrorThemedResource(theme.ErrorIcon())))
	return ShowDialog(w, tr.T("This did not work"), container.NewBorder(nil, nil, icon, nil, content), 0,
		Choice{Text: tr.T("Close"), Default: true, Cancel: true})
}

// ShowInfo tells something that needs reading.
func ShowInfo(w fyne.Window, title, message string) *Dialog {
	return ShowDialog(w, title, text(message), 0, Choice{Text: tr.T("Close"), Default: true, Cancel: true})
}

// longest is how high a list of sentences grows before it scrolls.
const longest = 320

// ShowLong shows sentences, one a line, in a dialog that grows no higher than it
// must and scrolls beyond a limit.
func ShowLong(w fyne.Window, title, message string) *Dialog {
	const width = 620
	body := text(message)
	body.Resize(fyne.NewSize(width-40, 0)) // wrapped text knows its height once it has a width
	list := container.NewVScroll(body)
	list.SetMinSize(fyne.NewSize(width-40, min(longest, body.MinSize().Height)))
	return ShowDialog(w, title, list, width, Choice{Text: tr.T("Close"), Default: true, Cancel: true})
}

func text(s string) *widget.Label {
	l := widget.NewLabel(s)
	l.Wrapping = fyne.TextWrapWord
	return l
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
