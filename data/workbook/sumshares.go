package workbook

// shareBlocks writes the shares of supplier groups and of countries of making.
func (b *book) shareBlocks(s *sheet, r int) int {
	names := make([]string, len(b.index.groups))
	for i, g := range b.index.groups {
		names[i] = g.name
	}
	b.sum.groupFirst = r + 2
	r = b.shareBlock(s, r, "Supplier groups (awards of this plan, without open orders)", "Group", names, acGroupNo)
	b.sum.groupLast = max(b.sum.groupFirst, r-3)
	countries := make([]string, len(b.index.countries))
	for i, g := range b.index.countries {
		countries[i] = b.countryLabel(g.name)
	}
	r++
	b.sum.countryFirst = r + 2
	r = b.shareBlock(s, r, "Countries of the last making stage (awards of this plan)", "Country", countries, acCountryNo)
	b.sum.countryLast = max(b.sum.countryFirst, r-3)
	return r
}

// shareBlock writes kilograms and landed cost by a number of the award plan and
// returns the row after it. Rows are name, rows, total, blank.
func (b *book) shareBlock(s *sheet, r int, heading, what string, names []string, key int) int {
	c := b.ccy()
	s.put(r, 1, block(heading))
	s.heads(r+1, what, "Awarded (kg)", "Share of kg", "Landed cost ("+c+")", "Share of landed cost", what+" no.")
	first := r + 2
	last := first + max(1, len(names)) - 1
	kg, landed := make([]float64, len(names)), make([]float64, len(names))
	for row := b.awards.first; row <= b.awards.last; row++ {
		if i := int(b.awards.sheet.value(row, key)) - 1; i >= 0 {
			kg[i] += b.awards.sheet.value(row, acKg)
			landed[i] += b.awards.sheet.value(row, acCost)
		}
	}
	share := func(v, of float64) float64 {
		if of == 0 {
			return 0
		}
		return v / of
	}
	for i, n := range names {
		row := first + i
		s.put(row, 1, text(n))
		for _, x := range []struct {
			col, from int
			v, of     float64
			f         format
		}{{shKg, acKg, kg[i], b.awardSum(acKg), masses}, {shCost, acCost, landed[i], b.awardSum(acCost), b.money}} {
			s.put(row, x.col, calc("SUMIFS("+b.awardSpan(x.from)+","+b.awardSpan(key)+","+fixedCol(row, shNo)+")", x.v, x.f))
			// Of all that is awarded, not of this table, so that an award no row
			// counts shows as a share missing.
			whole := "SUM(" + b.awardSpan(x.from) + ")"
			s.put(row, x.col+1, calc("IF("+whole+"=0,0,"+at(row, x.col)+"/"+whole+")", share(x.v, x.of), percent))
		}
		s.put(row, shNo, number(i+1))
	}
	if len(names) == 0 {
		s.put(first, 1, text("nothing is awarded"))
	}
	s.put(last+1, 1, totalText("Total"))
	for _, col := range []int{shKg, shShare, shCost, shCost + 1} {
		f := percent
		switch col {
		case shKg:
			f = masses
		case shCost:
			f = b.money
		}
		s.put(last+1, col, total("SUM("+at(first, col)+":"+at(last, col)+")", s.sum(first, last, col), f))
	}
	return last + 3
}
