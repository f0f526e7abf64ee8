package ui

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"

	"remanence/app/tr"
)

// FileKind is what a prompt asks for.
type FileKind struct {
	Name       string   // "Project"
	Extensions []string // ".remanence"; the first is added to a name without one
}

// FilePrompt asks for paths. It never opens, creates or truncates a file: that
// is the business of package data, which writes new, syncs and renames.
type FilePrompt interface {
	Open(w fyne.Window, kind FileKind, done func(path string))
	Save(w fyne.Window, kind FileKind, suggested string, done func(path string))
}

// Files is the prompt in use; tests and native dialogs replace it.
var Files FilePrompt = Prompts{}

// Prompts asks inside the window.
type Prompts struct{}

// Open shows the toolkit's file list. done is not called when the user cancels.
func (Prompts) Open(w fyne.Window, kind FileKind, done func(path string)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil {
			ShowError(w, tr.T("The file could not be opened."), err)
			return
		}
		if r == nil {
			return
		}
		path := r.URI().Path()
		r.Close()
		done(path)
	}, w)
	if len(kind.Extensions) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(kind.Extensions))
	}
	d.Resize(w.Canvas().Size().SubtractWidthHeight(80, 80))
	d.Show()
}

// Save asks for a folder and a name. The toolkit's save dialog is not used: it
// truncates the chosen file before anybody has said yes.
func (Prompts) Save(w fyne.Window, kind FileKind, suggested string, done func(path string)) {
	folder, name := filepath.Split(suggested)
	if folder == "" {
		folder, _ = os.UserHomeDir()
	}
	names, folders := NewEntry(tr.F("name%s", first(kind.Extensions))), NewEntry(tr.T("folder"))
	names.SetText(name)
	folders.SetText(filepath.Clean(folder))
	browse := NewButton("", theme.FolderOpenIcon(), tr.T("Choose another folder"), func() {
		dialog.ShowFolderOpen(func(u fyne.ListableURI, err error) {
			if err == nil && u != nil {
				folders.SetText(u.Path())
			}
		}, w)
	})
	var form *Dialog
	form = ShowForm(w, Form{
		Title: tr.F("Save %s", strings.ToLower(kind.Name)), OK: tr.T("Save"), Width: 560,
		Fields: []Field{
			{Label: tr.T("Name"), Widget: names},
			{Label: tr.T("Folder"), Widget: container.NewBorder(nil, nil, nil, browse, folders)},
		},
		Done: func() error {
			path, exists, err := savePath(folders.Text, names.Text, kind)
			if err != nil {
				return err
			}
			if !exists {
				defer done(path)
				return nil
			}
			Confirm(w, Question{Title: tr.T("Replace the file?"), Text: tr.F("%s exists already.", path), Yes: tr.T("Replace")}, func() {
				form.Close()
				done(path)
			})
			return errors.New(tr.T("a file of this name exists"))
		},
	})
}

// savePath joins and checks what was typed.
func savePath(folder, name string, kind FileKind) (path string, exists bool, err error) {
	name = strings.TrimSpace(name)
	if name == "" {
		return "", false, errors.New(tr.T("the file needs a name"))
	}
	if filepath.Ext(name) == "" || !hasExtension(name, kind) {
		name += first(kind.Extensions)
	}
	path = name
	if !filepath.IsAbs(name) {
		path = filepath.Join(strings.TrimSpace(folder), name)
	}
	info, err := os.Stat(filepath.Dir(path))
	if err != nil || !info.IsDir() {
		return "", false, errors.New(tr.F("there is no folder %s", filepath.Dir(path)))
	}
	info, err = os.Stat(path)
	if err == nil && info.IsDir() {
		return "", false, errors.New(tr.F("%s is a folder", path))
	}
	return path, err == nil, nil
}

func hasExtension(name string, kind FileKind) bool {
	for _, e := range kind.Extensions {
		if strings.EqualFold(filepath.Ext(name), e) {
			return true
		}
	}
	return len(kind.Extensions) == 0
}

func first(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}
