package words

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/data/document"
)

// leftOfErrors are words of English errors.
var leftOfErrors = regexp.MustCompile(`\b(the|file|this|is|Open|Choose|version|Check|not)\b`)

// What the document says of files that cannot be opened is told in every language,
// with the name of the file as it is.
func TestFilesThatCannotBeOpened(t *testing.T) {
	defer func() { tr.Use("en"); figures.Use(figures.LocaleOf("en")) }()
	dir := t.TempDir()
	for name, content := range map[string]string{
		"empty.remanence": "", "picture.remanence": "\x89PNG\r\n", "other.remanence": `{"a": 1}`, "cut.remanence": `{"format": 1, "project": {`,
		"newer.remanence": `{"remanence": 99, "project": {}}`, "text.remanence": "hello", "table.remanence": "a,b\n1,2\n", "absent.remanence": "-",
	} {
		path := filepath.Join(dir, name)
		if content != "-" {
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		_, err := document.Open(path)
		if err == nil {
			t.Errorf("%s opens", name)
			continue
		}
		for _, code := range []string{"de", "ja"} {
			tr.Use(code)
			own := tr.Told(err.Error())
			if word := leftOfErrors.FindString(own[len(path):]); word != "" || own == err.Error() {
				t.Errorf("%s: %q is left in %q of %q", code, word, own, err.Error())
			}
		}
	}
}
