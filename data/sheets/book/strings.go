package book

// sharedStrings is the table most texts of a workbook stand in. A cell refers to
// its texts by number, so that one text in a million cells is kept once.
type sharedStrings struct {
	p    *pack
	part string
	all  []string
	full bool
}

// load reads the table, or with most above nought only so many of its texts.
func (t *sharedStrings) load(most int) error {
	if t.full || most >= 0 && len(t.all) >= most {
		return nil
	}
	t.all = t.all[:0]
	var text []byte
	inText, phonetic := false, 0
	err := t.p.walk(t.part, "its table of texts", func(s *scanner, k token) error {
		switch k {
		case startTag:
			switch string(s.name) {
			case "si":
				text = text[:0]
				if s.empty {
					t.all = append(t.all, "")
				}
			case "t":
				inText = !s.empty && phonetic == 0
			case "rPh": // how a Japanese text is pronounced, not what it says
				if !s.empty {
					phonetic++
				}
			}
		case endTag:
			switch string(s.name) {
			case "t":
				inText = false
			case "rPh":
				phonetic--
			case "si":
				one := tidy(text)
				if t.p.text -= int64(len(one)) + 16; t.p.text < 0 {
					return tooBig("its texts take more than " + megabytes(MaxText))
				}
				t.all = append(t.all, one)
				if most >= 0 && len(t.all) >= most {
					return errEnough
				}
			}
		case textRun:
			if inText && len(text) <= 4*MaxCell {
				text = append(text, s.text...)
			}
		}
		return nil
	})
	t.full = most < 0
	return err
}

func (t *sharedStrings) at(i int) string {
	if i < 0 || i >= len(t.all) {
		return ""
	}
	return t.all[i]
}
