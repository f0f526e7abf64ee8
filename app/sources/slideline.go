package sources

import "fyne.io/fyne/v2"

const (
	slideHigh  = 30  // a line of a slider
	slideValue = 96  // room for what the slider says
	slideTrack = 110 // a shorter track cannot be set with a hand
)

// slideLines places the lines of the sliders, three objects each: what it moves,
// the track, what it says. Where the track would become too short to be of use, it
// stands under the others.
type slideLines struct {
	room    float32 // of what a slider moves
	stacked bool    // as laid out last
}

func (l *slideLines) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.stacked = size.Width < l.room+slideTrack+slideValue
	high := l.line()
	for i := 0; i+2 < len(objects); i += 3 {
		head, track, value := objects[i], objects[i+1], objects[i+2]
		y := float32(i/3) * high
		value.Move(fyne.NewPos(size.Width-slideValue, y))
		value.Resize(fyne.NewSize(slideValue, slideHigh))
		head.Move(fyne.NewPos(0, y))
		head.Resize(fyne.NewSize(min(l.room, size.Width-slideValue), slideHigh))
		if l.stacked {
			track.Move(fyne.NewPos(0, y+slideHigh))
			track.Resize(fyne.NewSize(size.Width, high-slideHigh))
		} else {
			track.Move(fyne.NewPos(l.room, y))
			track.Resize(fyne.NewSize(size.Width-l.room-slideValue, slideHigh))
		}
	}
}

func (l *slideLines) line() float32 {
	if l.stacked {
		return 2*slideHigh - 4
	}
	return slideHigh
}

func (l *slideLines) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(slideTrack+slideValue, float32(len(objects)/3)*l.line())
}
