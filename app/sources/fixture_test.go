package sources

import (
	"context"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"remanence/app/session"
	"remanence/app/ui"
	"remanence/data/document"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/planner"
)

func sample(t testing.TB, name string) *planner.Project {
	t.Helper()
	p, ps := interchange.ReadFolder(os.DirFS(filepath.Join("..", "..", "assets", "samples", name)), name)
	if ps.Refused() {
		t.Fatal(ps)
	}
	return p
}

func facts() *planner.Facts { return reference.Shipped().Facts() }

func opened(t testing.TB, name string) *session.Session {
	t.Helper()
	return session.ForProject(facts(), sample(t, name))
}

// planned is a planner that always hands in the same awards and reasons.
type planned planner.Plan

func (f *planned) Plan(context.Context, *planner.Project, func(string, float64)) (plan, asToday, cheapest *planner.Plan, err error) {
	p := planner.Plan(*f)
	return &p, &p, &p, nil
}

// withPlan is a session over a sample whose plan is ready.
func withPlan(t testing.TB, name string, plan planner.Plan) *session.Session {
	t.Helper()
	todo := make(chan func(), 100)
	f := planned(plan)
	s := session.New(facts(), document.New(sample(t, name)), &f, func(f func()) { todo <- f })
	s.Replan()
	for got, _ := s.Plan(); got == nil; got, _ = s.Plan() {
		(<-todo)()
	}
	t.Cleanup(s.Close)
	return s
}

// evPlan gives EA110-RO to two offers.
func evPlan() planner.Plan {
	return planner.Plan{Status: planner.StatusOptimal,
		Awards: []planner.Award{{Part: "EA110-RO", Offer: "O01", Kg: 300}, {Part: "EA110-RO", Offer: "O07", Kg: 700}},
		Reasons: []planner.Reason{
			{Kind: "price", Part: "EA110-RO", Offer: "O07", Text: "EA110-RO: the lowest landed quote, O07 of Yantai Zhenghai Magnetic at EUR 63.17 per kg, gets 70\u00a0% of new orders because of the limit on China"},
			{Kind: "note", Part: "EA150-RO", Text: "not for this part"}}}
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
	u.w = test.NewTempWindow(t, nil)
	u.w.SetPadded(false)
	layer := ui.NewLayer(u.w, u.p.Content())
	t.Cleanup(layer.Close)
	u.w.SetContent(layer)
	u.w.Resize(fyne.NewSize(1120, 640))
	u.p.Shown("")
	return u
}

// at goes to a field of an offer.
func (u *user) at(offer, field string) *user {
	u.t.Helper()
	u.p.Shown(planner.Path("offer", offer, field))
	return u
}

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

func (u *user) holds(offer, field, want string) {
	u.t.Helper()
	got, err := u.s.Project().Cell(planner.Path("offer", offer, field))
	if err != nil || got != want {
		u.t.Errorf("%s %s is %q (%v), want %q", offer, field, got, err, want)
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
