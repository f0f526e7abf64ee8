package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"remanence/app/chart"
	"remanence/app/pictures"
)

// studied is a case small enough for every study: the two offers over three months,
// half of the magnets at most from China, and Far that fails in February.
func studied(t *testing.T) string {
	return folder(t, map[string]string{
		"settings.csv": strings.NewReplacer("plan_months,1,", "plan_months,3,", "shortage,forbidden", "shortage,backlog").Replace(twoOffers["settings.csv"]),
		"demand.csv":   strings.NewReplacer("2027-01\n", "2027-01,2027-02,2027-03\n", "A,1000\n", "A,1000,1000,1000\n").Replace(twoOffers["demand.csv"]),
		"capacity.csv": strings.Replace(twoOffers["capacity.csv"], "NEAR,2027-01,100", "NEAR,2027-01,7", 1),
		"offers.csv":   strings.NewReplacer("offer_id,supplier,", "offer_id,supplier,magnet_country,", "Far Magnets,", "Far Magnets,CN,", "Near Magnets,", "Near Magnets,DE,").Replace(twoOffers["offers.csv"]),
		"rules.csv":    ruleHead + "R1,country_share_max,all,all,magnet,CN,mass,max,50,50,2027-01,2027-03,whole_plan,hard,,,\n",
		"scenarios.csv": "scenario_id,name,probability,start_month,duration_months,hits,capacity_left_pct,extra_wait_days,price_factor,demand_factor,note\n" +
			"S1,Far fails,0.3,2027-02,2,supplier:Far Magnets,0,0,1.0,1.0,\n",
	})
}

// pictured is what to ask for each picture of the small case, and words that stand in
// it.
var pictured = map[string]struct {
	args  []string
	shows []string
}{
	"chain":        {nil, []string{"Where the rare earths come from", "China", "Germany", "P1"}},
	"exposure":     {nil, []string{"Largest single-country share", "Dysprosium", "CN 50"}},
	"demand":       {[]string{"--part", "P1"}, []string{"Demand for P1", "Feb 27", "a month"}},
	"landed":       {nil, []string{"P1 · Landed cost, EUR per kg", "FAR", "NEAR", "Duty and extra duty"}},
	"prices":       {nil, []string{"Price paths", "nothing to show yet"}},
	"sites":        {nil, []string{"Sites that quote", "Far Magnets", "Near Magnets"}},
	"recycling":    {nil, []string{"Scrap, swarf and take-back, all streams"}},
	"rule":         {[]string{"--rule", "R1"}, []string{"R1 · ", "Limit", "Plan"}},
	"months":       {nil, []string{"P1", "Far Magnets", "Near Magnets", "Demand"}},
	"walk":         {nil, []string{"From today&#39;s cost to the plan", "As today", "Plan"}},
	"gates":        {nil, []string{"What must be ready when"}},
	"cover":        {nil, []string{"Weeks of demand the stock feeds", "no stock left", "P1"}},
	"stops":        {nil, []string{"When lines stop", "Far fails", "As today", "Mar 27"}},
	"bridge":       {[]string{"--from", "cheapest", "--to", "S1"}, []string{"From Cheapest to Far fails", "Goods"}},
	"trade":        {[]string{"--by", "china:all:magnet"}, []string{"Cost against: China share, magnets", "Cheapest", "Far fails"}},
	"frontier":     {[]string{"--by", "china:all:magnet", "--points", "3"}, []string{"What less exposure costs", "China share, magnets", "None beats these", "50"}},
	"regret":       {nil, []string{"Regret", "plan", "cheapest", "base", "Far fails", "largest"}},
	"robust":       {[]string{"--aim", "mean"}, []string{"Robust plan", "base", "Far fails", "mean", "worst tenth"}},
	"tornado":      {[]string{"--driver", "demand", "--driver", "duty"}, []string{"What moves the cost, every order kept", "Demand of all parts", "Duty on goods from China", "at the low value"}},
	"crossing":     {[]string{"--steps", "2"}, []string{"Demand of all parts across, Duty on goods from China down", "0.9 × plan", "25 points"}},
	"outage":       {[]string{"--kind", "country", "--node", "country:DE", "--month", "2027-02"}, []string{"Without Germany", "stands still", "P1"}},
	"lasting":      {[]string{"--month", "2027-02"}, []string{"How long lines last", "Germany", "China", "A line stands still"}},
	"insurance":    {[]string{"--month", "2027-02", "--against", "cheapest"}, []string{"Losses with and without the safety", "Loss with the plan", "Germany"}},
	"distribution": {[]string{"--paths", "200"}, []string{"Cost on the same paths", "Plan, expedited when short", "Cheapest", "95th of 100", "Mean of the worst 5 %", "200 paths, seed"}},
	"cumulative":   {[]string{"--paths", "200"}, []string{"Cost on the same paths", "As today", "100", "share of paths that cost at most that"}},
	"chances":      {[]string{"--paths", "200"}, []string{"Chance of a stop", "Jan 27", "As today"}},
}

