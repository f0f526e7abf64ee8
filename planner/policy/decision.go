package policy

import (
	"fmt"
	"strings"

	"remanence/planner"
)

// Kind of a decision: the question it answers.
type Kind string

const (
	DirectLicence Kind = "export_licence"      // does this shipment need one
	FeedLicence   Kind = "feed_licence"        // does the maker's own feed need one
	ValueContent  Kind = "foreign_content"     // value share of listed content in foreign-made goods
	Reexport      Kind = "reexport"            // listed goods moved on from a third country
	Technology    Kind = "technology_origin"   // made with controlled process knowledge
	Equipment     Kind = "equipment_origin"    // the plant stands on controlled machines
	Service       Kind = "technology_service"  // the plant needs help from controlled process knowledge
	ExportBan     Kind = "export_ban"          // the export is refused
	EntityListing Kind = "entity_listing"      // supplier or its owner is on a list
	DefenceChain  Kind = "defence_chain"       // a stage in a country that a defence customer excludes
	PracticeMass  Kind = "exporters_mass_test" // exporters' own habit, no rule
	Benchmark     Kind = "benchmark"           // a target of a state, no limit of a company
)

// Reach says whether a rule speaks of the goods.
type Reach string

const (
	Reaches  Reach = "reaches"
	Misses   Reach = "does_not_reach"
	NotKnown Reach = "unknown"
)

// Need is what follows for a licence, or for a ban.
type Need string

const (
	NeedYes     Need = "yes"
	NeedNo      Need = "no"
	NeedDormant Need = "if_the_rule_returns" // reached, or perhaps reached, by a rule that does not apply today
	NeedUnknown Need = "unknown"
)

// Input is one fact a decision rests on.
type Input struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	From  string `json:"from"` // quotation, profile P, reference table, default, project settings
}

// Decision is what one rule asks of one line, and why.
type Decision struct {
	Kind       Kind   `json:"kind"`
	Rule       string `json:"rule"` // id of the regulation; "" for a habit of exporters
	Instrument string `json:"instrument,omitempty"`
	Offer      string `json:"offer,omitempty"`
	Part       string `json:"part,omitempty"`
	Item       string `json:"item,omitempty"` // grade or material
	Date       string `json:"date"`           // of shipment

	Reach    Reach    `json:"reach"`
	Standing Standing `json:"status"`
	Disputed bool     `json:"disputed,omitempty"`
	Need     Need     `json:"need"`
	Text     string   `json:"text"`
	Inputs   []Input  `json:"inputs"`

	// The two tests that share a figure of 0.1 % and nothing else.
	ValueTest planner.Opt[ValueTest] `json:"value_test,omitzero"`
	MassTest  planner.Opt[MassTest]  `json:"mass_test,omitzero"`

	Effective      string           `json:"effective,omitempty"`
	SuspendedFrom  string           `json:"suspended_from,omitempty"`
	SuspendedUntil string           `json:"suspended_until,omitempty"`
	Extension      string           `json:"extension_agreed_notice_not_seen,omitempty"`
	StatusText     string           `json:"status_text"`
	CheckedOn      string           `json:"checked_on,omitempty"`
	CheckedAge     planner.Opt[int] `json:"checked_age_days,omitzero"`
	Source         planner.Source   `json:"source"`
	SourceAge      planner.Opt[int] `json:"source_age_days,omitzero"`
	Undated        bool             `json:"source_undated,omitempty"` // the source names no date, so that its age is not known
}

// licensing reports whether a decision can ask for a licence of the shipment
// itself.
func (k Kind) licensing() bool {
	switch k {
	case DirectLicence, ValueContent, Reexport, Technology:
		return true
	}
	return false
}

// needOf joins reach and standing.
func needOf(r Reach, s Standing) Need {
	switch {
	case r == Misses || s == Ended:
		return NeedNo
	case s == Suspended || s == Scheduled:
		return NeedDormant
	case r == NotKnown || s == Unsettled:
		return NeedUnknown
	}
	return NeedYes
}

// Query is when and how a decision is asked for.
type Query struct {
	Date string // full date of shipment
	AsOf string // full date from which ages are counted
}

// finding is what a rule's own code says; the rest of a decision is the same
// for all.
type finding struct {
	kind   Kind
	rule   string
	reach  Reach
	text   string
	inputs []Input
	value  planner.Opt[ValueTest]
	mass   planner.Opt[MassTest]
	source planner.Source // of a finding without a rule
}

// decide makes the whole decision of a finding.
func (b *Book) decide(l *line, x finding, q Query) Decision {
	d := Decision{Kind: x.kind, Rule: x.rule, Date: q.Date, Reach: x.reach, Inputs: x.inputs, ValueTest: x.value, MassTest: x.mass,
		Source: x.source, Standing: Unsettled}
	if l != nil {
		d.Offer, d.Part, d.Item = l.offer.ID, l.part.ID, l.item
	}
	if d.Inputs == nil {
		d.Inputs = []Input{}
	}
	if x.rule == "" {
		d.StatusText, d.Need, d.Text = "no rule", NeedNo, x.text
		d.dateSource(q)
		return d
	}
	s := b.State(x.rule, q.Date)
	d.Standing, d.Disputed, d.StatusText = s.Standing, s.Disputed, s.Text
	d.Need = needOf(x.reach, s.Standing)
	if r, ok := b.f.Regulation(x.rule); ok {
		d.Instrument, d.Effective = r.Instrument, r.Effective
		d.SuspendedFrom, d.SuspendedUntil, d.Extension = r.SuspendedFrom, r.SuspendedUntil, r.Extension
		d.CheckedOn, d.Source = r.CheckedOn, r.Source
		d.CheckedAge = AgeDays(r.CheckedOn, q.AsOf)
	}
	d.dateSource(q)
	d.Text = strings.TrimSpace(fmt.Sprintf("%s %s %s (%s).", x.text, conclusion(x.kind, d), x.rule, s.Text))
	return d
}

// dateSource says how old the source is, or that it names no date.
func (d *Decision) dateSource(q Query) {
	d.SourceAge = AgeDays(d.Source.Date, q.AsOf)
	d.Undated = firstDay(d.Source.Date) == ""
}

// conclusion is the last sentence of a decision up to the rule's name.
func conclusion(k Kind, d Decision) string {
	switch {
	case k == Benchmark:
		return "It is a target of a state and no limit of a company:"
	case k == DefenceChain || k == EntityListing || k == Equipment || k == Service || k == FeedLicence:
		switch d.Need {
		case NeedYes:
			return "The rule reaches it:"
		case NeedNo:
			return "The rule does not reach what is stated:"
		case NeedDormant:
			if d.Reach == NotKnown {
				return "The rule may reach it once it applies:"
			}
			return "The rule would reach it once it applies:"
		}
		return "Whether the rule reaches it is not known:"
	case k == ExportBan:
		switch d.Need {
		case NeedYes:
			return "Its export is refused:"
		case NeedNo:
			return "The ban does not reach it:"
		case NeedDormant:
			if d.Reach == NotKnown {
				return "Its export may be refused if the rule returns:"
			}
			return "Its export would be refused if the rule returns:"
		}
		return "Whether its export is refused is not known:"
	}
	switch d.Need {
	case NeedYes:
		return "A licence is needed:"
	case NeedNo:
		return "No need for a licence was found:"
	case NeedDormant:
		if d.Reach == NotKnown {
			return "A licence may be needed if the rule applies again:"
		}
		return "A licence would be needed if the rule applies again:"
	}
	return "Whether a licence is needed is not known:"
}
