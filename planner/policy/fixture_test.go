package policy

import "remanence/planner"

// rows are regulations with the dates and words of the shipped table; the test
// of package reference holds the table against them.
func rows() *planner.Facts {
	package70 := func(id, kind, covers, from string) planner.Regulation {
		return planner.Regulation{ID: id, Jurisdiction: "CN", Covers: covers, Effective: from, SuspendedFrom: "2025-11-07", SuspendedUntil: "2026-11-10",
			Extension: "2027-01-10", Status: "suspended_extension_agreed_notice_not_seen", CheckedOn: "2026-11-23",
			Terms: planner.Terms{Kind: kind, StatutoryDays: planner.Some(45), StatutoryBasis: "working days"}}
	}
	return &planner.Facts{
		Regulations: []planner.Regulation{
			{ID: rule18, Jurisdiction: "CN", Covers: "Sm, Gd, Tb, Dy, Lu, Sc, Y: metals, listed alloys, targets, oxides, compounds; SmCo magnets; Tb- or Dy-containing NdFeB magnets",
				Effective: "2025-04-04", Status: "in_force", CheckedOn: "2026-11-23", WaitLowDays: planner.Some(30), WaitHighDays: planner.Some(120),
				Terms:  planner.Terms{Kind: "export_licence", StatutoryDays: planner.Some(45), StatutoryBasis: "working days"},
				Source: planner.Source{Name: "translation", Date: "2025-04-04", Confidence: "high"}},
			package70(ruleEquipment, "export_licence", "rare-earth equipment", "2025-11-08"),
			package70(rule57, "export_licence", "Ho, Er, Tm, Eu, Yb: metals, alloys, oxides, compounds, targets", "2025-11-08"),
			package70(ruleValue, "extraterritorial_licence", "Foreign-made magnets", "2025-12-01"),
			package70(ruleTechnology, "extraterritorial_licence", "Items made abroad with Chinese technology", "2025-12-01"),
			package70(ruleReexport, "extraterritorial_licence", "Re-export of listed items", "2025-10-09"),
			package70(ruleService, "technology_licence", "technology and help", "2025-10-09"),
			{ID: "CN-2025-70", Jurisdiction: "CN", Covers: "Suspends Nos. 55, 56, 57, 58, 61, 62 of 2025", Effective: "2025-11-07", SuspendedUntil: "2026-11-10",
				Extension: "2027-01-10", Status: "extension_agreed_notice_not_seen", Terms: planner.Terms{Kind: "suspension"}},
			{ID: "CN-2025-72", Jurisdiction: "CN", Covers: "Suspends paragraph 2 of Announcement No. 46 of 2024: ban on Ga, Ge, Sb", Effective: "2025-11-09",
				SuspendedUntil: "2026-11-27", Status: "in_force_to_2026-11-27", Terms: planner.Terms{Kind: "suspension"}},
			{ID: "CN-2023-23", Jurisdiction: "CN", Covers: "Gallium and germanium items", Effective: "2023-08-01", Status: "in_force",
				Terms: planner.Terms{Kind: "export_licence", StatutoryDays: planner.Some(45), StatutoryBasis: "working days"}},
			{ID: "CN-2024-46", Jurisdiction: "CN", Covers: "Ga, Ge, Sb, superhard to the US refused in principle", Effective: "2024-12-03",
				SuspendedFrom: "2025-11-09", SuspendedUntil: "2026-11-27", Status: "paragraph_2_suspended", Terms: planner.Terms{Kind: "ban_us"}},
			{ID: "CN-2026-12", Jurisdiction: "CN", Covers: "20 Japanese entities incl. Subaru, TDK, Mitsubishi Materials, Institute of Science Tokyo",
				Effective: "2026-02-24", Status: "in_force", Terms: planner.Terms{Kind: "watch_list", OtherPeriod: "no statutory limit"}},
			{ID: "CN-2026-23", Jurisdiction: "CN", Covers: "10 US entities incl. MP Materials and USA Rare Earth", Effective: "2026-06-22", Status: "in_force",
				Terms: planner.Terms{Kind: "entity_list"}},
			{ID: "MY-BAN", Jurisdiction: "MY", Covers: "Unprocessed rare earths", Effective: "2024-01-01", Status: "in_force", Terms: planner.Terms{Kind: "export_ban"}},
			{ID: ruleMelted, Jurisdiction: "US", Effective: "2019-04-30", Status: "in_force_tightening", Terms: planner.Terms{Kind: "procurement_ban"}},
			{ID: ruleMine, Jurisdiction: "US", Effective: "2027-01-01", Status: "scheduled", Terms: planner.Terms{Kind: "procurement_ban"}},
			{ID: ruleRecycled, Jurisdiction: "US", Status: "in_force", Terms: planner.Terms{Kind: "exemption"}},
			{ID: ruleBenchmark, Jurisdiction: "EU", Effective: "2024-05-23", Status: "in_force", Effect: "Not binding on firms directly",
				Terms: planner.Terms{Kind: "target", Threshold: "max 65% from one third country by 2030"}},
			{ID: "US-IEEPA", Jurisdiction: "US", Effective: "2025-02-04", Status: "ended_2026-02-24", Terms: planner.Terms{Kind: "tariff"}},
			{ID: "EU-WASTE", Jurisdiction: "EU", Effective: "2026", Status: "planned_2026", Terms: planner.Terms{Kind: "export_restriction"}},
		},
		Evidence: []planner.Evidence{
			{Period: "2025-12-01", Metric: "over_statutory_time", Value: planner.Some(40.0)},
			{Period: "2025-11", Metric: "approval_share", Value: planner.Some(50.0)},
		},
		Grades: []planner.Grade{
			grade("N42", "sintered NdFeB", "no", map[string]float64{"Nd": 0.23, "Pr": 0.07}),
			grade("N42SH", "sintered NdFeB", "yes", map[string]float64{"Nd": 0.22, "Pr": 0.06, "Dy": 0.026}),
			grade("G50SH", "sintered NdFeB", "yes", map[string]float64{"Nd": 0.23, "Pr": 0.07, "Tb": 0.0035}),
			grade("38SH Ho", "sintered NdFeB", "yes", map[string]float64{"Nd": 0.22, "Dy": 0.012, "Ho": 0.02}),
			grade("N35 Gd", "sintered NdFeB", "conditional", map[string]float64{"Nd": 0.22, "Gd": 0.02}),
			grade("Sm2Co17 28", "Sm2Co17", "yes", map[string]float64{"Sm": 0.25, "Co": 0.5}),
			grade("Ferrite Y30", "ferrite", "no", nil),
		},
		Materials: []planner.Material{
			{ID: "M004", Name: "Dysprosium oxide", Content: map[string]float64{"Dy": 0.8713}, Control: "licence_required", Rules: []string{rule18}},
			{ID: "M001", Name: "NdPr oxide", Content: map[string]float64{"Nd": 0.643, "Pr": 0.2069}, Control: "not_listed", Rules: nil},
			{ID: "M008", Name: "Holmium oxide", Content: map[string]float64{"Ho": 0.873}, Control: "suspended", Rules: []string{rule57, "CN-2025-70"}},
			{ID: "M046", Name: "Gallium metal 4N", Content: map[string]float64{"Ga": 1}, Control: "licence_required", Rules: []string{"CN-2023-23", "CN-2024-46", "CN-2025-72"}},
			{ID: "M019", Name: "Mixed carbonate", Content: map[string]float64{"Nd": 0.082, "Dy": 0.0025}, Control: "conditional", Rules: []string{rule18, "MY-BAN"}},
			{ID: "M043", Name: "Recycled NdFeB powder", Content: map[string]float64{"Nd": 0.228, "Dy": 0.012}, Control: "not_listed"},
			{ID: "OWN", Name: "Own Dy alloy", Content: map[string]float64{"Dy": 0.5}},
		},
		Elements: []planner.Element{{Symbol: "Dy", ChinaUSD: planner.Some(200.0), ExChinaUSD: planner.Some(1000.0)}, {Symbol: "Tb", ChinaUSD: planner.Some(1000.0)}},
		Countries: []planner.Country{{ISO2: "CN", USCovered: true}, {ISO2: "RU", USCovered: true}, {ISO2: "JP"}, {ISO2: "US"}, {ISO2: "DE", EU: true},
			{ISO2: "MY"}},
		Suppliers: []planner.KnownSupplier{{Ref: "S160", Company: "H.C. Starck Tungsten", Country: "DE", Owner: "Mitsubishi Materials", ParentCountry: "JP"},
			{Ref: "S081", Company: "SINOWIN (Vietnam)", Country: "VN", Owner: "SINOWIN", ParentCountry: "CN"}},
	}
}

