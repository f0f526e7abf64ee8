package interchange

import (
	"os"
	"strings"
	"testing"

	"remanence/planner"
)

// rich is the tidy case with every term an offer can have.
func rich() map[string]string {
	files := map[string]string{}
	for k, v := range tidy {
		files[k] = v
	}
	files[SettingsFile] += "buyer_country,DE,,\ninsurance_pct,0.4,,\nfrozen_months,1,,\nquarters_from_month,2027-03,,\nengineering_limit,2,,\nramp_haircut_pct,20,,\n"
	files[OffersFile] = "offer_id,supplier,magnet_country,item_type,item,price,price_unit,currency,lead_time_weeks,transit_weeks,status,qualification_cost,provenance_profile,capacity_pool,incoterm,contract,tier_rule,tier_scope,tier2_from,tier2_price,index1,index1_element,index1_kg_per_kg,index1_yield_pct,index1_pass_through_pct,index1_base,index2,index2_element,index2_base,index_lag_months,price_fixed,price_cap,price_floor,deposit_pct,take_or_pay_kg_per_year,take_or_pay_charge_per_kg,take_or_pay_charge_pct,tooling_cost,exit_cost,freight_mode,ship_from,hs_code,preference,expedite_per_kg,expedite_weeks_saved,licence_rule,licence_wait_p50_days,licence_wait_p90_days,general_licence_until,sample_months,ppap_months,approval_months,sample_earliest,ppap_earliest,approval_earliest,engineering_load\n" +
		"O1,JL Mag Rare-Earth,CN,grade,N42SH,72.64,kg,USD,7,5,not_started,1000,CN_FULL,JLMAG,FOB Ningbo,C1,all_units,contract,900,70,Dy here,Dy,0.03,75,80,400,china_domestic,NdPr,60,1,,90,60,30,,,,5000,,sea,CN,8505.11,,2.5,2,CN-2025-18 general licence,20,40,2027-02,1,0,0,2027-01,2027-01,2027-02,1.5\n" +
		"O2,JL Mag Rare-Earth,CN,grade,N42UH,,kg,EUR,7,5,qualified,0,CN_FULL,JLMAG,,,,,,,,,,,,,,,,,80,,,,900,3.5,,,700,,,,yes,,,none,,,,,,,,,,\n"
	files[CapacityFile] = "capacity_pool,from_month,kg_per_month,ramp_months,ramp_haircut_pct\nJLMAG,2027-01,100,,10\nJLMAG,2027-02,300,2,10\n"
	files[IndicesFile] = "index_id,element,basis,form,currency,from_month,price,source,source_date\nDy here,Dy,ex_china,oxide,EUR,,410,broker,2026-11\nDy here,Dy,ex_china,oxide,EUR,2027-02,430,broker,2026-11\n"
	files[LanesFile] = "from_country,to_country,mode,cost_per_kg,currency,source,source_date\nCN,DE,sea,0.8,EUR,forwarder,2026-11\n"
	files[DemandFile] = strings.Replace(strings.Replace(tidy[DemandFile], "shortage_cost_per_piece", "switching_cost,shortage_cost_per_piece", 1), "36,6.5", "36,250,6.5", 3)
	files[TakeBackFile] = strings.Replace(tidy[TakeBackFile], "O3", "O2", 1)
	return files
}

// Ensure every term of the case folder is read, sound, and written so that it
// comes back.
func TestEveryTermComesBack(t *testing.T) {
	p, ps := check(rich())
	for _, x := range ps {
		if x.Severity == planner.Refuses {
			t.Error(x)
		}
	}
	o := &p.Offers[0]
	if len(o.Formula.V.Terms) != 2 || !o.Gates.SampleMonths.OK || !o.Licence.GeneralUntil.OK || p.Indices[0].Points[1].From != planner.MonthOf(2027, 2) || len(p.Lanes) != 1 || !p.Pools[0].Steps[1].RampMonths.OK || !p.Parts[2].SwitchingCost.OK {
		t.Errorf("terms are missing: %+v", o)
	}
	dir := t.TempDir()
	if err := WriteFolder(dir, p); err != nil {
		t.Fatal(err)
	}
	q, _ := ReadFolder(os.DirFS(dir), "again")
	if got, want := jsonOf(t, q), jsonOf(t, p); got != want {
		t.Errorf("changed on its way:\n%s\nwant\n%s", got, want)
	}
	if lost := Lost(p); len(lost) > 0 {
		t.Error(lost)
	}
}

