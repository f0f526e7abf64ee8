package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"remanence/app/ui"
)

// Quiet draws the dividers of splits and tabs in content as thin lines' colour;
// the toolkit gives them the colour of shadows, which shouts on a light page.
func Quiet(content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewThemeOverride(content, quiet{})
}

// quiet asks the theme in force each time, so that it follows light and dark.
type quiet struct{}

func (quiet) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if name == theme.ColorNameShadow {
		return ui.Colors().Line
	}
	return current().Color(name, v)
}
func (quiet) Font(s fyne.TextStyle) fyne.Resource     { return current().Font(s) }
func (quiet) Icon(n fyne.ThemeIconName) fyne.Resource { return current().Icon(n) }
func (quiet) Size(n fyne.ThemeSizeName) float32       { return current().Size(n) }

func current() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Track draws the whole track of sliders in content; the toolkit gives the part
// behind the knob the colour of entries, which is not seen on our surfaces.
func Track(content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewThemeOverride(content, track{})
}

type track struct{ quiet }

func (t track) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if name == theme.ColorNameInputBackground {
		return ui.Colors().LineStrong
	}
	return t.quiet.Color(name, v)
}
