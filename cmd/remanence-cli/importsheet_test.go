package main

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"remanence/data/document"
	"remanence/data/sheets"
)

// sheetFile writes a text file into a folder of the test.
func sheetFile(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func twoOffersFile(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "two.remanence")
	run(t, "import", folder(t, nil), "-o", file).want(t, exitOK)
	return file
}

func TestSheetGoesIntoAProject(t *testing.T) {
	project := twoOffersFile(t)
	sheet := sheetFile(t, "forecast.csv", "Teilenummer;Güte;Gewicht (g);2027-01\nNEU-1;N42SH;12,5;1.200,0\nNEU-2;N35;8,25;1.300,0\n")
	r := run(t, "import", sheet, "--into", project, "--preview").want(t, exitOK)
	contains(t, r.out, "demand by part", "Teilenummer", "2 good (2 new")
	contains(t, run(t, "check", project).out, "1 part, 2 offers")
	contains(t, run(t, "import", sheet, "--into", project).want(t, exitOK).out, "Written to "+project)
	contains(t, run(t, "check", project).out, "3 parts, 2 offers")
	contains(t, run(t, "import", sheet, "--into", project).want(t, exitOK).err, "Nothing changes")
}

// A sheet with two tables: the preview lists both, and --table chooses.
func TestTheSecondTableOfASheetIsChosen(t *testing.T) {
	project := twoOffersFile(t)
	sheet := sheetFile(t, "both.csv", "Part,Grade,Mass (g),2027-01,2027-02\nNEW-1,N42SH,12,500,600\nNEW-2,N42SH,14,700,800\nNEW-3,N42SH,14,700,800\n\n\nSupplier,Country,Contact\nGamma Magnets,DE,sales\n")
	r := run(t, "import", sheet, "--into", project, "--preview").want(t, exitOK)
	contains(t, r.out, "--table N reads another", "1  ", "2  ", "3 good (3 new")
	r = run(t, "import", sheet, "--into", project, "--preview", "--table", "2").want(t, exitOK)
	contains(t, r.out, "1 good (1 new", "read as suppliers")
	r = run(t, "import", sheet, "--into", project, "--preview", "--table", "2", "--json").want(t, exitOK)
	contains(t, r.out, `"tables": [`)
	contains(t, run(t, "import", sheet, "--into", project, "--table", "3").want(t, exitUsage).err, "There is no table 3", "both.csv")
	run(t, "import", sheet, "--into", project, "--table", "2").want(t, exitOK)
	contains(t, run(t, "check", project).out, "1 part, 2 offers", "Gamma Magnets")
}

func TestSheetWithFaultsTellsCellsAndKeepsGoodRows(t *testing.T) {
	project := twoOffersFile(t)
	sheet := sheetFile(t, "list.csv", "Part,Mass (g),2027-01\nNEW-1,12,5\nNEW-2,twelve,6\n,3,7\n")
	r := run(t, "import", sheet, "--into", project, "--json").want(t, exitInput)
	var got struct {
		Kind    string
		Good    int
		Refused int
		Rows    []struct {
			Row      int
			Status   string
			Problems []struct{ Severity, Where, What, Mend string }
		}
	}
	if err := json.Unmarshal([]byte(r.out), &got); err != nil {
		t.Fatalf("%v\n%s", err, r.out)
	}
	if got.Kind != "demand" || got.Good != 1 || got.Refused != 2 || got.Rows[1].Status != "refused" || got.Rows[1].Problems[0].Where != "list.csv, B3" {
		t.Errorf("%+v", got)
	}
	contains(t, r.err, "2 rows have not come in")
	doc, err := document.Open(project)
	if err != nil || len(doc.Waiting()) != 1 {
		t.Fatalf("the rows that wait are not in the project: %v", err)
	}
	if q, err := sheets.Restore(doc.Waiting()[0]); err != nil || q.Table.Rows() != 2 {
		t.Errorf("%+v %v", q, err)
	}
	contains(t, run(t, "check", project).out, "2 parts, 2 offers")
}

func TestSheetQuestionsAreAnsweredAndRemembered(t *testing.T) {
	project := twoOffersFile(t)
	memory := filepath.Join(t.TempDir(), "layouts.json")
	sheet := sheetFile(t, "q.csv", "Supplier,Grade,Price per kg\nNew Magnets,N52,88.5\n")
	contains(t, run(t, "import", sheet, "--into", project, "--preview").want(t, exitInput).out, "fix:currency", "Which currency")
	contains(t, run(t, "import", sheet, "--into", project, "--answer", "fix:currency=USD", "--map", memory).out, "1 good (1 new", "USD, from the answer given")
	again := sheetFile(t, "q2.csv", "Price per kg,Supplier,Grade\n91.25,New Magnets,N50\n")
	r := run(t, "import", again, "--into", project, "--map", memory)
	contains(t, r.out, "1 good (1 new")
	if strings.Contains(r.out, "fix:currency") {
		t.Errorf("asked again:\n%s", r.out)
	}
}

