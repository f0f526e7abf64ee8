package shell

import (
	stdimage "image"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"remanence/app/parts"
	"remanence/app/ui"
	"remanence/data/reference"
	"remanence/planner"
)

type image = stdimage.Image

func newBlank() image { return stdimage.NewNRGBA(stdimage.Rect(0, 0, 1, 1)) }

// showKeys lists every command that has a key.
func (s *Shell) showKeys() {
	var rows []parts.Row
	for i := range s.commands {
		if c := &s.commands[i]; c.Keys != "" {
			title := c.Title
			if title == "" {
				title = strings.ToUpper(c.ID[:1]) + c.ID[1:]
			}
			rows = append(rows, parts.Row{Cells: []parts.Cell{{Text: c.Menu + ": " + strings.TrimSuffix(title, " …")}, {Text: c.Keys}}})
		}
	}
	for _, k := range [][2]string{{"Tables: edit the cell", "F2 or type"}, {"Tables: fill down", "Ctrl+D"}, {"Tables: select", "Shift+arrows"}, {"Dialogs: accept, cancel", "Enter, Escape"}} {
		rows = append(rows, parts.Row{Cells: []parts.Cell{{Text: k[0]}, {Text: k[1]}}})
	}
	table := parts.NewTable(parts.Head{Title: "What"}, parts.Head{Title: "Keys"})
	table.Set(rows)
	ui.ShowDialog(s.win, "Keys", scrolled(table, 440, 420), 480, ui.Choice{Text: "Close", Default: true, Cancel: true})
}

// scrolled gives a long thing a window of its own inside a dialog.
func scrolled(o fyne.CanvasObject, width, height float32) fyne.CanvasObject {
	c := container.NewVScroll(o)
	c.SetMinSize(fyne.NewSize(width, min(height, o.MinSize().Height)))
	return c
}

func (s *Shell) showAbout() {
	text := widget.NewLabel("Remanence " + s.version + "\n\nPlans purchases of magnets and critical materials under your own rules, and says what each rule costs.\n\n" +
		"Rules, licences and prices are as read on " + reference.AsOf + "; every figure names its source and date. " +
		"Supplier terms in the samples are illustrative. Nothing leaves this computer.\n\n" +
		"The app never says that something is legal or that a change of design is safe: it shows the rule, its status, its source and its age.")
	text.Wrapping = fyne.TextWrapWord
	ui.ShowDialog(s.win, "About Remanence", text, 480, ui.Choice{Text: "Close", Default: true, Cancel: true})
}

// showProblems lists everything wrong with what was read.
func (s *Shell) showProblems(title, lead string, ps planner.Problems) {
	lines := parts.NewLines("")
	lines.Most = 500
	var found []parts.Line
	for _, pass := range []planner.Severity{planner.Refuses, planner.Warns} {
		for _, p := range ps {
			if p.Severity == pass {
				found = append(found, parts.Line{Text: p.String(), Tint: severityTint(p.Severity)})
			}
		}
	}
	lines.Set(found)
	head := widget.NewLabel(lead)
	head.Wrapping = fyne.TextWrapWord
	list := container.NewVScroll(lines.Object())
	// Most sentences take two lines once they have their width.
	list.SetMinSize(fyne.NewSize(640, min(400, 20+48*float32(len(ps)))))
	ui.ShowDialog(s.win, title, container.NewBorder(head, nil, nil, nil, list), 680,
		ui.Choice{Text: "Close", Default: true, Cancel: true})
}
