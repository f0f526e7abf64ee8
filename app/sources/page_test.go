package sources

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/shopspring/decimal"

	"remanence/app/chart"
	"remanence/app/pictures"
	"remanence/app/pictures/picturetest"
	"remanence/app/session"
	"remanence/app/ui"
	"remanence/planner"
)

func newSession(p *planner.Project) *session.Session { return session.ForProject(facts(), p) }

func TestAPriceIsChangedAndTakenBack(t *testing.T) {
	u := visit(t, withPlan(t, "ev-traction-de", evPlan()))
	u.p.Shown("EA110-RO")
	u.at("O07", "price").types("68,5")
	u.holds("O07", "price", "68.5")
	if got := u.p.compare.shown(t, "Price as quoted", "O07").Text; !strings.HasPrefix(got, "68.50 ") {
		t.Error(got)
	}
	if _, stale := u.s.Plan(); !stale {
		t.Error("the plan is out of date")
	}
	if name, _ := u.s.CanUndo(); name != "Price as quoted of O07" {
		t.Errorf("undo is called %q", name)
	}
	u.s.Undo()
	if p := u.s.Project().Offer("O07").Price.V.String(); p == "68.5" {
		t.Error("undo brings the old price back")
	}
	if _, stale := u.s.Plan(); stale {
		t.Error("with the old price the plan is up to date again")
	}
}

func TestTextInANumberCellIsRefusedInItsPlace(t *testing.T) {
	u := visit(t, opened(t, "ev-traction-de"))
	u.at("O07", "lead_time_weeks").types("soon")
	row, col, _ := u.p.compare.Find("O07", "lead_time_weeks")
	if c := u.p.compare.Cell(row, col); !strings.Contains(c.Problem, "“soon” was not taken") {
		t.Errorf("%+v", c)
	}
	if !strings.Contains(u.p.status.Text, "O07 Lead time, weeks “soon”: This is not a number") {
		t.Error(u.p.status.Text)
	}
	u.picture("sources-refused")
}

func TestAPastedColumnIsOneStepAndBadCellsAreNamed(t *testing.T) {
	u := visit(t, opened(t, "ev-traction-de"))
	u.at("O07", "duty_pct").pastes("3,1 %\n1\nseven\n")
	u.holds("O07", "duty_pct", "3.1")
	// The line below is worked out and the one below that is the extra duty.
	row, col, _ := u.p.compare.Find("O07", "duty_pct")
	if len(u.p.compare.refused) != 2 || u.p.compare.Cell(row+2, col).Problem == "" {
		t.Errorf("%v", u.p.compare.refused)
	}
	u.s.Undo()
	if _, ok := u.s.CanUndo(); ok {
		t.Error("a paste is one step")
	}
}

func TestANewSupplierComesWithItsOffer(t *testing.T) {
	u := visit(t, opened(t, "ev-traction-de"))
	before := len(u.s.Project().Offers)
	u.at("O07", "price")
	u.p.copyOffer()
	if len(u.s.Project().Offers) != before+1 {
		t.Fatal("no copy")
	}
	u.types("Newcomer Magnets")
	id := u.p.compare.Offer(2)
	if o := u.s.Project().Offer("O41"); o == nil || o.Supplier != "Newcomer Magnets" || u.s.Project().SupplierNamed("Newcomer Magnets") == nil {
		t.Errorf("the copy is %v, column two is %s", o, id)
	}
	u.s.Undo()
	if u.s.Project().SupplierNamed("Newcomer Magnets") != nil {
		t.Error("one undo takes the name and the new supplier back")
	}
	u.at("O41", "price")
	u.p.deleteOffer()
	if u.s.Project().Offer("O41") != nil {
		t.Error("still there")
	}
}

func TestDeletingAnOfferKeepsItsStock(t *testing.T) {
	u := visit(t, opened(t, "ev-traction-de"))
	lots := len(u.s.Project().Stock)
	u.at("O01", "price")
	u.p.deleteOffer()
	if u.s.Project().Offer("O01") != nil || len(u.s.Project().Stock) != lots {
		t.Error("the offer goes, what was ordered stays")
	}
	u.s.Undo()
	if got := u.s.Project().Stock[0].Offer; got != "O01" {
		t.Errorf("undo gives the stock its offer back: %q", got)
	}
}

