package entry

import (
	"remanence/app/session"
	"remanence/data/sheets"
)

// ImportPage is what the window shows when a page asks for the import of a text:
// session.Navigate(ImportPage, text).
const ImportPage = "import"

// Foreign hands a paste that brings its own column names to the import, where its
// columns are recognised; other pastes are left to the grid.
func Foreign(s *session.Session) func(text string) bool {
	return func(text string) bool {
		if !sheets.Foreign(text) {
			return false
		}
		s.Navigate(ImportPage, text)
		return true
	}
}
