package rules

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"remanence/app/pictures"
	"remanence/app/pictures/picturetest"
	"remanence/app/plantest"
	"remanence/app/session"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/assets"
	"remanence/data/document"
	"remanence/data/reference"
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

// pricer plans like plantest and prices every rule with a fixed amount.
type pricer struct {
	plantest.Planner
	gate   plantest.Gate
	priced []string
}

func (x *pricer) PriceRule(ctx context.Context, _ *planner.Project, _ *planner.Plan, rule string, about func(float64)) (Price, error) {
	about(900_000)
	if err := x.gate.Pass(ctx); err != nil {
		return Price{}, err
	}
	x.priced = append(x.priced, rule)
	return Price{Amount: 1_240_000, Low: 1_200_000, High: 1_260_000, Words: "It costs money."}, nil
}

type user struct {
	t     *testing.T
	s     *session.Session
	p     *Page
	w     fyne.Window
	queue chan func()
	x     *pricer
}

func visit(t *testing.T, project *planner.Project) *user {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	u := &user{t: t, queue: make(chan func(), 10_000), x: &pricer{}}
	u.s = session.New(reference.Shipped().Facts(), document.New(project), u.x, func(f func()) { u.queue <- f })
	u.w = test.NewTempWindow(t, nil)
	u.p = New(u.s, u.w)
	u.p.today = func() string { return "2026-11-23" }
	u.p.refresh()
	u.w.SetPadded(false)
	layer := ui.NewLayer(u.w, u.p.Content())
	t.Cleanup(func() { layer.Close(); u.s.Close() })
	u.w.SetContent(layer)
	u.w.Resize(fyne.NewSize(1180, 660))
	return u
}

func (u *user) until(what string, holds func() bool) {
	u.t.Helper()
	deadline := time.After(20 * time.Second)
	for !holds() {
		select {
		case f := <-u.queue:
			f()
		case <-deadline:
			u.t.Fatalf("waited in vain for %s", what)
		}
	}
}

func (u *user) planned() {
	u.t.Helper()
	u.s.Start()
	u.until("the plan", func() bool { return u.s.Status().Kind == session.UpToDate })
}

// opens the blank of a rule with the keyboard.
func (u *user) opens(id, field string) {
	u.t.Helper()
	r := u.p.rowOf(id)
	if r == nil || r.gapOf(field) == nil {
		u.t.Fatalf("rule %s has no blank %s", id, field)
	}
	u.w.Canvas().Focus(r.gapOf(field))
	u.press(fyne.KeyReturn)
}

func (u *user) press(k fyne.KeyName) {
	u.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
}

// types replaces what the field holds and presses Enter.
func (u *user) types(text string) {
	for _, r := range text {
		u.w.Canvas().Focused().TypedRune(r)
	}
	u.press(fyne.KeyReturn)
}

func (u *user) sentence(id string) string {
	u.t.Helper()
	for _, r := range Rows(u.p.input()) {
		if r.ID == id {
			var b strings.Builder
			for _, x := range r.Sentence {
				b.WriteString(x.Text)
			}
			return strings.ReplaceAll(b.String(), "\u00a0", " ")
		}
	}
	u.t.Fatalf("there is no rule %s", id)
	return ""
}

func (u *user) holds(id, field, want string) {
	u.t.Helper()
	got, err := u.s.Project().Cell(planner.Path("rule", id, field))
	if err != nil || got != want {
		u.t.Errorf("%s %s is %q (%v), want %q", id, field, got, err, want)
	}
}

func TestEveryRuleOfEverySampleReadsAsItsSentence(t *testing.T) {
	f := reference.Shipped().Facts()
	for _, x := range assets.Samples() {
		p := plantest.Project(t, x.FS)
		for i := range p.Rules {
			r := &p.Rules[i]
			text, seen := "", map[string]bool{}
			for _, piece := range append(Sentence(p, f, r), Fragment{}) {
				text += piece.Text
				seen[piece.Field] = true
			}
			if want := words.Rule(p, f, r); text != want {
				t.Errorf("%s %s: %q, want %q", x.ID, r.ID, text, want)
			}
			for _, piece := range Details(p, f, r) {
				if seen[piece.Field] {
					t.Errorf("%s %s: the blank %s stands twice", x.ID, r.ID, piece.Field)
				}
				seen[piece.Field] = true
			}
			for _, field := range append([]string{"type", "scope", "window", "from_month", "to_month", "hard", "regulation_ref", "note"}, used(r.Type)...) {
				if !seen[field] {
					t.Errorf("%s %s: %s can nowhere be changed in %q", x.ID, r.ID, field, text)
				}
			}
			if r.Type != planner.CoveredCountryBan && !seen["value_from"] {
				t.Errorf("%s %s: no limit to change in %q", x.ID, r.ID, text)
			}
		}
	}
}

