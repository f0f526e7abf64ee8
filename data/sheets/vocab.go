package sheets

// vocabulary is what each kind can hold and what people call it: English, German,
// French, Japanese and Chinese, with the abbreviations of purchasing. Header words
// are compared without capitals, accents and punctuation.
var vocabulary = map[Kind][]Target{
	Demand:    append(append([]Target{}, partTargets...), demandTargets...),
	Materials: append(append([]Target{}, materialTargets...), demandTargets...),
	Offers:    offerTargets,
	Suppliers: {
		{Name: "supplier", Title: "Supplier", Shape: Name, Key: true, names: supplierNames, not: "group gruppe groupe parent owner"},
		{Name: "supplier_group", Title: "Group", Shape: Name, names: "group;supplier group;corporate group;gruppe;konzern;groupe;企業グループ;グループ;集团"},
		{Name: "parent", Title: "Parent", Shape: Name, names: "parent;parent company;owner;owned by;ultimate parent;muttergesellschaft;eigentumer;maison mere;親会社;母公司"},
		{Name: "site", Title: "Site", Shape: Name, names: "site;plant;factory;works;location;werk;standort;usine;lieu;工場;拠点;工厂;厂区"},
		{Name: "country", Title: "Country", Shape: Choice, names: countryNames, read: readCountry},
		{Name: "stage", Title: "Stage", Shape: Choice, names: stageNames, read: readStage},
	},
	Capacity: {
		{Name: "capacity_pool", Title: "Capacity pool", Shape: Name, Key: true, names: "capacity pool;pool;plant;factory;line;production line;supplier;vendor;site;werk;linie;kapazitatspool;anlage;lieferant;usine;ligne;fournisseur;工場;ライン;拠点;メーカー;工厂;产线;生产线;供应商"},
		{Name: "from_month", Title: "From", Shape: Month, names: "from;from month;valid from;start;starting;month;date;ab;ab monat;gultig ab;monat;datum;a partir de;mois;depuis;開始月;開始;月;から;起始;开始;月份"},
		{Name: "kg_per_month", Title: "Capacity", Shape: Figure, Unit: "kg", names: "kg per month;capacity;monthly capacity;capacity per month;max capacity;available capacity;kapazitat;kapazitat pro monat;monatskapazitat;capacite;capacite mensuelle;能力;生産能力;月産能力;月间能力;产能;月产能;产能每月"},
		{Name: periodField, Title: "Capacity of a month", Shape: Figure, Unit: "kg"},
	},
	Stock: {
		{Name: "part", Title: "Part", Shape: Name, Key: true, names: partNames, not: partNot},
		{Name: "kind", Title: "Kind", Shape: Choice, read: readStockKind, names: "kind;type;stock type;status;art;bestandsart;typ;type de stock;genre;種類;区分;在庫区分;类型;库存类型"},
		{Name: "month", Title: "Month", Shape: Month, names: "month;date;delivery date;due date;eta;arrival;arrival date;expected;expected date;promised date;liefertermin;lieferdatum;termin;datum;monat;wunschtermin;date de livraison;livraison;date;mois;納期;入荷日;入荷予定;納入日;到着;交期;到货日期;到货;交货日期;日期"},
		{Name: "pieces", Title: "Quantity", Shape: Figure, Unit: "pcs", names: "quantity;qty;pieces;pcs;open quantity;open qty;order quantity;ordered;remaining;balance;menge;stuck;stuckzahl;anzahl;offene menge;bestellmenge;restmenge;quantite;qte;reste a livrer;数量;残数;注文残;発注残;未交数量;订单数量", not: "min max moq"},
		{Name: "on_hand", Title: "On hand", Shape: Figure, Unit: "pcs", names: "on hand;stock;stock on hand;inventory;in stock;current stock;available;unrestricted;unrestricted use;opening stock;soh;bestand;lagerbestand;lagermenge;frei verwendbar;verfugbar;stock actuel;en stock;stock disponible;在庫;在庫数;在庫数量;手持ち在庫;现有库存;库存;库存数量;现存量", not: "safety min max sicherheits"},
		{Name: "on_order", Title: "On order", Shape: Figure, Unit: "pcs", names: "on order;open orders;open order;open po;in transit;purchase orders;bestellt;offene bestellungen;in bestellung;unterwegs;en commande;commandes en cours;発注済;発注残数;注文中;在途;在途数量;已订购"},
		{Name: "offer_id", Title: "Offer", Shape: Name, names: "offer;offer id;quote;quotation;contract;angebot;angebotsnummer;kontrakt;offre;contrat;見積番号;契約;报价编号;合同"},
		{Name: "note", Title: "Note", Shape: Words, names: noteNames + ";po;po number;purchase order;bestellung;bestellnummer;batch;lot;charge;commande;注文番号;订单号;批次"},
	},
	Origins: {
		{Name: "provenance_profile", Title: "Origin profile", Shape: Name, Key: true, names: "provenance profile;profile;origin profile;supplier;vendor;offer;chain;herkunftsprofil;lieferant;profil;fournisseur;profil d origine;サプライヤー;仕入先;メーカー;供应商;来源"},
		{Name: "element", Title: "Element", Shape: Choice, Key: true, read: readElement, names: "element;metal;material;rare earth;seltene erde;rohstoff;metall;metal;terre rare;元素;金属;レアアース;原材料;稀土;材料"},
		{Name: "stage", Title: "Stage", Shape: Choice, Key: true, read: readStage, names: stageNames},
		{Name: "country", Title: "Country", Shape: Choice, Key: true, read: readCountry, names: countryNames},
		{Name: "share_pct", Title: "Share", Shape: Percent, Unit: "%", Key: true, names: "share pct;share;percent;percentage;portion;anteil;prozent;part;pourcentage;quota;割合;比率;シェア;占比;比例;份额"},
		{Name: countryField, Title: "Share of a country", Shape: Percent, Unit: "%"},
		{Name: "origin", Title: "Primary or recycled", Shape: Choice, read: readOriginKind, names: "origin;primary or recycled;source type;virgin or recycled;recycled;primar;primar oder recycelt;recycle;一次;リサイクル;原生;再生"},
		{Name: "note", Title: "Note", Shape: Words, names: noteNames},
	},
	Prices: {
		{Name: "item", Title: "Index or material", Shape: Name, Key: true, names: "index;element;material;commodity;metal;oxide;name;product;rohstoff;material;metall;notierung;indice;matiere;produit;指標;品目;金属;酸化物;元素;指数;品种;品名;产品"},
		{Name: "basis", Title: "Market basis", Shape: Choice, names: "basis;market;market basis;source;exchange;region;markt;quelle;borse;marche;base;市場;基準;市场;来源"},
		{Name: "date", Title: "Date", Shape: Month, names: "date;month;day;as of;period;datum;monat;stand;tag;mois;date;日付;月;年月;日期;月份"},
		{Name: "price", Title: "Price", Shape: Money, Unit: "kg", Key: true, names: "price;value;average;close;settlement;mid;quote;preis;kurs;wert;mittel;schlusskurs;notierung;prix;cours;valeur;moyenne;価格;単価;終値;平均;价格;均价;收盘价"},
		{Name: "currency", Title: "Currency", Shape: Choice, read: readCurrency, names: currencyNames},
		{Name: periodField, Title: "Price of a month", Shape: Money},
	},
	TakeBack: streamTargets,
	Rules:    ruleTargets,
	FX: {
		{Name: "currency", Title: "Currency", Shape: Choice, Key: true, read: readCurrency, names: "currency;to;quote currency;foreign currency;code;iso;ccy;wahrung;fremdwahrung;devise;monnaie;通貨;外貨;币种;货币"},
		{Name: "rate", Title: "Rate", Shape: Money, Key: true, names: "rate;exchange rate;fx rate;fx;units per;value;kurs;wechselkurs;umrechnungskurs;mittelkurs;taux;taux de change;cours;レート;為替レート;換算レート;汇率;牌价"},
		{Name: "base", Title: "Base currency", Shape: Choice, read: readCurrency, names: "base;base currency;from;from currency;per;home currency;basis;basiswahrung;hauswahrung;devise de base;de;基準通貨;本位币;基准货币"},
		{Name: "source", Title: "Source", Shape: Words, names: "source;as of;date;valid;quelle;stand;datum;出典;来源;日期;" + noteNames},
	},
	Budget: {
		{Name: "part", Title: "Part", Shape: Name, Key: true, names: partNames, not: partNot},
		{Name: "standard_price", Title: "Standard cost", Shape: Money, Unit: "pcs", Key: true, names: "standard cost;standard price;std cost;std price;std;budget;budget price;budget cost;plan price;planned price;baseline price;target price;target cost;last price;standardkosten;standardpreis;planpreis;budgetpreis;herstellkosten;zielpreis;letzter preis;cout standard;prix standard;prix budget;prix cible;標準原価;標準単価;予算単価;予算;目標価格;标准成本;标准价;标准价格;预算价;预算单价;目标价"},
		{Name: "standard_freight", Title: "Standard freight", Shape: Money, Unit: "pcs", names: "standard freight;budget freight;planned freight;freight in standard;of it freight;std freight;standardfracht;planfracht;fracht;davon fracht;fret standard;dont fret;標準運賃;うち運賃;标准运费;其中运费"},
		{Name: "standard_duty", Title: "Standard duty", Shape: Money, Unit: "pcs", names: "standard duty;budget duty;planned duty;duty in standard;of it duty;std duty;standardzoll;planzoll;zoll;davon zoll;droits standard;dont droits;標準関税;うち関税;标准关税;其中关税"},
		{Name: "currency", Title: "Currency", Shape: Choice, read: readCurrency, names: currencyNames},
		{Name: "note", Title: "Note", Shape: Words, names: noteNames},
	},
}

