package library

import (
	"slices"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/data/reference"
	"remanence/planner"
)

func elements(r *reference.Tables, p *planner.Project) []Row {
	var out []Row
	for _, e := range r.Elements {
		row := Row{Source: e.Source}
		if own := ownElement(p, e.Symbol); own != nil {
			row.Source, row.Own = own.Source, true
			e.OxideToMetal, e.MetalChinaUSD = own.OxideToMetal, own.ChinaUSD
			shares := chinaShares(*own)
			e.ChinaMinePct, e.ChinaRefiningPct = shares[0], shares[1]
			e.MetalExChinaLowUSD, e.MetalExChinaHighUSD = own.ExChinaUSD, planner.Opt[float64]{}
		}
		out = append(out, Row{ID: e.Symbol, Source: row.Source, Own: row.Own,
			Cells: []string{e.Symbol, e.Name, words.Term(e.Group), num(e.ChinaMinePct), num(e.ChinaRefiningPct), num(e.MetalChinaUSD), exChina(e), words.Term(e.Announcement18), words.Term(e.Announcement57)},
			Detail: detail(tr.T("Role in magnets"), e.MagnetRole, tr.T("Oxide"), e.OxideFormula, tr.T("kg metal per kg oxide"), num(e.OxideToMetal), tr.T("Shares of"), whole(e.ShareYear), tr.T("Basis"), e.ShareBasis,
				tr.T("Ex-China price"), e.MetalExChinaBasis, tr.T("Ex-China price of"), e.MetalExChinaDate, tr.T("China price of"), e.MetalChinaDate, tr.T("Note"), e.PriceNote)})
	}
	return ownFirst(out)
}

func exChina(e reference.ElementRow) string {
	if !e.MetalExChinaLowUSD.OK || !e.MetalExChinaHighUSD.OK {
		return num(e.MetalExChinaLowUSD)
	}
	return tr.F("%s to %s", num(e.MetalExChinaLowUSD), num(e.MetalExChinaHighUSD))
}

func suppliers(r *reference.Tables, f *planner.Facts) []Row {
	var out []Row
	for _, s := range r.Suppliers {
		out = append(out, Row{ID: s.ID, Source: s.Source,
			Cells: []string{s.ID, s.Company, s.Site, words.Country(f, s.Country), words.Term(s.Stage), num(s.CapacityTonnes), words.Term(s.Status), words.Term(s.ChinaDependence)},
			Detail: detail(tr.T("Products"), s.Products, tr.T("Capacity"), s.CapacityBasis, tr.T("Capacity of"), whole(s.CapacityYear), tr.T("Start"), s.Start, tr.T("Feed from"), s.Upstream, tr.T("Owner"), s.Owner, tr.T("Parent country"), s.ParentCountry,
				tr.T("Certificates"), s.Certifications, tr.T("Web"), s.Website, tr.T("Place"), s.CoordPrecision, tr.T("Note"), s.Notes)})
	}
	return out
}

func regulations(r *reference.Tables, p *planner.Project) []Row {
	var out []Row
	for _, x := range r.Regulations {
		row := Row{ID: x.ID, Source: x.Source}
		if own := ownRegulation(p, x.ID); own != nil {
			x.Effective, x.SuspendedFrom, x.SuspendedUntil, x.Status = own.Effective, own.SuspendedFrom, own.SuspendedUntil, own.Status
			row.Source, row.Own = own.Source, true
		}
		row.Cells, row.Detail = regulationText(x)
		out = append(out, row)
	}
	for i := range p.OwnRegulations {
		own := &p.OwnRegulations[i]
		if _, ships := r.Regulation(own.ID); ships {
			continue
		}
		row := Row{ID: own.ID, Source: own.Source, Own: true, Added: true}
		row.Cells, row.Detail = regulationText(regulationRow(own))
		out = append(out, row)
	}
	return ownFirst(out)
}

func ownRegulation(p *planner.Project, id string) *planner.Regulation {
	if i := slices.IndexFunc(p.OwnRegulations, func(r planner.Regulation) bool { return r.ID == id }); i >= 0 {
		return &p.OwnRegulations[i]
	}
	return nil
}

func regulationText(x reference.RegulationRow) (cells, more []string) {
	cells = []string{x.ID, x.Jurisdiction, x.Instrument, words.Term(x.Kind), orDash(x.Effective), words.RegulationStatus(x.Status)}
	more = detail(tr.T("Covers"), x.Covers, tr.T("Codes"), x.Codes, tr.T("Threshold"), x.Threshold, tr.T("Suspended from"), x.SuspendedFrom, tr.T("Suspended until"), x.SuspendedUntil, tr.T("Extension agreed, notice not seen"), x.Extension,
		tr.T("Licence days by law"), strings.TrimSpace(whole(x.StatutoryDays)+" "+x.StatutoryBasis), tr.T("Licence days reported"), span(whole(x.ReportedLowDays), whole(x.ReportedHighDays)), tr.T("Reported"), x.Reality, tr.T("Effect"), x.Effect)
	return cells, more
}

func span(low, high string) string {
	if low == high {
		return low
	}
	return tr.F("%s to %s", low, high)
}

func prices(r *reference.Tables, p *planner.Project) []Row {
	var out []Row
	for _, m := range p.Materials {
		if m.PriceUSD.OK && m.Source.User {
			out = append(out, Row{ID: "own " + m.ID, Of: m.ID, Own: true, Source: m.Source,
				Cells: []string{m.Name, tr.T("own"), m.PriceDate, figures.Missing, figures.Missing, money(m.PriceUSD), "USD", money(m.PriceUSD), figures.Missing}})
		}
	}
	for _, x := range r.Prices {
		out = append(out, Row{ID: x.MaterialID + x.Basis + x.Period, Of: x.MaterialID, Source: x.Source,
			Cells:  []string{x.Material, words.Term(x.Basis), x.Period, money(x.Low), money(x.High), figures.Decimal(x.Mid.String(), -1), x.Currency, money(x.USDMid), words.Term(x.VAT)},
			Detail: detail(tr.T("Date"), x.PriceDate, tr.T("Kind"), words.Term(x.PeriodType), tr.T("CNY per USD assumed"), money(x.AssumedCNYPerUSD), tr.T("Note"), x.Note)})
	}
	return out
}

