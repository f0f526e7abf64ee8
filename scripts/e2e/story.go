package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"remanence/data/sheets/book"
)

// last is the scene after which to stop; "" plays all.
var last string

// tale is the story of the first ten minutes.
type tale struct {
	*hand
	app, cli string
	on       bool   // after a scene that failed
	project  string // the file saved
	workbook string
}

// step is one scene: what happens, and the picture at its end.
type step struct {
	name string
	do   func()
}

// tell plays all scenes and says how long each took.
func (t *tale) tell() (err error) {
	t.project = filepath.Join(t.home(), "ten-minutes.remanence")
	t.workbook = filepath.Join(t.home(), "ten-minutes.xlsx")
	for _, s := range []step{
		{"first-screen", t.firstScreen}, {"example", t.example}, {"cause", t.cause}, {"cap", t.cap}, {"shock", t.shock},
		{"demand", t.demand}, {"quotes", t.quotes}, {"assay", t.assay}, {"baselines", t.baselines}, {"sentence", t.sentence},
		{"clash", t.clash}, {"by-hand", t.byHand}, {"compare", t.compare}, {"export", t.export}, {"save", t.save}, {"close", t.end},
	} {
		began := time.Now()
		if failed := t.scene(s); failed != nil {
			t.shot("broken-" + s.name)
			if status, err := t.answer("status"); err == nil {
				failed = fmt.Errorf("%w (%s)", failed, status)
			}
			fmt.Printf("e2e: %s: %v\n", s.name, failed)
			err = errors.Join(err, fmt.Errorf("%s: %w", s.name, failed))
			if !t.on || t.hand.stage.app == nil {
				return err
			}
			t.x("xdotool", "key", "--delay", "100", "Escape", "Escape", "Escape")
		}
		fmt.Printf("e2e: %-14s %5.1f s\n", s.name, time.Since(began).Seconds())
		if s.name == last {
			break
		}
	}
	return err
}

func (t *tale) scene(s step) (err error) {
	defer func() {
		if r := recover(); r != nil {
			b, ok := r.(broken)
			if !ok {
				panic(r)
			}
			err = b.err
		}
	}()
	s.do()
	if t.hand.stage.app != nil {
		t.must(t.shot(s.name))
	}
	return nil
}

func (t *tale) firstScreen() {
	took, err := t.open(t.app)
	t.must(err)
	fmt.Printf("e2e: first page drawn after %.2f s\n", took.Seconds())
	window, err := t.x("xdotool", "search", "--sync", "--onlyvisible", "--name", "Remanence")
	t.must(err)
	_, err = t.x("xdotool", "windowfocus", strings.Fields(window)[0])
	t.must(err)
	t.reads("Open the example", "Start with my data", "sheet (.xlsx, .csv)")
}

// example opens a finished plan in which the lowest price is not all there is.
func (t *tale) example() {
	if t.keys { // the first button has the keyboard
		t.until("the first button", func(s *Screen) bool {
			f := s.focused()
			return f != nil && f.Text == "Open the example"
		})
		t.key("Return")
	} else {
		t.press("Open the example")
	}
	t.reads("Plan up to date", "Largest country by element and stage", "EV traction motor maker")
	t.tab("Why this plan", "lowest landed quote")
}

// cause opens what is behind the worst cell.
func (t *tale) cause() {
	t.mark("exposure|Dy|separation|CN")
	s := t.reads("China: ", "Parts and offers behind this share")
	if !s.has("EA110-RO") {
		t.stop("no part is named behind the share: %s", s.words(60))
	}
	t.must(t.shot("behind"))
	t.press("Close")
	t.gone()
}

// cap moves the limit of a rule.
func (t *tale) cap() {
	t.page("Rules")
	t.reads("R01", "Price all")
	t.blank("65 %")
	t.until("a field for the limit", func(s *Screen) bool { return s.Over && s.focused() != nil })
	t.key("ctrl+a")
	t.write("60")
	t.key("Return")
	t.gone()
	began := time.Now()
	t.until("the new limit", func(s *Screen) bool { return s.find("60 %", "gap") != nil })
	t.planned()
	fmt.Printf("e2e: plan up to date %.1f s after the limit moved\n", time.Since(began).Seconds())
	t.priced()
}

// priced waits for the price of the rule chosen; where none was found within the
// time the app gives itself, on a busy machine, it asks again.
func (t *tale) priced() {
	for range 4 {
		done := t.until("the price of the rule", func(s *Screen) bool { return s.has("costs ") || s.has("could not be priced") })
		if done.has("costs ") {
			return
		}
		t.press("Price this rule")
		t.until("the pricing to start", func(s *Screen) bool { return !s.has("could not be priced") })
	}
	t.stop("the rule gets no price")
}

