package chart

import (
	"cmp"
	"slices"
	"strings"

	"remanence/app/ui/palette"
)

// gram is the way of one unit up and down a flow: which share of it has passed
// each node and each band.
type gram struct {
	node []float64
	band []float64
}

// follow traces what is in a node, or in a band when from and to differ. How the
// bands of a node pair is not known, so that a node passes on what it holds in
// proportion, upstream by where it came from and downstream by where it goes.
func (l *flowLayout) follow(from, to int) gram {
	g := gram{make([]float64, len(l.nodes)), make([]float64, len(l.bands))}
	in, out := make([]float64, len(l.nodes)), make([]float64, len(l.nodes))
	for _, b := range l.bands {
		out[b.from] += b.link.Value
		in[b.to] += b.link.Value
	}
	byStage := make([]int, len(l.bands)) // upstream bands first
	for i := range byStage {
		byStage[i] = i
	}
	slices.SortStableFunc(byStage, func(a, b int) int {
		return cmp.Compare(l.nodes[l.bands[a].from].node.Stage, l.nodes[l.bands[b].from].node.Stage)
	})
	g.node[to] = 1
	for _, i := range byStage {
		if b := l.bands[i]; g.node[b.from] > 0 && l.nodes[b.from].node.Stage >= l.nodes[to].node.Stage {
			g.band[i] += g.node[b.from] * b.link.Value / out[b.from]
			g.node[b.to] += g.node[b.from] * b.link.Value / out[b.from]
		}
	}
	g.node[from] = 1
	slices.SortStableFunc(byStage, func(a, b int) int {
		return cmp.Compare(l.nodes[l.bands[b].to].node.Stage, l.nodes[l.bands[a].to].node.Stage)
	})
	for _, i := range byStage {
		if b := l.bands[i]; g.node[b.to] > 0 && l.nodes[b.to].node.Stage <= l.nodes[from].node.Stage {
			g.band[i] += g.node[b.to] * b.link.Value / in[b.to]
			g.node[b.from] += g.node[b.to] * b.link.Value / in[b.to]
		}
	}
	return g
}

// traced draws the way of what a mark stands for over a veiled picture: bands and
// nodes as thick as the part of them that belongs to it, with its share written
// beside every node.
func (c Flow) traced(s *Scene, lay *flowLayout, top float64, m *Mark) []Mark {
	from, to, amount, hovered := -1, -1, 0.0, -1
	for i, n := range lay.nodes {
		if m.ref == nodeRef(i) {
			from, to, amount = i, i, n.value
		}
	}
	for i, b := range lay.bands {
		if m.ref == bandRef(i) {
			from, to, amount, hovered = b.from, b.to, b.link.Value, i
		}
	}
	if from < 0 {
		return nil
	}
	g := lay.follow(from, to)
	if hovered >= 0 {
		g.band[hovered] = 1
	}
	over := &Scene{Width: s.Width, Height: s.Height, Dark: s.Dark, look: s.look}
	over.rect(0, top, s.Width, s.Height, palette.Alpha(s.look.Surface, 205))
	for i, b := range lay.bands {
		if g.band[i] > 0 {
			c.tracedBand(over, lay, b, min(1, g.band[i]*amount/b.link.Value))
		}
	}
	for i, n := range lay.nodes {
		if g.node[i] > 0 && n.value > 0 {
			x := lay.x(n.node.Stage)
			h := max(1.5, n.height*min(1, g.node[i]*amount/n.value))
			y := n.y + (n.height-h)/2
			over.rect(x, n.y, x+nodeWidth, n.y+max(n.height, 1), palette.Mix(s.look.Surface, s.color(n.node.Tint, n.index), 0.3))
			over.rect(x, y, x+nodeWidth, y+h, s.color(n.node.Tint, n.index)).Hatch = n.node.Tint.Hatched()
		}
	}
	for i, n := range lay.nodes {
		if g.node[i] > 0 && n.value > 0 {
			c.tracedLabel(over, lay, n, g.node[i])
		}
	}
	return over.Marks
}

func (c Flow) tracedBand(over *Scene, lay *flowLayout, b *flowBand, share float64) {
	from, to := lay.nodes[b.from], lay.nodes[b.to]
	tint := b.link.Tint
	if tint == palette.Auto {
		tint = from.node.Tint
	}
	thick := max(1, b.thick*share)
	shift := (b.thick - thick) / 2
	outline := ribbon(lay.x(from.node.Stage)+nodeWidth, b.y0+shift, lay.x(to.node.Stage), b.y1+shift, thick)
	m := over.add(Mark{Kind: Area, Points: outline, Fill: palette.Mix(over.look.Surface, over.color(tint, b.from), 0.8), Hatch: tint.Hatched()})
	m.Stroke, m.Width = over.color(tint, b.from), 0.6
}

func (c Flow) tracedLabel(over *Scene, lay *flowLayout, n *flowNode, share float64) {
	x, room := lay.x(n.node.Stage)+nodeWidth+5, lay.pitch-nodeWidth-12
	if n.node.Stage == lay.stages-1 {
		room = over.Width - x - 4
	}
	text := fit(n.node.Label+" "+percent(share), labelSize, true, max(room, 20))
	y, w := n.y+n.height/2, textWidth(text, labelSize, true)
	over.rect(x-3, y-8, x+w+3, y+8, palette.Alpha(over.look.Surface, 215))
	over.text(x, middle(y, labelSize), text, labelSize, true, over.look.Text, Start)
}

// way is the trace in words for the tip of a node: where a unit came from and
// where it goes, by stage.
func (c Flow) way(lay *flowLayout, g gram, stage int) string {
	var lines []string
	for st := range lay.stages {
		if st == stage {
			continue
		}
		type part struct {
			name  string
			share float64
		}
		var parts []part
		for i, n := range lay.nodes {
			if n.node.Stage == st && g.node[i] > 0.0005 {
				parts = append(parts, part{n.node.Label, g.node[i]})
			}
		}
		slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(b.share, a.share) })
		var words []string
		for k, p := range parts {
			if k == 4 {
				words = append(words, "…")
				break
			}
			words = append(words, p.name+" "+percentExact(p.share))
		}
		if len(words) > 0 {
			lines = append(lines, at(c.Stages, st)+": "+strings.Join(words, ", "))
		}
	}
	return strings.Join(lines, "\n")
}
