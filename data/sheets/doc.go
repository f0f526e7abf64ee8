// Package sheets imports anybody's sheet: it finds the table in a file, guesses
// what its columns mean, and previews what would change before anything does.
//
//	b, err := book.Open(ctx, "quotes.xlsx", book.Options{})
//	t := sheets.Find(b)[0]                       // the best table
//	m := env.Guess(t, "")                        // kind and columns, with confidence
//	for _, q := range env.Questions(t, m) { … m.Answer(t, q.Key, answer) }
//	res, err := env.Preview(ctx, sheets.Request{Table: t, Mapping: m})
//	// res.Rows: good, with a question, refused, each with place, reason and mend
//	// res.Edits: the good rows as planner.Edits, one undoable change together
//
// Nothing is guessed in silence: what the sheet leaves open is a Question, what a
// row leaves open is a Problem of the row, and rows that wait are in the result
// with every cell as it stood. docs/import.md lists the patterns that are read.
package sheets