const (
	partNames = "part;part number;part no;part nr;pn;p n;part id;part code;item;item number;item no;item code;sku;article;article number;article no;component;component number;material;material number;material no;material code;our part number;our pn;our reference;customer part number;customer pn;drawing number;magnet;magnet number;product code;" +
		"teil;teilenummer;teile nr;teilenr;teil nr;artikel;artikelnummer;artikel nr;artikelnr;sachnummer;sach nr;materialnummer;material nr;materialnr;ident nr;identnummer;bauteil;zeichnungsnummer;bestellnummer kunde;" +
		"reference;ref;reference article;code article;numero de piece;no de piece;n piece;piece;reference piece;reference interne;" +
		"部品番号;品番;部番;図番;部品コード;品目コード;品目番号;部品;製品番号;社内品番;零件号;零件编号;零件号码;物料号;物料编码;物料编号;料号;件号;品号;产品编号;产品编码;图号;零件;型号"
	partNot       = "supplier vendor lieferant lieferanten fournisseur manufacturer hersteller mpn family group description name bezeichnung weight gewicht メーカー 仕入先 供应商"
	supplierNames = "supplier;supplier name;vendor;vendor name;manufacturer;maker;company;source;bidder;seller;lieferant;lieferantenname;hersteller;anbieter;firma;kreditor;fournisseur;nom du fournisseur;fabricant;societe;サプライヤー;サプライヤ;仕入先;仕入先名;メーカー;メーカ;供給元;供应商;供应商名称;厂家;厂商;制造商"
	countryNames  = "country;country of origin;origin;coo;made in;origin country;magnet country;manufacturing country;production country;iso;land;herkunftsland;ursprungsland;ursprung;produktionsland;pays;pays d origine;origine;provenance;原産国;生産国;製造国;国;国名;原产国;产地;国家;生产国"
	stageNames    = "stage;process stage;step;process;processing step;supply chain stage;stufe;prozessstufe;verarbeitungsstufe;schritt;etape;stade;procede;工程;段階;プロセス;工序;阶段;环节"
	currencyNames = "currency;ccy;curr;cur;wahrung;wahr;waehrung;devise;monnaie;通貨;币种;货币;币别"
	noteNames     = "note;notes;remark;remarks;comment;comments;bemerkung;bemerkungen;anmerkung;notiz;kommentar;hinweis;remarque;remarques;commentaire;observations;備考;注記;コメント;メモ;备注;说明;注释"
)

