package cost

import "remanence/planner"

// SwarfCredit is what a supplier pays for the swarf of one kg bought, plan
// currency; 0 where it pays nothing.
func SwarfCredit(p *planner.Project, o *planner.Offer) float64 {
	if o.SwarfTerms != planner.SwarfCredited || !o.SwarfCredit.OK {
		return 0
	}
	return ToPlan(p, o.SwarfCredit.V, o.Currency) * o.SwarfKgPerKg.V
}

// recycling books each stream: collection of what is used and sold, toll for what
// is used, the credit for what is sold when it is paid; and swarf credits at the
// arrival of the goods.
func (b *book) recycling() {
	for i := range b.p.Streams {
		s := &b.p.Streams[i]
		collect := ToPlan(b.p, s.CollectionCost.V, s.Currency)
		toll := ToPlan(b.p, s.TollFee.V, s.Currency)
		credit := ToPlan(b.p, s.Credit.V, s.Currency)
		for t, kg := range b.plan.Collected[s.ID] {
			b.add(planner.CostEntry{Kind: planner.CostCollection, Month: t, Pay: float64(t), Offer: s.ID, Amount: collect * kg})
			b.add(planner.CostEntry{Kind: planner.CostToll, Month: t, Pay: float64(t), Offer: s.ID, Amount: toll * kg})
		}
		for t, kg := range b.plan.Sold[s.ID] {
			b.add(planner.CostEntry{Kind: planner.CostCollection, Month: t, Pay: float64(t), Offer: s.ID, Amount: collect * kg})
			b.add(planner.CostEntry{Kind: planner.CostScrapCredit, Month: t, Pay: float64(t + s.CreditDelay.V), Offer: s.ID, Amount: -credit * kg})
		}
	}
	for _, a := range b.plan.Awards {
		if o := b.p.Offer(a.Offer); o != nil {
			t := int(a.Arrives - b.p.Start)
			b.add(planner.CostEntry{Kind: planner.CostScrapCredit, Month: t, Pay: float64(t), Part: a.Part, Offer: a.Offer, Amount: -SwarfCredit(b.p, o) * a.Kg})
		}
	}
}