// Every picture is written as SVG and as PNG, and names what it shows.
func TestChartDrawsEveryPicture(t *testing.T) {
	dir, from := t.TempDir(), studied(t)
	for _, name := range pictures.Names() {
		t.Run(name, func(t *testing.T) {
			x, ok := pictured[name]
			if !ok {
				t.Fatal("nobody says what it shows")
			}
			file := filepath.Join(dir, name+".svg")
			run(t, append([]string{"chart", from, name, "-o", file}, x.args...)...).want(t, exitOK)
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			contains(t, string(b), x.shows...)
			for d := xml.NewDecoder(bytes.NewReader(b)); ; {
				if _, err := d.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatal(err)
				}
			}
			file = filepath.Join(dir, name+".png")
			run(t, append([]string{"chart", from, name, "-o", file, "--dark", "--width", "400", "--height", "300", "--scale", "1"}, x.args...)...).want(t, exitOK)
			f, err := os.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if img, err := png.Decode(f); err != nil || img.Bounds().Dx() != 400 || img.Bounds().Dy() != 300 {
				t.Error(err)
			}
		})
	}
}

// A picture shows what the command of its study prints; a test of each page holds that
// the page shows the same.
func TestChartShowsWhatTheCommandsFindOut(t *testing.T) {
	from := studied(t)
	in, err := open(from)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "x.svg")
	answer := func(into any, args ...string) {
		t.Helper()
		if err := json.Unmarshal([]byte(run(t, append([]string{args[0], from, "--json"}, args[1:]...)...).want(t, exitOK).out), into); err != nil {
			t.Fatal(err)
		}
	}
	var fr frontierResult
	answer(&fr, append([]string{"frontier"}, pictured["frontier"].args...)...)
	var re regretted
	answer(&re, "regret")
	var ro robustResult
	answer(&ro, append([]string{"robust"}, pictured["robust"].args...)...)
	var to, gr tornadoResult
	answer(&to, append([]string{"tornado"}, pictured["tornado"].args...)...)
	answer(&gr, "tornado", "--grid", "demand,duty CN", "--steps", "2")
	var k knockoutResult
	answer(&k, "knockout", "--month", "2027-02", "--all")
	var x insuranceResult
	answer(&x, append([]string{"insurance"}, pictured["insurance"].args...)...)
	var s simulateResult
	answer(&s, "simulate", "--paths", "200")
	for i := range s.Policies {
		s.Policies[i].Name = policyNames[s.Policies[i].Name]
	}
	found := pictures.Input{Project: in.project(), Facts: in.facts, Found: pictures.Found{Frontier: &fr.Frontier, Regret: &re.Regret, Robust: &ro.Robust,
		Tornado: to.Bars, Crossing: gr.Grid, Outages: k.KnockOut, Insurance: x.Insurance, Simulation: s.Simulation}}
	for _, name := range []string{"frontier", "regret", "robust", "tornado", "crossing", "lasting", "insurance", "distribution", "cumulative", "chances"} {
		run(t, append([]string{"chart", from, name, "-o", file}, pictured[name].args...)...).want(t, exitOK)
		drawn, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pic, err := pictures.Make(name, found, pictures.Choice{})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := chart.SVG(&b, pic, 1100, 620, false); err != nil {
			t.Fatal(err)
		}
		if b.String() != string(drawn) {
			t.Errorf("%s is not what its command says", name)
		}
	}
}

