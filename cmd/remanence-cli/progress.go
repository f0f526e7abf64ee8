package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"remanence/planner/award"
)

// ticker shows progress on one line that is written over again and again. It
// stays silent when nobody looks, so that logs hold no half lines.
type ticker struct {
	w        io.Writer // nil when silent
	currency string

	mu    sync.Mutex
	last  time.Time
	width int // of the line on screen
}

func (c *call) ticker(currency string) *ticker {
	if c.Terminal == nil || !c.Terminal(c.err) {
		return &ticker{}
	}
	return &ticker{w: c.err, currency: currency}
}

// say shows a text.
func (t *ticker) say(text string) {
	if t.w == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.show(text)
}

// report shows the progress of a run, at most ten times a second.
func (t *ticker) report(p award.Progress) {
	if t.w == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if now := time.Now(); now.Sub(t.last) >= 100*time.Millisecond {
		t.last = now
		t.show(progressText(t.currency, p))
	}
}

// progressText stays below 80 characters: a line that wraps cannot be written
// over.
func progressText(currency string, p award.Progress) string {
	text := fmt.Sprintf("%s … %.0f s", sentence(p.Phase), p.Seconds)
	if p.HasPlan {
		text += fmt.Sprintf(", best %s %s", currency, figure(p.Incumbent, 0))
	}
	if p.HasPlan && p.Gap >= 0 && p.Gap < 1 {
		text += fmt.Sprintf(", at most %s better", percent(p.Gap))
	}
	return text
}

// sentence begins with a capital.
func sentence(s string) string {
	if s == "" {
		return "Planning"
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// clear takes the line away.
func (t *ticker) clear() {
	if t.w == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.show("")
	fmt.Fprint(t.w, "\r")
}

// show writes over the line. Spaces, not escape codes, wipe what was longer:
// every terminal knows them.
func (t *ticker) show(text string) {
	n := utf8.RuneCountInString(text)
	fmt.Fprintf(t.w, "\r%s%s", text, strings.Repeat(" ", max(0, t.width-n)))
	t.width = n
}
