package document

// Event is something that happened to a document: Changed, Saved, Loaded,
// PlanChanged or JournalFailed.
type Event interface{ event() }

// Changed reports a change, undo or redo with the cells and rows it touched.
type Changed struct{ Paths []string }

// Saved reports that the document stands in a file.
type Saved struct{ Path string }

// Loaded reports that another project took the place of this one.
type Loaded struct{ Path string }

// PlanChanged reports another plan or other baselines. Whether a plan is out of
// date changes with Changed as well: ask Stale.
type PlanChanged struct{}

// JournalFailed reports that a change could not be kept for the case of a
// crash; the change itself was made.
type JournalFailed struct{ Err error }

func (Changed) event()       {}
func (Saved) event()         {}
func (Loaded) event()        {}
func (PlanChanged) event()   {}
func (JournalFailed) event() {}

// Subscribe calls f with every event, in the order of subscription, until
// unsubscribe is called. Unsubscribing twice, or from within f, is harmless.
func (d *Document) Subscribe(f func(Event)) (unsubscribe func()) {
	id := d.nextSub
	d.nextSub++
	d.subscribers[id] = f
	return func() { delete(d.subscribers, id) }
}

func (d *Document) tell(e Event) {
	for id := range d.nextSub {
		if f, ok := d.subscribers[id]; ok {
			f(e)
		}
	}
}
