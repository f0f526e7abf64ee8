package shell

import (
	"runtime"
	"runtime/debug"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/assets"
	"remanence/data/reference"
)

func (s *Shell) showAbout() {
	text := widgetText(tr.F("Remanence %s\n\nPlans purchases of magnets and critical materials under your own rules, and says what each rule costs.\n\nRules, licences and prices are as read on %s; every figure names its source and date. Supplier terms in the samples are illustrative. Nothing leaves this computer.\n\nThe app never says that something is legal or that a change of design is safe: it shows the rule, its status, its source and its age.", s.version, reference.AsOf))
	info, _ := debug.ReadBuildInfo()
	versions := widget.NewLabel(versions(info))
	versions.Importance = widget.LowImportance
	ui.ShowDialog(s.win, tr.T("About Remanence"), container.NewVBox(text, versions), 520,
		ui.Choice{Text: tr.T("Third-party notices"), Do: func() bool { s.showNotices(); return false }},
		ui.Choice{Text: tr.T("Close"), Default: true, Cancel: true})
}

// versions names what a program was built from; nil says nothing of it.
func versions(info *debug.BuildInfo) string {
	text := tr.F("Built with %s for %s/%s", runtime.Version(), runtime.GOOS, runtime.GOARCH)
	if info == nil {
		return text
	}
	for _, m := range info.Deps {
		switch m.Path {
		case "fyne.io/fyne/v2":
			text += tr.F("\nFyne %s", m.Version)
		case "github.com/xuri/excelize/v2":
			text += tr.F("\nExcelize %s", m.Version)
		case "github.com/tetratelabs/wazero":
			text += tr.F("\nHiGHS on wazero %s", m.Version)
		}
	}
	return text
}

// showNotices lists what ships inside, with the licence of each.
func (s *Shell) showNotices() {
	notices := assets.Notices()
	licence := widget.NewLabel("")
	licence.Wrapping, licence.SizeName = fyne.TextWrapWord, theme.SizeNameCaptionText
	right := container.NewVScroll(licence)
	list := widget.NewList(func() int { return len(notices) }, func() fyne.CanvasObject {
		l := widget.NewLabel("")
		l.Truncation = fyne.TextTruncateEllipsis
		return l
	}, func(i int, o fyne.CanvasObject) { o.(*widget.Label).SetText(notices[i].Name) })
	list.OnSelected = func(i int) {
		licence.SetText(notices[i].Text)
		right.ScrollToTop()
	}
	split := container.NewHSplit(list, right)
	split.Offset = 0.36
	size := s.win.Canvas().Size()
	box := container.NewGridWrap(fyne.NewSize(min(860, size.Width-80), min(440, size.Height-200)), split)
	ui.ShowDialog(s.win, tr.T("Third-party notices"), box, 0, ui.Choice{Text: tr.T("Close"), Default: true, Cancel: true})
	list.Select(0)
}
