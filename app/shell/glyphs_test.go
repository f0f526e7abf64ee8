package shell

import (
	"strings"
	"testing"
)

// Japanese is drawn by a bundled font and Korean by one of the system; where there is
// none, a hint names what cannot be drawn.
func TestNamesThatCannotBeDrawnAreTold(t *testing.T) {
	names := []string{"성림첨단산업", "信越化学", "Zhenghai", "东阳横店"}
	asked := map[rune]bool{}
	if hint := fontHint(names, func(r rune) bool { asked[r] = true; return true }); hint != "" {
		t.Errorf("everything is drawn: %q", hint)
	}
	if !asked['성'] || asked['信'] || asked['Z'] {
		t.Errorf("the system was asked for %d characters", len(asked))
	}
	hint := fontHint(names, func(rune) bool { return false })
	if !strings.Contains(hint, "성림첨단산업") || strings.Contains(hint, "Zhenghai") || strings.Contains(hint, "信越化学") {
		t.Errorf("%q", hint)
	}
}
