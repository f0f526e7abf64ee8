package shell

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"

	"remanence/data/files"
)

// Store is what the window remembers between starts: recent files, theme and
// size. It is a file of our own, since the toolkit's preferences are rewritten
// in place and may be found empty.
type Store struct {
	path   string
	Recent []string `json:"recent,omitempty"`
	Theme  string   `json:"theme,omitempty"` // light, dark or "" as the system
	Width  float32  `json:"width,omitempty"`
	Height float32  `json:"height,omitempty"`
	Page   string   `json:"page,omitempty"`  // in front when the window closed
	Scale  float32  `json:"scale,omitempty"` // of everything, 1.25 is 125 %; 0 as the system
	// Language is a code, "de"; "" as the system.
	Language string `json:"language,omitempty"`
	// Region is how numbers and months are written, "de-CH"; "" as the system.
	Region string `json:"region,omitempty"`
	// Autosave saves a project that has a file by itself.
	Autosave bool `json:"autosave,omitempty"`
}

// mostRecent is how many files the menu lists.
const mostRecent = 8

// LoadStore reads the store of a configuration folder. A file that is missing
// or unreadable is an empty store.
func LoadStore(folder string) *Store {
	s := &Store{path: filepath.Join(folder, "window.json")}
	if b, err := os.ReadFile(s.path); err == nil {
		if json.Unmarshal(b, s) != nil {
			s = &Store{path: s.path}
		}
	}
	return s
}

// Remember puts a file first in the list.
func (s *Store) Remember(path string) {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	s.Forget(path)
	s.Recent = slices.Insert(s.Recent, 0, path)
	s.Recent = s.Recent[:min(len(s.Recent), mostRecent)]
}

// Forget takes a file off the list.
func (s *Store) Forget(path string) {
	s.Recent = slices.DeleteFunc(s.Recent, func(p string) bool { return p == path })
}

// Save writes the store.
func (s *Store) Save() error {
	if s.path == "" {
		return nil
	}
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
		return err
	}
	return files.Write(s.path, b)
}
