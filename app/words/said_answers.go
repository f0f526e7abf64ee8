package words

import (
	"fmt"
	"regexp"
	"strings"

	"remanence/app/tr"
)

// saidAnswers are the sentences of what is found by planning again: why an offer is
// not awarded, what a limit or a rule costs, other plans, what a simulation rests
// on. {} stands for how finely a figure is proven, where it is not exact.
var saidAnswers = []string{
	// Why not, and up to which price.
	tr.Mark("%s of %s cannot be awarded: %s."),
	tr.Mark("%s of %s is in the plan with %s kg."),
	tr.Mark("%s of %s gets nothing."),
	tr.Mark("%s of %s: whether an award of %s kg is possible is not known, the search was stopped."),
	tr.Mark("%s of %s cannot get %s kg under the rules: %s. It would need: %s."),
	tr.Mark("%s of %s cannot get %s kg under the rules: %s."),
	tr.Mark("%s of %s cannot get %s kg under the rules."),
	tr.Mark("An award of %s kg would cost no more{}: another plan costs as much."),
	tr.Mark("An award of %s kg would cost %s more{}: %s."),
	tr.Mark("An award of %s kg would cost %s more{}."),
	tr.Mark("Without %s it would be awarded."),
	tr.Mark("%s of %s stays in the plan at any price: no plan keeps every rule without it."),
	tr.Mark("%s of %s would not be awarded at any price, not even for nothing."),
	tr.Mark("%s of %s stays in the plan up to %s per %s{}; it is quoted at %s per %s."),
	tr.Mark("%s of %s would enter the plan below %s per %s{}, with %s kg; it is quoted at %s per %s."),
	tr.Mark("%s of %s could be in the plan at its quoted %s per %s already: another plan costs as much, as far as the plans are proven."),
	tr.Mark("it has no price"),
	tr.Mark("it has no lead time"),
	tr.Mark("it has no date from which it is qualified"),
	tr.Mark("it has no qualification time"),
	tr.Mark("the project has no exchange rate for %s"),
	tr.Mark("%s shuts it out"),
	tr.Mark("it fits no part of the project"),
	tr.Mark("its first goods would arrive in %s, after the plan ends"),
	tr.Mark("it is valid until %s, before it could first be ordered in %s"),
	tr.Mark("it has no capacity while it could be ordered"),
	tr.Mark("price"),
	tr.Mark("freight and duty"),
	tr.Mark("tests and changes of design"),
	tr.Mark("volume discounts lost elsewhere"),
	tr.Mark("stock and lead time"),
	tr.Mark("order costs"),
	tr.Mark("take-or-pay"),
	tr.Mark("other parts, through shared rules and plants"),
	tr.Mark("other costs"),
	tr.Mark("penalties of soft rules"),
	// What limits and rules cost, and how little a rule would have to give.
	tr.Mark("%s holds the plan; what %s would save is not known, the search was stopped."),
	tr.Mark("%s holds the plan, but %s would save nothing{}; by shadow price, with all choices kept, about %s."),
	tr.Mark("%s holds the plan, but %s would save nothing{}."),
	tr.Mark("%s holds the plan: %s would save %s{}; by shadow price, with all choices kept, about %s."),
	tr.Mark("%s holds the plan: %s would save %s{}."),
	tr.Mark("1 point more"), tr.Mark("1 point less"), tr.Mark("1 week more"), tr.Mark("1 week less"),
	tr.Mark("1 supplier more"), tr.Mark("1 supplier less"), tr.Mark("1 test more"), tr.Mark("1 % more a month"),
	tr.Mark("1 %% (%s) more"),
	tr.Mark("1 %% (%s) less"),
	tr.Mark("Capacity %s"),
	tr.Mark("The limit of %s new tests"),
	tr.Mark("%s: its price is not known, the search without it was stopped before any plan was found."),
	tr.Mark("%s costs nothing: the plan would be the same without it."),
	tr.Mark("%s costs nothing that can be told{}."),
	tr.Mark("%s costs %s, %s %% of the plan{}; %s of it is for penalties of soft rules."),
	tr.Mark("%s costs %s, %s %% of the plan{}."),
	tr.Mark("%s costs %s{}; %s of it is for penalties of soft rules."),
	tr.Mark("%s costs %s{}."),
	tr.Mark("%s: let %s kg CO2 more pass in %s"),
	tr.Mark("%s: from %s instead of %s, %s month later"),
	tr.Mark("%s: from %s instead of %s, %s months later"),
	// Tests and other plans.
	tr.Mark("The test of %s may wait: without it nobody waits longer for goods, the plan only costs more."),
	tr.Mark("The test of %s can start in %s at the latest; the plan starts it in %s."),
	tr.Mark("A month later, %s pieces are at least a month late."),
	tr.Mark("A month later, no plan keeps the rules."),
	tr.Mark("Waiting until then costs %s."),
	tr.Mark("A plan for %s more (%s %%) gives %s %% of the orders to other offers: %s."),
	tr.Mark("A plan for %s more (%s %%) gives %s %% of the orders to other offers."),
	// Steps of a bridge.
	tr.Mark("%s: %s %s more, because another quantity is bought."),
	tr.Mark("%s: %s %s less, because another quantity is bought."),
	tr.Mark("%s: %s %s more, because awards move between offers."),
	tr.Mark("%s: %s %s less, because awards move between offers."),
	tr.Mark("%s: %s %s more, because offers cost another amount a unit."),
	tr.Mark("%s: %s %s less, because offers cost another amount a unit."),
	tr.Mark("%s: %s %s more, because it is paid in other months."),
	tr.Mark("%s: %s %s less, because it is paid in other months."),
	tr.Mark("%s: %s %s more."),
	tr.Mark("%s: %s %s less."),
	// Frontiers and robust plans.
	tr.Mark("The same awards at other times."),
	tr.Mark("%s gets %s kg more, %s %s kg less."),
	tr.Mark("%s gets %s kg more."),
	tr.Mark("%s gets %s kg less."),
	tr.Mark("The test of %s is started in %s."),
	tr.Mark("Begins the test of %s in %s, not in %s."),
	tr.Mark("Begins the test of %s in %s."),
	tr.Mark("Does not begin the test of %s before %s."),
	tr.Mark("Begins the change of %s to %s in %s, not in %s."),
	tr.Mark("Begins the change of %s to %s in %s."),
	tr.Mark("Does not begin the change of %s to %s before %s."),
	tr.Mark("Orders %s kg more from %s before %s."),
	tr.Mark("Orders %s kg less from %s before %s."),
	tr.Mark("Has %s pieces more of %s in stock at the end of %s."),
	tr.Mark("Has %s pieces less of %s in stock at the end of %s."),
	tr.Mark("Stopped before the end: better plans may exist within the gap."),
	tr.Mark("The cases together have %s choices, too many to plan at once; the best of the single plans is shown."),
	tr.Mark("The cases together were too large to plan at once; the best of the single plans is shown."),
	tr.Mark("No decision of the first months keeps the hard rules in every case."),
	// What simulations and outages rest on.
	tr.Mark("Order lots, tiers, price caps and floors are those of the plan; what is ordered beyond it costs what its source costs in the plan."),
	tr.Mark("What scrap brings varies; what is collected does not."),
	tr.Mark("No offer sells faster transport, so that expediting changes nothing."),
	tr.Mark("From %s on plans run the stock of some parts down; what is late of these beyond the plan is not counted, since the next plan would order again."),
	tr.Mark("The plan ends %s months after the outage begins, before every node has recovered; what is late afterwards is not counted."),
	tr.Mark("its orders have less time in hand: %s weeks between what making, shipping and the usual wait take and what is planned, against %s"),
	tr.Mark("it holds less stock of some parts in some months, though not in the mean: %s weeks of need at month ends against %s"),
	tr.Mark("it holds less stock: %s weeks of need at month ends against %s, and less than a week at %s %% of them against %s %%"),
	tr.Mark("its plants have less room to catch up: %s %% of their capacity is ordered as planned, against %s %%"),
	tr.Mark("it counts on %s qualifications and plants that are not there yet and may be late, against %s"),
	tr.Mark("an export desk can hold back %s %% of what it orders, feed of makers elsewhere included, against %s %%"),
	// What scenarios change.
	tr.Mark("Rule %s is off."),
	tr.Mark("Rule %s is on."),
	tr.Mark("%s: demand of %s is %s of what it was."),
	tr.Mark("%s: stream %s brings %s of its feed."),
	tr.Mark("%s: pool %s has %s of its capacity."),
	tr.Mark("%s: of every rise of capacity %s counts, at %s."),
	tr.Mark("Pool %s: every rise from %s on comes %s months later."),
	tr.Mark("%s: %s at %s of what it was; index-linked prices follow."),
	tr.Mark("%s: %s at %s of what it was; %s are taken to be quoted anew with the whole change."),
	tr.Mark("%s piece of orders already placed with %s arrives only in %s."),
	tr.Mark("%s pieces of orders already placed with %s arrive only in %s."),
	tr.Mark("%s kg of orders already placed with %s arrive only in %s."),
	tr.Mark("%s piece of orders already placed with %s arrives after the end of the plan."),
	tr.Mark("%s pieces of orders already placed with %s arrive after the end of the plan."),
	tr.Mark("%s kg of orders already placed with %s arrive after the end of the plan."),
	tr.Mark("the licence is needed"),
	tr.Mark("nothing leaves"),
	tr.Mark("%s of the capacity is left"),
	tr.Mark("%s days longer"),
	tr.Mark("a licence takes %s days at least"),
	tr.Mark("prices %s %%"),
	tr.Mark("duty %s points"),
	tr.Mark("nothing changes"),
}

