package workbook

import (
	"path/filepath"
	"testing"
)

// Settings that no formula reads are blue too: one that was stated and one that was
// blank come back as edits of the project.
func TestSettingsComeBack(t *testing.T) {
	p, f := sample(t, "optics-materials-uk")
	file := filepath.Join(t.TempDir(), "settings.xlsx")
	typed(t, save(t, p, f, handPlan(p, f), options()), file, move{cells: []moved{
		{sheet: inputsName, key: "settings/licence_percentile_pct", code: cellCode, value: 0.77},
		{sheet: inputsName, key: "settings/frozen_months", code: cellCode, value: 4},
		{sheet: inputsName, key: "settings/ramp_haircut_pct", code: cellCode, value: 0.35},
	}})
	q := applied(t, p, file)
	if q.LicencePercentile.V != 0.77 || q.FrozenMonths.V != 4 || q.RampHaircut.V != 0.35 {
		t.Errorf("came back as percentile %v, frozen window %v, haircut %v", q.LicencePercentile, q.FrozenMonths, q.RampHaircut)
	}
}
