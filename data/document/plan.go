package document

import "remanence/planner"

// Plan is the plan that was made last, nil when there is none. Stale says
// whether it still answers the inputs.
func (d *Document) Plan() *planner.Plan { return d.plan }

// SetPlan keeps a plan with the project, nil to drop it. Its Digest says which
// inputs it was made from.
func (d *Document) SetPlan(p *planner.Plan) {
	d.plan, d.planDirty = p, true
	d.tell(PlanChanged{})
}

// Baselines are the as-today plan and the cheapest plan, nil when not made.
func (d *Document) Baselines() (asToday, cheapest *planner.Plan) { return d.asToday, d.cheapest }

// SetBaselines keeps both baselines with the project.
func (d *Document) SetBaselines(asToday, cheapest *planner.Plan) {
	d.asToday, d.cheapest, d.planDirty = asToday, cheapest, true
	d.tell(PlanChanged{})
}

// Stale reports a plan that was made from other inputs than those of today.
func (d *Document) Stale() bool { return d.plan != nil && d.plan.Digest != d.Digest() }

// Digest identifies the inputs of a plan; see the function Digest.
func (d *Document) Digest() string {
	if d.digest == "" {
		d.digest = Digest(d.project, nil)
	}
	return d.digest
}
