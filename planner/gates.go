package planner

// Gates are the steps of a qualification: samples are made and measured, PPAP
// proves the series, the customer approves. A simple offer has none of them and
// takes its qualification months in one piece.
type Gates struct {
	SampleMonths     Opt[int]   `json:"sample_months,omitzero"`
	PPAPMonths       Opt[int]   `json:"ppap_months,omitzero"`
	ApprovalMonths   Opt[int]   `json:"approval_months,omitzero"`
	SampleEarliest   Opt[Month] `json:"sample_earliest,omitzero"`   // first month in which samples can be begun
	PPAPEarliest     Opt[Month] `json:"ppap_earliest,omitzero"`     // likewise PPAP
	ApprovalEarliest Opt[Month] `json:"approval_earliest,omitzero"` // first month in which the offer can be approved
}

// Any reports whether a gate is stated.
func (g Gates) Any() bool { return g != Gates{} }

// QualificationTime is the months of a qualification that waits for nothing:
// the sum of its gates, or without them its stated length.
func (o *Offer) QualificationTime() Opt[int] {
	g := o.Gates
	if g.SampleMonths.OK || g.PPAPMonths.OK || g.ApprovalMonths.OK {
		return Some(g.SampleMonths.V + g.PPAPMonths.V + g.ApprovalMonths.V)
	}
	return o.QualificationMonths
}

// GateDates are the months in which the gates of a qualification are passed:
// samples done, PPAP done, approved and usable. A qualification begun earlier
// is never usable later.
type GateDates struct{ Sample, PPAP, Approved Month }

// GatesFrom dates the gates of a qualification begun in a month. Each gate
// begins when the one before is passed, and not before its earliest month.
func (o *Offer) GatesFrom(start Month) GateDates {
	g := o.Gates
	if !(g.SampleMonths.OK || g.PPAPMonths.OK || g.ApprovalMonths.OK) {
		// One piece, which the earliest months still hold up.
		s := max(start, g.SampleEarliest.V)
		end := max(s+Month(o.QualificationMonths.V), g.ApprovalEarliest.V)
		return GateDates{end, end, end}
	}
	var d GateDates
	d.Sample = max(start, g.SampleEarliest.V) + Month(g.SampleMonths.V)
	d.PPAP = max(d.Sample, g.PPAPEarliest.V) + Month(g.PPAPMonths.V)
	d.Approved = max(d.PPAP+Month(g.ApprovalMonths.V), g.ApprovalEarliest.V)
	return d
}
