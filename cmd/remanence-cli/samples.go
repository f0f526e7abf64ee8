package main

import (
	"context"
	"flag"
	"fmt"

	"remanence/assets"
)

var samplesCommand = command{
	name: "samples", args: "[NAME]",
	summary: "list the built-in samples, or show one",
	about: `Lists the built-in samples, or says what one holds and what is wrong with it.
Every command that takes FILE also takes sample:NAME, for example
"remanence-cli plan sample:ev-traction-de"; "import sample:NAME -o FILE" makes
a copy to work on.`,
	prepare: func(f *flag.FlagSet) work {
		return func(_ context.Context, c *call, args []string) error {
			if len(args) == 0 {
				return c.listSamples()
			}
			arg, err := one(args, "")
			if err != nil {
				return err
			}
			return c.check([]string{samplePrefix + arg}, false)
		}
	},
}

func (c *call) listSamples() error {
	t := newTable("name", "what", ">parts", ">offers", ">months", "money")
	for _, s := range assets.Samples() {
		in, err := open(samplePrefix + s.ID)
		if err != nil {
			return err
		}
		p := in.project()
		t.add(s.ID, s.Name, fmt.Sprint(len(p.Parts)), fmt.Sprint(len(p.Offers)), fmt.Sprint(p.Months), p.Currency)
	}
	t.write(c.out)
	return nil
}
