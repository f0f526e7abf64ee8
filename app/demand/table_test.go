package demand

import (
	"math"
	"strings"
	"testing"

	"remanence/app/grid"
	"remanence/app/pictures"
	"remanence/app/pictures/picturetest"
	"remanence/app/ui/figures"
	"remanence/planner"
)

func cell(row, col int, text string) []grid.Edit {
	return []grid.Edit{{Row: row, Col: col, Text: text}}
}

func TestTotalsAreTheKilogramsOfAllParts(t *testing.T) {
	s := opened(t, "hdd-speaker-sg")
	table := NewTable(s)
	p := s.Project()
	want := 0.0
	for i := range p.Parts {
		want += p.Parts[i].Demand[2].V * p.Parts[i].MassG.V / 1000
	}
	if got := table.Cell(0, table.column("2027-03")).Text; got != figures.Number(want, 0) {
		t.Errorf("March 2027 is %s kg, want %s", got, figures.Number(want, 0))
	}
	if !table.Cell(0, table.column("2027-03")).Locked {
		t.Error("a total is not edited")
	}
}

func TestSplitIsDemandTimesMassTimesContent(t *testing.T) {
	p := sample(t, "ev-traction-de")
	f := facts()
	part := p.Part("EA110-RO")
	pieces := 0.0
	for _, d := range part.Demand {
		pieces += d.V
	}
	g, _ := f.Grade("N42UH")
	want := pieces / 3 * 0.0215 * g.FractionRange("Dy").Typical
	s := NewSplit(p, f, "EA110-RO", "2026-11-23")
	found := false
	for _, e := range s.Elements {
		if e.Symbol == "Dy" {
			found = true
			if math.Abs(e.Typical-want) > 1e-6*want || !(e.Low < e.Typical && e.Typical < e.High) {
				t.Errorf("Dy is %v, want %v", e, want)
			}
		}
	}
	if !found {
		t.Error("dysprosium is missing from", s.Elements)
	}
	if got := strings.Join(s.Composition, " "); !strings.Contains(got, "makers publish no compositions; low confidence") {
		t.Error(got)
	}
	all, sum := NewSplit(p, f, "", ""), 0.0
	picturetest.Same(t, s.Chart, "demand", pictures.Input{Project: p, Facts: f}, pictures.Choice{Part: "EA110-RO"})
	picturetest.Same(t, all.Chart, "demand", pictures.Input{Project: p, Facts: f}, pictures.Choice{})
	for i := range p.Parts {
		for _, e := range NewSplit(p, f, p.Parts[i].ID, "").Elements {
			if e.Symbol == "Dy" {
				sum += e.High
			}
		}
	}
	for _, e := range all.Elements {
		if e.Symbol == "Dy" && math.Abs(e.High-sum) > 1e-6*sum {
			t.Errorf("all parts: %v kg Dy at most, want %v", e.High, sum)
		}
	}
}

func TestStockAndOpenOrdersAreShownBesideThePart(t *testing.T) {
	s := NewSplit(sample(t, "ev-traction-de"), facts(), "EA110-RO", "2026-11-23")
	text := ""
	for _, f := range s.Facts {
		text += f.Name + ": " + strings.ReplaceAll(f.Value, "\u00a0", " ") + "\n"
	}
	for _, want := range []string{"On hand: 615,038 pcs · 5.1 weeks", "until May 27", "Safety stock: 6 weeks"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing from\n%s", want, text)
		}
	}
}

func TestAnUnknownGradeHasNoContent(t *testing.T) {
	p := sample(t, "ev-traction-de")
	p.Part("EA110-RO").Grade = "Unobtainium"
	s := NewSplit(p, facts(), "EA110-RO", "")
	for _, e := range s.Elements {
		if !math.IsNaN(e.Typical) {
			t.Errorf("%v is invented", e)
		}
	}
	if !strings.Contains(s.Composition[0], "not in the library") {
		t.Error(s.Composition)
	}
}

func TestAlternativesSayWhatTheyCost(t *testing.T) {
	s := NewSplit(sample(t, "ev-traction-de"), facts(), "HV90-R1", "")
	if len(s.Alternatives) != 2 {
		t.Fatal(s.Alternatives)
	}
	got := strings.ReplaceAll(s.Alternatives[0].Text, "\u00a0", " ")
	if got != "from Oct 27 · mass × 1.04 · EUR 0.02 a piece · EUR 260.0 k once" {
		t.Error(got)
	}
}

func TestNumbersKeepTheirDigits(t *testing.T) {
	p := sample(t, "ev-traction-de")
	cols := columns(p, nil, true)
	for _, c := range cols {
		if c.field != "shortage_cost_per_piece" {
			continue
		}
		if got := c.show(p.Part("EA110-RO"), facts()); got != "6.50" {
			t.Errorf("shortage cost shows %q", got)
		}
		if _, err := c.stored("6.5 USD", "EUR"); err == nil {
			t.Error("an amount in another currency is refused")
		}
		if got, err := c.stored("6,75 €", "EUR"); err != nil || got != "6.75" {
			t.Errorf("%q %v", got, err)
		}
	}
	bare := planner.Part{ID: "X", Unit: planner.Pieces}
	if got := cols[3].show(&bare, facts()); got != "–" {
		t.Errorf("a missing mass shows %q", got)
	}
}

func BenchmarkReload(b *testing.B) {
	t := NewTable(opened(b, "hdd-speaker-sg"))
	for b.Loop() {
		t.Reload()
	}
}

func TestAQuarterCutInThreeShowsWholePieces(t *testing.T) {
	p := sample(t, "hdd-speaker-sg")
	part := p.Part("SP05")
	part.Demand[0] = planner.Some(114666.66666666667)
	c := columns(p, nil, false)[5]
	if got := c.show(part, facts()); got != "114,667" {
		t.Errorf("shows %q", got)
	}
	if got := c.raw(part, facts()); got != "114666.66666666667" {
		t.Errorf("keeps %q", got)
	}
}
