package plan

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"remanence/app/grid"
	"remanence/app/pictures"
	"remanence/app/plantest"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/ui/paint"
	"remanence/data/reference"
	"remanence/planner"
)

func sample(t *testing.T) Input {
	t.Helper()
	p := plantest.Project(t, os.DirFS("../../assets/samples/ev-traction-de"))
	f := reference.Shipped().Facts()
	return Input{Project: p, Facts: f, Plan: plantest.Make(p, f, "plan", 3), AsToday: plantest.Make(p, f, "as today", 1)}
}

func TestSharesOfEveryPartAddUp(t *testing.T) {
	in := sample(t)
	m := NewMatrix(in)
	if m.Rows() != len(in.Project.Parts)+1 || m.Cell(m.Rows()-1, 0).Text != "All parts" {
		t.Fatalf("%d rows", m.Rows())
	}
	for i := range m.cells {
		sum := 0.0
		for _, c := range m.cells[i] {
			sum += c.share
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("row %d adds up to %g", i, sum)
		}
	}
	for i := 1; i < len(m.Groups); i++ {
		last := m.cells[len(m.cells)-1]
		if last[3+i].share < last[4+i].share {
			t.Errorf("the largest supplier comes first: %v", m.Groups)
		}
	}
	if tip := m.Cell(0, 4).Tooltip; tip != "" && !strings.Contains(tip, "EUR") {
		t.Errorf("tip %q", tip)
	}
}

func TestMatrixWithoutAPlanShowsDashes(t *testing.T) {
	in := sample(t)
	in.Plan = nil
	m := NewMatrix(in)
	if len(m.Groups) != 0 || m.Cell(0, 1).Text != figures.Missing {
		t.Errorf("%v %q", m.Groups, m.Cell(0, 1).Text)
	}
	if len(pictures.Months(in.pictures(), "EA110-RO").Series) != 0 || Costs(in) != nil || Changes(in) != nil || len(pictures.Gates(in.pictures()).Lanes) != 0 {
		t.Error("pictures without a plan are empty")
	}
}

func TestMatrixIsReadOnlyAndGreysWhenStale(t *testing.T) {
	in := sample(t)
	in.Stale = true
	m := NewMatrix(in)
	if m.Cell(0, 0).Style != grid.Stale {
		t.Error("an out-of-date plan must look so")
	}
	if r := m.Apply([]grid.Edit{{Row: 0, Col: 4, Text: "50"}}); len(r) != 1 || r[0].Why == "" {
		t.Errorf("%v", r)
	}
	if m.Part(0) != in.Project.Parts[0].ID || m.Part(m.Rows()-1) != "" || m.Part(-1) != "" {
		t.Error("parts of rows")
	}
}

func TestMonthsShowArrivalsDemandAndStock(t *testing.T) {
	in := sample(t)
	i := slices.IndexFunc(in.Plan.Flows, func(f planner.PartFlow) bool { return f.Part == "EA110-RO" })
	in.Plan.Flows[i].Open[0] = 500
	in.Plan.DesignChanges = []planner.DesignChange{{Part: "EA110-RO", From: "N42SH", To: "N42SH-D", Start: planner.MonthOf(2028, 1)}}
	pic := pictures.Months(in.pictures(), "EA110-RO")
	if pic.Series[0].Name != "Open orders" || len(pic.Lines) != 2 || len(pic.Labels) != 36 || pic.Labels[0] != "Jan 27" || pic.Axis.Title != "pieces per month" {
		t.Errorf("%+v", pic)
	}
	for m := range pic.Labels {
		total := 0.0
		for _, s := range pic.Series[1:] {
			total += s.Values[m]
		}
		if math.Abs(total-pic.Lines[0].Values[m]) > 1e-6*total {
			t.Errorf("month %d: %g arrive, %g needed", m, total, pic.Lines[0].Values[m])
		}
	}
	if len(pic.Markers) != 1 || pic.Markers[0].At != 12 {
		t.Errorf("markers %v", pic.Markers)
	}
}

func TestCostWalkEndsAtThePlan(t *testing.T) {
	in := sample(t)
	pic := pictures.CostWalk(in.pictures())
	sum := 0.0
	for _, s := range pic.Steps[:len(pic.Steps)-1] {
		sum += s.Value
	}
	if math.Abs(sum-in.Plan.TotalCost) > 2 {
		t.Errorf("the steps end at %g, the plan costs %g", sum, in.Plan.TotalCost)
	}
	rows := Costs(in)
	last := rows[len(rows)-1]
	if !last.Total || last.Plan != figures.Number(in.Plan.TotalCost, 2) {
		t.Errorf("%+v", last)
	}
	in.AsToday = nil
	if rows := Costs(in); rows[0].AsToday != figures.Missing || rows[0].Change != figures.Missing {
		t.Errorf("without a baseline there is no difference: %+v", rows[0])
	}
}

