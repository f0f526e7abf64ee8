package chartview

import (
	"bytes"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/palette"
	"remanence/data/files"
)

// The size and fineness of saved pictures: wide enough for a slide, and what is
// on screen stays readable in it.
const (
	savedWidth, savedHeight = 1100, 620
	savedScale              = 2
)

// TappedSecondary implements fyne.SecondaryTappable.
func (v *View) TappedSecondary(e *fyne.PointEvent) { v.menu(v.hit(e.Position), e.Position) }

func (v *View) menu(m *chart.Mark, at fyne.Position) {
	c := fyne.CurrentApp().Driver().CanvasForObject(v)
	if c == nil || v.scene == nil {
		return
	}
	ui.HideTip(v)
	widget.ShowPopUpMenuAtRelativePosition(fyne.NewMenu("", v.menuItems(m)...), c, at, v)
}

func (v *View) menuItems(m *chart.Mark) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	id := ""
	if m != nil {
		if id = m.ID; id != "" && v.OnTapped != nil {
			items = append(items, fyne.NewMenuItem(tr.T("Show what is behind it"), func() { v.OnTapped(id) }))
		}
		if explain := v.whyOf(m); explain != nil {
			items = append(items, fyne.NewMenuItem(tr.T("Why this figure? (Ctrl+I)"), explain))
		}
		if m.Tip != "" {
			items = append(items, fyne.NewMenuItem(tr.T("Copy this figure"), func() { fyne.CurrentApp().Clipboard().SetContent(m.Tip) }))
		}
	}
	if v.Menu != nil {
		items = append(items, v.Menu(id)...)
	}
	if len(items) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	return append(items,
		fyne.NewMenuItem(tr.T("Copy all figures"), func() { fyne.CurrentApp().Clipboard().SetContent(v.figures()) }),
		fyne.NewMenuItem(tr.T("Save picture as PNG …"), func() { v.save(".png") }),
		fyne.NewMenuItem(tr.T("Save picture as SVG …"), func() { v.save(".svg") }))
}

// figures are the tips of the picture, one a line, with tabs where a tip breaks.
func (v *View) figures() string {
	var b strings.Builder
	for _, m := range v.scene.Targets() {
		if m.Tip != "" {
			b.WriteString(strings.ReplaceAll(m.Tip, "\n", "\t") + "\n")
		}
	}
	return b.String()
}

// save asks for a name and writes the picture as it looks now.
func (v *View) save(ext string) {
	w := windowOf(v)
	if w == nil {
		return
	}
	kind := ui.FileKind{Name: tr.T("Picture"), Extensions: []string{ext}}
	ui.Files.Save(w, kind, tr.F("picture%s", ext), func(path string) {
		if err := Save(path, v.picture, v.dark); err != nil {
			ui.ShowError(w, tr.T("The picture could not be saved."), err)
			return
		}
		ui.Toast(w, ui.Notice{Text: tr.F("Picture saved: %s", path), Tint: palette.Ok})
	})
}

// Save writes a picture as PNG or, when the name ends in .svg, as SVG. The file
// is replaced whole or not at all.
func Save(path string, p chart.Picture, dark bool) error {
	var b bytes.Buffer
	var err error
	if strings.EqualFold(filepath.Ext(path), ".svg") {
		err = chart.SVG(&b, p, savedWidth, savedHeight, dark)
	} else {
		err = chart.PNG(&b, p, savedWidth, savedHeight, savedScale, dark)
	}
	if err != nil {
		return err
	}
	return files.Write(path, b.Bytes())
}

func windowOf(o fyne.CanvasObject) fyne.Window {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(o)
	for _, w := range driver.AllWindows() {
		if w.Canvas() == c {
			return w
		}
	}
	return nil
}