// The plan that ships with a sample is drawn, the same each time.
func TestChartDrawsTheShippedPlan(t *testing.T) {
	file := filepath.Join(t.TempDir(), "chain.svg")
	var before []byte
	for range 2 {
		run(t, "chart", "sample:ev-traction-de", "chain", "-o", file).want(t, exitOK)
		b, err := os.ReadFile(file)
		if err != nil || before != nil && !bytes.Equal(before, b) || len(b) < 5000 {
			t.Errorf("%d and %d bytes, %v", len(before), len(b), err)
		}
		before = b
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
		{[]string{"chart", "sample:ev-traction-de", "chain", "--in", "pounds", "-o", file}, "kg or value"},
		{[]string{"chart", "sample:ev-traction-de", "months", "--part", "nobody", "-o", file}, `no part "nobody"`},
		{[]string{"chart", "sample:ev-traction-de", "walk", "--part", "EPS-R", "-o", file}, "takes no --part"},
		{[]string{"chart", "sample:ev-traction-de", "chain", "--points", "5", "-o", file}, "takes no --points"},
		{[]string{"chart", "sample:ev-traction-de", "frontier", "--points", "1", "-o", file}, "2 or more"},
		{[]string{"chart", "sample:ev-traction-de", "frontier", "--by", "china", "-o", file}, "is no exposure"},
		{[]string{"chart", "sample:ev-traction-de", "crossing", "--grid", "demand", "-o", file}, "two different drivers"},
		{[]string{"chart", "sample:ev-traction-de", "bridge", "--to", "S99", "-o", file}, `no plan "S99"`},
		{[]string{"chart", "sample:ev-traction-de", "rule", "--rule", "R99", "-o", file}, `no rule "R99"`},
		{[]string{"chart", "sample:ev-traction-de", "stops", "--scenario", "S99", "-o", file}, `no scenario "S99"`},
		{[]string{"chart", "sample:ev-traction-de", "lasting", "--kind", "moon", "-o", file}, "site, supplier"},
		{[]string{"chart", "sample:ev-traction-de", "insurance", "--against", "nothing", "-o", file}, "as-today, cheapest"},
		{[]string{"chart", "sample:ev-traction-de", "distribution", "--paths", "0", "-o", file}, "1 to 10,000,000"},
		{[]string{"chart", "sample:ev-traction-de", "distribution", "--set", "luck=1", "-o", file}, "desk_stop"},
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

// What was stopped before there was anything to draw writes nothing.
func TestAStoppedStudyWithoutAnAnswerDrawsNothing(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for _, name := range []string{"stops", "frontier", "regret", "robust", "tornado", "crossing", "lasting", "insurance", "distribution"} {
		file := filepath.Join(t.TempDir(), name+".svg")
		r := runWith(t, ctx, Main{Load: sharedOptimiser}, "chart", "sample:optics-materials-uk", name, "-o", file).want(t, exitNoPlan)
		if _, err := os.Stat(file); err == nil || r.err == "" {
			t.Errorf("%s: a picture of nothing was written: %s", name, r.err)
		}
	}
}

// What was found before a tornado was stopped is drawn, and said to be part of it.
func TestAStoppedTornadoIsDrawnAsFarAsItCame(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	file := filepath.Join(t.TempDir(), "tornado.svg")
	var out, said bytes.Buffer
	watch := watcher{&said, func(text string) {
		if strings.Contains(text, " of ") { // a plan of the tornado is made
			stop()
		}
	}}
	m := Main{Load: sharedOptimiser, Terminal: func(any) bool { return true }}
	if code := m.Run(ctx, []string{"chart", "sample:optics-materials-uk", "tornado", "-o", file}, strings.NewReader(""), &out, watch); code != exitOK {
		t.Fatalf("code %d: %s", code, said.String())
	}
	contains(t, said.String(), "shows what was found so far")
	if b, err := os.ReadFile(file); err != nil || !bytes.Contains(b, []byte("at the high value")) {
		t.Errorf("%v, %d bytes", err, len(b))
	}
}

// watcher hears what is written.
type watcher struct {
	io.Writer
	hear func(string)
}

func (w watcher) Write(b []byte) (int, error) {
	w.hear(string(b))
	return w.Writer.Write(b)
}
