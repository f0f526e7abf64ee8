package shell

import (
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/words"
	"remanence/planner"
)

// hintAtFonts says which names of a project no font of this computer can draw.
func (s *Shell) hintAtFonts(p *planner.Project) {
	var names []string
	for i := range p.Suppliers {
		names = append(names, p.Suppliers[i].Name)
	}
	for i := range p.Parts {
		names = append(names, p.Parts[i].ID, p.Parts[i].Description)
	}
	for i := range p.Offers {
		names = append(names, p.Offers[i].Site)
	}
	go func() {
		if hint := fontHint(names, ui.SystemDraws); hint != "" {
			s.onUI(func() { s.warn(hint) })
		}
	}()
}

// fontHint names what cannot be drawn, "" when everything can.
func fontHint(names []string, system func(r rune) bool) string {
	lacking := ui.Undrawn(names, system)
	if len(lacking) == 0 {
		return ""
	}
	return tr.F("No font of this computer holds the characters of %s; boxes stand in their place. Install a font for Chinese, Japanese and Korean, such as Noto Sans CJK, and start the app again.", words.List(lacking[:min(len(lacking), 3)]))
}
