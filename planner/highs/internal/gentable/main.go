// Command gentable writes the table of names that planner/highs uses to reach the
// optimiser. The WebAssembly file is built with shortened import and export names;
// only the JavaScript file published beside it knows which short name is which C
// function. gentable reads both, checks that they agree completely, and writes Go.
//
// It is run by `go generate ./planner/highs` after an upgrade of the package.
package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"go/format"
	"log"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/tetratelabs/wazero"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("gentable: ")
	js := flag.String("js", "node_modules/highs/build/highs.js", "JavaScript file that holds the names")
	wasm := flag.String("wasm", "run-make-deps-first/highs.wasm", "WebAssembly file the names belong to")
	out := flag.String("out", "names_table.go", "Go file to write")
	flag.Parse()
	if err := run(*js, *wasm, *out); err != nil {
		log.Fatal(err)
	}
}

// run generates the file out from the two halves of the published package.
func run(jsPath, wasmPath, out string) error {
	js, err := os.ReadFile(jsPath)
	if err != nil {
		return err
	}
	code, err := os.ReadFile(wasmPath)
	if err != nil {
		return err
	}
	t, err := readNames(string(js))
	if err != nil {
		return err
	}
	if err := t.check(code); err != nil {
		return err
	}
	text, err := t.goFile(code)
	if err != nil {
		return err
	}
	return os.WriteFile(out, text, 0o644)
}

// table maps C names to the short names in the WebAssembly file.
type table struct {
	imports map[string]string
	exports map[string]string
}

var (
	importList   = regexp.MustCompile(`var wasmImports=\{([^}]*)\}`)
	importPair   = regexp.MustCompile(`^([\w$]+):(_\w+)$`)
	exportAssign = regexp.MustCompile(`([\w$]+)=(?:Module\["[\w$]+"\]=|wasmMemory=|wasmTable=)?wasmExports\["([\w$]+)"\]`)
	exportCall   = regexp.MustCompile(`wasmExports\["([\w$]+)"\]\(\)`)
)

// readNames finds both tables in the JavaScript file.
func readNames(js string) (table, error) {
	t := table{imports: map[string]string{}, exports: map[string]string{}}
	list := importList.FindStringSubmatch(js)
	if list == nil {
		return t, fmt.Errorf("the JavaScript file has no list of imports")
	}
	for _, pair := range strings.Split(list[1], ",") {
		m := importPair.FindStringSubmatch(pair)
		if m == nil {
			return t, fmt.Errorf("import %q is not of the form short:_name", pair)
		}
		t.imports[cName(m[2])] = m[1]
	}
	for _, m := range exportAssign.FindAllStringSubmatch(js, -1) {
		name := m[1]
		if name != "memory" && name != "__indirect_function_table" {
			name = cName(name)
		}
		if old, twice := t.exports[name]; twice && old != m[2] {
			return t, fmt.Errorf("export %s is both %s and %s", name, old, m[2])
		}
		t.exports[name] = m[2]
	}
	// The constructors are the one export that is called without being given a name.
	calls := exportCall.FindAllStringSubmatch(js, -1)
	if len(calls) != 1 {
		return t, fmt.Errorf("expected one unnamed call of an export (the constructors), found %d", len(calls))
	}
	t.exports["__wasm_call_ctors"] = calls[0][1]
	return t, nil
}

// cName undoes the underscore that every C name gets in JavaScript.
func cName(js string) string { return strings.TrimPrefix(js, "_") }

// check compares the table with the WebAssembly file, both ways: every name is
// there, and nothing that is there has no name.
func (t table) check(code []byte) error {
	ctx := context.Background()
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	defer r.Close(ctx)
	m, err := r.CompileModule(ctx, code)
	if err != nil {
		return err
	}
	imports, exports := map[string]bool{}, map[string]bool{}
	for _, f := range m.ImportedFunctions() {
		module, name, _ := f.Import()
		if module != "a" {
			return fmt.Errorf("import %s is of module %q, expected \"a\"", name, module)
		}
		imports[name] = true
	}
	for name := range m.ExportedFunctions() {
		exports[name] = true
	}
	for name := range m.ExportedMemories() {
		exports[name] = true
	}
	// The library does not list exported tables; whether this one is there is
	// seen when the callback module links to it, in every start of a solver.
	exports[t.exports["__indirect_function_table"]] = true

	if err := same("import", t.imports, imports); err != nil {
		return err
	}
	return same("export", t.exports, exports)
}

// same reports the first name that only one of the two sides has.
func same(kind string, names map[string]string, present map[string]bool) error {
	used := map[string]string{}
	for _, c := range slices.Sorted(maps.Keys(names)) {
		short := names[c]
		if !present[short] {
			return fmt.Errorf("%s %s (%s) is not in the WebAssembly file", kind, c, short)
		}
		if other, twice := used[short]; twice {
			return fmt.Errorf("%s %s stands for both %s and %s", kind, short, other, c)
		}
		used[short] = c
	}
	for _, short := range slices.Sorted(maps.Keys(present)) {
		if used[short] == "" {
			return fmt.Errorf("%s %s of the WebAssembly file has no name in the JavaScript file", kind, short)
		}
	}
	return nil
}

// goFile writes the table as formatted Go.
func (t table) goFile(code []byte) ([]byte, error) {
	sum := sha256.Sum256(code)
	var b bytes.Buffer
	b.WriteString("// Code generated by go generate (internal/gentable). DO NOT EDIT.\n\npackage highs\n\n")
	fmt.Fprintf(&b, "// wasmSHA256 is the checksum of the WebAssembly file these names belong to.\nconst wasmSHA256 = %q\n\n", hex.EncodeToString(sum[:]))
	writeMap(&b, "importNames", "maps the C name of each function the optimiser calls to its short name.", t.imports)
	writeMap(&b, "exportNames", "maps the C name of each thing the optimiser offers to its short name.", t.exports)
	return format.Source(b.Bytes())
}

// writeMap writes one map literal, sorted so that upgrades give readable differences.
func writeMap(b *bytes.Buffer, name, comment string, m map[string]string) {
	fmt.Fprintf(b, "// %s %s\nvar %s = map[string]string{\n", name, comment, name)
	for _, key := range slices.Sorted(maps.Keys(m)) {
		fmt.Fprintf(b, "%q: %q,\n", key, m[key])
	}
	b.WriteString("}\n\n")
}