// provenMark stands where saidProof may, after a figure.
const provenMark = "{}"

var saidProof = regexp.MustCompile(`( \(between .+?, as far as the plans are proven\))?`)

var saidBetween = regexp.MustCompile(`^ \(between (.+?) and (.+?), as far as the plans are proven\)$`)

// saidProven is that in the language of the screen.
func saidProven(text string) string {
	x := saidBetween.FindStringSubmatch(text)
	if x == nil {
		return ""
	}
	return tr.F(" (between %s and %s, as far as the plans are proven)", saidPart(x[1]), saidPart(x[2]))
}

var (
	saidSpan   = regexp.MustCompile(`^([A-Z][a-z]{2} \d\d) to ([A-Z][a-z]{2} \d\d)$`)
	saidEffect = regexp.MustCompile(`^([A-Z][a-z]{2} \d\d(?: to [A-Z][a-z]{2} \d\d)?) for (.+?): (.+)\.$`)
	saidMore   = regexp.MustCompile(`^(.+) and (\d+) more offers$`)

	saidCause = regexp.MustCompile(`^(.+?)( saves)? ([A-Z]{3} [\d,]+(?:\.\d+)?)(?:, |$)`)
	saidMove  = regexp.MustCompile(`^(\S+) ([\d,]+(?:\.\d+)?) kg (more|less) of (.+?)(?:, |$)`)
	saidRest  = regexp.MustCompile(`^(.+) and (\d+) more$`)
	saidOrs   = "; or "
)

