package interchange

import (
	"os"
	"slices"
	"strings"
	"testing"

	"remanence/planner"
)

// Ensure the document names every file, column and setting, and marks what is
// required, so that it cannot fall behind the reader.
func TestDocumentIsComplete(t *testing.T) {
	b, err := os.ReadFile("../../docs/interchange.md")
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]string{}
	for _, s := range strings.Split(string(b), "\n## ")[1:] {
		head, body, _ := strings.Cut(s, "\n")
		sections[strings.TrimSpace(head)] = body
	}
	has := func(file, name string) {
		if !strings.Contains(sections[file], "`"+name+"`") {
			t.Errorf("docs/interchange.md, %s: %s is not named", file, name)
		}
	}
	for _, f := range Files {
		if sections[f] == "" {
			t.Errorf("docs/interchange.md has no section %s", f)
		}
	}
	for _, f := range planner.SettingFields {
		has(SettingsFile, f.Name)
	}
	for _, key := range append(slices.Clone(notes), "order_bucket", "fx_A_B") {
		has(SettingsFile, key)
	}
	columns(has, DemandFile, planner.PartFields)
	has(DemandFile, "opening_stock_pieces")
	columns(has, OffersFile, planner.OfferFields)
	for _, c := range []string{"supplier_group", "tier2_from", "tier2_price", "tier3_from"} {
		has(OffersFile, c)
	}
	columns(has, StockFile, planner.StockFields)
	columns(has, OriginFile, planner.OriginFields)
	columns(has, RulesFile, planner.RuleFields)
	columns(has, ScenariosFile, planner.ScenarioFields)
	columns(has, TakeBackFile, planner.StreamFields)
	columns(has, DesignsFile, planner.DesignFields)
	columns(has, SuppliersFile, planner.SupplierFields)
	columns(has, IndicesFile, planner.IndexTableFields)
	columns(has, LanesFile, planner.LaneFields)
	for _, f := range planner.IndexFields(1) {
		has(OffersFile, f.Name)
	}
	for _, c := range []string{"from_month", "price"} {
		has(IndicesFile, c)
	}
	for _, c := range []string{"capacity_pool", "from_month", "kg_per_month", "ramp_months", "ramp_haircut_pct"} {
		has(CapacityFile, c)
	}
	for _, w := range planner.RuleTypes {
		has(RulesFile, string(w))
	}
	for _, c := range offerColumns {
		if !strings.Contains(sections[OffersFile], "`"+c+"` •") {
			t.Errorf("docs/interchange.md does not mark %s of offers.csv as required", c)
		}
	}
}

func columns[T any](has func(file, name string), file string, fields []planner.Field[T]) {
	for _, f := range fields {
		has(file, f.Name)
	}
}
