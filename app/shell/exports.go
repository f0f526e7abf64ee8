package shell

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/words"
	"remanence/data/workbook"
)

// variant is one way to write a plan down for others.
type variant struct {
	kind   ui.FileKind
	suffix string // of the suggested name
	redact workbook.Redaction
	memo   bool
}

func workbookKind() ui.FileKind {
	return ui.FileKind{Name: tr.T("Workbook"), Extensions: []string{".xlsx"}}
}

func memoKind() ui.FileKind { return ui.FileKind{Name: tr.T("Memo"), Extensions: []string{".pdf"}} }

// exportCommands are the copies beside the full workbook.
func (s *Shell) exportCommands() []Command {
	return []Command{
		{Title: tr.T("Decision memo, one page (PDF) …"), Run: func() { s.exportAs(variant{kind: memoKind(), suffix: tr.T(" memo"), memo: true}) }},
		{Title: tr.T("Workbook without names …"), Run: func() {
			s.exportAs(variant{kind: workbookKind(), suffix: tr.T(" without names"), redact: workbook.Redaction{Names: true}})
		}},
		{Title: tr.T("Workbook without prices …"), Run: func() {
			s.exportAs(variant{kind: workbookKind(), suffix: tr.T(" without prices"), redact: workbook.Redaction{Prices: true}})
		}},
	}
}

func (s *Shell) export() { s.exportAs(variant{kind: workbookKind()}) }

func (s *Shell) exportAs(v variant) {
	if !s.canExport() {
		return
	}
	ui.Files.Save(s.win, v.kind, s.suggest(v.suffix, v.kind.Extensions[0]), func(path string) { s.exportVariant(path, v) })
}

// informant is a page that found things out about the plan which an export shows.
type informant interface{ Inform(*workbook.Options) }

// exportVariant writes in the background; it takes a second or two.
func (s *Shell) exportVariant(path string, v variant) {
	plan, stale := s.session.Plan()
	if plan == nil {
		return
	}
	p, f := s.session.Project(), s.session.Facts()
	o := workbook.Options{AsOf: time.Now().Format(time.DateOnly), AppVersion: s.version, AsToday: s.session.AsToday(), Cheapest: s.session.Cheapest(),
		Digest: s.session.Digest(), Redact: v.redact}
	for _, x := range s.session.Doc().Log() {
		o.Changes = append(o.Changes, workbook.Change{At: x.At.Format(time.DateOnly), Name: x.Name, Kind: x.Kind, Edits: slices.Clone(x.Edits)})
	}
	base := s.session.Base()
	for _, x := range base.Scenarios {
		if x.ID == s.session.Front() { // the export names it by itself
			named := *p
			named.Name = base.Name
			p, o.Scenario = &named, scenarioName(x)
		}
	}
	o.Findings.On = o.AsOf
	if count := s.session.Recount(); count.Done {
		o.Recount = &workbook.Recount{Findings: count.Findings}
	}
	for _, page := range s.pages {
		if f, ok := page.(informant); ok {
			f.Inform(&o)
		}
	}
	s.session.Background(func() {
		write := workbook.Save
		if v.memo {
			write = workbook.SaveMemo
		}
		err := write(path, p, f, plan, o)
		s.onUI(func() {
			if s.closing {
				return
			}
			if err != nil {
				failed := tr.T("The workbook was not written.")
				if v.memo {
					failed = tr.T("The memo was not written.")
				}
				s.fail(failed, err)
				return
			}
			text := tr.F("Workbook written: %s%s", path, sizeOf(path))
			if v.memo {
				text = tr.F("Memo written: %s%s", path, sizeOf(path))
			}
			if stale {
				text += tr.T(". It says that the plan is out of date.")
			}
			s.say(text)
		})
	})
}

// importFrom opens anybody's sheet; a workbook of this app that comes back is
// compared with the project instead.
func (s *Shell) importFrom(path string) {
	p := s.session.Project()
	s.session.Background(func() {
		ctx := context.Background()
		if !workbook.Ours(ctx, path) {
			s.onUI(func() { s.imports.Open(path) })
			return
		}
		back, err := workbook.ReadBack(ctx, path, p)
		s.onUI(func() {
			switch {
			case s.closing:
			case err != nil:
				s.fail(tr.T("The workbook was not read."), err)
			default:
				s.showReturned(filepath.Base(path), back)
			}
		})
	})
}

// shownReturned is how many changed cells the question lists.
const shownReturned = 200

// showReturned shows what a workbook says differently and asks.
func (s *Shell) showReturned(name string, back *workbook.Returned) {
	var lines []string
	if digest := s.session.Doc().Digest(); len(back.Lines) > 0 && back.Digest != "" && back.Digest != digest {
		lines = append(lines, words.Said(workbook.ChangedMeanwhile), "")
	}
	for i, x := range back.Lines {
		if i == shownReturned {
			lines = append(lines, tr.F("… and %d more", len(back.Lines)-i))
			break
		}
		lines = append(lines, fmt.Sprintf("%s, %s: %s → %s", x.Place, x.What, blankWord(x.Before), blankWord(x.After)))
	}
	for _, x := range back.Refused {
		lines = append(lines, tr.F("Not taken: %s", words.Problem(x)))
	}
	for _, x := range slices.Concat(back.Open, back.Absent, back.AwardsTypedOver(s.session.Doc().Plan())) {
		lines = append(lines, words.Problem(x))
	}
	if len(lines) == 0 {
		s.say(tr.F("%s says the same as the project (%d cells compared).", name, back.Cells))
		return
	}
	list := container.NewVScroll(widgetText(strings.Join(lines, "\n")))
	list.SetMinSize(fyne.NewSize(640, 320))
	choices := []ui.Choice{{Text: tr.T("Cancel"), Cancel: true}}
	if len(back.Edits) > 0 {
		choices = append(choices, ui.Choice{Text: tr.F("Take over (%d)", len(back.Edits)), Default: true, Do: func() bool {
			if err := s.session.Apply(tr.T("Workbook read back"), back.Edits...); err != nil {
				s.fail(tr.T("The changes were not taken over; nothing was changed."), err)
				return false
			}
			s.say(tr.F("%d cells taken over from %s. One undo takes them back.", len(back.Edits), name))
			return true
		}})
	}
	ui.ShowDialog(s.win, tr.F("What %s says differently", name), list, 700, choices...)
}

func blankWord(s string) string {
	if s == "" {
		return tr.T("(blank)")
	}
	return s
}
