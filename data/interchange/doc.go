// Package interchange reads and writes the case folder: CSV files that any
// spreadsheet opens. docs/interchange.md describes every file and column.
//
// Reading never stops at the first fault. Each fault is a planner.Problem that
// names file, row, column, what is wrong and how to mend it; every other row
// still comes in. A cell that cannot be read is left empty in its row and
// reported as an error, so that no plan is made before somebody has looked.
// Nothing in a case folder is passed over in silence: unknown files, columns
// and settings are warnings.
package interchange

// File names of a case folder.
const (
	SettingsFile  = "settings.csv"
	DemandFile    = "demand.csv"
	StockFile     = "stock.csv"
	OffersFile    = "offers.csv"
	CapacityFile  = "capacity.csv"
	OriginFile    = "provenance.csv"
	RulesFile     = "rules.csv"
	ScenariosFile = "scenarios.csv"
	TakeBackFile  = "take_back.csv"
	DesignsFile   = "substitutions.csv"
	// SuppliersFile is optional and holds what offers.csv has no column for:
	// owners, and suppliers that have not quoted.
	SuppliersFile = "suppliers.csv"
	IndicesFile   = "indices.csv"
	LanesFile     = "lanes.csv"
)

// Files of a case folder in the order they are read; the first three are
// required.
var Files = []string{SettingsFile, DemandFile, OffersFile, StockFile, CapacityFile, OriginFile,
	RulesFile, ScenariosFile, TakeBackFile, DesignsFile, SuppliersFile, IndicesFile, LanesFile}

// MaxFileSize is the largest file read. A plan of 500 parts is below one
// megabyte; anything near this size is not a case file.
const MaxFileSize = 50 << 20

// maxCell is the most characters a cell may hold, the limit of spreadsheets.
const maxCell = 32767
