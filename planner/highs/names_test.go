package highs

import (
	"context"
	"testing"
)

// The committed table names everything the embedded file has, and nothing else.
func TestTableFitsTheCode(t *testing.T) {
	portable, err := Load(context.Background(), testCache(), Portable())
	if err != nil {
		t.Fatal(err)
	}
	defer portable.Close()
	code := portable.code.(*module).code
	imports, exports := map[string]bool{}, map[string]bool{}
	for _, f := range code.ImportedFunctions() {
		_, name, _ := f.Import()
		imports[name] = true
	}
	for name := range code.ExportedFunctions() {
		exports[name] = true
	}
	for name := range code.ExportedMemories() {
		exports[name] = true
	}
	compare := func(kind string, names map[string]string, present map[string]bool) {
		left := len(present)
		for name, short := range names {
			if name == "__indirect_function_table" {
				continue // the runtime lists no tables; every start links to it
			}
			if !present[short] {
				t.Errorf("%s %s (%s) is not there", kind, name, short)
			}
			left--
		}
		if left != 0 {
			t.Errorf("%d %ss have no name", left, kind)
		}
	}
	compare("import", importNames, imports)
	compare("export", exportNames, exports)
	for name := range importNames {
		if hostFuncs[name] == nil {
			t.Errorf("import %s is not provided", name)
		}
	}
	for name := range hostFuncs {
		if importNames[name] == "" {
			t.Errorf("%s is provided, but nothing imports it", name)
		}
	}
}
