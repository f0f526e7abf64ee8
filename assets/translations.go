package assets

import "embed"

//go:embed translations/*.json
var translations embed.FS

// Translation is the file of a language, English text to its own; nil when there
// is none. English is the text itself.
func Translation(language string) []byte {
	b, err := translations.ReadFile("translations/" + language + ".json")
	if err != nil {
		return nil
	}
	return b
}
