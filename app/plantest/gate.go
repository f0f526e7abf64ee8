package plantest

import (
	"context"
	"sync"
)

// Gate holds back background work of a stand-in while it is shut. The zero
// value is open.
type Gate struct {
	mu   sync.Mutex
	shut chan struct{}
}

// Shut holds back whoever comes from now on.
func (g *Gate) Shut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.shut = make(chan struct{})
}

// Open lets everybody through whose work was not cancelled before.
func (g *Gate) Open() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.shut != nil {
		close(g.shut)
		g.shut = nil
	}
}

// Pass returns when the gate is open, with the error of work that was
// cancelled, however late its goroutine arrives.
func (g *Gate) Pass(ctx context.Context) error {
	g.mu.Lock()
	shut := g.shut
	g.mu.Unlock()
	if shut != nil {
		select {
		case <-shut:
		case <-ctx.Done():
		}
	}
	return ctx.Err()
}
