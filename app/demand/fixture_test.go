package demand

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"remanence/app/session"
	"remanence/app/ui"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/planner"
)

// sample reads a shipped case.
func sample(t testing.TB, name string) *planner.Project {
	t.Helper()
	p, ps := interchange.ReadFolder(os.DirFS(filepath.Join("..", "..", "assets", "samples", name)), name)
	if ps.Refused() {
		t.Fatal(ps)
	}
	return p
}

func facts() *planner.Facts { return reference.Shipped().Facts() }

// opened is a session without planning over a sample.
func opened(t testing.TB, name string) *session.Session {
	t.Helper()
	return session.ForProject(facts(), sample(t, name))
}

// user drives the page in a window without a screen.
type user struct {
	t *testing.T
	s *session.Session
	p *Page
	w fyne.Window
}

func visit(t *testing.T, s *session.Session) *user {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	u := &user{t: t, s: s, p: New(s)}
	u.p.panel.today = func() string { return "2026-11-23" }
	u.w = test.NewTempWindow(t, nil)
	u.w.SetPadded(false)
	layer := ui.NewLayer(u.w, u.p.Content())
	t.Cleanup(layer.Close)
	u.w.SetContent(layer)
	u.w.Resize(fyne.NewSize(1120, 640))
	u.p.Shown("")
	return u
}

// at goes to a cell of a part.
func (u *user) at(part, field string) *user {
	u.t.Helper()
	row, col, ok := u.p.seek(part, field)
	if !ok {
		u.t.Fatalf("there is no cell %s %s", part, field)
	}
	u.p.grid.Select(row, col)
	u.p.grid.Focus()
	return u
}

// types writes into whatever has the keyboard, and presses Enter.
func (u *user) types(text string) *user {
	for _, r := range text {
		u.w.Canvas().Focused().TypedRune(r)
	}
	u.press(fyne.KeyReturn)
	return u
}

func (u *user) press(k fyne.KeyName) {
	u.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
}

func (u *user) pastes(text string) *user {
	clip := test.NewClipboard()
	clip.SetContent(text)
	u.w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	return u
}

// shown is the text of a cell on screen.
func (u *user) shown(part, field string) string {
	u.t.Helper()
	row, col, ok := u.p.seek(part, field)
	if !ok {
		u.t.Fatalf("there is no cell %s %s", part, field)
	}
	return u.p.table.Cell(row, col).Text
}

// holds compares a cell of the project with a text.
func (u *user) holds(part, field, want string) {
	u.t.Helper()
	got, err := u.s.Project().Cell(planner.Path("part", part, field))
	if err != nil || got != want {
		u.t.Errorf("%s %s is %q (%v), want %q", part, field, got, err, want)
	}
}

// picture keeps what is on screen where PICTURES says.
func (u *user) picture(name string) {
	u.t.Helper()
	dir := os.Getenv("PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		u.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, u.w.Canvas().Capture()); err != nil {
		u.t.Fatal(err)
	}
}
