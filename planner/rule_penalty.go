package planner

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// PenaltyKind is how the penalty of a soft rule is counted.
type PenaltyKind int

const (
	PenaltyReported PenaltyKind = iota // nothing is charged; the excess is reported
	PenaltyCover                       // share of a month's need (value) per missing week and month
	PenaltyMoney                       // plan currency per unit of excess
)

// Penalty is a soft rule's penalty, read from its words.
type Penalty struct {
	Kind  PenaltyKind
	Value float64 // a share for PenaltyCover, plan currency per unit for PenaltyMoney
	Unit  string  // what PenaltyMoney is counted per: "tonne CO2", "point", "unit"
}

var (
	coverPenalty = regexp.MustCompile(`^([0-9.]+) (?:percent|%) of value per missing week and month$`)
	moneyPenalty = regexp.MustCompile(`^([0-9.]+) ([A-Z]{3}) per (.+?)(?: above| below| missing)?$`)
)

// ReadPenalty reads the penalty of a soft rule. It knows three forms: "0.4
// percent of value per missing week and month", "350 DKK per tonne CO2 above"
// and any wording with "reported" (nothing is charged). Cover penalties are a
// share of the value of one month's need, so that they exceed the carrying cost
// of the missing week at usual rates.
func (r *Rule) ReadPenalty() (Penalty, error) {
	text := strings.TrimSpace(r.Penalty)
	if text == "" || strings.Contains(text, "reported") {
		return Penalty{}, nil
	}
	if m := coverPenalty.FindStringSubmatch(text); m != nil {
		v, err := strconv.ParseFloat(m[1], 64)
		return Penalty{Kind: PenaltyCover, Value: v / 100}, err
	}
	if m := moneyPenalty.FindStringSubmatch(text); m != nil {
		v, err := strconv.ParseFloat(m[1], 64)
		return Penalty{Kind: PenaltyMoney, Value: v, Unit: m[3]}, err
	}
	return Penalty{}, fmt.Errorf("penalty %q is not understood; write for example \"0.4 percent of value per missing week and month\", \"350 EUR per tonne CO2 above\" or \"reported\"", r.Penalty)
}

// penaltyUnits are the words a money penalty may count its excess in, by the
// unit of the metric, and how many of them one unit of the excess is. The first
// word of each is the one to suggest. The excess of a carbon rule is counted in
// kg of CO2, not per kg.
var penaltyUnits = map[LimitUnit][]penaltyUnit{
	UnitPercent:   {{"point", 1}, {"percent", 1}, {"unit", 1}},
	UnitSuppliers: {{"supplier", 1}, {"unit", 1}},
	UnitWeeks:     {{"week", 1}, {"day", 7}, {"unit", 1}},
	UnitDays:      {{"day", 1}, {"week", 1.0 / 7}, {"unit", 1}},
	UnitKg:        {{"kg", 1}, {"tonne", 1e-3}, {"unit", 1}},
	UnitMoney:     {{"unit", 1}},
	UnitCO2:       {{"tonne CO2", 1e-3}, {"kg CO2", 1}, {"unit", 1e-3}},
}

type penaltyUnit struct {
	word string
	per  float64
}

// PerUnit is how many of the penalty's units one unit of a metric's excess is;
// false when the two do not go together. A budget may also be charged for each
// unit of its currency.
func (p Penalty) PerUnit(t RuleType) (float64, bool) {
	unit := strings.TrimPrefix(p.Unit, "missing ")
	for _, u := range penaltyUnits[t.Unit()] {
		if u.word == unit || u.word+"s" == unit {
			return u.per, true
		}
	}
	if t.Unit() == UnitMoney && isCurrency(unit) {
		return 1, true
	}
	return 0, false
}

// PenaltyUnits names the units a penalty of a metric may be counted in.
func PenaltyUnits(t RuleType) string {
	var words []string
	for _, u := range penaltyUnits[t.Unit()] {
		if u.word != "unit" || t.Unit() == UnitMoney {
			words = append(words, u.word)
		}
	}
	return strings.Join(words, " or ")
}
