package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"remanence/planner"
)

// file is what stands in a project file.
type file struct {
	Format    int               `json:"format"`
	App       string            `json:"app"`
	Project   *planner.Project  `json:"project"`
	Plan      *planner.Plan     `json:"plan,omitempty"`
	Baselines baselines         `json:"baselines,omitzero"`
	Results   []Result          `json:"results,omitempty"`
	Waiting   []json.RawMessage `json:"waiting,omitempty"`
}

type baselines struct {
	AsToday  *planner.Plan `json:"as_today,omitempty"`
	Cheapest *planner.Plan `json:"cheapest,omitempty"`
}

// encode writes the file. A plan that JSON cannot hold is left out and reported
// rather than keeping the project from being saved.
func (d *Document) encode() ([]byte, planner.Problems, error) {
	var ps planner.Problems
	keep := func(p *planner.Plan, name string) *planner.Plan {
		if p == nil {
			return nil
		}
		if _, err := json.Marshal(p); err != nil {
			ps = append(ps, planner.Problem{Severity: planner.Warns, Where: name, What: "It holds a value that is no number and was not saved.", Mend: "Plan again and save."})
			return nil
		}
		return p
	}
	f := file{Format: Format, App: App, Project: d.project, Plan: keep(d.plan, "Plan"),
		Baselines: baselines{keep(d.asToday, "As-today plan"), keep(d.cheapest, "Cheapest plan")}, Results: d.results, Waiting: d.waiting}
	b, err := json.Marshal(f)
	if err != nil {
		return nil, nil, fmt.Errorf("the project holds a value that is no number: %w", err)
	}
	n, err := parse(b)
	if err != nil {
		return nil, nil, err
	}
	lists := n.kids["project"]
	for _, k := range lists.keys {
		if kid := lists.kids[k]; string(kid.raw) == "null" {
			*kid = node{kind: '['} // an empty list reads better than null
		}
	}
	join(n, reflect.TypeFor[file](), d.extras)
	return append(n.indented(nil, ""), '\n'), ps, nil
}

// Problem of a file that cannot be opened or saved, in a buyer's words.
type FileError struct {
	Path string
	What string
	Mend string
	Err  error // cause, may be nil
}

// Error is the whole sentence.
func (e *FileError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("%s: %s %s", e.Path, e.What, e.Mend))
}

func (e *FileError) Unwrap() error { return e.Err }

// Read makes a document of the bytes of a project file. Path is used in
// messages only.
func Read(b []byte, path string) (*Document, error) {
	fail := func(what, mend string) (*Document, error) { return nil, &FileError{Path: path, What: what, Mend: mend} }
	b = bytes.TrimPrefix(b, []byte{0xEF, 0xBB, 0xBF})
	if what, mend := foreign(b); what != "" {
		return fail(what, mend)
	}
	n, err := parse(b)
	if err != nil {
		return fail(broken(b, err))
	}
	version, hasVersion := n.kids["format"]
	if n.kind != '{' || !hasVersion {
		return fail("This is JSON, but no Remanence project.", "Choose a file whose name ends in "+Ext+".")
	}
	var format int
	if json.Unmarshal(version.raw, &format) != nil || format < 1 {
		return fail(fmt.Sprintf("The format version %s is not a whole number from 1.", short(string(version.compact(nil)))), "Open the previous version, "+path+".bak.")
	}
	if format > Format {
		return fail(fmt.Sprintf("The file was saved by a newer version of Remanence (format %d; this one reads up to %d). It was left as it is.", format, Format),
			"Open it with the newer version.")
	}
	return build(n, path)
}

