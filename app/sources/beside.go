package sources

import "fyne.io/fyne/v2"

// beside gives the first object a width, less of it in a narrow window, and the
// second one the rest.
type beside float32

// narrow is the least width of the first object.
const narrow = 190

func (b beside) width(all float32) float32 { return max(narrow, min(float32(b), all*0.23)) }

func (b beside) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(narrow+gap+o[1].MinSize().Width, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

func (b beside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := b.width(size.Width)
	o[0].Resize(fyne.NewSize(w, size.Height))
	o[1].Move(fyne.NewPos(w+gap, 0))
	o[1].Resize(fyne.NewSize(size.Width-w-gap, size.Height))
}

// gap is the space between the panels of a page.
const gap = 8
