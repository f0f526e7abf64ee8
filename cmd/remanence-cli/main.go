// Command remanence-cli does the work of Remanence without a screen: it checks
// and imports cases, makes plans and writes the workbook. docs/command.md
// describes every command, exit code and key of the JSON output.
package main

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first interrupt asks for the best plan so far; a second one ends the
	// program at once.
	context.AfterFunc(ctx, stop)
	m := Main{Version: version(), Terminal: isTerminal}
	if dir, err := os.UserCacheDir(); err == nil {
		m.CacheDir = filepath.Join(dir, "remanence")
	}
	os.Exit(m.Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// isTerminal reports whether somebody looks at the writer. The null device is a
// character device too, and nobody looks at it.
func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}
