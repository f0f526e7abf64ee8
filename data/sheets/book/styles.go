package book

import (
	"strings"

	"remanence/data/values"
)

// styles reads the number formats; the result is indexed by the s of a cell.
func (p *pack) styles(part string) ([]Style, error) {
	custom := map[string]string{}
	var out []Style
	inXfs := false
	err := p.walk(part, "its table of formats", func(s *scanner, t token) error {
		switch {
		case t == startTag && s.is("numFmt"):
			id, _ := s.attr("numFmtId")
			code, _ := s.attr("formatCode")
			if len(custom) < 10_000 {
				custom[id] = code
			}
		case t == startTag && s.is("cellXfs"):
			inXfs = !s.empty
		case t == endTag && s.is("cellXfs"):
			inXfs = false
		case t == startTag && inXfs && s.is("xf") && len(out) < 65_536:
			id, _ := s.attr("numFmtId")
			code, ok := custom[id]
			if !ok {
				code = builtin[id]
			}
			out = append(out, readFormat(code))
		}
		return nil
	})
	return out, err
}

// builtin are the formats without a code of their own that matter here; 27 to 36
// and 50 to 58 are the dates of Asian locales.
var builtin = func() map[string]string {
	m := map[string]string{"9": "0%", "10": "0.00%", "14": "yyyy-mm-dd", "15": "d-mmm-yy", "16": "d-mmm", "17": "mmm-yy", "22": "yyyy-mm-dd hh:mm"}
	for _, id := range strings.Fields("27 28 29 30 31 34 35 36 50 51 52 53 54 55 56 57 58") {
		m[id] = "yyyy-mm-dd"
	}
	return m
}()

// readFormat finds out whether a format shows a date, a percentage, a currency or
// a unit. Only its first section counts.
func readFormat(code string) Style {
	var st Style
	if code == "" || strings.EqualFold(code, "general") || code == "@" {
		return st
	}
	section, quoted, bare, last := code, "", "", ""
	inQuote := false
	var q strings.Builder
loop:
	for i := 0; i < len(section); i++ {
		c := section[i]
		switch {
		case inQuote && c == '"':
			inQuote = false
			quoted, last = q.String(), q.String()
		case inQuote:
			q.WriteByte(c)
		case c == '"':
			inQuote = true
			q.Reset()
		case c == ';':
			break loop
		case c == '[':
			end := strings.IndexByte(section[i:], ']')
			if end < 0 {
				break loop
			}
			inside := section[i+1 : i+end]
			if sign, ok := strings.CutPrefix(inside, "$"); ok {
				sign, _, _ = strings.Cut(sign, "-")
				if sign != "" {
					st.Currency = sign
				}
			} else if strings.Trim(strings.ToLower(inside), "hms") == "" {
				bare += "h" // elapsed time
			}
			i += end
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '%':
			st.Percent = true
		default:
			if c >= 0x80 {
				j := i
				for j < len(section) && section[j] >= 0x80 {
					j++
				}
				q.Reset()
				q.WriteString(section[i:j])
				if quoted = section[i:j]; quoted == "年" || quoted == "月" || quoted == "日" {
					quoted = ""
				} else {
					last = quoted
				}
				i = j - 1
				continue
			}
			bare += strings.ToLower(string(c))
			if c == '$' {
				st.Currency = "$"
			}
		}
	}
	if strings.ContainsAny(bare, "yd") || strings.Contains(bare, "mmm") {
		return Style{Date: true}
	}
	if st.Currency == "" && quoted != "" {
		if _, ok := values.Currency(quoted); ok {
			st.Currency = strings.TrimSpace(quoted)
		}
	}
	if u, ok := values.ParseUnit(last); ok && st.Currency == "" && !u.Money() {
		st.Unit = strings.TrimSpace(last)
	} else if ok && u.Money() && u.Dim != values.NoDim {
		st.Unit, st.Currency = strings.TrimSpace(last), u.Currency
	}
	return st
}
