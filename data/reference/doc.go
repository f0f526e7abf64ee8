// Package reference holds the facts Remanence ships with: fifteen tables about
// magnet grades, materials, makers, rules, duties, freight, currencies and
// prices, each row with its source, date and confidence (README.md says where
// they come from and what to beware of).
//
// Load parses every table strictly: an unknown or missing column, a number that
// is not a number or a date that does not exist is an error that names the
// table, the row and the column. Shipped gives the embedded tables, parsed
// once. Tables.Facts turns them into what the planner is handed; WithUser puts
// the user's own rows after the shipped ones, where they win.
//
// An empty cell is unknown. It is kept as a missing planner.Opt and never
// becomes zero.
package reference
