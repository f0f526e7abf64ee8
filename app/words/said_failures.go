package words

import "remanence/app/tr"

// saidFailures are what cannot be done and why, and remarks on what was done by hand;
// %s stands for what they name.
var saidFailures = []string{
	tr.Mark("%s can deliver %s only from %s on; %s %% of the part comes later for it."),
	tr.Mark("%s cannot deliver %s within the plan: ordered in %s it would arrive in %s."),
	tr.Mark("%s has given %s kg by %s, %s kg are needed by then."),
	tr.Mark("%s quotes nothing that fits %s; its share of %s %% is not bought."),
	tr.Mark("The orders of the plan cost %s, %s above budget."),
	tr.Mark("The orders of the plan cost %s, %s above budget; %s of %s parts have no standard price and are left out."),
	tr.Mark("The orders of the plan cost %s, %s below budget."),
	tr.Mark("The orders of the plan cost %s, %s below budget; %s of %s parts have no standard price and are left out."),
	tr.Mark("The plan orders nothing of %s, so there is nothing to share out."),
	tr.Mark("The shares of %s add up to %s %% of what the plan orders."),
	tr.Mark("The shares of %s add up to %s %%, so more is bought than the plan orders."),
	tr.Mark("a sweep leads from a lower to a higher price, not from %s to %s"),
	tr.Mark("in %s no plan keeps every hard rule"),
	tr.Mark("no plan exists even with every rule relaxed: open orders or stock contradict the demand (%s)"),
	tr.Mark("no plan keeps every rule at an end of the sweep"),
	tr.Mark("no solution meets all bounds and rows"),
	tr.Mark("the optimiser failed: %s"),
	tr.Mark("the project has no driver %s any more; ask the question again"),
	tr.Mark("the plans are in %s and %s; a bridge needs one currency"),
	tr.Mark("there is no index %s in the project; enter it with its values first"),
	tr.Mark("there is no offer %s"),
	tr.Mark("there is no plan that keeps every rule, so there is nothing to compare with: ask for the conflicts first"),
}