func TestChangesComeInOrderWithNames(t *testing.T) {
	in := sample(t)
	o := in.Project.Offers[0]
	in.Plan.Qualifications = []planner.QualificationStart{{Offers: []string{o.ID}, Start: planner.MonthOf(2027, 6), Usable: planner.MonthOf(2028, 3), Cost: 90_000}}
	in.Plan.DesignChanges = []planner.DesignChange{{Part: "EPS-R", From: "A", To: "B", Start: planner.MonthOf(2027, 2), Cost: 5000}}
	cs := Changes(in)
	if len(cs) != 2 || cs[0].Part != "EPS-R" || !strings.Contains(cs[1].What, o.Supplier) || cs[1].When != "Jun 27 to Mar 28" || cs[1].Offer != o.ID {
		t.Errorf("%+v", cs)
	}
	g := pictures.Gates(in.pictures())
	if last := g.Lanes[len(g.Lanes)-1]; last.ID != "EPS-R" || last.Spans[0].From != 1 || g.Lanes[0].Spans[0].From != 5 || g.Lanes[0].Gates[0].At != 14 {
		t.Errorf("%+v", g.Lanes)
	}
}

func TestTheMatrixIsExplainedFromItsOrders(t *testing.T) {
	in := sample(t)
	m := NewMatrix(in)
	for row := range m.cells {
		for col, c := range m.cells[row] {
			e, ok := m.WhyCell(in, row, col)
			if !ok {
				t.Fatalf("cell %d %d is not explained", row, col)
			}
			if c.group != "" && c.share > 0 && m.Part(row) != "" && (len(e.Inputs) < 2 || !strings.Contains(e.Title, c.group)) {
				t.Errorf("%+v", e)
			}
		}
	}
	goods, ok := CostWhy(in, "Goods")
	if !ok || len(goods.Inputs) < 10 {
		t.Errorf("%+v", goods)
	}
	in.Plan = nil
	if _, ok := NewMatrix(in).WhyCell(in, 0, 0); ok {
		t.Error("without a plan there is nothing to explain")
	}
}

// What is received of each element stands in the plan's own order, low to high, with
// what has no factor to oxide left out and not nothing.
func TestElementsOfThePlan(t *testing.T) {
	in := Input{Plan: &planner.Plan{KPIs: planner.KPIs{Elements: []planner.ElementKg{
		{Element: "Nd", Kg: planner.Range{Low: 1000, Typical: 1200, High: 1500}, Alloy: planner.Range{Low: 1500, Typical: 1800, High: 2200}, Oxide: planner.Some(2100.0)},
		{Element: "Sm", Kg: planner.Range{Low: 1, Typical: 2, High: 3}},
	}}}}
	rows := ElementRows(in)
	if len(rows) != 2 || len(rows[0].Cells) != len(ElementHeads()) {
		t.Fatalf("%+v", rows)
	}
	for i, want := range []string{"1,000", "1,200", "1,500", "1,800", "2,100"} {
		if got := rows[0].Cells[i+1].Text; got != want {
			t.Errorf("column %d is %q, want %q", i+1, got, want)
		}
	}
	if rows[1].Cells[5].Text != figures.Missing || !strings.Contains(rows[1].Tip, "no factor") {
		t.Errorf("%+v", rows[1])
	}
	if ElementRows(Input{}) != nil {
		t.Error("without a plan nothing is received")
	}
}

// A quantity that does not fit its column shows as a row of #; the column is as wide as
// its widest one in every language.
func TestQuantitiesFitTheirColumn(t *testing.T) {
	t.Cleanup(func() { tr.Use("en") })
	for _, code := range []string{"en", "de", "ja"} {
		tr.Use(code)
		u := visit(t)
		face := paint.Get(paint.Font{}, ui.TextSize)
		m := u.p.matrix
		for row := range m.Rows() {
			if text := m.Cell(row, 1).Text; face.Width(text)+12 > float64(m.Columns()[1].Width) {
				t.Errorf("%s: %q needs %g of %g", code, text, face.Width(text)+12, m.Columns()[1].Width)
			}
		}
	}
}
