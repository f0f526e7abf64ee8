package sheets

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"remanence/planner"
)

// applied previews a request and makes its change of a copy.
func applied(t *testing.T, e Env, q Request) (*planner.Project, *Result) {
	t.Helper()
	res, err := e.Preview(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	p := e.Project.Clone()
	for _, x := range res.Edits {
		if err := p.Apply(x); err != nil {
			t.Fatalf("%+v: %v", x, err)
		}
	}
	return p, res
}

var offerNumber = regexp.MustCompile(`^O\d+\.`)

// said is what changed, whatever the order of the rows; new offers are numbered in
// the order they come.
func said(a, b *planner.Project) string {
	lines := changes(a, b)
	for i, l := range lines {
		if k := strings.IndexByte(l, ':'); k > 0 && strings.Contains(l, ";") {
			rows := strings.Split(l[k+1:], ";")
			slices.Sort(rows)
			l = l[:k] + strings.Join(rows, ";")
		}
		if k := strings.Index(l, "sites=["); k > 0 {
			sites := strings.Split(strings.Trim(l[k+6:], "[]"), "},")
			for j := range sites {
				sites[j] = strings.Trim(sites[j], "{}")
			}
			slices.Sort(sites)
			l = l[:k] + strings.Join(sites, ";")
		}
		if strings.HasPrefix(l, "O01.") {
			l = "the first " + l
		}
		lines[i] = offerNumber.ReplaceAllString(l, "new offer ")
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// Whichever row of whatever sheet waits: kept, restored and taken later, the project
// is the one that all rows at once would have made.
func TestRowsThatWaitedComeInAsIfAtOnce(t *testing.T) {
	tried := map[Kind]int{}
	for _, x := range corpus {
		e := env()
		tables := Find(x.file(t))
		if len(tables) == 0 {
			continue
		}
		table := tables[0]
		m := e.Guess(table, "")
		for _, a := range strings.Fields(x.answer) {
			k, v, _ := strings.Cut(a, "=")
			m.Answer(table, k, strings.ReplaceAll(v, "_", " "))
		}
		q := Request{Table: table, Mapping: m, Mode: x.mode, Accepted: map[int]bool{}}
		replaced, err := e.Preview(context.Background(), Request{Table: table, Mapping: m, Mode: Replace})
		if err != nil {
			t.Fatal(err)
		}
		whole, res := applied(t, e, q)
		want := said(e.Project, whole)
		most := 6
		if testing.Short() {
			most = 1
		}
		for i := range min(most, len(res.Rows)) {
			if res.Rows[i].Status != Good {
				continue
			}
			row := &table.Sheet.Rows[table.rows[i]]
			row.Hidden = true // what makes any row wait
			first, part := applied(t, e, q)
			spared, err := e.Preview(context.Background(), Request{Table: table, Mapping: m, Mode: Replace})
			row.Hidden = false
			if err != nil || spared.Removed > replaced.Removed {
				t.Errorf("%s: replacing removes %d rows when row %d waits, else %d (%v)", x.name, spared.Removed, row.N, replaced.Removed, err)
			}
			if part.Rows[i].Status != Waits {
				t.Fatalf("%s: row %d does not wait: %+v", x.name, row.N, part.Rows[i])
			}
			row.Hidden = true
			text, err := part.Keep(true)
			row.Hidden = false
			if err != nil {
				t.Fatal(err)
			}
			again, err := Restore(text)
			if err != nil {
				t.Fatalf("%s: %v", x.name, err)
			}
			if n := again.Table.Rows() - len(again.Done); n != part.Waiting+part.Refused {
				t.Errorf("%s: %d rows are kept, %d wait", x.name, n, part.Waiting+part.Refused)
			}
			again.Accepted[row.N] = true
			later := Env{Project: first, Facts: e.Facts}
			second, rest := applied(t, later, again)
			if got := said(e.Project, second); got != want {
				t.Errorf("%s, row %d later:\n%s\nwant\n%s\nrest %s", x.name, row.N, got, want, states(rest))
			}
			for _, c := range rest.Columns {
				if c.Target != "" && !slices.ContainsFunc(res.Columns, func(o Assigned) bool { return o.Target == c.Target && o.Col == c.Col }) {
					t.Errorf("%s: column %d is read as %s after it was kept", x.name, c.Col, c.Target)
				}
			}
			tried[m.Kind]++
		}
	}
	for _, k := range Kinds {
		if tried[k] == 0 && k != Budget { // budget stands in a test of its own
			t.Errorf("no row of %s waited", k)
		}
	}
}

func states(r *Result) string {
	var out []string
	for i := range r.Rows {
		out = append(out, fmt.Sprint(r.Rows[i].N, " ", r.Rows[i].Status, " ", r.Rows[i].Name))
	}
	return strings.Join(out, "; ")
}

// A project file may hold anything: what is no rows that wait is refused in a
// sentence.
func TestDamagedWaitingRowsAreRefused(t *testing.T) {
	for _, text := range []string{
		``, `null`, `{}`, `[]`, `{"format":1}`, `{"format":2,"mapping":{"Kind":"demand"},"mode":"update"}`, `{"format":1,"mapping":{"Kind":"cars"},"mode":"update"}`,
		`{"format":1,"mapping":{"Kind":"demand"},"mode":"update","rows":[{"n":3,"cells":[]},{"n":2,"cells":[]}]}`,
		`{"format":1,"mapping":{"Kind":"demand"},"mode":"update","rows":[{"n":3,"cells":[{"c":2,"k":1},{"c":1,"k":1}]}]}`,
		`{"format":1,"mapping":{"Kind":"demand"},"mode":"update","columns":[{"col":0,"period":{"First":5,"Months":2000000000}}]}`,
	} {
		if _, err := Restore([]byte(text)); err == nil || !strings.HasPrefix(err.Error(), "the rows that wait") {
			t.Errorf("%s: %v", text, err)
		}
	}
}
