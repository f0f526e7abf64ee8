package sources

import "fyne.io/fyne/v2"

// beside gives the first object a fixed width and the second one the rest.
type beside float32

func (b beside) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(b)+gap+o[1].MinSize().Width, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

func (b beside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(float32(b), size.Height))
	o[1].Move(fyne.NewPos(float32(b)+gap, 0))
	o[1].Resize(fyne.NewSize(size.Width-float32(b)-gap, size.Height))
}

// gap is the space between the panels of a page.
const gap = 8
