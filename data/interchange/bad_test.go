package interchange

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"remanence/data/reference"
	"remanence/planner"
)

// tidy is a small case without a fault; bad inputs are made from it.
var tidy = map[string]string{
	SettingsFile: "key,value,unit,note\nname,Small,,\nplan_start,2027-01,,\nplan_months,3,months,\ncurrency,EUR,,\ndiscount_rate_pct,9,,\ncarrying_cost_pct,14,,\nmin_award_share_pct,10,,\nfx_EUR_USD,1.16,,\norder_bucket,month,,\n",
	DemandFile: "part,description,application,grade,mass_g,opening_stock_pieces,safety_stock_weeks,shelf_life_months,shortage_cost_per_piece,currency,criticality,2027-01,2027-02,2027-03\n" +
		"A,Part A,EV,N42SH,21.5,100,6,36,6.5,EUR,A,10,20,30\nB,Part B,EV,N42UH,14,200,6,36,6.5,EUR,A,11,21,31\nC,Part C,EV,N42SH,9,,6,36,6.5,EUR,B,12,22,32\n",
	StockFile: "part,kind,month,pieces,offer_id,note\nA,on_hand,2027-01,100,O1,\nB,on_hand,2027-01,200,O2,\nB,open_order,2027-02,50,O2,shipped\n",
	OffersFile: "offer_id,supplier,magnet_country,item_type,item,applies_to,price,price_unit,currency,tier_rule,tier2_from,tier2_price,moq_kg_per_order,capacity_pool,lead_time_weeks,transit_weeks,freight_per_kg,duty_pct,status,qualified_from,qualification_months,qualification_cost,licence_rule,licence_approval_prob,licence_wait_p50_days,licence_wait_p90_days,recycled_content_pct,provenance_profile,supplier_group\n" +
		"O1,JL Mag Rare-Earth,CN,grade,N42SH,*,72.64,kg,USD,all_units,1000,70,10,JLMAG,7,5,0.9,2.2,qualified,,,0,CN-2025-18,0.9,18,75,0,CN_FULL,JL\n" +
		"O2,JL Mag Rare-Earth,CN,grade,N42UH,*,80,kg,USD,none,,,10,JLMAG,7,5,0.9,2.2,qualified,,,0,none,,,,0,CN_FULL,JL\n" +
		"O3,Vacuumschmelze,DE,grade,N42SH,A|C,95,kg,EUR,none,,,5,VAC,8,1,0,0,not_started,,6,50000,none,,,,0,CN_FULL,VAC\n",
	CapacityFile: "capacity_pool,from_month,kg_per_month\nJLMAG,2027-01,100\nVAC,2027-01,50\nVAC,2027-03,80\n",
	OriginFile:   "provenance_profile,element,stage,country,share_pct,origin\nCN_FULL,NdPr,mine,CN,80,primary\nCN_FULL,NdPr,mine,MM,20,primary\nCN_FULL,NdPr,magnet,CN,100,primary\n",
	RulesFile: "rule_id,type,scope,element,stage,country,basis,bound,value_from,value_to,from_month,to_month,window,hard,penalty,regulation_ref,note\n" +
		"R1,country_share_max,all,all,magnet,CN,mass,max,90,65,2027-01,2027-03,whole_plan,hard,,EU-CRMA,\nR2,min_suppliers,part:A,,,,,min,1,1,2027-01,2027-03,whole_plan,hard,,,\n" +
		"R3,weeks_of_cover_min,criticality:A,,,,,min,1,2,2027-01,2027-03,every_month,soft,0.4 percent of value per missing week and month,,\n",
	ScenariosFile: "scenario_id,name,probability,start_month,duration_months,hits,capacity_left_pct,extra_wait_days,price_factor,demand_factor,note\nS0,Normal,0.5,,,,100,0,1,1,\nS1,Slow,0.2,2027-02,1,licence:CN-2025-18,100,75,1,1,\n",
	TakeBackFile:  "stream_id,kg_per_month_start,kg_per_month_end,collection_cost_per_kg,currency,route,yield_ndpr_pct,magnet_kg_per_kg_feed,linked_offers,lead_time_months\nT1,100,120,2,EUR,HPMS,95,0.86,O3,3\n",
	DesignsFile:   "part,from_grade,to_grade,mass_factor,extra_cost_per_piece,currency,redesign_cost,earliest_month,note\nB,N42UH,N42SH,1.03,0.1,EUR,40000,2027-02,\n",
}

