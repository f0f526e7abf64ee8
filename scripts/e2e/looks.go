package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// What `looks` opens.
var (
	looksAt = flag.String("project", "", "`looks`: a project file, the id of a sample, or empty for a project of nothing; without it the example")
	looksIn = flag.String("theme", "light", "`looks`: light or dark")
	tongue  = flag.String("language", "en_US", "`looks`: such as de_DE")
	only    = flag.String("only", "", "`looks`: the pages to see, such as Sources,Plan; all without it")
	study   = flag.Duration("study", 0, "`looks`: how long a study on Compare and Risk may take; 0 asks none")
)

// asks are the buttons that begin a study.
var asks = []string{"Plan all", "Find the frontier", "Work out the regrets", "Cross them", "Find what moves the cost", "Find out", "Price the safety", "Simulate"}

// looked goes through every page, every tab of it and every topic of the Library,
// takes a picture of each, and prints what is cut off or lies on top of another
// text. It decides nothing: a column that scrolls is cut and right.
func looked(app, cli, shots, size string) (err error) {
	for _, p := range []*string{&app, &cli, &shots} {
		if *p, err = filepath.Abs(*p); err != nil {
			return err
		}
	}
	s, err := staged(size, shots)
	defer s.leave(&err)
	if err != nil {
		return err
	}
	s.env = append(s.env, "LANG="+*tongue+".UTF-8")
	w := &rambler{hand: &hand{stage: s}}
	if w.words, err = translations(*tongue); err != nil {
		return err
	}
	points, err := inPoints(size)
	if err != nil {
		return err
	}
	args := []string{"--page", "overview", "--theme", *looksIn, "--size", points}
	switch at := *looksAt; {
	case at == "":
	case at == "empty":
		path := filepath.Join(s.folder, "empty.remanence")
		if _, err := s.x(cli, "new", path); err != nil {
			return err
		}
		args = append(args, path)
	case strings.ContainsAny(at, "/."):
		if at, err = filepath.Abs(at); err != nil {
			return err
		}
		args = append(args, at)
	default:
		args = append(args, "--sample", at)
	}
	if _, err := s.open(app, args...); err != nil {
		return err
	}
	w.front()
	w.rest(*study + 3*time.Second)
	for i, p := range pages {
		if *only != "" && !slices.Contains(strings.Split(*only, ","), p) {
			continue
		}
		w.key(fmt.Sprintf("ctrl+%d", i+1))
		w.at = p
		w.pageWhole()
	}
	return complained(s)
}

// inPoints is a size of a screen in the app's own units: at a larger scale it has fewer.
func inPoints(size string) (string, error) {
	scale := 1.0
	if f := os.Getenv("FYNE_SCALE"); f != "" {
		var err error
		if scale, err = strconv.ParseFloat(f, 64); err != nil {
			return "", err
		}
	}
	var w, h float64
	if _, err := fmt.Sscanf(size, "%fx%f", &w, &h); err != nil {
		return "", fmt.Errorf("size %q: %w", size, err)
	}
	return fmt.Sprintf("%.0fx%.0f", w/scale, h/scale), nil
}

// translations are the texts of the window in a language, by their English.
func translations(language string) (map[string]string, error) {
	tag, _, _ := strings.Cut(language, "_")
	if tag == "en" {
		return nil, nil
	}
	b, err := os.ReadFile(filepath.Join("assets", "translations", tag+".json"))
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	return out, json.Unmarshal(b, &out)
}

// rambler is a hand that looks at everything.
type rambler struct {
	*hand
	words map[string]string
	at    string // the page
}

func (w *rambler) in(text string) string {
	if t := w.words[text]; t != "" {
		return t
	}
	return text
}

