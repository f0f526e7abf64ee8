package chart

// Titled is a picture with another title, for one that stands alone; a picture of
// another package stays as it is.
func Titled(p Picture, title string) Picture {
	switch c := p.(type) {
	case StackedBars:
		c.Title = title
		return c
	case GroupedBars:
		c.Title = title
		return c
	case Lines:
		c.Title = title
		return c
	case Waterfall:
		c.Title = title
		return c
	case HorizontalBars:
		c.Title = title
		return c
	case Heat:
		c.Title = title
		return c
	case Flow:
		c.Title = title
		return c
	case Points:
		c.Title = title
		return c
	case Timeline:
		c.Title = title
		return c
	case Tornado:
		c.Title = title
		return c
	case Distribution:
		c.Title = title
		return c
	case Map:
		c.Title = title
		return c
	}
	return p
}
