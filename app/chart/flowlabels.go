package chart

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"remanence/app/ui/palette"
)

const (
	lowNode    = 9  // a node lower than this has no room for its name
	flowLine   = 14 // height of a line of a label
	farLabel   = 40 // how far a label may stand from its node
	leastRoom  = 24 // a narrower column has no labels
	widestName = 150
	lowLeader  = 12 // from a low node to its name
)

// stretch is a piece of a column that is taken by a label.
type stretch struct{ y0, y1 float64 }

// labels writes names, amounts and shares beside the nodes of a column. Nodes high
// enough for a line have theirs at their side; low ones get theirs where there is
// still room, with a leader, several low neighbours one below the other or in one
// line. What finds no room is left to the tooltip.
func (c Flow) labels(s *Scene, lay *flowLayout, stage int, top float64) {
	x, room := lay.x(stage)+nodeWidth+5, lay.pitch-nodeWidth-12
	if stage == lay.stages-1 {
		room = s.Width - x - 4
	}
	if room < leastRoom {
		return
	}
	room = min(room, widestName)
	var low []*flowNode
	var taken []stretch
	for _, n := range lay.nodes {
		switch {
		case n.node.Stage != stage || n.value <= 0:
		case n.height < lowNode:
			low = append(low, n)
		default:
			taken = append(taken, c.label(s, lay, n, x, room))
		}
	}
	slices.SortStableFunc(low, func(a, b *flowNode) int { return cmp.Compare(a.y, b.y) })
	frame := stretch{top, s.Height - 2}
	for len(low) > 0 {
		n := 1 // neighbours whose names would run into each other
		for n < len(low) && low[n].middle()-low[n-1].middle() < flowLine+2 {
			n++
		}
		taken = c.lowLabels(s, lay, low[:n], x, room, taken, frame)
		low = low[n:]
	}
}

func (n *flowNode) middle() float64 { return n.y + n.height/2 }

// label writes name, amount and share beside a node, on a ground that keeps it
// readable over the bands, and returns the room it takes.
func (c Flow) label(s *Scene, lay *flowLayout, n *flowNode, x, room float64) stretch {
	share := percent(n.value / lay.total[n.node.Stage])
	lines := []string{n.node.Label, c.Axis.format(n.value) + " · " + share}
	if n.height < 30 {
		lines = []string{n.node.Label + " " + share}
	}
	return s.flowLines(lines, x, n.middle()-flowLine*float64(len(lines))/2, room)
}

// flowLines writes lines from y down, the first bold.
func (s *Scene) flowLines(lines []string, x, y, room float64) stretch {
	w := 0.0
	for i := range lines {
		lines[i] = fit(lines[i], labelSize, i == 0, room)
		w = max(w, textWidth(lines[i], labelSize, i == 0))
	}
	end := y + flowLine*float64(len(lines))
	s.rect(x-3, y-1, x+w+3, end+1, palette.Alpha(s.look.Surface, 190))
	for i, line := range lines {
		ink := s.look.Text
		if i > 0 {
			ink = s.look.Muted
		}
		s.text(x, middle(y+flowLine/2+flowLine*float64(i), labelSize), line, labelSize, i == 0, ink, Start)
	}
	return stretch{y - 1, end + 1}
}

// lowLabels writes the names of low neighbours and returns what is taken now: a line
// for each, else one line for all, else none.
func (c Flow) lowLabels(s *Scene, lay *flowLayout, nodes []*flowNode, x, room float64, taken []stretch, frame stretch) []stretch {
	room -= lowLeader
	name := func(n *flowNode) string { return n.node.Label + " " + lowShare(n.value/lay.total[n.node.Stage]) }
	near := (nodes[0].middle() + nodes[len(nodes)-1].middle()) / 2
	if y, ok := freeNear(near, flowLine*float64(len(nodes)), taken, frame); ok {
		for i, n := range nodes {
			at := y + flowLine*float64(i)
			s.leader(n, lay.x(n.node.Stage)+nodeWidth, x+lowLeader-3, at+flowLine/2)
			taken = append(taken, s.flowLines([]string{name(n)}, x+lowLeader, at, room))
		}
		return taken
	}
	var names []string
	sum := 0.0
	for _, n := range nodes {
		names, sum = append(names, n.node.Label), sum+n.value
	}
	all := strings.Join(names, ", ") + " " + lowShare(sum/lay.total[nodes[0].node.Stage])
	y, ok := freeNear(near, flowLine, taken, frame)
	if !ok || len(nodes) < 2 || textWidth(all, labelSize, true) > room {
		return taken
	}
	for _, n := range nodes {
		s.leader(n, lay.x(n.node.Stage)+nodeWidth, x+lowLeader-3, y+flowLine/2)
	}
	return append(taken, s.flowLines([]string{all}, x+lowLeader, y, room))
}

// lowShare is a share that is not zero and must not look like it.
func lowShare(v float64) string {
	if v < 0.005 {
		return "<" + percent(0.01)
	}
	return percent(v)
}

// leader leads from the side of a node to its label.
func (s *Scene) leader(n *flowNode, from, to, y float64) {
	s.line(s.look.Muted, 0.8, Point{X: from, Y: n.middle()}, Point{X: to, Y: y})
}

// freeNear is where a label of a height can begin so that it takes no room that is
// taken, as near to y as can be; false where that is too far.
func freeNear(y, height float64, taken []stretch, frame stretch) (float64, bool) {
	start := y - height/2
	candidates := []float64{max(frame.y0, min(start, frame.y1-height))}
	for _, t := range taken {
		candidates = append(candidates, t.y0-height-1, t.y1+1)
	}
	best, found := 0.0, false
	for _, at := range candidates {
		if math.Abs(at-start) > farLabel || at < frame.y0 || at+height > frame.y1 || found && math.Abs(at-start) >= math.Abs(best-start) {
			continue
		}
		if !slices.ContainsFunc(taken, func(t stretch) bool { return at-1 < t.y1 && at+height+1 > t.y0 }) {
			best, found = at, true
		}
	}
	return best, found
}
