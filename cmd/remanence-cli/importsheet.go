package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"remanence/data/document"
	"remanence/data/files"
	"remanence/data/sheets"
	"remanence/data/sheets/book"
	"remanence/data/workbook"
)

// sheetImport is `import SHEET --into PROJECT`.
type sheetImport struct {
	into, kind, memory, sheet, mode, password, out string
	table                                          int // of the sheet, as they stand; 0 is the best one
	answers, take                                  names
	preview, json                                  bool
}

func (o *sheetImport) run(ctx context.Context, c *call, args []string) error {
	file, err := one(args, "The sheet to import")
	if err != nil {
		return err
	}
	if filepath.Ext(o.into) != document.Ext {
		return usage("Name the project to import into: --into FILE%s.", document.Ext)
	}
	if o.kind != "" && !slices.Contains(sheets.Kinds, sheets.Kind(o.kind)) {
		return usage("There is no kind %q. Kinds: %s.", o.kind, kindNames())
	}
	if !slices.Contains(sheets.Modes, sheets.Mode(o.mode)) {
		return usage("There is no mode %q. Modes: update, append, replace.", o.mode)
	}
	in, err := open(o.into)
	if err != nil {
		return err
	}
	if workbook.Ours(ctx, file) {
		return o.comesBack(ctx, c, in, file)
	}
	env := sheets.Env{Project: in.project(), Facts: in.facts}
	table, all, err := o.find(ctx, file)
	if err != nil {
		return err
	}
	memory, err := o.remembered()
	if err != nil {
		return err
	}
	m, known := memory.Recall(env, table, sheets.Kind(o.kind))
	if !known {
		m = env.Guess(table, sheets.Kind(o.kind))
	}
	for _, a := range o.answers {
		key, value, ok := strings.Cut(a, "=")
		if !ok {
			return usage("Write an answer as KEY=VALUE, for example fix:currency=EUR; the preview lists the keys.")
		}
		m.Answer(table, key, value)
	}
	q := sheets.Request{Table: table, Mapping: m, Mode: sheets.Mode(o.mode)}
	res, err := env.Preview(ctx, q)
	if err != nil {
		return err
	}
	if len(o.take) > 0 {
		q.Accepted = map[int]bool{}
		for i := range res.Rows {
			n := fmt.Sprint(res.Rows[i].N)
			q.Accepted[res.Rows[i].N] = slices.Contains(o.take, n) || slices.Contains(o.take, "all")
		}
		if res, err = env.Preview(ctx, q); err != nil {
			return err
		}
	}
	questions := env.Questions(table, m)
	if o.json {
		if err := c.sheetJSON(res, questions, all); err != nil {
			return err
		}
	} else {
		c.sheetText(res, questions, all)
	}
	if o.preview {
		return o.verdict(res, questions)
	}
	if err := o.apply(c, in, res); err != nil {
		return err
	}
	memory.Keep(table, m)
	if err := o.remember(memory); err != nil {
		return err
	}
	return o.verdict(res, questions)
}

