package document

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// Holder is who has a project open.
type Holder struct {
	User  string    `json:"user"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
}

// Lock says to others that a project is open. It is a hidden file beside the
// project, which anybody on a shared drive sees. Whether the app that made it
// still runs, the system knows of its own user only: a second file in the user's
// cache is held locked meanwhile (never the first, which others must read).
type Lock struct {
	path string
	hold *flock.Flock
}

// lockPath is .~lock.NAME beside the project, as office programs do it.
func lockPath(project string) string {
	return filepath.Join(filepath.Dir(project), ".~lock."+filepath.Base(project))
}

// holdPath is the file of this user that is held while a project is open.
func holdPath(project string) (string, error) {
	if full, err := filepath.Abs(project); err == nil {
		project = full
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	dir = filepath.Join(dir, "remanence", "open")
	return filepath.Join(dir, digestOf([]byte(project))[:32]), os.MkdirAll(dir, 0o700)
}

// Acquire locks a project. When somebody else has it open, their name comes back
// and there is no lock. A folder that cannot be written to gives neither: nobody
// could save there. force takes a lock over.
func Acquire(project string, now time.Time, force bool) (*Lock, *Holder) {
	path := lockPath(project)
	me := Holder{Since: now}
	if u, err := user.Current(); err == nil {
		me.User = u.Username
		if u.Name != "" {
			me.User = u.Name
		}
	}
	me.Host, _ = os.Hostname()
	held, err := holdPath(project)
	if err != nil {
		return nil, nil
	}
	hold := flock.New(held)
	free, err := hold.TryLock() // makes the file if there is none
	if err != nil {
		return nil, nil
	}
	other, found := readHolder(path)
	if !free && !force {
		if !found {
			other = Holder{User: "another window"}
		}
		return nil, &other
	}
	if free && found && (other.Host != me.Host || other.User != me.User) && !force {
		// Somebody else's, of whom this system knows nothing.
		_ = hold.Unlock()
		return nil, &other
	}
	b, err := json.Marshal(me)
	if err == nil {
		err = os.WriteFile(path, b, 0o644)
	}
	if err != nil {
		_ = hold.Unlock()
		return nil, nil
	}
	return &Lock{path, hold}, nil
}

// readHolder reads who made a lock; false for one just made or unreadable.
func readHolder(path string) (Holder, bool) {
	var h Holder
	b, err := os.ReadFile(path)
	return h, err == nil && json.Unmarshal(b, &h) == nil && (h.User != "" || h.Host != "")
}

// Release gives the project free. A nil lock has nothing to give.
func (l *Lock) Release() error {
	if l == nil {
		return nil
	}
	err := os.Remove(l.path)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	err = errors.Join(err, l.hold.Unlock())
	_ = os.Remove(l.hold.Path())
	return err
}
