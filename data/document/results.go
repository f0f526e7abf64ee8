package document

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Result is an answer that took long to find, kept with the project: an outage
// table, a simulation, the plan under a scenario. Digest names everything it
// depends on; an answer whose digest is no longer that of the inputs is out of
// date and still worth showing as such.
type Result struct {
	Name   string          `json:"name"` // one answer by name
	Digest string          `json:"digest"`
	Answer json.RawMessage `json:"answer"`
}

// Keep keeps an answer in place of the one of that name. asked says that the
// user asked for it: closing without saving would lose work, so that the document
// counts as changed; what pages find out by themselves is saved with the next
// change. An answer JSON cannot hold is not kept, which the error says.
func (d *Document) Keep(name, digest string, answer any, asked bool) error {
	b, err := json.Marshal(answer)
	if err != nil {
		return fmt.Errorf("%s is not kept with the project: %w", name, err)
	}
	d.Drop(name)
	d.results = append(d.results, Result{name, digest, b})
	d.planDirty = d.planDirty || asked
	return nil
}

// Kept reads the answer of a name into a value; false when there is none or it
// was written in a form this version does not know.
func (d *Document) Kept(name string, into any) (digest string, ok bool) {
	i := slices.IndexFunc(d.results, func(r Result) bool { return r.Name == name })
	if i < 0 || json.Unmarshal(d.results[i].Answer, into) != nil {
		return "", false
	}
	return d.results[i].Digest, true
}

// Results are the names of all answers kept, in the order they came.
func (d *Document) Results() []string {
	var out []string
	for _, r := range d.results {
		out = append(out, r.Name)
	}
	return out
}

// Drop lets an answer go.
func (d *Document) Drop(name string) {
	d.results = slices.DeleteFunc(d.results, func(r Result) bool { return r.Name == name })
}

// readResults reads the answers a file holds. One that cannot be read is left
// out without a word: it can be found out again.
func readResults(n *node) []Result {
	if n == nil {
		return nil
	}
	var out []Result
	for _, kid := range n.list {
		var r Result
		if json.Unmarshal(kid.compact(nil), &r) == nil && r.Name != "" && len(r.Answer) > 0 {
			out = append(out, r)
		}
	}
	return out
}
