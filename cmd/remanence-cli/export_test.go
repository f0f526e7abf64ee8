package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"remanence/data/document"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/award"
)

func TestExportWritesTheWorkbook(t *testing.T) {
	file := filepath.Join(t.TempDir(), "plan.xlsx")
	r := run(t, "export", folder(t, nil), "-o", file).want(t, exitOK)
	contains(t, r.out, "EUR 470.00", "proven", file, "from a new plan")
	x, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if len(x.GetSheetList()) < 3 {
		t.Errorf("sheets %v", x.GetSheetList())
	}
}

func TestExportWithoutAPlanWritesNothing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "plan.xlsx")
	r := run(t, "export", folder(t, withRules(atMostTwoFifths)), "-o", file).want(t, exitNoPlan)
	contains(t, r.out, "TWOFIFTHS")
	contains(t, r.err, "nothing was written")
	if _, err := os.Stat(file); err == nil {
		t.Error("a file was written")
	}
}

func TestExportToAFolderThatIsNotThere(t *testing.T) {
	file := filepath.Join(t.TempDir(), "nowhere", "plan.xlsx")
	said := run(t, "export", folder(t, nil), "-o", file).want(t, exitInput).err
	contains(t, said, "cannot be written")
	if strings.Count(said, file) != 1 || strings.Contains(said, "was not written") {
		t.Errorf("said twice: %s", said)
	}
}

// withPlan is a project file that holds a plan, made of the real thing.
func withPlan(t *testing.T) (file string, doc *document.Document) {
	t.Helper()
	p, problems := interchange.ReadFolder(os.DirFS(folder(t, nil)), "two")
	if problems.Refused() {
		t.Fatal(problems)
	}
	doc = document.New(p)
	e, err := compiled()
	if err != nil {
		t.Fatal(err)
	}
	plan, err := award.Make(t.Context(), e, p, reference.Shipped().Facts(), award.Options{Digest: doc.Digest()})
	if err != nil {
		t.Fatal(err)
	}
	doc.SetPlan(plan)
	file = filepath.Join(t.TempDir(), "two.remanence")
	if err := doc.Save(file); err != nil {
		t.Fatal(err)
	}
	return file, doc
}

// The same plan as tables, as a memo, and without names.
func TestExportWritesEveryFormat(t *testing.T) {
	file, _ := withPlan(t)
	dir := t.TempDir()
	tables := filepath.Join(dir, "tables")
	contains(t, run(t, "export", file, "-o", tables, "--format", "csv").want(t, exitOK).out, "tables)")
	if found, _ := filepath.Glob(filepath.Join(tables, "*-award-plan.csv")); len(found) != 1 {
		t.Errorf("award plan %v", found)
	}
	memo := filepath.Join(dir, "memo.pdf")
	run(t, "export", file, "-o", memo, "--redact", "names", "--letter").want(t, exitOK)
	if text, err := os.ReadFile(memo); err != nil || !bytes.HasPrefix(text, []byte("%PDF")) {
		t.Errorf("the memo is no PDF: %v", err)
	}
	for _, bad := range [][]string{{"-o", filepath.Join(dir, "x.doc")}, {"-o", memo, "--format", "xlsx"}, {"-o", memo, "--redact", "dates"}, {"-o", filepath.Join(dir, "y")}} {
		run(t, append([]string{"export", file}, bad...)...).want(t, exitUsage)
	}
}

