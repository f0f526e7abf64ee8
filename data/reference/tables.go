package reference

import "io/fs"

// Tables is all the reference knowledge, one slice a CSV file, rows in the
// order of the file.
type Tables struct {
	Elements    []ElementRow
	Grades      []GradeRow
	Materials   []MaterialRow
	Suppliers   []SupplierRow
	Regulations []RegulationRow
	HSCodes     []HSRow
	Duties      []DutyRow
	Freight     []FreightRow
	Countries   []CountryRow
	FX          []FXRow
	Prices      []PriceRow
	Recycling   []RecyclingRow
	Intensity   []IntensityRow
	Evidence    []EvidenceRow
	TradeShares []TradeShareRow
	Shocks      []ShockRow

	names names
}

// Load parses the sixteen embedded tables. The error is a sentence that names
// the table, the row and the column.
func Load() (*Tables, error) { return load(files) }

func load(fsys fs.FS) (*Tables, error) {
	t := &Tables{}
	for _, read := range []func() error{
		into(&t.Elements, fsys, "elements.csv"),
		into(&t.Grades, fsys, "magnet_grades.csv"),
		into(&t.Materials, fsys, "materials.csv"),
		into(&t.Suppliers, fsys, "suppliers.csv"),
		into(&t.Regulations, fsys, "regulations.csv"),
		into(&t.HSCodes, fsys, "hs_codes.csv"),
		into(&t.Duties, fsys, "duties.csv"),
		into(&t.Freight, fsys, "freight.csv"),
		into(&t.Countries, fsys, "countries.csv"),
		into(&t.FX, fsys, "fx.csv"),
		into(&t.Prices, fsys, "price_history.csv"),
		into(&t.Recycling, fsys, "recycling_routes.csv"),
		into(&t.Intensity, fsys, "sector_intensity.csv"),
		into(&t.Evidence, fsys, "licensing_evidence.csv"),
		into(&t.TradeShares, fsys, "trade_shares.csv"),
		into(&t.Shocks, fsys, "shocks.csv"),
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	t.names = t.index()
	return t, nil
}

func into[T any](rows *[]T, fsys fs.FS, file string) func() error {
	return func() (err error) {
		*rows, err = readTable[T](fsys, file)
		return err
	}
}
