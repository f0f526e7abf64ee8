// Package picturetest checks that a page shows what the command draws.
package picturetest

import (
	"bytes"
	"strings"
	"testing"

	"remanence/app/chart"
	"remanence/app/pictures"
)

// Same fails a test when a picture of a page is not that of its kind, mark for mark
// with all tips, light and dark. Titles are left out: a page says what it shows in
// its own way.
func Same(t *testing.T, page chart.Picture, kind string, in pictures.Input, c pictures.Choice) {
	t.Helper()
	drawn, err := pictures.Draw(kind, in, c)
	if err != nil {
		t.Error(err)
		return
	}
	for _, dark := range []bool{false, true} {
		var a, b bytes.Buffer
		if err := chart.SVG(&a, chart.Titled(page, ""), 900, 500, dark); err != nil {
			t.Error(err)
		}
		if err := chart.SVG(&b, chart.Titled(drawn, ""), 900, 500, dark); err != nil {
			t.Error(err)
		}
		shown, want := strings.Split(a.String(), "\n"), strings.Split(b.String(), "\n")
		for i := range max(len(shown), len(want)) {
			if i >= len(shown) || i >= len(want) || shown[i] != want[i] {
				t.Errorf("the page does not show what %s is; from line %d:\n%s\n%s", kind, i, strings.Join(shown[min(i, len(shown)):min(i+1, len(shown))], ""), strings.Join(want[min(i, len(want)):min(i+1, len(want))], ""))
				return
			}
		}
	}
}
