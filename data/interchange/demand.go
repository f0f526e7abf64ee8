package interchange

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"remanence/planner"
)

// period is a demand column: a month, or a quarter spread over its months.
type period struct {
	first  planner.Month
	months int
}

// parsePeriod reads the names 2027-01 and 2027Q1.
func parsePeriod(name string) (period, bool) {
	if m, err := planner.ParseMonth(name); err == nil {
		return period{m, 1}, true
	}
	year, quarter, ok := strings.Cut(strings.ToUpper(name), "Q")
	y, err1 := strconv.Atoi(year)
	q, err2 := strconv.Atoi(quarter)
	if !ok || err1 != nil || err2 != nil || len(year) != 4 || len(quarter) != 1 || y < 1900 || q < 1 || q > 4 {
		return period{}, false
	}
	return period{planner.MonthOf(y, 3*q-2), 3}, true
}

func (r *reader) demand() {
	sheet := r.open(DemandFile, true)
	if sheet == nil {
		return
	}
	r.spanFrom(sheet)
	// A month beside its own quarter would count twice.
	given := map[planner.Month]string{}
	for _, h := range sheet.header {
		d, ok := parsePeriod(h)
		for m := d.first; ok && m < d.first+planner.Month(d.months); m++ {
			if other := given[m]; other != "" && other != h {
				r.refuse(sheet.file+", column "+h, "", fmt.Sprintf("%s is given by %s as well; the later column counts.", m, other), "Keep either the months or the quarter.")
			}
			given[m] = h
		}
	}
	outside := map[string]bool{}
	end := r.p.Start + planner.Month(r.p.Months)
	column := func(name string) (planner.Field[planner.Part], bool) {
		d, ok := parsePeriod(name)
		return planner.Field[planner.Part]{Name: name, Set: func(p *planner.Part, text string) error {
			if text == "" {
				return nil
			}
			v, err := planner.ParseNumber(text)
			if err != nil {
				return err
			}
			for m := d.first; m < d.first+planner.Month(d.months); m++ {
				if t := int(m - r.p.Start); t >= 0 && t < len(p.Demand) {
					p.Demand[t] = planner.Some(v / float64(d.months))
				} else if v != 0 {
					outside[name] = true
				}
			}
			return nil
		}}, ok
	}
	read(r, sheet, layout[planner.Part]{
		table: "part", fields: planner.PartFields, dynamic: column, key: "part",
		required: []string{"part"}, extra: []string{"opening_stock_pieces"},
		fresh: func() planner.Part {
			return planner.Part{Unit: planner.Pieces, Demand: make([]planner.Opt[float64], min(max(r.p.Months, 0), planner.MaxMonths))}
		},
		blank: map[string]func(*planner.Part){"demand_unit": func(*planner.Part) {}},
		id:    func(p *planner.Part, _ int) string { return p.ID },
	}, func(p *planner.Part, at line) {
		if p.Material != "" && at.get("demand_unit") == "" {
			p.Unit = planner.Kilograms
		}
		if p.Currency == "" {
			p.Currency = r.p.Currency
		}
		r.rememberOpening(p, at)
		r.p.Parts = append(r.p.Parts, *p)
	})
	for _, h := range sheet.header {
		if outside[h] {
			r.warn(sheet.file+", column "+h, "", fmt.Sprintf("Demand in %s lies outside the plan, which runs from %s to %s; it was left out.", h, r.p.Start, end-1),
				"Lengthen the plan in settings.csv, or delete the column.")
		}
	}
}

// spanFrom takes the plan's months from the demand columns when settings.csv
// does not give them, so that the rows can come in while that is mended.
func (r *reader) spanFrom(s *sheet) {
	if r.p.Months > 0 && r.p.Start > 0 {
		return
	}
	first, last := planner.Month(math.MaxInt32), planner.Month(0)
	for _, h := range s.header {
		if d, ok := parsePeriod(h); ok {
			first, last = min(first, d.first), max(last, d.first+planner.Month(d.months)-1)
		}
	}
	if last < first {
		return
	}
	if r.p.Start <= 0 {
		r.p.Start = first
	}
	if r.p.Months <= 0 {
		r.p.Months = min(max(int(last-r.p.Start)+1, 1), planner.MaxMonths)
	}
}

// opening is a cell of opening_stock_pieces, kept until stock.csv is read.
type opening struct {
	part   string
	pieces float64
	where  string
}

func (r *reader) rememberOpening(p *planner.Part, at line) {
	text := at.get("opening_stock_pieces")
	if text == "" {
		return
	}
	v, err := planner.ParseNumber(text)
	if err != nil {
		what, mend := sentences(err)
		r.refuse(at.place("opening_stock_pieces"), "", what, mend)
		return
	}
	r.opening = append(r.opening, opening{p.ID, v, at.place("opening_stock_pieces")})
}

// openingStock compares the opening stock of demand.csv with the on-hand rows
// of stock.csv, which it repeats, and stands in for them where there are none.
func (r *reader) openingStock() {
	sum, rows := map[string]float64{}, map[string]int{}
	for _, lot := range r.p.Stock {
		if lot.Kind == planner.OnHand {
			sum[lot.Part] += lot.Pieces
			rows[lot.Part]++
		}
	}
	for _, o := range r.opening {
		if rows[o.part] == 0 {
			if o.pieces != 0 {
				r.p.Stock = append(r.p.Stock, planner.StockLot{Part: o.part, Kind: planner.OnHand, Month: r.p.Start, Pieces: o.pieces})
			}
			continue
		}
		if math.Abs(sum[o.part]-o.pieces) > 1e-6*math.Max(1, math.Abs(o.pieces)) {
			r.warn(o.where, "", fmt.Sprintf("The opening stock of %s is %s here, but %s in stock.csv; stock.csv counts.",
				o.part, planner.FormatNumber(o.pieces), planner.FormatNumber(sum[o.part])), "Correct the wrong one of the two.")
		}
	}
}
