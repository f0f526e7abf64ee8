package reference

// knownDeviations is what the audit finds in the shipped tables and why it
// stands. The list must match the findings exactly.
var knownDeviations = map[string]string{
	// Announcement 18 and the grades.
	"grade Gd-substituted N35: Announcement 18 is neither yes nor no":     "the table asks for a check: Gd is listed, plain Gd-NdFeB magnets are not expressly",
	"grade Bonded SmFeN injection: Announcement 18 is neither yes nor no": "the table asks for a check: Sm-Fe alloy is listed, finished SmFeN magnets are not expressly",

	// Materials.
	"material M020: the composition sums to 1.0001":                "sixteen rounded fractions",
	`material M067: control is "not_listed", rules are CN-2025-10`: "bismuth trioxide: the rule is named because its neighbours are controlled by it, the oxide is not listed",

	// Suppliers.
	`supplier S085: start "2000s" is not a date`: "only the decade is known",

	// The October 2025 package was suspended the day before it took effect.
	"regulation CN-2025-55: suspended from 2025-11-07, before it takes effect on 2025-11-08":  "as the announcements have it",
	"regulation CN-2025-56: suspended from 2025-11-07, before it takes effect on 2025-11-08":  "as the announcements have it",
	"regulation CN-2025-57: suspended from 2025-11-07, before it takes effect on 2025-11-08":  "as the announcements have it",
	"regulation CN-2025-58: suspended from 2025-11-07, before it takes effect on 2025-11-08":  "as the announcements have it",
	"regulation CN-2025-61a: suspended from 2025-11-07, before it takes effect on 2025-12-01": "as the announcements have it",
	"regulation CN-2025-61b: suspended from 2025-11-07, before it takes effect on 2025-12-01": "as the announcements have it",

	// The column holds the end of the instrument itself; nothing was suspended on a day of its own.
	"regulation CN-2025-70: suspended until 2026-11-10 without a start (status extension_agreed_notice_not_seen)":  "this rule is the suspension",
	"regulation CN-2026-TRUCE: suspended until 2027-01-10 without a start (status agreed_formal_notices_not_seen)": "end of the joint arrangement",
	"regulation CN-2025-72: suspended until 2026-11-27 without a start (status in_force_to_2026-11-27)":            "end of the suspension this rule grants",
	"regulation US-122: suspended until 2026-07-23 without a start (status expired)":                               "last day of the surcharge",
	"regulation US-BIS-50: suspended until 2026-11-09 without a start (status stay_extension_reported)":            "end of the stay",

	// Customs codes.
	"hs code 2805.30 of EU: the digits are given as 28053000":                                                   "eight digits fill the EU heading",
	"hs code 2850.00 / 8112.92 of World: the digits are given as 811292":                                        "two headings in one cell, the second in digits",
	"hs code 8548 / 7204 of World: the digits are given as 720449":                                              "two headings in one cell; the digits are a subheading of the second",
	"hs code 8505.19.10.00: extra duty from 2018-09-24, in duties.csv the rate of today from 2019-05-10 (D051)": "List 3 began at 10 %; today's 25 % came in May 2019; duties.csv is dated, this column is not",
	"hs code 8505.19.20.00: extra duty from 2018-09-24, in duties.csv the rate of today from 2019-05-10 (D048)": "as above",
	"hs code 8505.19.30.00: extra duty from 2018-09-24, in duties.csv the rate of today from 2019-05-10 (D050)": "as above",

	// Duty lines of goods the code table does not list: tungsten bars, cobalt ores and oxides.
	"duty D019: no customs code at or around 81019910 in hs_codes.csv": "tungsten bars",
	"duty D058: no customs code at or around 81019910 in hs_codes.csv": "tungsten bars",
	"duty D059: no customs code at or around 81019980 in hs_codes.csv": "wrought tungsten",
	"duty D066: no customs code at or around 26050000 in hs_codes.csv": "cobalt ores",
	"duty D164: no customs code at or around 28220010 in hs_codes.csv": "cobalt oxides",
	"duty D165: no customs code at or around 28220010 in hs_codes.csv": "cobalt oxides",
	"duty D168: no customs code at or around 26050000 in hs_codes.csv": "cobalt ores",

	// Two duties of one layer, both charged at the time.
	"duties D069 and D071: the same layer, origin and code at the same time": "fentanyl and reciprocal duty under IEEPA",
	"duties D070 and D071: the same layer, origin and code at the same time": "fentanyl and reciprocal duty under IEEPA",

	// Currencies: fx.csv holds those of the main origins and buyers.
	"countries: no exchange rate for AED AOA ARS BHD BYN CDF CLP COP CUP HKD IDR ILS IRR KPW KZT LAK MAD MGA MMK MNT MWK MXN MZN NGN NZD OMR PEN PHP PLN RUB SAR SGD TJS TRY TWD ZAR": "a quotation in one of these needs a rate from the buyer",

	// Trade shares keep the label of their source.
	"trade share mining Burma 2024: MM is called Myanmar in countries.csv":                        "USGS writes Burma",
	"trade share mining Burma 2025: MM is called Myanmar in countries.csv":                        "USGS writes Burma",
	"trade share mining Burma 2030: MM is called Myanmar in countries.csv":                        "label carried over",
	"trade share separation Malaysia (Lynas) 2026: MY is called Malaysia in countries.csv":        "one company's output",
	"trade share separation United States (MP) 2025: US is called United States in countries.csv": "one company's output",
	"trade share magnets Germany and Finland (VAC) 2021: DE is called Germany in countries.csv":   "two countries under the code of one",
	`trade share mining Other 2024: no country code ""`:                                           "the rest of the world",
	`trade share separation Top three (CN MY AU) 2023: no country code ""`:                        "three countries together",
	`trade share metal Vietnam and Thailand 2024: no country code ""`:                             "two countries together",
	`trade share magnets Outside China 2025: no country code ""`:                                  "the world without China",
	`trade share magnets Outside China 2030: no country code ""`:                                  "the world without China",
}
