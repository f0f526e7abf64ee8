package words

import "sync"

// remembered keeps the last sentences that were told: tables ask for the same ones
// each time they are drawn, and to recognise one takes up to some milliseconds.
type remembered struct {
	lock sync.Mutex
	by   map[string]string
}

// most is how many are kept before it starts anew: more than any page shows.
const most = 5000

func (m *remembered) tell(key string, find func() string) string {
	m.lock.Lock()
	own, ok := m.by[key]
	m.lock.Unlock()
	if ok {
		return own
	}
	own = find() // it may ask for parts of the sentence
	m.lock.Lock()
	defer m.lock.Unlock()
	if m.by == nil || len(m.by) >= most {
		m.by = map[string]string{}
	}
	m.by[key] = own
	return own
}

var told remembered