func duties(r *reference.Tables, p *planner.Project) []Row {
	var out []Row
	taken := map[string]*planner.OwnDuty{}
	for i := range p.OwnDuties {
		taken[p.OwnDuties[i].ID] = &p.OwnDuties[i]
	}
	for _, x := range r.Duties {
		row := Row{ID: x.ID, Source: x.Source}
		if d := taken[x.ID]; d != nil {
			row.Source, row.Own, x.RatePct, x.SpecificRate = d.Source, true, planner.Some(d.Rate), ""
			delete(taken, x.ID)
		}
		row.Cells = dutyCells(&x)
		row.Detail = detail(tr.T("Stacking"), x.Stacking, tr.T("Note"), x.Notes)
		out = append(out, row)
	}
	for i := range p.OwnDuties {
		if d := &p.OwnDuties[i]; taken[d.ID] != nil && d.New() {
			x := reference.OwnDutyRow(d)
			out = append(out, Row{ID: d.ID, Source: d.Source, Own: true, Added: true, Cells: dutyCells(&x)})
		}
	}
	return ownFirst(out)
}

func dutyCells(x *reference.DutyRow) []string {
	rate := money(x.RatePct) + "\u00a0%"
	if x.SpecificRate != "" {
		rate = x.SpecificRate
	} else if x.RateType == "combined_minimum" {
		rate = tr.F("%s with base", rate)
	}
	return []string{x.ID, x.Importer, x.Origin, x.Prefix, words.Term(x.Layer), rate, orDash(x.From), orDash(x.To), x.Basis}
}

func freight(r *reference.Tables, p *planner.Project) []Row {
	var out []Row
	shipped := map[string]bool{}
	own := func(x *reference.FreightRow) *planner.Lane {
		for i := range p.Lanes {
			if l := &p.Lanes[i]; l.From == x.Origin && l.To == x.Destination && l.Mode == x.Mode {
				return l
			}
		}
		return nil
	}
	for _, x := range r.Freight {
		row := Row{ID: x.ID, Of: x.Origin + ">" + x.Destination + ">" + x.Mode, Source: x.Source}
		low, typical, high := money(x.LowUSD), money(x.TypicalUSD), money(x.HighUSD)
		shipped[row.Of] = true
		if l := own(&x); l != nil {
			row.Source, row.Own, low, typical, high = l.Source, true, figures.Missing, laneRate(l), figures.Missing
		}
		row.Cells = []string{x.ID, x.Origin, x.Destination, words.FreightMode(x.Mode), low, typical, high, span(whole(x.DaysLow), whole(x.DaysHigh))}
		row.Detail = detail(tr.T("Ports"), tr.F("%s to %s", x.OriginPort, x.DestinationPort), tr.T("Cargo"), x.Cargo, tr.T("Basis"), x.CostBasis, tr.T("Dangerous goods"), x.DangerousGoods, tr.T("Valid on"), x.ValidDate)
		out = append(out, row)
	}
	for i := range p.Lanes {
		if l := &p.Lanes[i]; !shipped[l.ID()] {
			out = append(out, Row{ID: l.ID(), Of: l.ID(), Own: true, Added: true, Source: l.Source, Cells: []string{l.ID(), l.From, l.To, words.FreightMode(l.Mode), figures.Missing, laneRate(l), figures.Missing, figures.Missing}})
		}
	}
	return ownFirst(out)
}

// laneRate is the buyer's own rate; the column is USD, another currency is named.
func laneRate(l *planner.Lane) string {
	text := figures.Decimal(l.PerKg.String(), -1)
	if l.Currency != "USD" && l.Currency != "" {
		text += " " + l.Currency
	}
	return text
}

func routes(r *reference.Tables) []Row {
	var out []Row
	for _, x := range r.Recycling {
		out = append(out, Row{ID: x.Process, Source: x.Source, Cells: []string{x.Process, words.Term(x.Class), x.Feed, num(x.NdPct), num(x.PrPct), num(x.DyPct), num(x.TbPct), whole(x.TRL)},
			Detail: detail(tr.T("Gives"), x.Output, tr.T("By"), x.Operators, tr.T("Cost"), x.CostNotes, tr.T("Time"), x.LeadTime)})
	}
	return out
}

func countries(r *reference.Tables, p *planner.Project) []Row {
	yes := func(b bool) string {
		if b {
			return tr.T("yes")
		}
		return tr.T("no")
	}
	var out []Row
	for _, x := range r.Countries {
		own := ownCountry(p, x.ISO2)
		if own != nil {
			x.EU, x.USCovered, x.Source = planner.Some(own.EU), own.USCovered, own.Source
		}
		eu := orDash("")
		if x.EU.OK {
			eu = yes(x.EU.V)
		}
		out = append(out, Row{ID: x.ISO2, Source: x.Source, Own: own != nil, Cells: []string{x.ISO2, placeOf(x.Name, x.ISO2), words.Term(x.Region), eu, yes(x.USCovered), num(x.Governance), x.ExportStance},
			Detail: detail(tr.T("Currency"), x.Currency, tr.T("Governance of"), whole(x.GovernanceYear), tr.T("Basis"), x.GovernanceBasis)})
	}
	return ownFirst(out)
}
