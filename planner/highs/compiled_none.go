//go:build !compiled || !(linux || darwin)

package highs

// compiledCode is the optimiser as machine code; this program was built without.
func compiledCode() code { return nil }
