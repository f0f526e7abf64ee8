package chart

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
)

func months(n int) (out []string) {
	for i := range n {
		out = append(out, (figures.NewMonth(2027, 1) + figures.Month(i)).Label())
	}
	return out
}

func wave(n int, base, amp, phase float64) (out []float64) {
	for i := range n {
		out = append(out, base+amp*math.Sin(float64(i)/3+phase))
	}
	return out
}

func country(code string, values []float64) Series {
	name := code
	if code == "" {
		name = "unknown"
	}
	return Series{Name: name, ID: "country:" + code, Tint: palette.CountryTint(code), Values: values}
}

// samples are one picture of every kind with realistic content; tests, pictures
// to look at and benchmarks share them.
func samples() map[string]Picture {
	return map[string]Picture{
		"stacked": StackedBars{Title: "Dysprosium by country of separation", Labels: months(24), Axis: Axis{Title: "kg per month"},
			Series:  []Series{country("CN", wave(24, 420, 90, 0)), country("MY", wave(24, 160, 60, 2)), country("EE", wave(24, 70, 30, 4)), country("", wave(24, 55, 20, 1))},
			Lines:   []Series{{Name: "Demand", Values: wave(24, 760, 60, 1)}, {Name: "Demand, high", Values: wave(24, 850, 80, 1), Dashed: true}},
			Markers: []Marker{{At: 10, Text: "October rules return", Tint: palette.Bad}, {At: 17, Text: "Estonia qualified", Tint: palette.Ok}}},
		"stacked-few": StackedBars{Title: "Landed cost", Labels: []string{"As today", "Cheapest", "Capped at 60 %"}, Totals: true, Axis: Axis{Title: "EUR per year", Format: figures.Short},
			Series: []Series{{Name: "Material", Values: []float64{12.4e6, 11.1e6, 12.9e6}}, {Name: "Freight", Values: []float64{0.6e6, 0.7e6, 0.9e6}}, {Name: "Duty", Values: []float64{0.9e6, 1.1e6, 0.4e6}}, {Name: "Qualification", Values: []float64{0, 0.2e6, 0.75e6}}}},
		"grouped": GroupedBars{Title: "Cover by part", Labels: []string{"Rotor IPM-180", "Servo 400 W", "MRI insert", "Speaker 6.5\"", "Sensor ring"}, Axis: Axis{Title: "days"},
			Series: []Series{{Name: "Today", Values: []float64{42, 15, 88, 120, 31}}, {Name: "Plan", Values: []float64{75, 61, 90, 96, math.NaN()}}}},
		"lines": Lines{Title: "Price of dysprosium oxide", Labels: months(36), Axis: Axis{Title: "EUR per kg"},
			Series: []Series{{Name: "Outside China", Values: wave(36, 610, 90, 0)}, {Name: "China, domestic", Values: append(wave(30, 240, 30, 2), math.NaN(), math.NaN(), 250, 255, 260, 270), Dashed: true}},
			Bands:  []Band{{Name: "Low to high", Low: wave(36, 520, 60, 0), High: wave(36, 720, 120, 0), Tint: palette.SeriesTint(0)}}},
		"waterfall": Waterfall{Title: "From today's cost to the plan", Axis: Axis{Title: "EUR per year", Format: figures.Short},
			Steps: []Step{{Label: "As today", Value: 14.2e6, Total: true}, {Label: "Price", Value: -1.3e6}, {Label: "Grade change", Value: -0.6e6}, {Label: "Freight", Value: 0.25e6}, {Label: "Duty", Value: -0.4e6}, {Label: "Qualification", Value: 0.7e6}, {Label: "60 % cap", Value: 0.95e6}, {Label: "Plan", Total: true}}},
		"shares": HorizontalBars{Title: "Origin by stage, dysprosium", Share: true, Limits: []Limit{{At: 0.6, Text: "cap 60 %", Tint: palette.Bad}},
			Bars: []Bar{
				{ID: "mine", Label: "Mining", Segments: seg("CN", 31, "MM", 44, "AU", 18, "", 7), Note: "4.2 t"},
				{ID: "sep", Label: "Separation", Segments: seg("CN", 92, "MY", 6, "EE", 2), Note: "4.2 t"},
				{ID: "metal", Label: "Metal and alloy", Segments: seg("CN", 85, "JP", 9, "VN", 6), Note: "4.1 t"},
				{ID: "magnet", Label: "Magnet", Segments: seg("CN", 58, "JP", 22, "DE", 12, "", 8), Note: "3.9 t"}}},
		"tornado": Tornado{Title: "What moves the cost", Axis: Axis{Title: "EUR per year", Format: figures.Short}, Base: 13.4e6, BaseText: "Plan",
			Swings: []Swing{
				{Label: "Demand", Low: 12.3e6, High: 14.6e6, LowText: "−15 %", HighText: "+15 %"}, {ID: "dy", Label: "Dysprosium price", Low: 11.5e6, High: 16e6, LowText: "−50 %", HighText: "+50 %"},
				{Label: "Licence wait", Low: 13.1e6, High: 15.1e6, LowText: "30 days", HighText: "120 days"},
				{Label: "Exchange rate USD", Low: 13.9e6, High: 14.4e6, LowText: "1.02", HighText: "1.21"}, {Label: "Yield of the new plant", Low: math.NaN(), High: 13.7e6, HighText: "70 %"}}},
		"distribution": Distribution{Title: "Days of line stop", Axis: Axis{Title: "days"}, Borders: []float64{0, 10, 20, 30, 40, 50, 60, 70, 80}, Marks: []string{"median", "95 of 100", "mean of the worst 5 %"},
			Samples: []Sample{{Name: "As today", Shares: []float64{0.05, 0.1, 0.2, 0.25, 0.2, 0.1, 0.06, 0.04}, Marks: []float64{36, 62, 71}}, {Name: "Plan", Shares: []float64{0.55, 0.25, 0.12, 0.05, 0.02, 0.01}, Marks: []float64{9, 34, 42}, Note: "700 runs, seed 1"}}},
		"map":       mapSample(),
		"map-world": Map{Title: "Sites", World: true, Sites: mapSample().Sites, Countries: map[string]palette.Tint{"CN": palette.CountryTint("CN"), "RU": palette.Unknown}},
		"heat":      heatSample(),
		"flow":      flowSample(),
		"frontier":  frontierSample(),
		"timeline":  timelineSample(),
		"nothing":   StackedBars{Title: "No plan yet"},
	}
}

