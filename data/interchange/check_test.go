package interchange

import (
	"os"
	"path/filepath"
	"testing"

	"remanence/data/reference"
)

// Ensure validation has nothing to say against the sample cases.
func TestSamplesValidate(t *testing.T) {
	facts := reference.Shipped().Facts()
	for _, dir := range folders(t) {
		p, _ := ReadFolder(os.DirFS(dir), filepath.Base(dir))
		for _, x := range p.Validate(facts) {
			t.Errorf("%s: %s %s", filepath.Base(dir), x.Severity, x)
		}
	}
}