func TestALimitIsTypedWhereItStands(t *testing.T) {
	u := visit(t, sample(t, "ev-traction-de"))
	u.opens("R01", "value_to")
	u.types("60")
	u.holds("R01", "value_to", "60")
	u.holds("R01", "value_from", "90")
	if got := u.sentence("R01"); got != "At most 90 %, falling to 60 %, of magnets from China, by calendar year, from Jan 27, until Dec 29." {
		t.Error(got)
	}
	if g, ok := u.w.Canvas().Focused().(*gap); !ok || g.piece.Field != "value_to" {
		t.Error("the keyboard stays at the blank")
	}
	if name, _ := u.s.CanUndo(); name != "Limit in the last window of rule R01" {
		t.Errorf("undo is called %q", name)
	}
	u.opens("R01", "value_to")
	u.types("lots")
	u.press(fyne.KeyEscape)
	u.opens("R01", "value_from")
	u.types("120")
	u.press(fyne.KeyEscape)
	u.holds("R01", "value_to", "60")
	u.holds("R01", "value_from", "90")
	u.opens("R07", "value_from") // the same throughout stays so
	u.types("1,5 M")
	u.holds("R07", "value_from", "1500000")
	u.holds("R07", "value_to", "1500000")
	u.s.Undo()
	u.s.Undo()
	u.holds("R07", "value_to", "1250000")
	u.holds("R01", "value_to", "65")
}

func TestABlankIsPickedByTyping(t *testing.T) {
	u := visit(t, sample(t, "ev-traction-de"))
	u.opens("R01", "country")
	u.types("Malaysia")
	u.holds("R01", "country", "CN|MY")
	u.opens("R01", "country")
	u.types("China")
	u.holds("R01", "country", "MY")
	u.opens("R02", "stage")
	u.types("Mining")
	u.holds("R02", "stage", "mine|separation")
	u.opens("R03", "window")
	u.types("quarter")
	u.holds("R03", "window", "per_quarter")
	u.opens("R03", "scope")
	u.types("EPS-R")
	u.holds("R03", "scope", "part:EPS-R")
	u.opens("R03", "from_month")
	u.types("3/2028")
	u.holds("R03", "from_month", "2028-03")
	u.opens("R03", "hard")
	u.types("soft")
	u.holds("R03", "hard", "soft")
	u.opens("R03", "penalty")
	u.types("350 EUR per point above")
	u.holds("R03", "penalty", "350 EUR per point above")
	if u.s.Problems().Refused() {
		t.Error(u.s.Problems())
	}
	u.opens("R03", "type")
	u.types("licence")
	u.holds("R03", "type", "licence_dependent_share_max")
	u.holds("R03", "value_from", "60")
	u.holds("R03", "scope", "part:EPS-R")
	if u.s.Problems().Refused() {
		t.Error(u.s.Problems())
	}
}

func TestRulesAreAddedCopiedSwitchedOffAndDeleted(t *testing.T) {
	u := visit(t, sample(t, "ev-traction-de"))
	before := len(u.s.Project().Rules)
	for _, x := range Templates(u.s.Project(), u.s.Facts()) {
		id, err := Add(u.s, x.Rule)
		if err != nil {
			t.Fatalf("%s: %v", x.Title, err)
		}
		for _, problem := range u.s.Problems() {
			if problem.Severity == planner.Refuses {
				t.Errorf("%s (%s): %v", x.Title, id, problem)
			}
		}
	}
	for range Templates(u.s.Project(), u.s.Facts()) {
		u.s.Undo()
	}
	u.p.choose("R02")
	u.p.bar.copy.OnTapped()
	if n := len(u.s.Project().Rules); n != before+1 || u.p.chosen == "R02" || u.sentence(u.p.chosen) != u.sentence("R02") {
		t.Errorf("%d rules, chosen %s", n, u.p.chosen)
	}
	u.p.rowOf("R01").on.SetChecked(false)
	u.holds("R01", "off", "yes")
	if u.p.rowOf("R01").data.State != "off" {
		t.Error("an off rule says so")
	}
	u.p.choose("R03")
	u.p.bar.remove.OnTapped()
	if ruleOf(u.s.Project(), "R03") != nil {
		t.Error("R03 is still there")
	}
	for range 3 {
		u.s.Undo()
	}
	if len(u.s.Project().Rules) != before || u.s.Project().Rules[2].ID != "R03" || u.s.Project().Rules[0].Off {
		t.Error("undo brings all back in place")
	}
}