func seg(pairs ...any) (out []Segment) {
	for i := 0; i < len(pairs); i += 2 {
		code := pairs[i].(string)
		name := code
		if code == "" {
			name = "unknown"
		}
		out = append(out, Segment{Name: name, ID: "s:" + code, Value: float64(pairs[i+1].(int)), Tint: palette.CountryTint(code)})
	}
	return out
}

func mapSample() Map {
	nan := math.NaN()
	return Map{Title: "Where the magnets of part R-200 come from",
		Shapes:    []ShapeKey{{"mine", Triangle}, {"separation", Square}, {"magnet", Disc}},
		Countries: map[string]palette.Tint{"CN": palette.CountryTint("CN")},
		Sites: []Site{
			{ID: "weld", Label: "Mount Weld", Country: "AU", Lat: -28.86, Lon: 122.55, Size: 0.8, Shape: Triangle, Tint: palette.CountryTint("AU")},
			{ID: "kuantan", Label: "Kuantan", Country: "MY", Lat: 3.98, Lon: 103.4, Size: 0.6, Shape: Square, Tint: palette.CountryTint("MY"), Strong: true},
			{ID: "baotou", Label: "Baotou", Country: "CN", Lat: 40.65, Lon: 109.84, Size: 1, Shape: Square, Tint: palette.CountryTint("CN")},
			{ID: "ningbo", Label: "Ningbo A", Country: "CN", Lat: 29.87, Lon: 121.54, Size: 0.5, Tint: palette.CountryTint("CN")},
			{ID: "ningbo2", Label: "Ningbo B", Country: "CN", Lat: 29.87, Lon: 121.54, Size: 0.3, Tint: palette.CountryTint("CN")},
			{ID: "narva", Label: "Narva", Country: "EE", Lat: 59.4, Lon: 28.1, Size: 0.2, Shape: Square, Tint: palette.CountryTint("EE")},
			{ID: "hanau", Label: "Hanau", Country: "DE", Lat: 50.13, Lon: 8.92, Size: 0.4, Tint: palette.CountryTint("DE"), Strong: true},
			{ID: "trader", Label: "Trader", Country: "SG", Lat: nan, Lon: nan, Tint: palette.Unknown},
			{ID: "nowhere", Label: "Broker", Lat: nan, Lon: nan},
		},
		Routes: []Route{{From: "weld", To: "kuantan", Value: 9, Tint: palette.CountryTint("AU"), Tip: "9 t"}, {From: "kuantan", To: "hanau", Value: 5, Tint: palette.CountryTint("MY"), Tip: "5 t"},
			{From: "ningbo", To: "hanau", Value: 2, Tint: palette.CountryTint("CN"), Tip: "2 t"}, {From: "trader", To: "hanau", Value: 1, Tint: palette.Unknown, Dashed: true, Tip: "1 t"}, {From: "nowhere", To: "hanau"}},
	}
}