// Ensure faults in the terms are named with their place and mend.
func TestBadTerms(t *testing.T) {
	for _, c := range []struct{ file, old, new, where, what, mend string }{
		{OffersFile, "Dy here,Dy,0.03", "Dy heer,Dy,0.03", "Offer O1, index 1", "no value of Dy heer", "Did you mean Dy here?"},
		{OffersFile, "0.03,75", "0.03,0", "index 1 yield", "nothing is left", "above 0"},
		{OffersFile, "0.03,75", "lots,75", "offers.csv, row 2, column index1_kg_per_kg", "not a number", "digits"},
		{OffersFile, "90,60,30", "50,60,30", "price cap", "below the floor", "Correct one"},
		{OffersFile, "sea,CN", "ship,CN", "freight mode", "no freight mode", "sea, air or truck"},
		{OffersFile, "8505.11", "85X", "customs code", "not a customs code", "six digits"},
		{OffersFile, ",yes,", ",maybe,", "column preference", "not known here", "yes"},
		{OffersFile, "90,60,30", "90,60,130", "paid with the order", "130 % is more", "percent"},
		{OffersFile, "2.5,2,CN", "2.5,,CN", "Offer O1, expedite", "cost and the weeks", "other cell"},
		{OffersFile, "FOB Ningbo,C1", "FOB Ningbo,", "Offer O1, contract", "none is named", "Name the contract"},
		{OffersFile, "2027-02,1,0,0", "2027-02,-1,0,0", "Offer O1, samples", "not plausible", "0 to 60"},
		{OffersFile, "CN-2025-18 general licence", "CN-2025-18", "general licence until", "none is stated", "general licence"},
		{OffersFile, "900,3.5,,", ",3.5,,", "take-or-pay charge", "no quantity is owed", "kilograms a year"},
		{SettingsFile, "frozen_months,1", "frozen_months,3", "frozen window", "leaves nothing to plan", "fewer months"},
		{SettingsFile, "ramp_haircut_pct,20", "ramp_haircut_pct,120", "ramp haircut", "not possible", "up to 100"},
		{SettingsFile, "buyer_country,DE", "buyer_country,", "customs code", "without the country", "buyer_country"},
		{IndicesFile, "oxide,EUR,2027-02", "metal,EUR,2027-02", "indices.csv, row 3, column form", "the first counts", "name of its own"},
		{IndicesFile, "oxide,EUR,2027-02", "oxide,EUR,", "Index Dy here, value", "twice", "Delete one"},
		{IndicesFile, "Dy,ex_china,oxide,EUR,,", "Dy,somewhere,oxide,EUR,,", "column basis", "not known here", "china_domestic"},
		{LanesFile, "sea,0.8,EUR", "sea,0.8,GBP", "exchange rate GBP", "no exchange rate", "fx_EUR_GBP"},
		{LanesFile, "sea,0.8", "rail,0.8", "Lane CN>DE>rail, mode", "no freight mode", "sea, air or truck"},
		{CapacityFile, "300,2", "300,200", "ramp from 2027-02", "not plausible", "0 to 120"},
	} {
		files := rich()
		if !strings.Contains(files[c.file], c.old) {
			t.Fatalf("%s has no %q", c.file, c.old)
		}
		files[c.file] = strings.Replace(files[c.file], c.old, c.new, 1)
		_, ps := check(files)
		found := false
		for _, x := range ps {
			found = found || strings.Contains(x.Where, c.where) && strings.Contains(x.What, c.what) && strings.Contains(x.Mend, c.mend)
		}
		if !found {
			t.Errorf("%s → %s: no problem at %q with %q and %q among\n%v", c.old, c.new, c.where, c.what, c.mend, ps)
		}
	}
}
