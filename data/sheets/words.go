package sheets

import (
	"fmt"
	"slices"
	"strings"

	"remanence/data/values"
	"remanence/planner"
)

// choice reads one of few words in any language; empty stays empty.
func choice(text string, words map[string]string, say string) (string, error) {
	f := folded(text)
	if f == "" {
		return "", nil
	}
	if w, ok := words[f]; ok {
		return w, nil
	}
	return "", fmt.Errorf("“%s” is not known here; write %s", text, say)
}

func listed(pairs map[string]string) map[string]string {
	m := map[string]string{}
	for word, names := range pairs {
		m[folded(word)] = word
		for _, n := range strings.Split(names, ";") {
			m[folded(n)] = word
		}
	}
	return m
}

var (
	windowWords = listed(map[string]string{"every_month": "every month;month;monthly;per month;monat;monatlich;je monat;mois;mensuel;月;毎月;每月", "per_quarter": "per quarter;quarter;quarterly;quartal;je quartal;trimestre;四半期;季度", "per_half_year": "per half year;half year;halbjahr;je halbjahr;semestre;半期;半年", "per_calendar_year": "per calendar year;calendar year;year;yearly;annual;per year;jahr;kalenderjahr;je jahr;jahrlich;annee;annuel;年;年度;毎年;每年", "whole_plan": "whole plan;plan;horizon;total;gesamter plan;gesamt;plan entier;全期間;整个计划", "every_order": "every order;order;per order;bestellung;je bestellung;commande;注文;每单"})
	hardWords   = listed(map[string]string{"hard": "yes;must;binding;ja;hart;zwingend;dur;oui;必須;硬性", "soft": "no;should;nein;weich;souple;non;任意;软性"})

	unitWords     = listed(map[string]string{"pcs": "pc;pce;piece;pieces;each;ea;st;stk;stck;stück;stueck;unit;units;pieza;pièce;pièces;個;个;件;只;枚;本;nos;no", "kg": "kgs;kilo;kilogram;kilograms;kilogramm;公斤;千克;キロ"})
	stockWords    = listed(map[string]string{"on_hand": "on hand;stock;in stock;inventory;bestand;lager;frei;unrestricted;en stock;在庫;库存;现有", "open_order": "open order;open orders;on order;order;ordered;po;purchase order;in transit;transit;bestellt;bestellung;offene bestellung;unterwegs;en commande;commande;発注済;注文中;発注残;在途;已订购;未交"})
	stageWords    = listed(map[string]string{"mine": "mining;ore;extraction;concentrate;bergbau;mine;förderung;gewinnung;extraction minière;採掘;鉱山;采矿;矿山;开采", "separation": "separation;oxide;separated oxide;oxid;trennung;séparation;oxyde;分離;酸化物;分离;氧化物;分离提纯", "refining": "refining;refined;raffination;raffinage;精製;精炼;提纯", "metal": "metal;alloy;metal alloy;metal and alloy;metallurgy;strip casting;metall;legierung;métal;alliage;金属;合金;メタル", "magnet": "magnet;magnets;sintering;magnet making;finished magnet;magnetfertigung;aimant;磁石;磁石製造;磁石製造工程;磁材;磁体;成品"})
	originWords   = listed(map[string]string{"primary": "virgin;mined;ore;new;primär;primaire;vierge;一次;バージン;原生;原矿", "recycled": "recycle;scrap;secondary;recyclate;recycelt;sekundär;recyclé;secondaire;リサイクル;再生;回收"})
	itemWords     = listed(map[string]string{"grade": "grade;güte;nuance;グレード;牌号", "part": "part;part number;teil;pièce;部品;零件", "material": "material;werkstoff;rohstoff;matière;材料;原料"})
	perWords      = listed(map[string]string{"kg": "kgs;per kg;kilo;kilogram;1 kg;公斤;千克;キロ", "piece": "pc;pcs;pce;each;ea;st;stk;stck;stück;stueck;unit;piece;pieces;per piece;pièce;1 pc;個;个;件;只;枚;本"})
	statusWords   = listed(map[string]string{"qualified": "qualified;approved;released;yes;ok;y;ppap approved;series;serial;freigegeben;qualifiziert;ja;serie;qualifié;homologué;approuvé;oui;認定済;承認済;済;量産;是;已认证;合格;已批准;已认可;量产", "in_progress": "in progress;ongoing;in process;pending;started;ppap running;in test;testing;sample;samples;laufend;in arbeit;in bearbeitung;in prüfung;muster;en cours;認定中;評価中;試作;サンプル;进行中;认证中;送样;测试中", "not_started": "not started;no;new;n;open;none;not qualified;not approved;nicht freigegeben;nein;offen;neu;nicht begonnen;non;nouveau;non qualifié;未認定;未承認;未着手;新規;否;未认证;未开始;新"})
	incotermCodes = map[string]bool{"EXW": true, "FCA": true, "CPT": true, "CIP": true, "DAP": true, "DPU": true, "DDP": true, "FAS": true, "FOB": true, "CFR": true, "CIF": true, "DAT": true, "CNF": true}
	elementNames  = listed(map[string]string{"Nd": "neodymium;neodym;néodyme;ネオジム;钕", "Pr": "praseodymium;praseodym;praséodyme;プラセオジム;镨", "NdPr": "nd pr;ndpr;didymium;prnd;pr nd;neodymium praseodymium;镨钕;ジジム", "Dy": "dysprosium;ジスプロシウム;镝", "Tb": "terbium;テルビウム;铽", "Sm": "samarium;サマリウム;钐", "Gd": "gadolinium;ガドリニウム;钆", "Ho": "holmium;ホルミウム;钬", "Co": "cobalt;kobalt;コバルト;钴", "Ga": "gallium;ガリウム;镓", "Ge": "germanium;ゲルマニウム;锗", "Sb": "antimony;antimon;antimoine;アンチモン;锑", "La": "lanthanum;lanthan;镧", "Ce": "cerium;cer;cérium;铈", "Fe": "iron;eisen;fer;鉄;铁", "B": "boron;bor;bore;ホウ素;硼", "Cu": "copper;kupfer;cuivre;銅;铜", "Zr": "zirconium;zirkonium;锆", "In": "indium;インジウム;铟", "W": "tungsten;wolfram;タングステン;钨"})
)

