package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
)

// commands is the table of commands in the order help shows them.
func commands() []command {
	return []command{newCommand, checkCommand, importCommand, templateCommand, planCommand, explainCommand, exportCommand, modelCommand, chartCommand, policyCommand, scenarioCommand, compareCommand, regretCommand, frontierCommand, robustCommand, tornadoCommand, knockoutCommand, insuranceCommand, simulateCommand, samplesCommand, versionCommand, helpCommand}
}

func commandNamed(name string) (command, bool) {
	for _, c := range commands() {
		if c.name == name {
			return c, true
		}
	}
	return command{}, false
}

func commandNames() []string {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return names
}

var helpCommand = command{
	name: "help", args: "[COMMAND]",
	summary: "explain a command",
	about:   "Lists the commands, or explains one with its options.",
}

// Its work looks at the table the command itself stands in.
func init() { helpCommand.prepare = prepareHelp }

func prepareHelp(*flag.FlagSet) work {
	return func(_ context.Context, c *call, args []string) error {
		if len(args) == 0 {
			printOverview(c.out)
			return nil
		}
		cmd, ok := commandNamed(args[0])
		if !ok {
			return usage("There is no command %q. Commands: %s.", args[0], strings.Join(commandNames(), ", "))
		}
		printCommand(c.out, cmd)
		return nil
	}
}

func printOverview(w io.Writer) {
	fmt.Fprint(w, "remanence-cli plans magnet and material purchases without a screen.\n\nUsage: remanence-cli COMMAND [ARGUMENTS]\n\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-8s %s\n", c.name, c.summary)
	}
	fmt.Fprint(w, `
FILE is a .remanence file, a case folder, or sample:NAME.
Exit codes: 0 ok, 1 problems in the input, 2 wrong usage, 3 no plan within the limit.
More about a command: remanence-cli help COMMAND
`)
}

func printCommand(w io.Writer, cmd command) {
	fmt.Fprintf(w, "Usage: remanence-cli %s\n\n%s\n", strings.TrimSpace(cmd.name+" "+cmd.args), cmd.about)
	flags := newFlags(cmd)
	cmd.prepare(flags)
	rows := optionRows(flags)
	if len(rows) == 0 {
		return
	}
	fmt.Fprint(w, "\nOptions:\n")
	width := 0
	for _, r := range rows {
		width = max(width, len(r[0]))
	}
	for _, r := range rows {
		fmt.Fprintf(w, "  %-*s  %s\n", width, r[0], r[1])
	}
}

// optionRows lists the options with what they take and what they do.
func optionRows(flags *flag.FlagSet) [][2]string {
	var rows [][2]string
	flags.VisitAll(func(f *flag.Flag) {
		value, text := flag.UnquoteUsage(f)
		dash := "--"
		if len(f.Name) == 1 {
			dash = "-"
		}
		if value != "" {
			value = " " + value
		}
		rows = append(rows, [2]string{dash + f.Name + value, text})
	})
	slices.SortStableFunc(rows, func(a, b [2]string) int {
		return strings.Compare(strings.TrimLeft(a[0], "-"), strings.TrimLeft(b[0], "-"))
	})
	return rows
}
