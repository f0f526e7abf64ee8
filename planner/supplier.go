package planner

// Supplier is a company that quotes, with the group it belongs to.
type Supplier struct {
	Name   string `json:"name"`
	Group  string `json:"group"`            // shares and supplier counts run over groups
	Parent string `json:"parent,omitempty"` // owner, where known
	Ref    string `json:"ref,omitempty"`    // row of the reference table of suppliers
	// TechnologyOrigin and EquipmentOrigin are the countries whose process
	// knowledge and machines the plant stands on, ISO codes; none is not known.
	TechnologyOrigin []string `json:"technology_origin,omitempty"`
	EquipmentOrigin  []string `json:"equipment_origin,omitempty"`
	Sites            []Site   `json:"sites,omitempty"`
}

// Site is a place of a supplier and the stage done there.
type Site struct {
	Name    string `json:"name"`
	Country string `json:"country"` // ISO 3166 alpha-2
	Stage   Stage  `json:"stage"`
	Ref     string `json:"ref,omitempty"`
}

// Stage of the chain from the ground to the part.
type Stage string

const (
	Mine       Stage = "mine"
	Separation Stage = "separation"
	Refining   Stage = "refining" // materials other than rare earths
	Metal      Stage = "metal"    // metal and alloy
	Magnet     Stage = "magnet"
)

// Stages in the order of the chain.
var Stages = []Stage{Mine, Separation, Refining, Metal, Magnet}
