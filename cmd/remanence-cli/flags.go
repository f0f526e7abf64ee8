package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"remanence/planner"
)

// share is a fraction written as 0.003 or "0.3%".
type share struct{ planner.Opt[float64] }

func (s *share) String() string { return "" }

func (s *share) Set(text string) error {
	v, percent, err := number(text)
	if err != nil {
		return err
	}
	if percent {
		v /= 100
	}
	if v < 0 || v >= 1 {
		return fmt.Errorf("%q is not between 0 and 1; write 0.003 or 0.3%%", text)
	}
	s.Opt = planner.Some(v)
	return nil
}

// percentile is a percentile written as 80, "80%" or 0.8.
type percentile struct{ planner.Opt[float64] }

func (p *percentile) String() string { return "" }

func (p *percentile) Set(text string) error {
	v, percent, err := number(text)
	if err != nil {
		return err
	}
	if percent || v >= 1 {
		v /= 100
	}
	if v <= 0 || v >= 1 {
		return fmt.Errorf("%q is not a percentile between 0 and 100; write 80 or 0.8", text)
	}
	p.Opt = planner.Some(v)
	return nil
}

func number(text string) (v float64, percent bool, err error) {
	digits, percent := strings.CutSuffix(strings.TrimSpace(text), "%")
	v, err = planner.ParseNumber(digits)
	return v, percent, err
}

// limit is a time in seconds or in Go's notation: 90, 1.5, 90s, 2m.
type limit time.Duration

func (l *limit) String() string { return "" }

func (l *limit) Set(text string) error {
	d, err := time.ParseDuration(text)
	if s, bad := strconv.ParseFloat(text, 64); bad == nil && s < 1e9 {
		d, err = time.Duration(s*float64(time.Second)), nil
	}
	if err != nil || d <= 0 {
		return fmt.Errorf("%q is not a time above 0; write seconds (90) or 2m", text)
	}
	*l = limit(d)
	return nil
}

// names is a list separated by commas; the option may be repeated.
type names []string

func (n *names) String() string { return "" }

func (n *names) Set(text string) error {
	for _, s := range strings.Split(text, ",") {
		if s = strings.TrimSpace(s); s != "" && !slices.Contains(*n, s) {
			*n = append(*n, s)
		}
	}
	return nil
}
