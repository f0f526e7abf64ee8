package workbook

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// fillCache writes what a chart's references show into the chart just added.
// Without it the chart is empty in previews and in Protected View.
func fillCache(f *excelize.File, c *chart) error {
	part, n := "", 0
	f.Pkg.Range(func(k, _ any) bool {
		name := k.(string)
		digits, ok := strings.CutPrefix(name, "xl/charts/chart")
		i, err := strconv.Atoi(strings.TrimSuffix(digits, ".xml"))
		if ok && err == nil && i > n {
			part, n = name, i
		}
		return true
	})
	content, ok := f.Pkg.Load(part)
	if !ok {
		return fmt.Errorf("the chart %q was not stored", c.title)
	}
	doc := content.([]byte)
	caches := []struct{ ref, cache string }{{c.words, wordCache(c)}}
	for _, x := range c.all() {
		caches = append(caches, struct{ ref, cache string }{x.name, stringCache([]any{x.label})},
			struct{ ref, cache string }{x.values, numberCache(x.figures, c.axis)})
	}
	for _, x := range caches {
		at := regexp.MustCompile(regexp.QuoteMeta(refElement(x.ref)) + emptyCache)
		if !at.Match(doc) {
			return fmt.Errorf("the chart %q has no reference %s", c.title, x.ref)
		}
		doc = at.ReplaceAllLiteral(doc, []byte(refElement(x.ref)+x.cache))
	}
	// Months and exposures are numbers: the library always calls them strings.
	if c.wordFormat != general {
		doc = numbersAsSuch(doc)
	}
	if c.kind == excelize.Scatter {
		doc = tidyScatter(doc)
	}
	f.Pkg.Store(part, doc)
	return nil
}

// emptyCache is what the library may leave after a reference.
const emptyCache = `(<(?:num|str)Cache>.*?</(?:num|str)Cache>)?`

func refElement(ref string) string { return "<f>" + escaped(ref) + "</f>" }

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

func wordCache(c *chart) string {
	if c.wordFormat == general {
		return stringCache(c.cache.words)
	}
	numbers := make([]float64, len(c.cache.words))
	for i, w := range c.cache.words {
		numbers[i], _ = w.(float64)
	}
	return numberCache(numbers, c.wordFormat)
}

func stringCache(words []any) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<strCache><ptCount val="%d"/>`, len(words))
	for i, w := range words {
		fmt.Fprintf(&b, `<pt idx="%d"><v>%s</v></pt>`, i, escaped(fmt.Sprint(w)))
	}
	return b.String() + "</strCache>"
}

func numberCache(values []float64, f format) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<numCache><formatCode>%s</formatCode><ptCount val="%d"/>`, escaped(string(f)), len(values))
	for i, v := range values {
		fmt.Fprintf(&b, `<pt idx="%d"><v>%s</v></pt>`, i, strconv.FormatFloat(v, 'g', 15, 64))
	}
	return b.String() + "</numCache>"
}

var categories = regexp.MustCompile(`(?s)<cat>.*?</cat>|<xVal>.*?</xVal>`)

// ofWords are elements of an axis of words, which the library also gives the
// first axis of a scatter chart, where the format has no place for them.
var ofWords = regexp.MustCompile(`<(auto|lblAlgn|lblOffset|noMultiLvlLbl|tickLblSkip)( [^>]*)?(/>|></(auto|lblAlgn|lblOffset|noMultiLvlLbl|tickLblSkip)>)`)

// tidyScatter leaves in a scatter chart what belongs there.
func tidyScatter(doc []byte) []byte {
	return bytes.Replace(ofWords.ReplaceAll(doc, nil), []byte(`"smoothMarker"`), []byte(`"lineMarker"`), 1)
}

// numbersAsSuch turns the categories' string references into number references.
func numbersAsSuch(doc []byte) []byte {
	return categories.ReplaceAllFunc(doc, func(cat []byte) []byte {
		return bytes.ReplaceAll(cat, []byte("strRef>"), []byte("numRef>"))
	})
}
