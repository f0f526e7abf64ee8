package values

import (
	"regexp"
	"strings"
)

// Dim is what a unit measures.
type Dim int

// What units measure.
const (
	NoDim Dim = iota
	Mass      // in kilograms
	Count     // in pieces
	Time      // in days
	Share     // as a fraction of one
)

// Unit is a unit as it stands in a header or behind a number: "kg", "€/1000 pcs",
// "weeks", "%". One of it is Factor of the base unit of Dim.
type Unit struct {
	Dim      Dim
	Factor   float64 // to kg, pieces, days or one
	Currency string  // ISO code of a price; then Dim and Factor say what it is for
	Scale    float64 // of the money itself: 1000 for "k€"
	Month    bool    // per month: "kg/month"
	Year     bool    // per year: "pcs p.a."
	Text     string  // as written
}

// Money reports a unit that has a currency.
func (u Unit) Money() bool { return u.Currency != "" }

type measure struct {
	dim    Dim
	factor float64
}

var measures = map[string]measure{
	"g": {Mass, 0.001}, "gr": {Mass, 0.001}, "gram": {Mass, 0.001}, "grams": {Mass, 0.001}, "gramm": {Mass, 0.001}, "gramme": {Mass, 0.001}, "grammes": {Mass, 0.001}, "克": {Mass, 0.001}, "グラム": {Mass, 0.001},
	"mg": {Mass, 1e-6},
	"kg": {Mass, 1}, "kgs": {Mass, 1}, "kilo": {Mass, 1}, "kilos": {Mass, 1}, "kilogram": {Mass, 1}, "kilograms": {Mass, 1}, "kilogramm": {Mass, 1}, "kilogramme": {Mass, 1}, "公斤": {Mass, 1}, "千克": {Mass, 1}, "キロ": {Mass, 1}, "キログラム": {Mass, 1},
	"t": {Mass, 1000}, "to": {Mass, 1000}, "mt": {Mass, 1000}, "ton": {Mass, 1000}, "tons": {Mass, 1000}, "tonne": {Mass, 1000}, "tonnes": {Mass, 1000}, "tonnen": {Mass, 1000}, "吨": {Mass, 1000}, "トン": {Mass, 1000},
	"lb": {Mass, 0.45359237}, "lbs": {Mass, 0.45359237}, "pound": {Mass, 0.45359237}, "pounds": {Mass, 0.45359237},
	"pcs": {Count, 1}, "pc": {Count, 1}, "pce": {Count, 1}, "pces": {Count, 1}, "piece": {Count, 1}, "pieces": {Count, 1}, "each": {Count, 1}, "ea": {Count, 1}, "unit": {Count, 1}, "units": {Count, 1}, "qty": {Count, 1}, "part": {Count, 1}, "magnet": {Count, 1},
	"st": {Count, 1}, "stk": {Count, 1}, "stck": {Count, 1}, "stuck": {Count, 1}, "stueck": {Count, 1}, "piece(s)": {Count, 1}, "pcs.": {Count, 1}, "unite": {Count, 1}, "unites": {Count, 1}, "pz": {Count, 1}, "pza": {Count, 1}, "pieza": {Count, 1}, "piezas": {Count, 1},
	"個": {Count, 1}, "个": {Count, 1}, "件": {Count, 1}, "只": {Count, 1}, "片": {Count, 1}, "本": {Count, 1}, "枚": {Count, 1}, "ピース": {Count, 1},
	"kpcs": {Count, 1000}, "tpcs": {Count, 1000}, "tsd": {Count, 1000}, "mille": {Count, 1000}, "thousand": {Count, 1000}, "k": {Count, 1000}, "千個": {Count, 1000}, "千件": {Count, 1000}, "万个": {Count, 10000}, "万件": {Count, 10000}, "万個": {Count, 10000},
	"d": {Time, 1}, "day": {Time, 1}, "days": {Time, 1}, "calendar days": {Time, 1}, "tag": {Time, 1}, "tage": {Time, 1}, "tagen": {Time, 1}, "jour": {Time, 1}, "jours": {Time, 1}, "dias": {Time, 1}, "日": {Time, 1}, "天": {Time, 1}, "日間": {Time, 1},
	"working days": {Time, 1.4}, "business days": {Time, 1.4}, "arbeitstage": {Time, 1.4}, "at": {Time, 1.4}, "工作日": {Time, 1.4}, "営業日": {Time, 1.4}, "jours ouvres": {Time, 1.4},
	"w": {Time, 7}, "wk": {Time, 7}, "wks": {Time, 7}, "week": {Time, 7}, "weeks": {Time, 7}, "woche": {Time, 7}, "wochen": {Time, 7}, "wo": {Time, 7}, "sem": {Time, 7}, "semaine": {Time, 7}, "semaines": {Time, 7}, "週": {Time, 7}, "週間": {Time, 7}, "周": {Time, 7}, "星期": {Time, 7},
	"month": {Time, monthDays}, "months": {Time, monthDays}, "mo": {Time, monthDays}, "mos": {Time, monthDays}, "mth": {Time, monthDays}, "mths": {Time, monthDays}, "monat": {Time, monthDays}, "monate": {Time, monthDays}, "monaten": {Time, monthDays}, "mois": {Time, monthDays}, "月": {Time, monthDays}, "个月": {Time, monthDays}, "ヶ月": {Time, monthDays}, "か月": {Time, monthDays}, "カ月": {Time, monthDays},
	"year": {Time, 12 * monthDays}, "years": {Time, 12 * monthDays}, "jahr": {Time, 12 * monthDays}, "jahre": {Time, 12 * monthDays}, "an": {Time, 12 * monthDays}, "ans": {Time, 12 * monthDays}, "年": {Time, 12 * monthDays},
	"%": {Share, 0.01}, "pct": {Share, 0.01}, "percent": {Share, 0.01}, "prozent": {Share, 0.01}, "pourcent": {Share, 0.01}, "wt%": {Share, 0.01}, "‰": {Share, 0.001}, "ppm": {Share, 1e-6},
}

