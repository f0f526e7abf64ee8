package recycling

import (
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"remanence/app/chart"
	"remanence/app/pictures"
	"remanence/app/pictures/picturetest"
	"remanence/app/plantest"
	"remanence/app/session"
	"remanence/app/ui"
	"remanence/assets"
	"remanence/data/document"
	"remanence/data/reference"
	"remanence/data/shipped"
	"remanence/planner"
	"remanence/planner/scenario"
)

func sample(t testing.TB, name string) *planner.Project {
	t.Helper()
	for _, x := range assets.Samples() {
		if x.ID == name {
			return plantest.Project(t, x.FS)
		}
	}
	t.Fatalf("there is no sample %s", name)
	return nil
}

type user struct {
	t *testing.T
	s *session.Session
	p *Page
	w fyne.Window
}

func visit(t *testing.T, project *planner.Project, plan *planner.Plan) *user {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	doc := document.New(project)
	if plan != nil {
		doc.SetPlan(plan)
	}
	u := &user{t: t, s: session.New(reference.Shipped().Facts(), doc, nil, func(f func()) { f() })}
	u.w = test.NewTempWindow(t, nil)
	u.p = New(u.s, u.w)
	u.w.SetPadded(false)
	layer := ui.NewLayer(u.w, u.p.Content())
	t.Cleanup(func() { layer.Close(); u.s.Close() })
	u.w.SetContent(layer)
	u.w.Resize(fyne.NewSize(1180, 660))
	return u
}

func (u *user) at(stream, field string) *user {
	u.t.Helper()
	row, col, ok := u.p.sheet.Find(stream, field)
	if !ok {
		u.t.Fatalf("there is no %s %s", stream, field)
	}
	u.p.grid.Select(row, col)
	u.p.grid.Focus()
	return u
}