// The workbook, changed in a spreadsheet program, comes back into its project.
func TestWorkbookComesBack(t *testing.T) {
	file, doc := withPlan(t)
	out := filepath.Join(t.TempDir(), "plan.xlsx")
	run(t, "export", file, "-o", out).want(t, exitOK)
	contains(t, run(t, "import", out, "--into", file).want(t, exitOK).out, "0 cells changed")
	x, err := excelize.OpenFile(out)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := x.GetRows("Offers as received")
	if err != nil {
		t.Fatal(err)
	}
	price := slices.Index(rows[3], "price") // the names of the fields stand above the headers
	for i, row := range rows {
		if len(row) > 0 && row[0] == "FAR" {
			cell, _ := excelize.CoordinatesToCellName(price+1, i+1)
			if err := x.SetCellValue("Offers as received", cell, 41); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := x.Save(); err != nil {
		t.Fatal(err)
	}
	was := doc.Digest()
	contains(t, run(t, "import", out, "--into", file, "--preview").want(t, exitOK).out, "1 cell changed", "offer FAR, price", "→ 41")
	if again, err := document.Open(file); err != nil || again.Digest() != was {
		t.Fatalf("the preview changed the project: %v", err)
	}
	run(t, "import", out, "--into", file).want(t, exitOK)
	again, err := document.Open(file)
	if err != nil || again.Project().Offer("FAR").Price.V.String() != "41" {
		t.Fatalf("the price did not arrive: %v", err)
	}
}

func TestExportUsesTheKeptPlanWhileItIsCurrent(t *testing.T) {
	file, doc := withPlan(t)
	out := filepath.Join(t.TempDir(), "plan.xlsx")
	noOptimiser := Main{Load: gives(nil, errors.New("called")).load}
	r := runWith(t, t.Context(), noOptimiser, "export", file, "-o", out).want(t, exitOK)
	contains(t, r.out, "EUR 470.00", "from the plan kept in "+file)
	for _, option := range []string{"--replan", "--baselines", "--without-rules=all", "--gap=1%"} {
		contains(t, runWith(t, t.Context(), noOptimiser, "export", file, "-o", out, option).want(t, exitNoPlan).err, "called")
	}

	edit := planner.Edit{What: planner.Path("offer", "FAR", "price"), After: "41"}
	if err := doc.Apply(document.Change{Name: "Price of FAR", Edits: []planner.Edit{edit}}); err != nil {
		t.Fatal(err)
	}
	if err := doc.Save(file); err != nil {
		t.Fatal(err)
	}
	r = run(t, "export", file, "-o", out).want(t, exitOK)
	contains(t, r.out, "EUR 476.60", "from a new plan") // 6 kg at 41 and a tenth more of duty on it
}

// What --with finds out stands on its sheets; a word it does not know is wrong
// usage and names those it does.
func TestExportWithFindings(t *testing.T) {
	file, doc := withPlan(t)
	far := planner.Edit{What: planner.Path("scenario", "S1"), After: `{"id":"S1","name":"FAR dearer","shock":{"hits":"supplier:FAR","price_factor":1.3}}`}
	if err := doc.Apply(document.Change{Name: "a scenario", Edits: []planner.Edit{far}}); err != nil {
		t.Fatal(err)
	}
	if err := doc.Save(file); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "plan.xlsx")
	run(t, "export", file, "-o", out, "--with", "knockout,simulate,tornado,grid,regret,robust").want(t, exitOK)
	x, err := excelize.OpenFile(out)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for _, said := range [][2]string{{"Resilience value", "Simulation: the policies"}, {"Sensitivities", "What moves the cost"}, {"Sensitivities", "Two at a time"}, {"Scenarios", "Regret: what each plan"}, {"Robust plan", "What follows for each plan"}} {
		found, err := x.SearchSheet(said[0], said[1]+".*", true)
		if err != nil || len(found) == 0 {
			t.Errorf("%s does not say %q: %v", said[0], said[1], err)
		}
	}
	ok, err := x.GetCellValue("Checks", "H3", excelize.Options{RawCellValue: true})
	if err != nil || ok != "1" {
		t.Errorf("the checks say %q, %v", ok, err)
	}
	contains(t, run(t, "export", file, "-o", out, "--with", "luck").want(t, exitUsage).err, "knockout", "luck")
}

// The workbook says that the plan was counted a second time: nothing amiss in the
// one that is kept, and what an order too few breaks turns the checks FALSE.
func TestExportCountsASecondTime(t *testing.T) {
	file, doc := withPlan(t)
	out := filepath.Join(t.TempDir(), "plan.xlsx")
	checked := func() (line []string, all string) {
		run(t, "export", file, "-o", out).want(t, exitOK)
		x, err := excelize.OpenFile(out)
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		rows, err := x.GetRows("Checks", excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			if len(r) > 8 && strings.HasPrefix(r[1], "Second count") {
				line = r
			}
		}
		return line, rows[2][7]
	}
	if line, all := checked(); line == nil || line[3] != "0" || line[7] != "1" || all != "1" {
		t.Errorf("the second count says %q, all checks %s", line, all)
	}
	plan := *doc.Plan()
	plan.Awards = append([]planner.Award(nil), plan.Awards...)
	plan.TotalCost *= 2
	doc.SetPlan(&plan)
	if err := doc.Save(file); err != nil {
		t.Fatal(err)
	}
	if line, all := checked(); line == nil || line[3] == "0" || line[7] != "0" || all != "0" || !strings.Contains(line[8], "fault of the program") {
		t.Errorf("the second count says %q, all checks %s", line, all)
	}
}