func TestSearchingAndChoosingByKeyboard(t *testing.T) {
	u := visit(t, opened(t, "hdd-speaker-sg"))
	u.press(fyne.KeyF6) // from the comparison to the search
	for _, r := range "earbud clasp" {
		u.w.Canvas().Focused().TypedRune(r)
	}
	if u.p.part != "SP10" || u.p.picker.Rows() != 1 {
		t.Errorf("%s of %d", u.p.part, u.p.picker.Rows())
	}
	u.press(fyne.KeyReturn) // to the list
	u.press(fyne.KeyReturn) // to the comparison
	if u.w.Canvas().Focused() != fyne.Focusable(u.p.grid) {
		t.Error("the comparison has the keyboard")
	}
}

func TestNavigationToAnOffer(t *testing.T) {
	u := visit(t, opened(t, "ev-traction-de"))
	u.p.Shown(planner.Path("offer", "O38"))
	_, col := u.p.grid.Active()
	if u.p.compare.Offer(col) != "O38" {
		t.Errorf("%s at %s", u.p.compare.Offer(col), u.p.part)
	}
	u.p.Shown("SENS-T")
	if u.p.part != "SENS-T" {
		t.Error(u.p.part)
	}
}

// Price paths are drawn against their own first month, as the command draws them.
func TestPricePathsAreDrawn(t *testing.T) {
	project := sample(t, "ev-traction-de")
	start := project.Start
	project.Indices = []planner.Index{{ID: "DY-EU", Element: "Dy", Currency: "EUR", Points: []planner.IndexPoint{{Price: decimal.NewFromInt(800)}, {From: start + 2, Price: decimal.NewFromInt(1200)}}},
		{ID: "ND", Element: "Nd", Currency: "USD", Points: []planner.IndexPoint{{Price: decimal.NewFromInt(60)}}}, {ID: "EMPTY"}}
	u := visit(t, newSession(project))
	pic := u.p.prices.Picture().(chart.Lines)
	if len(pic.Series) != 2 || pic.Series[0].Values[1] != 100 || pic.Series[0].Values[2] != 150 || pic.Series[1].Values[5] != 100 {
		t.Fatalf("%+v", pic.Series)
	}
	if tip := pic.Series[0].Tips[2]; !strings.Contains(tip, "EUR\u00a01,200") {
		t.Errorf("%q", tip)
	}
	picturetest.Same(t, pic, "prices", pictures.Input{Project: project, Facts: facts()}, pictures.Choice{})
}

func TestPictures(t *testing.T) {
	for _, mode := range []ui.Mode{ui.Light, ui.Dark} {
		name := map[ui.Mode]string{ui.Light: "light", ui.Dark: "dark"}[mode]
		shot := func(s *session.Session, file string, size fyne.Size, do func(u *user)) {
			u := visit(t, s)
			fyne.CurrentApp().Settings().SetTheme(ui.NewTheme(mode))
			u.w.Resize(size)
			do(u)
			u.picture("sources-" + file + "-" + name)
		}
		page := fyne.NewSize(1120, 640)
		shot(withPlan(t, "ev-traction-de", evPlan()), "top", page, func(u *user) {})
		shot(withPlan(t, "ev-traction-de", evPlan()), "cost", page, func(u *user) { u.at("O07", "price"); u.p.grid.ScrollTo(24, 3) })
		shot(withPlan(t, "ev-traction-de", evPlan()), "origin", page, func(u *user) { u.p.grid.ScrollTo(u.p.compare.Rows()-1, 1) })
		shot(opened(t, "ev-traction-de"), "designs", page, func(u *user) {
			u.p.Shown("HV90-R1")
			u.p.grid.Select(3, len(u.p.compare.sources))
		})
		shot(opened(t, "optics-materials-uk"), "material", page, func(u *user) {})
		shot(opened(t, "hdd-speaker-sg"), "large", fyne.NewSize(2300, 1300), func(u *user) {})
	}
}
