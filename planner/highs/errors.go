package highs

import (
	"errors"
	"fmt"
	"strings"
)

var (
	// ErrChecksum says that the embedded optimiser is not the one this code was made for.
	ErrChecksum = errors.New("highs: the embedded optimiser is not the expected one")
	// ErrModel says that a model or a change to one makes no sense; the text says where.
	ErrModel = errors.New("highs: invalid model")
	// ErrOption says that an option is outside its range.
	ErrOption = errors.New("highs: invalid option")
	// ErrNoModel says that a call needs a model and none was passed yet.
	ErrNoModel = errors.New("highs: no model was passed")
	// ErrNoBasis says that there is no basis to read: nothing was solved by a
	// method that ends in one, or the model was changed in a way that loses it.
	ErrNoBasis = errors.New("highs: no basis")
	// ErrSpent says that the solver failed or was killed earlier and must be replaced.
	ErrSpent = errors.New("highs: the solver is spent; make a new one")
	// ErrClosed says that the solver or its engine was closed.
	ErrClosed = errors.New("highs: closed")
)

// FailureKind tells the ways in which the optimiser can break down.
type FailureKind int

// The kinds of breakdown.
const (
	FailureTrap      FailureKind = iota // an illegal instruction or access inside the sandbox
	FailureAbort                        // the optimiser gave up by itself
	FailureException                    // a C++ exception left the optimiser
	FailureMemory                       // the memory limit was reached
	FailureHost                         // a fault in the code around the optimiser, such as a panic in the caller's progress function
	FailureRefused                      // the optimiser returned an error for a call that should not fail
)

func (k FailureKind) String() string {
	switch k {
	case FailureTrap:
		return "illegal operation in the optimiser"
	case FailureAbort:
		return "the optimiser aborted"
	case FailureException:
		return "the optimiser threw an exception"
	case FailureMemory:
		return "the optimiser ran out of memory"
	case FailureHost:
		return "fault while serving the optimiser"
	case FailureRefused:
		return "the optimiser refused the call"
	}
	return fmt.Sprintf("FailureKind(%d)", int(k))
}

// Failure is a breakdown inside the optimiser. Unless Kind is FailureRefused the
// solver it happened in is spent; its engine is not affected.
type Failure struct {
	Kind    FailureKind
	Call    string // the function that was being called
	Detail  string // what is known about the cause, possibly ""
	Console string // the last lines the optimiser printed, possibly ""
	cause   error
}

func (f *Failure) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "highs: %s in %s", f.Kind, f.Call)
	if f.Detail != "" {
		fmt.Fprintf(&b, " (%s)", f.Detail)
	}
	if f.Console != "" {
		fmt.Fprintf(&b, ": %s", f.Console)
	}
	return b.String()
}

// Unwrap returns the runtime's own error with its stack, for logs.
func (f *Failure) Unwrap() error { return f.cause }

// fatal tells whether the error leaves the instance unusable.
func fatal(err error) bool {
	var f *Failure
	return errors.Is(err, errKilled) || errors.As(err, &f) && f.Kind != FailureRefused
}
