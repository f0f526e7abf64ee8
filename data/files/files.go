// Package files writes files so that the old one stands until the new one is whole,
// and says in words what went wrong.
package files

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// Failure says that a file was not written.
type Failure struct {
	Path string
	Err  error
}

// Error is the whole sentence, what can be done included.
func (e *Failure) Error() string {
	return e.Path + " was not written: " + Cause(e.Err) + ". What was there before is untouched; close it in other programs, or choose another name or drive."
}

func (e *Failure) Unwrap() error { return e.Err }

// Write puts b at path as Replace does, without keeping a backup: for files that can
// be made again, such as workbooks and pictures. It fails with a Failure.
func Write(path string, b []byte) error {
	if err := replace(path, b, false); err != nil {
		return &Failure{path, err}
	}
	return nil
}

// Replace puts b at path: a new file beside it, synced; the old one kept as .bak;
// then the new one renamed over it and the folder synced, so that a power cut
// leaves the old file or the new one, never half of either. A new file is readable
// by its owner only, an existing one keeps its permissions.
func Replace(path string, b []byte) error { return replace(path, b, true) }

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

// Cause shortens an error of the file system to what went wrong.
func Cause(err error) string {
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case errors.As(err, &pe):
		return pe.Err.Error()
	case errors.As(err, &le):
		return le.Err.Error()
	}
	return err.Error()
}
