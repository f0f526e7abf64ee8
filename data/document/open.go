package document

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"remanence/data/files"
)

// Open reads a project file. Warnings of the document say what could not be
// kept, such as a stored plan that no longer reads.
// A file with a password gives ErrPassword: ask for it and call OpenWith.
func Open(path string) (*Document, error) { return open(path, "") }

func open(path, password string) (*Document, error) {
	fail := func(err error, what, mend string) (*Document, error) {
		return nil, &FileError{Path: path, What: what, Mend: mend, Err: err}
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(path + ".bak"); err == nil {
			return fail(fs.ErrNotExist, "The file is not there any more, but its previous version is.", "Open "+path+".bak.")
		}
		return fail(err, "The file is not there.", "Check the name, or whether it was moved.")
	case err != nil:
		return fail(err, "The file cannot be opened: "+files.Cause(err)+".", "Check that you may read it and that its drive is connected.")
	case info.IsDir():
		return fail(nil, "This is a folder, not a Remanence project.", "Import it as a case folder.")
	case info.Size() > MaxFileSize:
		return fail(nil, fmt.Sprintf("The file is %d MB large; a project is below 200 MB.", info.Size()>>20), "Check that it is the right file.")
	}
	f, err := os.Open(path)
	if err != nil {
		return fail(err, "The file cannot be opened: "+files.Cause(err)+".", "Check that you may read it, and close it in other programs.")
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, MaxFileSize+1))
	if err != nil {
		return fail(err, "The file cannot be read: "+files.Cause(err)+".", "Copy it to this computer and try again.")
	}
	if len(b) > MaxFileSize {
		return fail(nil, "The file is larger than 200 MB.", "Check that it is the right file.")
	}
	digest := digestOf(b)
	if encrypted(b) {
		plain, err := decrypt(b, password)
		switch {
		case errors.Is(err, ErrPassword):
			return fail(err, "The project is protected by a password.", "Open it with its password.")
		case errors.Is(err, ErrWrongPassword):
			return fail(err, "The password is not the right one.", "Mind capital letters and the keyboard's language.")
		case err != nil:
			return fail(err, "The file cannot be decrypted: "+err.Error()+".", "Open the previous version, "+path+".bak, with the password.")
		}
		b = plain
	} else {
		password = ""
	}
	d, err := Read(b, path)
	if err == nil {
		d.password, d.saved, d.onDisk = password, true, digest
	}
	return d, err
}

// Load puts the content of a file in place of this document, which keeps its
// subscribers.
func (d *Document) Load(path string) error {
	o, err := Open(path)
	if err != nil {
		return err
	}
	o.subscribers, o.nextSub, o.journal, o.now = d.subscribers, d.nextSub, d.journal, d.now
	*d = *o
	d.tell(Loaded{path})
	return nil
}
