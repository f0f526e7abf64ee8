package book

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"path"
	"strings"
)

// pack is the container of an xlsx file. Names inside it are only ever looked up
// in its own directory.
type pack struct {
	ctx   context.Context
	parts map[string]*zip.File
	opt   Options
	cells int   // left
	text  int64 // left
}

func openPack(ctx context.Context, r io.ReaderAt, size int64, o Options) (*pack, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, refuse("Ask for it to be sent again, or open it in the spreadsheet and save it anew.", "The file is damaged: it begins like a workbook and does not end like one.")
	}
	if len(z.File) > MaxEntries {
		return nil, tooBig("it holds " + FormatNumber(float64(len(z.File))) + " parts")
	}
	p := &pack{ctx: ctx, parts: make(map[string]*zip.File, len(z.File)), opt: o, cells: MaxCells, text: MaxText}
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		if _, twice := p.parts[name]; !twice {
			p.parts[name] = f
		}
	}
	return p, nil
}

// part opens a part; nil when there is none.
func (p *pack) part(name string) (*scanner, io.Closer, error) {
	f := p.parts[strings.ToLower(strings.TrimPrefix(name, "/"))]
	if f == nil {
		return nil, nil, nil
	}
	if f.UncompressedSize64 > MaxPart || f.UncompressedSize64 > ratioFrom && f.UncompressedSize64/MaxRatio > f.CompressedSize64 {
		return nil, nil, tooBig("packed into " + megabytes(f.CompressedSize64) + " it unfolds to " + megabytes(f.UncompressedSize64))
	}
	r, err := f.Open()
	if err != nil {
		return nil, nil, refuse("Open it in the spreadsheet and save it anew.", "The file is packed in a way that spreadsheets do not use.")
	}
	return newScanner(p.ctx, r, MaxPart), r, nil
}

func megabytes(n uint64) string { return FormatNumber(float64(n>>20)) + " MB" }

// sentenceFor turns an error from inside a part into one for people.
func sentenceFor(err error, what string) error {
	var r *Refusal
	switch {
	case err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || errors.As(err, &r):
		return err
	case errors.Is(err, errHuge):
		return tooBig(what + " unpacks to more than " + megabytes(MaxPart))
	case errors.Is(err, errLong):
		return tooBig(what + " holds a single cell larger than a spreadsheet allows")
	case errors.Is(err, errDTD):
		return refuse("Open it in the spreadsheet and save it anew.", "The file holds a document type definition, which no spreadsheet writes; it was not read.")
	}
	return refuse("Ask for it to be sent again, or open it in the spreadsheet and save it anew.", "The file is damaged: %s cannot be read to its end.", what)
}

// walk calls f for every tag of a part; a part that is not there has none.
func (p *pack) walk(name, what string, f func(s *scanner, t token) error) error {
	s, c, err := p.part(name)
	if err != nil || s == nil {
		return err
	}
	defer c.Close()
	for {
		t, err := s.next()
		if err == nil && t == endOfPart {
			return nil
		}
		if err == nil {
			err = f(s, t)
		}
		if errors.Is(err, errEnough) {
			return nil
		}
		if err != nil {
			return sentenceFor(err, what)
		}
	}
}

var errEnough = errors.New("enough")

type link struct{ target, kind string }

// links reads the relations of a part.
func (p *pack) links(of string) (map[string]link, error) {
	dir, name := path.Split(of)
	out := map[string]link{}
	err := p.walk(dir+"_rels/"+name+".rels", "its list of parts", func(s *scanner, t token) error {
		if t != startTag || !s.is("Relationship") {
			return nil
		}
		id, _ := s.attr("Id")
		target, _ := s.attr("Target")
		kind, _ := s.attr("Type")
		if mode, _ := s.attr("TargetMode"); mode == "External" {
			target = ""
		} else if strings.HasPrefix(target, "/") {
			target = target[1:]
		} else {
			target = path.Join(dir, target)
		}
		out[id] = link{target, kind[strings.LastIndexByte(kind, '/')+1:]}
		return nil
	})
	return out, err
}

type sheetPart struct {
	name, part string
	hidden     bool
}

