package reference

import (
	"regexp"
	"strings"
)

// gradeLabels gives the grades' names and the aliases buyers write. Blanks,
// hyphens and case need no alias: planner.NameKey folds them.
func gradeLabels(rows []GradeRow) []labels {
	all := make([]labels, len(rows))
	for i, g := range rows {
		all[i] = labels{fixed: []string{g.Name}, aliases: gradeAliases(g)}
	}
	return all
}

var (
	sinteredName = regexp.MustCompile(`^N(\d+)(M|H|SH|UH|EH|AH)?$`)
	diffusedName = regexp.MustCompile(`^G(\d+)(M|H|SH|UH|EH|AH)?$`)
	cobaltName   = regexp.MustCompile(`^(SmCo5|Sm2Co17) (\d+H?)$`)
)

func gradeAliases(g GradeRow) []string {
	aliases := append([]string(nil), gradeOtherNames[g.Name]...)
	if m := sinteredName.FindStringSubmatch(g.Name); m != nil {
		short := m[1] + m[2]
		aliases = append(aliases, "NdFeB "+g.Name, "Sintered NdFeB "+g.Name, "Neodymium "+g.Name)
		// A bare "42" could be anything, a bare "42SH" is a grade.
		if m[2] != "" {
			aliases = append(aliases, short, "NdFeB "+short)
		} else {
			aliases = append(aliases, "NdFeB "+short)
		}
	}
	if m := diffusedName.FindStringSubmatch(g.Name); m != nil {
		short := m[1] + m[2]
		aliases = append(aliases, "NdFeB "+g.Name,
			short+" GBD", "GBD "+short, "N"+short+" GBD", "GBD N"+short, "N"+short+" (GBD, diffused)")
	}
	if m := cobaltName.FindStringSubmatch(g.Name); m != nil {
		// SmCo 28 can only be 2:17, SmCo 24 could be either and is then dropped.
		aliases = append(aliases, "SmCo "+m[2])
		if m[1] == "SmCo5" {
			aliases = append(aliases, "YX-"+m[2], "YX"+m[2], "SmCo 1:5 "+m[2], "Sm1Co5 "+m[2])
		} else {
			aliases = append(aliases, "YXG-"+m[2], "SmCo 2:17 "+m[2], m[2]+" Sm2Co17")
		}
	}
	if short, ok := strings.CutPrefix(g.Name, "Ferrite Y"); ok && !strings.Contains(short, " ") {
		aliases = append(aliases, "Y"+short, "Hard ferrite Y"+short)
	}
	return aliases
}

// gradeOtherNames are names no pattern gives.
var gradeOtherNames = map[string][]string{
	"N35 (Ce/La economy)": {"N35 Ce", "N35 Ce/La", "N35 cerium", "N35 economy"},
	"Heavy-rare-earth-free 42SH class (fine grain, Ga-doped)": {
		"Heavy-rare-earth-free 42SH", "HRE-free 42SH", "HRE-free N42SH", "42SH HRE-free",
		"N42SH HRE-free", "N42SH heavy-rare-earth-free", "Dy-free N42SH", "N42SH Dy-free"},
	"Ho-substituted 38SH":                           {"Ho-substituted N38SH", "N38SH Ho", "38SH Ho"},
	"Gd-substituted N35":                            {"N35 Gd", "Gd-substituted 35"},
	"Hot-deformed HRE-free (hybrid motor grade)":    {"Hot-deformed HRE-free", "Hot-deformed NdFeB HRE-free"},
	"Hot-deformed ring (backward extruded)":         {"Hot-deformed ring", "Backward extruded ring"},
	"Bonded NdFeB compression (MQP-B type, BNP-10)": {"BNP-10", "Bonded NdFeB compression", "Compression bonded NdFeB"},
	"Bonded NdFeB injection (PA12)":                 {"Bonded NdFeB PA12", "Injection moulded NdFeB PA12"},
	"Bonded NdFeB injection (PPS)":                  {"Bonded NdFeB PPS", "Injection moulded NdFeB PPS"},
	"Bonded NdFeB anisotropic HDDR (Dy-free)":       {"Bonded NdFeB HDDR", "Anisotropic bonded NdFeB", "HDDR NdFeB"},
	"Bonded SmFeN injection":                        {"Bonded SmFeN", "SmFeN", "Sm2Fe17N3"},
	"Sm2Co17 LT (temperature compensated)":          {"Sm2Co17 LT", "SmCo 2:17 LT", "SmCo LT"},
	"Ferrite Y40 / FB9 class":                       {"Ferrite Y40", "Y40", "FB9", "Ferrite FB9"},
	"Ferrite La-Co (FB12 class)":                    {"FB12", "Ferrite FB12", "La-Co ferrite"},
	"AlNiCo 5":                                      {"Alnico V"},
	"AlNiCo 8":                                      {"Alnico VIII"},
	"AlNiCo 9":                                      {"Alnico IX"},
	"Iron nitride (Niron, first generation)":        {"Iron nitride", "Fe16N2", "Niron"},
	"MnBi (development)":                            {"MnBi"},
	"MnAl-C (development)":                          {"MnAl-C", "MnAl"},
}
