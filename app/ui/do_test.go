package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

// A notice that ends while the window closes must not touch what is gone.
func TestNothingIsDoneAfterTheEnd(t *testing.T) {
	test.NewTempApp(t)
	t.Cleanup(func() { ended.Store(false) })
	n := 0
	Do(func() { n++ })
	End()
	Do(func() { n += 10 })
	if n != 1 {
		t.Errorf("%d; before the end 1 is done, after it nothing", n)
	}
}
