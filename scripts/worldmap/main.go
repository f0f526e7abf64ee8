// Command worldmap makes assets/world/world.txt, the outlines the map of sites is
// drawn with, from the npm package world-atlas (Natural Earth, public domain):
//
//	npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//	go run ./scripts/worldmap package > assets/world/world.txt
//
// One line is one outline: the country's two letters ("--" for none), then the
// first point and the steps from it, longitude and latitude in hundredths of a
// degree. Countries too small for the coarse map are one point. Antarctica is
// left out.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"sort"

	"golang.org/x/text/language"
)

type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   struct {
		Countries struct{ Geometries []geometry }
	}
}

type geometry struct {
	ID   string
	Type string
	Arcs json.RawMessage
}

type outline struct {
	country string
	points  [][2]int
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: worldmap FOLDER-OF-WORLD-ATLAS")
	}
	all := read(filepath.Join(os.Args[1], "countries-110m.json"))
	seen := map[string]bool{}
	for _, o := range all {
		seen[o.country] = true
	}
	largest := map[string]outline{}
	for _, o := range read(filepath.Join(os.Args[1], "countries-50m.json")) {
		if !seen[o.country] && len(o.points) > len(largest[o.country].points) {
			largest[o.country] = o
		}
	}
	for _, o := range largest {
		var x, y int
		for _, p := range o.points {
			x, y = x+p[0], y+p[1]
		}
		all = append(all, outline{o.country, [][2]int{{x / len(o.points), y / len(o.points)}}})
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].country < all[j].country })
	out := bufio.NewWriter(os.Stdout)
	for _, o := range all {
		fmt.Fprintf(out, "%s %d %d", o.country, o.points[0][0], o.points[0][1])
		for i := 1; i < len(o.points); i++ {
			fmt.Fprintf(out, " %d %d", o.points[i][0]-o.points[i-1][0], o.points[i][1]-o.points[i-1][1])
		}
		fmt.Fprintln(out)
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

func read(path string) (all []outline) {
	b, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	var t topology
	if err := json.Unmarshal(b, &t); err != nil {
		log.Fatal(path, ": ", err)
	}
	for i, arc := range t.Arcs { // delta-coded in quantised steps
		var x, y float64
		for k, p := range arc {
			x, y = x+p[0], y+p[1]
			t.Arcs[i][k] = [2]float64{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]}
		}
	}
	for _, g := range t.Objects.Countries.Geometries {
		code := "--"
		if r, err := language.ParseRegion(g.ID); g.ID != "" && err == nil && r.IsCountry() {
			code = r.String()
		}
		if code == "AQ" {
			continue
		}
		var polygons [][][]int
		switch g.Type {
		case "Polygon":
			var rings [][]int
			must(json.Unmarshal(g.Arcs, &rings))
			polygons = [][][]int{rings}
		case "MultiPolygon":
			must(json.Unmarshal(g.Arcs, &polygons))
		}
		for _, rings := range polygons {
			// Holes are other countries, which draw themselves.
			if points := t.ring(rings[0]); len(points) > 2 {
				all = append(all, outline{code, points})
			}
		}
	}
	return all
}

// ring joins arcs; a negative index is an arc run backwards.
func (t *topology) ring(arcs []int) (points [][2]int) {
	for _, i := range arcs {
		arc := t.Arcs[max(i, ^i)]
		for k := range arc {
			p := arc[k]
			if i < 0 {
				p = arc[len(arc)-1-k]
			}
			q := [2]int{int(math.Round(p[0] * 100)), int(math.Round(p[1] * 100))}
			if len(points) == 0 || points[len(points)-1] != q {
				points = append(points, q)
			}
		}
	}
	return points
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
