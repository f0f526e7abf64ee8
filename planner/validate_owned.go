package planner

import "fmt"

// ownFacts checks the buyer's own evidence on licences and world shares.
func (c *checker) ownFacts() {
	var evidence, shares []string
	for i := range c.p.OwnEvidence {
		e := &c.p.OwnEvidence[i]
		evidence = append(evidence, e.ID())
		c.number(item{"Evidence", "evidence", e.ID()}, "value", "value", e.Value)
	}
	for i := range c.p.OwnShares {
		s := &c.p.OwnShares[i]
		at := item{"World share", "share", s.ID()}
		shares = append(shares, s.ID())
		for _, x := range []struct {
			cell, field string
			v           Opt[float64]
		}{{"tonnes", "tonnes", s.Tonnes}, {"share", "share_pct", s.SharePct}, {"world total", "world_total_tonnes", s.WorldTonnes}} {
			c.number(at, x.cell, x.field, x.v)
		}
		if s.SharePct.OK && s.SharePct.V > 100 {
			c.bad(at, "share", "share_pct", fmt.Sprintf("%s %% is more than 100 %%.", FormatNumber(s.SharePct.V)), "Enter percent, 0 to 100.")
		}
	}
	c.unique("Evidence", "evidence", evidence)
	c.unique("World share", "share", shares)
}
