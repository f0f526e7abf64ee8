package demand

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"remanence/app/session"
	"remanence/app/ui"
	"remanence/data/document"
	"remanence/planner"
)

func TestTypingANumberTheWayPeopleWriteIt(t *testing.T) {
	u := visit(t, opened(t, "ev-traction-de"))
	for text, want := range map[string]string{"1 250,5": "1250.5", "12.5k": "12500", "1,250.75": "1250.75", "": "", "0": "0"} {
		u.at("EA150-RO", "2027-02")
		if text == "" {
			u.press(fyne.KeyDelete)
		} else {
			u.types(text)
		}
		u.holds("EA150-RO", "2027-02", want)
	}
	if name, ok := u.s.CanUndo(); !ok || name != "Demand in Feb 27 of EA150-RO" {
		t.Errorf("undo is called %q", name)
	}
	u.at("EA150-RO", "2027-02").types("n/a")
	if got := u.shown("EA150-RO", "2027-02"); got != "–" {
		t.Errorf("a missing month shows %q", got)
	}
	row, col, _ := u.p.seek("EA150-RO", "2027-02")
	if c := u.p.table.Cell(row, col); !strings.Contains(c.Problem, "Demand is missing") {
		t.Errorf("a missing month is marked: %+v", c)
	}
}

func TestATextInANumberCellIsRefusedInPlace(t *testing.T) {
	u := visit(t, opened(t, "ev-traction-de"))
	u.at("EA110-RO", "mass_g").types("heavy")
	u.holds("EA110-RO", "mass_g", "21.5")
	row, col, _ := u.p.seek("EA110-RO", "mass_g")
	if c := u.p.table.Cell(row, col); !strings.Contains(c.Problem, "“heavy” was not taken") || c.Text != "21.5" {
		t.Errorf("%+v", c)
	}
	if got := u.p.status.Text; !strings.Contains(got, "1 cell was not taken: EA110-RO, Mass “heavy”") {
		t.Error(got)
	}
	if _, ok := u.s.CanUndo(); ok {
		t.Error("a refused entry leaves nothing to undo")
	}
	u.picture("demand-refused")
	u.at("EA110-RO", "mass_g").types("22 g")
	u.holds("EA110-RO", "mass_g", "22")
	if c := u.p.table.Cell(row, col); c.Problem != "" {
		t.Error("the mark goes with the next entry:", c.Problem)
	}
}

func TestTwelveRowsPastedAreOneStepOfUndo(t *testing.T) {
	u := visit(t, opened(t, "ev-traction-de"))
	before := len(u.s.Project().Parts)
	var lines []string
	for i := range 12 {
		lines = append(lines, fmt.Sprintf("ROT-%02d\tRotor segment %d\tN42UH\t%d,5\tpcs\t1 200\t1 300\t1 400", i+1, i+1, 10+i))
	}
	lines[3] = "ROT-04\tRotor segment 4\tN42UH\theavy\tpcs\t1 200\t1 300\t1 400"
	u.p.grid.Select(u.p.table.Rows()-1, 0)
	u.p.grid.Focus()
	u.pastes(strings.Join(lines, "\r\n") + "\r\n")

	if got := len(u.s.Project().Parts); got != before+12 {
		t.Fatalf("%d parts, want 12 more than %d", got, before)
	}
	u.holds("ROT-12", "mass_g", "21.5")
	u.holds("ROT-12", "2027-03", "1400")
	u.holds("ROT-04", "mass_g", "")
	if len(u.p.table.refused) != 1 || !strings.Contains(u.p.status.Text, "ROT-04, Mass “heavy”") {
		t.Errorf("one cell is refused in its place: %v, %q", u.p.table.refused, u.p.status.Text)
	}
	u.at("ROT-03", "part")
	u.picture("demand-pasted")
	u.s.Undo()
	if got := len(u.s.Project().Parts); got != before {
		t.Errorf("one undo leaves %d parts, want %d", got, before)
	}
	if _, ok := u.s.CanUndo(); ok {
		t.Error("there is a second step")
	}
	u.s.Redo()
	u.holds("ROT-01", "2027-01", "1200")
}

func TestAPasteOverMonthsIsOneStep(t *testing.T) {
	u := visit(t, opened(t, "ev-traction-de"))
	u.at("EA110-RO", "2027-01").pastes("1\t2\n3\t4 kg\n5\tsix\n")
	u.holds("EA110-RO", "2027-01", "1")
	u.holds("EA150-RO", "2027-01", "5")
	u.holds("EA150-RO", "2027-02", "322531")
	if name, _ := u.s.CanUndo(); name != "5 cells of demand" {
		t.Errorf("undo is called %q", name)
	}
	u.s.Undo()
	u.holds("EA110-RO", "2027-01", "525139")
	u.holds("EA150-RO", "2027-01", "316430")
}