// grade has a spread of 25 % either way, as the shipped ones of low confidence.
func grade(name, family, captured string, content map[string]float64) planner.Grade {
	g := planner.Grade{Name: name, Family: family, Captured: captured, Precision: "low", Content: map[string]planner.Range{}}
	for e, v := range content {
		g.Content[e] = planner.Range{Low: 0.75 * v, Typical: v, High: 1.25 * v}
	}
	return g
}

// project is one offer for one part: of a grade, or of a material by its id.
func project(country, item string) *planner.Project {
	p := &planner.Project{Currency: "USD", Start: planner.MonthOf(2027, 1), Months: 6, Suppliers: []planner.Supplier{{Name: "Maker", Group: "Maker"}}}
	part := planner.Part{ID: "P", Grade: item, Unit: planner.Pieces, MassG: planner.Some(1000.0)}
	o := planner.Offer{ID: "O", Supplier: "Maker", Country: country, For: planner.ForGrade, Item: item, PriceUnit: planner.PerKg, Currency: "USD"}
	if _, ok := rows().Material(item); ok {
		part.Grade, part.Material, part.Unit, o.For = "", item, planner.Kilograms, planner.ForMaterial
	}
	o.Price = planner.Some(planner.Decimal{}.Add(mustMoney("100")))
	p.Parts, p.Offers = []planner.Part{part}, []planner.Offer{o}
	return p
}

func mustMoney(s string) planner.Decimal {
	d, err := planner.ParseMoney(s)
	if err != nil {
		panic(err)
	}
	return d
}

// profile states where an element has been, all of it in one country a stage.
func profile(p *planner.Project, rows ...planner.Origin) {
	for i := range rows {
		if rows[i].Share == 0 {
			rows[i].Share = 1
		}
		if rows[i].Kind == "" {
			rows[i].Kind = planner.Primary
		}
	}
	p.Profiles = []planner.Profile{{ID: "X", Rows: rows}}
	p.Offers[0].Profile = "X"
}
