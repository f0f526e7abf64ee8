package main

import (
	"errors"
	"os"
	"path/filepath"
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
	contains(t, r.out, "EUR 470.00", "optimal", file, "from a new plan")
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
	contains(t, run(t, "export", folder(t, nil), "-o", file).want(t, exitInput).err, "cannot be written")
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