// readXLSX reads the sheets of a workbook.
func readXLSX(ctx context.Context, name string, r io.ReaderAt, size int64, o Options) (*Book, error) {
	p, err := openPack(ctx, r, size, o)
	if err != nil {
		return nil, err
	}
	main := "xl/workbook.xml"
	roots, err := p.links("")
	if err != nil {
		return nil, err
	}
	for _, l := range roots {
		if l.kind == "officeDocument" && p.parts[strings.ToLower(l.target)] != nil {
			main = l.target
		}
	}
	if p.parts[strings.ToLower(main)] == nil {
		return nil, p.otherKind()
	}
	rels, err := p.links(main)
	if err != nil {
		return nil, err
	}
	b := &Book{Name: name, Kind: "xlsx"}
	var sheets []sheetPart
	from1904 := false
	err = p.walk(main, "its table of contents", func(s *scanner, t token) error {
		if t != startTag {
			return nil
		}
		switch {
		case s.is("workbookPr"):
			v, _ := s.attr("date1904")
			from1904 = v == "1" || v == "true"
		case s.is("sheet"):
			sheet, _ := s.attr("name")
			id, _ := s.attr("id")
			state, _ := s.attr("state")
			if l := rels[id]; l.kind == "worksheet" && l.target != "" {
				sheets = append(sheets, sheetPart{tidyText(sheet), l.target, state == "hidden" || state == "veryHidden"})
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(sheets) > MaxSheets {
		return nil, tooBig("it holds " + FormatNumber(float64(len(sheets))) + " sheets")
	}
	p.remarks(b, rels)
	if err := p.properties(b); err != nil {
		return nil, err
	}
	find := func(kind, usual string) string {
		for _, l := range rels {
			if l.kind == kind && l.target != "" {
				return l.target
			}
		}
		return path.Join(path.Dir(main), usual)
	}
	styles, err := p.styles(find("styles", "styles.xml"))
	if err != nil {
		return nil, err
	}
	strs := &sharedStrings{p: p, part: find("sharedStrings", "sharedStrings.xml")}
	if o.MaxRows == 0 {
		if err := strs.load(-1); err != nil {
			return nil, err
		}
	}
	for _, sp := range sheets {
		if o.Sheet != "" && sp.name != o.Sheet {
			continue
		}
		s, err := p.sheet(sp, strs, styles, from1904)
		if err != nil {
			return nil, err
		}
		b.Sheets = append(b.Sheets, *s)
	}
	return b, nil
}

// remarks names what was left out on purpose.
func (p *pack) remarks(b *Book, rels map[string]link) {
	for _, l := range rels {
		if l.kind == "vbaProject" {
			b.Kind = "xlsm"
		}
	}
	if b.Kind == "xlsm" || p.parts["xl/vbaproject.bin"] != nil {
		b.Kind = "xlsm"
		b.note(b.Name, "The file holds macros; they were not run and are not kept.", "")
	}
	for name := range p.parts {
		if strings.HasPrefix(name, "xl/externallinks/") && strings.HasSuffix(name, ".xml") {
			b.note(b.Name, "Some cells take their values from other files; the values stored when the file was saved were read, the other files were not opened.", "Update the links in the spreadsheet and save it, if the values may be old.")
			break
		}
	}
}

// otherKind says what a zip file without a workbook is.
func (p *pack) otherKind() error {
	switch {
	case p.parts["xl/workbook.bin"] != nil:
		return refuse("Save it as .xlsx.", "This is a binary workbook (.xlsb), which cannot be read here.")
	case p.parts["mimetype"] != nil && p.parts["content.xml"] != nil:
		return refuse("Save it as .xlsx.", "This is an OpenDocument file, which cannot be read here.")
	case p.parts["word/document.xml"] != nil:
		return refuse("Copy its table into a spreadsheet, or paste it.", "This is a text document, not a spreadsheet.")
	case p.parts["ppt/presentation.xml"] != nil:
		return refuse("Copy its table into a spreadsheet, or paste it.", "This is a presentation, not a spreadsheet.")
	case p.parts["index/document.iwa"] != nil || p.parts["index.zip"] != nil:
		return refuse("Export it as .xlsx.", "This is a Numbers or Pages file, which cannot be read here.")
	case p.parts["[content_types].xml"] == nil:
		return refuse("Unpack it and import the file inside.", "This is a zip archive, not a spreadsheet.")
	}
	return refuse("Open it in the spreadsheet and save it anew.", "The file is damaged: it has no table of contents.")
}

// properties looks for the id this app writes into its templates and workbooks.
func (p *pack) properties(b *Book) error {
	reading := false
	return p.walk("docProps/custom.xml", "its properties", func(s *scanner, t token) error {
		switch {
		case t == startTag && s.is("property"):
			name, _ := s.attr("name")
			reading = name == IDProperty
		case t == endTag && s.is("property"):
			reading = false
		case t == textRun && reading && b.ID == "":
			b.ID = tidy(s.text)
		}
		return nil
	})
}

// IDProperty is the custom document property that marks a template of this app.
const IDProperty = "RemanenceTemplate"
