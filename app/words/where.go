package words

import (
	"fmt"
	"slices"
	"strings"

	"remanence/app/tr"
)

// whereKinds are what a problem stands at, as the planner names it before an id.
var whereKinds = []string{
	tr.Mark("Capacity pool"), tr.Mark("Design change"), tr.Mark("Origin profile"), tr.Mark("Duty"), tr.Mark("Evidence"), tr.Mark("World share"), tr.Mark("Index"), tr.Mark("Lane"), tr.Mark("Offers"), tr.Mark("Offer"),
	tr.Mark("Part"), tr.Mark("Rule"), tr.Mark("Scenarios"), tr.Mark("Scenario"), tr.Mark("Stock"), tr.Mark("Stream"), tr.Mark("Supplier"), tr.Mark("Settings"), tr.Mark("Demand"),
}

// whereCells are the names of cells that stand nowhere else on the screen.
var whereCells = []string{
	tr.Mark("Capacity left"), tr.Mark("Demand factor"), tr.Mark("Edits"), tr.Mark("Extra wait"), tr.Mark("Hits"), tr.Mark("Lasts"), tr.Mark("Price factor"),
	tr.Mark("Probability"), tr.Mark("Starts"), tr.Mark("Wait at least"),
}

// whereWith are names of cells with something in them.
var whereWith = []string{
	tr.Mark("demand in %s"), tr.Mark("capacity from %s"), tr.Mark("ramp from %s"), tr.Mark("recovery of %s"), tr.Mark("exchange rate %s"), tr.Mark("row %s"),
}

// Where names the place of a problem, "Offer O07, price", in the language of the
// screen. What it does not know stays as it is.
func Where(place string) string {
	if tr.Current() == "en" {
		return place
	}
	head, cell, has := strings.Cut(place, ", ")
	for _, kind := range whereKinds {
		if rest, ok := strings.CutPrefix(head, kind); ok && (rest == "" || rest[0] == ' ') {
			head = tr.Known(kind) + rest
			break
		}
	}
	if !has {
		return head
	}
	return head + ", " + cellName(cell)
}

// cellName is the name of a cell, which the screen may write with a capital.
func cellName(cell string) string {
	if own := tr.Known(cell); own != cell {
		return own
	}
	name := Capital(cell)
	if own := tr.Known(name); own != name || slices.Contains(whereCells, name) {
		return own
	}
	for _, text := range whereWith {
		if rest, ok := strings.CutPrefix(cell, strings.TrimSuffix(text, "%s")); ok {
			return fmt.Sprintf(tr.Known(text), Months(rest))
		}
	}
	if i := strings.LastIndex(cell, ", "); i >= 0 { // an id with a comma in it
		if own := cellName(cell[i+2:]); own != cell[i+2:] {
			return cell[:i+2] + own
		}
	}
	return cell
}
