package highs

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
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

// A cache with one wrong bit is not run but rebuilt; a good one is used as it is.
func TestDamagedCacheIsRebuilt(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, cacheKey())
	// The shared engine's cache is copied, so that only one compilation is paid here.
	if testCache() == "" {
		t.Fatal("this system has no folder for caches")
	}
	if err := os.CopyFS(folder, os.DirFS(filepath.Join(testCache(), cacheKey()))); err != nil {
		t.Fatal(err)
	}
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
		e, err := Load(context.Background(), dir)
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

// A folder that cannot be written costs time, not the engine.
func TestCacheThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	e, err := Load(context.Background(), filepath.Join(file, "folder"))
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	checkAlive(t, e)
}