func (u *user) types(text string) {
	for _, r := range text {
		u.w.Canvas().Focused().TypedRune(r)
	}
	u.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

func (u *user) holds(stream, field, want string) {
	u.t.Helper()
	got, err := u.s.Project().Cell(planner.Path("stream", stream, field))
	if err != nil || got != want {
		u.t.Errorf("%s %s is %q (%v), want %q", stream, field, got, err, want)
	}
}

// tiny is one part, a toll offer fed by a stream and a new one.
func tiny() *planner.Project {
	d := func(s string) planner.Opt[planner.Decimal] {
		v, _ := planner.ParseMoney(s)
		return planner.Some(v)
	}
	p := &planner.Project{Name: "tiny", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 3}
	p.Parts = []planner.Part{{ID: "A", Grade: "N42SH", Unit: planner.Pieces, MassG: planner.Some(10.0), Demand: []planner.Opt[float64]{planner.Some(100.0), planner.Some(100.0), planner.Some(100.0)}}}
	offer := func(id, price string) planner.Offer {
		return planner.Offer{ID: id, Supplier: id, For: planner.ForGrade, Item: "N42SH", Price: d(price), PriceUnit: planner.PerKg, Currency: "EUR", LeadWeeks: planner.Some(4.0), Status: planner.Qualified}
	}
	p.Offers = []planner.Offer{offer("TOLL", "30"), offer("NEW", "45"), offer("DEAR", "60")}
	p.Streams = []planner.Stream{{ID: "S1", KgStart: 10, KgEnd: 20, CollectionCost: d("8"), Currency: "EUR", MagnetPerFeed: 0.8, Offers: []string{"TOLL"},
		Route: planner.Route{Name: "x", Recovery: map[string]float64{"NdPr": 0.9, "Dy": 0.5}}}}
	return p
}

func TestBreakEvenByHand(t *testing.T) {
	in := Input{Project: tiny(), Facts: reference.Shipped().Facts()}
	list := Evens(in)
	if len(list) != 1 {
		t.Fatalf("%d uses", len(list))
	}
	// 30 toll + 8 ÷ 0.8 collection = 40 against 45: a kilogram of feed may cost (45−30)·0.8 = 12.
	e := list[0]
	if e.Recycled != 40 || e.Collect != 10 || e.New != 45 || e.NewOffer != "NEW" || e.MostFeed != 12 {
		t.Errorf("%+v", e)
	}
	if text, _ := e.Verdict("EUR"); text != "pays: EUR\u00a05.00 a kg cheaper" {
		t.Error(text)
	}
	in.Project.Streams[0].CollectionCost.V = in.Project.Streams[0].CollectionCost.V.Add(in.Project.Streams[0].CollectionCost.V)
	if text, _ := Evens(in)[0].Verdict("EUR"); text != "EUR\u00a05.00 a kg dearer" {
		t.Error(text)
	}
	in.Project.Offers = in.Project.Offers[:1]
	if e := Evens(in)[0]; !math.IsNaN(e.New) {
		t.Errorf("nothing else is quoted, yet %v", e.New)
	}
}

func TestMassBalanceByHand(t *testing.T) {
	in := Input{Project: tiny(), Facts: reference.Shipped().Facts(), Plan: &planner.Plan{Collected: map[string][]float64{"S1": {10, 0, 5}}}}
	g, _ := in.Facts.Grade("N42SH")
	got := map[string]Balance{}
	for _, b := range Balances(in) {
		got[b.Element] = b
		if math.Abs(b.Feed-b.Recovered-b.Lost) > 1e-12 {
			t.Errorf("%s: in %v, out %v + %v", b.Element, b.Feed, b.Recovered, b.Lost)
		}
	}
	if b := got["NdPr"]; math.Abs(b.Feed-15*g.Fraction("NdPr")) > 1e-12 || math.Abs(b.Recovered-0.9*b.Feed) > 1e-12 || b.Assumed != "N42SH" {
		t.Errorf("%+v, the grade holds %v", b, g.Fraction("NdPr"))
	}
	if b, ok := got["Dy"]; ok && math.Abs(b.Lost-0.5*b.Feed) > 1e-12 {
		t.Errorf("%+v", b)
	}
	u := pictures.UseOf(in.drawn(), &in.Project.Streams[0])
	if u.Feed != 45 || u.Taken != 15 {
		t.Errorf("%+v", u)
	}
}

func TestStreamsAreTypedAndTakenBack(t *testing.T) {
	made, _ := shipped.Read("ev-traction-de")
	u := visit(t, sample(t, "ev-traction-de"), made.Plan)
	u.at("T1", "kg_per_month_end").types("1,2k")
	u.holds("T1", "kg_per_month_end", "1200")
	u.at("T1", "yield_dy_pct").types("90")
	u.holds("T1", "yield_dy_pct", "90")
	u.at("T2", "collection_cost_per_kg").types("-3,50")
	u.holds("T2", "collection_cost_per_kg", "-3.5")
	u.at("T2", "lead_time_months").types("soon")
	u.holds("T2", "lead_time_months", "4")
	if !strings.Contains(u.p.status.Text, "“soon”") {
		t.Errorf("the status says %q", u.p.status.Text)
	}
	u.p.grid.Select(u.p.sheet.Rows()-1, 0)
	u.p.grid.Focus()
	clip := test.NewClipboard()
	clip.SetContent("SWARF\tGrinding swarf\nOLD\tReturned rotors\n")
	u.w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	u.holds("SWARF", "description", "Grinding swarf")
	u.holds("OLD", "description", "Returned rotors")
	u.s.Undo()
	if n := len(u.s.Project().Streams); n != 2 {
		t.Errorf("one undo leaves %d streams", n)
	}
	for range 3 {
		u.s.Undo()
	}
	u.holds("T1", "kg_per_month_end", "520")
	u.at("T1", "stream_id").types("ROTORS")
	u.holds("ROTORS", "kg_per_month_end", "520")
}

func TestAddDeleteAndRouteOfTheLibrary(t *testing.T) {
	u := visit(t, sample(t, "ev-traction-de"), nil)
	u.at("T2", "stream_id")
	u.p.add()
	if p := u.s.Project(); len(p.Streams) != 3 || p.Streams[2].ID != "S3" || u.s.Problems().Refused() {
		t.Fatalf("%+v %v", p.Streams, u.s.Problems())
	}
	u.p.remove()
	if len(u.s.Project().Streams) != 2 {
		t.Error("not deleted")
	}
	u.at("T1", "stream_id")
	r, ok := reference.Shipped().RecyclingRoute("HPMS short loop")
	if !ok {
		t.Fatal("no route")
	}
	_ = u.s.Apply("x", planner.Edit{What: planner.Path("stream", "T1", "yield_tb_pct"), After: "12"})
	for _, row := range u.p.routes.Rows() {
		if row.Cells[0].Text == r.Process {
			row.Do()
		}
	}
	u.holds("T1", "yield_tb_pct", planner.FormatNumber(r.TbPct.V))
	if name, _ := u.s.CanUndo(); name != "Route of T1" {
		t.Errorf("undo is called %q", name)
	}
}

func TestThePlanOfTheSampleIsShown(t *testing.T) {
	made, _ := shipped.Read("ev-traction-de")
	u := visit(t, sample(t, "ev-traction-de"), made.Plan)
	in := u.p.input()
	total := 0.0
	for _, kg := range in.Plan.Collected {
		for _, v := range kg {
			total += v
		}
	}
	pic := u.p.months.Picture().(chart.StackedBars)
	shown := 0.0
	u.p.stream = ""
	for _, series := range pictures.Collected(in.drawn(), "").Series[:2] {
		for _, v := range series.Values {
			shown += v
		}
	}
	if total == 0 || math.Abs(shown-total) > 1e-6*total || len(pic.Series) != 3 {
		t.Errorf("the picture shows %v kg, the plan uses %v", shown, total)
	}
	u.p.showMonths(in)
	picturetest.Same(t, u.p.months.Picture(), "recycling", in.drawn(), pictures.Choice{})
	if !strings.Contains(u.p.summary.Text, "used for") || len(Evens(in)) == 0 || len(Balances(in)) == 0 {
		t.Error(u.p.summary.Text)
	}
}

func TestAnEmptyProjectSaysWhatToDo(t *testing.T) {
	u := visit(t, &planner.Project{Name: "new", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 12}, nil)
	if !strings.Contains(u.p.summary.Text, "No streams yet") {
		t.Error(u.p.summary.Text)
	}
	u.p.grid.Select(0, 0)
	u.p.grid.Focus()
	u.types("Swarf")
	if len(u.s.Project().Streams) != 1 {
		t.Error("typing a name adds a stream")
	}
}

// A route of the library can be asked about: the stream stays, the what-if holds the
// route and its recoveries.
func TestWhatIfAStreamTookAnotherRoute(t *testing.T) {
	u := visit(t, sample(t, "ev-traction-de"), nil)
	stream := u.s.Project().Streams[0]
	u.at(stream.ID, "stream_id")
	var r reference.RecyclingRow
	for _, x := range reference.Shipped().RecyclingRoutes("") {
		if x.Process != stream.Route.Name && x.TbPct.OK {
			r = x
		}
	}
	if r.Process == "" {
		t.Fatal("the library knows no other route")
	}
	if u.p.WhatIf() {
		t.Error("no route is in front")
	}
	u.p.tabs.Select(u.p.routesTab)
	u.w.Canvas().Focus(u.p.routes.Grid())
	for i, row := range u.p.routes.Rows() {
		if row.Cells[0].Text == r.Process {
			for range i {
				u.p.routes.Grid().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
			}
		}
	}
	before := len(u.s.Project().Scenarios)
	if !u.p.WhatIf() || len(u.s.Project().Scenarios) != before+1 {
		t.Fatal("no what-if was made")
	}
	x := u.s.Project().Scenarios[before]
	under, _, problems := scenario.Apply(u.s.Base(), u.s.Facts(), x)
	if got := streamOf(under, stream.ID); len(problems) > 0 || got.Route.Name != r.Process || math.Abs(100*got.Route.Recovery["Tb"]-r.TbPct.V) > 1e-9 {
		t.Errorf("%+v %v", got, problems)
	}
	u.holds(stream.ID, "route", stream.Route.Name)
}