func heatSample() Heat {
	h := Heat{Title: "Largest single-country share", Columns: []string{"Mining", "Separation", "Metal, alloy", "Magnet"}, Rows: []string{"Nd", "Pr", "Dy", "Tb", "Sm", "Co", "Ga"}, Key: [2]string{"spread", "one country"}}
	for i := range h.Rows {
		var row []HeatCell
		for j := range h.Columns {
			v := math.Mod(float64(i*37+j*23)*0.173+0.2, 1)
			cell := HeatCell{ID: h.Rows[i] + "/" + h.Columns[j], Text: []string{"CN ", "AU ", "JP "}[(i+j)%3] + percent(v), Level: v, Side: palette.CountryTint([]string{"CN", "AU", "JP"}[(i+j)%3])}
			if i == 4 && j == 3 {
				cell = HeatCell{Level: math.NaN()}
			}
			if i == 6 && j == 0 {
				cell = HeatCell{Text: "unknown", Tint: palette.Unknown}
			}
			row = append(row, cell)
		}
		h.Cells = append(h.Cells, row)
	}
	return h
}

func flowSample() Flow {
	f := Flow{Title: "Where the dysprosium comes from", Stages: []string{"Mine", "Separation", "Metal", "Magnet", "Part"}, Axis: Axis{Title: "kg per year"},
		Legend: []Item{{"China", palette.CountryTint("CN")}, {"Myanmar", palette.CountryTint("MM")}, {"Australia", palette.CountryTint("AU")}, {"Malaysia", palette.CountryTint("MY")}, {"Japan", palette.CountryTint("JP")}, {"Germany", palette.CountryTint("DE")}, {"unknown", palette.Unknown}}}
	node := func(stage int, code, label string) {
		f.Nodes = append(f.Nodes, Node{ID: at([]string{"m", "s", "a", "g", "p"}, stage) + code, Label: label, Stage: stage, Tint: palette.CountryTint(code)})
	}
	node(0, "CN", "China")
	node(0, "MM", "Myanmar")
	node(0, "AU", "Australia")
	node(0, "", "unknown")
	node(1, "CN", "China")
	node(1, "MY", "Malaysia")
	node(1, "EE", "Estonia")
	node(2, "CN", "China")
	node(2, "JP", "Japan")
	node(2, "VN", "Vietnam")
	node(3, "CN", "China")
	node(3, "JP", "Japan")
	node(3, "DE", "Germany")
	node(3, "", "unknown")
	for _, p := range []string{"Traction motors", "Servo drives", "Generators", "Sensors"} {
		f.Nodes = append(f.Nodes, Node{ID: "p" + p, Label: p, Stage: 4, Tint: palette.Neutral})
	}
	for _, l := range []Link{
		{From: "mCN", To: "sCN", Value: 1300}, {From: "mMM", To: "sCN", Value: 1750}, {From: "mAU", To: "sMY", Value: 620}, {From: "mAU", To: "sEE", Value: 130}, {From: "m", To: "sCN", Value: 290},
		{From: "sCN", To: "aCN", Value: 2800}, {From: "sCN", To: "aVN", Value: 540}, {From: "sMY", To: "aJP", Value: 400}, {From: "sMY", To: "aVN", Value: 220}, {From: "sEE", To: "aJP", Value: 130},
		{From: "aCN", To: "gCN", Value: 2250}, {From: "aCN", To: "gDE", Value: 230}, {From: "aCN", To: "g", Value: 320}, {From: "aJP", To: "gJP", Value: 530}, {From: "aVN", To: "gDE", Value: 330}, {From: "aVN", To: "gJP", Value: 430},
		{From: "gCN", To: "pTraction motors", Value: 1200}, {From: "gCN", To: "pServo drives", Value: 700}, {From: "gCN", To: "pGenerators", Value: 350}, {From: "gJP", To: "pTraction motors", Value: 800}, {From: "gJP", To: "pSensors", Value: 160},
		{From: "gDE", To: "pGenerators", Value: 560}, {From: "g", To: "pServo drives", Value: 320},
	} {
		l.ID = l.From + ">" + l.To
		f.Links = append(f.Links, l)
	}
	return f
}

