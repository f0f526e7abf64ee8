package reference

import (
	"fmt"
	"strconv"

	"remanence/planner"
)

// element brings the prices to one measure: USD per kg of contained metal. An
// oxide price is divided by the kg of metal in a kg of oxide. What was not
// quoted stays missing; the yearly averages and the world reference for base
// metals are neither a China nor an ex-China price and are not put in their
// place.
func (e ElementRow) element() planner.Element {
	exChina, basis := e.exChina()
	return planner.Element{
		Symbol: e.Symbol, Name: e.Name, OxideToMetal: e.OxideToMetal,
		ExChinaUSD: exChina, ExChinaBasis: basis, ChinaUSD: e.china(),
		Announcement: e.Announcement18, Source: e.Source,
	}
}

// exChina is the middle of the ex-China metal quote where there is one,
// otherwise of the oxide quote converted to metal.
func (e ElementRow) exChina() (planner.Opt[float64], string) {
	if mid, ok := middle(e.MetalExChinaLowUSD, e.MetalExChinaHighUSD); ok {
		return planner.Some(tidy(mid)), quote(e.MetalExChinaBasis, "metal", e.MetalExChinaLowUSD.V, e.MetalExChinaHighUSD.V, e.MetalExChinaDate)
	}
	mid, ok := middle(e.OxideExChinaLowUSD, e.OxideExChinaHighUSD)
	if !ok || !e.OxideToMetal.OK {
		return planner.Opt[float64]{}, ""
	}
	basis := quote(e.OxideExChinaBasis, "oxide", e.OxideExChinaLowUSD.V, e.OxideExChinaHighUSD.V, e.OxideExChinaDate)
	return planner.Some(tidy(mid / e.OxideToMetal.V)),
		basis + fmt.Sprintf(", at %s kg metal per kg oxide", plain(e.OxideToMetal.V))
}

// china is the domestic price without VAT: the later of the metal and the
// oxide quote, the metal one when both are of the same day. (For NdPr the metal
// quote is of December 2025 and the oxide one of February 2026, after a rise of
// 40 %; the old metal price would lie below the price of its own oxide.)
func (e ElementRow) china() planner.Opt[float64] {
	oxide := planner.Opt[float64]{}
	if e.OxideChinaUSD.OK && e.OxideToMetal.OK {
		oxide = planner.Some(tidy(e.OxideChinaUSD.V / e.OxideToMetal.V))
	}
	metalDay, _ := firstDay(e.MetalChinaDate)
	oxideDay, _ := firstDay(e.OxideChinaDate)
	if e.MetalChinaUSD.OK && (!oxide.OK || metalDay >= oxideDay) {
		return e.MetalChinaUSD
	}
	return oxide
}

// middle of a range; false when both ends are unknown. One known end alone is
// a price, too.
func middle(low, high planner.Opt[float64]) (float64, bool) {
	switch {
	case low.OK && high.OK:
		return (low.V + high.V) / 2, true
	case low.OK:
		return low.V, true
	}
	return high.V, high.OK
}

func quote(basis, form string, low, high float64, date string) string {
	return fmt.Sprintf("%s; %s %s to %s USD/kg, %s", basis, form, plain(low), plain(high), date)
}

func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
