package planner

// Nearest gives the known name that a misspelt one most likely means. It finds
// none when even the nearest differs in more than a third of its letters; of
// names below four letters only capitals and signs may differ.
func Nearest(name string, known []string) (string, bool) {
	key := []rune(NameKey(name))
	if len(key) == 0 || len(key) > 80 {
		return "", false
	}
	best, least := "", len(key)/3+1
	if len(key) == 3 {
		least = 1
	}
	for _, k := range known {
		other := []rune(NameKey(k))
		if abs(len(other)-len(key)) >= least {
			continue
		}
		if d := editDistance(key, other); d < least {
			best, least = k, d
		}
	}
	return best, best != ""
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// editDistance counts the letters to insert, delete, change or swap with their
// neighbour to turn a into b (optimal string alignment).
func editDistance(a, b []rune) int {
	before, prev, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, prev, row = prev, row, before
	}
	return prev[len(b)]
}