// blank opens a blank of a rule's sentence by what stands in it.
func (t *tale) blank(text string) {
	if t.keys {
		t.tabTo("the blank "+text, func(x *Thing) bool { return x.Kind == "gap" && x.Text == text })
		t.key("Return")
		return
	}
	t.click(text, func(s *Screen) *Thing { return s.find(text, "gap") }, "1")
}

// shock asks what happens when licences are refused, and takes it back.
func (t *tale) shock() {
	t.page("Compare")
	t.press("What if …")
	t.reads("What if this happens?")
	if t.keys {
		t.key("Down") // the first field lists what happens
	} else {
		t.click("the first field", func(s *Screen) *Thing { return first(s, "Pick") }, "1")
	}
	t.choose("Licences refused for 90 days")
	t.press("Add and plan")
	t.gone()
	t.until("the plan under the shock", func(s *Screen) bool {
		head := s.find("Licences refused for 90 days", "head")
		return head != nil && !strings.Contains(head.Hint, "not planned") && !strings.Contains(head.Hint, "planning") && !s.has("Planning")
	})
	t.tab("Line stops", "late in the last month", "No part runs short")
	t.must(t.shot("line-stops"))
	t.command("Edit", "Undo", "ctrl+z")
	t.until("no shock", func(s *Screen) bool { return s.find("Licences refused for 90 days") == nil })
}

// demand pastes twelve rows: eleven come in, one waits with its reason.
func (t *tale) demand() {
	t.must(t.clipboard(forecast()))
	t.page("Demand")
	t.reads("EA110-RO")
	if !t.keys {
		t.click("a cell", func(s *Screen) *Thing { return s.find("EA110-RO", "cell") }, "1")
	}
	t.command("Edit", "Paste", "ctrl+v")
	s := t.reads("NEW-12", "Import the good rows")
	if !s.has("11 new") {
		t.stop("eleven rows should be good: %s", s.words(80))
	}
	t.must(t.shot("preview"))
	t.press("Import the good rows")
	t.gone()
	t.reads("Imported 11 rows")
}

// quotes puts two pasted quotes side by side.
func (t *tale) quotes() {
	t.must(t.clipboard(quotes()))
	t.page("Sources")
	t.reads("EA110-RO")
	t.command("Edit", "Paste a table", "ctrl+shift+v")
	t.reads("Nordlicht Magnetics", "Costa Magnets", "Import the good rows")
	t.must(t.shot("preview"))
	t.press("Import the good rows")
	t.gone()
	t.command("Edit", "Do or find anything", "ctrl+k")
	t.choose("O42 Costa Magnets")
	t.until("both quotes side by side", func(s *Screen) bool {
		return s.find("Nordlicht Magnetics", "head") != nil && s.find("Costa Magnets", "head") != nil
	})
}

// assay enters what an analysis found: the range shrinks and names its source.
func (t *tale) assay() {
	t.page("Demand")
	t.reads("EA110-RO", "Elements, kg a year")
	if t.keys {
		t.tabTo("the elements", func(x *Thing) bool {
			dy := t.see().find("Dy  dysprosium", "cell")
			return x.Kind == "Grid" && dy != nil && x.holds(dy)
		})
		t.key("Down", "Return") // below neodymium and praseodymium
	} else {
		t.click("Dy", func(s *Screen) *Thing { return s.find("Dy  dysprosium", "cell") }, "1")
	}
	t.reads("Assay of dysprosium in N42UH")
	t.key("ctrl+a")
	t.write("4.1")
	t.press("Use it")
	t.gone()
	t.until("the source of the assay", func(s *Screen) bool { return !s.has("Default composition of N42UH") })
}

// baselines stand beside the plan without being asked for.
func (t *tale) baselines() {
	t.page("Overview")
	t.tab("Today against plan", "Whole plan, discounted")
	t.reads("As today", "Cheapest", "Plan against today")
	t.planned()
}

// sentence adds a rule in words.
func (t *tale) sentence() {
	t.rule("At most 40 % of magnets from Japan, by calendar year, from Jan 2028.", "Japan")
}

// clash adds one that cannot hold; the plan says what clashes and the smallest mend.
func (t *tale) clash() {
	t.rule("At most 1 % of magnets from China, by calendar year, from Jan 2027.", "China")
	t.reads("Rules clash")
	t.page("Plan")
	t.tab("What binds and why", "cannot all hold", "No plan keeps rule")
	t.must(t.shot("conflict"))
	t.command("Edit", "Undo", "ctrl+z")
	t.planned()
}

