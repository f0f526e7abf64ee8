package document

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

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
	if err := write(path, b); err != nil {
		return &FileError{Path: path, What: "The project was not saved: " + cause(err) + ". The file on disk is as it was.",
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

// write puts b at path: a new file beside it, synced; the old one kept as .bak;
// then the new one renamed over it and the folder synced, so that a power cut
// leaves the old file or the new one, never half of either.
func write(path string, b []byte) error { return replace(path, b, true) }

// WriteFile puts b at path as Save does, without keeping a backup: for files
// that can be made again, such as pictures.
func WriteFile(path string, b []byte) error {
	if err := replace(path, b, false); err != nil {
		return fmt.Errorf("%s was not written: %s", path, cause(err))
	}
	return nil
}

func replace(path string, b []byte, backup bool) (err error) {
	// Through a link, write where it leads, so that the link stays one.
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	mode := os.FileMode(0o600)
	old, statErr := os.Stat(path)
	if statErr == nil {
		mode = old.Mode().Perm()
		// Renaming would replace even a write-protected file. Its owner
		// protected it; ask for another name instead.
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		f.Close()
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	if _, err = tmp.Write(b); err != nil {
		return err
	}
	if err = tmp.Chmod(mode); err != nil && runtime.GOOS != "windows" {
		return err
	}
	if err = tmp.Sync(); err != nil {
		return err
	}
	if err = tmp.Close(); err != nil {
		return err
	}
	if statErr == nil && backup {
		if err = keep(path, path+".bak", mode); err != nil {
			return err
		}
	}
	if err = os.Rename(tmp.Name(), path); err != nil {
		return err
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// keep makes bak a second name of the file, or a copy where the drive knows no
// second names. The previous backup stands until the new one is complete.
func keep(path, bak string, mode os.FileMode) error {
	next := bak + ".tmp"
	os.Remove(next)
	if os.Link(path, next) != nil {
		if err := copyFile(path, next, mode); err != nil {
			os.Remove(next)
			return err
		}
	}
	if err := os.Rename(next, bak); err != nil {
		os.Remove(next)
		return err
	}
	os.Remove(next) // a rename onto the same file leaves both names
	return nil
}

func copyFile(from, to string, mode os.FileMode) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	if err := out.Sync(); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}

// syncFolder makes the rename last. Not every system can; the file itself is
// synced already.
func syncFolder(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		d.Close()
	}
}
