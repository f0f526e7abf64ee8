// Command gendispatch reads the header that wasm2c writes beside the translated
// optimiser and writes the C that calls its exports by number and passes its imports
// on: dispatch.c, which planner/highs/compiled.h describes. Run by compile.sh.
//
//	gendispatch highs.h dispatch.c
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"regexp"
	"strings"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("gendispatch: ")
	if len(os.Args) != 3 {
		log.Fatal("usage: gendispatch HEADER OUT")
	}
	header, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	text, err := generate(string(header))
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(os.Args[2], text, 0o644); err != nil {
		log.Fatal(err)
	}
}

// function is a prototype of the header: its short name, its C symbol and types.
type function struct {
	short, symbol, result string
	params                []string
}

var (
	importLine = regexp.MustCompile(`(?m)^/\* import: 'a' '([^']+)' \*/\n(\w+) (\w+)\(struct Z_a_instance_t\*(?:, )?([^)]*)\);`)
	exportLine = regexp.MustCompile(`(?m)^/\* export: '([^']+)' \*/\n(\w+)(\*?) (\w+)\(Z_highs_instance_t\*(?: instance)?(?:, )?([^)]*)\);`)
)

// generate writes dispatch.c from the text of the header.
func generate(header string) ([]byte, error) {
	var imports, exports []function
	for _, m := range importLine.FindAllStringSubmatch(header, -1) {
		imports = append(imports, function{m[1], m[3], m[2], split(m[4])})
	}
	var memory, table string
	for _, m := range exportLine.FindAllStringSubmatch(header, -1) {
		switch {
		case m[2] == "wasm_rt_memory_t":
			memory = m[4]
		case m[2] == "wasm_rt_funcref_table_t":
			table = m[4]
		case m[3] == "":
			exports = append(exports, function{m[1], m[4], m[2], split(m[5])})
		}
	}
	if len(imports) == 0 || len(exports) == 0 || memory == "" || table == "" {
		return nil, fmt.Errorf("the header is not one of wasm2c 1.0.32: %d imports, %d exports, memory %q, table %q",
			len(imports), len(exports), memory, table)
	}
	var b bytes.Buffer
	fmt.Fprint(&b, "// Written by gendispatch from the header of the translated optimiser.\n"+
		"#include <string.h>\n#include \"highs.h\"\n#include \"compiled.h\"\n\n"+
		"static double number(uint64_t w) { double d; memcpy(&d, &w, 8); return d; }\n"+
		"static uint64_t word(double d) { uint64_t w; memcpy(&w, &d, 8); return w; }\n\n")
	names(&b, "import", imports)
	names(&b, "export", exports)
	for i, f := range imports {
		if err := passOn(&b, i, f); err != nil {
			return nil, err
		}
	}
	fmt.Fprint(&b, "\nuint64_t dispatch(void *instance, int fn, const uint64_t *a) {\n  Z_highs_instance_t *i = instance;\n  (void)a;\n  switch (fn) {\n")
	for n, f := range exports {
		args := "i"
		for k, p := range f.params {
			switch p {
			case "u32", "u64":
				args += fmt.Sprintf(", (%s)a[%d]", p, k)
			case "f64":
				args += fmt.Sprintf(", number(a[%d])", k)
			default:
				return nil, fmt.Errorf("export %s takes a %s", f.short, p)
			}
		}
		call := f.symbol + "(" + args + ")"
		switch f.result {
		case "void":
			call += "; return 0"
		case "u32", "u64":
			call = "return " + call
		case "f64":
			call = "return word(" + call + ")"
		default:
			return nil, fmt.Errorf("export %s returns a %s", f.short, f.result)
		}
		fmt.Fprintf(&b, "  case %d: %s;\n", n, call)
	}
	fmt.Fprintf(&b, `  }
  return 0;
}

void dispatch_init(void) { Z_highs_init_module(); }

void *dispatch_new(void *host) {
  Z_highs_instance_t *i = calloc(1, sizeof *i);
  if (i != NULL) Z_highs_instantiate(i, host);
  return i;
}

void dispatch_free(void *instance) {
  Z_highs_free(instance);
  free(instance);
}

void *dispatch_memory(void *instance) { return %s(instance); }

void *dispatch_table(void *instance) { return %s(instance); }
`, memory, table)
	return b.Bytes(), nil
}

func split(params string) []string {
	if params == "" {
		return nil
	}
	return strings.Split(params, ", ")
}

// names writes the list of short names by number.
func names(b *bytes.Buffer, kind string, list []function) {
	fmt.Fprintf(b, "const int %s_count = %d;\nstatic const char *const %ss[] = {", kind, len(list), kind)
	for i, f := range list {
		if i%12 == 0 {
			b.WriteString("\n  ")
		}
		fmt.Fprintf(b, "%q, ", f.short)
	}
	fmt.Fprintf(b, "\n};\nconst char *%s_name(int i) { return %ss[i]; }\n\n", kind, kind)
}

// passOn writes the import that hands its arguments to the host as words.
func passOn(b *bytes.Buffer, n int, f function) error {
	params, words := "struct Z_a_instance_t *host", make([]string, 8)
	for i := range words {
		words[i] = "0"
	}
	for i, p := range f.params {
		params += fmt.Sprintf(", %s p%d", p, i)
		switch p {
		case "u32", "u64":
			words[i] = fmt.Sprintf("p%d", i)
		case "f64":
			words[i] = fmt.Sprintf("word(p%d)", i)
		default:
			return fmt.Errorf("import %s takes a %s", f.short, p)
		}
	}
	answer := map[string]string{"void": "", "u32": " return (u32)s[0];", "u64": " return s[0];", "f64": " return number(s[0]);"}
	end, ok := answer[f.result]
	if !ok {
		return fmt.Errorf("import %s returns a %s", f.short, f.result)
	}
	fmt.Fprintf(b, "%s %s(%s) { u64 s[8] = {%s}; host_call(host, %d, s);%s }\n",
		f.result, f.symbol, params, strings.Join(words, ", "), n, end)
	return nil
}
