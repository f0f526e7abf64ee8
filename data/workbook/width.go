package workbook

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// narrowest and widest a column found from its cells may be.
const narrowest = 6.0

// columnWidths finds a width for each column from the cells in the body of the
// sheet: numbers must fit whole (Excel shows #### otherwise), text may be cut
// by its neighbour at the sheet's cap, headers wrap at their longest word.
func (s *sheet) columnWidths() []float64 {
	if s.found != nil {
		return s.found
	}
	_, last := s.extent()
	out := make([]float64, last)
	for r, cells := range s.rows {
		for c, x := range cells {
			if c > 0 {
				out[c-1] = math.Max(out[c-1], s.wanted(r, x))
			}
		}
	}
	for i := range out {
		out[i] = math.Max(out[i], narrowest)
		if w, ok := s.widths[i+1]; ok {
			out[i] = w
		}
	}
	s.found = out
	return out
}

func (s *sheet) wanted(row int, x cell) float64 {
	switch {
	case x.style.role == roleHead:
		longest := 0
		for _, w := range strings.Fields(shown(x)) {
			longest = max(longest, utf8.RuneCountInString(w))
		}
		return float64(longest) + 2.5 // room for the filter's button
	case x.style.role == roleTitle || x.style.role == roleNote || x.style.role == roleBlock || x.style.role == roleBanner:
		return 0 // runs over its neighbours
	case x.value == nil:
		return 0
	}
	n := float64(utf8.RuneCountInString(shown(x)))
	if _, isText := x.value.(string); isText {
		return math.Min(n+1, s.maxWidth)
	}
	if row == totalRow || x.style.role == roleTotal {
		n *= 1.1 // bold
	}
	return n + 2
}

// shown is about what a program displays for a cell, for its length only.
func shown(x cell) string {
	switch v := x.value.(type) {
	case string:
		return v
	case bool:
		return "FALSE"
	case float64:
		return shownNumber(v, x.style.format)
	}
	return ""
}

func shownNumber(v float64, f format) string {
	switch f {
	case monthly:
		return "mmm yy"
	case dated:
		return "yyyy-mm-dd"
	case tiny:
		return "0.0E+00"
	case general:
		return strconv.FormatFloat(v, 'g', 10, 64)
	}
	pattern := string(f)
	if i := strings.IndexByte(pattern, ';'); i >= 0 {
		pattern = pattern[:i]
	}
	decimals := 0
	if i := strings.IndexByte(pattern, '.'); i >= 0 {
		decimals = strings.Count(pattern[i:], "0")
	}
	if strings.Contains(pattern, "%") {
		v *= 100
	}
	s := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	if strings.Contains(pattern, ",") {
		whole, _, _ := strings.Cut(s, ".")
		s += strings.Repeat(",", (len(whole)-1)/3)
	}
	if v < 0 || strings.Contains(pattern, "_)") {
		s += "()"
	}
	return s
}
