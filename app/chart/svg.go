package chart

import (
	"bufio"
	"fmt"
	"html"
	"image/color"
	"io"
	"strings"

	"remanence/app/ui/paint"
)

// SVG writes a picture as a drawing that scales and can be edited. Tooltips
// become titles, which browsers show on hovering.
func SVG(w io.Writer, p Picture, width, height int, dark bool) error {
	s := p.Scene(float64(width), float64(height), dark)
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="Noto Sans, Segoe UI, Helvetica, Arial, sans-serif">`+"\n", width, height, width, height)
	fmt.Fprintf(out, `<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="6" stroke="%s" stroke-width="2" stroke-opacity=".67"/></pattern>%s</defs>`+"\n", hexColor(s.look.Hatch), s.weaves())
	for i := range s.Marks {
		m := &s.Marks[i]
		body := m.svg("")
		if m.Hatch {
			body += m.svg("url(#hatch)")
		} else if m.Pattern != paint.Plain {
			body += m.svg("url(#" + m.weaveID() + ")")
		}
		if m.Tip != "" {
			body = "<g><title>" + html.EscapeString(m.Tip) + "</title>" + body + "</g>"
		}
		out.WriteString(body + "\n")
	}
	out.WriteString("</svg>\n")
	return out.Flush()
}

// weaveID names the pattern of a mark in its ink.
func (m *Mark) weaveID() string { return fmt.Sprintf("weave%d%02x", m.Pattern, m.ink().R) }

// weaves are the patterns a scene uses, each once.
func (s *Scene) weaves() string {
	var b strings.Builder
	seen := map[string]bool{}
	for i := range s.Marks {
		m := &s.Marks[i]
		if m.Hatch || m.Pattern == paint.Plain || seen[m.weaveID()] {
			continue
		}
		seen[m.weaveID()] = true
		const n, mid = weaveGap + 1, (weaveGap + 1) / 2.0
		path := func(d string, width float64) string {
			return fmt.Sprintf(`<path d="%s" fill="none"%s stroke-width="%.4g"/>`, d, colorAttr("stroke", m.ink()), width)
		}
		level, upright := fmt.Sprintf("M0 %gH%d", mid, n), fmt.Sprintf("M%g 0V%d", mid, n)
		body := ""
		switch m.Pattern {
		case paint.Level:
			body = path(level, weaveLine)
		case paint.Upright:
			body = path(upright, weaveLine)
		case paint.Grid:
			body = path(level+upright, weaveLine)
		case paint.Dotted:
			body = fmt.Sprintf(`<circle cx="%g" cy="%g" r="%.4g"%s/>`, mid, mid, weaveLine*1.15, colorAttr("fill", m.ink()))
		case paint.Checked:
			body = path(fmt.Sprintf("M0 %gH%gM%g %gH%d", mid/2, mid, mid, mid*1.5, n), mid)
		case paint.Crossed:
			body = path(fmt.Sprintf("M%g %gH%gM%g %gV%g", mid*0.35, mid, mid*1.65, mid, mid*0.35, mid*1.65), weaveLine)
		}
		fmt.Fprintf(&b, `<pattern id="%s" width="%d" height="%d" patternUnits="userSpaceOnUse">%s</pattern>`, m.weaveID(), n, n, body)
	}
	return b.String()
}

func (m *Mark) svg(fill string) string {
	paintAttr := func() string {
		a := ` fill="` + fill + `"`
		if fill == "" {
			a = colorAttr("fill", m.Fill)
		}
		if m.Width > 0 && m.Stroke.A > 0 && m.Kind != Rect {
			a += colorAttr("stroke", m.Stroke) + fmt.Sprintf(` stroke-width="%.4g"`, m.Width)
		}
		return a
	}
	switch m.Kind {
	case Rect:
		a, b := m.Points[0], m.Points[1]
		return fmt.Sprintf(`<rect x="%.2f" y="%.2f" width="%.2f" height="%.2f"%s/>`, a.X, a.Y, b.X-a.X, b.Y-a.Y, paintAttr())
	case Line:
		dash := ""
		if len(m.Dash) > 0 {
			dash = ` stroke-dasharray="` + strings.Trim(fmt.Sprint(m.Dash), "[]") + `"`
		}
		return fmt.Sprintf(`<polyline points="%s" fill="none"%s stroke-width="%.4g" stroke-linejoin="round"%s/>`, points(m.Points), colorAttr("stroke", m.Stroke), m.Width, dash)
	case Area:
		return fmt.Sprintf(`<polygon points="%s"%s/>`, points(m.Points), paintAttr())
	case Dot:
		return fmt.Sprintf(`<polygon points="%s"%s/>`, points(dot(m.Shape, m.Points[0], m.Radius)), paintAttr())
	}
	weight := ""
	if m.Bold {
		weight = ` font-weight="bold"`
	}
	anchor := [...]string{"start", "middle", "end"}[m.Anchor]
	return fmt.Sprintf(`<text x="%.2f" y="%.2f" font-size="%.4g" text-anchor="%s"%s%s>%s</text>`,
		m.Points[0].X, m.Points[0].Y, m.Size, anchor, weight, colorAttr("fill", m.Fill), html.EscapeString(m.Text))
}

func points(list []Point) string {
	var b strings.Builder
	for i, p := range list {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%.2f,%.2f", p.X, p.Y)
	}
	return b.String()
}

func hexColor(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func colorAttr(name string, c color.NRGBA) string {
	if c.A == 0 {
		return " " + name + `="none"`
	}
	a := fmt.Sprintf(` %s="%s"`, name, hexColor(c))
	if c.A < 255 {
		a += fmt.Sprintf(` %s-opacity="%.3f"`, name, float64(c.A)/255)
	}
	return a
}
