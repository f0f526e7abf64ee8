// Command e2e goes through the ten minutes a newcomer has with the app, in the
// real window on a virtual screen, once by mouse and once by keyboard alone. Each
// step is checked by what stands on the screen, and at the end by what the command
// reads in the project and the workbook that were written.
//
//	go run ./scripts/e2e -app bin/remanence-observed -cli bin/remanence-cli [-shots FOLDER] [mouse] [keyboard] [measure] [long] [looks]
//
// With measure it prints what the window takes instead: time, processor, memory; with
// long what a table of 5,000 parts takes. With looks it takes a picture of everything.
// The app is a build with the tag observe, which tells what is on the screen. It
// needs Xvfb, xdotool, xclip and ImageMagick.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

func main() {
	app := flag.String("app", "bin/remanence-observed", "the `PROGRAM` to drive")
	cli := flag.String("cli", "bin/remanence-cli", "the `COMMAND` that reads what was written")
	shots := flag.String("shots", "e2e", "`FOLDER` for the pictures")
	size := flag.String("size", "1366x768", "of the screen")
	on := flag.Bool("on", false, "go on after a scene that failed, to see what else does")
	minutes = flag.Int("minutes", 0, "of use whose memory `measure` prints at its end")
	pause = flag.Int("pause", 50, "`MILLISECONDS` between the steps that are measured")
	flag.StringVar(&last, "until", "", "stop after this `SCENE`")
	flag.Parse()
	if runtime.GOOS != "linux" {
		fmt.Println("e2e: no virtual screen on this system; nothing was driven")
		return
	}
	ways := flag.Args()
	if len(ways) == 0 {
		ways = []string{"mouse", "keyboard"}
	}
	code := 0
	for _, way := range ways {
		if way == "looks" {
			if err := looked(*app, *cli, *shots, *size); err != nil {
				fmt.Fprintln(os.Stderr, "looks:", err)
				code = 1
			}
			continue
		}
		if way == "measure" || way == "long" {
			if err := measured(way, *app, *cli, *shots, *size); err != nil {
				fmt.Fprintln(os.Stderr, "measure:", err)
				code = 1
			}
			continue
		}
		began := time.Now()
		if err := play(way, *app, *cli, *shots, *size, *on); err != nil {
			fmt.Fprintf(os.Stderr, "e2e: by %s: %v\n", way, err)
			code = 1
			continue
		}
		fmt.Printf("e2e: by %s: the ten minutes took %.0f s\n", way, time.Since(began).Seconds())
	}
	os.Exit(code)
}

// measured runs the measurements of a program.
func measured(way, app, cli, shots, size string) error {
	app, err1 := filepath.Abs(app)
	cli, err2 := filepath.Abs(cli)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	if way == "long" {
		return measureLong(app, cli, shots, size)
	}
	return measure(app, shots, size)
}

// play goes through the story one way.
func play(way, app, cli, shots, size string, on bool) (err error) {
	if way != "mouse" && way != "keyboard" {
		return fmt.Errorf("the way is mouse or keyboard, not %q", way)
	}
	var paths [3]string
	for i, p := range []string{app, cli, filepath.Join(shots, way)} {
		if paths[i], err = filepath.Abs(p); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(paths[2]); err != nil {
		return err
	}
	if err := os.MkdirAll(paths[2], 0o755); err != nil {
		return err
	}
	s, err := raise(size, paths[2])
	if s != nil {
		defer s.strike()
	}
	if err != nil {
		return err
	}
	s.heed()
	t := &tale{hand: &hand{stage: s, keys: way == "keyboard"}, app: paths[0], cli: paths[1], on: on}
	err = errors.Join(t.tell(), complained(s))
	if err != nil {
		fmt.Fprintln(os.Stderr, s.tail(40))
	}
	return err
}

func complained(s *stage) error {
	if c := s.complaints(); len(c) > 0 {
		return fmt.Errorf("the app's log says %q", c[0])
	}
	return nil
}
