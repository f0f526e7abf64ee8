package sources

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"remanence/app/grid"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
)

// Picker lists the parts to choose from; it implements grid.Model.
type Picker struct {
	all, shown []pick
}

type pick struct {
	part, description string
	kg                float64 // a year; NaN without a mass
	offers, usable    int
}

// NewPicker lists the parts with what they need and how many offers they have.
func NewPicker(p *planner.Project, f *planner.Facts) *Picker {
	k := &Picker{}
	for i := range p.Parts {
		part := &p.Parts[i]
		x := pick{part: part.ID, description: part.Description, kg: math.NaN()}
		if mass := part.MassKg(); mass.OK {
			x.kg = 0
			for t := range p.Months {
				x.kg += part.Need(t) * mass.V
			}
			x.kg *= 12 / float64(max(1, p.Months))
		}
		for _, fit := range p.Fits(part, f) {
			x.offers++
			if fit.Offer.Missing() == "" {
				x.usable++
			}
		}
		k.all = append(k.all, x)
	}
	k.shown = k.all
	return k
}

// Search keeps the parts whose name or description holds every word.
func (k *Picker) Search(text string) {
	words := strings.Fields(strings.ToLower(text))
	k.shown = nil
next:
	for _, x := range k.all {
		where := strings.ToLower(x.part + " " + x.description)
		for _, w := range words {
			if !strings.Contains(where, w) {
				continue next
			}
		}
		k.shown = append(k.shown, x)
	}
}

// Part is the part of a row, "" for none.
func (k *Picker) Part(row int) string {
	if row < 0 || row >= len(k.shown) {
		return ""
	}
	return k.shown[row].part
}

// Find is the row of a part, -1 when it is not shown.
func (k *Picker) Find(part string) int {
	for i, x := range k.shown {
		if x.part == part {
			return i
		}
	}
	return -1
}

// Rows implements grid.Model.
func (k *Picker) Rows() int { return len(k.shown) }

// pickerWidth is the place of the list; its columns and the bar beside them fill it, so
// that it never scrolls sideways.
const (
	pickerWidth = 256
	pickerBar   = 24 // the bar and the edges of the panel
	needWidth   = 74
)

// offersWidth is what the head needs in the language of the screen.
func offersWidth() float32 {
	return max(60, fyne.MeasureText(tr.T("Offers"), theme.TextSize(), fyne.TextStyle{Bold: true}).Width+14)
}

func partWidth() float32 { return pickerWidth - pickerBar - needWidth - offersWidth() }

// Columns implements grid.Model.
func (k *Picker) Columns() []grid.Column {
	return []grid.Column{{Title: tr.T("Part"), Width: partWidth()}, {Title: tr.T("Need"), Unit: tr.T("kg a year"), Width: needWidth, Kind: grid.Number}, {Title: tr.T("Offers"), Width: offersWidth(), Kind: grid.Number,
		Tooltip: tr.T("Offers that can make the part, approved other grades included")}}
}

// Cell implements grid.Model.
func (k *Picker) Cell(row, col int) grid.Cell {
	x := k.shown[row]
	switch col {
	case 0:
		return grid.Cell{Text: x.part, Tooltip: x.part + "\n" + x.description}
	case 1:
		return grid.Cell{Text: figures.Auto(x.kg)}
	}
	c := grid.Cell{Text: figures.Number(float64(x.offers), 0)}
	switch {
	case x.usable == 0:
		c.Style, c.Tooltip = grid.Bad, tr.T("No offer can be used for this part.")
	case x.usable < x.offers:
		c.Style, c.Tooltip = grid.Warn, tr.T("Some offers lack a price, a lead time or a date.")
	}
	return c
}

// Apply implements grid.Model; nothing is edited here.
func (k *Picker) Apply([]grid.Edit) []grid.Refusal { return nil }