func frontierSample() Points {
	return Points{Title: "Cost against exposure", X: Axis{Title: "largest single-country share, %", Format: figures.Auto}, Y: Axis{Title: "EUR per year", Format: figures.Short},
		Clouds: []Cloud{
			{Name: "Frontier", Joined: true, Spots: []Spot{{ID: "a", X: 92, Y: 12.1e6, Label: "Cheapest"}, {ID: "b", X: 80, Y: 12.3e6}, {ID: "c", X: 70, Y: 12.7e6}, {ID: "d", X: 60, Y: 13.4e6, Label: "Plan", Strong: true}, {ID: "e", X: 50, Y: 14.8e6}, {ID: "f", X: 40, Y: 17.9e6, Label: "No China above 40 %"}}},
			{Name: "As today", Spots: []Spot{{ID: "t", X: 88, Y: 14.2e6, Label: "As today"}}},
			{Name: "Other plans", Spots: []Spot{{X: 65, Y: 14.5e6}, {X: 78, Y: 13.6e6}, {X: 55, Y: 15.6e6}}}}}
}

func timelineSample() Timeline {
	return Timeline{Title: "What runs when", Labels: months(18), Markers: []Marker{{At: 2.3, Text: "today"}, {At: 10, Text: "rules return", Tint: palette.Bad}},
		Lanes: []Lane{
			{Label: "Supplier A, N48H", Spans: []Span{{From: 0, To: 18, Text: "delivers", Tint: palette.SeriesTint(0)}}},
			{Label: "Supplier B, N42SH", Spans: []Span{{From: 1, To: 6, Text: "qualification", Tint: palette.Warn}, {From: 6, To: 7.5, Text: "PPAP", Tint: palette.Info}, {From: 8, To: 18, Text: "delivers", Tint: palette.SeriesTint(0)}}, Gates: []Gate{{At: 7.75, Tip: "Release"}, {At: 1, Kind: Signed, Tip: "Contract"}}},
			{Label: "Licence China", Spans: []Span{{From: 3, To: 6, Text: "application", Tint: palette.Neutral}, {From: 6, To: 12, Text: "valid", Tint: palette.Ok}}, Gates: []Gate{{At: 6, Kind: Licensed, Tint: palette.Ok}, {At: 12, Kind: Expired, Text: "renew", Tint: palette.Bad}}},
			{Label: "Recycler C", Spans: []Span{{From: 9, To: 18, Text: "planned", Tint: palette.Unknown}}}}}
}

// TestPictures draws everything in both schemes and checks that nothing leaves
// the picture. With REMANENCE_SHOTS set it also writes files to look at.
func TestPictures(t *testing.T) {
	dir := os.Getenv("REMANENCE_SHOTS")
	for name, p := range samples() {
		for _, dark := range []bool{false, true} {
			for _, size := range [][2]float64{{900, 460}, {420, 300}, {160, 90}} {
				s := p.Scene(size[0], size[1], dark)
				for _, m := range s.Marks {
					for _, q := range m.Points {
						if math.IsNaN(q.X) || math.IsNaN(q.Y) {
							t.Fatalf("%s %v: a mark is nowhere: %+v", name, size, m)
						}
						if size[0] > 400 && (q.X < -1 || q.X > size[0]+1 || q.Y < -1 || q.Y > size[1]+1) {
							t.Errorf("%s %v: a mark lies outside at %v: %q %v", name, size, q, m.Text, m.Kind)
						}
					}
					if m.Kind == Text && size[0] > 400 {
						w := textWidth(m.Text, m.Size, m.Bold)
						x := m.Points[0].X - w*float64(m.Anchor)/2
						if x < -1 || x+w > size[0]+1 {
							t.Errorf("%s %v: text %q is cut off", name, size, m.Text)
						}
					}
				}
				Image(s, 1)
			}
			if dir == "" {
				continue
			}
			file, err := os.Create(filepath.Join(dir, "chart-"+name+map[bool]string{false: "-light", true: "-dark"}[dark]+".png"))
			if err != nil {
				t.Fatal(err)
			}
			if err := PNG(file, p, 900, 460, 1.5, dark); err != nil {
				t.Fatal(err)
			}
			file.Close()
		}
	}
}