// monthDays is a month of 4.345 weeks, as the plan counts them.
const monthDays = 7 * 4.345

var currencies = map[string]string{
	"€": "EUR", "$": "USD", "us$": "USD", "usd$": "USD", "£": "GBP", "₹": "INR", "₩": "KRW", "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD",
	"rmb": "CNY", "cnh": "CNY", "yuan": "CNY", "人民币": "CNY", "元": "CNY", "cn¥": "CNY", "円": "JPY", "日元": "JPY", "日円": "JPY", "yen": "JPY", "jp¥": "JPY", "美元": "USD", "米ドル": "USD", "ドル": "USD", "欧元": "EUR", "ユーロ": "EUR", "sfr": "CHF", "fr.": "CHF",
	"eur": "EUR", "usd": "USD", "gbp": "GBP", "jpy": "JPY", "cny": "CNY", "chf": "CHF", "dkk": "DKK", "sek": "SEK", "nok": "NOK", "krw": "KRW", "inr": "INR", "sgd": "SGD", "cad": "CAD", "aud": "AUD",
	"twd": "TWD", "hkd": "HKD", "pln": "PLN", "czk": "CZK", "huf": "HUF", "brl": "BRL", "mxn": "MXN", "myr": "MYR", "thb": "THB", "vnd": "VND", "zar": "ZAR", "try": "TRY", "ils": "ILS", "ron": "RON",
}

// Currency is the ISO code of a currency's code, name or unmistakable sign; ¥ and
// kr stand for several and give false.
func Currency(s string) (string, bool) {
	code, ok := currencies[plain(s)]
	return code, ok
}

var (
	perSign   = regexp.MustCompile(` ?/ ?| per | pro | par | je | a | p\.? ?| pr\.? | 每| ?あたり`)
	perCount  = regexp.MustCompile(`^([0-9][0-9., ']*)(?: ?(k))? ?(.*)$`)
	perTime   = regexp.MustCompile(`(?:/| per | pro | par |p\.? ?)(month|months|monat|mois|mo|mth|month\.|月|m)$`)
	perYear   = regexp.MustCompile(`(?:/| per | pro | par |p\.? ?)(year|jahr|an|a\.?|yr|annum|年)$`)
	thousands = strings.NewReplacer(",", "", ".", "", " ", "", "'", "")
)

// ParseUnit reads a unit or the price of a unit: "g", "t/month", "k€", "€/kg", "USD
// per 1,000 pcs", "%", "週". False when it is none.
func ParseUnit(s string) (Unit, bool) {
	u := Unit{Text: strings.TrimSpace(s)}
	text := strings.Trim(unaccent.Replace(plain(s)), " ()[]{}.:;")
	if text == "" || len(text) > 40 {
		return u, false
	}
	if t := perTime.FindString(text); t != "" && len(t) < len(text) {
		u.Month, text = true, strings.TrimSpace(strings.TrimSuffix(text, t))
	} else if t := perYear.FindString(text); t != "" && len(t) < len(text) {
		u.Year, text = true, strings.TrimSpace(strings.TrimSuffix(text, t))
	}
	if m, ok := measures[text]; ok {
		u.Dim, u.Factor = m.dim, m.factor
		return u, true
	}
	if code, scale, ok := money(text); ok {
		u.Currency, u.Scale = code, scale
		return u, true
	}
	// per / a count / a measure, with or without the money in front
	head, rest := text, ""
	if at := perSign.FindStringIndex(" " + text); at != nil {
		head, rest = strings.TrimSpace((" " + text)[:at[0]]), strings.TrimSpace((" " + text)[at[1]:])
	}
	if head != "" {
		code, scale, ok := money(head)
		if !ok {
			return u, false
		}
		u.Currency, u.Scale = code, scale
	}
	if rest == "" {
		return u, false
	}
	factor := 1.0
	if g := perCount.FindStringSubmatch(rest); g != nil {
		n, err := Parse(thousands.Replace(g[1]), ".")
		if err != nil || n.Float() <= 0 {
			return u, false
		}
		factor, rest = n.Float(), g[3]
		if g[2] != "" {
			factor *= 1000
		}
		if rest == "" {
			rest = "pcs" // "per 1,000"
		}
	}
	rest = strings.TrimSpace(strings.Trim(rest, "."))
	m, ok := measures[rest]
	if !ok || m.dim == Time || m.dim == Share {
		return u, false
	}
	u.Dim, u.Factor = m.dim, factor*m.factor
	return u, true
}

// money reads "eur", "k€", "t€", "usd m".
func money(s string) (code string, scale float64, ok bool) {
	if code, ok := currencies[s]; ok {
		return code, 1, true
	}
	for _, m := range []struct {
		sign  string
		scale float64
	}{{"k", 1e3}, {"t", 1e3}, {"tsd. ", 1e3}, {"tsd ", 1e3}, {"m", 1e6}, {"mio ", 1e6}, {"mio. ", 1e6}, {"千", 1e3}, {"万", 1e4}, {"百万", 1e6}} {
		for _, rest := range []string{strings.TrimPrefix(s, m.sign), strings.TrimSuffix(s, m.sign)} {
			if rest == s {
				continue
			}
			if code, ok := currencies[strings.TrimSpace(rest)]; ok {
				return code, m.scale, true
			}
		}
	}
	return "", 0, false
}
