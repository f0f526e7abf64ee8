package sheets

import "fmt"

// mostPassed rows are told one by one.
const mostPassed = 20

// passedOver tells the rows that were not read and the tables that stand apart, so
// that no filled row is left out without a word.
func (t *Table) passedOver() []Problem {
	var out []Problem
	for _, where := range t.beside {
		out = append(out, Problem{Severity: Remark, Col: -1, Place: where, What: "The sheet holds another table here, which is not part of this import.", Mend: "Import it on its own, or take out what stands between to make them one table."})
	}
	told := 0
	for _, s := range t.Skipped {
		p := Problem{Severity: Remark, Col: -1, Place: t.Place(s.Row, -1), Mend: "If it is data, fill in another cell of the row."}
		switch s.Why {
		case loneText:
			p.What = fmt.Sprintf("“%s” stands alone in its row; the row was not read.", s.Text)
		case loneFigure:
			p.What = fmt.Sprintf("The figure %s stands alone in its row; the row was not read.", s.Text)
		case totalRow:
			p.What, p.Mend = fmt.Sprintf("The row “%s” was taken for a total of other rows and not read.", s.Text), "If it is data, begin it with another word."
		default:
			continue
		}
		if told++; told <= mostPassed {
			out = append(out, p)
		}
	}
	if told > mostPassed {
		out = append(out, Problem{Severity: Remark, Col: -1, Place: t.Where(), What: fmt.Sprintf("%d more rows were not read: headings, notes or totals.", told-mostPassed), Mend: "Look through the sheet for rows that stand alone."})
	}
	return out
}