func folder(files map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

// check reads and validates a case.
func check(files map[string]string) (*planner.Project, planner.Problems) {
	p, ps := ReadFolder(folder(files), "small")
	return p, append(ps, p.Validate(reference.Shipped().Facts())...)
}

func TestTidyCaseIsClean(t *testing.T) {
	p, ps := check(tidy)
	for _, x := range ps {
		t.Error(x)
	}
	if len(p.Parts) != 3 || len(p.Offers) != 3 || len(p.Stock) != 3 {
		t.Error("rows are missing")
	}
}

// Ensure each fault gives a sentence that names the place and how to mend it,
// and that every other row comes in.
func TestBadInputs(t *testing.T) {
	const drop = "\x00" // the file is left out
	for _, c := range []struct {
		name, file, old, new string
		where, what, mend    string
		severity             planner.Severity
		parts, offers        int // rows that must be there
	}{
		// The folder and its files.
		{"no demand", DemandFile, drop, "", "demand.csv", "missing from the folder", "Add it", planner.Refuses, 0, 3},
		{"no settings", SettingsFile, drop, "", "settings.csv", "missing from the folder", "Add it", planner.Refuses, 3, 3},
		{"empty offers", OffersFile, "", " \n", "offers.csv", "is empty", "header row", planner.Refuses, 3, 0},
		{"header only", DemandFile, "", "part\n", "Demand", "no part to plan", "Add parts", planner.Refuses, 0, 3},
		{"workbook", OffersFile, "", "PK\x03\x04xl/workbook.xml", "offers.csv", "Excel workbook", "Save as", planner.Refuses, 3, 0},
		{"old workbook", RulesFile, "", "\xD0\xCF\x11\xE0\xA1", "rules.csv", "old Excel", "Save as", planner.Refuses, 3, 3},
		{"picture", StockFile, "", "\x89PNG\r\n\x1a\n\x00\x00", "stock.csv", "no text", "Save as", planner.Refuses, 3, 3},
		{"semicolons", CapacityFile, "", "capacity_pool;from_month;kg_per_month\nJLMAG;2027-01;100,5\n", "capacity.csv", "semicolons", "commas", planner.Refuses, 3, 3},
		{"tabs", CapacityFile, "", "capacity_pool\tfrom_month\tkg_per_month\n", "capacity.csv", "tabs", "commas", planner.Refuses, 3, 3},
		{"windows letters", DemandFile, "Part A", "M\xfcnchen", "demand.csv", "Windows-1252", "UTF-8", planner.Warns, 3, 3},
		{"misspelt file", "offer.csv", "", "offer_id\n", "offer.csv", "not a file of a case", "offers.csv", planner.Warns, 3, 3},
		// Rows and columns.
		{"missing columns", OffersFile, "item_type,item,", "a,b,", "offers.csv", "item_type, item are missing", "Add them", planner.Refuses, 3, 0},
		{"unknown column", OffersFile, "moq_kg_per_order", "moq_kg_per_ordr", "column moq_kg_per_ordr", "not known", "Did you mean moq_kg_per_order?", planner.Warns, 3, 3},
		{"column twice", OffersFile, "transit_weeks", "lead_time_weeks", "column lead_time_weeks", "twice", "Delete or rename", planner.Refuses, 3, 3},
		{"cells too many", DemandFile, "A,Part A,", "A,Part A, or so,", "demand.csv, row 2", "15 cells, the header only 14", "quotation marks", planner.Refuses, 2, 3},
		{"cells too few", StockFile, "A,on_hand,2027-01,100,O1,\n", "A,on_hand,2027-01,100\n", "stock.csv, row 2", "4 cells, the header 6", "cut off", planner.Warns, 3, 3},
		{"stray quote", DemandFile, "B,Part B", "B,Part \"B", "demand.csv, row 3", "quotation mark", "double", planner.Refuses, 2, 3},
		{"open quote", DemandFile, "C,Part C", "C,\"Part C", "demand.csv, row 4", "quotation mark", "double", planner.Refuses, 2, 3},
		{"row without id", DemandFile, "B,Part B", ",Part B", "demand.csv, row 3, column part", "no part", "Fill in", planner.Refuses, 2, 3},
		{"huge cell", DemandFile, "Part C", strings.Repeat("x", 40000), "row 4, column description", "more than 32767", "Shorten", planner.Refuses, 3, 3},
		// Cells that cannot be read.
		{"text in number", DemandFile, "21.5", "heavy", "demand.csv, row 2, column mass_g", "\"heavy\" is not a number", "decimal point", planner.Refuses, 3, 3},
		{"decimal comma", OffersFile, "72.64", "\"72,64\"", "offers.csv, row 2, column price", "\"72,64\" is not an amount", "decimal point", planner.Refuses, 3, 3},
		{"currency sign", OffersFile, "72.64", "$72.64", "offers.csv, row 2, column price", "not an amount", "no currency sign", planner.Refuses, 3, 3},
		{"bad month", CapacityFile, "VAC,2027-03", "VAC,March 2027", "capacity.csv, row 4, column from_month", "is not a month", "2027-01", planner.Refuses, 3, 3},
		{"bad word", OffersFile, "not_started", "unstarted", "offers.csv, row 4, column status", "\"unstarted\" is not known", "qualified, in_progress or not_started", planner.Refuses, 3, 3},
		{"bad demand", DemandFile, "10,20,30", "10,many,30", "demand.csv, row 2, column 2027-02", "\"many\" is not a number", "digits", planner.Refuses, 3, 3},
		{"not a number", DemandFile, "21.5", "NaN", "demand.csv, row 2, column mass_g", "not a number", "digits", planner.Refuses, 3, 3},
		{"bad setting", SettingsFile, "plan_months,3", "plan_months,three", "settings.csv, row 4", "not a whole number", "digits only", planner.Refuses, 3, 3},
		{"unknown setting", SettingsFile, "discount_rate_pct", "discount_rate_pc", "setting discount_rate_pc", "kept as a remark", "Did you mean discount_rate_pct?", planner.Warns, 3, 3},
		{"weekly orders", SettingsFile, "order_bucket,month", "order_bucket,week", "setting order_bucket", "not possible", "Write month", planner.Refuses, 3, 3},
		{"rate upside down", SettingsFile, "fx_EUR_USD", "fx_USD_EUR", "setting fx_USD_EUR", "for one USD", "fx_EUR_EUR", planner.Refuses, 3, 3},
		{"two groups", OffersFile, "0,CN_FULL,JL\nO3", "0,CN_FULL,Other\nO3", "offers.csv, row 3, column supplier_group", "group Other here", "same group", planner.Refuses, 3, 3},
		{"opening differs", DemandFile, "21.5,100", "21.5,90", "demand.csv, row 2, column opening_stock_pieces", "90 here, but 100", "wrong one", planner.Warns, 3, 3},
		{"demand outside", DemandFile, "2027-03\n", "2029-03\n", "column 2029-03", "outside the plan", "Lengthen the plan", planner.Warns, 3, 3},
		{"month and quarter", DemandFile, "2027-03\n", "2027Q1\n", "column 2027Q1", "given by", "months or the quarter", planner.Refuses, 3, 3},
		{"half a capacity", CapacityFile, "VAC,2027-03,80", "VAC,2027-03,", "capacity.csv, row 4", "both a month and kilograms", "Fill in", planner.Refuses, 3, 3},
		{"open order undated", StockFile, "open_order,2027-02", "open_order,", "stock.csv, row 4, column month", "no month of arrival", "Enter the month", planner.Refuses, 3, 3},
		// What the cells mean.
		{"no currency", SettingsFile, "currency,EUR", "currency,euros", "Settings, plan currency", "no currency code", "EUR", planner.Refuses, 3, 3},
		{"long plan", SettingsFile, "plan_months,3", "plan_months,300", "Settings, length", "300 months", "1 to 120", planner.Refuses, 3, 3},
		{"no plan", SettingsFile, "plan_months,3", "plan_months,-3", "settings.csv, row 4, setting plan_months", "-3 months", "1 to 120", planner.Refuses, 3, 3},
		{"negative rate", SettingsFile, "discount_rate_pct,9", "discount_rate_pct,-9", "Settings, discount rate", "-9 %", "0 or more", planner.Refuses, 3, 3},
		{"no exchange rate", SettingsFile, "fx_EUR_USD", "fx_EUR_JPY", "Settings, exchange rate USD", "no exchange rate for USD, used by offer O1", "fx_EUR_USD", planner.Refuses, 3, 3},
		{"part twice", DemandFile, "B,Part B", "A,Part B", "Part A", "more than once", "Rename or delete", planner.Refuses, 3, 3},
		{"unknown grade", DemandFile, "N42UH", "N42UHH", "Part B, grade", "\"N42UHH\" is not known", "Did you mean N42UH?", planner.Refuses, 3, 3},
		{"no grade", DemandFile, "Part C,EV,N42SH", "Part C,EV,", "Part C, grade", "neither a grade nor a material", "Enter the magnet grade", planner.Refuses, 3, 3},
		{"negative mass", DemandFile, "21.5", "-21.5", "Part A, mass", "-21.5 g is not possible", "grams", planner.Refuses, 3, 3},
		{"no mass", DemandFile, "21.5", "", "Part A, mass", "missing", "grams", planner.Refuses, 3, 3},
		{"demand missing", DemandFile, "11,21,31", "11,,31", "Part B, demand", "missing for 2027-02", "0 where there is none", planner.Refuses, 3, 3},
		{"negative demand", DemandFile, "11,21,31", "11,-21,31", "Part B, demand in 2027-02", "negative", "0 or more", planner.Refuses, 3, 3},
		{"no shortage cost", DemandFile, "36,6.5,EUR,A,10", "36,,EUR,A,10", "Part A, shortage cost", "missing", "forbidden", planner.Refuses, 3, 3},
		{"offer without price", OffersFile, "72.64", "", "Offer O1, price", "never wins", "Enter the price", planner.Warns, 3, 3},
		{"negative price", OffersFile, "72.64", "-72.64", "Offer O1, price", "negative", "0 or more", planner.Refuses, 3, 3},
		{"part without offer", DemandFile, "Part C,EV,N42SH", "Part C,EV,N52", "Part C, offers", "has no offer", "Add an offer for grade N52", planner.Refuses, 3, 3},
		{"offer without part", OffersFile, "grade,N42UH", "grade,N52", "Offer O2, item", "No part can use this offer", "Check the item", planner.Warns, 3, 3},
		{"unknown part in offer", OffersFile, "A|C", "A|D", "Offer O3, applies to", "\"D\" is not in the table", "separated by |", planner.Refuses, 3, 3},
		{"tiers fall", OffersFile, "all_units,1000,70", "all_units,0,70", "Offer O1, tier 2", "no quantity", "kilograms", planner.Refuses, 3, 3},
		{"tier without price", OffersFile, "all_units,1000,70", "all_units,1000,", "Offer O1, tier 2", "no price", "Enter the price", planner.Refuses, 3, 3},
		{"pool unknown", OffersFile, "5,VAC,8", "5,VACU,8", "Offer O3, capacity pool", "VACU has no capacity", "Did you mean VAC?", planner.Refuses, 3, 3},
		{"MOQ over capacity", OffersFile, ",5,VAC,8", ",5000,VAC,8", "Offer O3, MOQ", "more than pool VAC", "Check the MOQ", planner.Warns, 3, 3},
		{"no lead time", OffersFile, "5,VAC,8,1", "5,VAC,,1", "Offer O3, lead time", "stays out of the plan", "0 if", planner.Warns, 3, 3},
		{"fraction over one", OffersFile, "CN-2025-18,0.9", "CN-2025-18,1.9", "Offer O1, approval chance", "more than 100 %", "percent", planner.Refuses, 3, 3},
		{"recycled over 100", OffersFile, "none,,,,0,CN_FULL,VAC", "none,,,,140,CN_FULL,VAC", "Offer O3, recycled content", "140 % is more", "percent", planner.Refuses, 3, 3},
		{"p90 below p50", OffersFile, "18,75", "75,18", "Offer O1, licence wait, 90 %", "shorter than the median", "Exchange", planner.Refuses, 3, 3},
		{"licence unknown", OffersFile, "CN-2025-18,0.9", "CN-2025-81,0.9", "Offer O1, licence", "not in the list", "Did you mean CN-2025-18?", planner.Warns, 3, 3},
		{"in progress, no date", OffersFile, "not_started", "in_progress", "Offer O3, qualified from", "end is missing", "Enter the month", planner.Refuses, 3, 3},
		{"not started, no time", OffersFile, "not_started,,6", "not_started,,", "Offer O3, qualification time", "length is missing", "months it takes", planner.Refuses, 3, 3},
		{"profile unknown", OffersFile, "0,CN_FULL,VAC", "0,CN_FUL,VAC", "Offer O3, origin profile", "worst case", "Did you mean CN_FULL?", planner.Warns, 3, 3},
		{"shares short", OriginFile, "MM,20", "MM,10", "Origin profile CN_FULL, NdPr at mine", "90 %, not to 100 %", "??", planner.Refuses, 3, 3},
		{"share over 100", OriginFile, "CN,100", "CN,120", "Origin profile CN_FULL, NdPr magnet CN", "120 %", "percent", planner.Refuses, 3, 3},
		{"country by name", OriginFile, "MM,20", "China,20", "Origin profile CN_FULL", "\"China\" is not known", "Write CN", planner.Warns, 3, 3},
		{"stock of nobody", StockFile, "B,open_order", "X,open_order", "Stock of X (open_order), part", "\"X\" is not in the table", "Add the part", planner.Refuses, 3, 3},
		{"order after the plan", StockFile, "open_order,2027-02", "open_order,2028-02", "Stock of B (open_order), month", "2027-01 to 2027-03", "Enter the month", planner.Refuses, 3, 3},
		{"negative stock", StockFile, "2027-02,50", "2027-02,-50", "Stock of B (open_order), quantity", "-50 is not possible", "0 or more", planner.Refuses, 3, 3},
		{"stock of a kind", StockFile, "open_order", "set_aside", "Stock of B (set_aside), kind", "cannot be used", "exempt", planner.Warns, 3, 3},
		{"design of nobody", DesignsFile, "B,N42UH", "X,N42UH", "Design change X>N42SH, part", "not in the table", "Add the part", planner.Refuses, 3, 3},
		{"design from", DesignsFile, "B,N42UH", "B,N38", "Design change B>N42SH, from grade", "has the grade N42UH", "Correct the grade", planner.Refuses, 3, 3},
		{"mass factor", DesignsFile, "1.03", "0", "Design change B>N42SH, mass factor", "0 is not possible", "1.04", planner.Refuses, 3, 3},
		{"feeds nobody", TakeBackFile, "O3", "O9", "Stream T1, offers fed", "\"O9\" is not", "separated by |", planner.Refuses, 3, 3},
		{"magnets from nothing", TakeBackFile, "0.86", "86", "Stream T1, magnets per feed", "not possible", "0.85", planner.Refuses, 3, 3},
		{"rule type", RulesFile, "country_share_max", "country_share_maximum", "rules.csv, row 2, column type", "not known", "country_share_max", planner.Refuses, 3, 3},
		{"rule scope", RulesFile, "part:A", "part A", "Rule R2, scope", "Scope \"part A\"", "forms", planner.Refuses, 3, 3},
		{"rule without part", RulesFile, "part:A", "part:Z", "Rule R2, scope", "does nothing", "Check the scope", planner.Warns, 3, 3},
		{"rule over 100", RulesFile, "max,90,65", "max,190,65", "Rule R1, limit, first window", "more than 100", "0 to 100", planner.Refuses, 3, 3},
		{"rule without limit", RulesFile, "max,90,65", "max,,", "Rule R1, limit", "no limit", "first and the last", planner.Refuses, 3, 3},
		{"rule bound", RulesFile, "max,90", "min,90", "Rule R1, bound", "does not go with", "Write max", planner.Refuses, 3, 3},
		{"rule country", RulesFile, "magnet,CN", "magnet,XX", "Rule R1, country", "\"XX\" is not known", "ISO code", planner.Refuses, 3, 3},
		{"rule stage", RulesFile, "all,magnet", "all,magnets", "rules.csv, row 2, column stage", "is not a stage", "mine", planner.Refuses, 3, 3},
		{"rule backwards", RulesFile, "65,2027-01,2027-03", "65,2027-03,2027-01", "Rule R1, to", "before it starts", "Correct", planner.Refuses, 3, 3},
		{"rule too late", RulesFile, "65,2027-01,2027-03", "65,2030-01,2030-03", "Rule R1, from", "no month of the plan", "Check its months", planner.Warns, 3, 3},
		{"penalty", RulesFile, "0.4 percent of value per missing week and month", "a little", "Rule R3, penalty", "not understood", "reported", planner.Refuses, 3, 3},
		{"half a supplier", RulesFile, "min,1,1", "min,0.5,1", "Rule R2, limit, first window", "no number of suppliers", "1 or more", planner.Refuses, 3, 3},
		{"regulation", RulesFile, "EU-CRMA,", "EU-CRMB,", "Rule R1, regulation", "not in the list", "Did you mean EU-CRMA?", planner.Warns, 3, 3},
		{"probability", ScenariosFile, "Slow,0.2", "Slow,20", "Scenario S1, probability", "more than 1", "0.17", planner.Refuses, 3, 3},
		{"hits", ScenariosFile, "licence:CN-2025-18", "lightning", "Scenario S1, hits", "not understood", "supplier:NAME", planner.Warns, 3, 3},
		{"formula injection", DemandFile, "21.5", "=1+1", "demand.csv, row 2, column mass_g", "not a number", "digits", planner.Refuses, 3, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := maps.Clone(tidy)
			switch {
			case c.old == drop:
				delete(files, c.file)
			case c.old == "":
				files[c.file] = c.new
			default:
				if !strings.Contains(files[c.file], c.old) {
					t.Fatalf("the tidy case holds no %q", c.old)
				}
				files[c.file] = strings.Replace(files[c.file], c.old, c.new, 1)
			}
			p, ps := check(files)
			found := false
			for _, x := range ps {
				if x.What == "" || x.Mend == "" || x.Where == "" {
					t.Errorf("half a sentence: %+v", x)
				}
				found = found || x.Severity == c.severity && strings.Contains(x.Where, c.where) && strings.Contains(x.What, c.what) && strings.Contains(x.Mend, c.mend)
			}
			if !found {
				t.Errorf("no %s at %q with %q and %q; got:\n%v", c.severity, c.where, c.what, c.mend, ps.Error())
			}
			if len(p.Parts) != c.parts || len(p.Offers) != c.offers {
				t.Errorf("%d parts and %d offers came in, want %d and %d", len(p.Parts), len(p.Offers), c.parts, c.offers)
			}
		})
	}
}