var partTargets = []Target{
	{Name: "part", Title: "Part", Shape: Name, Key: true, names: partNames, not: partNot},
	{Name: "description", Title: "Description", Shape: Words, names: descriptionNames},
	{Name: "application", Title: "Application", Shape: Words, names: "application;use;used in;program;programme;project;product line;platform;anwendung;verwendung;einsatz;programm;projekt;utilisation;projet;用途;アプリケーション;機種;应用;用途;项目;机型"},
	{Name: "grade", Title: "Grade", Shape: Choice, names: gradeNames},
	{Name: "material_id", Title: "Material", Shape: Choice, read: readMaterial, names: "material id;material type;raw material;werkstoff id;rohmaterial"},
	{Name: "mass_g", Title: "Mass", Shape: Figure, Unit: "g", names: "mass;mass g;weight;unit weight;piece weight;part weight;net weight;weight per piece;magnet weight;wt;gewicht;stuckgewicht;teilegewicht;nettogewicht;masse;poids;poids unitaire;poids net;masse unitaire;重量;単重;質量;単位重量;製品重量;单重;质量;净重;单件重量", not: "total gross brutto gesamt 総 总 毛"},
}

const (
	descriptionNames = "description;part description;part name;item description;article description;material description;designation;name;text;bezeichnung;teilebezeichnung;benennung;beschreibung;artikelbezeichnung;materialkurztext;kurztext;designation;libelle;description article;品名;部品名;名称;部品名称;説明;描述;零件名称;物料名称;物料描述;产品名称;规格描述"
	gradeNames       = "grade;magnet grade;material grade;quality;magnetic grade;magnet quality;spec;gute;guete;magnetgute;werkstoff;sorte;qualitat;magnetwerkstoff;nuance;qualite;grade aimant;matiere;材質;グレード;磁石グレード;等級;磁石材質;牌号;材质;性能;等级;磁钢牌号;性能牌号"
)

