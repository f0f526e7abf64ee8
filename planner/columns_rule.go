package planner

import (
	"fmt"
	"strings"
)

// RuleFields are the columns of the rules table.
var RuleFields = []Field[Rule]{
	textField("rule_id", "Rule", func(r *Rule) *string { return &r.ID }),
	wordField("type", "Metric", RuleTypes, func(r *Rule) *RuleType { return &r.Type }),
	textField("scope", "Scope", func(r *Rule) *string { return &r.Scope }),
	textField("supplier", "Supplier", func(r *Rule) *string { return &r.Supplier }),
	{Name: "element", Title: "Element",
		Get: func(r *Rule) string {
			if len(r.Elements) == 0 {
				return "all"
			}
			return strings.Join(r.Elements, "|")
		},
		Set: func(r *Rule, s string) error {
			r.Elements = nil
			if s = strings.TrimSpace(s); s != "all" {
				r.Elements = splitList(s, "|")
			}
			return nil
		}},
	{Name: "stage", Title: "Stage",
		Get: func(r *Rule) string {
			var out []string
			for _, s := range r.Stages {
				out = append(out, string(s))
			}
			return strings.Join(out, "|")
		},
		Set: func(r *Rule, s string) error {
			var stages []Stage
			for _, x := range splitList(s, "|") {
				if !isStage(Stage(x)) {
					return fmt.Errorf("%q is not a stage; use %s", x, quoteList(Stages))
				}
				stages = append(stages, Stage(x))
			}
			r.Stages = stages
			return nil
		}},
	listField("country", "Country", "|", func(r *Rule) *[]string { return &r.Countries }),
	textField("basis", "Measured by", func(r *Rule) *string { return &r.Basis }),
	textField("bound", "Bound", func(r *Rule) *string { return &r.Bound }),
	optNumberField("value_from", "Limit, first window", "", func(r *Rule) *Opt[float64] { return &r.ValueFrom }),
	optNumberField("value_to", "Limit, last window", "", func(r *Rule) *Opt[float64] { return &r.ValueTo }),
	optMonthField("from_month", "From", func(r *Rule) *Opt[Month] { return &r.FromMonth }),
	optMonthField("to_month", "To", func(r *Rule) *Opt[Month] { return &r.ToMonth }),
	wordField("window", "Window", []Window{EveryMonth, EveryOrder, PerQuarter, PerHalfYear, PerYear, WholePlan}, func(r *Rule) *Window { return &r.Window }),
	{Name: "hard", Title: "Hard",
		Get: func(r *Rule) string {
			if r.Hard {
				return "hard"
			}
			return "soft"
		},
		Set: func(r *Rule, s string) error {
			switch strings.TrimSpace(s) {
			case "hard", "":
				r.Hard = true
			case "soft":
				r.Hard = false
			default:
				return fmt.Errorf("%q is not known here; use hard or soft", s)
			}
			return nil
		}},
	textField("penalty", "Penalty", func(r *Rule) *string { return &r.Penalty }),
	optIntField("priority", "Priority", "1 first", func(r *Rule) *Opt[int] { return &r.Priority }),
	textField("regulation_ref", "Regulation", func(r *Rule) *string { return &r.Regulation }),
	textField("note", "Note", func(r *Rule) *string { return &r.Note }),
	{Name: "off", Title: "Switched off",
		Get: func(r *Rule) string {
			if r.Off {
				return "yes"
			}
			return ""
		},
		Set: func(r *Rule, s string) error {
			switch strings.TrimSpace(s) {
			case "yes":
				r.Off = true
			case "", "no":
				r.Off = false
			default:
				return fmt.Errorf("%q is not known here; use yes or leave it empty", s)
			}
			return nil
		}},
	textField("exempt_stock", "Exempt stock", func(r *Rule) *string { return &r.ExemptStock }),
	optMonthField("exempt_until", "Exempt until", func(r *Rule) *Opt[Month] { return &r.ExemptUntil }),
	textField("exempt_recycled_in", "Recycled exempt in", func(r *Rule) *string { return &r.ExemptRecycledIn }),
}

func isStage(s Stage) bool {
	for _, x := range Stages {
		if x == s {
			return true
		}
	}
	return false
}

// ScenarioFields are the columns of the scenarios table.
var ScenarioFields = []Field[Scenario]{
	textField("scenario_id", "Scenario", func(r *Scenario) *string { return &r.ID }),
	textField("name", "Name", func(r *Scenario) *string { return &r.Name }),
	optNumberField("probability", "Probability", "share", func(r *Scenario) *Opt[float64] { return &r.Probability }),
	optMonthField("start_month", "Starts", func(r *Scenario) *Opt[Month] { return &r.Shock.Start }),
	optIntField("duration_months", "Lasts", "months", func(r *Scenario) *Opt[int] { return &r.Shock.Months }),
	textField("hits", "Hits", func(r *Scenario) *string { return &r.Shock.Hits }),
	optPercentField("capacity_left_pct", "Capacity left", func(r *Scenario) *Opt[float64] { return &r.Shock.CapacityLeft }),
	optNumberField("extra_wait_days", "Extra wait", "days", func(r *Scenario) *Opt[float64] { return &r.Shock.ExtraWait }),
	optNumberField("wait_to_days", "Wait at least", "days", func(r *Scenario) *Opt[float64] { return &r.Shock.WaitTo }),
	optNumberField("price_factor", "Price factor", "", func(r *Scenario) *Opt[float64] { return &r.Shock.PriceFactor }),
	optNumberField("demand_factor", "Demand factor", "", func(r *Scenario) *Opt[float64] { return &r.Shock.DemandFactor }),
	optPercentField("extra_duty_pct", "Extra duty", func(r *Scenario) *Opt[float64] { return &r.Shock.ExtraDuty }),
	listField("with", "Together with", "|", func(r *Scenario) *[]string { return &r.With }),
	textField("note", "Note", func(r *Scenario) *string { return &r.Note }),
}
