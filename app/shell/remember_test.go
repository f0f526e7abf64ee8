package shell

import (
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"remanence/app/ui"
	"remanence/app/ui/figures"
)

// again is what the next start finds.
func (r *rig) again() *Store { return LoadStore(filepath.Dir(r.s.store.path)) }

// The size of the window and the page in front are remembered when it closes, and the
// next window has that size.
func TestSizeAndPageAreRememberedWhenTheWindowCloses(t *testing.T) {
	r := newRig(t)
	r.run("page-sources")
	r.s.win.Resize(fyne.NewSize(1500, 850))
	r.run("quit")
	if !r.s.closing {
		t.Fatalf("it asks %q", r.dialog())
	}
	next := r.again()
	if next.Page != "sources" || next.Width < 1490 || next.Height < 800 {
		t.Fatalf("the next start finds %+v", next)
	}
	other := &Shell{store: next}
	if got := other.size(); got.Width != next.Width || got.Height != next.Height {
		t.Errorf("the next window is %v", got)
	}
}

// A saved project stands first among the recent files, in the menu and in the palette,
// opens from there, and one that is gone is taken off the list.
func TestRecentFilesAreOfferedAndForgottenWhenGone(t *testing.T) {
	r := newRig(t)
	r.openExample()
	path := filepath.Join(t.TempDir(), "mine.remanence")
	r.asked = []string{path}
	r.run("save")
	if next := r.again(); len(next.Recent) != 1 || next.Recent[0] != path {
		t.Fatalf("the next start finds %+v", next.Recent)
	}
	r.run("new")
	list := r.s.recentCommands()
	if len(list) != 1 || !strings.HasSuffix(list[0].Title, "mine.remanence") {
		t.Fatalf("%+v", list)
	}
	r.s.doPalette("recent/" + list[0].Title)
	if r.s.session.Doc().Path() != path || len(r.s.session.Project().Parts) == 0 {
		t.Errorf("open is %q", r.s.session.Doc().Path())
	}
	r.run("new")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	r.s.doPalette("recent/" + list[0].Title)
	if d := r.dialog(); !strings.Contains(d, "mine.remanence") || len(r.s.recentCommands()) != 0 {
		t.Errorf("%q, and the list is %v", d, r.s.store.Recent)
	}
}

// The button of the header writes the workbook, and rests while there is no plan.
func TestTheExportButtonWritesTheWorkbook(t *testing.T) {
	r := newRig(t)
	if !r.s.header.export.Disabled() {
		t.Error("an empty project can be exported")
	}
	r.openFinished(example)
	if r.s.header.export.Disabled() {
		t.Fatal("a finished plan cannot be exported")
	}
	path := filepath.Join(t.TempDir(), "plan.xlsx")
	r.asked = []string{path}
	r.s.header.export.OnTapped()
	r.until("the workbook", func() bool {
		info, err := os.Stat(path)
		return err == nil && info.Size() > 10_000
	})
	r.until("the note", func() bool { return strings.Contains(r.screen(), "plan.xlsx") })
}

// Light and dark stay what was chosen, as the system follows it, at once and at the next
// start.
func TestTheThemeFollowsTheSystemOrStays(t *testing.T) {
	r := newRig(t)
	follows := func() bool {
		th := r.s.app.Settings().Theme()
		return th.Color(theme.ColorNameBackground, theme.VariantDark) != th.Color(theme.ColorNameBackground, theme.VariantLight)
	}
	for id, want := range map[string]bool{"light": false, "dark": false, "": true} {
		r.run("theme-" + id)
		if follows() != want || r.again().Theme != id || !r.s.command("theme-"+id).Checked() {
			t.Errorf("%q: follows the system: %t, the next start finds %q", id, follows(), r.again().Theme)
		}
	}
	r.run("theme-dark")
	if got, want := r.s.app.Settings().Theme().Color(theme.ColorNameBackground, theme.VariantLight), ui.NewTheme(ui.Dark).Color(theme.ColorNameBackground, theme.VariantDark); got != want {
		t.Errorf("dark on a light system is %v, want %v", got, want)
	}
}

// Language, region and scale are kept for the next start, which is said.
func TestLanguageRegionAndScaleHoldFromTheNextStart(t *testing.T) {
	r := newRig(t)
	pick := func(menu, title string, kept func(*Store) bool) {
		t.Helper()
		r.s.doPalette(menu + "/" + title)
		if !kept(r.again()) {
			t.Errorf("%s, %s: the next start finds %+v", menu, title, r.again())
		}
		if !strings.Contains(r.screen(), "next start") {
			t.Errorf("%s, %s: nobody says when it holds", menu, title)
		}
		for _, c := range r.s.command(menu).Children() {
			if strings.HasPrefix(c.Title, title) != strings.HasSuffix(c.Title, "✓") {
				t.Errorf("%s: %q is ticked or not", menu, c.Title)
			}
		}
	}
	pick("language", "Deutsch", func(s *Store) bool { return s.Language == "de" })
	pick("scale", figures.Percent(1.5, 0), func(s *Store) bool { return s.Scale == 1.5 })
	region := figures.Locales()[2]
	pick("region", figures.LocaleOf(region).Sample(), func(s *Store) bool { return s.Region == region })
	if got, want := (&Shell{store: r.again()}).size().Width, UsualSize.Width/1.5; got < want-1 || got > want+1 {
		t.Errorf("at 150 %% the first window is %g wide, want %g", got, want)
	}
}

// About names the version of the toolkit the program was built with, and what else it
// stands on.
func TestAboutNamesTheToolkit(t *testing.T) {
	text := versions(&debug.BuildInfo{Deps: []*debug.Module{{Path: "fyne.io/fyne/v2", Version: "v2.7.1"}, {Path: "example.org/other", Version: "v9"}, {Path: "github.com/xuri/excelize/v2", Version: "v2.11.1"}}})
	for _, want := range []string{"Built with go", "\nFyne v2.7.1", "\nExcelize v2.11.1"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %q", want, text)
		}
	}
	if strings.Contains(text, "v9") {
		t.Errorf("%q names what nobody asks about", text)
	}
	r := newRig(t)
	r.run("about")
	if d := r.dialog(); !strings.Contains(d, "Built with go") {
		t.Errorf("%q", d)
	}
}
