package pictures

import (
	"fmt"
	"slices"
	"strings"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/words"
	"remanence/planner"
)

// Choice narrows a picture: to a part, an element ("all" for every rare earth),
// or another plan ("as-today", "cheapest").
type Choice struct{ Part, Element, Plan string }

// Kind is a picture by its name, for the command and for lists of pictures.
type Kind struct {
	Name, Summary string
	// Takes says what of a Choice it follows.
	Takes []string
	Make  func(in Input, c Choice) (chart.Picture, error)
}

// Kinds lists the pictures a project and its plans can give.
func Kinds() []Kind {
	return []Kind{
		{"chain", tr.T("where each gram has been: mine, separation, metal, magnet, part"), []string{"element", "plan"}, makeChain},
		{"exposure", tr.T("the largest country of every element and stage"), []string{"plan"}, func(in Input, c Choice) (chart.Picture, error) {
			pic := Exposure(in)
			pic.Title = tr.T("Largest single-country share")
			return pic, nil
		}},
		{"months", tr.T("one part by month: arrivals, demand and stock"), []string{"part", "plan"}, makeMonths},
		{"walk", tr.T("cost from buying as today to the plan"), nil, func(in Input, _ Choice) (chart.Picture, error) {
			pic := CostWalk(in)
			pic.Title = tr.T("From today's cost to the plan")
			return pic, nil
		}},
		{"gates", tr.T("qualifications and changes of grade by month"), []string{"plan"}, func(in Input, _ Choice) (chart.Picture, error) {
			pic := Gates(in)
			pic.Title = tr.T("What must be ready when")
			return pic, nil
		}},
		{"sites", tr.T("map of the sites that quote"), []string{"part", "plan"}, makeSites},
	}
}

// Make draws a picture by its name. Errors are sentences: no such picture, part
// or element, or no plan to draw.
func Make(name string, in Input, c Choice) (chart.Picture, error) {
	i := slices.IndexFunc(Kinds(), func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return nil, fmt.Errorf(tr.T("there is no picture %q; pictures: %s"), name, strings.Join(Names(), ", "))
	}
	kind := Kinds()[i]
	for _, given := range [][2]string{{"part", c.Part}, {"element", c.Element}, {"plan", c.Plan}} {
		if given[1] != "" && !slices.Contains(kind.Takes, given[0]) {
			return nil, fmt.Errorf(tr.T("the picture %s takes no %s"), name, given[0])
		}
	}
	switch c.Plan {
	case "", "plan":
	case "as-today":
		in.Plan = in.AsToday
	case "cheapest":
		in.Plan = in.Cheapest
	default:
		return nil, fmt.Errorf(tr.T("there is no plan %q; plans: plan, as-today, cheapest"), c.Plan)
	}
	if c.Part != "" && in.Project.Part(c.Part) == nil {
		return nil, fmt.Errorf(tr.T("there is no part %q in the project"), c.Part)
	}
	return kind.Make(in, c)
}

// Names are the names of the kinds.
func Names() (names []string) {
	for _, k := range Kinds() {
		names = append(names, k.Name)
	}
	return names
}

func makeChain(in Input, c Choice) (chart.Picture, error) {
	element := c.Element
	if element == "" {
		element = "all"
	}
	if in.Plan != nil && element != "all" && !slices.Contains(Elements(in.Plan), element) {
		return nil, fmt.Errorf(tr.T("the plan receives no %q; elements: %s"), element, strings.Join(Elements(in.Plan), ", "))
	}
	pic := Chain(in, in.Plan, element)
	pic.Title = tr.F("Where the %s come from", words.Element(element))
	if element != "all" {
		pic.Title = tr.F("Where the %s comes from", words.Element(element))
	}
	return pic, nil
}

func makeMonths(in Input, c Choice) (chart.Picture, error) {
	part := c.Part
	if part == "" && len(in.Project.Parts) > 0 {
		part = largest(in.Project, in.Plan)
	}
	pic := Months(in, part)
	pic.Title = part
	return pic, nil
}

// largest is the part with the most mass ordered, the first of the project
// without a plan.
func largest(p *planner.Project, plan *planner.Plan) string {
	kg := map[string]float64{}
	if plan != nil {
		for _, a := range plan.Awards {
			kg[a.Part] += a.Kg
		}
	}
	best := p.Parts[0].ID
	for i := range p.Parts {
		if kg[p.Parts[i].ID] > kg[best] {
			best = p.Parts[i].ID
		}
	}
	return best
}

func makeSites(in Input, c Choice) (chart.Picture, error) {
	pic := Sites(in, c.Part)
	pic.Title = tr.T("Sites that quote")
	if c.Part != "" {
		pic.Title += tr.F(" for %s", c.Part)
	}
	return pic, nil
}
