package words

import (
	"strings"

	"remanence/app/tr"
	"remanence/planner"
)

// Node is what an outage takes away, in the language of the screen: "Dysprosium,
// separation in China" or "China to Germany by sea". Sites, suppliers, owners and
// licence rules keep their names.
func Node(id, name string) string {
	kind, rest, _ := strings.Cut(id, ":")
	if tr.Current() == "en" {
		return englishNode(kind, rest, name)
	}
	switch kind {
	case "country":
		return Country(nil, rest)
	case "stage":
		x := strings.Split(rest, ":")
		switch {
		case len(x) != 3:
		case x[0] == "all" && x[1] == string(planner.Magnet):
			return tr.F("Magnets made in %s", place(x[2]))
		default:
			what := x[0] // NdPr is shorter than its name, and as well known
			if what == "all" {
				what = tr.T("Magnets@@node")
			} else if what != "NdPr" {
				what = Capital(Element(what))
			}
			return tr.F("%s, %s in %s@@node", what, Stage(planner.Stage(x[1])), place(x[2]))
		}
	case "lane":
		x := strings.Split(rest, ">")
		if len(x) < 2 {
			return name
		}
		if x[1] == "" && len(x) == 2 {
			return tr.F("Freight from %s", place(x[0]))
		}
		way := tr.F("from %s@@lane", place(x[0]))
		if x[1] != "" {
			way = tr.F("%s to %s@@lane", place(x[0]), place(x[1]))
		}
		if len(x) == 3 {
			way = tr.F("%s by %s@@lane", way, FreightMode(x[2]))
		}
		return way
	}
	return name
}

// englishNode keeps the planner's name, with the names of countries that only it knows,
// and mends what reads badly on its own.
func englishNode(kind, rest, name string) string {
	switch kind {
	case "stage":
		if where, ok := strings.CutPrefix(name, "Magnets, magnet in "); ok {
			return tr.F("Magnets made in %s", where)
		}
		return Capital(strings.Replace(name, ", mine in ", ", mining in ", 1))
	case "lane":
		if where, ok := strings.CutPrefix(name, "from "); ok && strings.Count(rest, ">") == 1 {
			return tr.F("Freight from %s", where)
		}
	}
	return name
}

func place(code string) string { return Country(nil, code) }

// FreightMode is a way of transport.
func FreightMode(mode string) string {
	switch mode {
	case "sea":
		return tr.T("sea@@mode")
	case "air":
		return tr.T("air@@mode")
	case "truck":
		return tr.T("truck@@mode")
	}
	return mode
}
