package entry

import (
	"testing"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"remanence/app/grid"
	"remanence/planner"
)

func TestNumber(t *testing.T) {
	for _, x := range []struct {
		text, digits string
		ok           bool
		err          string
	}{
		{"1.250,5 g", "1250.5", true, ""},
		{"", "", false, ""},
		{"n/a", "", false, ""},
		{"heavy", "", false, "This is not a number. Write digits, for example 21.5 or 1,250."},
	} {
		a, ok, err := Number(x.text, "21.5")
		if ok != x.ok || ok && a.Digits != x.digits || (err != nil) != (x.err != "") || err != nil && err.Error() != x.err {
			t.Errorf("%q gives %+v, %v, %v", x.text, a, ok, err)
		}
	}
}

func TestWholeUnitCurrencyLocal(t *testing.T) {
	for digits, want := range map[string]bool{"12": true, "12.00": true, "12.5": false, "-3": true} {
		if whole, ok := Whole(digits); ok != want || ok && whole != digits[:len(whole)] {
			t.Errorf("%s gives %s, %v", digits, whole, ok)
		}
	}
	for unit, want := range map[string]string{"€": "EUR", "$": "USD", "US$": "USD", "£": "GBP", "chf": "CHF", "usd/kg": "USD/KG", "": ""} {
		if got := Currency(unit); got != want {
			t.Errorf("%q is %q, want %q", unit, got, want)
		}
	}
	if Unit("Wk.") != "wk" || Local("1250.5") != "1250.5" {
		t.Error(Unit("Wk."), Local("1250.5"))
	}
}

func TestRefusedCellsAreMarked(t *testing.T) {
	m := RefusedOf([]grid.Refusal{Refuse(grid.Edit{Row: 2, Col: 3, Text: "heavy"}, "not a number")})
	var cell, other grid.Cell
	m.Mark(&cell, 2, 3)
	m.Mark(&other, 3, 2)
	if cell.Problem != "“heavy” was not taken\nNot a number." || other.Problem != "" {
		t.Errorf("%q, %q", cell.Problem, other.Problem)
	}
	Refused(nil).Mark(&other, 2, 3)
}

// Each cell has its first error, or else its first warning.
func TestMarks(t *testing.T) {
	at := func(path, what string, s planner.Severity) planner.Problem {
		return planner.Problem{Path: path, What: what, Mend: "Mend it.", Severity: s}
	}
	m := MarksOf(planner.Problems{
		at(planner.Path("part", "A", "grade"), "warning", planner.Warns),
		at(planner.Path("part", "A", "material"), "error", planner.Refuses),
		at(planner.Path("part", "A", "grade"), "second error", planner.Refuses),
		at(planner.Path("part", "B"), "the row", planner.Warns),
		at(planner.Path("offer", "A", "grade"), "elsewhere", planner.Refuses),
	}, "part", func(field string) string {
		if field == "material" {
			return "grade"
		}
		return field
	})
	if len(m) != 2 || len(m["A"]) != 1 || Sentence(m["A"]["grade"]) != "error\nMend it." || m["B"][""].What != "the row" {
		t.Errorf("%v", m)
	}
	if s := Sentence(planner.Problem{What: "Only this."}); s != "Only this." {
		t.Error(s)
	}
}

func TestFocus(t *testing.T) {
	test.NewTempApp(t)
	one, two := widget.NewEntry(), widget.NewEntry()
	Focus(one) // no window yet
	w := test.NewTempWindow(t, container.NewVBox(one))
	Focus(one)
	if w.Canvas().Focused() != one {
		t.Error("an object on screen does not get the keyboard")
	}
	if CanvasOf(two) == nil {
		t.Error("an object not yet drawn belongs to the window of the app")
	}
}
