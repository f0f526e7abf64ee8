package policy

import (
	"fmt"

	"remanence/planner"
)

// ValueShare is the value of listed Chinese content over the value of the
// foreign-made good. It is a share of money and never compared with a
// HeavyMassShare.
type ValueShare float64

// HeavyMassShare is the mass of dysprosium and terbium over the mass of the
// magnet. It is a share of mass and never compared with a ValueShare.
type HeavyMassShare float64

// ValueThreshold is the limit of the foreign-content test of announcement 61,
// printed as "0.1% by value of the foreign-made item".
const ValueThreshold ValueShare = 0.001

// PracticeThreshold is the mass share below which exporters in practice treat a
// magnet as free of dysprosium and terbium. No announcement states it: direct
// export has no de minimis.
const PracticeThreshold HeavyMassShare = 0.001

// ValueTest is the foreign-content test by value. Low takes the least content,
// the stated Chinese share and the lower price; High the most content, the
// unknown share as Chinese and the higher price.
type ValueTest struct {
	Low       ValueShare              `json:"low"`
	High      planner.Opt[ValueShare] `json:"high,omitzero"` // missing when a price is not known
	Threshold ValueShare              `json:"threshold"`
}

// Reach of the test: at the threshold it reaches.
func (v ValueTest) Reach() Reach {
	switch {
	case v.Low >= v.Threshold:
		return Reaches
	case v.High.OK && v.High.V < v.Threshold:
		return Misses
	}
	return NotKnown
}

// String gives the range in percent of value.
func (v ValueTest) String() string {
	if !v.High.OK {
		return fmt.Sprintf("at least %.2f %% of value", 100*float64(v.Low))
	}
	return fmt.Sprintf("%.2f to %.2f %% of value", 100*float64(v.Low), 100*float64(v.High.V))
}

// MassTest is the share of dysprosium and terbium by mass, with the spread of
// the composition.
type MassTest struct {
	Low       HeavyMassShare `json:"low"`
	Typical   HeavyMassShare `json:"typical"`
	High      HeavyMassShare `json:"high"`
	Threshold HeavyMassShare `json:"threshold"`
}

// Reach of the habit: exporters apply for a licence at or above the threshold.
func (m MassTest) Reach() Reach {
	switch {
	case m.Low >= m.Threshold:
		return Reaches
	case m.High < m.Threshold:
		return Misses
	}
	return NotKnown
}

// String gives the range in percent of mass.
func (m MassTest) String() string {
	return fmt.Sprintf("%.2f to %.2f %% of mass, typically %.2f", 100*float64(m.Low), 100*float64(m.High), 100*float64(m.Typical))
}
