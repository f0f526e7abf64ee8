package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// patience is how long something may take to appear: planning on a busy machine
// without a graphics card takes its time.
const patience = 180 * time.Second

// broken ends a story with the reason.
type broken struct{ err error }

// hand acts on the window as a person does, by mouse or by keyboard alone. A step
// that cannot be made ends the story.
type hand struct {
	*stage
	keys bool // by keyboard alone
}

func (h *hand) stop(format string, args ...any) { panic(broken{fmt.Errorf(format, args...)}) }

func (h *hand) must(err error) {
	if err != nil {
		panic(broken{err})
	}
}

// see is what the window shows now.
func (h *hand) see() *Screen {
	s, err := h.look()
	h.must(err)
	return s
}

// until looks until something holds and gives the screen on which it does.
func (h *hand) until(what string, holds func(*Screen) bool) *Screen {
	deadline := time.Now().Add(patience)
	for pause := 20 * time.Millisecond; ; pause = min(2*pause, 400*time.Millisecond) {
		s := h.see()
		if holds(s) {
			return s
		}
		if time.Now().After(deadline) {
			h.stop("waited in vain for %s; on the screen: %s", what, s.words(60))
		}
		time.Sleep(pause)
	}
}

// reads waits until every text stands somewhere on the screen.
func (h *hand) reads(texts ...string) *Screen {
	return h.until(fmt.Sprintf("%q", texts), func(s *Screen) bool {
		return !slices.ContainsFunc(texts, func(t string) bool { return !s.has(t) })
	})
}

// has tells whether a text stands somewhere on the screen, alone or within another.
func (s *Screen) has(text string) bool {
	return slices.ContainsFunc(s.Things, func(t Thing) bool {
		return strings.Contains(t.Text, text) || strings.Contains(t.Hint, text)
	})
}

// holds tells whether the middle of another thing lies in this one.
func (t *Thing) holds(x *Thing) bool {
	at, down := x.X+x.W/2, x.Y+x.H/2
	return at >= t.X && at <= t.X+t.W && down >= t.Y && down <= t.Y+t.H
}

// find is the thing of exactly this text, the smallest of them; of one of the
// kinds when some are named.
func (s *Screen) find(text string, kinds ...string) *Thing {
	var found *Thing
	for i := range s.Things {
		t := &s.Things[i]
		if (t.Text == text || t.Hint == text) && (len(kinds) == 0 || slices.Contains(kinds, t.Kind)) && (found == nil || t.W*t.H < found.W*found.H) {
			found = t
		}
	}
	return found
}

// focused is what has the keyboard, nil when nothing has.
func (s *Screen) focused() *Thing {
	for i := range s.Things {
		if t := &s.Things[i]; t.Focused && t.Kind != "cell" && t.Kind != "mark" {
			return t
		}
	}
	return nil
}

// words are the first texts on the screen, for messages.
func (s *Screen) words(n int) string {
	var out []string
	for _, t := range s.Things {
		if t.Text != "" && (t.Kind == "text" || t.Kind == "Label" || t.Kind == "Button" || t.Kind == "cell") && len(out) < n {
			out = append(out, t.Text)
		}
	}
	return s.Title + ": " + strings.Join(out, " | ")
}

// key presses keys, such as ctrl+k or Return.
func (h *hand) key(keys ...string) {
	_, err := h.x("xdotool", append([]string{"key", "--delay", "30"}, keys...)...)
	h.must(err)
}

// write types text into what has the keyboard.
func (h *hand) write(text string) {
	_, err := h.x("xdotool", "type", "--delay", "25", text)
	h.must(err)
}

// click clicks a thing in the middle, once it has come to rest.
func (h *hand) click(what string, find func(*Screen) *Thing, button string) {
	var at *Thing
	var scale float64
	h.until(what, func(s *Screen) bool {
		was := at
		at, scale = find(s), s.Scale
		return at != nil && was != nil && math.Abs(at.X-was.X) < 1 && math.Abs(at.Y-was.Y) < 1
	})
	h.clickAt((at.X+at.W/2)*scale, (at.Y+at.H/2)*scale, button)
}

// front brings the window before everything else, so that it has the keyboard.
func (h *hand) front() {
	window, err := h.x("xdotool", "search", "--sync", "--onlyvisible", "--name", "Remanence")
	h.must(err)
	_, err = h.x("xdotool", "windowfocus", strings.Fields(window)[0])
	h.must(err)
}

func (h *hand) clickAt(x, y float64, button string) {
	at := []string{fmt.Sprint(int(x)), fmt.Sprint(int(y))}
	_, err := h.x("xdotool", "mousemove", at[0], at[1], "click", button)
	h.must(err)
}

// tabTo presses Tab until something has the keyboard.
func (h *hand) tabTo(what string, is func(*Thing) bool) { h.walk(what, is, "") }

// tabBack is tabTo by Shift+Tab.
func (h *hand) tabBack(what string, is func(*Thing) bool) { h.walk(what, is, "shift+") }

