package main

import (
	"encoding/xml"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"testing"

	"remanence/app/pictures"
)

// Every picture of a shipped plan is written, headless, and the same each time.
func TestChartDrawsEveryPicture(t *testing.T) {
	dir := t.TempDir()
	for _, name := range pictures.Names() {
		file := filepath.Join(dir, name+".svg")
		run(t, "chart", "sample:ev-traction-de", name, "-o", file).want(t, exitOK)
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if len(b) < 5000 {
			t.Errorf("%s has only %d bytes", name, len(b))
		}
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(f)
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatal(name, err)
			}
		}
		f.Close()
	}
	file := filepath.Join(dir, "chain.svg")
	before, _ := os.ReadFile(file)
	run(t, "chart", "sample:ev-traction-de", "chain", "-o", file).want(t, exitOK)
	if after, _ := os.ReadFile(file); string(after) != string(before) {
		t.Error("the same inputs give another picture")
	}
}

func TestChartTakesSizeElementAndPlan(t *testing.T) {
	file := filepath.Join(t.TempDir(), "dy.png")
	run(t, "chart", "sample:ev-traction-de", "chain", "--element", "Dy", "--plan", "as-today", "--width", "400", "--height", "300", "--scale", "1.5", "--dark", "-o", file).want(t, exitOK)
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil || img.Bounds().Dx() != 600 || img.Bounds().Dy() != 450 {
		t.Fatal(err, img.Bounds())
	}
	if r, g, b, _ := img.At(2, 2).RGBA(); r+g+b > 3*0x4000 {
		t.Error("dark ground was asked for")
	}
}

func TestChartSaysWhatItNeeds(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.svg")
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"chart", "sample:ev-traction-de", "-o", file}, "Pictures: chain"},
		{[]string{"chart", "sample:ev-traction-de", "cake", "-o", file}, `no picture "cake"`},
		{[]string{"chart", "sample:ev-traction-de", "chain"}, "ending in .svg or .png"},
		{[]string{"chart", "sample:ev-traction-de", "chain", "-o", "x.gif"}, "ending in .svg or .png"},
		{[]string{"chart", "sample:ev-traction-de", "chain", "--element", "Xx", "-o", file}, `no "Xx"`},
		{[]string{"chart", "sample:ev-traction-de", "months", "--part", "nobody", "-o", file}, `no part "nobody"`},
		{[]string{"chart", "sample:ev-traction-de", "walk", "--part", "EPS-R", "-o", file}, "takes no part"},
		{[]string{"chart", "sample:ev-traction-de", "chain", "--width", "3", "-o", file}, "at least 200"},
	} {
		contains(t, run(t, c.args...).want(t, exitUsage).err, c.says)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("a file was written")
	}
}

// Without a kept plan one is made.
func TestChartPlansWhenThereIsNoPlan(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.svg")
	run(t, "chart", folder(t, nil), "chain", "-o", file).want(t, exitOK)
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
}
