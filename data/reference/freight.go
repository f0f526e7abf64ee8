package reference

// FreightLane finds the lane between two countries by a mode: sea, air or
// truck. Costs are USD per kg, low, typical and high.
func (t *Tables) FreightLane(origin, destination, mode string) (FreightRow, bool) {
	lanes := t.FreightLanes(origin, destination, mode)
	if origin == "" || destination == "" || mode == "" || len(lanes) == 0 {
		return FreightRow{}, false
	}
	return lanes[0], true
}

// FreightLanes lists the lanes that fit; an empty argument stands for all.
// Countries go by code or name.
func (t *Tables) FreightLanes(origin, destination, mode string) []FreightRow {
	from, to := t.iso2(origin), t.iso2(destination)
	return filter(t.Freight, func(f FreightRow) bool {
		return (origin == "" || f.Origin == from) && (destination == "" || f.Destination == to) && is(mode, f.Mode)
	})
}
