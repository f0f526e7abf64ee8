package shell

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// menuTheme makes the keys in menus readable. The toolkit (2.7.1) fades them by
// cutting a 16-bit opacity to its low byte, which leaves a fifth of it; ink is a
// text colour whose opacity keeps a high low byte after that.
type menuTheme struct{ fyne.Theme }

func (t menuTheme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	c := t.Theme.Color(name, v)
	if n, ok := c.(color.NRGBA); ok && name == theme.ColorNameForeground {
		return ink(n)
	}
	return c
}

// ink is an opaque colour, but for one part in two hundred.
type ink color.NRGBA

// RGBA implements color.Color.
func (c ink) RGBA() (r, g, b, a uint32) {
	const opacity = 0xfe9b // × 0.95 = 0xf1e0
	wide := func(v uint8) uint32 { return min(uint32(v)*0x101, opacity) }
	return wide(c.R), wide(c.G), wide(c.B), opacity
}
