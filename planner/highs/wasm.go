package highs

import (
	"crypto/sha256"
	_ "embed" // the optimiser travels inside the binary
	"encoding/hex"
	"fmt"
)

// The folder's name is the remedy: a build without the file fails with
// "pattern run-make-deps-first/highs.wasm: no matching files found".
//
//go:embed run-make-deps-first/highs.wasm
var wasmCode []byte

// verifyCode refuses a WebAssembly file other than the one the table of names was
// generated from: with shortened names, another build would call wrong functions.
func verifyCode(code []byte) error {
	sum := sha256.Sum256(code)
	if got := hex.EncodeToString(sum[:]); got != wasmSHA256 {
		return fmt.Errorf("%w: checksum %s, expected %s; run: make deps", ErrChecksum, got, wasmSHA256)
	}
	return nil
}
