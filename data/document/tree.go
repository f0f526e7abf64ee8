package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
)

// node is a JSON value with the order of its fields kept, so that files differ
// only where their content does.
type node struct {
	kind byte             // '{', '[' or 's' for a scalar
	keys []string         // of an object, in order
	kids map[string]*node // of an object
	list []*node          // of an array
	raw  json.RawMessage  // of a scalar
}

// maxDepth is deeper than any project; a file beyond it is none.
const maxDepth = 64

var errDeep = errors.New("nested too deeply")

// parse reads JSON into a tree. Of a field that is there twice the last counts.
func parse(b []byte) (*node, error) {
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	n, err := parseValue(dec, 0)
	if err != nil {
		return nil, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, &json.SyntaxError{Offset: dec.InputOffset()}
	}
	return n, nil
}

func parseValue(dec *json.Decoder, depth int) (*node, error) {
	if depth > maxDepth {
		return nil, errDeep
	}
	tok, err := dec.Token()
	if err != nil {
		return nil, err
	}
	switch tok {
	case json.Delim('{'):
		n := &node{kind: '{', kids: map[string]*node{}}
		for dec.More() {
			key, err := dec.Token()
			if err != nil {
				return nil, err
			}
			kid, err := parseValue(dec, depth+1)
			if err != nil {
				return nil, err
			}
			n.set(key.(string), kid)
		}
		_, err = dec.Token()
		return n, err
	case json.Delim('['):
		n := &node{kind: '['}
		for dec.More() {
			kid, err := parseValue(dec, depth+1)
			if err != nil {
				return nil, err
			}
			n.list = append(n.list, kid)
		}
		_, err = dec.Token()
		return n, err
	}
	raw, err := scalar(tok)
	return &node{kind: 's', raw: raw}, err
}

// scalar writes a value without the escapes that JSON needs only inside HTML.
func scalar(v any) (json.RawMessage, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

func (n *node) set(key string, kid *node) {
	if _, ok := n.kids[key]; !ok {
		n.keys = append(n.keys, key)
	}
	n.kids[key] = kid
}

// text is a scalar as a string, "" for anything else.
func (n *node) text() string {
	var s string
	if n == nil || n.kind != 's' || json.Unmarshal(n.raw, &s) != nil {
		return ""
	}
	return s
}

// prune drops the named fields and every empty value from objects. Empty
// values in lists stay: their position means something.
func (n *node) prune(without []string) {
	n.keys = slices.DeleteFunc(n.keys, func(k string) bool {
		kid := n.kids[k]
		kid.prune(without)
		drop := slices.Contains(without, k) || kid.empty()
		if drop {
			delete(n.kids, k)
		}
		return drop
	})
	for _, kid := range n.list {
		kid.prune(without)
	}
}

func (n *node) empty() bool {
	switch n.kind {
	case '{':
		return len(n.keys) == 0
	case '[':
		return len(n.list) == 0
	}
	s := string(n.raw)
	return s == "null" || s == `""` || s == "false"
}

// compact appends the value on one line.
func (n *node) compact(b []byte) []byte {
	switch n.kind {
	case '{':
		b = append(b, '{')
		for i, k := range n.keys {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = append(appendKey(b, k), ' ')
			b = n.kids[k].compact(b)
		}
		return append(b, '}')
	case '[':
		b = append(b, '[')
		for i, kid := range n.list {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = kid.compact(b)
		}
		return append(b, ']')
	}
	return append(b, n.raw...)
}

func appendKey(b []byte, key string) []byte {
	raw, _ := scalar(key)
	return append(append(b, raw...), ':')
}

// indented appends the value for people: objects a field a line, lists of
// objects a row a line, everything inside a row on that line.
func (n *node) indented(b []byte, indent string) []byte {
	inner := indent + "  "
	switch {
	case n.kind == '{' && len(n.keys) > 0:
		b = append(b, "{\n"...)
		for i, k := range n.keys {
			b = append(appendKey(append(b, inner...), k), ' ')
			b = n.kids[k].indented(b, inner)
			if i < len(n.keys)-1 {
				b = append(b, ',')
			}
			b = append(b, '\n')
		}
		return append(append(b, indent...), '}')
	case n.kind == '[' && slices.ContainsFunc(n.list, func(k *node) bool { return k.kind != 's' }):
		b = append(b, "[\n"...)
		for i, kid := range n.list {
			b = kid.compact(append(b, inner...))
			if i < len(n.list)-1 {
				b = append(b, ',')
			}
			b = append(b, '\n')
		}
		return append(append(b, indent...), ']')
	}
	return n.compact(b)
}
