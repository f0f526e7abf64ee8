package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/why"
)

// ShowWhy shows where a figure comes from. A click on an input that has a place
// goes there; more are what else can be done with the figure.
func ShowWhy(w fyne.Window, e why.Explanation, today string, visit func(page, what string), more ...ui.Choice) *ui.Dialog {
	value := widget.NewLabelWithStyle(e.Value, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	value.SizeName, value.Wrapping = theme.SizeNameSubHeadingText, fyne.TextWrapWord
	box := container.New(layout.NewCustomPaddedVBoxLayout(2), value)
	if e.Formula != "" {
		formula := widget.NewLabel("= " + e.Formula)
		formula.Wrapping = fyne.TextWrapWord
		box.Add(formula)
	}
	var d *ui.Dialog
	var rows []Row
	for _, i := range e.Inputs {
		r := Row{Cells: []Cell{{Text: i.Name}, {Text: i.Value}, {Text: i.Origin(today)}}, Tip: i.Name + ": " + i.Value + "\n" + i.Origin(today)}
		if i.Page != "" && visit != nil {
			r.Tip += tr.T("\nA click goes there")
			r.Do = func() {
				d.Close()
				visit(i.Page, i.What)
			}
		}
		rows = append(rows, r)
	}
	if len(rows) > 0 {
		table := NewTable(Head{Title: tr.T("Input")}, Head{Title: tr.T("Value"), Right: true, Gives: true}, Head{Title: tr.T("Where it comes from"), Gives: true})
		table.KeepFirst = true
		table.Set(rows)
		scroll := container.NewVScroll(table)
		table.Resize(fyne.NewSize(740, 0)) // long texts know their lines once they have a width
		scroll.SetMinSize(fyne.NewSize(740, min(340, table.MinSize().Height+8)))
		box.Add(scroll)
	}
	for _, n := range e.Notes {
		note := widget.NewLabel(n)
		note.Wrapping, note.Importance = fyne.TextWrapWord, widget.LowImportance
		box.Add(note)
	}
	copied := ui.Choice{Text: tr.T("Copy"), Do: func() bool {
		fyne.CurrentApp().Clipboard().SetContent(e.Text(today))
		return false
	}}
	d = ui.ShowDialog(w, e.Title, box, 780, append(more, copied, ui.Choice{Text: tr.T("Close"), Default: true, Cancel: true})...)
	return d
}
