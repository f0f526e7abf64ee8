package planner

// SharedSource is an element at a stage where supplier groups that look apart
// depend on the same countries.
type SharedSource struct {
	Element   string       `json:"element"`
	Stage     Stage        `json:"stage"`
	Groups    int          `json:"groups"`            // supplier groups that deliver the element
	Apparent  float64      `json:"apparent_sources"`  // 1/HHI over supplier groups, by kg of the element
	Effective float64      `json:"effective_sources"` // 1/HHI over the countries behind them
	Nodes     []SharedNode `json:"nodes"`
}

// SharedNode is a country on which two or more supplier groups depend at a
// stage; "??" is what none of them has stated.
type SharedNode struct {
	Country string   `json:"country"`
	Groups  []string `json:"groups"`
	Share   float64  `json:"share"` // of the element at the stage
}

// EvidenceShare is the share of what is received whose origin is evidenced to a
// level: 0 assumed, 1 stated, 2 documented, 3 verified, null not stated.
type EvidenceShare struct {
	Level      Opt[int] `json:"level"`
	Kg         float64  `json:"kg"`
	Value      float64  `json:"value"` // landed, plan currency
	KgShare    float64  `json:"kg_share"`
	ValueShare float64  `json:"value_share"`
}
