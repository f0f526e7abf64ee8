// Package tr gives the app's texts in the language of the user. The English text
// in the code is the key, so that the code reads as the screen does and English is
// always complete; the other languages stand in assets/translations, one JSON
// file each, English to their own.
//
//	widget.NewButton(tr.T("Save"), …)
//	s.say(tr.F("Saved %s", path))
//
// A count has two English texts, tr.N(n, "%s part", "%s parts"). A table that is
// made before the language is known marks its texts with Mark and translates them
// where they are shown, with Known; so do words that come from the planner.
//
// A test reads every call in the app and fails on a text a language lacks, on one
// it no longer needs, on placeholders that differ, and on a text that reaches the
// screen past this package. T, F and N are called while the app runs, never to set
// up a package.
package tr

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strings"

	"github.com/jeandeaual/go-locale"

	"remanence/app/ui/figures"
	"remanence/assets"
)

// Language is one the app speaks, with its own name for itself.
type Language struct{ Code, Name string }

// Languages lists what the app speaks.
func Languages() []Language {
	return []Language{{"en", "English"}, {"de", "Deutsch"}, {"ja", "日本語"}}
}

var (
	current = "en"
	texts   map[string]string // nil for English
)

// Use takes a language by its code, "" for the system's. One the app does not
// speak is English. Call it before the first window; it is not for several
// goroutines.
func Use(code string) {
	if code == "" {
		code = system()
	}
	current, texts = "en", nil
	for _, l := range Languages() {
		if l.Code == code && code != "en" {
			read := map[string]string{}
			if json.Unmarshal(assets.Translation(code), &read) == nil { // a test reads every file
				current, texts = code, read
			}
		}
	}
}

// Current is the code of the language in use.
func Current() string { return current }

// system is the language of the system.
func system() string {
	code := strings.ToLower(SystemLocale("LC_MESSAGES"))
	code, _, _ = strings.Cut(code, ".")
	code, _, _ = strings.Cut(code, "_")
	code, _, _ = strings.Cut(code, "-")
	return code
}

// SystemLocale is the locale of the system for a category, "LC_NUMERIC": from the
// environment as POSIX orders its variables, on Windows and macOS from the settings
// of the user. "" when nothing says.
func SystemLocale(category string) string {
	for _, name := range []string{"LC_ALL", category, "LANG"} {
		if v := os.Getenv(name); v != "" {
			return v
		}
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		if code, err := locale.GetLocale(); err == nil {
			return code
		}
	}
	return ""
}

// T is a text in the language in use, English when that lacks it. Behind @@ may
// stand what an English text means, where another language needs two for it:
// tr.T("State@@land"). It is not shown.
func T(english string) string {
	if own, ok := texts[english]; ok {
		return own
	}
	plain, _, _ := strings.Cut(english, "@@")
	return plain
}

// F is a text with placeholders as fmt.Sprintf knows them; a translation may
// order them anew with %[2]s.
func F(english string, args ...any) string { return fmt.Sprintf(T(english), args...) }

// N is the text of a count: one for 1, many for all others. The first placeholder,
// %s, is the number as the screen writes numbers; args follow it.
func N(n int, one, many string, args ...any) string {
	text := many
	if n == 1 {
		text = one
	}
	return F(text, append([]any{figures.Number(float64(n), 0)}, args...)...)
}

// Mark notes a text that Known translates later; it is the text itself.
func Mark(english string) string { return english }

// teller puts a whole sentence of the planner or of a file into the user's words.
var teller func(string) string

// TellWith names what Told asks: package words, which knows the sentences of the
// planner. This package and the widgets cannot know it.
func TellWith(f func(string) string) { teller = f }

// Told is a sentence that came from below, an error's, in the language in use; one
// that nobody knows comes back as it is.
func Told(english string) string {
	if teller == nil {
		return english
	}
	return teller(english)
}

// Known is the own text of a word that was marked, or that the planner or the
// library gave; what the language does not know comes back as it is.
func Known(english string) string { return T(english) }
