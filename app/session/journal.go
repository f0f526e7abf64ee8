package session

import (
	"remanence/data/document"
)

// KeepJournal keeps every change between saves in a folder, for this document
// and those opened after it, so that a crash loses none. A change that could not
// be kept is told as JournalFailed; it was made all the same.
func (s *Session) KeepJournal(folder string) {
	s.journals = folder
	s.keep()
}

// keep begins the journal of the document that is open now.
func (s *Session) keep() {
	if s.journals == "" {
		return
	}
	journal, err := document.NewJournal(s.journals, s.doc)
	s.journal = journal
	doc := s.doc
	doc.Subscribe(func(e document.Event) {
		if failed, ok := e.(document.JournalFailed); ok && doc == s.doc {
			s.tell(Event{Kind: JournalFailed, What: failed.Err.Error()})
		}
	})
	if err != nil {
		s.tell(Event{Kind: JournalFailed, What: err.Error()})
	}
}

// letGo ends the journal of a document that is closed on purpose.
func (s *Session) letGo() {
	if s.journal != nil {
		_ = s.journal.Close() // what stays behind is offered and can be discarded
		s.journal = nil
	}
}

// Rejournal begins the journal anew, such as after the project got a password
// that its lines must be encrypted with.
func (s *Session) Rejournal() {
	s.letGo()
	s.keep()
}
