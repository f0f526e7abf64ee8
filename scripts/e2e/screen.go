package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// Thing is something in sight, as package onscreen describes it.
type Thing struct {
	Kind, Text, Hint           string
	X, Y, W, H                 float64
	Focused, Disabled, Checked bool
	Cut                        bool
}

// Screen is what the window shows.
type Screen struct {
	Title         string
	Scale         float64
	Width, Height float64
	Over          bool // a dialog, list or menu lies over the page
	Things        []Thing
}

// stage is a virtual screen with the app on it.
type stage struct {
	folder string // home of the app, and what the script writes
	shots  string // where pictures are kept
	server *exec.Cmd
	app    *exec.Cmd
	env    []string
	ask    io.WriteCloser
	said   chan string // answers of the app
	log    *os.File
	taken  int
}

// raise starts the virtual screen.
func raise(size, shots string) (*stage, error) {
	folder, err := os.MkdirTemp("", "e2e-")
	if err != nil {
		return nil, err
	}
	s := &stage{folder: folder, shots: shots}
	number, told, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	s.server = exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", size+"x24", "-nolisten", "tcp", "-noreset")
	s.server.ExtraFiles = []*os.File{told}
	if err := s.server.Start(); err != nil {
		return nil, fmt.Errorf("the virtual screen did not start: %w", err)
	}
	told.Close()
	display, err := bufio.NewReader(number).ReadString('\n')
	if err != nil {
		return s, fmt.Errorf("the virtual screen did not start: %w", err)
	}
	// The app as a stranger has it: nothing in its home, no desktop around it.
	drop := []string{"XDG_CONFIG_HOME=", "XDG_CACHE_HOME=", "XDG_DATA_HOME=", "XDG_STATE_HOME=", "WAYLAND_DISPLAY=", "LC_ALL=", "LC_MESSAGES="}
outer:
	for _, v := range os.Environ() {
		for _, d := range drop {
			if strings.HasPrefix(v, d) {
				continue outer
			}
		}
		s.env = append(s.env, v)
	}
	s.env = append(s.env, "DISPLAY=:"+strings.TrimSpace(display), "HOME="+s.home(), "LANG=en_US.UTF-8", "LIBGL_ALWAYS_SOFTWARE=1")
	if os.Getenv("FYNE_SCALE") == "" {
		s.env = append(s.env, "FYNE_SCALE=1")
	}
	return s, os.MkdirAll(s.home(), 0o700)
}

func (s *stage) home() string { return filepath.Join(s.folder, "home") }

// open starts the app and gives the seconds until its first page is drawn.
func (s *stage) open(program string, args ...string) (time.Duration, error) {
	s.app = exec.Command(program, args...)
	s.app.Env, s.app.Dir = s.env, s.home() // not from the source folder: a FyneApp.toml there switches the thread checks off
	log, err := os.Create(filepath.Join(s.folder, "log"))
	if err != nil {
		return 0, err
	}
	s.log, s.app.Stderr = log, log
	if s.ask, err = s.app.StdinPipe(); err != nil {
		return 0, err
	}
	out, err := s.app.StdoutPipe()
	if err != nil {
		return 0, err
	}
	began := time.Now()
	if err := s.app.Start(); err != nil {
		return 0, err
	}
	drawn := make(chan time.Duration, 1)
	said := make(chan string, 16)
	s.said = said
	go func() {
		lines := bufio.NewScanner(out)
		lines.Buffer(nil, 64<<20)
		for lines.Scan() {
			switch text := lines.Text(); {
			case text == "remanence: first page drawn":
				drawn <- time.Since(began)
			case strings.HasPrefix(text, "seen: "):
				said <- strings.TrimPrefix(text, "seen: ")
			default:
				fmt.Fprintln(log, text)
			}
		}
		close(said)
	}()
	select {
	case d := <-drawn:
		return d, nil
	case _, ok := <-said:
		return 0, fmt.Errorf("the app ended before its first page (%v)", ok)
	case <-time.After(90 * time.Second):
		return 0, fmt.Errorf("no page was drawn for 90 s")
	}
}

