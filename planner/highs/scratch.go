package highs

import (
	"encoding/binary"
	"math"

	"github.com/tetratelabs/wazero/api"
)

// scratch lends memory of an instance for the arguments of one call. The first
// error sticks and makes everything after it do nothing; free ends the loan.
type scratch struct {
	in   *instance
	lent []uint32
	err  error
}

// space lends n bytes. No bytes are the null pointer.
func (s *scratch) space(n int) uint64 {
	if s.err != nil || n == 0 {
		return 0
	}
	if int64(n) > math.MaxInt32 {
		s.err = s.in.outOfMemory()
		return 0
	}
	p, err := s.in.call("malloc", uint64(n))
	if err == nil && uint32(p) == 0 {
		err = s.in.outOfMemory()
	}
	if err != nil {
		s.err = err
		return 0
	}
	s.lent = append(s.lent, uint32(p))
	return p
}

// outOfMemory is the failure of an allocation that was refused in order.
func (in *instance) outOfMemory() error {
	return &Failure{Kind: FailureMemory, Call: "malloc"}
}

// floats copies a list of numbers.
func (s *scratch) floats(list []float64) uint64 {
	p := s.space(8 * len(list))
	if p != 0 {
		b := s.in.view(uint32(p), uint32(8*len(list)))
		for i, v := range list {
			binary.LittleEndian.PutUint64(b[8*i:], math.Float64bits(v))
		}
	}
	return p
}

// ints copies a list of whole numbers.
func (s *scratch) ints(list []int32) uint64 {
	p := s.space(4 * len(list))
	if p != 0 {
		b := s.in.view(uint32(p), uint32(4*len(list)))
		for i, v := range list {
			binary.LittleEndian.PutUint32(b[4*i:], uint32(v))
		}
	}
	return p
}

// readFloats copies n numbers out of memory the optimiser filled.
func (in *instance) readFloats(ptr uint64, n int) []float64 {
	list := make([]float64, n)
	if n > 0 {
		b := in.view(uint32(ptr), uint32(8*n))
		for i := range list {
			list[i] = math.Float64frombits(binary.LittleEndian.Uint64(b[8*i:]))
		}
	}
	return list
}

// readInts copies n whole numbers out of memory the optimiser filled.
func (in *instance) readInts(ptr uint64, n int) []int32 {
	list := make([]int32, n)
	if n > 0 {
		b := in.view(uint32(ptr), uint32(4*n))
		for i := range list {
			list[i] = int32(binary.LittleEndian.Uint32(b[4*i:]))
		}
	}
	return list
}

// free gives the memory back, and reports the error that stuck, if any. After a
// breakdown the instance is thrown away and there is nothing to give back.
func (s *scratch) free() error {
	if s.err != nil && fatal(s.err) {
		return s.err
	}
	for _, p := range s.lent {
		if _, err := s.in.call("free", uint64(p)); err != nil && s.err == nil {
			s.err = err
		}
	}
	s.lent = nil
	return s.err
}

// do calls a status function if nothing went wrong so far.
func (s *scratch) do(name string, args ...uint64) {
	if s.err == nil {
		s.err = s.in.do(name, args...)
	}
}

// name returns the address of a text that stays in the instance for its life: names
// of options and of the values asked for in every run.
func (s *scratch) name(text string) uint64 {
	if p, ok := s.in.names[text]; ok {
		return uint64(p)
	}
	p := s.space(len(text) + 1)
	if p == 0 {
		return 0
	}
	s.lent = s.lent[:len(s.lent)-1] // kept
	copy(s.in.view(uint32(p), uint32(len(text)+1)), text+"\x00")
	s.in.names[text] = uint32(p)
	return p
}

// set sets an option.
func (s *scratch) set(o setting) {
	name := s.name(o.name)
	switch v := o.value.(type) {
	case bool:
		flag := uint64(0)
		if v {
			flag = 1
		}
		s.do("Highs_setBoolOptionValue", name, flag)
	case int:
		s.do("Highs_setIntOptionValue", name, api.EncodeI32(int32(v)))
	case float64:
		s.do("Highs_setDoubleOptionValue", name, api.EncodeF64(v))
	case string:
		s.do("Highs_setStringOptionValue", name, s.name(v))
	}
}

// infoInt, infoInt64 and infoFloat read a value about the last run.
func (s *scratch) infoInt(name string) int32 {
	p := s.info("Highs_getIntInfoValue", name)
	if s.err != nil {
		return 0
	}
	return int32(s.in.get32(p))
}

func (s *scratch) infoInt64(name string) int64 {
	p := s.info("Highs_getInt64InfoValue", name)
	if s.err != nil {
		return 0
	}
	return int64(s.in.get64(p))
}

func (s *scratch) infoFloat(name string) float64 {
	p := s.info("Highs_getDoubleInfoValue", name)
	if s.err != nil {
		return 0
	}
	return s.in.getFloat(p)
}

func (s *scratch) info(function, name string) uint32 {
	out := s.space(8)
	s.do(function, s.name(name), out)
	return uint32(out)
}
