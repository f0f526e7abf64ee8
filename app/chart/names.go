package chart

// mostTurns is on how many rows names stand by turns at most.
const mostTurns = 4

// Names may stand beyond a plot by so much: to the figures of its axis on the left, to
// the edge of the picture on the right.
const (
	beyondLeft  = 2
	beyondRight = margin + 2
)

// under is how names stand below bands of a width, by turns on so many rows.
type under struct {
	band           float64
	columns, turns int
	lines          [][]string // of each name; those above it are empty where others have their turn
	sizes          []float64
	step           float64 // from line to line
}

// nameRows lays names out below bands of a width: in one row where they fit, broken
// between words where that will do, else by turns on several rows, so that each has
// the room of as many bands; what is too long for that goes on in more lines. Where these
// would need more height than there is, a name has that of its band.
func nameRows(names []string, band, room float64) under {
	u := under{band: band, columns: len(names), turns: 1, step: headStep}
	for _, name := range names {
		u.lines, u.sizes = append(u.lines, headLines(name, band-6)), append(u.sizes, labelSize)
	}
	for turns, size := 2, labelSize; !u.good(names) && size >= leastLabel; {
		u = turned(names, band, size, turns, 1, evenRoom)
		if turns < mostTurns {
			turns++
		} else {
			size -= 0.5
		}
	}
	if u.good(names) {
		if u.high() <= room {
			return u
		}
		return low(names, band)
	}
	for lines := 1; lines <= mostHead; lines++ { // where others on their row leave more room
		if u = turned(names, band, leastLabel, mostTurns, lines, anyRoom); u.high() <= room && u.good(names) {
			return u
		}
	}
	for lines := mostHead; lines > 0; lines-- {
		for _, width := range []func(*under, int) float64{evenRoom, ownRoom} {
			if u = turned(names, band, leastLabel, mostTurns, lines, width); u.high() <= room && u.apart() {
				return u
			}
		}
	}
	return low(names, band)
}

// low lays names out in one row, which leaves a low picture the room for its bars.
func low(names []string, band float64) under {
	u := under{band: band, columns: len(names), turns: 1}
	for _, name := range names {
		shown, size := fitted(name, false, band-4)
		u.lines, u.sizes = append(u.lines, []string{shown}), append(u.sizes, size)
	}
	return u
}

// turned gives each name the room of as many bands as there are turns, breaks what is too
// long for that into so many lines and cuts it to a width.
func turned(names []string, band, size float64, turns, lines int, width func(u *under, i int) float64) under {
	u := under{band: band, turns: turns, columns: len(names), step: headStep}
	if lines > 1 {
		u.step = size + 3
	}
	own, high := make([][]string, len(names)), make([]int, turns)
	for i, name := range names {
		own[i] = []string{name}
		room := evenRoom(&u, i)
		if lines > 2 {
			room = ownRoom(&u, i)
		}
		if lines > 1 && textWidth(name, size, false) > min(room, width(&u, i)) {
			own[i] = inLines(name, lines, size, false, room)
		}
		own[i] = cut(own[i], size, false, width(&u, i))
		high[i%turns] = max(high[i%turns], len(own[i]))
	}
	for i := range names {
		above := 0
		for _, n := range high[:i%turns] {
			above += n
		}
		u.lines = append(u.lines, append(make([]string, above, above+len(own[i])), own[i]...))
		u.sizes = append(u.sizes, size)
	}
	return u
}

// high is from the first line to the last.
func (u *under) high() float64 {
	most := 1
	for _, lines := range u.lines {
		most = max(most, len(lines))
	}
	return u.step * float64(most-1)
}

// good tells whether no name is cut and none runs into another.
func (u *under) good(names []string) bool {
	for i, name := range names {
		if !whole(u.lines[i], name) {
			return false
		}
	}
	return u.apart()
}

// end is how far to the right names may stand, from the left of the plot.
func (u *under) end() float64 { return u.band*float64(u.columns) + beyondRight }

// anyRoom is the width of all the picture.
func anyRoom(u *under, _ int) float64 { return u.end() + beyondLeft }

// evenRoom is that of as many bands as there are turns.
func evenRoom(u *under, _ int) float64 { return u.band*float64(u.turns) - 8 }

// ownRoom is that part of these bands that lies in the picture, so that a name at either
// end does not reach into the room of the next.
func ownRoom(u *under, i int) float64 {
	center, half := u.band*(float64(i)+0.5), evenRoom(u, i)/2
	return min(center+half, u.end()) - max(center-half, -beyondLeft)
}

// from is where a line of the i-th name begins, from the left of the plot.
func (u *under) from(i int, width float64) float64 {
	return max(-beyondLeft, min(u.band*(float64(i)+0.5)-width/2, u.end()-width))
}

// apart tells whether no line runs into another or out of the picture: at either end a
// name does not stand in the middle of its room.
func (u *under) apart() bool {
	free := map[int]float64{}
	for i, lines := range u.lines {
		for k, line := range lines {
			if line == "" {
				continue
			}
			width := textWidth(line, u.sizes[i], false)
			from := u.from(i, width)
			if end, ok := free[k]; ok && from < end+4 || from+width > u.end()+0.01 {
				return false
			}
			free[k] = from + width
		}
	}
	return true
}

// names writes names below a plot.
func (s *Scene) names(p *plot, names []string, u *under) {
	p.band = u.band
	for i, name := range names {
		for k, line := range u.lines[i] {
			if line == "" {
				continue
			}
			width := textWidth(line, u.sizes[i], false)
			m := s.text(p.left+u.from(i, width)+width/2, p.bottom+16+u.step*float64(k), line, u.sizes[i], false, s.look.Muted, Middle)
			if k == len(u.lines[i])-1 && !whole(u.lines[i], name) {
				m.Tip = name
			}
		}
	}
}
