package reference

import (
	"fmt"
	"strings"
)

// parseComposition reads "Nd:0.643;O:0.1501;Pr:0.2069": element and kg per kg.
// "Other" stands for what is not broken down.
func parseComposition(text string) (map[string]float64, error) {
	content := map[string]float64{}
	for part := range strings.SplitSeq(text, ";") {
		element, amount, ok := strings.Cut(part, ":")
		fraction, isNumber := number(amount)
		if !ok || element == "" || !isNumber {
			return nil, fmt.Errorf("%q is not an element and its mass fraction, such as Nd:0.643", part)
		}
		if fraction < 0 || fraction > 1 {
			return nil, fmt.Errorf("the mass fraction %s of %s is not between 0 and 1", amount, element)
		}
		if _, twice := content[element]; twice {
			return nil, fmt.Errorf("%s is given twice", element)
		}
		content[element] = fraction
	}
	return content, nil
}
