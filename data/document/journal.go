package document

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"filippo.io/age"
	"github.com/gofrs/flock"
)

// journalExt is the ending of journals.
const journalExt = ".journal"

// journalHead is the first line of a journal: what the changes below it were
// made to.
type journalHead struct {
	Format int       `json:"journal"`
	Name   string    `json:"name"`
	Path   string    `json:"path,omitempty"`
	Since  time.Time `json:"since"`
	// Digest is that of the file the changes were made to. Without a file the
	// project they were made to is kept whole.
	Digest string `json:"digest,omitempty"`
	Base   string `json:"base,omitempty"`
	// Key is the key of the lines below, encrypted with the password of the
	// project, and Locked marks the lines as encrypted.
	Key string `json:"key,omitempty"`
}

// journalLine is one change, or the rows of imports that wait, plain or encrypted.
type journalLine struct {
	*Change
	Waiting *[]json.RawMessage `json:"waiting,omitempty"`
	At      time.Time          `json:"at"`
	Locked  string             `json:"locked,omitempty"`
}

// FileJournal keeps the changes since the last save in a folder of the app, so
// that a crash or a power cut loses none. It writes nothing before the first
// change. The file is held locked while the app runs: a journal nobody holds was
// left behind by a crash.
type FileJournal struct {
	folder string
	d      *Document
	file   *os.File
	hold   *flock.Flock
	to     *age.X25519Recipient // of the lines, when the project has a password
}

// NewJournal makes the journal of a document in a folder and sets it. Changes that
// are not saved yet, such as recovered ones, are kept at once. Close it before
// the document is given up.
func NewJournal(folder string, d *Document) (*FileJournal, error) {
	j := &FileJournal{folder: folder, d: d}
	d.SetJournal(j)
	if len(d.unsaved) == 0 && !d.waitingDirty {
		return j, nil
	}
	return j, j.begin()
}

// Append implements Journal: the change is on disk when it returns.
func (j *FileJournal) Append(c Change) error {
	if j.file == nil {
		return j.begin() // with every unsaved change, this one too
	}
	return j.line(c)
}

// KeepWaiting implements Journal: the last rows written count.
func (j *FileJournal) KeepWaiting(rows []json.RawMessage) error {
	if j.file == nil {
		return j.begin()
	}
	return j.waiting(rows)
}

func (j *FileJournal) waiting(rows []json.RawMessage) error {
	if rows == nil {
		rows = []json.RawMessage{}
	}
	return j.put(journalLine{Waiting: &rows})
}

func (j *FileJournal) line(c Change) error { return j.put(journalLine{Change: &c}) }

// put writes a line, encrypted when the project has a password.
func (j *FileJournal) put(line journalLine) error {
	line.At = j.d.now()
	if j.to != nil {
		text, err := json.Marshal(line)
		if err != nil {
			return err
		}
		sealed, err := seal(text, j.to)
		if err != nil {
			return err
		}
		line = journalLine{At: line.At, Locked: base64.StdEncoding.EncodeToString(sealed)}
	}
	return j.write(line)
}

func (j *FileJournal) write(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if _, err := j.file.Write(append(b, '\n')); err != nil {
		return err
	}
	return j.file.Sync()
}

// begin opens a journal with the changes that are not saved.
func (j *FileJournal) begin() error {
	if err := os.MkdirAll(j.folder, 0o700); err != nil {
		return err
	}
	// The file itself is the base only while it is the one the changes are made to:
	// its drive may be gone, or another program may have written it.
	head := journalHead{Format: 1, Name: j.d.project.Name, Path: j.d.path, Digest: j.d.onDisk, Since: j.d.now()}
	if j.d.path == "" || !j.d.saved || !j.d.onDiskStill() {
		base, err := j.base()
		if err != nil {
			return err
		}
		head.Base = base
	}
	j.to = nil
	if j.d.password != "" {
		key, err := age.GenerateX25519Identity()
		if err != nil {
			return err
		}
		sealed, err := encrypt([]byte(key.String()), j.d.password)
		if err != nil {
			return err
		}
		head.Key, j.to = base64.StdEncoding.EncodeToString(sealed), key.Recipient()
	}
	f, err := os.CreateTemp(j.folder, "changes-*"+journalExt)
	if err != nil {
		return err
	}
	hold := flock.New(f.Name() + ".held")
	if ok, err := hold.TryLock(); err != nil || !ok {
		f.Close()
		os.Remove(f.Name())
		return fmt.Errorf("the journal cannot be held: %v", err)
	}
	j.file, j.hold = f, hold
	if err := j.write(head); err != nil {
		return err
	}
	for _, c := range j.d.unsaved {
		if err := j.line(c); err != nil {
			return err
		}
	}
	if j.d.waitingDirty {
		return j.waiting(j.d.waiting)
	}
	return nil
}

// base is the project as it was before its first change, for a project that is
// in no file any more.
func (j *FileJournal) base() (string, error) {
	before := *j.d
	p := j.d.project.Clone()
	editor := p.Editor()
	for _, c := range slices.Backward(j.d.unsaved) {
		for _, e := range slices.Backward(c.Edits) {
			if err := editor.Apply(e.Inverse()); err != nil {
				return "", err
			}
		}
	}
	editor.Done()
	before.project, before.plan, before.asToday, before.cheapest, before.waiting = p, nil, nil, nil, nil
	b, _, err := before.encode()
	if err == nil && j.d.password != "" {
		b, err = encrypt(b, j.d.password)
	}
	return base64.StdEncoding.EncodeToString(b), err
}

func digestOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Truncate implements Journal: the project stands in its file, nothing needs to
// be kept.
func (j *FileJournal) Truncate() error {
	if j.file == nil {
		return nil
	}
	name := j.file.Name()
	err := j.file.Close()
	j.file = nil
	if e := os.Remove(name); err == nil {
		err = e
	}
	_ = j.hold.Unlock()
	_ = os.Remove(j.hold.Path())
	j.hold = nil
	return err
}

// Close ends the journal of a document that is closed on purpose, saved or not.
func (j *FileJournal) Close() error {
	if j.d.journal == j {
		j.d.SetJournal(nil)
	}
	return j.Truncate()
}

// Recovery is what a journal left behind by a crash holds.
type Recovery struct {
	File    string
	Name    string // of the project
	Path    string // of its file, "" when it was never saved
	Since   time.Time
	Last    time.Time // of the last change
	Changes []Change  // empty while Locked
	Locked  bool      // a password is needed
	Damaged bool      // the last line broke off; what is before it is whole

	waiting *[]json.RawMessage // rows of imports that waited, nil when they did not change

	head  journalHead
	lines []journalLine
}

// Recoveries lists the journals in a folder that no running app holds, oldest
// first. A journal without a whole change is removed.
func Recoveries(folder string) []*Recovery {
	names, _ := filepath.Glob(filepath.Join(folder, "*"+journalExt))
	var out []*Recovery
	for _, name := range names {
		hold := flock.New(name + ".held")
		free, err := hold.TryLock()
		if err != nil || !free {
			continue // another window is at work
		}
		r := readJournal(name)
		_ = hold.Unlock()
		if r == nil {
			_ = os.Remove(name)
			_ = os.Remove(hold.Path())
			continue
		}
		out = append(out, r)
	}
	return out
}

// readJournal reads what is whole; nil when that is nothing.
func readJournal(name string) *Recovery {
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	r := &Recovery{File: name}
	in := bufio.NewScanner(f)
	in.Buffer(nil, MaxFileSize)
	if !in.Scan() || json.Unmarshal(in.Bytes(), &r.head) != nil || r.head.Format != 1 {
		return nil
	}
	r.Name, r.Path, r.Since, r.Locked = r.head.Name, r.head.Path, r.head.Since, r.head.Key != ""
	for in.Scan() {
		var line journalLine
		if json.Unmarshal(in.Bytes(), &line) != nil || line.Change == nil && line.Waiting == nil && line.Locked == "" {
			r.Damaged = true
			break // a power cut in the middle of a line
		}
		r.lines, r.Last = append(r.lines, line), line.At
		r.take(line)
	}
	if len(r.lines) == 0 {
		return nil
	}
	return r
}

// take notes what a line says.
func (r *Recovery) take(line journalLine) {
	if line.Waiting != nil {
		r.waiting = line.Waiting
	} else if line.Change != nil {
		r.Changes = append(r.Changes, *line.Change)
	}
}

// Unlock reads the changes of a project with a password.
func (r *Recovery) Unlock(password string) error {
	if !r.Locked {
		return nil
	}
	sealed, err := base64.StdEncoding.DecodeString(r.head.Key)
	if err != nil {
		return err
	}
	text, err := decrypt(sealed, password)
	if err != nil {
		return err
	}
	key, err := age.ParseX25519Identity(string(text))
	if err != nil {
		return err
	}
	r.Changes = nil
	for _, line := range r.lines {
		sealed, err := base64.StdEncoding.DecodeString(line.Locked)
		if err != nil {
			return err
		}
		text, err := unseal(sealed, key)
		if err != nil {
			return err
		}
		var open journalLine
		if err := json.Unmarshal(text, &open); err != nil {
			return err
		}
		r.take(open)
	}
	r.Locked = false
	return nil
}

// Restore opens the project as it was before the crash. A file that was changed
// since is not touched: the changes are made to it as far as they go, and the
// first that does not fit ends them, which the error says.
func (r *Recovery) Restore(password string) (*Document, error) {
	if err := r.Unlock(password); err != nil {
		return nil, err
	}
	d, same, err := r.start(password)
	if err != nil {
		return nil, err
	}
	if r.waiting != nil {
		d.SetWaiting(*r.waiting)
	}
	for i, c := range r.Changes {
		if err := d.Apply(c); err != nil {
			if same {
				return d, fmt.Errorf("%d of %d changes were made again; “%s” could not be: %w", i, len(r.Changes), c.Name, err)
			}
			return d, fmt.Errorf("the file was changed since; %d of %d changes were made to it, “%s” no longer fits: %w", i, len(r.Changes), c.Name, err)
		}
	}
	if !same {
		return d, fmt.Errorf("the file was changed since; all %d changes were made to it as it is now", len(r.Changes))
	}
	return d, nil
}

// start is the document the changes were made to, and whether it is still the
// same.
func (r *Recovery) start(password string) (*Document, bool, error) {
	if r.head.Base == "" {
		d, err := open(r.Path, password)
		if err != nil {
			return nil, false, err
		}
		b, err := os.ReadFile(r.Path)
		return d, err == nil && digestOf(b) == r.head.Digest, err
	}
	b, err := base64.StdEncoding.DecodeString(r.head.Base)
	if err != nil {
		return nil, false, fmt.Errorf("the journal is damaged: %w", err)
	}
	if encrypted(b) {
		if b, err = decrypt(b, password); err != nil {
			return nil, false, err
		}
	}
	d, err := Read(b, r.Path)
	if err != nil {
		return nil, false, err
	}
	d.path, d.password, d.onDisk = r.Path, password, r.head.Digest
	return d, true, nil
}

// Discard forgets what the journal holds.
func (r *Recovery) Discard() error {
	_ = os.Remove(r.File + ".held")
	return os.Remove(r.File)
}
