package shell

import (
	stdimage "image"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"remanence/app/parts"
	"remanence/app/ui"
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
	for _, k := range tableKeys {
		rows = append(rows, parts.Row{Cells: []parts.Cell{{Text: k[0]}, {Text: k[1]}}})
	}
	table := parts.NewTable(parts.Head{Title: "What"}, parts.Head{Title: "Keys"})
	table.Set(rows)
	ui.ShowDialog(s.win, "Keys", scrolled(table, 440, 420), 480, ui.Choice{Text: "Close", Default: true, Cancel: true})
}

// tableKeys are the keys that belong to no menu.
var tableKeys = [][2]string{
	{"Tables: edit the cell", "F2, or type"}, {"Tables: take, drop what is typed", "Enter or Tab, Escape"},
	{"Tables: select", "Shift+arrows, Ctrl+A, Ctrl+Space"}, {"Tables: to the edge of the data", "Ctrl+arrows, Ctrl+Home, Ctrl+End"},
	{"Tables: fill down, right", "Ctrl+D, Ctrl+R"}, {"Tables: continue a series", "drag the corner of the selection"},
	{"Tables: add, delete rows", "Insert, Ctrl+Minus"}, {"Tables: tick", "Space"}, {"Tables: open the list of a cell", "Alt+Down"},
	{"Tables: find again", "F3, Shift+F3"}, {"Tables: sort, filter, keep in sight", "Ctrl+Shift+L, or right click on the header"},
	{"Pictures: go through the figures, open one", "arrows, Enter"}, {"Pictures: save, copy", "F10, or right click"},
	{"Dialogs: accept, cancel", "Enter, Escape"},
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
