package workbook

import (
	"fmt"

	"remanence/planner"
	"remanence/planner/risk"
)

// outageBlock lists every outage of the plan that is felt: who stops when, and
// how long the lines last against the time to recover.
func (b *book) outageBlock(s *sheet, r int) int {
	k, c := b.o.Findings.Outages, b.ccy()
	var felt []*risk.Loss
	for i := range k.Nodes {
		if l := &k.Nodes[i]; len(l.Parts) > 0 || l.SurviveWeeks.OK || quiet(l.Money()) > 0 {
			felt = append(felt, l)
		}
	}
	s.put(r, 1, block(fmt.Sprintf("Outages of this plan beginning in %s, %d months looked at", k.At, k.Months)))
	s.put(r+1, 1, text("Weeks in a month"))
	s.put(r+1, 3, input(planner.WeeksPerMonth, `0.000_)`))
	weeks := fixed(r+1, 3)
	s.heads(r+2, "Outage", "First parts to stop", "Kind", "Recovers in (months)", "Recovers in (weeks)", "Lines run at best (weeks)", "Without any action (weeks)", "Recovers too late",
		"Parts stopped", "First month with a stop", "Loss ("+c+")", "Share of the largest loss", "Common to several groups")
	first := r + 3
	last := first + len(felt) - 1
	most := 0.0
	for _, l := range felt {
		most = max(most, quiet(l.Money()))
	}
	late := 0.0
	for i, l := range felt {
		row := first + i
		n := func(col int) string { return at(row, col) }
		s.line(row, 1, text(l.Name), text(stopWords(l)), text(string(l.Kind)), stated(l.Recovery.Months, `0.0_)`))
		in := l.Recovery.Months * planner.WeeksPerMonth
		s.put(row, 5, calc(n(4)+"*"+weeks, in, `0.0_)`))
		s.line(row, 6, throughout(l.SurviveWeeks), throughout(l.IdleWeeks))
		short := l.SurviveWeeks.OK && l.SurviveWeeks.V < in*(1-noiseTolerance)
		late += float64(count(short))
		s.put(row, 8, calc("IF(COUNT("+n(6)+")=1,"+n(6)+"<"+n(5)+"*(1-"+b.set.noise+"),FALSE)", short, truth))
		s.put(row, 9, stated(float64(len(l.Parts)), plain))
		if len(l.Parts) > 0 {
			m := month(l.Parts[0].From)
			m.style.role = roleStated
			s.put(row, 10, m)
		} else {
			s.put(row, 10, wordFor("none"))
		}
		loss := quiet(l.Money())
		s.put(row, 11, stated(loss, b.money))
		share := 0.0
		if most > 0 {
			share = loss / most
		}
		top := "MAX(" + span(first, last, 11) + ")"
		s.put(row, 12, calc("IF("+top+"=0,0,"+n(11)+"/"+top+")", share, percent))
		s.put(row, 13, stateWord(l.Hidden))
	}
	if len(felt) == 0 {
		s.put(first, 1, text("no single outage is felt in the months looked at"))
		return first + 2
	}
	s.alarms = append(s.alarms, at(first, 8)+":"+at(last, 8))
	s.table = &table{name: "tblOutages", first: r + 2, last: last, firstCol: 1, columnEnd: 13}
	app := 0.0
	for _, l := range felt {
		app += float64(count(l.Short))
	}
	b.sums = append(b.sums, sum{"Outages that recover too late = the app's", "outages", bound{"COUNTIF(" + s.span(first, last, 8) + ",TRUE)", late, plain},
		bound{"", app, plain}, "", "lines run shorter than the node takes to recover"})
	r = last + 1
	for _, id := range k.Unpriced {
		s.put(r, 1, note(id+" has no line-stop cost: its late pieces are counted, not their money."))
		r++
	}
	return r + 1
}

func throughout(weeks planner.Opt[float64]) cell {
	if !weeks.OK {
		return wordFor("throughout")
	}
	return stated(weeks.V, `0.0_)`)
}

// wordFor is a word of the app in the place of a figure.
func wordFor(s string) cell {
	c := textAs(s, roleStated)
	c.style.right = true
	return c
}

func stateWord(yes bool) cell {
	if yes {
		return textAs("yes", roleStated)
	}
	return textAs("no", roleStated)
}

// stopWords names the parts that stop, the first ones only.
func stopWords(l *risk.Loss) string {
	const shown = 3
	var names []string
	for i, x := range l.Parts {
		if i == shown {
			names = append(names, fmt.Sprintf("%d more", len(l.Parts)-shown))
			break
		}
		names = append(names, x.Part)
	}
	if len(names) == 0 {
		return "none"
	}
	return joined(names)
}

// recoveryBlock says where the times to recover come from.
func (b *book) recoveryBlock(s *sheet, r int) int {
	k := b.o.Findings.Outages
	if len(k.Sources) == 0 {
		return r
	}
	s.put(r, 1, block("Times to recover, by kind"))
	s.heads(r+1, "Kind", "Why", "Months", "Source", "Confidence", "As of")
	r += 2
	for _, d := range k.Sources {
		s.line(r, 1, text(string(d.Kind)), wrapped(d.Why), stated(d.Months, `0.0_)`), text(sourceName(d.Source)), text(confidence(d.Source)), date(d.Source.Date))
		r++
	}
	return r + 1
}