func (h *hand) walk(what string, is func(*Thing) bool, shift string) {
	first := ""
	for n := range 150 {
		t := h.see().focused()
		if t != nil && is(t) {
			return
		}
		at := ""
		if t != nil {
			at = fmt.Sprint(t.Kind, t.Text, t.X, t.Y)
		}
		if first == "" {
			first = at
		} else if n > 3 && at == first {
			break // once round
		}
		if t != nil && (t.Kind == "Grid" || t.Kind == "cellEntry") {
			h.key("ctrl+" + shift + "Tab")
		} else {
			h.key(shift + "Tab")
		}
		// The keyboard has moved on, or rests where it cannot.
		deadline := time.Now().Add(2 * time.Second)
		for time.Now().Before(deadline) {
			if now := h.see().focused(); now != nil && fmt.Sprint(now.Kind, now.Text, now.X, now.Y) != at {
				break
			}
			time.Sleep(15 * time.Millisecond)
		}
	}
	h.stop("the keyboard does not come to %s; on the screen: %s", what, h.see().words(60))
}

// press presses a button, box or whatever reads text.
func (h *hand) press(text string) {
	h.reads(text)
	if !h.keys {
		h.click(text, func(s *Screen) *Thing { return s.find(text) }, "1")
		return
	}
	h.tabTo(text, func(t *Thing) bool { return t.Text == text || t.Hint == text })
	h.key("Return")
}

// pages in the order of the rail.
var pages = []string{"Overview", "Demand", "Sources", "Recycling", "Rules", "Plan", "Compare", "Risk", "Library"}

// page goes to a page by the rail, or its key.
func (h *hand) page(name string) {
	if h.keys {
		h.key(fmt.Sprintf("ctrl+%d", 1+slices.Index(pages, name)))
	} else {
		h.click(name, func(s *Screen) *Thing { return s.find(name, "railItem") }, "1")
	}
}

// tab opens a tab of the page; one of shown stands on it and nowhere else.
func (h *hand) tab(name string, shown ...string) {
	there := func(s *Screen) bool { return slices.ContainsFunc(shown, s.has) }
	if !h.keys {
		h.click(name, func(s *Screen) *Thing { return s.find(name, "tabButton") }, "1")
		h.until(fmt.Sprintf("one of %q", shown), there)
		return
	}
	for range 12 {
		deadline := time.Now().Add(2 * time.Second)
		for time.Now().Before(deadline) {
			if there(h.see()) {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
		h.key("ctrl+Next")
	}
	h.stop("no tab shows one of %q", shown)
}

// command does a command: by the menu, or by its keys.
func (h *hand) command(menu, entry, keys string) {
	if h.keys {
		h.key(keys)
		return
	}
	h.click(menu, func(s *Screen) *Thing { return s.find(menu, "menuBarItem") }, "1")
	h.click(entry, func(s *Screen) *Thing {
		for i := range s.Things {
			if t := &s.Things[i]; t.Kind == "menuItem" && strings.HasPrefix(t.Text, entry) {
				return t
			}
		}
		return nil
	}, "1")
}

// choose takes an option of an open list.
func (h *hand) choose(option string) {
	h.until("a list with "+option, func(s *Screen) bool { return s.Over && s.find("type to search") != nil })
	h.write(option) // a long list shows few at a time
	if h.keys {
		h.until(option+" in front", func(s *Screen) bool {
			for _, t := range s.Things {
				if t.Kind == "pickRow" { // the first row is the one Enter takes
					return strings.HasPrefix(t.Text, option)
				}
			}
			return false
		})
		h.key("Return")
	} else {
		h.click(option, func(s *Screen) *Thing {
			for i := range s.Things {
				if t := &s.Things[i]; t.Kind == "pickRow" && strings.HasPrefix(t.Text, option) {
					return t
				}
			}
			return nil
		}, "1")
	}
	h.until("the list to close", func(s *Screen) bool { return s.find("type to search") == nil })
}

// mark clicks a mark of a picture, or walks to it and presses Enter.
func (h *hand) mark(id string) {
	find := func(s *Screen) *Thing { return s.find(id, "mark") }
	h.until("the mark "+id, func(s *Screen) bool { return find(s) != nil })
	if !h.keys {
		h.click(id, find, "1")
		return
	}
	on := func(s *Screen) bool { // the picture with the mark has the keyboard
		f, m := s.focused(), find(s)
		return f != nil && m != nil && f.Kind == "View" && m.X >= f.X && m.Y >= f.Y && m.X < f.X+f.W && m.Y < f.Y+f.H
	}
	h.tabTo("the picture with "+id, func(*Thing) bool { return on(h.see()) })
	for range 200 {
		if m := find(h.see()); m != nil && m.Focused {
			h.key("Return")
			return
		}
		h.key("Right")
	}
	h.stop("the keyboard does not come to %s", id)
}

// gone waits until nothing lies over the page.
func (h *hand) gone() { h.until("the page alone", func(s *Screen) bool { return !s.Over }) }

// planned waits for a plan of the inputs as they stand. Where the app found none
// within the time it gives itself, on a busy machine, it is asked again.
func (h *hand) planned() *Screen {
	for range 5 {
		rests := 0 // looks in a row in which nothing goes on
		s := h.until("the plan", func(s *Screen) bool {
			if (s.has("Plan out of date") || s.has("Planning failed")) && !s.has("Planning …") {
				rests++
			} else {
				rests = 0
			}
			return s.has("Plan up to date") || rests > 8
		})
		if s.has("Plan up to date") {
			return s
		}
		h.command("Plan", "Plan now", "ctrl+shift+r")
	}
	h.stop("no plan was found; on the screen: %s", h.see().words(60))
	return nil
}
