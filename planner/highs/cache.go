package highs

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/tetratelabs/wazero"
)

// runtimeVersion is the version of the WebAssembly runtime in go.mod (a test compares
// them). The runtime keys its cache by version only when it can read it from the
// binary, which it cannot in tests and some builds, so the folder's name has it too.
const runtimeVersion = "v1.12.0"

const (
	cachePrefix = "optimiser-"
	sealName    = "checksums" // of the files of a cache folder; written last
	// staleAfter is the age from which an unfinished folder is known to be left over
	// from a process that died: compiling takes seconds.
	staleAfter = time.Hour
)

// cacheKey names the folder of compiled code that fits this binary. What the code
// needs of the processor is part of the file names inside, by the runtime.
func cacheKey() string {
	return cachePrefix + wasmSHA256[:16] + "-" + runtimeVersion + "-" + runtime.GOOS + "-" + runtime.GOARCH
}

// loadCached makes an engine with the help of compiled code in dir. The runtime runs
// what it finds there without looking twice, so a folder is used only if every file
// in it has the checksum written down when it was made; any other is replaced. An
// engine that compiled more after Load would add to the folder and so spoil it.
func loadCached(ctx context.Context, dir string, c config) (*Engine, error) {
	folder := filepath.Join(dir, cacheKey())
	if sealed(folder) == nil {
		if e, err := compileWith(ctx, folder, c); err == nil {
			return e, nil
		}
	}
	if err := fillCache(ctx, dir, folder, c); err != nil {
		return nil, err
	}
	return compileWith(ctx, folder, c)
}

// fillCache compiles into a folder of its own and renames it when it is complete, so
// that other processes see all of it or nothing. The engine that compiled is closed
// before: it would look for its folder under the old name for as long as it lives.
func fillCache(ctx context.Context, dir, folder string, c config) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	draft, err := os.MkdirTemp(dir, cachePrefix+"draft-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(draft) // once renamed, there is nothing left to remove
	e, err := compileWith(ctx, draft, c)
	if err != nil {
		return err
	}
	if err := e.Close(); err != nil {
		return err
	}
	if err := seal(draft); err != nil {
		return err
	}
	if err := publish(draft, folder); err != nil {
		return err
	}
	removeOthers(dir, folder)
	return nil
}

// publish gives a sealed draft its final name. A folder already there stays if it is
// in order, because another process was first and is using it, and gives way if not.
func publish(draft, folder string) error {
	err := os.Rename(draft, folder)
	if err == nil || sealed(folder) == nil {
		return nil
	}
	broken := draft + "-broken"
	defer os.RemoveAll(broken)
	if os.Rename(folder, broken) != nil && sealed(folder) != nil {
		return err
	}
	if err = os.Rename(draft, folder); err != nil && sealed(folder) == nil {
		return nil
	}
	return err
}

func compileWith(ctx context.Context, folder string, c config) (*Engine, error) {
	store, err := wazero.NewCompilationCacheWithDir(folder)
	if err != nil {
		return nil, err
	}
	return compile(ctx, store, c)
}

// seal writes down the checksums of all files of a folder.
func seal(folder string) error {
	text, err := checksums(folder)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, sealName), text, 0o600)
}

var errBroken = errors.New("highs: the cache is damaged")

// sealed reports whether a folder is as it was when it was sealed.
func sealed(folder string) error {
	want, err := os.ReadFile(filepath.Join(folder, sealName))
	if err != nil {
		return err
	}
	got, err := checksums(folder)
	if err != nil {
		return err
	}
	if !bytes.Equal(got, want) || len(got) == 0 {
		return errBroken
	}
	return nil
}

// checksums lists the files of a folder, except the list itself, with their checksums.
func checksums(folder string) ([]byte, error) {
	var b bytes.Buffer
	err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || path == filepath.Join(folder, sealName) {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(content)
		fmt.Fprintf(&b, "%s %s\n", hex.EncodeToString(sum[:]), filepath.ToSlash(name))
		return nil
	})
	return b.Bytes(), err
}

// removeOthers clears what earlier versions and processes that died left behind.
// Each would be 20 MB for ever. Failing to remove one does no harm.
func removeOthers(dir, keep string) {
	list, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, d := range list {
		path := filepath.Join(dir, d.Name())
		if !d.IsDir() || !strings.HasPrefix(d.Name(), cachePrefix) || path == keep {
			continue
		}
		if strings.HasPrefix(d.Name(), cachePrefix+"draft-") {
			// It may be another process that is compiling just now.
			if info, err := d.Info(); err != nil || time.Since(info.ModTime()) < staleAfter {
				continue
			}
		}
		os.RemoveAll(path)
	}
}
