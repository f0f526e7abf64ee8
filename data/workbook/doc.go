// Package workbook writes the finance workbook: the plan as an Excel file with
// visible numbers, live formulas and checks that tie.
//
// The way of a figure: a sheet builder (one file a sheet) puts cells on a sheet,
// each a value, a formula and a style. The value is computed here in Go beside
// the formula and is never missing, so that previews, phones and other programs
// show what Excel will compute. emit.go hands finished sheets to the Excel library,
// rowxml.go writes their cells.
//
// Formulas use a short list of functions that every spreadsheet program agrees
// on, no constants but 0, 1 and 12, and never text of the user: they look rows
// up by numbers of our own, since a part called "A*" or ">5" would change the
// meaning of a criterion.
package workbook
