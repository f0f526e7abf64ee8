package words

import (
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"remanence/app/tr"
)

var namers = sync.OnceValue(func() map[string]display.Namer {
	return map[string]display.Namer{"de": display.Regions(language.German), "ja": display.Regions(language.Japanese)}
})

// ownName is the name of a country in the language of the screen, as the Unicode
// locale data have it; the English one is that of the library.
func ownName(code, english string) string {
	namer, ok := namers()[tr.Current()]
	if !ok {
		return english
	}
	region, err := language.ParseRegion(code)
	if err != nil {
		return english
	}
	if name := namer.Name(region); name != "" {
		return name
	}
	return english
}
