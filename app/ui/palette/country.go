package palette

import (
	"hash/fnv"
	"image/color"
	"strings"
)

// countries fixes the colour of each country that matters in magnet and rare
// earth chains: the same country has the same colour on every page, in every
// project and in every report. The ten most frequent ones stay apart under
// protanopia and deuteranopia (tested); the rest share hues with different
// lightness, which is why pictures always carry the code as well.
var countries = map[string][2]color.NRGBA{
	"CN": {hex("c8402c"), hex("e0634e")}, // China: the warm red nobody else gets
	"US": {hex("2b62ad"), hex("4f8ade")},
	"AU": {hex("e8b02e"), hex("edbf52")},
	"JP": {hex("5b2f7d"), hex("7a4fae")},
	"MY": {hex("1f8f83"), hex("2fa597")},
	"VN": {hex("c3db6b"), hex("d3e88f")},
	"EE": {hex("6cc0ea"), hex("93d6f6")},
	"DE": {hex("3a4652"), hex("56657a")},
	"MM": {hex("74351f"), hex("8f4a32")},
	"FR": {hex("d98fc0"), hex("e6a6d0")},

	"GB": {hex("4a5fc1"), hex("7687de")},
	"CA": {hex("e58a6b"), hex("f0a488")},
	"IN": {hex("f08c2e"), hex("f5a355")},
	"TH": {hex("4fae7b"), hex("6cc795")},
	"KR": {hex("3b83a8"), hex("5ba3c7")},
	"BR": {hex("5f8f2f"), hex("7fb04b")},
	"RU": {hex("9b7fa8"), hex("b79bc4")},
	"ZA": {hex("b8863b"), hex("cda057")},
	"SI": {hex("87a6d8"), hex("a4bfe8")},
	"FI": {hex("4d9fd6"), hex("74b8e6")},
	"SE": {hex("d8c24e"), hex("e4d172")},
	"NO": {hex("a85a76"), hex("c67a95")},
	"KZ": {hex("7fbfb2"), hex("9cd3c8")},
	"SA": {hex("3f7a4e"), hex("5f9a6e")},
	"PH": {hex("c9a27e"), hex("d9b898")},
	"ID": {hex("b56b52"), hex("cf8b74")},
	"MX": {hex("4e8f60"), hex("70ad80")},
	"TW": {hex("8f86d1"), hex("aaa2e4")},
	"UA": {hex("caa93a"), hex("dcc05e")},
	"PL": {hex("c06f86"), hex("d68fa4")},
}

// others serve countries without a fixed colour, chosen by a hash of the code so
// that the choice does not depend on what else is in the project.
var others = [][2]color.NRGBA{
	{hex("7c93b5"), hex("9ab0d0")}, {hex("a48a5a"), hex("c0a878")}, {hex("6f9a92"), hex("8fb8b0")},
	{hex("a5799b"), hex("c099b7")}, {hex("8a9a63"), hex("a8b883")}, {hex("b0806a"), hex("cc9f8a")},
}

// Country returns the stable colour of an ISO country code. An empty code,
// "??", "XX" or "unknown" is unknown origin; draw it hatched (see IsUnknown).
func Country(code string, dark bool) color.NRGBA {
	if IsUnknown(code) {
		return Of(dark).Unknown
	}
	code = strings.ToUpper(strings.TrimSpace(code))
	if c, ok := countries[code]; ok {
		return c[pick(dark)]
	}
	h := fnv.New32a()
	h.Write([]byte(code))
	return others[h.Sum32()%uint32(len(others))][pick(dark)]
}

// IsUnknown tells whether a country code stands for unknown origin.
func IsUnknown(code string) bool {
	switch strings.ToLower(strings.TrimSpace(code)) {
	case "", "??", "?", "xx", "zz", "unknown":
		return true
	}
	return false
}
