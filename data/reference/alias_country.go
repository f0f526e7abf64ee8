package reference

import "strings"

func countryLabels(rows []CountryRow) []labels {
	all := make([]labels, len(rows))
	for i, c := range rows {
		all[i] = labels{fixed: []string{c.ISO2, c.Name}, aliases: strings.Split(countryOtherNames[c.ISO2], ";")}
	}
	return all
}

func currencyLabels(rows []FXRow) []labels {
	all := make([]labels, len(rows))
	for i, c := range rows {
		all[i] = labels{fixed: []string{c.Currency, c.Name}, aliases: strings.Split(currencyOtherNames[c.Currency], ";")}
	}
	return all
}

// currencySigns are looked up before NameKey, which would fold them away.
var currencySigns = map[string]string{
	"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₫": "VND", "฿": "THB", "R$": "BRL",
	"A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "CN¥": "CNY", "JP¥": "JPY", "元": "CNY", "円": "JPY",
}

var currencyOtherNames = map[string]string{
	"USD": "dollar;dollars;US dollars;greenback",
	"EUR": "euros",
	"JPY": "yen",
	"CNY": "RMB;CNH;yuan;renminbi",
	"GBP": "sterling;British pound;STG",
	"BRL": "real;reais",
	"INR": "rupee;rupees;Rs",
	"KRW": "won;Korean won",
	"MYR": "ringgit;RM",
	"THB": "baht",
	"VND": "dong",
	"CHF": "SFr;Swiss francs",
	"DKK": "Danish kroner",
	"SEK": "Swedish kronor",
	"NOK": "Norwegian kroner",
}

// countryOtherNames are the ISO code of three letters and other names in use.
var countryOtherNames = map[string]string{
	"AE": "ARE;UAE;Emirates", "AO": "AGO", "AR": "ARG", "AT": "AUT", "AU": "AUS", "BE": "BEL", "BH": "BHR",
	"BR": "BRA", "BY": "BLR", "CA": "CAN",
	"CD": "COD;DRC;Democratic Republic of the Congo;Congo-Kinshasa",
	"CH": "CHE", "CL": "CHL",
	"CN": "CHN;PRC;People's Republic of China;Mainland China;P.R. China",
	"CO": "COL", "CU": "CUB", "DE": "DEU;Deutschland", "DK": "DNK", "EE": "EST", "ES": "ESP", "FI": "FIN",
	"FR": "FRA",
	"GB": "GBR;UK;Great Britain;Britain;England;United Kingdom of Great Britain and Northern Ireland",
	"GR": "GRC;EL", "HK": "HKG;Hong Kong SAR", "ID": "IDN", "IL": "ISR", "IN": "IND",
	"IR": "IRN;Islamic Republic of Iran", "IT": "ITA", "JP": "JPN",
	"KP": "PRK;DPRK;Democratic People's Republic of Korea",
	"KR": "KOR;Republic of Korea;Korea;ROK;Korea, South;Korea, Republic of",
	"KZ": "KAZ", "LA": "LAO;Lao PDR;Lao People's Democratic Republic", "MA": "MAR", "MG": "MDG",
	"MM": "MMR;Burma", "MN": "MNG", "MW": "MWI", "MX": "MEX", "MY": "MYS", "MZ": "MOZ", "NG": "NGA",
	"NL": "NLD;Holland;The Netherlands", "NO": "NOR", "NZ": "NZL", "OM": "OMN", "PE": "PER", "PH": "PHL;The Philippines",
	"PL": "POL", "PT": "PRT", "RU": "RUS;Russian Federation", "SA": "SAU;KSA", "SE": "SWE", "SG": "SGP", "SI": "SVN",
	"TH": "THA", "TJ": "TJK", "TR": "TUR;Turkey;Türkiye", "TW": "TWN;Chinese Taipei;Taiwan, China",
	"US": "USA;United States of America;U.S.;America", "VN": "VNM;Viet Nam", "ZA": "ZAF;RSA",
	"EU": "EU27;EU-27;E.U.",
}
