package award

import "fmt"

var Debug, NoMIP bool

func debugf(f string, a ...any) {
	if Debug {
		fmt.Printf("      "+f+"\n", a...)
	}
}
