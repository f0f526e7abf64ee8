package document

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"remanence/planner"
)

// Ensure a file that cannot be opened gives one sentence that names the place
// and what to do.
func TestBadFiles(t *testing.T) {
	d := New(sample(t, 1))
	d.SetPlan(&planner.Plan{Name: "plan"})
	good := string(bytesOf(t, d))
	edit := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("the good file holds no %q", old)
		}
		return strings.Replace(good, old, new, 1)
	}
	for _, c := range []struct{ name, text, what, mend string }{
		{"empty", "", "is empty", ".bak"},
		{"blank", " \n\n", "is empty", ".bak"},
		{"workbook", "PK\x03\x04\x14\x00", "Excel workbook", "import"},
		{"old workbook", "\xD0\xCF\x11\xE0", "old Excel", "import"},
		{"picture", "\x89PNG\r\n", "picture", ".remanence"},
		{"photograph", "\xFF\xD8\xFF\xE0", "picture", ".remanence"},
		{"PDF", "%PDF-1.7", "PDF", ".remanence"},
		{"compressed", "\x1F\x8B\x08", "compressed", "Unpack"},
		{"web page", "<html></html>", "web page", ".remanence"},
		{"CSV", "part,grade\nA,N42\n", "CSV table", "import"},
		{"prose", "Dear Sir", "not a Remanence project", ".remanence"},
		{"bytes", "{\x00\x01", "no text", ".remanence"},
		{"other JSON", `{"a": 1}`, "no Remanence project", ".remanence"},
		{"a list", `[1, 2]`, "no Remanence project", ".remanence"},
		{"cut short", good[:len(good)/2], "breaks off in line", ".bak"},
		{"cut at the end", strings.TrimRight(good, "}\n"), "breaks off", ".bak"},
		{"a comma lost", edit(`"app": "Remanence",`, `"app": "Remanence"`), "damaged in line 4", ".bak"},
		{"more after it", good + "{}", "damaged in line", ".bak"},
		{"newer", edit(`"format": 1`, `"format": 2`), "newer version of Remanence (format 2; this one reads up to 1)", "newer version"},
		{"format word", edit(`"format": 1`, `"format": "one"`), `"one"`, ".bak"},
		{"format 0", edit(`"format": 1`, `"format": 0`), "version 0", ".bak"},
		{"no project", `{"format": 1}`, "holds no project", ".bak"},
		{"project a text", `{"format": 1, "project": "x"}`, "group of named values", ".bak"},
		{"number a text", edit(`"mass_g": 21.5`, `"mass_g": "heavy"`), `parts, row 1 (EA110-RO), mass_g, "heavy" is not a number`, "text editor"},
		{"money not", edit(`"price": "72.64"`, `"price": "cheap"`), "offers, row 1 (O01), price, cheap is not an amount", "text editor"},
		{"money endless", edit(`"price": "72.64"`, `"price": "1e999999999"`), "is not an amount", "text editor"},
		{"month not", edit(`"start": "2027-01"`, `"start": "January"`), `start, "January" is not a month`, "text editor"},
		{"months half", edit(`"months": 36`, `"months": 36.5`), "months, 36.5 is not a whole number", "text editor"},
		{"list not", edit(`"offers": [`, `"offers": 5, "old": [`), "offers, a list is expected", "text editor"},
		{"row not", edit(`"parts": [`, `"parts": [7,`), "parts, row 1, a group", "text editor"},
		{"nothing for a number", edit(`"discount_rate": 0.09`, `"discount_rate": null`), "discount_rate, a value is missing", "text editor"},
		{"several", strings.ReplaceAll(good, `"unit": "pcs"`, `"unit": 3`), "12 more such places, the next in parts, row 2", "text editor"},
		{"too deep", `{"format": 1, "project": ` + strings.Repeat("[", 500) + strings.Repeat("]", 500) + "}", "damaged", ".bak"},
	} {
		path := filepath.Join(t.TempDir(), "x.remanence")
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Open(path)
		var fe *FileError
		if !errors.As(err, &fe) {
			t.Errorf("%s: got %v", c.name, err)
			continue
		}
		if !strings.Contains(fe.What, c.what) || !strings.Contains(fe.Mend, c.mend) {
			t.Errorf("%s: got %q, %q", c.name, fe.What, fe.Mend)
		}
		if b, _ := os.ReadFile(path); string(b) != c.text {
			t.Errorf("%s: opening changed the file", c.name)
		}
	}
}

