package shell

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"remanence/app/ui"
	"remanence/app/ui/palette"
)

// menuTheme makes the keys in menus readable: the toolkit writes them in the
// colour of shadows.
type menuTheme struct{ fyne.Theme }

func (t menuTheme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if name != theme.ColorNameShadow {
		return t.Theme.Color(name, v)
	}
	s := ui.Colors()
	if s.Dark {
		return palette.Alpha(s.LineStrong, 235)
	}
	return palette.Alpha(s.Muted, 150)
}