// Ensure the forms of text that people's programs write are read.
func TestFormsOfText(t *testing.T) {
	want := jsonOf(t, func() *planner.Project { p, _ := ReadFolder(folder(tidy), "small"); return p }())
	for name, change := range map[string]func(string) string{
		"byte order mark": func(s string) string { return "\xEF\xBB\xBF" + s },
		"CRLF":            func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"UTF-16":          utf16Of,
		"empty rows":      func(s string) string { return strings.ReplaceAll(s, "\n", "\n,,,\n\n") },
		"no last newline": func(s string) string { return strings.TrimSuffix(s, "\n") },
	} {
		files := map[string]string{}
		for f, text := range tidy {
			files[f] = change(text)
		}
		p, ps := ReadFolder(folder(files), "small")
		if ps.Refused() || jsonOf(t, p) != want {
			t.Errorf("%s: read differently\n%v", name, ps.Error())
		}
	}
}

func utf16Of(s string) string {
	out := []byte{0xFF, 0xFE}
	for _, r := range s {
		out = append(out, byte(r), byte(r>>8))
	}
	return string(out)
}

// Ensure rows are numbered as a spreadsheet numbers them below cells of several
// lines.
func TestRowNumbers(t *testing.T) {
	files := maps.Clone(tidy)
	files[DemandFile] = strings.Replace(strings.Replace(tidy[DemandFile], "Part A", "\"Part\nA\"", 1), "14,200", "heavy,200", 1)
	_, ps := ReadFolder(folder(files), "small")
	if len(ps) != 1 || ps[0].Where != "demand.csv, row 3 (line 4), column mass_g" {
		t.Error(ps)
	}
}

