package assets

import (
	_ "embed"
	"strings"
)

//go:embed notices.txt
var notices string

// Notice is the licence of something that ships inside the program.
type Notice struct{ Name, Text string }

// Notices are the licences of all that ships inside: modules, optimiser, fonts
// and the map. scripts/notices makes them.
func Notices() (list []Notice) {
	for _, part := range strings.Split("\n"+notices, "\n=== ")[1:] {
		name, text, _ := strings.Cut(part, "\n")
		list = append(list, Notice{name, strings.TrimSpace(text)})
	}
	return list
}
