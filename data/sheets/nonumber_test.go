package sheets

import (
	"fmt"
	"strings"
	"testing"
)

// remarks of the rows that come in, with their places.
func remarks(res *Result) string {
	var out []string
	for i := range res.Rows {
		for _, p := range res.Rows[i].Problems {
			if p.Severity == Remark && p.Col >= 0 {
				out = append(out, strings.TrimPrefix(p.Place, "list.xlsx, Sheet1, ")+" "+p.What)
			}
		}
	}
	return strings.Join(out, "\n")
}

// A price in words, of whatever language, stays missing: the quote comes in without
// a price, the words are kept as its note, and the cell is told with its mend.
func TestAPriceInWordsStaysMissingAndIsTold(t *testing.T) {
	for _, words := range []string{"TBD", "tbc", "on request", "coming soon", "see our e-mail", "auf Anfrage", "wird nachgereicht", "Preis folgt", "sur demande", "未定", "後日連絡", "お問い合わせください", "面议", "×"} {
		x := pattern{name: words, sheet: fmt.Sprintf(`
Supplier | Part | Price (EUR/pc) | Lead time (weeks)
Beta Magnet Co | MOT-200 | %s | 10
Alpha Magnetics | SEN-300 | 2.1 | 8`, words)}
		got, res := x.read(t)
		want := "offers O02.offer_id=O02 O02.supplier=Beta_Magnet_Co O02.item_type=part O02.item=MOT-200 O02.price_unit=piece O02.lead_time_weeks=10 O02.terms=Price_(EUR/pc):_" + strings.ReplaceAll(words, " ", "_") +
			" O03.offer_id=O03 O03.supplier=Alpha_Magnetics O03.item_type=part O03.item=SEN-300 O03.price=2.1 O03.price_unit=piece O03.currency=EUR O03.lead_time_weeks=8"
		if got != want {
			t.Errorf("%s reads\n  %s\nwant\n  %s", words, got, want)
		}
		if said := remarks(res); said != "C2 “"+words+"” is not a number; the cell counts as empty, not as 0." {
			t.Errorf("%s: %q", words, said)
		}
		if mend := res.Rows[0].Problems[0].Mend; mend != "Type the price when it is known; nothing is bought at a missing price." {
			t.Errorf("%s: %q", words, mend)
		}
	}
}

// The price a quote has is no price on request: it stays, and the preview says so.
func TestAPriceInWordsLeavesTheOldPriceAndSaysSo(t *testing.T) {
	x := pattern{name: "known quote", sheet: `
Supplier | Part | Price (EUR/pc)
Alpha Magnetics | MOT-100 | price to follow`}
	got, res := x.read(t)
	if got != "offers O01.terms=Price_(EUR/pc):_price_to_follow" {
		t.Error(got)
	}
	if said := remarks(res); !strings.Contains(said, "C2 The quote keeps its price of 5 EUR.") {
		t.Error(said)
	}
}

// A sheet that replaces takes a price away whose cell it leaves empty, with its steps, and
// says so; one that updates leaves it alone.
func TestAReplacingSheetTakesAnEmptyPriceAway(t *testing.T) {
	x := pattern{name: "known quote", sheet: `
Supplier | Part | Price (EUR/pc) | Lead time (weeks)
Alpha Magnetics | MOT-100 | | 9`}
	got, res := x.read(t)
	if got != "offers O01.lead_time_weeks=9" || strings.Contains(remarks(res), "taken away") {
		t.Errorf("update: %q, %q", got, remarks(res))
	}
	x.mode = Replace
	got, res = x.read(t)
	if !strings.Contains(got, "O01.price= ") && !strings.HasSuffix(got, "O01.price=") || !strings.Contains(got, "O01.lead_time_weeks=9") {
		t.Errorf("replace: %q", got)
	}
	if said := remarks(res); !strings.Contains(said, "C2 The price of 5 EUR is taken away, as the sheet states none.") {
		t.Errorf("replace: %q", said)
	}
	x.sheet = `
Supplier | Part | Lead time (weeks)
Alpha Magnetics | MOT-100 | 9`
	if got, _ = x.read(t); strings.Contains(got, "price=") {
		t.Errorf("without a column of prices: %q", got)
	}
}

