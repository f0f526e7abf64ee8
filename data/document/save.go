package document

import (
	"errors"
	"os"

	"remanence/data/files"
	"remanence/planner"
)

// ErrChanged says that a file is no longer the one that was opened or saved last:
// another program wrote it, such as one that keeps folders of two computers alike.
var ErrChanged = errors.New("the file was changed by another program")

// Save writes the document to a file and makes that its file. A new file is
// readable by its owner only; an existing one keeps its permissions. When
// anything fails the old file stands as it was. The document's own file gives
// ErrChanged where somebody else changed it: SaveOver replaces it all the same.
func (d *Document) Save(path string) error {
	if path == d.path && d.onDisk != "" && !d.onDiskStill() {
		if _, err := os.Stat(path); err == nil { // a file that was taken away is written anew
			return &FileError{Path: path, What: "The project was not saved: the file was changed by another program since it was opened or saved here.",
				Mend: "Save it under another name, or replace the file.", Err: ErrChanged}
		}
	}
	return d.SaveOver(path)
}

// onDiskStill tells whether the document's file is as it was read or written last.
func (d *Document) onDiskStill() bool {
	b, err := os.ReadFile(d.path)
	return err == nil && digestOf(b) == d.onDisk
}

// SaveOver is Save also where somebody else changed the file, whose version is
// kept as .bak.
func (d *Document) SaveOver(path string) error {
	b, ps, err := d.encode()
	if err != nil {
		return &FileError{Path: path, What: "The project cannot be written: " + err.Error() + ".", Mend: "Correct the value and save again.", Err: err}
	}
	if d.password != "" {
		if b, err = encrypt(b, d.password); err != nil {
			return &FileError{Path: path, What: "The project cannot be encrypted: " + err.Error() + ".", Mend: "Save it without a password.", Err: err}
		}
	}
	if err := files.Replace(path, b); err != nil {
		return &FileError{Path: path, What: "The project was not saved: " + files.Cause(err) + ". The file on disk is as it was.",
			Mend: "Save it under another name or on another drive.", Err: err}
	}
	d.path, d.saved, d.savedAt, d.planDirty, d.waitingDirty, d.warnings = path, true, d.top(), false, false, ps
	d.onDisk = digestOf(b)
	d.unsaved = nil
	if d.password != "" {
		if err := forgetPlain(path + ".bak"); err != nil {
			d.warnings = append(d.warnings, planner.Problem{Severity: planner.Warns, Where: path + ".bak",
				What: "The version from before the password is still readable by anybody.", Mend: "Delete it by hand."})
		}
	}
	if d.journal != nil {
		if err := d.journal.Truncate(); err != nil {
			d.tell(JournalFailed{err})
		}
	}
	d.tell(Saved{path})
	return nil
}
