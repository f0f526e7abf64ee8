package planner

import "strconv"

// Confidences are the words for how far a source is to be trusted.
var Confidences = []string{"high", "medium", "low"}

// ID names a reported fact: when, of which origin, of whom and what was measured.
func (e *Evidence) ID() string {
	return e.Period + ">" + e.Origin + ">" + e.Population + ">" + e.Metric
}

// EvidenceFields are the columns of the buyer's own evidence on licences that leave
// its name as it is.
var EvidenceFields = []Field[Evidence]{
	optNumberField("value", "Value", "", func(r *Evidence) *Opt[float64] { return &r.Value }),
	textField("unit", "Unit", func(r *Evidence) *string { return &r.Unit }),
	textField("detail", "Detail", func(r *Evidence) *string { return &r.Detail }),
	textField("comment", "Comment", func(r *Evidence) *string { return &r.Comment }),
	textField("source", "Source", func(r *Evidence) *string { return &r.Source.Name }),
	textField("source_date", "Date", func(r *Evidence) *string { return &r.Source.Date }),
	wordField("confidence", "Confidence", Confidences, func(r *Evidence) *string { return &r.Source.Confidence }),
}

// WorldShare is a country's share of what the world makes at a stage, as reported.
// No plan depends on it. Shares of different scopes do not add up.
type WorldShare struct {
	Stage       string       `json:"stage"`
	Country     string       `json:"country"` // as the source says it; may name a company or a group
	Code        string       `json:"country_code,omitempty"`
	Year        int          `json:"year"`
	Scope       string       `json:"scope"`                       // what is counted
	Tonnes      Opt[float64] `json:"tonnes,omitzero"`             // a year
	SharePct    Opt[float64] `json:"share_pct,omitzero"`          // percent of the world
	WorldTonnes Opt[float64] `json:"world_total_tonnes,omitzero"` // a year
	Note        string       `json:"note,omitempty"`
	Source      Source       `json:"source"`
}

// ID names a share: stage, country, year and scope.
func (s *WorldShare) ID() string {
	return s.Stage + ">" + s.Country + ">" + strconv.Itoa(s.Year) + ">" + s.Scope
}

// WorldShareFields are the columns of the buyer's own world shares that leave the
// name as it is.
var WorldShareFields = []Field[WorldShare]{
	optNumberField("tonnes", "Tonnes", "t a year", func(r *WorldShare) *Opt[float64] { return &r.Tonnes }),
	optNumberField("share_pct", "Share", "%", func(r *WorldShare) *Opt[float64] { return &r.SharePct }),
	optNumberField("world_total_tonnes", "World total", "t a year", func(r *WorldShare) *Opt[float64] { return &r.WorldTonnes }),
	textField("note", "Note", func(r *WorldShare) *string { return &r.Note }),
	textField("source", "Source", func(r *WorldShare) *string { return &r.Source.Name }),
	textField("source_date", "Date", func(r *WorldShare) *string { return &r.Source.Date }),
	wordField("confidence", "Confidence", Confidences, func(r *WorldShare) *string { return &r.Source.Confidence }),
}
