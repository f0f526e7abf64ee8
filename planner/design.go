package planner

import "slices"

// DesignsBefore lists the changes of grade that must be made before one: it
// starts from a grade that another change of the part leads to, and so on, the
// nearest first. None when it starts from today's grade.
func (p *Project) DesignsBefore(f *Facts, d *Design) []*Design {
	var out []*Design
	part := p.Part(d.Part)
	names := namer{f, map[string]string{}}
	for at := d; part != nil && at != nil && at.FromGrade != "" && !names.sameGrade(at.FromGrade, part.Grade); {
		var next *Design
		for _, x := range p.AlternativesOf(d.Part) {
			if x != d && names.sameGrade(x.ToGrade, at.FromGrade) && !slices.Contains(out, x) {
				next = x
				break
			}
		}
		if next != nil {
			out = append(out, next)
		}
		at = next
	}
	return out
}

// EarliestOrder is the first month of ordering in the grade of a change: its own,
// and not before that of a change it builds on.
func (p *Project) EarliestOrder(f *Facts, d *Design) Month {
	at := d.Earliest
	for _, x := range p.DesignsBefore(f, d) {
		at = max(at, x.Earliest)
	}
	return at
}

// fromToday reports whether a change starts, by way of others, from the grade its
// part has today.
func (p *Project) fromToday(f *Facts, d *Design, part *Part) bool {
	first := d
	if before := p.DesignsBefore(f, d); len(before) > 0 {
		first = before[len(before)-1]
	}
	names := namer{f, map[string]string{}}
	return first.FromGrade == "" || names.sameGrade(first.FromGrade, part.Grade)
}