// build reads the tree of a file of this format.
func build(n *node, path string) (*Document, error) {
	d := New(nil)
	d.path = path
	project, ok := n.kids["project"]
	if !ok {
		return nil, &FileError{Path: path, What: "The file holds no project.", Mend: "Open the previous version, " + path + ".bak."}
	}
	d.extras = split(n, reflect.TypeFor[file]())
	if faults := check(project, reflect.TypeFor[planner.Project](), ""); len(faults) > 0 {
		what := fmt.Sprintf("In %s, %s.", faults[0].where, faults[0].what)
		if faults[0].where == "" {
			what = "The project cannot be read: " + faults[0].what + "."
		}
		if more := len(faults) - 1; more > 0 {
			what += fmt.Sprintf(" There are %d more such places, the next in %s.", more, faults[1].where)
		}
		return nil, &FileError{Path: path, What: what, Mend: "Correct the file in a text editor, or open the previous version, " + path + ".bak."}
	}
	d.project = &planner.Project{}
	if err := json.Unmarshal(project.compact(nil), d.project); err != nil {
		return nil, &FileError{Path: path, What: "The project cannot be read: " + err.Error() + ".", Mend: "Open the previous version, " + path + ".bak.", Err: err}
	}
	d.plan = d.readPlan(n.kids["plan"], "Plan")
	if b := n.kids["baselines"]; b != nil {
		d.asToday = d.readPlan(b.kids["as_today"], "As-today plan")
		d.cheapest = d.readPlan(b.kids["cheapest"], "Cheapest plan")
	}
	d.results = readResults(n.kids["results"])
	if w := n.kids["waiting"]; w != nil && w.kind == '[' {
		for _, kid := range w.list {
			d.waiting = append(d.waiting, kid.compact(nil))
		}
	}
	return d, nil
}

// readPlan reads a stored plan, or drops it with a warning: it can be made
// again, the project cannot.
func (d *Document) readPlan(n *node, name string) *planner.Plan {
	if n == nil || string(n.raw) == "null" {
		return nil
	}
	drop := func(why string) *planner.Plan {
		d.warnings = append(d.warnings, planner.Problem{Severity: planner.Warns, Where: name,
			What: "The stored plan could not be read and was dropped: " + why + ".", Mend: "Plan again; the project itself is complete."})
		return nil
	}
	if faults := check(n, reflect.TypeFor[planner.Plan](), ""); len(faults) > 0 {
		return drop(strings.TrimPrefix(faults[0].where+", "+faults[0].what, ", "))
	}
	p := &planner.Plan{}
	if err := json.Unmarshal(n.compact(nil), p); err != nil {
		return drop(err.Error())
	}
	return p
}

// foreign names a file of another kind by its first bytes.
func foreign(b []byte) (what, mend string) {
	choose := "Choose a file whose name ends in " + Ext + "."
	for _, k := range []struct{ start, what, mend string }{
		{"PK\x03\x04", "This is an Excel workbook or a ZIP archive, not a Remanence project.", "Start a project and import the workbook into it."},
		{"\xD0\xCF\x11\xE0", "This is an old Excel or Word file, not a Remanence project.", "Save it as .xlsx, start a project and import it."},
		{"\x89PNG", "This is a picture, not a Remanence project.", choose},
		{"\xFF\xD8\xFF", "This is a picture, not a Remanence project.", choose},
		{"%PDF", "This is a PDF document, not a Remanence project.", choose},
		{"\x1F\x8B", "This is a compressed file, not a Remanence project.", "Unpack it first."},
		{"\xFF\xFE", "This is UTF-16 text, not a Remanence project.", choose},
	} {
		if bytes.HasPrefix(b, []byte(k.start)) {
			return k.what, k.mend
		}
	}
	text := bytes.TrimSpace(b)
	first, _, _ := bytes.Cut(text, []byte("\n"))
	switch {
	case len(text) == 0:
		return "The file is empty.", "Open the previous version, which ends in .bak, or a copy."
	case bytes.IndexByte(text, 0) >= 0:
		return "The file holds bytes that are no text; it is damaged or no Remanence project.", choose
	case text[0] == '<':
		return "This is a web page or XML, not a Remanence project.", choose
	case text[0] != '{' && text[0] != '[' && bytes.ContainsAny(first, ",;\t"):
		return "This looks like a CSV table, not a Remanence project.", "Start a project and import the table, or open the folder of the case."
	case text[0] != '{' && text[0] != '[':
		return "This is not a Remanence project.", choose
	}
	return "", ""
}

// broken says where JSON breaks off or breaks its rules.
func broken(b []byte, err error) (what, mend string) {
	previous := "Open the previous version, which ends in .bak, or a copy."
	var se *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Sprintf("The file breaks off in line %d; it was probably cut short while it was copied.", 1+bytes.Count(b, []byte("\n"))), previous
	case errors.As(err, &se):
		at := min(int(se.Offset), len(b))
		if at >= len(bytes.TrimRight(b, " \r\n\t")) && strings.Contains(err.Error(), "unexpected end") {
			return broken(b, io.ErrUnexpectedEOF)
		}
		return fmt.Sprintf("The file is damaged in line %d.", 1+bytes.Count(b[:at], []byte("\n"))), previous
	}
	return "The file is damaged: " + err.Error() + ".", previous
}
