package shell

import (
	stdimage "image"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"remanence/app/parts"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/words"
	"remanence/planner"
)

type image = stdimage.Image

func newBlank() image { return stdimage.NewNRGBA(stdimage.Rect(0, 0, 1, 1)) }

// showKeys lists every command that has a key.
func (s *Shell) showKeys() {
	var rows []parts.Row
	for i := range s.commands {
		if c := &s.commands[i]; c.Keys != "" {
			rows = append(rows, parts.Row{Cells: []parts.Cell{{Text: menuTitle(c.Menu) + ": " + strings.TrimSuffix(c.Title, " …")}, {Text: c.Keys}}})
		}
	}
	for _, k := range s.pageKeys() {
		rows = append(rows, parts.Row{Cells: []parts.Cell{{Text: k[0]}, {Text: k[1]}}})
	}
	for _, k := range tableKeys {
		rows = append(rows, parts.Row{Cells: []parts.Cell{{Text: tr.Known(k[0])}, {Text: tr.Known(k[1])}}})
	}
	table := parts.NewTable(parts.Head{Title: tr.T("What")}, parts.Head{Title: tr.T("Keys")})
	table.Set(rows)
	ui.ShowDialog(s.win, tr.T("Keys"), scrolled(table, 440, 420), 480, ui.Choice{Text: tr.T("Close"), Default: true, Cancel: true})
}

// pageKeys are the keys of the pages: what they do there, and the key.
func (s *Shell) pageKeys() [][2]string {
	var out [][2]string
	for _, m := range s.makers {
		if m.Commands == nil {
			continue
		}
		for _, c := range m.Commands() {
			if c.Keys != "" {
				out = append(out, [2]string{m.Title + ": " + c.Title, c.Keys})
			}
		}
	}
	return out
}

// tableKeys are the keys that belong to no menu.
var tableKeys = [][2]string{
	{tr.Mark("Tables: edit the cell"), tr.Mark("F2, or type")}, {tr.Mark("Tables: take, drop what is typed"), tr.Mark("Enter or Tab, Escape")},
	{tr.Mark("Tables: select"), tr.Mark("Shift+arrows, Ctrl+A, Ctrl+Space")}, {tr.Mark("Tables: to the edge of the data"), tr.Mark("Ctrl+arrows, Ctrl+Home, Ctrl+End")},
	{tr.Mark("Tables: fill down, right"), tr.Mark("Ctrl+D, Ctrl+R")}, {tr.Mark("Tables: continue a series"), tr.Mark("drag the corner of the selection")},
	{tr.Mark("Tables: add, delete rows"), tr.Mark("Insert, Ctrl+Minus")}, {tr.Mark("Tables: tick"), tr.Mark("Space")}, {tr.Mark("Tables: open the list of a cell"), tr.Mark("Alt+Down")},
	{tr.Mark("Tables: find again"), tr.Mark("F3, Shift+F3")}, {tr.Mark("Tables: sort, filter, keep in sight"), tr.Mark("Ctrl+Shift+L, or right click on the header")},
	{tr.Mark("To the next thing on the page, out of a table too"), tr.Mark("Tab, Ctrl+Tab")}, {tr.Mark("Sentences with an arrow: go there, why"), tr.Mark("Enter, Ctrl+I")},
	{tr.Mark("Tables that are only read: follow the row, why"), tr.Mark("Enter, Ctrl+I")}, {tr.Mark("Tables that are only read: copy with the titles"), tr.Mark("select all, then copy")},
	{tr.Mark("Pictures: go through the figures, open one"), tr.Mark("arrows, Enter")}, {tr.Mark("Pictures: save, copy"), tr.Mark("F10, or right click")},
	{tr.Mark("Dialogs: accept, cancel"), tr.Mark("Enter, Escape")},
}

// scrolled gives a long thing a window of its own inside a dialog.
func scrolled(o fyne.CanvasObject, width, height float32) fyne.CanvasObject {
	c := container.NewVScroll(o)
	c.SetMinSize(fyne.NewSize(width, min(height, o.MinSize().Height)))
	return c
}

// showProblems lists everything wrong with what was read.
func (s *Shell) showProblems(title, lead string, ps planner.Problems) {
	lines := parts.NewLines("")
	lines.Most = 500
	var found []parts.Line
	for _, pass := range []planner.Severity{planner.Refuses, planner.Warns} {
		for _, p := range ps {
			if p.Severity == pass {
				found = append(found, parts.Line{Text: words.Problem(p), Tint: severityTint(p.Severity)})
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
		ui.Choice{Text: tr.T("Close"), Default: true, Cancel: true})
}
