package reference

import "strings"

// materialLabels gives the materials' ids, names and aliases.
func materialLabels(rows []MaterialRow, elements []ElementRow) []labels {
	all := make([]labels, len(rows))
	for i, m := range rows {
		all[i] = labels{fixed: []string{m.ID, m.Name}, aliases: materialAliases(m, elements)}
	}
	return all
}

// materialAliases swaps the element's name and symbol (Dysprosium oxide, Dy
// oxide) and adds the oxide's formula and the trade names no pattern gives.
func materialAliases(m MaterialRow, elements []ElementRow) []string {
	aliases := append([]string(nil), materialOtherNames[m.ID]...)
	for _, e := range elements {
		rest, ok := strings.CutPrefix(m.Name, e.Name+" ")
		if !ok {
			continue
		}
		aliases = append(aliases, e.Symbol+" "+rest)
		if rest == "oxide" && e.OxideFormula != "" {
			aliases = append(aliases, e.OxideFormula)
		}
	}
	// The mix is called NdPr in the table; sheets also spell it out, and
	// Chinese ones put praseodymium first.
	if rest, ok := strings.CutPrefix(m.Name, "NdPr "); ok {
		for _, mix := range []string{"Neodymium-praseodymium", "Praseodymium-neodymium", "PrNd", "Didymium",
			"Neodymium and praseodymium", "Neodymium-praseodymium mixed", "Nd/Pr (75:25)"} {
			aliases = append(aliases, mix+" "+rest)
		}
	}
	return aliases
}

// materialOtherNames are trade names and formulas by material id.
var materialOtherNames = map[string][]string{
	"M017": {"DyF3", "Dy fluoride"},
	"M018": {"TbF3", "Tb fluoride"},
	"M019": {"Mixed rare-earth carbonate", "MREC", "Mixed RE carbonate, light"},
	"M020": {"Ionic-clay concentrate", "Ionic clay concentrate"},
	"M021": {"SEG concentrate", "SEG plus concentrate", "Samarium-europium-gadolinium concentrate"},
	"M022": {"Monazite"},
	"M023": {"Bastnaesite", "Bastnasite concentrate"},
	"M028": {"Dysprosium-iron alloy", "DyFe", "DyFe alloy", "Ferro-dysprosium", "Dy-Fe 80:20"},
	"M031": {"GdFe", "GdFe alloy", "Ferro-gadolinium"},
	"M032": {"HoFe", "HoFe alloy", "Ferro-holmium"},
	"M033": {"LaCe metal", "La-Ce metal"},
	"M036": {"AlSc", "Al-Sc master alloy", "AlSc2"},
	"M037": {"NdFeB strip-cast alloy", "NdFeB alloy, no heavy rare earth", "NdFeB strip, Dy-free"},
	"M038": {"NdFeB strip-cast alloy with dysprosium", "NdFeB alloy, 2.6% Dy"},
	"M039": {"SmCo5 alloy", "SmCo 1:5 alloy"},
	"M040": {"Sm2Co17 alloy", "SmCo 2:17 alloy"},
	"M041": {"NdFeB bonded powder", "MQP powder", "Melt-spun NdFeB powder"},
	"M042": {"Sm2Fe17N3 powder"},
	"M043": {"Recycled NdFeB powder", "HPMS powder", "HD recycled powder"},
	"M045": {"FeB", "Ferroboron"},
	"M046": {"Gallium 4N", "Ga 4N"},
	"M047": {"Gallium 6N", "Ga 6N"},
	"M048": {"Gallium 7N", "Ga 7N"},
	"M050": {"Gallium arsenide wafer"},
	"M051": {"GaN wafer", "Gallium nitride wafer"},
	"M052": {"Germanium metal", "Ge metal", "Zone refined germanium"},
	"M053": {"GeO2", "Germanium oxide", "Germanium(IV) oxide"},
	"M054": {"GeCl4", "Germanium chloride"},
	"M055": {"Germanium optics", "Germanium blank", "Ge optics blank"},
	"M056": {"Antimony metal", "Sb ingot", "Antimony"},
	"M057": {"Sb2O3", "ATO", "Antimony oxide"},
	"M060": {"APT", "Ammonium paratungstate"},
	"M061": {"WO3", "Tungsten oxide", "Yellow tungsten oxide"},
	"M062": {"Tungsten powder", "W powder"},
	"M063": {"WC powder", "Tungsten carbide"},
	"M064": {"FeW", "Ferrotungsten"},
	"M065": {"Tellurium", "Te metal"},
	"M066": {"Bismuth", "Bi metal"},
	"M067": {"Bi2O3", "Bismuth oxide"},
	"M068": {"Molybdenum oxide", "MoO3", "Technical molybdenum oxide"},
	"M069": {"FeMo", "Ferromolybdenum"},
	"M070": {"Molybdenum powder", "Mo powder"},
	"M071": {"Indium", "In metal"},
	"M072": {"InP wafer"},
	"M073": {"Natural flake graphite", "Flake graphite"},
	"M074": {"Spherical graphite", "SPG"},
	"M075": {"Coated natural graphite", "Natural graphite anode powder", "CSPG"},
	"M076": {"Synthetic graphite", "Synthetic graphite anode"},
	"M077": {"Isostatic graphite"},
}
