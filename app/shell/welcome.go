package shell

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/data/document"
)

// Welcome shows the first screen in place of a page: the example, an empty
// project, and the files of the last times.
func (s *Shell) Welcome() {
	s.current = ""
	s.rail.choose("")
	s.body.Objects = []fyne.CanvasObject{s.welcome()}
	s.body.Refresh()
	s.menus.refresh()
	if s.first != nil {
		s.win.Canvas().Focus(s.first)
	}
}

// welcoming tells whether the first screen is in front.
func (s *Shell) welcoming() bool { return s.current == "" }

func (s *Shell) welcome() fyne.CanvasObject {
	title := widget.NewLabel(tr.T("What remains of your supply when one country's is gone?"))
	title.SizeName, title.TextStyle.Bold, title.Alignment = theme.SizeNameHeadingText, true, fyne.TextAlignCenter
	lead := widget.NewLabel(tr.T("Plan purchases of magnets and critical materials under your own rules, and see what each rule costs. Nothing leaves this computer."))
	lead.Alignment, lead.Wrapping = fyne.TextAlignCenter, fyne.TextWrapWord
	example := ui.NewButton(tr.T("Open the example"), theme.MediaPlayIcon(), tr.T("A finished plan of a maker of electric motors; every price in it is illustrative"), s.startExample)
	example.Importance = widget.HighImportance
	s.first = example
	own := ui.NewButton(tr.T("Start with my data"), theme.DocumentCreateIcon(), tr.T("An empty project: paste your parts from Excel on the demand page"), s.startOwn)
	cell := fyne.NewSize(250, 46)
	buttons := container.NewHBox(layout.NewSpacer(), container.NewGridWrap(cell, example), container.NewGridWrap(cell, own), layout.NewSpacer())
	column := container.NewVBox(title, lead, widget.NewLabel(""), buttons)
	if len(s.store.Recent) > 0 {
		head := widget.NewLabel(tr.T("Last opened"))
		head.Importance, head.Alignment = widget.LowImportance, fyne.TextAlignCenter
		column.Add(widget.NewLabel(""))
		column.Add(head)
		for _, path := range s.store.Recent[:min(len(s.store.Recent), 5)] {
			b := ui.NewButton(filepath.Base(path), theme.FileIcon(), path, func() { s.OpenPath(path) })
			b.Importance = widget.LowImportance
			column.Add(container.NewCenter(b))
		}
	}
	hint := widget.NewLabel(tr.F("Or drop a %s file, a sheet (.xlsx, .csv) or a case folder on this window.", document.Ext))
	hint.Importance, hint.Alignment = widget.LowImportance, fyne.TextAlignCenter
	column.Add(widget.NewLabel(""))
	column.Add(hint)
	return container.NewCenter(container.NewGridWrap(fyne.NewSize(720, column.MinSize().Height+30), column))
}

func (s *Shell) startExample() {
	s.OpenSample(s.example)
	if s.welcoming() {
		s.Show("overview", "")
	}
}

func (s *Shell) startOwn() {
	s.take(newDocument())
	s.Show("demand", "")
}
