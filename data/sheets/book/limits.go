package book

import (
	"errors"
	"fmt"
)

// Limits of what is read. They lie far above anything people make and far below
// what would exhaust a laptop.
const (
	MaxFile    = 512 << 20 // bytes of the file
	MaxPart    = 2 << 30   // bytes of one part, unpacked
	MaxRatio   = 250       // unpacked to packed, of parts above ratioFrom
	ratioFrom  = 48 << 20
	MaxCells   = 6_000_000
	MaxText    = 256 << 20 // characters of all texts together
	MaxCell    = 32767     // characters of one cell, as spreadsheets allow
	MaxSheets  = 500
	MaxColumns = 16384
	MaxRowNo   = 1 << 20
	blankRows  = 10_000 // empty rows after which a sheet has ended
	MaxEntries = 20_000 // files inside a workbook
)

// ErrPassword is wrapped when a file needs a password or got a wrong one.
var ErrPassword = errors.New("password")

// Refusal is why a file cannot be read, with the way out.
type Refusal struct {
	What, Mend string
	Err        error
}

func (r *Refusal) Error() string {
	if r.Mend == "" {
		return r.What
	}
	return r.What + " " + r.Mend
}

func (r *Refusal) Unwrap() error { return r.Err }

func refuse(mend, format string, args ...any) error {
	return &Refusal{What: fmt.Sprintf(format, args...), Mend: mend}
}

func tooBig(what string) error {
	return refuse("Split it, or save only the rows that matter.", "The file is too large to be a list of parts or quotes: %s.", what)
}
