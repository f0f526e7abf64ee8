package highs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestWrongChecksumIsRefused(t *testing.T) {
	if err := verifyCode(wasmCode); err != nil {
		t.Fatal(err)
	}
	other := bytes.Clone(wasmCode)
	other[len(other)/2] ^= 1
	if err := verifyCode(other); !errors.Is(err, ErrChecksum) || !strings.Contains(err.Error(), "make deps") {
		t.Errorf("a changed byte: %v", err)
	}
	// The script that fetches the file must want the same one.
	text, err := os.ReadFile("wasm.sha256")
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(text)) != wasmSHA256 {
		t.Errorf("wasm.sha256 is %s, the table belongs to %s", text, wasmSHA256)
	}
}

// The name of the cache folder carries the version of the runtime that is linked.
func TestRuntimeVersion(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "github.com/tetratelabs/wazero "+runtimeVersion+"\n") {
		t.Errorf("go.mod does not require wazero %s: change runtimeVersion", runtimeVersion)
	}
}

// copyCache is a folder with a copy of the shared engine's cache, which saves
// compiling.
func copyCache(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if testCache() == "" {
		t.Fatal("this system has no folder for caches")
	}
	if err := os.CopyFS(filepath.Join(dir, cacheKey()), os.DirFS(filepath.Join(testCache(), cacheKey()))); err != nil {
		t.Fatal(err)
	}
	return dir
}

// checkCompiles shows that an engine's cache takes up further code.
func checkCompiles(t *testing.T, e *Engine) {
	t.Helper()
	if _, err := e.code.(*module).runtime.CompileModule(context.Background(), []byte("\x00asm\x01\x00\x00\x00")); err != nil {
		t.Errorf("the cache of the engine is not where the engine looks for it: %v", err)
	}
}

// A cache with one wrong bit is not run but rebuilt; a good one is used as it is.
func TestDamagedCacheIsRebuilt(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the optimiser, which takes a minute under the race detector")
	}
	dir := copyCache(t)
	folder := filepath.Join(dir, cacheKey())
	old := filepath.Join(dir, cachePrefix+"of-an-earlier-version")
	dead := filepath.Join(dir, cachePrefix+"draft-dead")
	busy := filepath.Join(dir, cachePrefix+"draft-busy")
	foreign := filepath.Join(dir, "something-else")
	for _, d := range []string{old, dead, busy, foreign} {
		if err := os.Mkdir(d, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	long := time.Now().Add(-2 * staleAfter)
	if err := os.Chtimes(dead, long, long); err != nil {
		t.Fatal(err)
	}

	load := func() {
		t.Helper()
		e, err := Load(context.Background(), dir, Portable())
		if err != nil {
			t.Fatal(err)
		}
		defer e.Close()
		checkAlive(t, e)
	}
	load()
	if _, err := os.Stat(old); err != nil {
		t.Errorf("a cache that is in order was rebuilt: %v", err)
	}

	file := largest(t, folder)
	code, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	code[len(code)/3] ^= 0x10
	if err := os.WriteFile(file, code, 0o600); err != nil {
		t.Fatal(err)
	}
	if sealed(folder) == nil {
		t.Fatal("a wrong bit is not noticed")
	}
	load()
	if err := sealed(folder); err != nil {
		t.Errorf("after the rebuild: %v", err)
	}
	code[len(code)/3] ^= 0x10
	if rebuilt, err := os.ReadFile(largest(t, folder)); err != nil || !bytes.Equal(rebuilt, code) {
		t.Errorf("the rebuilt code differs from the first, %v", err)
	}
	for path, want := range map[string]bool{old: false, dead: false, busy: true, foreign: true} {
		if _, err := os.Stat(path); (err == nil) != want {
			t.Errorf("%s: kept %v, expected %v", filepath.Base(path), err == nil, want)
		}
	}

	if err := os.Remove(filepath.Join(folder, sealName)); err != nil {
		t.Fatal(err)
	}
	if sealed(folder) == nil {
		t.Error("a folder without checksums counts as complete")
	}
}

// largest is the file with the optimiser's code.
func largest(t *testing.T, folder string) string {
	t.Helper()
	var name string
	var size int64
	err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Size() > size {
			name, size = path, info.Size()
		}
		return err
	})
	if err != nil || name == "" {
		t.Fatalf("no file in %s, %v", folder, err)
	}
	return name
}

// Two that start at once without a cache both get an engine that goes on working,
// and leave one complete cache.
func TestTwoColdStartsAtOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the optimiser twice, which takes minutes under the race detector")
	}
	dir := t.TempDir()
	engines := make([]*Engine, 2)
	var wg sync.WaitGroup
	for i := range engines {
		wg.Go(func() {
			var err error
			if engines[i], err = Load(context.Background(), dir, Portable()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if t.Failed() {
		return
	}
	list, err := os.ReadDir(dir)
	if err != nil || len(list) != 1 || sealed(filepath.Join(dir, cacheKey())) != nil {
		t.Errorf("left behind: %v, %v", list, err)
	}
	for _, e := range engines {
		defer e.Close()
		checkAlive(t, e)
		checkCompiles(t, e)
	}
}

// Whatever stands in the way, a draft ends as a complete cache or that of another
// process stays, and a broken one is gone.
func TestPublish(t *testing.T) {
	fill := func(folder, content string, whole bool) {
		t.Helper()
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "code"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if whole {
			if err := seal(folder); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, c := range map[string]struct {
		there string // content of the folder that is in the way
		whole bool
		want  string
	}{
		"nothing there": {"", false, "mine"},
		"first there":   {"theirs", true, "theirs"},
		"broken there":  {"theirs", false, "mine"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			draft, folder := filepath.Join(dir, "draft"), filepath.Join(dir, "folder")
			if c.there != "" {
				fill(folder, c.there, c.whole)
			}
			fill(draft, "mine", true)
			if err := publish(draft, folder); err != nil {
				t.Fatal(err)
			}
			if got, err := os.ReadFile(filepath.Join(folder, "code")); err != nil || string(got) != c.want || sealed(folder) != nil {
				t.Errorf("%q, %v", got, err)
			}
			if _, err := os.Stat(draft + "-broken"); err == nil {
				t.Error("the broken folder is still there")
			}
		})
	}
	t.Run("many at once over a broken one", func(t *testing.T) {
		dir := t.TempDir()
		folder := filepath.Join(dir, "folder")
		fill(folder, "broken", false)
		var wg sync.WaitGroup
		for i := range 8 {
			draft := filepath.Join(dir, fmt.Sprint("draft", i))
			fill(draft, "mine", true)
			wg.Go(func() {
				if err := publish(draft, folder); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if err := sealed(folder); err != nil {
			t.Error(err)
		}
	})
}

// A folder that cannot be written costs time, not the engine.
func TestCacheThatCannotBeWritten(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the optimiser, which takes a minute under the race detector")
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	e, err := Load(context.Background(), filepath.Join(file, "folder"), Portable())
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	checkAlive(t, e)
}