var materialTargets = []Target{
	{Name: "part", Title: "Line", Shape: Name, names: "line;item;position;material line;part;part number;item number;pos;zeile;artikel;ligne;品目;行;项目;物料号"},
	{Name: "material_id", Title: "Material", Shape: Choice, Key: true, read: readMaterial, names: "material;material name;raw material;commodity;substance;product;material id;werkstoff;rohstoff;rohmaterial;materialname;matiere;matiere premiere;produit;原材料;材料;原料;素材;材料名;原料名称;材料名称"},
	{Name: "description", Title: "Description", Shape: Words, names: descriptionNames},
	{Name: "application", Title: "Application", Shape: Words, names: "application;use;used in;anwendung;verwendung;utilisation;用途;应用"},
}

// demandTargets are what parts and materials share.
var demandTargets = []Target{
	{Name: "demand_unit", Title: "Unit", Shape: Choice, read: readUnitWord, names: "unit;uom;unit of measure;qty unit;demand unit;einheit;me;mengeneinheit;basismengeneinheit;bme;unite;単位;单位;计量单位"},
	{Name: "quantity", Title: "Quantity", Shape: Figure, Unit: "pcs", names: "quantity;qty;demand;forecast;forecast quantity;forecast qty;requirement;requirements;planned quantity;volume;demand qty;menge;bedarf;bedarfsmenge;stuckzahl;planmenge;prognose;quantite;qte;besoin;besoins;prevision;previsions;数量;所要量;需要;必要数;予測数量;需求;需求量;需求数量;预测;预测数量;计划数量", not: "min max moq total order annual stock"},
	{Name: "annual_quantity", Title: "Annual quantity", Shape: Figure, Unit: "pcs", names: "annual quantity;annual demand;annual volume;yearly demand;yearly quantity;eau;estimated annual usage;aeu;annual usage;pcs per year;jahresbedarf;jahresmenge;jahresvolumen;jahresstuckzahl;besoin annuel;quantite annuelle;volume annuel;年間使用量;年間数量;年間所要量;年間需要;年需求量;年用量;年采购量;年需求"},
	{Name: "period", Title: "Month", Shape: Month, names: "month;date;period;requirement date;demand date;due date;calendar month;bucket;monat;datum;periode;bedarfsdatum;bedarfstermin;mois;periode;date de besoin;年月;月;期間;納期;所要日;月份;日期;期间;需求日期"},
	{Name: "on_hand", Title: "Stock on hand", Shape: Figure, Unit: "pcs", names: "opening stock;opening stock pieces;stock;on hand;stock on hand;inventory;bestand;lagerbestand;anfangsbestand;stock initial;en stock;在庫;期首在庫;期初库存;库存", not: "safety sicherheits min weeks"},
	{Name: "safety_stock_weeks", Title: "Safety stock", Shape: Figure, Unit: "weeks", names: "safety stock weeks;safety stock;buffer stock;safety weeks;weeks of cover;sicherheitsbestand;reichweite;stock de securite;安全在庫;安全库存"},
	{Name: "shelf_life_months", Title: "Shelf life", Shape: Whole, Unit: "months", names: "shelf life;shelf life months;storage life;haltbarkeit;lagerfahigkeit;lagerdauer;duree de conservation;peremption;保管期限;使用期限;有効期限;保质期;有效期;储存期"},
	{Name: "shortage_cost_per_piece", Title: "Shortage cost", Shape: Money, Unit: "pcs", names: "shortage cost;shortage cost per piece;line stop cost;line down cost;stock out cost;penalty;cost of shortage;fehlmengenkosten;stillstandskosten;bandstillstand;cout de rupture;cout d arret;欠品コスト;ライン停止コスト;缺货成本;停线成本;短缺成本"},
	{Name: "holding_cost_per_piece_month", Title: "Holding cost", Shape: Money, Unit: "pcs", names: "holding cost;holding cost per piece month;storage cost;lagerkosten;lagerhaltungskosten;cout de stockage;保管費;在庫費用;仓储成本;持有成本"},
	{Name: "currency", Title: "Currency", Shape: Choice, read: readCurrency, names: currencyNames},
	{Name: "criticality", Title: "Criticality", Shape: Choice, names: "criticality;abc;abc class;class;priority;kritikalitat;prioritat;abc klasse;criticite;priorite;重要度;優先度;ランク;重要性;优先级;等级分类"},
	{Name: periodField, Title: "Demand of a month", Shape: Figure, Unit: "pcs"},
}
