package workbook

import (
	"strconv"
	"strings"
)

// template is a formula of a list that changes from row to row in the number of
// its row alone, so that a long list puts it together once and not in every row.
type template []string

// anyRow stands for the number of the row; no sheet has so many.
const anyRow = 9999999

func templateOf(formula func(row int) string) template {
	return strings.Split(formula(anyRow), strconv.Itoa(anyRow))
}

// in is the formula in a row, written as a number.
func (t template) in(row string) string { return strings.Join(t, row) }
