package demand

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/chart"
	"remanence/app/chartview"
	"remanence/app/follow"
	"remanence/app/parts"
	"remanence/app/pictures"
	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/why"
	"remanence/app/words"
)

// panel shows what a part contains, beside the table.
type panel struct {
	session *session.Session
	object  fyne.CanvasObject
	today   func() string // the sources are dated against it

	title      *ui.Line
	sub        *widget.Label
	facts      *parts.Table
	elements   *parts.Table
	sources    *parts.Lines
	grades     *parts.Lines
	gradesHead fyne.CanvasObject
	chart      *chartview.View
	scroll     *container.Scroll
	offers     *ui.Button
	part       string
}

func newPanel(s *session.Session) *panel {
	p := &panel{session: s, today: func() string { return time.Now().Format(time.DateOnly) }}
	p.title = ui.NewTitle()
	p.sub = quiet("")
	p.facts = parts.NewTable(parts.Head{Title: tr.T("Need and stock")}, parts.Head{Right: true})
	p.elements = parts.NewTable(parts.Head{Title: tr.T("Elements, kg a year")}, parts.Head{Title: tr.T("low"), Right: true}, parts.Head{Title: tr.T("typical"), Right: true}, parts.Head{Title: tr.T("high"), Right: true})
	p.sources, p.grades = parts.NewLines(""), parts.NewLines(tr.T("None. A part can only change to a grade that was approved for it."))
	p.gradesHead = heading(tr.T("Approved other grades"))
	p.chart = chartview.New(chart.StackedBars{})
	p.chart.SetMinSize(fyne.NewSize(200, 150))
	p.chart.Hint = func() string { return tr.T("The demand by month stands here, once it is entered.") }
	follow.Picture(s, p.chart, "demand", func() (pictures.Input, pictures.Choice) {
		return pictures.Input{Project: s.Project(), Facts: s.Facts()}, pictures.Choice{Part: p.part}
	})
	p.offers = ui.NewButton(tr.T("Offers"), theme.NavigateNextIcon(), tr.T("Show the offers for this part"), func() { p.session.Navigate("sources", p.part) })
	p.offers.IconPlacement = widget.ButtonIconTrailingText

	head := container.NewBorder(nil, nil, nil, container.NewCenter(p.offers), p.title)
	body := container.New(layout.NewCustomPaddedVBoxLayout(3), p.sub, p.facts, p.elements, p.sources.Object(), p.gradesHead, p.grades.Object())
	p.scroll = container.NewVScroll(body)
	p.object = container.NewBorder(head, p.chart, nil, nil, p.scroll)
	return p
}

func heading(text string) fyne.CanvasObject {
	return widget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
}

func quiet(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Importance, l.Wrapping = widget.LowImportance, fyne.TextWrapWord
	return l
}

// show describes a part, or all of them with "".
func (p *panel) show(part string) {
	p.part = part
	s := NewSplit(p.session.Project(), p.session.Facts(), part, p.today())
	p.title.SetText(s.Title)
	if s.Sub != p.sub.Text {
		p.sub.SetText(s.Sub)
	}
	var rows []parts.Row
	for _, f := range s.Facts {
		rows = append(rows, parts.Row{Cells: []parts.Cell{{Text: f.Name}, {Text: f.Value}}, Tip: f.Name + ": " + f.Value, Why: func() { p.session.Explain(f.Why) }})
	}
	p.facts.Set(rows)
	p.elements.Set(p.elementRows(s.Elements, s.Trust == palette.Bad))
	var lines []parts.Line
	for i, c := range s.Composition {
		l := parts.Line{Text: c, Why: p.contentOf(s.Elements)}
		if i == 0 {
			l.Tint = s.Trust
		}
		lines = append(lines, l)
	}
	p.sources.Set(lines)
	lines = nil
	for _, a := range s.Alternatives {
		lines = append(lines, parts.Line{Text: a.Grade + ": " + a.Text, Tip: tr.T("Show the offers for it"), Do: func() { p.session.Navigate("sources", part) }})
	}
	p.grades.Set(lines)
	if part == "" {
		p.offers.Hide()
		p.gradesHead.Hide()
		p.grades.Object().Hide()
	} else {
		p.offers.Show()
		p.gradesHead.Show()
		p.grades.Object().Show()
	}
	p.chart.SetPicture(s.Chart)
	ui.Reflow(p.scroll)
}

// whyElement explains the low, the typical or the high figure of an element.
func (p *panel) whyElement(e Element, b why.Bound, shown string) why.Explanation {
	project, facts := p.session.Project(), p.session.Facts()
	var x why.Explanation
	if part := project.Part(p.part); part != nil {
		x = why.ContentAt(project, facts, part, e.Symbol, b)
	} else {
		x = contentOfAllAt(project, facts, e, b)
	}
	if shown == figures.Missing {
		x.Value = shown
	}
	return x
}

// contentOf explains the composition by the first element; nil where there is none.
func (p *panel) contentOf(list []Element) func() {
	if len(list) == 0 {
		return nil
	}
	return func() { p.session.Explain(p.whyElement(list[0], why.Typical, "")) }
}

func (p *panel) elementRows(list []Element, unknown bool) []parts.Row {
	var rows []parts.Row
	for _, e := range list {
		r := parts.Row{Tip: e.Symbol + ", " + words.Element(e.Symbol), Cells: []parts.Cell{
			{Text: e.Symbol + "  " + words.Element(e.Symbol)}, {Text: figures.Auto(e.Low)}, {Text: figures.Auto(e.Typical)}, {Text: figures.Auto(e.High)}}}
		for b, cell := range r.Cells[1:] {
			r.Cells[1+b].Why = func() { p.session.Explain(p.whyElement(e, why.Bound(b), cell.Text)) }
		}
		if part := p.session.Project().Part(p.part); part != nil {
			r.Why = func() { p.session.Explain(why.Content(p.session.Project(), p.session.Facts(), part, e.Symbol)) }
			if !part.IsMaterial() && part.Grade != "" {
				r.Tip += tr.T("\nA click enters what your own analysis found; a right click shows where the figure comes from")
				r.Do = func() { p.askAssay(e.Symbol) }
			}
		} else {
			r.Why = func() { p.session.Explain(contentOfAll(p.session.Project(), p.session.Facts(), e)) }
		}
		rows = append(rows, r)
	}
	if len(rows) == 0 && len(p.session.Project().Parts) > 0 {
		text := tr.T("No rare earths or cobalt")
		if unknown {
			text = tr.T("Not known")
		}
		rows = append(rows, parts.Row{Cells: []parts.Cell{{Text: text}, {Text: figures.Missing}, {Text: figures.Missing}, {Text: figures.Missing}}})
	}
	return rows
}