func TestRulesArePricedInTheBackgroundAndStopped(t *testing.T) {
	u := visit(t, sample(t, "ev-traction-de"))
	if !u.p.bar.priceAll.Disabled() {
		t.Error("nothing to price against yet")
	}
	u.planned()
	u.x.gate.Shut()
	u.p.choose("R02")
	u.p.bar.priceOne.OnTapped()
	u.until("a first figure", func() bool { return strings.Contains(u.p.rowOf("R02").price.Text, "about") })
	if u.p.bar.no.Hidden || !strings.Contains(u.p.bar.progress.Text, "R02") {
		t.Errorf("while pricing there is a stop: %q", u.p.bar.progress.Text)
	}
	u.p.bar.no.OnTapped()
	if _, ok := u.p.prices.of("R02"); ok || u.p.prices.busy() {
		t.Error("a price not finished is none")
	}
	u.x.gate.Open()
	u.x.priced = nil
	u.p.bar.priceAll.OnTapped()
	u.until("all prices", func() bool { return !u.p.prices.busy() })
	if len(u.x.priced) != len(u.s.Project().Rules) || u.p.rowOf("R08").price.Text != "costs EUR\u00a01.2\u00a0M" {
		t.Errorf("%v, %q", u.x.priced, u.p.rowOf("R08").price.Text)
	}
	u.opens("R01", "value_to")
	u.types("60")
	if !strings.Contains(u.p.rowOf("R08").price.Text, "(old)") {
		t.Errorf("after a change prices are old: %q", u.p.rowOf("R08").price.Text)
	}
	u.until("the price of the rule just changed", func() bool {
		_, ok := u.p.prices.of("R01")
		return ok && !u.p.prices.old && !u.p.prices.busy()
	})
	if _, ok := u.p.prices.of("R08"); ok {
		t.Error("old prices do not stand beside a new one")
	}
}

