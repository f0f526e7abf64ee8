package shell

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"remanence/app/onscreen"
	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/data/reference"
)

// englishOnly are words that stand in English sentences and in no German or Japanese
// ones.
var englishOnly = regexp.MustCompile(`\b(the|of|is|are|with|from|which|because|would|cannot|without|more|less|and|not|than|holds|for)\b`)

// Every page and tab of finished samples, in German and Japanese, shows English only
// where the project or the library holds it: names, notes and legal texts.
func TestPagesSpeakTheLanguageChosen(t *testing.T) {
	defer func() { tr.Use("en"); figures.Use(figures.LocaleOf("en")) }()
	for _, code := range []string{"de", "ja"} {
		for _, sample := range []string{"ev-traction-de", "optics-materials-uk"} {
			tr.Use(code)
			figures.Use(figures.LocaleOf(code))
			r := newRig(t)
			r.s.samples = Samples()
			if !r.s.OpenSample(sample) || r.s.session.Status().Kind != session.UpToDate {
				t.Fatal(sample, r.s.session.Status())
			}
			own := held(t, r)
			n := 0
			for _, page := range r.s.makers {
				if page.ID == "library" {
					continue // it shows what its sources say
				}
				r.s.Show(page.ID, "")
				turns := 1
				if tabs := firstTabs(r.s.body); tabs != nil {
					turns = len(tabs.Items)
				}
				for turn := range turns {
					if turn > 0 {
						r.s.turnTab(1)
					}
					r.s.Window().Resize(fyne.NewSize(1920, 1080)) // more is seen than at the usual size
					for _, x := range onscreen.Of(r.s.Window()).Things {
						if !slices.Contains([]string{"text", "Label", "cell", "mark"}, x.Kind) {
							continue // what it says is in its parts
						}
						texts := []string{x.Text, x.Hint}
						if x.Kind == "mark" {
							texts = texts[1:] // the other is its id, which nobody sees
						}
						for _, text := range texts {
							n++
							for _, line := range strings.Split(text, "\n") {
								if !englishOnly.MatchString(line) {
									continue
								}
								if word := englishOnly.FindString(without(line, own)); word != "" {
									t.Errorf("%s %s %s, tab %d: %q in %s %q", code, sample, page.ID, turn, word, x.Kind, line)
								}
							}
						}
					}
				}
			}
			if n < 1000 {
				t.Errorf("only %d texts seen", n)
			}
		}
	}
}

// held is everything the project and the library say, the longest first.
func held(t *testing.T, r *rig) []string {
	t.Helper()
	out := []string{"at most 60 % of magnets from china, by calendar year, from jan 2028"} // the English that may be typed
	for _, x := range []any{r.s.session.Project(), r.s.session.Facts(), reference.Shipped()} {
		text, err := json.Marshal(x)
		if err != nil {
			t.Fatal(err)
		}
		var plain any
		if err := json.Unmarshal(text, &plain); err != nil {
			t.Fatal(err)
		}
		every(plain, &out)
	}
	slices.SortFunc(out, func(a, b string) int { return len(b) - len(a) })
	return slices.Compact(out)
}

// without takes out of a line what the project and the library say.
func without(line string, own []string) string {
	low := strings.ToLower(line)
	if cut, ok := strings.CutSuffix(low, "…"); ok { // its last words are cut off
		if _, name, two := strings.Cut(cut, "  "); two {
			cut = name
		}
		if slices.ContainsFunc(own, func(s string) bool { return strings.Contains(s, strings.TrimSpace(cut)) }) {
			return ""
		}
	}
	for _, s := range own {
		low = strings.ReplaceAll(low, s, "")
	}
	return low
}

func every(x any, out *[]string) {
	switch x := x.(type) {
	case string:
		if x = strings.ToLower(strings.TrimRight(strings.TrimSpace(x), ".")); len(x) > 5 {
			*out = append(*out, x)
		}
	case []any:
		for _, y := range x {
			every(y, out)
		}
	case map[string]any:
		for _, y := range x {
			every(y, out)
		}
	}
}
