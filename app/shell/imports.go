package shell

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"remanence/app/imports"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/data/files"
)

// isSheet reports a file that the import of sheets can open or can say why not.
func isSheet(path string) bool {
	ext := strings.ToLower(filepath.Ext(path))
	return slices.Contains(imports.Kind().Extensions, ext) || slices.Contains([]string{".xls", ".xlsb", ".ods"}, ext)
}

// importSheet asks for a sheet and shows what would come in.
func (s *Shell) importSheet() {
	ui.Files.Open(s.win, imports.Kind(), s.importFrom)
}

func (s *Shell) waitingName() string {
	if n := s.imports.Waiting(); n > 0 {
		return tr.F("Rows that wait (%d) …", n)
	}
	return tr.T("Rows that wait …")
}

// layouts are the layouts of sheets the user imported before, in a file of their
// own beside the window's.
func (s *Store) layouts() []byte {
	if s.path == "" {
		return nil
	}
	text, err := os.ReadFile(s.layoutsPath())
	if err != nil {
		return nil
	}
	return text
}

func (s *Store) layoutsPath() string { return filepath.Join(filepath.Dir(s.path), "layouts.json") }

// keepLayouts writes them; a disk that refuses costs only the memory.
func (s *Shell) keepLayouts(text []byte) {
	if s.store.path == "" {
		return
	}
	err := os.MkdirAll(filepath.Dir(s.store.path), 0o700)
	if err == nil {
		err = files.Write(s.store.layoutsPath(), text)
	}
	if err != nil {
		fyne.LogError("the layouts of sheets were not saved", err)
	}
}
