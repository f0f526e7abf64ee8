package assets

import "embed"

//go:embed all:plans
var plans embed.FS

// PlanFile is the finished plans that ship with a sample, for package
// data/shipped; false when there are none.
func PlanFile(id string) ([]byte, bool) {
	b, err := plans.ReadFile("plans/" + id + ".json.gz")
	return b, err == nil
}
