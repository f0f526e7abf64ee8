package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"remanence/assets"
	"remanence/data/document"
	"remanence/data/files"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/policy"
)

// samplePrefix marks a built-in sample where a file is expected.
const samplePrefix = "sample:"

// input is what a command works on.
type input struct {
	name     string // as the user wrote it
	doc      *document.Document
	facts    *planner.Facts
	problems planner.Problems // of reading and of meaning
}

func (in *input) project() *planner.Project { return in.doc.Project() }

// open reads a .remanence file, a case folder or a sample, and checks it.
func open(arg string) (*input, error) {
	in := &input{name: arg}
	var err error
	if id, ok := strings.CutPrefix(arg, samplePrefix); ok {
		err = in.openSample(id)
	} else if info, statErr := os.Stat(arg); statErr == nil && info.IsDir() {
		in.openFolder(os.DirFS(arg), folderName(arg))
	} else if in.doc, err = openFile(arg); err == nil {
		in.problems = in.doc.Warnings()
	}
	if err != nil {
		return nil, err
	}
	p := in.project()
	in.facts = reference.Shipped().WithProject(p)
	in.problems = append(in.problems, p.Validate(in.facts)...)
	in.problems = append(in.problems, policy.Problems(p, in.facts)...)
	return in, nil
}

// passwordVariable holds the password of a protected project; on the command line
// it would stand in the shell's history.
const passwordVariable = "REMANENCE_PASSWORD"

func openFile(path string) (*document.Document, error) {
	doc, err := document.OpenWith(path, os.Getenv(passwordVariable))
	if errors.Is(err, document.ErrPassword) {
		return nil, fmt.Errorf("%w Give it in the environment as %s", err, passwordVariable)
	}
	return doc, err
}

func (in *input) openSample(id string) error {
	samples := assets.Samples()
	ids := make([]string, len(samples))
	for i, s := range samples {
		if ids[i] = s.ID; s.ID == id {
			in.openFolder(s.FS, s.Name)
			return nil
		}
	}
	return usage("There is no sample %q. Samples: %s.", id, strings.Join(ids, ", "))
}

func (in *input) openFolder(files fs.FS, name string) {
	p, problems := interchange.ReadFolder(files, name)
	in.doc, in.problems = document.New(p), problems
}

// folderName is the last element of a path, also of "." and "..".
func folderName(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	return filepath.Base(path)
}

// plain takes the operation and the path off an error of the file system, which
// the sentence around it names already.
func plain(err error) error {
	var failure *files.Failure
	if errors.As(err, &failure) {
		err = failure.Err
	}
	if e, ok := err.(*fs.PathError); ok {
		return e.Err
	}
	return err
}