func TestRowsAreAddedRenamedAndDeletedWithAllThatHangsOnThem(t *testing.T) {
	u := visit(t, opened(t, "ev-traction-de"))
	lots, designs := len(u.s.Project().Stock), len(u.s.Project().Designs)
	u.at("HV90-R1", "part").types("HV90-NEW")
	u.holds("HV90-NEW", "grade", "N42SH")
	if n := len(u.s.Project().AlternativesOf("HV90-NEW")); n != 2 {
		t.Errorf("%d approved grades follow the name, want 2", n)
	}
	for _, x := range u.s.Problems() {
		if x.Severity == planner.Refuses {
			t.Error("renaming breaks nothing:", x)
		}
	}
	u.at("HV90-NEW", "part")
	u.p.remove()
	if u.s.Project().Part("HV90-NEW") != nil || len(u.s.Project().Stock) == lots || len(u.s.Project().Designs) != designs-2 {
		t.Error("the part goes with its stock and approved grades")
	}
	u.s.Undo()
	if u.s.Project().Part("HV90-NEW") == nil || len(u.s.Project().Stock) != lots || len(u.s.Project().Designs) != designs {
		t.Error("one undo brings all of it back")
	}
	u.s.Undo()
	u.holds("HV90-R1", "grade", "N42SH")

	u.at("EA110-RO", "part")
	u.p.add()
	u.types("FRESH-1")
	if got := u.s.Project().Parts[1].ID; got != "FRESH-1" {
		t.Errorf("the new part stands below the selected one, not %q", got)
	}
	u.at("FRESH-1", "part").types("EA150-RO")
	if u.s.Project().Part("FRESH-1") == nil || !strings.Contains(u.p.table.Cell(2, 0).Problem, "already") {
		t.Errorf("a name that is taken is refused: %+v", u.p.table.Cell(2, 0))
	}
}

func TestAMaterialTurnsARowIntoKilograms(t *testing.T) {
	u := visit(t, opened(t, "ev-traction-de"))
	row, col, _ := u.p.seek("SVC-080", item)
	m, _ := facts().Material("M046")
	if refused := u.p.table.Apply(cell(row, col, m.Name)); len(refused) > 0 {
		t.Fatal(refused)
	}
	u.holds("SVC-080", "material_id", "M046")
	u.holds("SVC-080", "demand_unit", "kg")
	u.holds("SVC-080", "grade", "")
	if got := u.shown("SVC-080", item); got != m.Name {
		t.Errorf("the material is shown by its name, not %q", got)
	}
	u.s.Undo()
	u.holds("SVC-080", "demand_unit", "pcs")
}

func TestAMisspeltGradeIsMarkedWithWhatWasMeant(t *testing.T) {
	u := visit(t, opened(t, "ev-traction-de"))
	row, col, _ := u.p.seek("EA110-RO", item)
	u.p.table.Apply(cell(row, col, "N42UHX"))
	c := u.p.table.Cell(row, col)
	if !strings.Contains(c.Problem, "not known") {
		t.Errorf("%+v", c)
	}
	if !u.p.mend.Visible() {
		t.Error("the page counts what must be mended")
	}
	u.p.grid.Select(row, 0)
	u.press(fyne.KeyF8)
	if r, cc := u.p.grid.Active(); r != row || cc != col {
		t.Errorf("F8 goes to %d/%d, want %d/%d", r, cc, row, col)
	}
	u.picture("demand-problem")
}

func TestFindingAPartFromTheKeyboard(t *testing.T) {
	u := visit(t, opened(t, "hdd-speaker-sg"))
	u.press(fyne.KeyF6)
	for _, r := range "speaker woofer" {
		u.w.Canvas().Focused().TypedRune(r)
	}
	row, _ := u.p.grid.Active()
	if got := u.p.table.Part(row); got == nil || got.ID != "SP05" {
		t.Errorf("at %v", got)
	}
	u.press(fyne.KeyReturn)
	if next, _ := u.p.grid.Active(); next == row || !strings.Contains(u.p.table.Part(next).Description, "woofer") {
		t.Error("Enter goes to the next one")
	}
}