func readUnitWord(_ *reading, text string) (string, error) {
	return choice(text, unitWords, "pcs or kg")
}
func readStockKind(_ *reading, text string) (string, error) {
	if w, err := choice(text, stockWords, ""); err == nil {
		return w, nil
	}
	return strings.TrimSpace(text), nil // a kind of one's own: stock kept apart
}
func readStage(_ *reading, text string) (string, error) {
	return choice(text, stageWords, "mine, separation, refining, metal or magnet")
}

// listOf reads a cell of several words, apart by | as the project writes them, by a
// comma or by a semicolon.
func listOf(one func(*reading, string) (string, error)) func(*reading, string) (string, error) {
	return func(r *reading, text string) (string, error) {
		var out []string
		for _, x := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune("|,;、，", c) }) {
			if x = strings.TrimSpace(x); x == "" {
				continue
			}
			w, err := one(r, x)
			if err != nil {
				return "", err
			}
			out = append(out, w)
		}
		return strings.Join(out, "|"), nil
	}
}

// readRuleType takes the metric of a rule in any order of its words.
func readRuleType(_ *reading, text string) (string, error) {
	words := func(s string) string {
		w := strings.Fields(strings.NewReplacer("_", " ", "-", " ").Replace(folded(s)))
		w = slices.DeleteFunc(w, func(x string) bool { return x == "of" || x == "the" || x == "at" })
		for i, x := range w {
			w[i] = map[string]string{"maximum": "max", "most": "max", "minimum": "min", "least": "min", "license": "licence"}[x]
			if w[i] == "" {
				w[i] = x
			}
		}
		slices.Sort(w)
		return strings.Join(w, " ")
	}
	var all []string
	for _, t := range planner.RuleTypes {
		if words(string(t)) == words(text) {
			return string(t), nil
		}
		all = append(all, string(t))
	}
	if near, ok := planner.Nearest(strings.ReplaceAll(folded(text), " ", "_"), all); ok {
		return "", fmt.Errorf("“%s” is no metric of a rule; did you mean %s", text, near)
	}
	return "", fmt.Errorf("“%s” is no metric of a rule; write one such as country_share_max", text)
}

func readWindow(_ *reading, text string) (string, error) {
	return choice(text, windowWords, "every month, per quarter, per half year, per calendar year, whole plan or every order")
}

func readHard(_ *reading, text string) (string, error) {
	return choice(text, hardWords, "hard or soft")
}