// Ensure quarters are spread, material lines are kilograms, a missing column
// "hard" means hard, and a ban's note gives its exemptions.
func TestConventions(t *testing.T) {
	files := maps.Clone(tidy)
	files[DemandFile] = "part,material_id,shortage_cost_per_piece,currency,opening_stock_pieces,2027Q1\nG,M046,900,EUR,7,300\n"
	files[StockFile] = "part,kind,month,pieces,offer_id\n"
	files[RulesFile] = "rule_id,type,stage,country,window,note\nB,covered_country_ban,mine|magnet,CN,every_order,recycled magnets milled and sintered in the USA are exempt (US-4872-REC); stock in kind old_stock is exempt until 2027-06\n"
	p, ps := ReadFolder(folder(files), "small")
	if ps.Refused() {
		t.Fatal(ps)
	}
	g, b := p.Parts[0], p.Rules[0]
	if g.Unit != planner.Kilograms || g.Need(0) != 100 || g.Need(2) != 100 || len(p.Stock) != 1 || p.Stock[0].Pieces != 7 {
		t.Errorf("%+v %+v", g, p.Stock)
	}
	if !b.Hard || b.ExemptStock != "old_stock" || b.ExemptUntil.V != planner.MonthOf(2027, 6) || b.ExemptRecycledIn != "US" {
		t.Errorf("%+v", b)
	}
}

// FuzzReadFolder ensures no table, however broken, stops the reader or the
// checks, and that what was read can be written and read again.
func FuzzReadFolder(f *testing.F) {
	for name, text := range tidy {
		f.Add(name, []byte(text))
	}
	f.Add(DemandFile, []byte("part,2027Q1\nA,\"x"))
	f.Add(SettingsFile, []byte("key,value\nplan_months,99999999\nplan_start,9999-12\nfx_EUR_USD,1e30\n"))
	f.Add(OffersFile, []byte("offer_id,tier20_from,tier19_price\n,,"))
	facts := reference.Shipped().Facts()
	f.Fuzz(func(t *testing.T, name string, text []byte) {
		m := folder(tidy)
		if _, ok := m[name]; !ok {
			name = DemandFile
		}
		m[name] = &fstest.MapFile{Data: text}
		p, ps := ReadFolder(m, "fuzz")
		p.Validate(facts)
		for _, x := range ps {
			if x.Where == "" || x.What == "" {
				t.Errorf("half a sentence: %+v", x)
			}
		}
	})
}
