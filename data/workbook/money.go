package workbook

// noCents are currencies without a smaller unit.
var noCents = map[string]bool{"JPY": true, "KRW": true, "VND": true, "CLP": true, "ISK": true, "UGX": true, "XAF": true, "XOF": true}

// moneyFormat shows amounts of a currency with its own decimals; brackets are
// negative.
func moneyFormat(currency string) format {
	if noCents[currency] {
		return `#,##0_);(#,##0)`
	}
	return `#,##0.00_);(#,##0.00)`
}

// unitFormat shows money per kilogram or piece, two decimals finer than
// amounts.
func unitFormat(currency string) format {
	if noCents[currency] {
		return `#,##0.00_);(#,##0.00)`
	}
	return `#,##0.0000_);(#,##0.0000)`
}