// verdict makes the exit code say that something waits.
func (o *sheetImport) verdict(res *sheets.Result, questions []sheets.Question) error {
	if n := res.Waiting + res.Refused; n > 0 {
		return fmt.Errorf("%s not come in yet; mend them in the sheet, answer the questions, or give --take ROW", plural(n, "row has", "rows have"))
	}
	if o.preview && len(questions) > 0 {
		return fmt.Errorf("%s open; answer with --answer KEY=VALUE", plural(len(questions), "question is", "questions are"))
	}
	return nil
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func kindNames() string {
	var out []string
	for _, k := range sheets.Kinds {
		out = append(out, string(k))
	}
	return strings.Join(out, ", ")
}

// find is the table asked for, else the best one, with all tables of the file, or of
// the sheet asked for, in the order they stand.
func (o *sheetImport) find(ctx context.Context, file string) (table *sheets.Table, all []*sheets.Table, err error) {
	b, err := book.Open(ctx, file, book.Options{Password: o.password, Sheet: o.sheet})
	if errors.Is(err, book.ErrPassword) {
		return nil, nil, fmt.Errorf("%s: %w Give it with --password", filepath.Base(file), err)
	}
	if err != nil {
		return nil, nil, err
	}
	if o.sheet != "" && len(b.Sheets) == 0 {
		return nil, nil, fmt.Errorf("%s has no sheet %q", filepath.Base(file), o.sheet)
	}
	found := sheets.Find(b)
	if len(found) == 0 {
		return nil, nil, fmt.Errorf("%s holds no table that could be found", filepath.Base(file))
	}
	all = sheets.InOrder(b, found)
	switch {
	case o.table == 0:
		return found[0], all, nil
	case o.table < 0 || o.table > len(all):
		return nil, nil, usage("There is no table %d. %s holds:\n%s", o.table, filepath.Base(file), tableList(all, nil))
	}
	return all[o.table-1], all, nil
}

// tableList numbers the tables of a file, one a line, and marks the one that is read.
func tableList(all []*sheets.Table, read *sheets.Table) string {
	var lines []string
	for i, t := range all {
		line := fmt.Sprintf("  %d  %s, %s", i+1, t.Where(), plural(t.Rows(), "row", "rows"))
		if t == read {
			line += " (this one)"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// apply makes the change and saves the project in place, or beside it with -o.
func (o *sheetImport) apply(c *call, in *input, res *sheets.Result) error {
	out := o.out
	if out == "" {
		out = o.into
	}
	if len(res.Edits) == 0 {
		fmt.Fprintln(c.err, "Nothing changes; the project was not written.")
		return nil
	}
	if err := in.doc.Apply(document.Change{Name: res.Name, Edits: res.Edits}); err != nil {
		return err
	}
	if err := keepWaiting(in.doc, res); err != nil {
		fmt.Fprintf(c.err, "The rows that wait are not kept with the project: %v.\n", err)
	}
	if err := in.doc.Save(out); err != nil {
		return err
	}
	if !o.json {
		fmt.Fprintf(c.out, "Written to %s.\n", out)
		if n := res.Waiting + res.Refused; n > 0 {
			fmt.Fprintf(c.out, "%s in it: in the window, File, Rows that wait.\n", plural(n, "row waits", "rows wait"))
		}
	}
	return nil
}

// keepWaiting leaves the rows that did not come in with the project; those of an
// earlier import of the same table go.
func keepWaiting(doc *document.Document, res *sheets.Result) error {
	var text []byte
	if res.Waiting+res.Refused > 0 {
		var err error
		if text, err = res.Keep(true); err != nil {
			return err
		}
	}
	doc.SetWaiting(sheets.WithKept(doc.Waiting(), res.Request, text))
	return nil
}

func (o *sheetImport) remembered() (*sheets.Memory, error) {
	if o.memory == "" {
		return &sheets.Memory{}, nil
	}
	text, err := os.ReadFile(o.memory)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the mapping %s cannot be read: %w", o.memory, plain(err))
	}
	return sheets.ReadMemory(text), nil
}

func (o *sheetImport) remember(m *sheets.Memory) error {
	if o.memory == "" {
		return nil
	}
	text, err := m.JSON()
	if err == nil {
		err = files.Write(o.memory, append(text, '\n'))
	}
	if err != nil {
		return fmt.Errorf("the mapping %s cannot be kept: %w", o.memory, plain(err))
	}
	return nil
}

// sheetText is the preview for people.
func (c *call) sheetText(res *sheets.Result, questions []sheets.Question, all []*sheets.Table) {
	w := c.out
	fmt.Fprintf(w, "%s: read as %s, %s.\n\n", res.Table.Where(), strings.ToLower(res.Mapping.Kind.Title()), plural(len(res.Rows), "row", "rows"))
	if len(all) > 1 {
		fmt.Fprintf(w, "Tables in the file; --table N reads another:\n%s\n\n", tableList(all, res.Table))
	}
	for _, a := range res.Mapping.Columns {
		name := a.Head
		if name == "" {
			name = "column " + book.ColumnName(a.Col)
		}
		switch x := titleOf(res.Mapping.Kind, a.Target); {
		case a.Target == "":
			fmt.Fprintf(w, "  %-28s not read\n", name)
		case a.Chosen:
			fmt.Fprintf(w, "  %-28s %s\n", name, x)
		default:
			fmt.Fprintf(w, "  %-28s %s (%.0f %%)\n", name, x, 100*a.Confidence)
		}
	}
	for _, f := range res.Mapping.Fixed {
		fmt.Fprintf(w, "  %-28s %s, from %s\n", titleOf(res.Mapping.Kind, f.Target)+" for every row", f.Value, orUser(f.From))
	}
	for _, q := range questions {
		fmt.Fprintf(w, "\nQuestion %s: %s\n", q.Key, q.Text)
		for _, o := range q.Options {
			fmt.Fprintf(w, "  %s  %s\n", o.Value, o.Label)
		}
	}
	fmt.Fprintf(w, "\n%d good (%d new, %d changed, %d unchanged), %d with questions, %d refused", res.Good, res.New, res.Changed, res.Same, res.Waiting, res.Refused)
	if res.Removed > 0 {
		fmt.Fprintf(w, ", %d removed", res.Removed)
	}
	fmt.Fprintln(w)
	for _, p := range res.Notes {
		fmt.Fprintf(w, "  %s\n", p)
	}
	shown := 0
	for i := range res.Rows {
		r := &res.Rows[i]
		for _, p := range r.Problems {
			state := string(r.Status)
			if p.Severity == sheets.Remark {
				state = "remark"
			}
			if shown++; shown <= mostShown {
				fmt.Fprintf(w, "  %s: %s\n", state, p)
			}
		}
	}
	if shown > mostShown {
		fmt.Fprintf(w, "  and %s; --json lists them all\n", plural(shown-mostShown, "more remark or question", "more remarks and questions"))
	}
}

// mostShown remarks and questions are printed.
const mostShown = 200

func orUser(from string) string {
	if from == "" {
		return "the answer given"
	}
	return from
}

func titleOf(k sheets.Kind, name string) string {
	for _, t := range sheets.Targets(k) {
		if t.Name == name {
			return t.Title
		}
	}
	return name
}

type jsonProblem struct {
	Severity string `json:"severity"`
	Where    string `json:"where"`
	Column   string `json:"column,omitempty"`
	What     string `json:"what"`
	Mend     string `json:"mend,omitempty"`
}

func jsonProblems(ps []sheets.Problem) []jsonProblem {
	out := []jsonProblem{}
	for _, p := range ps {
		out = append(out, jsonProblem{[]string{"remark", "question", "refused"}[p.Severity], p.Place, p.Column, p.What, p.Mend})
	}
	return out
}

// sheetJSON is the preview as one JSON object.
func (c *call) sheetJSON(res *sheets.Result, questions []sheets.Question, all []*sheets.Table) error {
	type column struct {
		Head       string  `json:"head"`
		Field      string  `json:"field"`
		Confidence float64 `json:"confidence"`
	}
	type row struct {
		Row      int           `json:"row"`
		Name     string        `json:"name"`
		Status   sheets.Status `json:"status"`
		Change   sheets.Change `json:"change,omitempty"`
		Problems []jsonProblem `json:"problems"`
	}
	type option struct {
		Value string `json:"value"`
		Label string `json:"label"`
	}
	type question struct {
		Key     string   `json:"key"`
		Text    string   `json:"text"`
		Options []option `json:"options"`
	}
	out := struct {
		Table     string        `json:"table"`
		Tables    []string      `json:"tables"`
		Kind      sheets.Kind   `json:"kind"`
		Mode      sheets.Mode   `json:"mode"`
		Good      int           `json:"good"`
		New       int           `json:"new"`
		Changed   int           `json:"changed"`
		Unchanged int           `json:"unchanged"`
		Questions int           `json:"with_questions"`
		Refused   int           `json:"refused"`
		Removed   int           `json:"removed"`
		Edits     int           `json:"edits"`
		Columns   []column      `json:"columns"`
		Ask       []question    `json:"questions"`
		Notes     []jsonProblem `json:"notes"`
		Rows      []row         `json:"rows"`
	}{res.Table.Where(), []string{}, res.Mapping.Kind, res.Mode, res.Good, res.New, res.Changed, res.Same, res.Waiting, res.Refused, res.Removed, len(res.Edits),
		[]column{}, []question{}, jsonProblems(res.Notes), []row{}}
	for _, t := range all {
		out.Tables = append(out.Tables, t.Where())
	}
	for _, a := range res.Mapping.Columns {
		out.Columns = append(out.Columns, column{a.Head, a.Target, a.Confidence})
	}
	for _, q := range questions {
		x := question{q.Key, q.Text, []option{}}
		for _, o := range q.Options {
			x.Options = append(x.Options, option{o.Value, o.Label})
		}
		out.Ask = append(out.Ask, x)
	}
	for i := range res.Rows {
		r := &res.Rows[i]
		out.Rows = append(out.Rows, row{r.N, r.Name, r.Status, r.Change, jsonProblems(r.Problems)})
	}
	e := json.NewEncoder(c.out)
	e.SetIndent("", "  ")
	return e.Encode(out)
}
