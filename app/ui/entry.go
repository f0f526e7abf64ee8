package ui

import (
	"errors"
	"fmt"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"remanence/app/tr"
	"remanence/app/ui/figures"
)

// keyed is implemented by our widgets so that Enter and Escape inside a dialog
// reach the dialog: the toolkit gives keys to the focused widget only.
type keyed interface {
	dialogKeys(enter, escape func())
}

// Keyed is what other packages' widgets implement to hear of Enter and Escape in
// a dialog they stand in.
type Keyed interface {
	DialogKeys(enter, escape func())
}

// Entry is a text entry that passes Enter and Escape on to its dialog and has a
// tooltip.
type Entry struct {
	widget.Entry
	Tip               string
	problem           string // why the content is not taken; shown before Tip
	onEnter, onEscape func()
	onKey             func(*fyne.KeyEvent) bool // first look at keys, for derived entries
	onBlur            func()
}

// NewEntry makes a one-line entry.
func NewEntry(placeholder string) *Entry {
	e := &Entry{}
	e.init(e, placeholder)
	return e
}

// NewMultiLine makes an entry for notes; Enter breaks the line there, so only
// Escape reaches the dialog.
func NewMultiLine(placeholder string, rows int) *Entry {
	e := NewEntry(placeholder)
	e.MultiLine, e.Wrapping = true, fyne.TextWrapWord
	e.SetMinRowsVisible(rows)
	return e
}

func (e *Entry) init(self fyne.Widget, placeholder string) {
	e.PlaceHolder = placeholder
	e.Wrapping = fyne.TextWrapOff
	e.Scroll = fyne.ScrollNone
	e.ExtendBaseWidget(self)
}

// refuse marks the entry with the reason, or takes the mark away. The toolkit's
// Validator is not used: it puts a tick into every good entry.
func (e *Entry) refuse(err error) error {
	e.AlwaysShowValidationError = true
	e.problem = ""
	if err != nil {
		e.problem = tr.Told(err.Error())
	}
	e.SetValidationError(err)
	return err
}

// MouseIn implements desktop.Hoverable.
func (e *Entry) MouseIn(m *desktop.MouseEvent) { RestTip(e, m.Position, orElse(e.problem, e.Tip)) }

// MouseMoved implements desktop.Hoverable.
func (e *Entry) MouseMoved(m *desktop.MouseEvent) { e.MouseIn(m) }

// MouseOut implements desktop.Hoverable.
func (e *Entry) MouseOut() { HideTip(e) }

func (e *Entry) dialogKeys(enter, escape func()) { e.onEnter, e.onEscape = enter, escape }

// OnEscape is called on Escape outside of a dialog, which sets it by itself.
func (e *Entry) OnEscape(f func()) { e.onEscape = f }

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if e.onKey != nil && e.onKey(k) {
		return
	}
	switch {
	case k.Name == fyne.KeyEscape && e.onEscape != nil:
		e.onEscape()
	case (k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter) && !e.MultiLine:
		if e.onBlur != nil {
			e.onBlur()
		}
		if e.OnSubmitted != nil {
			e.OnSubmitted(e.Text)
		}
		if e.onEnter != nil {
			e.onEnter()
		}
	default:
		e.Entry.TypedKey(k)
		FunctionKey(e, k)
	}
}

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() {
	if e.onBlur != nil {
		e.onBlur()
	}
	e.Entry.FocusLost()
}

// NumberEntry takes a number the way people write it and shows it formatted once
// they leave. An empty entry is a missing value, not zero.
type NumberEntry struct {
	Entry
	Decimals int
	Percent  bool    // 40 means 0.4
	Min, Max float64 // both zero: no limits
	Required bool
	OnValue  func(v float64) // after Enter or leaving, when the value changed; NaN when emptied
	last     float64
}

