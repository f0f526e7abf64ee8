package highs

// The kinds of callback that are switched on (kHighsCallback… in its C interface).
const (
	simplexInterrupt  = 1
	interiorInterrupt = 2
	betterSolution    = 4
	searchInterrupt   = 6
)

// linkCallback connects the optimiser's callbacks with event.
func (in *instance) linkCallback() error {
	slot, err := in.machine.link()
	if err != nil {
		return in.failure("link", err)
	}
	if err := in.do("Highs_setCallback", uint64(slot), 0); err != nil {
		return err
	}
	for _, kind := range []uint64{simplexInterrupt, interiorInterrupt, betterSolution, searchInterrupt} {
		if err := in.do("Highs_startCallback", kind); err != nil {
			return err
		}
	}
	return nil
}

// event receives a callback. out is the address of what the optimiser says, in of
// what it is told; the offsets are those of its records on a 32-bit machine.
func (in *instance) event(kind int32, out, reply uint32) {
	in.checkKill()
	r := in.current
	if r == nil {
		return
	}
	switch kind {
	case simplexInterrupt, interiorInterrupt:
		r.iterations = int64(in.get32(out+16)) + int64(in.get32(out+20))
	case searchInterrupt, betterSolution:
		r.nodes = int64(in.get64(out + 40))
		r.iterations = int64(in.get64(out + 48))
		r.incumbent = in.getFloat(out + 56)
		r.bound = in.getFloat(out + 64)
	}
	if kind == betterSolution {
		r.keep(in.getFloat(out+32), in.readFloats(uint64(in.get32(out+80)), int(in.get32(out+84))))
	} else {
		// The record is not cleared between runs, so the answer is always written.
		stop := uint32(0)
		if r.stop.Load() {
			stop = 1
		}
		in.put32(reply, stop)
	}
	r.report(kind == betterSolution)
}
