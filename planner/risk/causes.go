package risk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// Behind says why the plan's lines stand still for more money than those of
// another policy: both live through the same worlds again with one thing made
// equal or taken away, and what is left of the difference is compared.
type Behind struct {
	Policy string  `json:"policy"` // that does better
	Gap    float64 `json:"gap"`    // mean line-stop cost of the plan above that policy's
	Paths  int     `json:"paths"`
	Causes []Cause `json:"causes"` // largest first; they overlap and need not add up
}

// Cause is one reason.
type Cause struct {
	Name     string  `json:"name"` // stock, room, time, delays or licences
	Text     string  `json:"text"`
	Explains float64 `json:"explains"` // of the gap
}

// causePaths is how many paths each experiment takes.
const causePaths = 1000

// behind looks for the first other plan with less line-stop cost than the first
// policy; nil when there is none, or the difference lies within the band.
func (r *runner) behind(ctx context.Context, s *stage, policies []Policy, out []PolicyResult) (*Behind, error) {
	for i, x := range policies {
		gap := out[0].Stopped.Mean.Value - out[i].Stopped.Mean.Value
		if x.Plan == policies[0].Plan || gap <= out[0].Stopped.Mean.High-out[0].Stopped.Mean.Value {
			continue
		}
		b := &Behind{Policy: x.Name, Gap: gap, Paths: causePaths}
		mine, other := r.worlds[0], r.worlds[i]
		try := []struct {
			name, text  string
			mine, other *world
		}{
			{"stock", stockText(mine, other), mine.stocked(other), other},
			{"room", roomText(mine, other), mine.roomy(), other.roomy()},
			{"time", timeText(mine, other), mine.prompt(), other.prompt()},
			{"delays", delayText(mine, other), mine.punctual(), other.punctual()},
			{"licences", licenceText(mine, other), mine.free(), other.free()},
		}
		worlds := []*world{mine, other}
		for _, t := range try {
			if t.text != "" { // the plan is worse in it
				worlds = append(worlds, t.mine, t.other)
			}
		}
		means, err := meanStops(ctx, worlds, s, r.seed, len(r.workers))
		if err != nil {
			return nil, err
		}
		short := means[0] - means[1] // the gap on these paths
		at := 2
		for _, t := range try {
			if t.text == "" {
				continue
			}
			if explains := short - (means[at] - means[at+1]); explains > short/10 {
				b.Causes = append(b.Causes, Cause{t.name, t.text, explains})
			}
			at += 2
		}
		slices.SortStableFunc(b.Causes, func(a, b Cause) int { return -cmp.Compare(a.Explains, b.Explains) })
		return b, nil
	}
	return nil, nil
}

// meanStops is the mean line-stop cost of worlds on the first paths.
func meanStops(ctx context.Context, worlds []*world, s *stage, seed int64, workers int) ([]float64, error) {
	r := newRunner(worlds, s, seed, causePaths, workers)
	if err := r.live(ctx, 0, causePaths); err != nil {
		return nil, err
	}
	var out []float64
	for i := range worlds {
		sum := 0.0
		for k := range r.all[i] {
			sum += r.all[i][k].stopped / causePaths
		}
		out = append(out, sum)
	}
	return out, nil
}

func (w *world) copy() *world {
	x := *w
	x.plan = nil
	x.parts, x.lines, x.pools = slices.Clone(w.parts), slices.Clone(w.lines), slices.Clone(w.pools)
	return &x
}

// stocked is the world with at least as much stock as another plans, part by part
// and month by month: what is missing is lent, and taken back when the other runs
// its own down.
func (w *world) stocked(other *world) *world {
	x := w.copy()
	for i := range x.parts {
		p, q := &x.parts[i], other.part(x.parts[i].number)
		if q == nil {
			continue
		}
		p.target, p.fixed = slices.Clone(p.target), slices.Clone(p.fixed)
		lent := 0.0
		for t := range p.target {
			p.target[t] += lent
			more := max(0, q.plannedEnd[t]-p.plannedEnd[t])
			p.fixed[t] += more - lent
			lent = more
		}
	}
	x.pack()
	return x
}

func (w *world) part(number int) *simPart {
	for i := range w.parts {
		if w.parts[i].number == number {
			return &w.parts[i]
		}
	}
	return nil
}

// roomy is the world without limits of capacity.
func (w *world) roomy() *world {
	x := w.copy()
	for k := range x.lines {
		x.lines[k].pool = -1
	}
	x.pack()
	return x
}

// punctual is the world in which tests and new capacity come as planned.
func (w *world) punctual() *world {
	x := w.copy()
	for k := range x.lines {
		if x.lines[k].late {
			x.lines[k].late = false
		}
	}
	for k := range x.pools {
		x.pools[k].rise = false
	}
	return x
}