func TestSheetRefusals(t *testing.T) {
	project := twoOffersFile(t)
	sheet := sheetFile(t, "x.csv", "Part,2027-01\nA,1\n")
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{sheet, "--into", "x.txt"}, exitUsage, "--into"},
		{[]string{sheet, "--into", project, "--kind", "cars"}, exitUsage, "Kinds: demand"},
		{[]string{sheet, "--into", project, "--mode", "swap"}, exitUsage, "update, append, replace"},
		{[]string{sheetFile(t, "x.pdf", "%PDF-1.7"), "--into", project}, exitInput, "This is a PDF"},
		{[]string{filepath.Join(t.TempDir(), "no.xlsx"), "--into", project}, exitInput, "cannot be opened"},
		{[]string{sheet, "--into", project, "--answer", "nonsense"}, exitUsage, "KEY=VALUE"},
	} {
		contains(t, run(t, append([]string{"import"}, c.args...)...).want(t, c.code).err, c.says)
	}
}

func TestTemplatesComeBack(t *testing.T) {
	project := twoOffersFile(t)
	demand := filepath.Join(t.TempDir(), "demand.xlsx")
	run(t, "template", "demand", project, "-o", demand).want(t, exitOK)
	contains(t, run(t, "import", demand, "--into", project).out, "demand by part", "1 unchanged")
	contains(t, run(t, "template", "demand", project, "-o", demand).want(t, exitInput).err, "--force")
	quotes := filepath.Join(t.TempDir(), "quotes.xlsx")
	contains(t, run(t, "template", "quotes", project, "-o", quotes).want(t, exitUsage).err, "--supplier")
	run(t, "template", "quotes", project, "-o", quotes, "--supplier", "Newcomer", "--language", "ja").want(t, exitOK)
	contains(t, run(t, "import", quotes, "--into", project, "--preview").out, "quotes", "Newcomer")
	contains(t, run(t, "template", "lunch", project, "-o", filepath.Join(t.TempDir(), "l.xlsx")).want(t, exitUsage).err, "demand, quotes")
}

// A sheet of every kind goes into a project, and the same sheet again changes
// nothing.
func TestSheetsOfEveryKind(t *testing.T) {
	base := twoOffersFile(t)
	doc, err := document.Open(base)
	if err != nil {
		t.Fatal(err)
	}
	part, ccy := doc.Project().Parts[0].ID, doc.Project().Currency
	foreign := "JPY"
	if ccy == foreign {
		foreign = "USD"
	}
	for _, c := range []struct {
		kind         sheets.Kind
		sheet        string
		answer       string
		table, field string // of the row or cell that comes in
	}{
		{sheets.Demand, "Part;Grade;Weight (g);2027-01\nNEW-1;N42SH;12.5;1200", "", "part/NEW-1", "2027-01"},
		{sheets.Materials, "Raw material;2027-01 (kg)\nDysprosium oxide;12", "", "part/Dysprosium%20oxide", "material_id"},
		{sheets.Offers, "Supplier;Grade;Price per kg;Currency\nNew Magnets;N52;88.5;USD", "", "offer", ""},
		{sheets.Suppliers, "Supplier;Group;Country;Stage;Site\nGamma Metals;Gamma;Estonia;separation;Narva", "", "supplier/Gamma%20Metals", "supplier_group"},
		{sheets.Capacity, "Capacity pool;From;Capacity (kg/month)\nLine 9;2027-04;650", "", "pool/Line%209", "2027-04"},
		{sheets.Stock, "Part;On hand;On order;ETA\n" + part + ";351;1000;2027-03-10", "", "stock", ""},
		{sheets.Origins, "Profile;Element;Stage;Country;Share\nNew chain;Dy;separation;CN;60\nNew chain;Dy;separation;AU;40", "", "profile/New%20chain", "Dy|separation|AU|primary"},
		{sheets.Prices, "Index;Market;Currency;Date;Price per kg\nDy oxide spot;Europe;USD;2027-01;900", "", "index/Dy%20oxide%20spot", "2027-01"},
		{sheets.TakeBack, "Stream;Recycler;kg per month;Magnet yield\nNew swarf;Remag;120;0.7", "", "stream/New%20swarf", "recycler"},
		{sheets.Rules, "Rule;Metric;Element;Stage;Country;Limit;Hard\nNEW9;max country share;Dy;separation;China;60 %;hard", "fix:window=per_calendar_year", "rule/NEW9", "window"},
		{sheets.FX, "Base;Currency;Rate\n" + ccy + ";" + foreign + ";123.5", "", "settings/fx_" + ccy + "_" + foreign, ""},
		{sheets.Budget, "Part;Standard cost\n" + part + ";5.17", "", "part/" + part, "standard_price"},
	} {
		t.Run(string(c.kind), func(t *testing.T) {
			project := filepath.Join(t.TempDir(), "p.remanence")
			if err := doc.Save(project); err != nil {
				t.Fatal(err)
			}
			args := []string{"import", sheetFile(t, "sheet.csv", c.sheet+"\n"), "--into", project}
			if c.answer != "" {
				args = append(args, "--answer", c.answer)
			}
			contains(t, run(t, args...).want(t, exitOK).out, "read as "+strings.ToLower(c.kind.Title()), "Written to")
			got, err := document.Open(project)
			if err != nil {
				t.Fatal(err)
			}
			path := c.table
			switch {
			case c.table == "offer":
				o := got.Project().Offers
				path = "offer/" + o[len(o)-1].ID + "/currency"
			case c.table == "stock":
				path = "stock/0/pieces"
			case c.field != "":
				path += "/" + url.PathEscape(c.field)
			}
			if v, err := got.Project().Cell(path); err != nil || v == "" {
				t.Errorf("%s is %q, %v", path, v, err)
			}
			contains(t, run(t, args...).want(t, exitOK).err, "Nothing changes")
		})
	}
}