func readOriginKind(_ *reading, text string) (string, error) {
	return choice(text, originWords, "primary or recycled")
}
func readItemKind(_ *reading, text string) (string, error) {
	return choice(text, itemWords, "grade, part or material")
}
func readPriceUnit(_ *reading, text string) (string, error) {
	return choice(text, perWords, "kg or piece")
}
func readStatus(_ *reading, text string) (string, error) {
	return choice(text, statusWords, "qualified, in progress or not started")
}

// readIncoterm takes the three letters; the place behind them stays in the text.
func readIncoterm(_ *reading, text string) (string, error) {
	code, place, _ := strings.Cut(strings.TrimSpace(text), " ")
	code = strings.ToUpper(strings.Trim(code, ",.()"))
	if !incotermCodes[code] {
		return "", fmt.Errorf("“%s” is no Incoterm; write for example FCA or DDP", text)
	}
	return strings.TrimSpace(code + " " + place), nil
}

func readElement(_ *reading, text string) (string, error) {
	if strings.EqualFold(folded(text), "all") {
		return "all", nil
	}
	return choice(strings.NewReplacer("oxide", "", "Oxide", "", "metal", "", "Oxid", "", "酸化", "", "氧化", "").Replace(text), elementNames, "a symbol such as Nd, Dy or Tb")
}

// eastNames are countries as German, French, Japanese and Chinese papers write
// them, where the reference table has English.
var eastNames = map[string]string{
	"中国": "CN", "日本": "JP", "ドイツ": "DE", "德国": "DE", "米国": "US", "美国": "US", "アメリカ": "US", "ベトナム": "VN", "越南": "VN", "韓国": "KR", "韩国": "KR", "フランス": "FR", "法国": "FR",
	"オーストラリア": "AU", "澳大利亚": "AU", "マレーシア": "MY", "马来西亚": "MY", "タイ": "TH", "泰国": "TH", "インド": "IN", "印度": "IN", "エストニア": "EE", "爱沙尼亚": "EE", "ミャンマー": "MM", "缅甸": "MM", "台湾": "TW", "フィリピン": "PH", "菲律宾": "PH",
	"china": "CN", "chine": "CN", "deutschland": "DE", "allemagne": "DE", "japon": "JP", "vereinigte staaten": "US", "etats unis": "US", "frankreich": "FR", "grossbritannien": "GB", "vereinigtes konigreich": "GB", "royaume uni": "GB",
	"estland": "EE", "estonie": "EE", "sudkorea": "KR", "coree du sud": "KR", "coree": "KR", "australien": "AU", "australie": "AU", "slowenien": "SI", "slovenie": "SI", "finnland": "FI", "finlande": "FI", "niederlande": "NL", "pays bas": "NL", "vietnam": "VN", "malaysia": "MY", "malaisie": "MY", "thailande": "TH", "indien": "IN", "inde": "IN", "schweiz": "CH", "suisse": "CH", "osterreich": "AT", "autriche": "AT", "italien": "IT", "italie": "IT", "spanien": "ES", "espagne": "ES", "brasilien": "BR", "bresil": "BR", "kanada": "CA", "norwegen": "NO", "norvege": "NO", "schweden": "SE", "suede": "SE", "polen": "PL", "pologne": "PL", "tschechien": "CZ",
	"unknown": planner.UnknownCountry, "unbekannt": planner.UnknownCountry, "inconnu": planner.UnknownCountry, "不明": planner.UnknownCountry, "未知": planner.UnknownCountry,
}

func readCountry(c *reading, text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" || text == planner.UnknownCountry {
		return text, nil
	}
	if code, ok := eastNames[folded(text)]; ok {
		return code, nil
	}
	if code, ok := c.country(text); ok {
		return code, nil
	}
	return "", fmt.Errorf("“%s” is no country known here; write its two-letter code, or ?? if it is unknown", text)
}

func readCurrency(_ *reading, text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", nil
	}
	if code, ok := values.Currency(text); ok {
		return code, nil
	}
	if up := strings.ToUpper(text); len(up) == 3 && strings.Trim(up, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		return up, nil
	}
	return "", fmt.Errorf("“%s” is no currency code; write three letters, for example EUR", text)
}

func readMaterial(c *reading, text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", nil
	}
	if m, ok := c.facts.Material(text); ok {
		return m.ID, nil
	}
	return "", fmt.Errorf("the material “%s” is not in the library; write its name as there, or add it first", text)
}
