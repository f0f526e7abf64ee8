package assets

import _ "embed"

// World is the outlines of the countries, one a line: two letters, the first
// point and the steps from it, longitude and latitude in hundredths of a degree.
// A single point is a country too small to be drawn.
//
//go:embed world/world.txt
var World string
