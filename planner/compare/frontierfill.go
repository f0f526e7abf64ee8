package compare

import (
	"context"
	"fmt"
	"math"
	"slices"

	"remanence/planner"
	"remanence/planner/award"
)

// Between the limits of a frontier other plans may lie. Where the model has at most
// smallModel whole-number columns they are looked for until none is missed.
const (
	smallModel = 30
	// mostFilled is how many plans that may take.
	mostFilled = 300
	// fillGap is the gap each plan of a small model is proven to.
	fillGap = 1e-9
	// jump and slide are the resolution, shares of the width between the ends: a plan
	// less exposed than the last by less than jump is that plan; where plans can be
	// mixed kilogram by kilogram the mixes are followed in steps of slide.
	jump, slide = 1e-4, 1.0 / 64
)

// filler looks for the plans between the points of a frontier.
type filler struct {
	step  *stepper
	width float64 // of the exposure between the ends
	made  int
	whole bool // nothing is passed over so far
	mixes bool // the model has no whole-number columns: its frontier is convex
	found func(Point)
	tell  func(made int, limit float64)
}

// fill adds the plans between neighbouring points, from the most exposed down, and
// reports whether none is missed. Points it found on a straight line between others
// are mixes of those and left out.
func (f *filler) fill(ctx context.Context, points []Point) ([]Point, bool, error) {
	out := points[:1:1]
	for i := 1; i < len(points); i++ {
		between, err := f.between(ctx, points[i-1], points[i].Exposure, points[i])
		if err != nil {
			return points, false, err
		}
		out = append(append(out, between...), points[i])
	}
	return unmixed(undominated(out)), f.whole, nil
}

// between are the plans less exposed than p whose exposure exceeds a limit, low; at
// is the best plan within that limit.
func (f *filler) between(ctx context.Context, p Point, low float64, at Point) ([]Point, error) {
	if p.Exposure-low <= 2*jump*f.width {
		return nil, nil
	}
	limit := p.Exposure - float64(jump*f.width)
	next, err := f.at(ctx, limit)
	if err != nil || next.Plan == nil || next.Exposure <= low+f.close() {
		return nil, err
	}
	if next.Exposure < limit-f.close() { // another plan, as exposed as it must be
		rest, err := f.between(ctx, next, low, at)
		return append([]Point{next}, rest...), err
	}
	// Plans mix into one another here: the middle tells how far.
	if p.Exposure-low <= slide*f.width {
		return nil, nil
	}
	middle := float64((p.Exposure + low) / 2)
	mid, err := f.at(ctx, middle)
	if err != nil || mid.Plan == nil {
		return nil, err
	}
	mid.mix = mid.Exposure > middle-f.close()
	if f.mixes && mid.mix && straight(p, mid, at) {
		return nil, nil
	}
	out, err := f.between(ctx, p, middle, mid)
	if err != nil || mid.Exposure <= low+f.close() {
		return out, err
	}
	rest, err := f.between(ctx, mid, low, at)
	return append(append(out, mid), rest...), err
}

// close is the difference of exposures that says nothing.
func (f *filler) close() float64 { return jump * f.width / 10 }

// at is the best plan within a limit; one without a plan where none is proven.
func (f *filler) at(ctx context.Context, limit float64) (Point, error) {
	if f.made >= mostFilled {
		f.whole = false
		return Point{}, nil
	}
	f.made++
	p, err := f.step.at(ctx, planner.Some(limit), false)
	if err != nil {
		return Point{}, err
	}
	if err := ctx.Err(); err != nil {
		return Point{}, err
	}
	if f.tell != nil {
		f.tell(f.made, limit)
	}
	if p.Plan.Status != planner.StatusOptimal || !award.Planned(p.Plan) {
		f.whole = false
		return Point{}, nil
	}
	if f.found != nil {
		f.found(p)
	}
	return p, nil
}

// straight reports whether a point lies on the line between two others.
func straight(a, m, b Point) bool {
	if a.Exposure-b.Exposure <= 0 {
		return false
	}
	on := a.Cost + (b.Cost-a.Cost)*(a.Exposure-m.Exposure)/(a.Exposure-b.Exposure)
	return math.Abs(m.Cost-on) <= 1e-6*math.Max(1, math.Abs(b.Cost-a.Cost))
}

// unmixed leaves out the points found in a mix that lie on the line between the
// points beside them.
func unmixed(points []Point) []Point {
	out := slices.Clone(points)
	for i := 1; i+1 < len(out); {
		if out[i].mix && straight(out[i-1], out[i], out[i+1]) {
			out = slices.Delete(out, i, i+1)
		} else {
			i++
		}
	}
	return out
}

// filled looks for the plans between the points of a small model's frontier.
func (fr *Frontier) filled(ctx context.Context, w *Work, step *stepper, points int, found func(Point)) error {
	if len(fr.Points) < 2 || !fr.Proven {
		fr.Complete = fr.Proven && len(fr.Points) == 1
		return nil
	}
	first, last := fr.Points[0], fr.Points[len(fr.Points)-1]
	f := &filler{step: step, width: first.Exposure - last.Exposure, whole: true, mixes: first.Plan.Model.Binaries == 0, found: found}
	if w.Done != nil {
		f.tell = func(made int, limit float64) { w.Done(points+made, points+made+1, fmt.Sprintf("limit %.4g", limit)) }
	}
	var err error
	fr.Points, fr.Complete, err = f.fill(ctx, fr.Points)
	return err
}
