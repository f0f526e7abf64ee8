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
	if tr.Current() == "en" {
		return name
	}
	kind, rest, _ := strings.Cut(id, ":")
	switch kind {
	case "country":
		return Country(nil, rest)
	case "stage":
		x := strings.Split(rest, ":")
		if len(x) != 3 {
			return name
		}
		what := tr.T("Magnets@@node")
		if x[0] != "all" {
			what = Capital(Element(x[0]))
		}
		return tr.F("%s, %s in %s@@node", what, Stage(planner.Stage(x[1])), place(x[2]))
	case "lane":
		x := strings.Split(rest, ">")
		if len(x) < 2 {
			return name
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
