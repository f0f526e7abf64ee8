package shell

import (
	"errors"
	"os"
	"path/filepath"
	"slices"

	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/data/files"
	"remanence/data/sheets/template"
	"remanence/planner"
)

// templateCommands are the workbooks to be filled in by others and imported again.
func (s *Shell) templateCommands() []Command {
	return []Command{
		{Title: tr.T("Demand by month …"), Run: s.demandTemplate},
		{Title: tr.T("Request for quotes …"), Run: s.askForQuotes},
	}
}

func (s *Shell) demandTemplate() {
	p, f := s.session.Project(), s.session.Facts()
	s.writeTemplate(tr.T(" demand"), func() ([]byte, error) { return template.Demand(p, f) })
}

// askForQuotes asks whom to ask, and in which language.
func (s *Shell) askForQuotes() {
	p := s.session.Project()
	supplier := ui.NewPick(ui.Strings(quoting(p)...), nil)
	language := ui.NewPick(requestLanguages(), nil)
	language.SetSelected(template.Languages[0])
	ui.ShowForm(s.win, ui.Form{Title: tr.T("Request for quotes"), Intro: tr.T("A workbook with the parts a supplier could make, to be filled in and imported again."), OK: tr.T("Write …"),
		Fields: []ui.Field{{Label: tr.T("Supplier"), Widget: supplier}, {Label: tr.T("Language"), Widget: language}}, Done: func() error {
			if supplier.Selected() == "" {
				return errors.New(tr.T("Choose the supplier who is to quote."))
			}
			who, in := supplier.Selected(), language.Selected()
			s.writeTemplate(" "+who, func() ([]byte, error) { return template.Quotes(p, who, in, nil) })
			return nil
		}})
}

// quoting are the suppliers of a project by name, those without an offer as well.
func quoting(p *planner.Project) []string {
	var out []string
	for _, x := range p.Suppliers {
		out = append(out, x.Name)
	}
	for i := range p.Offers {
		out = append(out, p.Offers[i].Supplier)
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(name string) bool { return name == "" })
}

func requestLanguages() []ui.Option {
	names := map[string]string{"en": tr.T("English"), "de": tr.T("German"), "ja": tr.T("Japanese"), "zh": tr.T("Chinese")}
	var out []ui.Option
	for _, code := range template.Languages {
		out = append(out, ui.Option{ID: code, Label: names[code]})
	}
	return out
}

// writeTemplate asks for a file and writes into it.
func (s *Shell) writeTemplate(suffix string, make func() ([]byte, error)) {
	ui.Files.Save(s.win, workbookKind(), s.suggest(suffix, ".xlsx"), func(path string) {
		s.session.Background(func() {
			data, err := make()
			if err == nil {
				err = files.Write(path, data)
			}
			s.onUI(func() {
				switch {
				case s.closing:
				case err != nil:
					s.fail(tr.T("The template was not written."), err)
				default:
					s.say(tr.F("Template written: %s%s. What comes back is read by Import sheet.", path, sizeOf(path)))
				}
			})
		})
	})
}

// suggest is a file name for something made of the project, beside its file.
func (s *Shell) suggest(suffix, ending string) string {
	home, _ := os.UserHomeDir()
	if path := s.session.Doc().Path(); path != "" {
		home = filepath.Dir(path)
	}
	return filepath.Join(home, fileName(s.session.Project().Name+suffix)+ending)
}
