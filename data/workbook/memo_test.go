package workbook

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"remanence/planner"
)

// The memo of every sample is one page, the same bytes each time, on A4 and
// Letter.
func TestMemoIsOnePage(t *testing.T) {
	for i, name := range samples(t) {
		p, f := sample(t, name)
		plan, o := planOf(t, name, p, f)
		o.Letter = i%2 == 1
		o.RulePrices = pricesOf(p)
		var first, again bytes.Buffer
		if err := WriteMemo(&first, p, f, plan, o); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := WriteMemo(&again, p, f, plan, o); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first.Bytes(), again.Bytes()) {
			t.Errorf("%s: other bytes the second time", name)
		}
		if n := bytes.Count(first.Bytes(), []byte("/Type /Page\n")); n != 1 {
			t.Errorf("%s: %d pages", name, n)
		}
	}
}

func pricesOf(p *planner.Project) []RulePrice {
	var out []RulePrice
	for i, r := range p.Rules {
		out = append(out, RulePrice{Rule: r.ID, Price: planner.Some(1000.5 * float64(i+1))})
	}
	return out
}

func largestGroup(plan *planner.Plan) string {
	kg, most := map[string]float64{}, ""
	for _, a := range plan.Awards {
		if kg[a.Group] += float64(a.Kg); kg[a.Group] > kg[most] {
			most = a.Group
		}
	}
	return most
}

// Another program reads the figures of the plan on the page, and no name in a
// copy without names.
func TestMemoSaysTheFigures(t *testing.T) {
	bin, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed here: what the memo says is NOT tested in this run")
	}
	p, f := sample(t, "ev-traction-de")
	plan, o := planOf(t, "ev-traction-de", p, f)
	o.RulePrices = pricesOf(p)
	say := func(o Options) string {
		file := filepath.Join(t.TempDir(), "memo.pdf")
		if err := SaveMemo(file, p, f, plan, o); err != nil {
			t.Fatal(err)
		}
		text, err := exec.Command(bin, "-layout", file, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	text := say(o)
	for _, want := range []string{p.Name, plan.Currency + " " + grouped(plan.KPIs.CostPerYear), plan.Currency + " " + grouped(plan.TotalCost), "Recommendation", "EUR 1,000", largestGroup(plan)} {
		if !strings.Contains(text, want) {
			t.Errorf("the memo does not say %q:\n%s", want, text)
		}
	}
	o.Redact = Redaction{Names: true, Prices: true}
	text = say(o)
	for _, a := range plan.Awards {
		if strings.Contains(text, a.Group) || strings.Contains(text, a.Supplier) {
			t.Fatalf("the copy names %s", a.Supplier)
		}
	}
	if strings.Contains(text, "EUR ") || !strings.Contains(text, withheld) {
		t.Errorf("the copy says money:\n%s", text)
	}
}

// Without a plan there is nothing to decide on.
func TestMemoNeedsAPlan(t *testing.T) {
	p, f := sample(t, "wind-generator-dk")
	if err := WriteMemo(&bytes.Buffer{}, p, f, &planner.Plan{Status: planner.StatusInfeasible}, Options{}); err == nil {
		t.Error("a memo of nothing was written")
	}
}
