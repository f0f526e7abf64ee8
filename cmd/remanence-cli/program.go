package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
)

// Main is the program with what it takes from its surroundings, so that tests
// run all of it inside their own process.
type Main struct {
	Version  string
	CacheDir string         // for the compiled optimiser; "" keeps nothing
	Terminal func(any) bool // is somebody looking at this writer
	Load     loadOptimiser  // nil is the real one
}

// Exit codes. docs/command.md promises them.
const (
	exitOK     = 0
	exitInput  = 1 // problems in the input, or a file that cannot be read or written
	exitUsage  = 2
	exitNoPlan = 3 // no plan within the limit
)

// exit ends a command with a code. Text, if any, goes to stderr.
type exit struct {
	code int
	text string
}

func (e *exit) Error() string { return e.text }

func usage(format string, args ...any) error {
	return &exit{exitUsage, fmt.Sprintf(format, args...)}
}

// call is one run of one command.
type call struct {
	*Main
	name     string
	in       io.Reader
	out, err io.Writer
}

// work is what a command does with the arguments that are not options.
type work func(ctx context.Context, c *call, args []string) error

// command is a row of the table that drives dispatch and help.
type command struct {
	name    string
	args    string // as written in the usage line
	summary string // one line
	about   string // paragraphs for "help NAME"
	// prepare declares the options and returns the work.
	prepare func(*flag.FlagSet) work
}

// Run does what the arguments ask for and returns the exit code.
func (m Main) Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	out := bufio.NewWriter(stdout)
	c := &call{Main: &m, in: stdin, out: out, err: stderr}
	err := c.dispatch(ctx, args)
	if flushed := out.Flush(); err == nil && flushed != nil {
		err = fmt.Errorf("the output cannot be written: %w", flushed)
	}
	return c.report(err)
}

func (c *call) dispatch(ctx context.Context, args []string) error {
	if len(args) == 0 {
		printOverview(c.err)
		return &exit{code: exitUsage}
	}
	switch args[0] {
	case "-h", "-help", "--help":
		args = append([]string{"help"}, args[1:]...)
	case "-version", "--version":
		args = append([]string{"version"}, args[1:]...)
	}
	cmd, ok := commandNamed(args[0])
	if !ok {
		return usage("There is no command %q. Commands: %s.", args[0], strings.Join(commandNames(), ", "))
	}
	c.name = cmd.name
	flags := newFlags(cmd)
	do := cmd.prepare(flags)
	rest, err := parse(flags, args[1:])
	if errors.Is(err, flag.ErrHelp) {
		printCommand(c.out, cmd)
		return nil
	}
	if err != nil {
		return usage("%s.", strings.TrimSuffix(err.Error(), "."))
	}
	return do(ctx, c, rest)
}

func newFlags(cmd command) *flag.FlagSet {
	f := flag.NewFlagSet(cmd.name, flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.Usage = func() {}
	return f
}

// report says what went wrong and turns it into an exit code.
func (c *call) report(err error) int {
	if err == nil {
		return exitOK
	}
	code := exitInput
	var e *exit
	if errors.As(err, &e) {
		code = e.code
	}
	if text := err.Error(); text != "" {
		fmt.Fprintf(c.err, "remanence-cli: %s\n", text)
		if code == exitUsage {
			fmt.Fprintf(c.err, "See: remanence-cli help%s\n", spaced(c.name))
		}
	}
	return code
}

func spaced(name string) string {
	if name == "" {
		return ""
	}
	return " " + name
}

// one takes the single argument a command needs.
func one(args []string, what string) (string, error) {
	switch len(args) {
	case 0:
		return "", usage("%s is missing.", what)
	case 1:
		return args[0], nil
	}
	return "", usage("Only one argument is expected; %q is too much.", args[1])
}

// parse reads options wherever they stand, before or after other arguments.
// Everything after "--" is an argument.
func parse(f *flag.FlagSet, args []string) ([]string, error) {
	var rest []string
	for {
		if err := f.Parse(args); err != nil {
			return nil, err
		}
		if used := len(args) - f.NArg(); used > 0 && args[used-1] == "--" {
			return append(rest, f.Args()...), nil
		}
		if f.NArg() == 0 {
			return rest, nil
		}
		rest, args = append(rest, f.Arg(0)), f.Args()[1:]
	}
}
