package workbook

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The sheet says how much of each element the plan receives, as the plan does; a
// metal without a factor to oxide has no figure there.
func TestExposureListsTheElementsReceived(t *testing.T) {
	p, f := sample(t, "ev-traction-de")
	plan, o := planOf(t, "ev-traction-de", p, f)
	if len(plan.KPIs.Elements) < 3 {
		t.Fatalf("the plan states %d elements", len(plan.KPIs.Elements))
	}
	var out bytes.Buffer
	if err := Write(&out, p, f, plan, o); err != nil {
		t.Fatal(err)
	}
	x, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	rows, err := x.GetRows(exposureName, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	at := -1
	for i, r := range rows {
		if len(r) > 0 && strings.HasPrefix(r[0], "Elements in the goods received") {
			at = i + 2
		}
	}
	if at < 0 {
		t.Fatal("the block is missing")
	}
	for i, e := range plan.KPIs.Elements {
		r := rows[at+i]
		if r[0] != e.Element {
			t.Fatalf("row %d is %v, want %s", i, r, e.Element)
		}
		for c, want := range []float64{e.Kg.Low, e.Kg.Typical, e.Kg.High, e.Alloy.Typical} {
			if got, err := strconv.ParseFloat(r[c+1], 64); err != nil || math.Abs(got-want) > 1e-6*(1+want) {
				t.Errorf("%s, column %d: %q, want %g", e.Element, c+1, r[c+1], want)
			}
		}
		if (len(r) > 5 && r[5] != "") != e.Oxide.OK {
			t.Errorf("%s as oxide: %v, stated %v", e.Element, r, e.Oxide.OK)
		}
	}
}
