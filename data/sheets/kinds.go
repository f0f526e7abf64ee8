package sheets

// Kind is what a table is about.
type Kind string

// The kinds of table.
const (
	Demand    Kind = "demand"
	Materials Kind = "materials"
	Offers    Kind = "offers"
	Suppliers Kind = "suppliers"
	Capacity  Kind = "capacity"
	Stock     Kind = "stock"
	Origins   Kind = "origin"
	Prices    Kind = "prices"
	TakeBack  Kind = "take-back"
	Rules     Kind = "rules"
	FX        Kind = "fx"
	Budget    Kind = "budget"
)

// Kinds in the order they are offered; of two kinds that fit a table alike the
// first is taken.
var Kinds = []Kind{Demand, Offers, Stock, Suppliers, Capacity, Origins, TakeBack, Rules, FX, Prices, Budget, Materials}

// Title of the kind for people.
func (k Kind) Title() string {
	return map[Kind]string{
		Demand: "Demand by part", Materials: "Demand for materials", Offers: "Quotes", Suppliers: "Suppliers", Capacity: "Capacity",
		Stock: "Stock and open orders", Origins: "Origin by stage", Prices: "Prices and indices", TakeBack: "Take-back and scrap",
		Rules: "Rules", FX: "Exchange rates", Budget: "Budget and standard cost",
	}[k]
}

// One is what a row of the kind is called in a sentence.
func (k Kind) One() string {
	return map[Kind]string{
		Demand: "part", Materials: "material line", Offers: "quote", Suppliers: "supplier", Capacity: "capacity step", Stock: "stock row",
		Origins: "origin row", Prices: "price", TakeBack: "stream", Rules: "rule", FX: "rate", Budget: "standard cost",
	}[k]
}

// Shape is what the cells of a column look like.
type Shape int

// The shapes.
const (
	Words   Shape = iota // any text
	Name                 // a name or id: short, mostly different from row to row
	Choice               // one of few words
	Figure               // a number
	Whole                // a whole number
	Money                // an amount
	Percent              // a share, kept as percent
	Month                // a month or a date
)

// Target is a field a column can stand for.
type Target struct {
	Name  string // interchange column, or periodField or countryField
	Title string
	Shape Shape
	// Unit the field keeps: g, kg, pcs, weeks, days, months, %, or "".
	Unit string
	// Key fields name the row; without them no row can be read.
	Key bool
	// read turns a word into the one the field knows.
	read func(c *reading, text string) (string, error)
	// names it goes by, apart by semicolons, in any language; not are words that
	// make a header something else.
	names, not string
}

// period is the pseudo-field of a column that heads a month, quarter, week or year.
const periodField = "by_month"

// countryField is the pseudo-field of a column that heads a country, its share below.
const countryField = "by_country"

// manyColumns are the pseudo-fields that several columns stand for.
func manyColumns(target string) bool { return target == periodField || target == countryField }

// target of a kind by name.
func target(k Kind, name string) *Target {
	for i := range vocabulary[k] {
		if vocabulary[k][i].Name == name {
			return &vocabulary[k][i]
		}
	}
	return nil
}

// Targets lists what the columns of a kind can stand for, by name and title.
func Targets(k Kind) []Target { return append([]Target(nil), vocabulary[k]...) }