// pageWhole takes the page, its tabs, and on the Library its topics.
func (w *rambler) pageWhole() {
	seen := map[string]bool{}
	w.tabs(seen)
	if w.at != "Library" {
		return
	}
	topics := map[string]bool{}
	for {
		s := w.see()
		i := slices.IndexFunc(s.Things, func(t Thing) bool { return t.Kind == "choice" && !topics[t.Text] })
		if i < 0 {
			return
		}
		t := s.Things[i]
		topics[t.Text] = true
		w.clickAt((t.X+t.W/2)*s.Scale, (t.Y+t.H/2)*s.Scale, "1")
		w.take(t.Text)
	}
}

// tabs takes every tab, the inner ones before the next outer one.
func (w *rambler) tabs(seen map[string]bool) {
	name := ""
	for {
		w.take(name)
		w.studies(name)
		s := w.see()
		next := -1
		for i, t := range s.Things {
			if t.Kind == "tabButton" && t.Text != "" && !seen[t.Text] && (next < 0 || t.Y > s.Things[next].Y+5) {
				next = i // of the lowest strip
			}
		}
		if next < 0 {
			return
		}
		t := s.Things[next]
		name = t.Text
		seen[name] = true
		w.clickAt((t.X+t.W/2)*s.Scale, (t.Y+t.H/2)*s.Scale, "1")
	}
}

// studies asks what the tab offers to find out, waits, and takes the answer.
func (w *rambler) studies(name string) {
	if *study == 0 || (w.at != "Compare" && w.at != "Risk") {
		return
	}
	for _, a := range asks {
		t := w.see().find(w.in(a), "Button")
		if t == nil || t.Disabled {
			continue
		}
		w.press(w.in(a))
		w.rest(*study)
		if stop := w.stopper(); stop != nil {
			w.press(stop.Text)
			w.rest(5 * time.Second)
		}
		w.take(name + "-" + a)
	}
}

// stopper is a button that would end what goes on; nil when nothing does.
func (w *rambler) stopper() *Thing {
	s := w.see()
	for i := range s.Things {
		if t := &s.Things[i]; t.Kind == "Button" && t.Text == w.in("Stop") && !t.Disabled {
			return t
		}
	}
	return nil
}

// rest waits until nothing goes on in sight, or long enough.
func (w *rambler) rest(long time.Duration) {
	time.Sleep(800 * time.Millisecond)
	for end := time.Now().Add(long); time.Now().Before(end); time.Sleep(300 * time.Millisecond) {
		if s := w.see(); w.stopper() == nil && !s.has(w.in("Planning …")) {
			return
		}
	}
}

// take takes a picture and tells what looks wrong on it.
func (w *rambler) take(name string) {
	time.Sleep(900 * time.Millisecond)
	w.x("xdotool", "mousemove", "9999", "9999")
	s := w.see()
	label := strings.Trim(w.at+"-"+strings.Map(func(r rune) rune {
		if strings.ContainsRune(` /\:…?`, r) {
			return '-'
		}
		return r
	}, name), "-")
	w.must(w.shot(label))
	for _, fault := range faults(s) {
		fmt.Printf("looks: %s: %s\n", label, fault)
	}
}

// faults are the texts that are cut and those that lie on top of each other.
func faults(s *Screen) []string {
	var out []string
	var texts []Thing
	for _, t := range s.Things {
		if t.Cut {
			out = append(out, fmt.Sprintf("cut: %q", t.Text))
		}
		if (t.Kind == "text" || t.Kind == "Label") && strings.TrimSpace(t.Text) != "" {
			texts = append(texts, t)
		}
	}
	for i, a := range texts {
		for _, b := range texts[:i] {
			w := min(a.X+a.W, b.X+b.W) - max(a.X, b.X)
			h := min(a.Y+a.H, b.Y+b.H) - max(a.Y, b.Y)
			if w > 3 && h > 5 && a.Kind == "text" && b.Kind == "text" {
				out = append(out, fmt.Sprintf("%q lies on %q", a.Text, b.Text))
			}
		}
	}
	return out
}
