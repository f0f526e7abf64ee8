package words

import (
	"regexp"
	"testing"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/data/workbook"
	"remanence/planner"
)

// What a workbook that comes back is told is in the language of the screen, with names
// and figures as they are.
func TestWhatAWorkbookSaysIsTold(t *testing.T) {
	defer func() { tr.Use("en"); figures.Use(figures.LocaleOf("en")) }()
	english := regexp.MustCompile(`\b(The|the|row|cell|added|not taken|Correct|Keep|is)\b`)
	for _, p := range []planner.Problem{
		{What: `"soon" is not taken: "soon" is not an amount; write digits with a decimal point and no currency sign, for example 72.64.`, Mend: "Correct the cell and import the workbook again; the new row waits for it."},
		{What: "The same cell of the project stands in plan.xlsx, Demand, F9 as well.", Mend: "Keep one of the two rows."},
		{What: "The row of SEK has no value.", Mend: "Type it, or empty the row."},
		{What: "The award of O01 for GA4, arriving in Jan 27, is 5 kg in the workbook and 7.5 kg in the plan. Awards are not read back.", Mend: "Set shares by hand on the Plan page."},
		{What: workbook.ChangedMeanwhile},
	} {
		for _, code := range []string{"de", "ja"} {
			tr.Use(code)
			if own := Problem(p); english.MatchString(own) {
				t.Errorf("%s: %s", code, own)
			}
		}
	}
}
