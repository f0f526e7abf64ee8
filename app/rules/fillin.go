package rules

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"remanence/app/entry"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
)

// fillIn opens a blank where it stands: a list to pick from or a field to type
// into. Enter takes it, Escape leaves the rule as it was.
func (p *Page) fillIn(id string, g *gap) {
	r := ruleOf(p.session.Project(), id)
	c := entry.CanvasOf(g)
	if r == nil || c == nil {
		return
	}
	field := g.piece.Field
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(g)
	switch KindOf(field) {
	case Pick, Many:
		p.pickFrom(c, id, field, at, g)
	default:
		p.typeInto(c, id, g, fieldOf(field).Get(r), at)
	}
}

func (p *Page) pickFrom(c fyne.Canvas, id, field string, at fyne.Position, g *gap) {
	r := ruleOf(p.session.Project(), id)
	var options []ui.Option
	selected := ""
	many := KindOf(field) == Many
	for _, x := range Choices(p.session.Project(), p.session.Facts(), r, field) {
		o := ui.Option{ID: optionID(x.ID), Label: x.Label, Detail: x.Detail}
		if x.Chosen {
			selected = o.ID
			if many {
				o.Label = "✓ " + o.Label
			}
		}
		options = append(options, o)
	}
	ui.ShowPick(c, at, fyne.NewSize(max(g.Size().Width, 280), g.Size().Height), options, selected, "", func(option string) {
		p.fill(id, field, choiceID(option))
	}, func() { p.focusGap(id, field) })
}

// The empty choice needs an id of its own in the list.
func optionID(id string) string {
	if id == "" {
		return noChoice
	}
	return id
}

func choiceID(option string) string {
	if option == noChoice {
		return ""
	}
	return option
}

const noChoice = "\x00none"

// typeInto shows a field over the blank, with the reason below it when the text
// is not taken.
func (p *Page) typeInto(c fyne.Canvas, id string, g *gap, text string, at fyne.Position) {
	field := g.piece.Field
	e := ui.NewEntry(hint(KindOf(field)))
	e.SetText(entryText(field, text))
	problem := widget.NewLabel("")
	problem.Wrapping, problem.Importance = fyne.TextWrapWord, widget.DangerImportance
	problem.Hide()
	head := widget.NewLabel(g.piece.Title)
	head.Importance = widget.LowImportance
	box := container.NewVBox(head, e, problem)
	pop := widget.NewPopUp(box, c)
	width := float32(200)
	if KindOf(field) == Words {
		width = 460
	}
	place := func() {
		size := fyne.NewSize(width, box.MinSize().Height)
		y := at.Y + g.Size().Height
		if y+size.Height > c.Size().Height-8 {
			y = max(4, at.Y-size.Height-12)
		}
		pop.Resize(size)
		pop.Move(fyne.NewPos(min(at.X, max(4, c.Size().Width-width-16)), y))
	}
	e.OnSubmitted = func(typed string) {
		if err := p.tryFill(id, field, typed); err != nil {
			problem.SetText(words.Failure(err))
			problem.Show()
			problem.Resize(fyne.NewSize(width, 0))
			place()
			return
		}
		pop.Hide()
		p.focusGap(id, field)
	}
	e.OnEscape(func() {
		pop.Hide()
		p.focusGap(id, field)
	})
	pop.Show()
	place()
	c.Focus(e)
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// hint is what an empty blank shows.
func hint(k Kind) string {
	switch k {
	case Number:
		return tr.T("number")
	case Month:
		return figures.MonthEntry(planner.MonthOf(2027, 1))
	case Words:
		return tr.T("text")
	}
	return ""
}

// entryText is the text to start editing with, in the decimal sign of the screen.
func entryText(field, text string) string {
	switch KindOf(field) {
	case Number:
		return entry.Local(text)
	case Month:
		return figures.EntryOf(text)
	}
	return text
}