func TestPictures(t *testing.T) {
	for _, mode := range []ui.Mode{ui.Light, ui.Dark} {
		u := visit(t, opened(t, "ev-traction-de"))
		fyne.CurrentApp().Settings().SetTheme(ui.NewTheme(mode))
		name := map[ui.Mode]string{ui.Light: "light", ui.Dark: "dark"}[mode]
		u.at("HV90-R1", "2027-02")
		u.picture("demand-" + name)
		u.p.grid.Select(0, 0)
		u.picture("demand-all-" + name)
		u.p.toggleDetails()
		u.picture("demand-details-" + name)
		v := visit(t, opened(t, "hdd-speaker-sg"))
		fyne.CurrentApp().Settings().SetTheme(ui.NewTheme(mode))
		v.picture("demand-hdd-" + name)
		o := visit(t, opened(t, "optics-materials-uk"))
		fyne.CurrentApp().Settings().SetTheme(ui.NewTheme(mode))
		o.picture("demand-materials-" + name)
		e := visit(t, opened(t, "ev-traction-de"))
		fyne.CurrentApp().Settings().SetTheme(ui.NewTheme(mode))
		e.w.Resize(fyne.NewSize(2300, 1300))
		e.picture("demand-large-" + name)
	}
}

func TestAnAssayShrinksTheRangeAndChangesItsLabel(t *testing.T) {
	u := visit(t, opened(t, "ev-traction-de"))
	u.at("EA110-RO", "mass_g")
	row := func() []string {
		for _, r := range u.p.panel.elements.Rows() {
			if strings.HasPrefix(r.Cells[0].Text, "Dy ") {
				return []string{r.Cells[1].Text, r.Cells[2].Text, r.Cells[3].Text}
			}
		}
		t.Fatal("no dysprosium")
		return nil
	}
	label := func() string { return strings.Join(u.p.panel.sources.Texts(), " ") }
	before := row()
	if before[0] == before[2] || !strings.Contains(label(), "Default composition") {
		t.Fatalf("%v %q", before, label())
	}
	for _, r := range u.p.panel.elements.Rows() {
		if strings.HasPrefix(r.Cells[0].Text, "Dy ") {
			r.Do()
		}
	}
	if u.w.Canvas().Overlays().Top() == nil {
		t.Fatal("no form")
	}
	u.w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	u.types("2,8")
	g, _ := u.s.Facts().Grade(u.s.Project().Part("EA110-RO").Grade)
	if !g.Source.User || math.Abs(g.Fraction("Dy")-0.028) > 1e-12 {
		t.Fatalf("%+v %v", g.Source, g.Fraction("Dy"))
	}
	after := row()
	if after[0] == before[0] || !strings.Contains(label(), "Your own composition") || !strings.Contains(label(), "own assay, 2026-11-23") {
		t.Errorf("%v then %v, %q", before, after, label())
	}
	u.s.Undo()
	if got := row(); got[0] != before[0] || got[2] != before[2] {
		t.Errorf("undo gives %v", got)
	}
	if err := u.p.panel.assay("N42UH", "Dy", 0.99, 0); err == nil {
		t.Error("more than the magnet can hold is refused")
	}
}

// Ensure a project without parts shows no demand of zero.
func TestNoPartsAreNoDemandOfZero(t *testing.T) {
	s := NewSplit(&planner.Project{Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 12}, facts(), "", "")
	if len(s.Facts) != 0 || len(s.Elements) != 0 || !strings.Contains(s.Sub, "No parts yet") {
		t.Errorf("%+v", s)
	}
	table := NewTable(session.New(facts(), document.New(&planner.Project{Name: "empty", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 12}), nil, func(f func()) { f() }))
	for col := range table.Columns() {
		if text := table.Cell(0, col).Text; strings.ContainsAny(text, "0123456789") {
			t.Errorf("the total row of nothing says %q", text)
		}
	}
}

// In a project without parts the cursor waits where a part can be typed.
func TestAnEmptyProjectTakesTheFirstPartAtOnce(t *testing.T) {
	u := visit(t, session.New(facts(), document.New(&planner.Project{Name: "empty", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 12}), nil, func(f func()) { f() }))
	row, col := u.p.grid.Active()
	if col != 0 || u.p.table.Cell(row, col).Locked || u.p.table.Part(row) != nil {
		t.Fatalf("the cursor is at %d, %d: %+v", row, col, u.p.table.Cell(row, col))
	}
	if u.types("ROT-01"); len(u.s.Project().Parts) != 1 || u.s.Project().Parts[0].ID != "ROT-01" {
		t.Errorf("%+v", u.s.Project().Parts)
	}
}
