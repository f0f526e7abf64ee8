package main

import (
	"maps"
	"strings"
	"testing"
)

const sample = `function f(){wasmExports["d"]()}function g(w){_Run=Module["_Run"]=wasmExports["$a"];` +
	`__alloc=wasmExports["b"];memory=wasmMemory=wasmExports["m"];__indirect_function_table=wasmTable=wasmExports["t"]}` +
	`var wasmImports={a:___throw,e:_clock};`

func TestReadNames(t *testing.T) {
	got, err := readNames(sample)
	if err != nil {
		t.Fatal(err)
	}
	if want := map[string]string{"__throw": "a", "clock": "e"}; !maps.Equal(got.imports, want) {
		t.Errorf("imports %v, expected %v", got.imports, want)
	}
	want := map[string]string{"Run": "$a", "_alloc": "b", "memory": "m", "__indirect_function_table": "t", "__wasm_call_ctors": "d"}
	if !maps.Equal(got.exports, want) {
		t.Errorf("exports %v, expected %v", got.exports, want)
	}
}

func TestReadNamesRefuses(t *testing.T) {
	for name, js := range map[string]string{
		"no imports":       strings.ReplaceAll(sample, "wasmImports=", "other="),
		"odd import":       strings.ReplaceAll(sample, "e:_clock", "e:()=>0"),
		"no constructors":  strings.ReplaceAll(sample, `["d"]()`, `["d"]`),
		"two constructors": sample + `wasmExports["x"]()`,
		"two short names":  sample + `_Run=Module["_Run"]=wasmExports["z"]`,
	} {
		if got, err := readNames(js); err == nil {
			t.Errorf("%s: accepted as %v", name, got)
		}
	}
}

func TestSame(t *testing.T) {
	present := map[string]bool{"a": true, "b": true}
	for _, c := range []struct {
		names map[string]string
		fault string
	}{
		{map[string]string{"one": "a", "two": "b"}, ""},
		{map[string]string{"one": "a"}, "b of the WebAssembly file has no name"},
		{map[string]string{"one": "a", "two": "b", "three": "c"}, "three (c) is not in"},
		{map[string]string{"one": "a", "two": "a"}, "stands for both one and two"},
	} {
		err := same("export", c.names, present)
		if (err == nil) != (c.fault == "") || err != nil && !strings.Contains(err.Error(), c.fault) {
			t.Errorf("%v: %v, expected %q", c.names, err, c.fault)
		}
	}
}
