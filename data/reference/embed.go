package reference

import (
	"embed"
	"sync"
)

//go:embed *.csv
var files embed.FS

// AsOf is the day on which the status of rules and controls in the shipped
// tables was read. It is in their column names and is never moved by the clock.
const AsOf = "2026-11-23"

var shipped = sync.OnceValues(Load)

// Shipped gives the tables that came with the app, parsed once. They are part
// of the program, so a failure to read them is a mistake of the build that the
// package's tests catch; it panics rather than plan on half the facts. The
// tables are shared: read them, do not change them.
func Shipped() *Tables {
	t, err := shipped()
	if err != nil {
		panic(err)
	}
	return t
}