// saidSteps is a list of what makes up a difference, "" for anything else.
func saidSteps(text string) string {
	var out []string
	for rest := text; rest != ""; {
		x := saidCause.FindStringSubmatch(rest)
		if x == nil || tr.Current() != "en" && tr.Known(x[1]) == x[1] {
			return ""
		}
		if x[2] != "" {
			out = append(out, tr.F("%s saves %s@@cause", tr.Known(x[1]), saidPart(x[3])))
		} else {
			out = append(out, tr.Known(x[1])+" "+saidPart(x[3]))
		}
		rest = rest[len(x[0]):]
	}
	return strings.Join(out, tr.T(", "))
}

// saidMoves is a list of what other offers get, "" for anything else.
func saidMoves(text string) string {
	var out []string
	end := ""
	if x := saidRest.FindStringSubmatch(text); x != nil && saidMove.MatchString(text) {
		text, end = x[1], tr.F(" and %s more@@moves", x[2])
	}
	for rest := text; rest != ""; {
		x := saidMove.FindStringSubmatch(rest)
		if x == nil {
			return ""
		}
		how := tr.T("%s: %s kg more of %s")
		if x[3] == "less" {
			how = tr.T("%s: %s kg less of %s")
		}
		out = append(out, fmt.Sprintf(how, x[1], saidPart(x[2]), x[4]))
		rest = rest[len(x[0]):]
	}
	return strings.Join(out, tr.T(", ")) + end
}

// saidStruck is what a shock does to offers, "" for anything else.
func saidStruck(text string) string {
	x := saidEffect.FindStringSubmatch(text)
	if x == nil {
		return ""
	}
	effects := strings.Split(x[3], ", ")
	for i := range effects {
		effects[i] = Said(effects[i])
	}
	return tr.F("%s for %s: %s.@@struck", saidPart(x[1]), saidPart(x[2]), strings.Join(effects, tr.T(", ")))
}

// saidRange is a span of months or a list of offers cut short, "" for anything else.
func saidRange(text string) string {
	if x := saidSpan.FindStringSubmatch(text); x != nil {
		return tr.F("%s to %s@@months", saidPart(x[1]), saidPart(x[2]))
	}
	if x := saidMore.FindStringSubmatch(text); x != nil {
		return tr.F("%s and %s more offers@@list", x[1], x[2])
	}
	return ""
}

// saidOr is a choice of ways out, "" for anything else.
func saidOr(text string) string {
	if !strings.Contains(text, saidOrs) {
		return ""
	}
	list := strings.Split(text, saidOrs)
	for i := range list {
		if own := Said(list[i]); own != list[i] {
			list[i] = own // as a whole, whatever commas are in it
		} else {
			list[i] = saidPart(list[i])
		}
	}
	return strings.Join(list, tr.T("; or "))
}
