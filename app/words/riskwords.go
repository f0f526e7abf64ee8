package words

import (
	"remanence/app/tr"
	"remanence/planner/risk"
)

// NodeKind is what a kind of outage is called.
func NodeKind(k risk.Kind) string {
	switch k {
	case risk.Site:
		return tr.T("site@@node")
	case risk.Supplier:
		return tr.T("supplier@@node")
	case risk.Parent:
		return tr.T("owner")
	case risk.Country:
		return tr.T("country@@node")
	case risk.Stage:
		return tr.T("element and stage")
	case risk.Licence:
		return tr.T("licence rule")
	case risk.Lane:
		return tr.T("freight lane")
	}
	return string(k)
}