// answer asks the app.
func (s *stage) answer(question string) (string, error) {
	if _, err := fmt.Fprintln(s.ask, question); err != nil {
		return "", fmt.Errorf("the app does not listen any more: %w", err)
	}
	select {
	case text, ok := <-s.said:
		if !ok {
			return "", fmt.Errorf("the app ended")
		}
		return text, nil
	case <-time.After(60 * time.Second):
		return "", fmt.Errorf("the app did not answer for 60 s")
	}
}

// look reads the screen.
func (s *stage) look() (*Screen, error) {
	text, err := s.answer("look")
	if err != nil {
		return nil, err
	}
	out := &Screen{}
	if err := json.Unmarshal([]byte(text), out); err != nil {
		return nil, fmt.Errorf("%w in %.100s", err, text)
	}
	return out, nil
}

// x runs a program on the virtual screen and gives what it printed.
func (s *stage) x(name string, args ...string) (string, error) {
	c := exec.Command(name, args...)
	c.Env = s.env
	out, err := c.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out)), nil
}

// shot takes a picture that must not be blank.
func (s *stage) shot(name string) error {
	s.taken++
	path := filepath.Join(s.shots, fmt.Sprintf("%02d-%s.png", s.taken, name))
	if _, err := s.x("import", "-window", "root", path); err != nil {
		return err
	}
	colours, err := s.x("identify", "-format", "%k", path)
	if err != nil {
		return err
	}
	var n int
	if _, err := fmt.Sscan(colours, &n); err != nil || n <= 16 {
		return fmt.Errorf("the window is blank (%s colours)", colours)
	}
	return nil
}

// clipboard puts text where the app pastes from.
func (s *stage) clipboard(text string) error {
	c := exec.Command("xclip", "-selection", "clipboard", "-in")
	c.Env, c.Stdin = s.env, strings.NewReader(text)
	// xclip stays behind to serve the text; it must not keep our pipes open.
	return c.Run()
}

// ended waits for the app to end by itself.
func (s *stage) ended() error {
	done := make(chan error, 1)
	go func() { done <- s.app.Wait() }()
	select {
	case err := <-done:
		s.app = nil
		return err
	case <-time.After(60 * time.Second):
		return fmt.Errorf("the app did not end for 60 s after it was told to")
	}
}

// complaints are the lines of the app's log that must not be there.
func (s *stage) complaints() []string {
	b, err := os.ReadFile(filepath.Join(s.folder, "log"))
	if err != nil {
		return []string{err.Error()}
	}
	var out []string
	for line := range strings.SplitSeq(string(b), "\n") {
		if strings.Contains(line, "Error in Fyne call thread") || strings.HasPrefix(line, "panic:") || strings.HasPrefix(line, "fatal error:") {
			out = append(out, line)
		}
	}
	return out
}

// tail is the end of the app's log.
func (s *stage) tail(lines int) string {
	b, _ := os.ReadFile(filepath.Join(s.folder, "log"))
	all := strings.Split(strings.TrimSpace(string(b)), "\n")
	return strings.Join(all[max(0, len(all)-lines):], "\n")
}

// staged is a virtual screen for work whose pictures are kept in a folder; leave ends it,
// whatever happened.
func staged(size, shots string) (*stage, error) {
	if err := os.MkdirAll(shots, 0o755); err != nil {
		return nil, err
	}
	s, err := raise(size, shots)
	if s != nil {
		s.heed()
	}
	return s, err
}

// leave ends everything and gives why a hand stopped, where one did. It is deferred.
func (s *stage) leave(err *error) {
	if s != nil {
		defer s.strike()
	}
	switch x := recover().(type) {
	case nil:
	case broken:
		*err = x.err
	default: // a fault of the script itself
		panic(x)
	}
}

// heed ends everything when the script is told to end.
func (s *stage) heed() {
	told := make(chan os.Signal, 1)
	signal.Notify(told, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-told
		s.strike()
		os.Exit(130)
	}()
}

// strike ends everything.
func (s *stage) strike() {
	if s.app != nil {
		s.app.Process.Kill()
		s.app.Wait()
	}
	if s.server != nil && s.server.Process != nil {
		s.server.Process.Kill()
		s.server.Wait()
	}
	os.RemoveAll(s.folder)
}
