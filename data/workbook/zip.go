package workbook

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// sortedZip writes the parts of a workbook in one order, since the library writes
// sheets in the order of a Go map, so that the same plan would give other bytes
// each time. The cells of each sheet are put in on the way out.
type sortedZip struct {
	out   io.Writer
	names []string
	parts map[string]*bytes.Buffer
	rows  map[string]*rowWriter // by part
}

// packing is how hard parts are packed: a tenth larger than by default, in half
// the time.
const packing = 3

// zipped has the library write through a sortedZip.
func zipped(f *excelize.File, rows map[string]*rowWriter) {
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter {
		return &sortedZip{out: w, parts: map[string]*bytes.Buffer{}, rows: rows}
	})
}

// Create opens a part.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	b := &bytes.Buffer{}
	if _, ok := z.parts[name]; !ok {
		z.names = append(z.names, name)
	}
	z.parts[name] = b
	return b, nil
}

// AddFS is part of the library's interface and not used by it for saving.
func (z *sortedZip) AddFS(fs.FS) error { return fs.ErrInvalid }

// tidyPart gives a streamed sheet the prefix r for its links to pictures. The
// library declares another one, which is right by the letter, but exceljs looks
// for the usual one and refuses the file.
func tidyPart(name string, content []byte) []byte {
	const declared = ` xmlns:relationships="http://schemas.openxmlformats.org/officeDocument/2006/relationships" relationships:id=`
	if !strings.HasPrefix(name, "xl/worksheets/sheet") || !bytes.Contains(content, []byte(declared)) {
		return content
	}
	content = bytes.ReplaceAll(content, []byte(declared), []byte(" r:id="))
	return bytes.ReplaceAll(content, []byte("<colBreaks></colBreaks>"), nil)
}

// Close writes every part, the list of types first as readers expect.
func (z *sortedZip) Close() error {
	w := zip.NewWriter(z.out)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, packing) })
	slices.SortFunc(z.names, func(a, b string) int {
		const types = "[Content_Types].xml"
		switch {
		case a == types:
			return -1
		case b == types || a > b:
			return 1
		}
		return -1
	})
	for _, name := range z.names {
		part, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		content := tidyPart(name, z.parts[name].Bytes())
		if rows := z.rows[name]; rows != nil {
			err = splice(part, content, rows)
		} else {
			_, err = part.Write(content)
		}
		if err != nil {
			return err
		}
		delete(z.parts, name)
	}
	return w.Close()
}