// Words under a month leave the month missing, also where a whole column holds
// nothing else, and each cell is told.
func TestMonthsInWordsStayMissingAndAreTold(t *testing.T) {
	x := pattern{name: "months", sheet: `
Part | Grade | 2027-01 | 2027-02 | 2027-03
NEW-1 | N35 | TBD | offen | 300
NEW-2 | N35 | not before spring | 200 | 300
NEW-3 | N35 | 未定 | 確認中 | -`}
	got, res := x.read(t)
	want := "demand NEW-1.part=NEW-1 NEW-1.grade=N35 NEW-1.2027-03=300 NEW-2.part=NEW-2 NEW-2.grade=N35 NEW-2.2027-02=200 NEW-2.2027-03=300 NEW-3.part=NEW-3 NEW-3.grade=N35"
	if got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	empty := "” is not a number; the cell counts as empty, not as 0."
	if said := remarks(res); said != "C2 “TBD"+empty+"\nD2 “offen"+empty+"\nC3 “not before spring"+empty+"\nC4 “未定"+empty+"\nD4 “確認中"+empty {
		t.Error(said)
	}
}

// Where the project has the month already, its figure stays in an update and is
// cleared when the sheet replaces; either is told, and neither makes it 0.
func TestMonthsInWordsOfAKnownPart(t *testing.T) {
	x := pattern{name: "known part", sheet: `
Part | 2027-01 | 2027-02
MOT-100 | TBD | 1100`}
	got, res := x.read(t)
	if got != "demand MOT-100.2027-02=1100" {
		t.Error(got)
	}
	if said := remarks(res); !strings.HasSuffix(said, "B2 The project keeps its 1000 pcs in Jan 27.") {
		t.Error(said)
	}
	x.mode = Replace
	if got, res = x.read(t); !strings.HasSuffix(got, " MOT-100.2027-01= MOT-100.2027-02=1100") {
		t.Error(got)
	}
	if said := remarks(res); strings.Contains(said, "keeps") {
		t.Error(said)
	}
}

// A month of which a week or a row is open is not known either: the others do not
// make a smaller month of it.
func TestAMonthWithAnOpenPartIsNotSummed(t *testing.T) {
	x := pattern{name: "weeks", sheet: `
Part | KW 1 2027 | KW 2 2027 | KW 5 2027 | KW 6 2027
MOT-100 | 600 | TBD | 500 | 900`}
	got, res := x.read(t)
	if got != "demand MOT-100.2027-02=1400" {
		t.Error(got)
	}
	if p := res.Rows[0].Problems; p[len(p)-1].What != "Jan 27 has a week without a number; the month was not read." {
		t.Error(p)
	}
	x = pattern{name: "long form", sheet: `
Part | Month | Demand
MOT-100 | 2027-01 | 600
MOT-100 | 2027-01 | to be confirmed
MOT-100 | 2027-02 | 1400`}
	if got, res = x.read(t); got != "demand MOT-100.2027-02=1400" {
		t.Error(got)
	}
	if len(res.Notes) != 1 || res.Notes[0].What != "MOT-100 has a row without a number in Jan 27; the month was not read." {
		t.Error(res.Notes)
	}
	x.mode = Replace
	if got, _ = x.read(t); !strings.HasSuffix(got, " MOT-100.2027-01= MOT-100.2027-02=1400") {
		t.Error(got)
	}
}

