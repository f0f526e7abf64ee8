package main

import (
	"testing"

	"remanence/app/shell"
)

func TestCommandLine(t *testing.T) {
	for _, c := range []struct {
		args []string
		want options
	}{
		{nil, options{}},
		{[]string{"--page", "plan", "--theme", "dark", "--size", "1366x768"}, options{page: "plan", theme: "dark", sample: exampleID, width: 1366, height: 768}},
		{[]string{"my.remanence", "--page", "demand"}, options{path: "my.remanence", page: "demand"}},
		{[]string{"--sample", "wind-generator-dk"}, options{sample: "wind-generator-dk"}},
	} {
		if got, err := parse(c.args); err != nil || got != c.want {
			t.Errorf("%v: %+v, %v", c.args, got, err)
		}
	}
	for _, args := range [][]string{{"--page", "nowhere"}, {"--theme", "pink"}, {"--size", "10x10"}, {"--size", "big"}, {"--sample", "x"}, {"a", "b"}, {"--what"}} {
		if _, err := parse(args); err == nil {
			t.Errorf("%v should be refused", args)
		}
	}
}

func TestFirstPage(t *testing.T) {
	for _, c := range []struct {
		o     options
		store string
		want  string
	}{
		{options{}, "plan", ""}, {options{page: "demand"}, "plan", "demand"}, {options{path: "x"}, "plan", "plan"},
		{options{sample: "x"}, "gone", "overview"}, {options{sample: "x"}, "", "overview"},
	} {
		if got := c.o.firstPage(&shell.Store{Page: c.store}); got != c.want {
			t.Errorf("%+v after %q opens %q, want %q", c.o, c.store, got, c.want)
		}
	}
}