// prompt is the world in which every order arrives when the plan says.
func (w *world) prompt() *world {
	x := w.copy()
	for k := range x.lines {
		x.lines[k].prompt = true
	}
	return x
}

// reserve is how many weeks an order has in hand in the mean: planned time less
// making, shipping and the median wait.
func (w *world) reserve() float64 {
	sum, kg := 0.0, 0.0
	for k := range w.lines {
		l := &w.lines[k]
		for t, q := range l.q {
			need := l.making + l.transit
			if l.desk >= 0 && l.needs[t] {
				need += l.p50
			}
			sum += float64(q * l.kg * (float64(l.lead[t]) - need) * weeksPerMonth)
			kg += float64(q * l.kg)
		}
	}
	if kg <= 0 {
		return 0
	}
	return sum / kg
}

func timeText(a, b *world) string {
	x, y := a.reserve(), b.reserve()
	if x >= y-0.05 {
		return ""
	}
	return fmt.Sprintf("its orders have less time in hand: %.1f weeks between what making, shipping and the usual wait take and what is planned, against %.1f", x, y)
}

// free is the world in which no licence is needed and no feed is held back.
func (w *world) free() *world {
	x := w.copy()
	for k := range x.lines {
		x.lines[k].desk, x.lines[k].feedDesk = -1, -1
	}
	x.pack()
	return x
}

// cover is the mean stock at month ends in weeks of the month's need, as planned,
// and the share of month ends with less than a week.
func (w *world) cover() (weeks, bare float64) {
	n := 0.0
	for i := range w.parts {
		p := &w.parts[i]
		for t := range p.judged {
			if p.need[t] > 0 {
				c := min(p.plannedEnd[t]/p.need[t]*weeksPerMonth, 52)
				weeks += c
				n++
				if c < 1 {
					bare++
				}
			}
		}
	}
	if n > 0 {
		weeks, bare = weeks/n, bare/n
	}
	return weeks, bare
}

func stockText(a, b *world) string {
	wa, na := a.cover()
	wb, nb := b.cover()
	if wa >= wb-0.05 {
		return fmt.Sprintf("it holds less stock of some parts in some months, though not in the mean: %.1f weeks of need at month ends against %.1f", wa, wb)
	}
	return fmt.Sprintf("it holds less stock: %.1f weeks of need at month ends against %.1f, and less than a week at %.0f %% of them against %.0f %%", wa, wb, 100*na, 100*nb)
}

// use is the share of the capacity counted on that the plan fills.
func (w *world) use() float64 {
	used, all := 0.0, 0.0
	for k := range w.lines {
		l := &w.lines[k]
		if l.pool < 0 {
			continue
		}
		for _, q := range l.q {
			used += float64(q * l.kg)
		}
	}
	for k := range w.pools {
		ordered := false
		for i := range w.lines {
			ordered = ordered || w.lines[i].pool == k && total(w.lines[i].q) > 0
		}
		if ordered {
			all += total(w.pools[k].cap)
		}
	}
	if all <= 0 {
		return 0
	}
	return used / all
}

func roomText(a, b *world) string {
	if a.use() <= b.use() {
		return ""
	}
	return fmt.Sprintf("its plants have less room to catch up: %.0f %% of their capacity is ordered as planned, against %.0f %%", 100*a.use(), 100*b.use())
}

// newcomers are lines in the plan that a late test can hold up, and pools that
// are still growing.
func (w *world) newcomers() int {
	seen, grow := map[int]bool{}, map[int]bool{}
	for k := range w.lines {
		l := &w.lines[k]
		if total(l.q) <= 0 {
			continue
		}
		if l.late {
			seen[l.test] = true
		}
		if l.pool >= 0 && w.pools[l.pool].rise {
			grow[l.pool] = true
		}
	}
	return len(seen) + len(grow)
}

func delayText(a, b *world) string {
	n, m := a.newcomers(), b.newcomers()
	if n <= m {
		return ""
	}
	return fmt.Sprintf("it counts on %d qualifications and plants that are not there yet and may be late, against %d", n, m)
}

// licensed is the share of what is ordered that waits for a desk.
func (w *world) licensed() float64 {
	held, all := 0.0, 0.0
	for k := range w.lines {
		l := &w.lines[k]
		kg := float64(total(l.q) * l.kg)
		all += kg
		if l.desk >= 0 || l.feedDesk >= 0 {
			held += kg
		}
	}
	if all <= 0 {
		return 0
	}
	return held / all
}

func licenceText(a, b *world) string {
	if a.licensed() <= b.licensed() {
		return ""
	}
	return fmt.Sprintf("an export desk can hold back %.0f %% of what it orders, feed of makers elsewhere included, against %.0f %%", 100*a.licensed(), 100*b.licensed())
}
