package assets

import "embed"

//go:embed fonts/*.ttf
var fonts embed.FS

// Font is the file of a font by its name without ending, "NotoSans-Bold". The
// grid, the pictures and the command draw with them; the licences lie beside
// the files.
func Font(name string) []byte {
	b, err := fonts.ReadFile("fonts/" + name + ".ttf")
	if err != nil {
		panic("assets: no font " + name) // the names are constants
	}
	return b
}
