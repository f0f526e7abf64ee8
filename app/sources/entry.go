package sources

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"remanence/app/entry"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
)

// kind is how the text of a line is read.
type kind int

const (
	text     kind = iota
	number        // weeks, days, months
	kilos         // kg; tonnes are turned into kg
	whole         // counts
	money         // in currency, exact
	percent       // 2.2 and 2.2 % are the same
	share         // 0.92, 92 and 92 % are the same
	month         // 2027-03, Mar 27
	status        // of qualification
	evidence      // 0 to 3
)

// stored turns what was typed or pasted into the text the project keeps. currency
// is that of the line. The error is a sentence for the cell.
func (k kind) stored(typed, currency string) (string, error) {
	typed = strings.TrimSpace(typed)
	switch k {
	case text:
		if typed == figures.Missing {
			return "", nil
		}
		return typed, nil
	case month:
		m, err := figures.ParseMonth(typed)
		if errors.Is(err, figures.ErrMissing) {
			return "", nil
		}
		if err != nil {
			return "", errors.New(tr.T("This is not a month. Write it as 2027-03 or Mar 27."))
		}
		return m.String(), nil
	case status:
		return statusWord(typed)
	case evidence:
		return evidenceLevel(typed)
	}
	a, ok, err := entry.Number(typed, "72.64")
	if !ok {
		return "", err
	}
	return k.plain(a, currency)
}

// plain checks the unit and gives the digits.
func (k kind) plain(a figures.Amount, currency string) (string, error) {
	unit := entry.Unit(a.Unit)
	if a.Percent && k != percent && k != share {
		return "", errors.New(tr.T("This is a percentage; the line holds another unit."))
	}
	switch k {
	case kilos:
		switch unit {
		case "", "kg":
			return a.Digits, nil
		case "t", "to", "tonne", "tonnes":
			return planner.FormatNumber(a.Float() * 1000), nil
		}
		return "", fmt.Errorf(tr.T("This is in %s; the line is in kg."), a.Unit)
	case money:
		code, _, _ := strings.Cut(entry.Currency(a.Unit), "/") // "USD/kg"
		if code = strings.TrimSpace(strings.TrimSuffix(code, "PER KG")); code != "" && code != currency {
			return "", fmt.Errorf(tr.T("This is in %s; the line is in %s."), a.Unit, currency)
		}
	case whole:
		n, ok := entry.Whole(a.Digits)
		if !ok {
			return "", errors.New(tr.T("Enter a whole number."))
		}
		return n, nil
	case share:
		v := a.Float()
		if !a.Percent && v > 1 {
			v /= 100
		}
		return strconv.FormatFloat(v, 'g', 12, 64), nil
	case number:
		if unit != "" && !slices.Contains([]string{"w", "wk", "week", "weeks", "d", "day", "days", "month", "months"}, unit) && !strings.Contains(unit, "kg") {
			return "", fmt.Errorf(tr.T("%s does not belong here; see the unit of the line."), a.Unit)
		}
	}
	return a.Digits, nil
}

func statusWord(typed string) (string, error) {
	for _, s := range []planner.Status{planner.Qualified, planner.InProgress, planner.NotStarted} {
		if strings.EqualFold(typed, words.Qualification(s)) { // as the cell shows it, in any language
			return string(s), nil
		}
	}
	key := planner.NameKey(typed)
	switch {
	case key == "":
		return "", nil
	case slices.Contains([]string{"qualified", "approved", "yes"}, key):
		return string(planner.Qualified), nil
	case slices.Contains([]string{"inprogress", "underway", "qualificationunderway", "started"}, key):
		return string(planner.InProgress), nil
	case slices.Contains([]string{"notstarted", "notqualifiedyet", "notqualified", "no"}, key):
		return string(planner.NotStarted), nil
	}
	return "", errors.New(tr.T("Write qualified, under way or not started."))
}

var evidenceWords = []string{tr.Mark("assumed"), tr.Mark("stated"), tr.Mark("documented"), tr.Mark("verified")}

// evidenceText is a level with its word: "2 documented".
func evidenceText(level int) string {
	return strconv.Itoa(level) + " " + tr.Known(evidenceWords[level])
}

func evidenceLevel(typed string) (string, error) {
	key := strings.ToLower(typed)
	if key == "" || key == figures.Missing {
		return "", nil
	}
	for n, w := range evidenceWords {
		if key == strconv.Itoa(n) || key == w || key == strconv.Itoa(n)+" "+w || key == strings.ToLower(tr.Known(w)) || key == strings.ToLower(evidenceText(n)) {
			return strconv.Itoa(n), nil
		}
	}
	return "", errors.New(tr.T("Write 0 assumed, 1 stated, 2 documented or 3 verified."))
}
