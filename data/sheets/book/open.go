package book

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Options of reading.
type Options struct {
	Password string // of an encrypted workbook
	MaxRows  int    // read only so many filled rows of each sheet; 0 is all
	Sheet    string // read only this sheet; "" is all
}

// Open reads a file. Its name is shown to people, its folder is not.
func Open(ctx context.Context, path string, o Options) (b *Book, err error) {
	f, err := os.Open(path)
	if err != nil {
		var p *fs.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		return nil, refuse("", "%s cannot be opened: %v.", filepath.Base(path), err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, refuse("Choose a file.", "%s is not a file.", filepath.Base(path))
	}
	return Read(ctx, filepath.Base(path), f, info.Size(), o)
}

// Read reads a file from its bytes. It returns the context's error when that ends
// it, a *Refusal otherwise; the file's first bytes, not its name, say what it is.
func Read(ctx context.Context, name string, r io.ReaderAt, size int64, o Options) (b *Book, err error) {
	// The limits are ours; a library below may still stumble over a made-up file.
	defer func() {
		if x := recover(); x != nil {
			b, err = nil, refuse("Open it in the spreadsheet and save it anew.", "The file is damaged in a way that could not be read (%v).", x)
		}
	}()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if size > MaxFile {
		return nil, tooBig("it has " + megabytes(uint64(size)))
	}
	head := make([]byte, min(size, 4096))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, refuse("", "%s cannot be read: %v.", name, err)
	}
	trimmed := bytes.TrimLeft(head, " \t\r\n\ufeff")
	lower := bytes.ToLower(trimmed[:min(len(trimmed), 512)])
	switch {
	case size == 0:
		return nil, refuse("Check that it was saved or downloaded completely.", "The file is empty.")
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return readXLSX(ctx, name, r, size, o)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return readOLE(ctx, name, r, size, o)
	case bytes.HasPrefix(head, []byte("%PDF")):
		return nil, refuse("Copy its table and paste it, or ask for the sheet it was made from.", "This is a PDF, not a spreadsheet.")
	case bytes.HasPrefix(head, []byte("{\\rtf")):
		return nil, refuse("Copy its table and paste it.", "This is a text document, not a spreadsheet.")
	case bytes.HasPrefix(lower, []byte("<!doctype html")) || bytes.HasPrefix(lower, []byte("<html")) || bytes.HasPrefix(lower, []byte("<table")):
		return nil, refuse("Open it in the spreadsheet and save it as .xlsx.", "This is a web page with the name of a spreadsheet.")
	case bytes.HasPrefix(lower, []byte("<?xml")):
		return nil, refuse("Open it in the spreadsheet and save it as .xlsx.", "This is an XML file, not a workbook.")
	case bytes.HasPrefix(trimmed, []byte("{")) && bytes.Contains(lower, []byte(`"remanence"`)):
		return nil, refuse("Open it with File, Open.", "This is a project of this app, not a sheet.")
	}
	data := make([]byte, size)
	if n, err := r.ReadAt(data, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, refuse("", "%s cannot be read: %v.", name, err)
	} else {
		data = data[:n]
	}
	return readText(ctx, name, data, o)
}

// readOLE reads an encrypted workbook, and names an old one.
func readOLE(ctx context.Context, name string, r io.ReaderAt, size int64, o Options) (*Book, error) {
	if size > 128<<20 {
		return nil, tooBig("it has " + megabytes(uint64(size)))
	}
	raw := make([]byte, size)
	if _, err := r.ReadAt(raw, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, refuse("", "%s cannot be read: %v.", name, err)
	}
	var wide []byte
	for _, c := range []byte("EncryptedPackage") {
		wide = append(wide, c, 0)
	}
	if !bytes.Contains(raw, wide) {
		return nil, refuse("Save it as .xlsx.", "This is a workbook of an old kind (.xls), which cannot be read here.")
	}
	if o.Password == "" {
		return nil, &Refusal{What: "The file is protected by a password.", Mend: "Enter it, or save the file without one.", Err: ErrPassword}
	}
	open, err := excelize.Decrypt(raw, &excelize.Options{Password: o.Password})
	if err != nil || !bytes.HasPrefix(open, []byte("PK")) {
		return nil, &Refusal{What: "The password does not open the file.", Mend: "Check it and try again.", Err: ErrPassword}
	}
	return readXLSX(ctx, name, bytes.NewReader(open), int64(len(open)), o)
}

// Paste reads what a spreadsheet put on the clipboard: cells apart by tabs, lines
// by line ends, quotes around cells that hold either.
func Paste(text string) (*Book, error) {
	if int64(len(text)) > MaxText {
		return nil, tooBig("the clipboard holds " + megabytes(uint64(len(text))))
	}
	s, err := delimited(context.Background(), strings.TrimRight(text, "\x00"), '\t', 0)
	if err != nil {
		return nil, err
	}
	if len(s.Rows) == 0 {
		return nil, refuse("Copy the cells in the spreadsheet first.", "There is no table on the clipboard.")
	}
	s.Name = "Clipboard"
	return &Book{Name: "clipboard", Kind: "clipboard", Sheets: []Sheet{*s}}, nil
}

// Place names a cell for people: "quotes.xlsx, Sheet1, C7".
func (b *Book) Place(s *Sheet, row, col int) string {
	at := fmt.Sprintf("%s%d", ColumnName(col), row)
	if col < 0 {
		at = fmt.Sprintf("row %d", row)
	}
	if len(b.Sheets) == 1 && (b.Kind == "csv" || b.Kind == "clipboard") || s.Name == "" {
		return b.Name + ", " + at
	}
	return b.Name + ", " + s.Name + ", " + at
}
