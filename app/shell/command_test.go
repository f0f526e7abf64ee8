package shell

import (
	"os"
	"path/filepath"
	"testing"
)

func TestNoTwoCommandsShareAKeyOrAnID(t *testing.T) {
	r := newRig(t)
	keys, ids := map[string]string{}, map[string]bool{}
	for _, c := range r.s.commands {
		if ids[c.ID] {
			t.Errorf("two commands are called %s", c.ID)
		}
		ids[c.ID] = true
		if c.Menu == "" || c.Label() == "" || c.Run == nil && c.Children == nil {
			t.Errorf("%s has no menu, no title or nothing to do", c.ID)
		}
		if (c.Shortcut == nil) != (c.Keys == "") {
			t.Errorf("%s: key and its name do not go together", c.ID)
		}
		if c.Shortcut == nil {
			continue
		}
		name := c.Shortcut.ShortcutName()
		if other, taken := keys[name]; taken {
			t.Errorf("%s and %s share %s", c.ID, other, name)
		}
		keys[name] = c.ID
	}
}

func TestMenuFollowsWhatCanBeDone(t *testing.T) {
	r := newRig(t)
	item := func(id string) bool {
		for _, x := range r.s.menus.items {
			if x.command.ID == id {
				return !x.item.Disabled
			}
		}
		t.Fatalf("%s is not in the menu", id)
		return false
	}
	if item("export") || item("cancel") || !item("plan") || item("recent") {
		t.Error("an empty project can be planned, not exported, and nothing was opened before")
	}
	r.openExample()
	if !item("export") || item("cancel") {
		t.Error("a plan can be exported; nothing runs")
	}
	for _, x := range r.s.menus.items {
		if x.command.ID == "sample" && len(x.item.ChildMenu.Items) < 6 {
			t.Errorf("%d samples in the menu", len(x.item.ChildMenu.Items))
		}
	}
}

func TestStoreSurvivesAndForgives(t *testing.T) {
	folder := t.TempDir()
	s := LoadStore(filepath.Join(folder, "new"))
	for i := range 12 {
		s.Remember(filepath.Join(folder, string(rune('a'+i))))
	}
	s.Remember(filepath.Join(folder, "e"))
	s.Theme = "dark"
	if err := s.Save(); err != nil {
		t.Fatal(err)
	}
	again := LoadStore(filepath.Join(folder, "new"))
	if len(again.Recent) != mostRecent || again.Recent[0] != filepath.Join(folder, "e") || again.Theme != "dark" {
		t.Errorf("%+v", again)
	}
	if err := os.WriteFile(filepath.Join(folder, "window.json"), []byte("{half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if broken := LoadStore(folder); len(broken.Recent) != 0 || broken.Save() != nil {
		t.Error("a damaged file is an empty store")
	}
}

func TestTheWindowRemembersASizeWithinReason(t *testing.T) {
	r := newRig(t)
	for _, c := range []struct{ w, h, want float32 }{{0, 0, 1366}, {300, 200, 1366}, {2560, 1440, 2560}, {90000, 90000, 1366}} {
		r.s.store.Width, r.s.store.Height = c.w, c.h
		if got := r.s.size().Width; got != c.want {
			t.Errorf("%g×%g gives %g", c.w, c.h, got)
		}
	}
}
