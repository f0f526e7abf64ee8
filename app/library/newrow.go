package library

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/planner"
)

// askLike asks for the name of a new row and the row it is like.
func (p *Page) askLike(title, intro string, like []ui.Option, done func(name, like string, said origin) error) {
	name, pick, from := ui.NewEntry(""), ui.NewPick(like, nil), newOriginFields(planner.Source{})
	pick.SetSelected(p.row)
	ui.ShowForm(p.window, ui.Form{Title: title, Intro: intro, Width: 520,
		Fields: append([]ui.Field{{Label: tr.T("Name"), Widget: name}, {Label: tr.T("Like"), Widget: pick}}, from.fields()...), OK: tr.T("Add"),
		Done: func() error { return done(name.Text, pick.Selected(), from.said()) }})
}

func (p *Page) askNewGrade() {
	var like []ui.Option
	for _, g := range p.session.Facts().Grades {
		if !slices.ContainsFunc(like, func(o ui.Option) bool { return o.ID == g.Name }) {
			like = append(like, ui.Option{ID: g.Name, Label: g.Name, Detail: g.Family})
		}
	}
	p.askLike(tr.T("New grade"), tr.T("It begins with the content and the properties of another; your assays then replace the content element by element."), like, p.NewGrade)
}

// NewGrade adds a grade that the library lacks, with the content of another.
func (p *Page) NewGrade(name, like string, said origin) error {
	name = strings.TrimSpace(name)
	g, ok := p.session.Facts().Grade(like)
	switch {
	case planner.NameKey(name) == "":
		return errors.New(tr.T("enter a name"))
	case !ok:
		return errors.New(tr.T("choose the grade it is like"))
	}
	if old, there := p.session.Facts().Grade(name); there {
		return fmt.Errorf(tr.T("%q is in the list already as %s; change that row"), name, old.Name)
	}
	g.Name, g.Aliases, g.Content, g.Note = name, nil, maps.Clone(g.Content), ""
	var err error
	if g.Source, err = p.sourceOf(said); err != nil {
		return err
	}
	if err := p.enter(tr.F("New grade %s", name), "grade", name, g); err != nil {
		return err
	}
	p.goTo(name)
	return nil
}

func (p *Page) askNewMaterial() {
	var like []ui.Option
	for _, m := range p.session.Facts().Materials {
		if !slices.ContainsFunc(like, func(o ui.Option) bool { return o.ID == m.ID }) {
			like = append(like, ui.Option{ID: m.ID, Label: m.Name, Detail: m.ID})
		}
	}
	p.askLike(tr.T("New material"), tr.T("It begins with the content, the customs code and the controls of another, without a price; enter yours on its row."), like, p.NewMaterial)
}

// NewMaterial adds a material that the library lacks, with the content of another.
func (p *Page) NewMaterial(name, like string, said origin) error {
	name = strings.TrimSpace(name)
	m, ok := p.session.Facts().Material(like)
	switch {
	case planner.NameKey(name) == "":
		return errors.New(tr.T("enter a name"))
	case !ok:
		return errors.New(tr.T("choose the material it is like"))
	}
	if old, there := p.session.Facts().Material(name); there {
		return fmt.Errorf(tr.T("%q is in the list already as %s; change that row"), name, old.ID)
	}
	id := ownInitial + "1"
	for n := 2; ; n++ {
		if _, there := p.session.Facts().Material(id); !there {
			break
		}
		id = ownInitial + strconv.Itoa(n)
	}
	m.ID, m.Name, m.Aliases, m.Content, m.Rules = id, name, nil, maps.Clone(m.Content), slices.Clone(m.Rules)
	m.PriceUSD, m.PriceNote, m.PriceDate = planner.Opt[planner.Decimal]{}, "", ""
	var err error
	if m.Source, err = p.sourceOf(said); err != nil {
		return err
	}
	if err := p.enter(tr.F("New material %s", name), "material", id, m); err != nil {
		return err
	}
	p.goTo(id)
	return nil
}
