package document

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
)

// Waiting are the rows of imports that have not come in yet, one text of JSON an
// import, as SetWaiting was given them. They belong to the project and are saved
// with it; the document does not look into them.
func (d *Document) Waiting() []json.RawMessage { return slices.Clone(d.waiting) }

// SetWaiting keeps the rows of imports that wait with the project. It is no change
// that can be undone, and a plan does not become out of date by it.
func (d *Document) SetWaiting(rows []json.RawMessage) {
	if slices.EqualFunc(rows, d.waiting, sameJSON) {
		return
	}
	d.waiting, d.waitingDirty = slices.Clone(rows), true
	if d.journal != nil {
		if err := d.journal.KeepWaiting(d.waiting); err != nil {
			d.tell(JournalFailed{err})
		}
	}
}

// sameJSON reports two texts that say the same, however they are spaced.
func sameJSON(a, b json.RawMessage) bool {
	if bytes.Equal(a, b) {
		return true
	}
	var x, y any
	return json.Unmarshal(a, &x) == nil && json.Unmarshal(b, &y) == nil && reflect.DeepEqual(x, y)
}
