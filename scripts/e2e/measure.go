package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// minutes is how long the window is worked in at the end of the measurements.
var minutes = new(int)

// pause is how many milliseconds lie between the steps that are measured. A busy
// machine draws fewer frames than steps unless they come slowly.
var pause = new(int)

// measure prints what the window takes: time to start, processor at rest and at
// work, memory. Processor seconds count all threads, the drawing in software of a
// machine without a graphics card included; so they say more than the clock on a
// busy machine.
func measure(app, shots, size string) (err error) {
	s, err := staged(size, shots)
	defer s.leave(&err)
	if err != nil {
		return err
	}
	h := &hand{stage: s}
	began := s.cpu()
	drawn, err := s.open(app, "--page", "overview", "--theme", "light", "--size", size)
	h.must(err)
	h.front()
	h.reads("Plan up to date")
	fmt.Printf("measure: first page drawn after %.2f s, %.2f s of processor until it can be used\n", drawn.Seconds(), s.cpu()-began)
	s.say("ready")

	idle := func(what string) {
		s.calm()
		c := s.cpu()
		time.Sleep(20 * time.Second)
		fmt.Printf("measure: %s: %.2f %% of a processor\n", what, (s.cpu()-c)/20*100)
	}
	idle("at rest on Overview, the optimiser loaded")

	h.page("Demand")
	h.reads("EA110-RO")
	h.click("a cell", func(s *Screen) *Thing { return s.find("EA110-RO", "cell") }, "1")
	idle("at rest in a table")
	s.steps(h, "wheel over the table of demand", 200, "click", "5")
	s.steps(h, "arrow key in the table of demand", 200, "key", "Right")

	h.page("Sources")
	h.reads("EA110-RO")
	h.tab("What if", "Licence wait")
	h.click("a slider", func(s *Screen) *Thing { return first(s, "Slider") }, "1")
	s.steps(h, "step of a price slider, repriced and drawn", 60, "key", "Right")
	s.steps(h, "step back of the slider", 60, "key", "Left")

	for range 3 {
		for _, p := range pages {
			h.page(p)
			time.Sleep(500 * time.Millisecond)
		}
	}
	s.say("all pages seen three times")
	h.page("Rules")
	h.press("Price this rule")
	h.until("the price", func(s *Screen) bool { return s.has("costs ") || s.has("could not be priced") })
	s.say("one rule priced")
	time.Sleep(90 * time.Second) // the toolkit lets go of what was not shown for a minute
	s.say("90 s later")
	idle("at rest after all that")
	s.use(h, *minutes)
	if os.Getenv("PROFILE") != "" {
		_, err = s.answer("heap " + os.Getenv("PROFILE"))
		h.must(err)
	}
	return nil
}

// calm waits until what the last actions began has ended: a plan that is taken up,
// a toast that fades.
func (s *stage) calm() {
	time.Sleep(4 * time.Second)
	for range 60 {
		c := s.cpu()
		time.Sleep(time.Second)
		if s.cpu()-c < 0.03 {
			return
		}
	}
}

// use works in the window for so many minutes, as a person would who looks around
// and tries prices, and prints the memory each minute.
func (s *stage) use(h *hand, minutes int) {
	began := time.Now()
	for told := 0; told < minutes; {
		for _, p := range pages {
			h.page(p)
			time.Sleep(700 * time.Millisecond)
		}
		h.page("Demand")
		h.reads("EA110-RO")
		h.click("a cell", func(s *Screen) *Thing { return s.find("EA110-RO", "cell") }, "1")
		for _, key := range []string{"Next", "Right", "ctrl+End", "ctrl+Home"} {
			h.key(key)
		}
		h.page("Sources")
		h.reads("EA110-RO")
		h.tab("What if", "Licence wait")
		h.click("a slider", func(s *Screen) *Thing { return first(s, "Slider") }, "1")
		for range 5 {
			h.key("Right")
		}
		for range 5 {
			h.key("Left")
		}
		h.page("Rules")
		h.reads("R01")
		if m := int(time.Since(began).Minutes()); m > told {
			told = m
			s.say(fmt.Sprintf("after %d minutes of use", m))
		}
	}
}

// say prints the memory the app holds.
func (s *stage) say(when string) {
	text, err := s.answer("memory")
	if err != nil {
		fmt.Println("measure:", err)
		return
	}
	var heap, sys float64
	fmt.Sscan(text, &heap, &sys)
	fmt.Printf("measure: memory, %s: %.0f MB resident, of it %.0f MB Go heap in use, %.0f MB held by Go\n", when, s.resident()/1e6, heap/1e6, sys/1e6)
}

// steps repeats an action of xdotool and prints the processor time each takes, and
// how long the window's thread is busy at a time: a frame and what led to it.
func (s *stage) steps(h *hand, what string, n int, action ...string) {
	time.Sleep(time.Second)
	_, err := s.answer("pulse")
	h.must(err)
	c, began := s.cpu(), time.Now()
	args := []string{action[0], "--repeat", fmt.Sprint(n), "--delay", fmt.Sprint(*pause), action[1]}
	if action[0] == "key" {
		args = []string{"key", "--repeat", fmt.Sprint(n), "--delay", fmt.Sprint(*pause), action[1]}
	}
	_, err = s.x("xdotool", args...)
	h.must(err)
	text, err := s.answer("pulse end")
	h.must(err)
	took, each := time.Since(began).Seconds(), (s.cpu()-c)/float64(n)*1000
	h.see() // after all that was asked for
	var count int
	var median, most95, longest float64
	fmt.Sscan(text, &count, &median, &most95, &longest)
	fmt.Printf("measure: %s: %.1f ms of processor each (%d in %.1f s); the window was busy %d times for %.1f ms in the median, 95 of 100 up to %.1f ms, at most %.1f ms\n", what, each, n, took, count, median, most95, longest)
}

// cpu is the processor time of the app so far, seconds of all its threads.
func (s *stage) cpu() float64 {
	if s.app == nil {
		return 0
	}
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.app.Process.Pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:]))
	user, _ := strconv.ParseFloat(fields[11], 64)
	system, _ := strconv.ParseFloat(fields[12], 64)
	return (user + system) / 100 // ticks of a hundredth of a second
}

// resident is the memory of the app in bytes.
func (s *stage) resident() float64 {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.app.Process.Pid))
	if err != nil {
		return 0
	}
	for line := range strings.SplitSeq(string(b), "\n") {
		if v, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.ParseFloat(strings.Fields(v)[0], 64)
			return kb * 1024
		}
	}
	return 0
}
