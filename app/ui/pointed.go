package ui

// pointed is what the pointer rests on, when it can be explained.
var pointed struct {
	owner any
	why   func()
}

// Point says that the pointer rests on a figure; why shows where it comes from.
// Without why the owner is no longer pointed at.
func Point(owner any, why func()) {
	switch {
	case why != nil:
		pointed.owner, pointed.why = owner, why
	case pointed.owner == owner:
		pointed.owner, pointed.why = nil, nil
	}
}

// PointedWhy shows where the figure under the pointer comes from; false when the
// pointer rests on none.
func PointedWhy() bool {
	if pointed.why == nil {
		return false
	}
	pointed.why()
	return true
}