func TestPriceInWords(t *testing.T) {
	for want, p := range map[string]Price{
		"about EUR\u00a012.3\u00a0k …": {Amount: 12_300, About: true},
		"costs nothing measurable":     {Amount: 0, High: 500},
		"costs nothing":                {},
		"costs EUR\u00a02.0\u00a0M":    {Amount: 2_000_000, High: 2_100_000},
	} {
		if got := p.Text("EUR"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestBothBranchesOfADisputedRegulationAreShown(t *testing.T) {
	u := visit(t, sample(t, "ev-traction-de"))
	u.p.Shown("CN-2025-57")
	if u.p.tabs.SelectedIndex() != 1 || u.p.regs.chosen != "CN-2025-57" {
		t.Fatalf("shown is %q", u.p.regs.chosen)
	}
	text := strings.Join(u.p.regs.story.Texts(), "\n")
	for _, want := range []string{"Branch 1: the suspension is extended to 2027-01-10", "Branch 2: the suspension ended on 2026-11-10", "0 days ago", "no legal advice"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	ways := Ways(u.s.Project(), u.s.Facts(), "CN-2025-57")
	if len(ways) != 3 || !ways[0].Chosen {
		t.Fatalf("%+v", ways)
	}
	for i, text := range u.p.regs.story.Texts() {
		if strings.Contains(text, "the suspension ended on 2026-11-10 and the rules apply") && strings.HasPrefix(text, "Plan as if") {
			u.p.regs.story.Press(i)
			break
		}
	}
	if got := u.s.Project().Regime.String(); !strings.HasSuffix(got, "=lapses") {
		t.Errorf("the regime is %q", got)
	}
	if !strings.Contains(strings.Join(u.p.regs.story.Texts(), "\n"), "Chosen: Plan as if the suspension ended") {
		t.Error(u.p.regs.story.Texts())
	}
	u.s.Undo()
	if len(u.s.Project().Regime) != 0 {
		t.Error("undo takes the branch back")
	}
	// What if a branch held: a scenario holds it, the project stays as it is.
	if err := u.p.regs.wonder(ways[1]); err != nil || len(u.s.Project().Regime) != 0 {
		t.Fatal(err, u.s.Project().Regime)
	}
	all := u.s.Project().Scenarios
	under, _, problems := scenario.Apply(u.s.Project(), u.s.Facts(), all[len(all)-1])
	if got := under.Regime.String(); got != ways[1].choice.String() || len(problems) > 0 {
		t.Errorf("the regime under the scenario is %q, %v", got, problems)
	}
	u.s.Undo()
	u.p.regs.search.SetText("dfars")
	if n := u.p.regs.table.Rows(); n < 2 || n > 12 || u.p.regs.table.Find("US-DFARS-2027") < 0 {
		t.Errorf("%d rows for dfars", n)
	}
	u.p.regs.search.SetText("")
	shown := 0
	for row := range u.p.regs.table.Rows() {
		if u.p.regs.table.At(row) != nil {
			shown++
		}
	}
	if shown != len(u.s.Facts().Regulations) {
		t.Errorf("%d of %d regulations shown", shown, len(u.s.Facts().Regulations))
	}
	u.p.Shown("R02")
	if u.p.tabs.SelectedIndex() != 0 || u.p.chosen != "R02" {
		t.Error("back to a rule")
	}
}

func TestAnEmptyProjectSaysWhatToDo(t *testing.T) {
	u := visit(t, &planner.Project{Name: "new", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 12})
	if u.p.empty.Hidden {
		t.Error("no hint")
	}
	if _, err := Add(u.s, Templates(u.s.Project(), u.s.Facts())[0].Rule); err != nil || !u.p.empty.Hidden {
		t.Error("the hint goes with the first rule", err)
	}
}

func TestARuleIsAddedBySentence(t *testing.T) {
	u := visit(t, sample(t, "ev-traction-de"))
	before := len(u.s.Project().Rules)
	box := u.p.bar.sentence
	u.w.Canvas().Focus(box)
	u.types("At most 55 % of magnets from China, by calendar year.")
	if len(u.s.Project().Rules) != before+1 || box.Text != "" {
		t.Fatalf("%d rules, the box says %q", len(u.s.Project().Rules), box.Text)
	}
	r := u.s.Project().Rules[before]
	if r.Type != planner.CountryShareMax || r.ValueFrom.V != 55 || u.p.chosen != r.ID || u.s.Problems().Refused() {
		t.Errorf("%+v", r)
	}
	u.w.Canvas().Focus(box)
	u.types("Buy more from friends")
	if len(u.s.Project().Rules) != before+1 || box.Text == "" || u.w.Canvas().Overlays().Top() == nil {
		t.Error("what is not understood is said and stays")
	}
}

func TestWhyTakesTheStateOfTheChosenRuleApart(t *testing.T) {
	u := visit(t, sample(t, "ev-traction-de"))
	u.planned()
	u.p.choose("R01")
	e, ok := u.p.Why()
	in := u.p.input()
	picturetest.Same(t, u.p.course.Picture(), "rule", pictures.Input{Project: in.Project, Facts: in.Facts, Plan: in.Plan}, pictures.Choice{Rule: "R01"})
	if !ok || len(e.Inputs) < 3 || !strings.Contains(e.Title, "R01") || !strings.Contains(e.Inputs[0].How, "limit 90") {
		t.Errorf("%+v", e)
	}
}

// The price of a rule is taken apart, from its place beside the rule: with it, without
// it, and what the proofs leave open.
func TestThePriceOfARuleIsExplained(t *testing.T) {
	u := visit(t, sample(t, "ev-traction-de"))
	u.planned()
	u.p.bar.priceAll.OnTapped()
	u.until("all prices", func() bool { return !u.p.prices.busy() })
	var told *why.Explanation
	u.s.Subscribe(func(e session.Event) {
		if e.Kind == session.Explain {
			told = &e.Why
		}
	})
	p := u.s.Project()
	plan, _ := u.s.Plan()
	money := func(v float64) string { return figures.Money(p.Currency, v) }
	text, explain := u.p.rowOf("R02").cost.Figure()
	if !strings.Contains(text, "costs") || explain == nil {
		t.Fatalf("%q is not explained", text)
	}
	explain()
	if told == nil || told.Value != money(1_240_000) || len(told.Inputs) != 4 || told.Inputs[0].Value != money(plan.Objective) || told.Inputs[1].Value != money(plan.Objective-1_240_000) || !strings.Contains(told.Inputs[3].Value, money(1_200_000)) {
		t.Errorf("%+v", told)
	}
	if e := PriceWhy(p, u.s.Facts(), plan, &p.Rules[0], Price{Amount: 1000, About: true}); len(e.Inputs) != 3 || !strings.Contains(e.Notes[0], "still looking") {
		t.Errorf("while it is looked for: %+v", e)
	}
}
