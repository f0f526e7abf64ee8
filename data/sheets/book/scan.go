package book

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

// scanner walks the tags and texts of an XML part without building a tree and
// without holding more than one tag or text. It knows no namespaces: prefixes are
// cut off, as the element names of a workbook are unique. Entities are the five
// of XML and character numbers; a document type definition is refused, so that
// none can be defined.
type scanner struct {
	ctx   context.Context
	r     io.Reader
	buf   []byte
	i, n  int
	total int64 // bytes read so far
	most  int64
	eof   bool

	name  []byte // of a tag, without prefix
	attrs []byte // inside a start tag, raw
	empty bool   // <name/>
	text  []byte
}

type token int

const (
	startTag token = iota
	endTag
	textRun
	endOfPart
)

var (
	errBroken = errors.New("the XML inside the file is broken")
	errDTD    = errors.New("the file holds a document type definition, which no spreadsheet writes")
	errLong   = errors.New("a single cell of the file is larger than a spreadsheet allows")
	errHuge   = errors.New("it unpacks to more than it may")
)

const longest = 4 << 20 // bytes of one tag or text run

func newScanner(ctx context.Context, r io.Reader, most int64) *scanner {
	return &scanner{ctx: ctx, r: r, buf: make([]byte, 64<<10), most: most}
}