// rule writes a sentence and waits for its plan.
func (t *tale) rule(sentence, word string) {
	t.page("Rules")
	hint := "or write it: "
	find := func(s *Screen) *Thing {
		for i := range s.Things {
			if x := &s.Things[i]; strings.HasPrefix(x.Hint, hint) {
				return x
			}
		}
		return nil
	}
	if t.keys {
		t.tabBack("the field for a sentence", func(x *Thing) bool { return strings.HasPrefix(x.Hint, hint) })
	} else {
		t.click("the field for a sentence", find, "1")
	}
	t.write(sentence)
	t.key("Return")
	t.until("the new rule", func(s *Screen) bool { f := find(s); return f != nil && f.Text == "" && !s.Over })
}

// byHand changes a share in the plan and takes it back.
func (t *tale) byHand() {
	t.page("Plan")
	t.reads("Who gets what")
	if t.keys {
		t.tabTo("the matrix", func(x *Thing) bool { return x.Kind == "Grid" })
		t.key("ctrl+Home", "Down", "Right", "Right", "Right", "Right") // to the first supplier
	} else {
		s := t.reads("EA110-RO")
		part, head := s.find("EA110-RO", "cell"), supplierHead(s)
		if part == nil || head == nil {
			t.stop("no cell to change: %s", s.words(60))
		}
		t.clickAt((head.X+head.W/2)*s.Scale, (part.Y+part.H/2)*s.Scale, "1")
	}
	t.write("33")
	t.key("Return")
	t.reads("By hand: ")
	t.must(t.shot("share"))
	t.command("Edit", "Undo", "ctrl+z")
	t.until("the plan itself", func(s *Screen) bool { return !s.has("By hand: ") })
}

// supplierHead is the head of the first supplier in the matrix, after the columns of
// the part itself.
func supplierHead(s *Screen) *Thing {
	n := 0
	for i := range s.Things {
		if s.Things[i].Kind == "head" {
			if n++; n == 5 {
				return &s.Things[i]
			}
		}
	}
	return nil
}

// compare shows all plans on one screen.
func (t *tale) compare() {
	t.page("Compare")
	t.reads("Side by side", "As today", "Cheapest")
}

// export writes the workbook.
func (t *tale) export() {
	t.command("File", "Export workbook", "ctrl+e")
	t.saveAs(t.workbook)
	t.reads("Workbook written: " + t.workbook)
}

// save writes the project; path and size are shown.
func (t *tale) save() {
	t.command("File", "Save", "ctrl+s")
	t.saveAs(t.project)
	t.reads("Saved "+t.project, "kB)")
	t.until("a title without a star", func(s *Screen) bool { return !strings.Contains(s.Title, "*") })
	t.written()
}

// saveAs fills the dialog that asks for a file.
func (t *tale) saveAs(path string) {
	t.reads("Folder")
	t.key("ctrl+a")
	t.write(path)
	t.key("Return")
	t.gone()
}

// end closes the window; it goes without a question, since all is saved.
func (t *tale) end() {
	fmt.Printf("e2e: the app took %.0f s of processor\n", t.cpu())
	t.key("ctrl+q")
	t.must(t.ended())
}

// written reads project and workbook with the command.
func (t *tale) written() {
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"check", t.project}, ""},
		{[]string{"import", t.workbook, "--into", t.project, "--preview"}, "0 cells changed"},
	} {
		out, err := exec.Command(t.cli, c.args...).CombinedOutput()
		if err != nil || !strings.Contains(string(out), c.says) {
			t.stop("%s: %v\n%s", strings.Join(c.args, " "), err, out)
		}
	}
	t.must(checked(t.workbook))
	if b, err := os.ReadFile(t.project); err != nil || !slices.ContainsFunc([]string{"NEW-12"}, func(x string) bool { return strings.Contains(string(b), x) }) {
		t.stop("the project lacks what was pasted: %v", err)
	}
}

// checked fails unless the line of all checks of a workbook says TRUE.
func checked(path string) error {
	b, err := book.Open(context.Background(), path, book.Options{})
	if err != nil {
		return err
	}
	for _, s := range b.Sheets {
		if s.Name != "Checks" {
			continue
		}
		for _, row := range s.Rows {
			line := ""
			for i := range row.Cells {
				line += row.Cells[i].String() + "|"
			}
			if strings.Contains(line, "All checks|") {
				if strings.Contains(line, "TRUE") {
					return nil
				}
				return fmt.Errorf("%s: %s", path, line)
			}
		}
	}
	return fmt.Errorf("%s has no line of all checks", path)
}

func first(s *Screen, kind string) *Thing {
	for i := range s.Things {
		if s.Things[i].Kind == kind {
			return &s.Things[i]
		}
	}
	return nil
}