// NewNumberEntry makes an entry showing a number of decimals; unit is the muted
// hint while it is empty.
func NewNumberEntry(decimals int, unit string) *NumberEntry {
	e := &NumberEntry{Decimals: decimals, last: math.NaN()}
	e.init(e, unit)
	e.onBlur = e.settle
	return e
}

// Validate implements fyne.Validatable; forms ask it. An empty entry is good
// unless it is required.
func (e *NumberEntry) Validate() error {
	_, err := e.Value()
	if errors.Is(err, figures.ErrMissing) && !e.Required {
		err = nil
	}
	return e.refuse(err)
}

// Value reads the entry: figures.ErrMissing when it is empty.
func (e *NumberEntry) Value() (float64, error) {
	read := figures.ParseNumber
	if e.Percent {
		read = figures.ParsePercent
	}
	v, err := read(e.Text)
	if err != nil {
		return math.NaN(), err
	}
	if (e.Min != 0 || e.Max != 0) && (v < e.Min || v > e.Max) {
		return v, fmt.Errorf(tr.T("must be between %s and %s"), e.show(e.Min), e.show(e.Max))
	}
	return v, nil
}

// SetValue shows v; NaN empties the entry. OnValue is not called.
func (e *NumberEntry) SetValue(v float64) {
	e.last = v
	if math.IsNaN(v) {
		e.SetText("")
		return
	}
	e.SetText(e.show(v))
}

func (e *NumberEntry) show(v float64) string {
	if e.Percent {
		return figures.Percent(v, e.Decimals)
	}
	return figures.Number(v, e.Decimals)
}

// settle formats what was typed and reports it. A text that only shows the value
// rounded must not round the value itself.
func (e *NumberEntry) settle() {
	e.Validate()
	v, err := e.Value()
	if err != nil && !errors.Is(err, figures.ErrMissing) {
		return
	}
	if v == e.last || math.IsNaN(v) && math.IsNaN(e.last) || !math.IsNaN(e.last) && e.Text == e.show(e.last) {
		return
	}
	e.SetValue(v)
	if e.OnValue != nil {
		e.OnValue(v)
	}
}

// MonthEntry takes a month as "2027-01", "Jan 27", "1/2027" and shows it as the
// locale types it; Up and Down step.
type MonthEntry struct {
	Entry
	Required bool
	OnMonth  func(m figures.Month, set bool)
	last     string
}

// NewMonthEntry makes an empty month entry.
func NewMonthEntry() *MonthEntry {
	e := &MonthEntry{}
	e.init(e, figures.NewMonth(2027, 1).Entry())
	e.onBlur = e.settle
	e.onKey = func(k *fyne.KeyEvent) bool {
		step := map[fyne.KeyName]figures.Month{fyne.KeyUp: 1, fyne.KeyDown: -1, fyne.KeyPageUp: 12, fyne.KeyPageDown: -12}[k.Name]
		m, err := e.Month()
		if step == 0 || err != nil {
			return false
		}
		e.SetText((m + step).Entry())
		return true
	}
	return e
}

// Validate implements fyne.Validatable.
func (e *MonthEntry) Validate() error {
	_, err := e.Month()
	if errors.Is(err, figures.ErrMissing) && !e.Required {
		err = nil
	}
	return e.refuse(err)
}

// Month reads the entry: figures.ErrMissing when it is empty.
func (e *MonthEntry) Month() (figures.Month, error) { return figures.ParseMonth(e.Text) }

// SetMonth shows m. OnMonth is not called.
func (e *MonthEntry) SetMonth(m figures.Month) {
	e.last = m.Entry()
	e.SetText(e.last)
}

func (e *MonthEntry) settle() {
	e.Validate()
	m, err := e.Month()
	if err != nil && !errors.Is(err, figures.ErrMissing) {
		return
	}
	text := ""
	if err == nil {
		text = m.Entry()
	}
	if text == e.last {
		if e.Text != text {
			e.SetText(text)
		}
		return
	}
	e.last = text
	e.SetText(text)
	if e.OnMonth != nil {
		e.OnMonth(m, err == nil)
	}
}
