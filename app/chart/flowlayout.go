package chart

import (
	"math"
	"sort"
)

// flowLayout places nodes and bands. One scale (pixels per unit) holds for the
// whole picture, so that equal widths are equal amounts everywhere.
type flowLayout struct {
	nodes       []*flowNode
	bands       []*flowBand
	total       []float64 // by stage
	stages      int
	left, pitch float64
	unit        float64 // pixels per unit of value
}

type flowNode struct {
	node      Node
	index     int
	value     float64 // the larger of inflow and outflow
	in, out   float64
	y, height float64
	order     float64
}

type flowBand struct {
	link          Link
	from, to      int
	y0, y1, thick float64
}

func (l *flowLayout) x(stage int) float64 { return l.left + l.pitch*float64(stage) }

// arrange lays the flow out in a box; nil when there is nothing to draw. Links
// that name unknown nodes, run backwards or carry nothing are left out.
func (c Flow) arrange(left, top, right, bottom float64) *flowLayout {
	l := &flowLayout{left: left}
	at := map[string]int{}
	for i, n := range c.Nodes {
		at[n.ID] = i
		l.nodes = append(l.nodes, &flowNode{node: n, index: i})
		l.stages = max(l.stages, n.Stage+1)
	}
	in, out := make([]float64, len(c.Nodes)), make([]float64, len(c.Nodes))
	for _, link := range c.Links {
		from, ok1 := at[link.From]
		to, ok2 := at[link.To]
		if !ok1 || !ok2 || !(link.Value > 0) || math.IsInf(link.Value, 0) || c.Nodes[from].Stage >= c.Nodes[to].Stage {
			continue
		}
		l.bands = append(l.bands, &flowBand{link: link, from: from, to: to})
		out[from] += link.Value
		in[to] += link.Value
	}
	if len(l.bands) == 0 {
		return nil
	}
	l.stages = max(l.stages, len(c.Stages))
	l.pitch = (right - left - nodeWidth) / float64(max(1, l.stages-1))
	l.total = make([]float64, l.stages)
	count := make([]int, l.stages)
	for i, n := range l.nodes {
		n.in, n.out, n.value = in[i], out[i], max(in[i], out[i])
		l.total[n.node.Stage] += n.value
		if n.value > 0 {
			count[n.node.Stage]++
		}
	}
	l.unit = math.Inf(1)
	for st, total := range l.total {
		if total > 0 {
			gaps := min(nodeGap*float64(count[st]-1), (bottom-top)*0.5)
			l.unit = min(l.unit, (bottom-top-gaps)/total)
		}
	}
	for i, n := range l.nodes {
		n.height = n.value * l.unit
		n.order = -n.value + float64(i)*1e-12 // largest first to begin with
	}
	l.place(top, bottom)
	// Barycentre passes to and fro find a good order, swaps of neighbours a
	// better one; the few dozen nodes of a chain need no more.
	for pass := range 4 {
		l.barycentre(pass%2 == 0)
		l.place(top, bottom)
	}
	l.untangle(top, bottom)
	l.attach()
	return l
}

// untangle swaps neighbours of a stage as long as that saves crossings.
func (l *flowLayout) untangle(top, bottom float64) {
	for _, n := range l.nodes {
		n.order = n.y
	}
	best := l.tangle()
	for range 6 {
		better := false
		for i, a := range l.nodes {
			for _, b := range l.nodes[i+1:] {
				if a.node.Stage != b.node.Stage || a.value == 0 || b.value == 0 {
					continue
				}
				a.order, b.order = b.order, a.order
				l.place(top, bottom)
				if now := l.tangle(); now < best*(1-1e-9) {
					best, better = now, true
					continue
				}
				a.order, b.order = b.order, a.order
			}
		}
		l.place(top, bottom)
		if !better {
			return
		}
	}
}

// tangle measures disorder: the area where bands cross, plus a little for every
// pixel they climb.
func (l *flowLayout) tangle() float64 {
	sum := 0.0
	mid := func(i int) float64 { return l.nodes[i].y + l.nodes[i].height/2 }
	for i, a := range l.bands {
		y0, y1 := mid(a.from), mid(a.to)
		v := a.link.Value * l.unit
		sum += 0.15 * v * math.Abs(y1-y0)
		for _, b := range l.bands[i+1:] {
			if l.nodes[a.from].node.Stage == l.nodes[b.from].node.Stage && (y0-mid(b.from))*(y1-mid(b.to)) < 0 {
				sum += v * b.link.Value * l.unit
			}
		}
	}
	return sum
}

// place stacks the nodes of each stage in order, spread over the height.
func (l *flowLayout) place(top, bottom float64) {
	for st := range l.stages {
		var column []*flowNode
		sum := 0.0
		for _, n := range l.nodes {
			if n.node.Stage == st && n.value > 0 {
				column = append(column, n)
				sum += n.height
			}
		}
		sort.SliceStable(column, func(i, j int) bool { return column[i].order < column[j].order })
		gap := float64(nodeGap)
		if len(column) > 1 {
			gap = min(nodeGap, (bottom-top-sum)/float64(len(column)-1))
		}
		y := top + (bottom-top-sum-gap*float64(len(column)-1))/2
		for _, n := range column {
			n.y = y
			y += n.height + gap
		}
	}
}

// barycentre orders every node by the mean height of its neighbours on one side.
func (l *flowLayout) barycentre(forward bool) {
	sum, weight := make([]float64, len(l.nodes)), make([]float64, len(l.nodes))
	for _, b := range l.bands {
		me, other := b.to, b.from
		if !forward {
			me, other = b.from, b.to
		}
		n := l.nodes[other]
		sum[me] += b.link.Value * (n.y + n.height/2)
		weight[me] += b.link.Value
	}
	for i, n := range l.nodes {
		n.order = n.y + n.height/2
		if weight[i] > 0 {
			n.order = sum[i] / weight[i]
		}
	}
}

// attach stacks the bands along both sides of every node in the order of their
// other ends, so that they do not cross at the node.
func (l *flowLayout) attach() {
	for i, n := range l.nodes {
		var leaving, arriving []*flowBand
		for _, b := range l.bands {
			if b.from == i {
				leaving = append(leaving, b)
			}
			if b.to == i {
				arriving = append(arriving, b)
			}
		}
		sort.SliceStable(leaving, func(a, b int) bool { return l.nodes[leaving[a].to].y < l.nodes[leaving[b].to].y })
		sort.SliceStable(arriving, func(a, b int) bool { return l.nodes[arriving[a].from].y < l.nodes[arriving[b].from].y })
		y := n.y
		for _, b := range leaving {
			b.y0, b.thick = y, b.link.Value*l.unit
			y += b.thick
		}
		y = n.y
		for _, b := range arriving {
			b.y1 = y
			y += b.link.Value * l.unit
		}
	}
}
