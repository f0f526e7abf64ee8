package sheets

import (
	"bytes"
	"context"
	"testing"
	"time"

	"remanence/data/sheets/book"
)

// whole takes a book through everything an import does, in every kind and mode;
// the edits must apply, and the counts must add up.
func whole(t *testing.T, b *book.Book) {
	t.Helper()
	e := env()
	for i, table := range Find(b) {
		if i == 3 {
			break
		}
		m := e.Guess(table, "")
		for _, q := range e.Questions(table, m) {
			if len(q.Options) > 0 {
				m.Answer(table, q.Key, q.Options[0].Value)
			}
		}
		for k, mode := range Modes {
			if k > 0 && i > 0 {
				break
			}
			res, err := e.Preview(context.Background(), Request{Table: table, Mapping: m, Mode: mode})
			if err != nil {
				t.Fatal(err)
			}
			if n := res.Good + res.Waiting + res.Refused + res.Left; n != len(res.Rows) {
				t.Fatalf("%d rows, %d counted", len(res.Rows), n)
			}
			p := e.Project.Clone()
			for _, x := range res.Edits {
				if err := p.Apply(x); err != nil {
					t.Fatalf("%+v: %v", x, err)
				}
			}
		}
		var memory Memory
		memory.Keep(table, m)
		memory.Recall(e, table, "")
	}
}

func FuzzText(f *testing.F) {
	for _, x := range corpus {
		f.Add([]byte(x.sheet))
	}
	f.Add([]byte("Part;Jan 27\nMOT-100;1.200,5\n"))
	f.Add([]byte("Supplier\tPart\tPrice\nAlpha Magnetics\tMOT-100\t€ 5,20\n"))
	f.Add([]byte("\xff\xfeP\x00a\x00r\x00t\x00\t\x00J\x00a\x00n\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		began := time.Now()
		if b, err := book.Read(context.Background(), "x.csv", bytes.NewReader(data), int64(len(data)), book.Options{}); err == nil {
			whole(t, b)
		}
		if b, err := book.Paste(string(bytes.ReplaceAll(data, []byte("|"), []byte("\t")))); err == nil {
			whole(t, b)
		}
		if took := time.Since(began); took > 30*time.Second {
			t.Fatalf("took %v", took)
		}
	})
}

func FuzzSheetXML(f *testing.F) {
	f.Add([]byte(`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Part</t></is></c><c r="B1" t="str"><v>Jan 27</v></c></row><row r="2"><c r="A2" t="str"><v>MOT-100</v></c><c r="B2"><f>SUM(B1:B1)*2</f></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`))
	f.Add([]byte(`<worksheet><cols><col min="1" max="99999999" hidden="1"/></cols><sheetData><row><c t="s"><v>0</v></c><c s="1"><v>1e308</v></c></row>`))
	f.Fuzz(func(t *testing.T, xml []byte) {
		data := packed(t, xml)
		b, err := book.Read(context.Background(), "x.xlsx", bytes.NewReader(data), int64(len(data)), book.Options{})
		if err == nil {
			whole(t, b)
		}
	})
}

func FuzzFile(f *testing.F) {
	f.Add(packed(f, []byte(`<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`)))
	f.Add([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := book.Read(context.Background(), "x", bytes.NewReader(data), int64(len(data)), book.Options{Password: "p"})
		if err == nil {
			whole(t, b)
		}
	})
}

// Rows that wait come from a project file, which anybody may have written.
func FuzzRestore(f *testing.F) {
	for _, x := range corpus[:40] {
		e := env()
		tables := Find(x.file(f))
		if len(tables) == 0 {
			continue
		}
		res, err := e.Preview(context.Background(), Request{Table: tables[0], Mapping: e.Guess(tables[0], "")})
		if err != nil {
			f.Fatal(err)
		}
		if text, err := res.Keep(false); err == nil {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		q, err := Restore(text)
		if err != nil {
			return
		}
		e := env()
		res, err := e.Preview(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		e.Questions(q.Table, q.Mapping)
		p := e.Project.Clone()
		for _, x := range res.Edits {
			if err := p.Apply(x); err != nil {
				t.Fatalf("%+v: %v", x, err)
			}
		}
		again, err := res.Keep(false)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Restore(again); err != nil {
			t.Fatalf("%v: %s", err, again)
		}
	})
}
