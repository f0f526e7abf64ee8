package highs

import "strings"

// console keeps the end of what the optimiser printed, for error messages.
type console struct{ text []byte }

// consoleKept is enough for the few lines that explain a refusal.
const consoleKept = 2000

func (c *console) write(p []byte) {
	c.text = append(c.text, p...)
	if over := len(c.text) - consoleKept; over > 0 {
		c.text = append(c.text[:0], c.text[over:]...)
	}
}

func (c *console) reset() { c.text = c.text[:0] }

// complaint returns the lines that matter for an error, errors before warnings
// before everything, joined to one line.
func (c *console) complaint() string {
	lines := strings.FieldsFunc(string(c.text), func(r rune) bool { return r == '\n' })
	for _, mark := range []string{"ERROR", "WARNING", ""} {
		var kept []string
		for _, line := range lines {
			if strings.HasPrefix(line, mark) {
				kept = append(kept, strings.Join(strings.Fields(strings.TrimPrefix(strings.TrimPrefix(line, mark), ":")), " "))
			}
		}
		if len(kept) > 0 {
			return strings.Join(kept[max(0, len(kept)-5):], "; ")
		}
	}
	return ""
}
