package pictures

import (
	"fmt"
	"slices"
	"strings"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/planner/compare"
	"remanence/planner/risk"
)

// Choice narrows a picture; "" is the usual.
type Choice struct {
	Part, Element string // "all" is every rare earth
	In            string // width of the chain: ByMass, ByValue
	Plan          string // "as-today", "cheapest"
	Rule, Stream  string
	Node          string // of an outage
	From, To      string // of a bridge: ids of variants
	By            string // what cost is set against: china:Dy:separation, largest:Dy:separation, licence
	Anew          bool   // what a driver moves when planned anew
}

// Found is what studies found out; what was not asked is nil, and its picture empty.
type Found struct {
	Variants   []Variant
	Frontier   *compare.Frontier
	Regret     *compare.Regret
	Robust     *compare.Robust
	Tornado    []compare.Bar
	Still      int // drivers that move nothing and have no bar
	Crossing   *compare.Grid
	Outages    *risk.KnockOut
	Insurance  *risk.Insurance
	Simulation *risk.Simulation
}

// Study is what must be found out before a picture can be drawn, by the name of the
// command that does so.
type Study string

// The studies.
const (
	Nothing    Study = "" // not even a plan
	APlan      Study = "plan"
	Baselines  Study = "baselines" // the as-today and the cheapest plan
	SideBySide Study = "compare"
	Frontiers  Study = "frontier"
	Regrets    Study = "regret"
	Robusts    Study = "robust"
	Tornados   Study = "tornado"
	Crossings  Study = "grid"
	KnockOuts  Study = "knockout"
	Insurances Study = "insurance"
	Simulated  Study = "simulate"
)

// Kind is a picture by its name, for the command and for lists of pictures.
type Kind struct {
	Name, Summary string
	// Takes says what it follows, by the options of the command: of a Choice, and of
	// what a study is asked.
	Takes []string
	Needs Study
	Title func(in Input, c Choice) string // nil: the picture has its own, or needs none
	Draw  func(in Input, c Choice) (chart.Picture, error)
}

// Kinds lists the pictures a project, its plans and what was found out about them
// can give, in the order of the pages.
func Kinds() []Kind { return slices.Concat(planKinds(), compareKinds(), riskKinds()) }

// KindOf is a kind by its name; the error names those there are.
func KindOf(name string) (Kind, error) {
	kinds := Kinds()
	i := slices.IndexFunc(kinds, func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return Kind{}, fmt.Errorf(tr.T("there is no picture %q; pictures: %s"), name, strings.Join(Names(), ", "))
	}
	return kinds[i], nil
}

// Draw draws a picture by its name as the pages show it, whose tabs say what it is.
// Errors are sentences: no such picture, part, element or rule.
func Draw(name string, in Input, c Choice) (chart.Picture, error) {
	kind, in, err := settled(name, in, c)
	if err != nil {
		return nil, err
	}
	return kind.Draw(in, c)
}

// Make is Draw with a title, for a picture that stands alone.
func Make(name string, in Input, c Choice) (chart.Picture, error) {
	kind, in, err := settled(name, in, c)
	if err != nil {
		return nil, err
	}
	pic, err := kind.Draw(in, c)
	if err == nil && kind.Title != nil {
		pic = chart.Titled(pic, kind.Title(in, c))
	}
	return pic, err
}

// settled finds the kind, checks what is chosen and puts the chosen plan in front.
func settled(name string, in Input, c Choice) (Kind, Input, error) {
	kind, err := KindOf(name)
	if err != nil {
		return kind, in, err
	}
	switch c.Plan {
	case "", "plan":
	case "as-today":
		in.Plan = in.AsToday
	case "cheapest":
		in.Plan = in.Cheapest
	default:
		return kind, in, fmt.Errorf(tr.T("there is no plan %q; plans: plan, as-today, cheapest"), c.Plan)
	}
	if c.Part != "" && in.Project.Part(c.Part) == nil {
		return kind, in, fmt.Errorf(tr.T("there is no part %q in the project"), c.Part)
	}
	return kind, in, nil
}

// Names are the names of the kinds.
func Names() (names []string) {
	for _, k := range Kinds() {
		names = append(names, k.Name)
	}
	return names
}

// called is a title that depends on nothing.
func called(title string) func(Input, Choice) string {
	return func(Input, Choice) string { return title }
}

// drawn is a drawing that takes no choice and cannot fail.
func drawn[P chart.Picture](draw func(in Input) P) func(Input, Choice) (chart.Picture, error) {
	return func(in Input, _ Choice) (chart.Picture, error) { return draw(in), nil }
}
