package interchange

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// decoded is a file as UTF-8 text. Note says how it was read when that was not
// plain UTF-8; Fault says why it cannot be read at all, with Mend.
type decoded struct {
	text  []byte
	note  string
	fault string
	mend  string
}

const saveAsCSV = "In the spreadsheet, choose Save as and the type \"CSV UTF-8 (comma separated)\"."

// decode turns the bytes of a file into UTF-8 text, or says in a buyer's words
// what the file is instead.
func decode(b []byte) decoded {
	switch {
	case len(bytes.TrimSpace(b)) == 0:
		return decoded{fault: "The file is empty.", mend: "Put a header row and at least one row of data in it."}
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		return decoded{fault: "This is an Excel workbook or a ZIP archive, not a CSV file.", mend: saveAsCSV}
	case bytes.HasPrefix(b, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		return decoded{fault: "This is an old Excel workbook (.xls), not a CSV file.", mend: saveAsCSV}
	case bytes.HasPrefix(b, []byte("%PDF")):
		return decoded{fault: "This is a PDF document, not a CSV file.", mend: "Enter the figures in a spreadsheet and save it as CSV."}
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		return decoded{text: fromUTF16(b[2:], binary.LittleEndian), note: "UTF-16"}
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return decoded{text: fromUTF16(b[2:], binary.BigEndian), note: "UTF-16"}
	}
	b = bytes.TrimPrefix(b, []byte{0xEF, 0xBB, 0xBF})
	if bytes.IndexByte(b, 0) >= 0 {
		return decoded{fault: "The file holds bytes that are no text.", mend: saveAsCSV}
	}
	if utf8.Valid(b) {
		return decoded{text: b}
	}
	return decoded{text: fromWindows1252(b), note: "Windows-1252"}
}

func fromUTF16(b []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = order.Uint16(b[2*i:])
	}
	return []byte(string(utf16.Decode(units)))
}

// windows1252 are the characters of the bytes 0x80 to 0x9F; the other bytes
// are the same as in Unicode.
var windows1252 = [32]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8D, 'Ž', 0x8F,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9D, 'ž', 'Ÿ'}

func fromWindows1252(b []byte) []byte {
	out := make([]byte, 0, len(b)+len(b)/8)
	for _, c := range b {
		r := rune(c)
		if c >= 0x80 && c < 0xA0 {
			r = windows1252[c-0x80]
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}