// A text with digits in it may be a figure that was misread: somebody has to look,
// and the row can be taken with the cell left empty.
func TestATextWithDigitsWaits(t *testing.T) {
	x := pattern{name: "digits", sheet: `
Supplier | Part | Price (EUR/pc)
Beta Magnet Co | MOT-200 | TBD until Q2 2027`}
	got, res := x.read(t)
	if got != "offers [question Sheet1, C2]" || res.Rows[0].Problems[0].What != "“TBD until Q2 2027” is not a number." {
		t.Error(got, res.Rows[0].Problems)
	}
	res = preview(t, x, Request{Accepted: map[int]bool{2: true}})
	if res.Good != 1 || len(res.Edits) == 0 {
		t.Fatalf("%+v", res.Rows[0])
	}
	p := sample()
	for _, e := range res.Edits {
		if err := p.Apply(e); err != nil {
			t.Fatal(err)
		}
	}
	if o := p.Offers[len(p.Offers)-1]; o.Supplier != "Beta Magnet Co" || o.Price.OK {
		t.Errorf("%+v", o)
	}
}

// preview reads a pattern with decisions made.
func preview(t *testing.T, x pattern, q Request) *Result {
	t.Helper()
	e := env()
	q.Table = Find(x.file(t))[0]
	q.Mapping = e.Guess(q.Table, "")
	res, err := e.Preview(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// Rows below a row that holds a lone name come in, whatever figures they hold: 2050
// pieces are no year, and so no header of another table.
func TestRowsBelowALoneNameComeIn(t *testing.T) {
	for _, between := range []string{"Rotor magnets", "MOT-700", "", "Total parts of plant 2\n"} {
		x := pattern{name: "below " + between, sheet: `
Part | 2027-01 | 2027-02 | 2027-03
NEW-1 | 100 | 100 | 100
` + between + `
NEW-2 | 2050 | 2060 | 2040
NEW-3 | 2031 | 10 | 10`}
		got, res := x.read(t)
		want := "demand NEW-1.part=NEW-1 NEW-1.2027-01=100 NEW-1.2027-02=100 NEW-1.2027-03=100 NEW-2.part=NEW-2 NEW-2.2027-01=2050 NEW-2.2027-02=2060 NEW-2.2027-03=2040 NEW-3.part=NEW-3 NEW-3.2027-01=2031 NEW-3.2027-02=10 NEW-3.2027-03=10"
		if got != want {
			t.Errorf("below %q reads\n  %s\nwant\n  %s", between, got, want)
		}
		if told := len(res.Notes); (between != "") != (told == 1) {
			t.Errorf("below %q: %v", between, res.Notes)
		}
	}
}

// What was passed over is told row by row, and tables that stand apart as well.
func TestPassedOverRowsAreTold(t *testing.T) {
	x := pattern{name: "passed over", sheet: `
Part | 2027-01 | 2027-02
NEW-1 | 100 | 100
NEW-2
 | | 17
Total | 100 | 100



Part | Grade | Mass [g]
NEW-1 | N35 | 4`}
	_, res := x.read(t)
	var got []string
	for _, p := range res.Notes {
		got = append(got, p.String())
	}
	want := []string{
		"Sheet1, row 10: The sheet holds another table here, which is not part of this import. Import it on its own, or take out what stands between to make them one table.",
		"list.xlsx, Sheet1, row 3: “NEW-2” stands alone in its row; the row was not read. If it is data, fill in another cell of the row.",
		"list.xlsx, Sheet1, row 4: The figure 17 stands alone in its row; the row was not read. If it is data, fill in another cell of the row.",
		"list.xlsx, Sheet1, row 5: The row “Total” was taken for a total of other rows and not read. If it is data, begin it with another word.",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	long := "\nPart | 2027-01 | 2027-02\nNEW-1 | 1 | 1"
	for i := range 25 {
		long += fmt.Sprintf("\nGroup %c\nNEW-%d | 1 | 1", 'A'+i, i+2)
	}
	_, res = pattern{name: "many", sheet: long}.read(t)
	if n := len(res.Notes); n != mostPassed+1 || res.Notes[n-1].What != "5 more rows were not read: headings, notes or totals." {
		t.Error(res.Notes)
	}
}
