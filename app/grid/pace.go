package grid

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"remanence/app/ui"
)

// restAfter is how long after the last of many keys the keyboard rests.
const restAfter = 100 * time.Millisecond

// pace tells a key that is held or struck again and again from one that is pressed.
// Only a keyboard tells of keys going down and up: whoever calls TypedKey himself is
// never too fast.
type pace struct {
	down    fyne.KeyName // held
	typed   int          // how often since it went down
	last    time.Time    // when the last key went down or was repeated, and was dealt with
	fast    bool         // the key being dealt with comes fast
	pending bool         // OnSelected is still to be told of another row
	turn    int          // raised by every key, so that late timers find themselves stale
}

// later runs f on the UI goroutine after some time; tests set it.
var later = func(after time.Duration, f func()) { time.AfterFunc(after, func() { ui.Do(f) }) }

var now = time.Now // tests set it

// KeyDown implements desktop.Keyable.
func (g *Grid) KeyDown(k *fyne.KeyEvent) { g.pace.down, g.pace.typed = k.Name, 0 }

// KeyUp implements desktop.Keyable: when a key was held, it rests now.
func (g *Grid) KeyUp(k *fyne.KeyEvent) {
	if k.Name != g.pace.down {
		return
	}
	held := g.pace.typed > 1
	g.pace.down, g.pace.typed = "", 0
	if held {
		g.Settle()
	}
}

// moves tells whether a key moves the active cell and does nothing else.
func moves(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyTab:
		return true
	}
	return false
}

// begin notes a key that is typed, and end that it has been dealt with.
func (g *Grid) begin(k *fyne.KeyEvent) {
	p := &g.pace
	if !moves(k.Name) {
		g.Settle()
	} else if p.down == k.Name {
		p.typed++
		p.fast = p.typed > 1 || now().Sub(p.last) < restAfter
	}
}

func (g *Grid) end() {
	p := &g.pace
	p.fast = false
	if p.down != "" {
		p.last = now()
	}
	p.turn++
	if p.pending && p.typed <= 1 { // a held key tells itself when it is let go
		turn := p.turn
		later(restAfter, func() {
			if g.pace.turn == turn {
				g.Settle()
			}
		})
	}
}

// passing tells whether the active cell is only on its way to another row, so that
// what stands beside the table can wait.
func (g *Grid) passing(at Pos) bool {
	if g.Beside == nil || !g.pace.fast || at.Row == g.handled.Row {
		return false
	}
	g.pace.pending = true
	g.Beside.Lag(true)
	return true
}

// Settle tells OnSelected where a fast key has come to, if it still has to.
func (g *Grid) Settle() {
	if g.pace.pending {
		g.tell()
	}
}

var _ desktop.Keyable = (*Grid)(nil)