// Ensure places that hold no file are named, with the backup where there is one.
func TestBadPlaces(t *testing.T) {
	dir := t.TempDir()
	gone := filepath.Join(dir, "gone.remanence")
	os.WriteFile(gone+".bak", nil, 0o600)
	big := filepath.Join(dir, "big.remanence")
	os.WriteFile(big, nil, 0o600)
	if err := os.Truncate(big, MaxFileSize+1); err != nil {
		t.Skip(err)
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "never"): "is not there",
		gone:                        "previous version is",
		dir:                         "is a folder",
		big:                         "200 MB",
	} {
		if _, err := Open(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// Ensure a stored plan that cannot be read is dropped with a warning and the
// project opens.
func TestBadPlanIsDropped(t *testing.T) {
	d := New(sample(t, 1))
	d.SetPlan(&planner.Plan{Name: "plan", Gap: 0.5})
	d.SetBaselines(&planner.Plan{Name: "today"}, nil)
	text := strings.Replace(string(bytesOf(t, d)), `"gap": 0.5`, `"gap": "wide"`, 1)
	o, err := Read([]byte(text), "x")
	if err != nil {
		t.Fatal(err)
	}
	asToday, _ := o.Baselines()
	if o.Plan() != nil || asToday == nil || len(o.Warnings()) != 1 || !strings.Contains(o.Warnings()[0].What, `gap, "wide" is not a number`) {
		t.Errorf("%v %v", o.Plan(), o.Warnings())
	}
	// A plan that JSON cannot hold does not keep the project from being saved.
	d.SetPlan(&planner.Plan{Gap: nan()})
	path := filepath.Join(t.TempDir(), "x.remanence")
	if err := d.Save(path); err != nil || len(d.Warnings()) != 1 {
		t.Errorf("%v %v", err, d.Warnings())
	}
}

// FuzzRead ensures no bytes stop the reader, and that what it reads it can
// write and read again to the same bytes.
func FuzzRead(f *testing.F) {
	small := New(&planner.Project{Name: "x", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 1, Parts: []planner.Part{{ID: "A"}}, Stock: []planner.StockLot{{Part: "A"}}})
	small.SetPlan(&planner.Plan{})
	b, _, err := small.encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(`{"format":1,"later":[{}],"project":{"parts":[{"id":"A","x":{}},{"id":"A"},null]}}`))
	f.Add([]byte(`{"format":1,"project":{"offers":[{"formula":{"terms":[{"y":1}]},"tiers":null}],"streams":[{"route":{"recovery":{"Dy":1}}}]}}`))
	f.Add([]byte(`{"format":1,"project":{"stock":[{"month":""}],"Name":"a","name":"b"},"plan":{"kpis":{"z":0}}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := Read(b, "fuzz")
		if err != nil {
			if !strings.HasPrefix(err.Error(), "fuzz: ") {
				t.Errorf("no sentence: %v", err)
			}
			return
		}
		d.Project().Validate(nil)
		d.Digest()
		once, _, err := d.encode()
		if err != nil {
			t.Fatalf("read but cannot be written: %v", err)
		}
		again, err := Read(once, "again")
		if err != nil {
			t.Fatalf("written but cannot be read: %v", err)
		}
		if twice, _, _ := again.encode(); string(twice) != string(once) {
			t.Errorf("other bytes the second time:\n%s\n%s", once, twice)
		}
	})
}
