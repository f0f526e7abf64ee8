package grid

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"remanence/app/ui"
)

// keyboard presses keys of a table as a window does, at times the test sets.
type keyboard struct {
	f      *fixture
	clock  time.Time
	rested func() // what runs once the keys have rested
	told   []int  // rows OnSelected was told of
}

func newKeyboard(t *testing.T, rows int) *keyboard {
	k := &keyboard{f: show(t, numbers(rows), small), clock: time.Now()}
	wasLater, wasNow := later, now
	t.Cleanup(func() { later, now = wasLater, wasNow })
	now = func() time.Time { return k.clock }
	later = func(_ time.Duration, f func()) { k.rested = f }
	k.f.g.Beside = ui.NewVeil(widget.NewLabel(""))
	k.f.g.Select(0, 1)
	k.f.g.OnSelected = func(row, _ int) { k.told = append(k.told, row) }
	return k
}

// down presses a key after some milliseconds; again repeats it.
func (k *keyboard) down(name fyne.KeyName, after int) {
	k.f.g.KeyDown(&fyne.KeyEvent{Name: name})
	k.again(name, after)
}

func (k *keyboard) again(name fyne.KeyName, after int) {
	k.clock = k.clock.Add(time.Duration(after) * time.Millisecond)
	k.f.g.TypedKey(&fyne.KeyEvent{Name: name})
}

func (k *keyboard) up(name fyne.KeyName) { k.f.g.KeyUp(&fyne.KeyEvent{Name: name}) }

func (k *keyboard) expect(t *testing.T, when string, lags bool, told ...int) {
	t.Helper()
	if !slices.Equal(k.told, told) || k.f.g.Beside.Lags() != lags {
		t.Errorf("%s: told of rows %v, lags %v; want %v, %v", when, k.told, k.f.g.Beside.Lags(), told, lags)
	}
}

func TestWhatStandsBesideWaitsForAKeyThatIsHeld(t *testing.T) {
	k := newKeyboard(t, 60)
	k.down(fyne.KeyDown, 1000)
	k.expect(t, "a key pressed", false, 1)
	for i := range 5 {
		k.again(fyne.KeyDown, 150) // however slow the machine
		k.expect(t, fmt.Sprintf("repeat %d", i), true, 1)
	}
	if k.rested != nil {
		t.Error("a held key rests when it is let go, not in between")
	}
	k.up(fyne.KeyDown)
	k.expect(t, "let go", false, 1, 6)
	k.down(fyne.KeyUp, 1000)
	k.up(fyne.KeyUp)
	k.expect(t, "the next key", false, 1, 6, 5)
	k.down(fyne.KeyRight, 10)
	k.again(fyne.KeyRight, 10)
	k.expect(t, "along the row nothing waits", false, 1, 6, 5, 5, 5)
}

func TestWhatStandsBesideWaitsForKeysStruckAgainAndAgain(t *testing.T) {
	k := newKeyboard(t, 60)
	var late func()
	for i := range 4 {
		k.down(fyne.KeyPageDown, 50)
		k.up(fyne.KeyPageDown)
		if i == 1 {
			late = k.rested
		}
	}
	late() // another key came since
	first := k.told[0]
	k.expect(t, "struck four times", true, first)
	k.rested()
	at, _ := k.f.g.Active()
	k.expect(t, "rested", false, first, at)
}

// Whatever else is done with the table finds what stands beside it up to date.
func TestAnythingElseEndsTheWait(t *testing.T) {
	for name, do := range map[string]func(g *Grid){
		"another key":       func(g *Grid) { g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) },
		"a shortcut":        func(g *Grid) { g.TypedShortcut(&fyne.ShortcutCopy{}) },
		"the focus goes":    func(g *Grid) { g.FocusLost() },
		"a new model":       func(g *Grid) { g.Refresh() },
		"another selection": func(g *Grid) { g.Select(4, 0) },
	} {
		k := newKeyboard(t, 60)
		k.down(fyne.KeyDown, 1000)
		for range 3 {
			k.again(fyne.KeyDown, 30)
		}
		k.expect(t, name+", before", true, 1)
		do(k.f.g)
		k.expect(t, name, false, 1, 4)
	}
}

func TestWhoTypesWithoutAKeyboardIsNeverTooFast(t *testing.T) {
	k := newKeyboard(t, 60)
	for range 3 {
		k.again(fyne.KeyDown, 1)
	}
	k.expect(t, "three keys at once", false, 1, 2, 3)
}
