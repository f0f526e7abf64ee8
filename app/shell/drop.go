package shell

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/data/document"
)

// dropped opens what falls onto the window: one project or case folder, or any number
// of sheets, one after the other. What is none of these is named, and the rest opens.
func (s *Shell) dropped(uris []fyne.URI) {
	if s.win.Canvas().Overlays().Top() != nil && !s.imports.Showing() {
		s.fail(tr.T("Answer what is open first, then drop again."), nil)
		return
	}
	var projects, sheets []string
	var failed []error
	for _, u := range uris {
		path := u.Path()
		info, err := os.Stat(path)
		switch {
		case err != nil:
			failed = append(failed, err)
		case info.IsDir() || strings.EqualFold(filepath.Ext(path), document.Ext):
			projects = append(projects, path)
		case isSheet(path):
			sheets = append(sheets, path)
		default:
			failed = append(failed, errors.New(tr.F("“%s” is none of them.", filepath.Base(path))))
		}
	}
	open := func() { s.openDropped(projects, sheets) }
	if len(failed) == 0 {
		open()
		return
	}
	ui.ShowError(s.win, tr.F("Drop a %s file, a sheet (.xlsx, .csv) or a case folder here.", document.Ext), errors.Join(failed...)).OnClose = open
}

func (s *Shell) openDropped(projects, sheets []string) {
	switch {
	case len(projects) > 1 || len(projects) == 1 && (len(sheets) > 0 || s.imports.Showing()):
		s.fail(tr.T("Drop one project by itself, or any number of sheets."), nil)
	case len(projects) == 1:
		s.guard(tr.T("Save the changes first?"), func() { s.OpenPath(projects[0]) })
	default:
		s.imports.OpenAll(sheets)
	}
}