// fill reads more behind what is kept from keep on; keep moves to 0.
func (s *scanner) fill(keep int) error {
	if s.eof {
		return io.ErrUnexpectedEOF
	}
	if err := s.ctx.Err(); err != nil {
		return err
	}
	if keep > 0 {
		copy(s.buf, s.buf[keep:s.n])
		s.n -= keep
		s.i -= keep
	}
	if s.n == len(s.buf) {
		if len(s.buf) >= longest {
			return errLong
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	n, err := s.r.Read(s.buf[s.n:])
	s.n += n
	s.total += int64(n)
	if s.total > s.most {
		return errHuge
	}
	if errors.Is(err, io.EOF) {
		s.eof = true
		return nil
	}
	return err
}

// find is the place of a byte from s.i+skip on, reading more as needed.
func (s *scanner) find(c byte, skip int) (int, error) {
	from := s.i + skip
	for {
		if from < s.n {
			if at := bytes.IndexByte(s.buf[from:s.n], c); at >= 0 {
				return from + at, nil
			}
		}
		done := s.n - s.i
		if err := s.fill(s.i); err != nil {
			return 0, err
		}
		from = s.i + max(done, skip)
	}
}

// next moves to the next token.
func (s *scanner) next() (token, error) {
	for {
		if s.i >= s.n {
			if s.eof {
				return endOfPart, nil
			}
			if err := s.fill(s.i); err != nil {
				return endOfPart, err
			}
			continue
		}
		if s.buf[s.i] != '<' {
			at, err := s.find('<', 0)
			if errors.Is(err, io.ErrUnexpectedEOF) && len(bytes.TrimSpace(s.buf[s.i:s.n])) == 0 {
				s.i = s.n
				return endOfPart, nil
			}
			if err != nil {
				return endOfPart, err
			}
			s.text = s.buf[s.i:at]
			s.i = at
			if bytes.IndexByte(s.text, '&') >= 0 {
				s.text = unescape(s.text)
			}
			return textRun, nil
		}
		for s.n-s.i < 2 && !s.eof {
			if err := s.fill(s.i); err != nil {
				return endOfPart, err
			}
		}
		if s.n-s.i < 2 {
			return endOfPart, errBroken
		}
		switch s.buf[s.i+1] {
		case '?':
			if err := s.skipTo("?>"); err != nil {
				return endOfPart, err
			}
			continue
		case '!':
			cdata, err := s.bang()
			if err != nil {
				return endOfPart, err
			}
			if cdata {
				return textRun, nil
			}
			continue
		}
		return s.tag()
	}
}

// tag reads <name …>, <name …/> or </name>. A > inside an attribute belongs to it.
func (s *scanner) tag() (token, error) {
	at, err := s.find('>', 1)
	if err != nil {
		return endOfPart, err
	}
	for quotes := 0; ; {
		body := s.buf[s.i+1 : at]
		quotes = bytes.Count(body, []byte{'"'})
		if quotes%2 == 0 {
			break
		}
		if at, err = s.find('>', at-s.i+1); err != nil {
			return endOfPart, err
		}
	}
	body := s.buf[s.i+1 : at]
	s.i = at + 1
	if len(body) == 0 {
		return endOfPart, errBroken
	}
	if body[0] == '/' {
		s.name = local(bytes.TrimSpace(body[1:]))
		return endTag, nil
	}
	s.empty = body[len(body)-1] == '/'
	if s.empty {
		body = body[:len(body)-1]
	}
	end := bytes.IndexAny(body, " \t\r\n")
	if end < 0 {
		s.name, s.attrs = local(body), nil
	} else {
		s.name, s.attrs = local(body[:end]), body[end:]
	}
	return startTag, nil
}

func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// bang passes comments and takes the text of a CDATA section.
func (s *scanner) bang() (cdata bool, err error) {
	for s.n-s.i < 9 && !s.eof {
		if err := s.fill(s.i); err != nil {
			return false, err
		}
	}
	head := s.buf[s.i:s.n]
	switch {
	case bytes.HasPrefix(head, []byte("<!--")):
		return false, s.skipTo("-->")
	case bytes.HasPrefix(head, []byte("<![CDATA[")):
		from := 9
		for {
			at, err := s.find('>', from)
			if err != nil {
				return false, err
			}
			if at-s.i >= 11 && s.buf[at-1] == ']' && s.buf[at-2] == ']' {
				s.text = s.buf[s.i+9 : at-2]
				s.i = at + 1
				return true, nil
			}
			from = at - s.i + 1
		}
	}
	return false, errDTD
}

// skipTo passes everything up to an end mark, however long it is.
func (s *scanner) skipTo(mark string) error {
	for {
		if at := bytes.Index(s.buf[s.i:s.n], []byte(mark)); at >= 0 {
			s.i += at + len(mark)
			return nil
		}
		s.i = max(s.i, s.n-len(mark)+1)
		if err := s.fill(s.i); err != nil {
			return err
		}
	}
}

// attr is an attribute of the start tag, by its name without prefix.
func (s *scanner) attr(name string) (string, bool) {
	b, ok := s.attrBytes(name)
	if !ok {
		return "", false
	}
	if bytes.IndexByte(b, '&') >= 0 {
		b = unescape(b)
	}
	return string(b), true
}

func (s *scanner) attrBytes(name string) ([]byte, bool) {
	rest := s.attrs
	for {
		eq := bytes.IndexByte(rest, '=')
		if eq < 0 {
			return nil, false
		}
		key := local(bytes.TrimSpace(rest[:eq]))
		rest = bytes.TrimLeft(rest[eq+1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return nil, false
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return nil, false
		}
		if string(key) == name {
			return rest[1 : 1+end], true
		}
		rest = rest[end+2:]
	}
}

func (s *scanner) is(name string) bool { return string(s.name) == name }

// unescape resolves entities; an unknown one stays as it is.
func unescape(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for {
		at := bytes.IndexByte(b, '&')
		if at < 0 {
			return append(out, b...)
		}
		out = append(out, b[:at]...)
		b = b[at:]
		end := bytes.IndexByte(b[:min(len(b), 12)], ';')
		if end < 0 {
			out, b = append(out, '&'), b[1:]
			continue
		}
		switch name := string(b[1:end]); name {
		case "amp":
			out = append(out, '&')
		case "lt":
			out = append(out, '<')
		case "gt":
			out = append(out, '>')
		case "quot":
			out = append(out, '"')
		case "apos":
			out = append(out, '\'')
		default:
			r, ok := number(name)
			if !ok {
				out = append(out, b[:end+1]...)
			} else {
				out = utf8.AppendRune(out, r)
			}
		}
		b = b[end+1:]
	}
}

func number(name string) (rune, bool) {
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	base, digits := 10, name[1:]
	if digits[0] == 'x' || digits[0] == 'X' {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseInt(digits, base, 32)
	if err != nil || !utf8.ValidRune(rune(n)) {
		return 0, false
	}
	return rune(n), true
}
