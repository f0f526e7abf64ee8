package workbook

import (
	"fmt"
	"math"
	"strings"

	foreign "remanence/data/sheets/book"
	"remanence/planner"
)

// readAward is what a workbook says of the orders of one offer for one part in one
// pair of months.
type readAward struct {
	part, offer      string
	ordered, arrives planner.Month
}

// readAwards is the award plan of a workbook: kilograms, and where they stand.
type readAwards struct {
	digest string // of the inputs of its plan
	kg     map[readAward]float64
	place  map[readAward]string
}

// mostAwards is how many differences are listed one by one.
const mostAwards = 20

// AwardsTypedOver says where the award plan of the workbook differs from a plan.
// Awards are found by planning and are not read back, but that somebody typed
// others must not be lost. Nothing is said when the workbook shows another plan.
func (r *Returned) AwardsTypedOver(plan *planner.Plan) planner.Problems {
	if plan == nil || len(r.awards.kg) == 0 || r.awards.digest == "" || r.awards.digest != plan.Digest {
		return nil
	}
	want := map[readAward]float64{}
	var order []readAward
	for _, a := range plan.Awards {
		k := readAward{clean(a.Part), clean(a.Offer), a.Ordered, a.Arrives}
		if _, ok := want[k]; !ok {
			order = append(order, k)
		}
		want[k] += a.Kg
	}
	var out planner.Problems
	differ := 0
	for _, k := range order {
		got, there := r.awards.kg[k]
		if there && math.Abs(got-want[k]) <= 1e-9*want[k]+1e-6 {
			continue
		}
		if differ++; differ > mostAwards {
			continue
		}
		where, is := r.awards.place[k], fmt.Sprintf("is %s kg in the workbook", planner.FormatNumber(got))
		if !there {
			where, is = awardName, "is missing in the workbook"
		}
		out = append(out, planner.Problem{Severity: planner.Warns, Where: where,
			What: fmt.Sprintf("The award of %s for %s, arriving in %s, %s and %s kg in the plan. Awards are not read back.", k.offer, k.part, k.arrives.Label(), is, planner.FormatNumber(math.Round(want[k]*1000)/1000)),
			Mend: "Set shares by hand on the Plan page, or change what the plan follows from."})
	}
	if differ > mostAwards {
		out = append(out, planner.Problem{Severity: planner.Warns, Where: awardName, What: fmt.Sprintf("%d more awards differ.", differ-mostAwards), Mend: "Set shares by hand on the Plan page."})
	}
	return out
}

// awards reads the award plan, wherever its columns and rows were moved.
func (x *comparison) awards(b *foreign.Book, s *foreign.Sheet) {
	x.out.awards.kg, x.out.awards.place = map[readAward]float64{}, map[readAward]string{}
	col := map[string]int{}
	for i := range s.Rows {
		row := &s.Rows[i]
		if len(col) == 0 {
			for k := range row.Cells {
				if c := &row.Cells[k]; c.Kind == foreign.Text {
					name, _, _ := strings.Cut(c.Text, " (") // without its unit
					if _, ok := col[name]; !ok {            // "Ordered" heads months first, then units
						col[name] = int(c.Col)
					}
				}
			}
			for _, name := range []string{"Part", "Offer", "Ordered", "Arrives", "Award"} {
				if _, ok := col[name]; !ok {
					clear(col)
				}
			}
			continue
		}
		part, offer, kg := row.At(col["Part"]), row.At(col["Offer"]), row.At(col["Award"])
		ordered, ok1 := monthIn(row.At(col["Ordered"]), s.From1904)
		arrives, ok2 := monthIn(row.At(col["Arrives"]), s.From1904)
		if part.Empty() || offer.Empty() || kg.Empty() || kg.Kind != foreign.Number || !ok1 || !ok2 {
			continue
		}
		k := readAward{part.String(), offer.String(), ordered, arrives}
		x.out.awards.kg[k] += kg.Num
		if _, ok := x.out.awards.place[k]; !ok {
			x.out.awards.place[k] = b.Place(s, row.N, col["Award"])
		}
	}
}

// monthIn is the month a date cell shows.
func monthIn(c *foreign.Cell, from1904 bool) (planner.Month, bool) {
	if c.Empty() || c.Kind != foreign.Number || c.Num < 1 || c.Num > 200_000 {
		return 0, false
	}
	day := dayOf(c.Num, from1904)
	return planner.MonthOf(day.Year(), int(day.Month())), true
}
