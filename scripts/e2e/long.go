package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// The table of demand that a long measurement is made in.
const (
	longParts  = 5000
	longMonths = 36
	longPasted = 12 // months pasted for every part
)

// measureLong prints what scrolling and pasting take in a table of 5,000 parts and 36
// months beside some columns of their own.
func measureLong(app, cli, shots, size string) (err error) {
	s, err := staged(size, shots)
	defer s.leave(&err)
	if err != nil {
		return err
	}
	h := &hand{stage: s}
	file := s.longProject(h, cli)
	_, err = s.open(app, "--page", "demand", "--theme", "light", "--size", size, file)
	h.must(err)
	h.front()
	h.reads("P-0001")
	s.calm()
	what := fmt.Sprintf(" over %d parts and %d months", longParts, longMonths)
	h.click("a cell", func(s *Screen) *Thing { return s.find("P-0001", "cell") }, "1") // the wheel turns where the pointer is
	s.steps(h, "wheel"+what, 200, "click", "5")
	h.key("ctrl+Home")
	h.click("a cell", func(s *Screen) *Thing { return s.find("P-0001", "cell") }, "1")
	s.profiled(h, func() { s.steps(h, "arrow down"+what, 200, "key", "Down") })
	s.steps(h, "arrow right"+what, 200, "key", "Right")
	s.steps(h, "page down"+what, 100, "key", "Next")

	row := strings.TrimSuffix(strings.Repeat("77777\t", longPasted), "\t") + "\n"
	h.must(s.clipboard(strings.Repeat(row, longParts)))
	h.key("ctrl+Home")
	h.click("a month", func(s *Screen) *Thing { return s.find("1,001", "cell") }, "1")
	began, used := time.Now(), s.cpu()
	h.key("ctrl+v")
	h.until("what was pasted", func(s *Screen) bool { return s.has("77,777") || s.has("77777") })
	fmt.Printf("measure: %d × %d cells pasted and shown after %.2f s, %.2f s of processor\n", longParts, longPasted, time.Since(began).Seconds(), s.cpu()-used)
	s.say("after pasting")
	return s.shot("long")
}

// profiled does something under a CPU profile where PROFILE names a file for it.
func (s *stage) profiled(h *hand, do func()) {
	file := os.Getenv("PROFILE")
	if file == "" {
		do()
		return
	}
	_, err := s.answer("cpu " + file)
	h.must(err)
	do()
	_, err = s.answer("cpu")
	h.must(err)
}

// longProject writes the project with the command.
func (s *stage) longProject(h *hand, cli string) string {
	var b strings.Builder
	b.WriteString("Part;Grade;Mass g")
	for m := range longMonths {
		fmt.Fprintf(&b, ";%04d-%02d", 2027+m/12, m%12+1)
	}
	b.WriteByte('\n')
	for i := range longParts {
		fmt.Fprintf(&b, "P-%04d;N42SH;25", i+1)
		for m := range longMonths {
			fmt.Fprintf(&b, ";%d", 1001+i+m)
		}
		b.WriteByte('\n')
	}
	sheet, file := filepath.Join(s.folder, "long.csv"), filepath.Join(s.folder, "long.remanence")
	h.must(os.WriteFile(sheet, []byte(b.String()), 0o600))
	for _, args := range [][]string{{"new", file, "--months", fmt.Sprint(longMonths), "--start", "2027-01"}, {"import", sheet, "--into", file, "--kind", "demand"}} {
		if out, err := exec.Command(cli, args...).CombinedOutput(); err != nil {
			h.stop("%s: %v: %s", args[0], err, out)
		}
	}
	return file
}
