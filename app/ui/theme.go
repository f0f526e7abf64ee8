package ui

import (
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"remanence/app/tr"
	"remanence/app/ui/palette"
	"remanence/assets"
)

// Mode chooses between light and dark.
type Mode int

// The modes of the theme; Follow takes the system's choice.
const (
	Follow Mode = iota
	Light
	Dark
)

// TextSize is the size of ordinary text; the grid and the charts use it too.
const TextSize = 13

// Theme is the app's compact look. Set it before the first window is built.
type Theme struct {
	Mode Mode
}

// NewTheme returns the theme in a mode.
func NewTheme(m Mode) fyne.Theme { return &Theme{Mode: m} }

// Color implements fyne.Theme from the palette.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	dark := variant == theme.VariantDark
	if t.Mode != Follow {
		dark = t.Mode == Dark
	}
	s := palette.Of(dark)
	switch name {
	case theme.ColorNameBackground:
		return s.Background
	case theme.ColorNameForeground:
		return s.Text
	case theme.ColorNamePlaceHolder:
		return s.Muted
	case theme.ColorNameDisabled: // also the colour of labels of low importance
		return palette.Mix(s.Faint, s.Muted, 0.7)
	case theme.ColorNameButton:
		return palette.Mix(s.Header, s.LineStrong, 0.12)
	case theme.ColorNameDisabledButton:
		return s.Header
	case theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return s.Accent
	case theme.ColorNameForegroundOnPrimary:
		return s.OnAccent
	case theme.ColorNameFocus:
		return palette.Alpha(s.Accent, 80)
	case theme.ColorNameSelection:
		return palette.Alpha(s.Accent, 70)
	case theme.ColorNameHover:
		return palette.Alpha(s.Text, 18)
	case theme.ColorNamePressed:
		return palette.Alpha(s.Text, 40)
	case theme.ColorNameHeaderBackground:
		return s.Header
	case theme.ColorNameInputBackground:
		return s.Surface
	case theme.ColorNameInputBorder:
		return s.LineStrong
	case theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground:
		return s.Raised
	case theme.ColorNameSeparator:
		return s.Line
	case theme.ColorNameScrollBar:
		return palette.Alpha(s.Text, 110)
	case theme.ColorNameScrollBarBackground:
		return palette.Alpha(s.Text, 16)
	case theme.ColorNameShadow:
		return s.Shadow
	case theme.ColorNameSuccess:
		return s.Ok
	case theme.ColorNameWarning:
		return s.Warn
	case theme.ColorNameError:
		return s.Bad
	case theme.ColorNameForegroundOnSuccess:
		return palette.OnColor(s.Ok)
	case theme.ColorNameForegroundOnWarning:
		return palette.OnColor(s.Warn)
	case theme.ColorNameForegroundOnError:
		return palette.OnColor(s.Bad)
	}
	return theme.DefaultTheme().Color(name, variant)
}

// The toolkit's own text fonts with kana and kanji behind them, so that Japanese
// never shows as boxes, whatever the machine has.
var (
	regularFont = sync.OnceValue(func() fyne.Resource { return fontOf("NotoSansJP-Regular") })
	boldFont    = sync.OnceValue(func() fyne.Resource { return fontOf("NotoSansJP-Bold") })
)

func fontOf(name string) fyne.Resource {
	return fyne.NewStaticResource(name+".ttf", assets.Font(name))
}

// Font implements fyne.Theme with the bundled fonts. Japanese knows no italics.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace || style.Symbol || style.Italic && tr.Current() != "ja":
		return theme.DefaultTheme().Font(style)
	case style.Bold:
		return boldFont()
	}
	return regularFont()
}

// Icon implements fyne.Theme with the toolkit's icons.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Size implements fyne.Theme: tighter than the toolkit's default, because a
// planning page shows much at once.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNamePadding:
		return 4
	case theme.SizeNameInnerPadding:
		return 6
	case theme.SizeNameText:
		return TextSize
	case theme.SizeNameHeadingText:
		return 20
	case theme.SizeNameSubHeadingText:
		return 15
	case theme.SizeNameCaptionText:
		return 11
	case theme.SizeNameInlineIcon:
		return 18
	case theme.SizeNameLineSpacing:
		return 3
	case theme.SizeNameScrollBar:
		return 12
	case theme.SizeNameScrollBarSmall:
		return 5
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return 4
	case theme.SizeNameInputBorder, theme.SizeNameSeparatorThickness:
		return 1
	}
	return theme.DefaultTheme().Size(name)
}

// IsDark tells which scheme is on screen. It asks the theme in force, so that it
// is right under any theme.
func IsDark() bool {
	r, g, b, _ := theme.Color(theme.ColorNameBackground).RGBA()
	return 299*r+587*g+114*b < 1000*0x7fff
}

// Colors returns the scheme on screen.
func Colors() palette.Scheme { return palette.Of(IsDark()) }
