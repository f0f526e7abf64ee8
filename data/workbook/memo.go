package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/go-pdf/fpdf"

	"remanence/assets"
	"remanence/data/files"
	"remanence/planner"
)

// Memo measures, in millimetres.
const (
	memoEdge   = 16.0
	memoColumn = 4.0 // between columns
)

// memo is the decision memo in the making: one page.
type memo struct {
	pdf    *fpdf.Fpdf
	p      *planner.Project
	f      *planner.Facts
	plan   *planner.Plan
	o      Options
	y      float64
	width  float64 // of the text
	bottom float64
}

// WriteMemo writes the decision memo of a plan: one page as PDF with the three
// figures, the recommendation, the picture of dependence and the rules with
// their price. The same plan and options give the same bytes. It fails when
// there is no plan to decide on, or when w fails.
func WriteMemo(w io.Writer, p *planner.Project, f *planner.Facts, plan *planner.Plan, o Options) error {
	if p == nil || f == nil || plan == nil || plan.Status == planner.StatusInfeasible || plan.Status == planner.StatusCancelled {
		return errors.New("a memo needs a plan that can be carried out; there is none yet")
	}
	if o.Redact.Names {
		var err error
		if p, plan, o, err = redactNames(p, plan, o); err != nil {
			return fmt.Errorf("the names cannot be taken out: %w", err)
		}
	}
	m := &memo{p: p, f: f, plan: plan, o: o}
	m.open()
	m.heading()
	m.figures()
	m.recommendation()
	m.picture()
	m.rules()
	m.footer()
	if m.pdf.PageCount() > 1 {
		return errors.New("the memo does not fit on one page") // every block keeps to its room
	}
	return m.pdf.Output(w)
}

// SaveMemo writes the memo to a file, as Save does.
func SaveMemo(path string, p *planner.Project, f *planner.Facts, plan *planner.Plan, o Options) error {
	var buf bytes.Buffer
	if err := WriteMemo(&buf, p, f, plan, o); err != nil {
		return err
	}
	return files.Write(path, buf.Bytes())
}

func (m *memo) open() {
	size := "A4"
	if m.o.Letter {
		size = "Letter"
	}
	pdf := fpdf.New("P", "mm", size, "")
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(memoEdge, memoEdge, memoEdge)
	pdf.AddUTF8FontFromBytes("text", "", assets.Font("NotoSans-Regular"))
	pdf.AddUTF8FontFromBytes("text", "B", assets.Font("NotoSans-Bold"))
	// Nothing of the clock or the machine enters the file.
	day, err := time.Parse(time.DateOnly, m.o.AsOf)
	if err != nil {
		day = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	pdf.SetCreationDate(day)
	pdf.SetModificationDate(day)
	pdf.SetCatalogSort(true)
	pdf.SetTitle(m.o.heading(m.p)+": decision memo", true)
	pdf.SetSubject("Plan "+m.plan.Name+", inputs "+m.plan.Digest, true)
	pdf.SetCreator("Remanence "+m.o.AppVersion, true)
	pdf.SetLang("en")
	pdf.AddPage()
	w, h := pdf.GetPageSize()
	m.pdf, m.y, m.width, m.bottom = pdf, memoEdge, w-2*memoEdge, h-memoEdge
}

func (m *memo) font(style string, size float64, colour string) {
	m.pdf.SetFont("text", style, size)
	var r, g, b int
	fmt.Sscanf(colour, "%02X%02X%02X", &r, &g, &b)
	m.pdf.SetTextColor(r, g, b)
}

func (m *memo) fill(colour string) {
	var r, g, b int
	fmt.Sscanf(colour, "%02X%02X%02X", &r, &g, &b)
	m.pdf.SetFillColor(r, g, b)
}

// line writes one line, cut with an ellipsis where it is too long.
func (m *memo) line(x, y, width float64, s string) {
	m.pdf.SetXY(x, y)
	m.pdf.CellFormat(width, 5, m.cut(s, width), "", 0, "L", false, 0, "")
}

func (m *memo) right(x, y, width float64, s string) {
	m.pdf.SetXY(x, y)
	m.pdf.CellFormat(width, 5, m.cut(s, width), "", 0, "R", false, 0, "")
}

func (m *memo) cut(s string, width float64) string {
	s = clean(s)
	if m.pdf.GetStringWidth(s) <= width-1 {
		return s
	}
	letters := []rune(s)
	for len(letters) > 0 && m.pdf.GetStringWidth(string(letters)+"…") > width-1 {
		letters = letters[:len(letters)-1]
	}
	return string(letters) + "…"
}

// sentence writes at most so many lines and moves down.
func (m *memo) sentence(s string, most int) {
	rows := m.pdf.SplitText(clean(s), m.width-5)
	if len(rows) > most {
		rows = rows[:most]
		rows[most-1] = strings.TrimRight(rows[most-1], " .,") + " …"
	}
	for i, row := range rows {
		if i == 0 {
			m.line(memoEdge, m.y, 5, "•")
		}
		m.line(memoEdge+4, m.y, m.width-4, row)
		m.y += 4.6
	}
	m.y += 0.8
}

func (m *memo) title(s string) {
	m.y += 2
	m.font("B", 11, fillHead)
	m.line(memoEdge, m.y, m.width, s)
	m.y += 6
	m.font("", 9, inkPlain)
}

func (m *memo) heading() {
	m.font("B", 17, fillHead)
	m.pdf.SetXY(memoEdge, m.y)
	m.pdf.CellFormat(m.width, 8, m.cut(m.p.Name, m.width), "", 0, "L", false, 0, "")
	m.y += 9
	m.font("", 9, inkNote)
	last := m.plan.Start + planner.Month(m.plan.Months-1)
	line := fmt.Sprintf("Decision memo · %s to %s · %s", m.plan.Start.Label(), last.Label(), statusWords(m.plan.Status))
	if m.o.AsOf != "" {
		line += " · as of " + m.o.AsOf
	}
	m.line(memoEdge, m.y, m.width, line)
	m.y += 5
	if m.o.Scenario != "" {
		m.font("B", 10, fillHead)
		m.line(memoEdge, m.y, m.width, "Everything here holds under the scenario "+m.o.Scenario+".")
		m.y += 5
	}
	if m.o.Digest != "" && m.plan.Digest != m.o.Digest {
		m.font("B", 10, inkBad)
		m.line(memoEdge, m.y, m.width, "OUT OF DATE: the inputs have changed since this plan was made.")
		m.y += 5
	}
	m.y += 2
}

// money writes an amount of the plan's currency in whole units.
func (m *memo) money(v float64) string {
	if m.o.Redact.Prices {
		return withheld
	}
	return m.plan.Currency + " " + grouped(v)
}

// grouped is a whole number with separators.
func grouped(v float64) string {
	s := fmt.Sprintf("%.0f", v)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "−", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if s == "0" {
		sign = ""
	}
	return sign + s
}

// figures are the three figures of the app's first page.
func (m *memo) figures() {
	type card struct{ name, value, note string }
	k := &m.plan.KPIs
	cost := card{"Landed cost per year", m.money(k.CostPerYear), "as paid, mean of the plan"}
	if a := m.o.AsToday; a != nil && a.KPIs.CostPerYear != 0 && !m.o.Redact.Prices {
		d := k.CostPerYear - a.KPIs.CostPerYear
		words := "more"
		if d < 0 {
			words, d = "less", -d
		}
		cost.note = fmt.Sprintf("%s (%.1f %%) %s than as today", m.money(d), d/a.KPIs.CostPerYear*100, words)
	}
	share := card{"Largest single-country share", "not known", "no origin was computed"}
	if w := k.WorstExposure; w.OK {
		share.value = fmt.Sprintf("%.0f %%", w.V.Worst*100)
		share.note = fmt.Sprintf("%s, %s stage: %s", w.V.Element, w.V.Stage, m.country(w.V.Country))
		if a := m.o.AsToday; a != nil && a.KPIs.WorstExposure.OK {
			share.note += fmt.Sprintf("; as today %.0f %%", a.KPIs.WorstExposure.V.Worst*100)
		}
	}
	short := card{"First shortage", "none", "every month's demand is met"}
	if k.FirstShortfall.OK {
		short.value, short.note = k.FirstShortfall.V.Label(), "first month with late demand"
	}
	if k.CoverWeeksLeast.OK {
		short.note += fmt.Sprintf("; least cover %.1f weeks (%s)", k.CoverWeeksLeast.V, k.CoverLeastPart)
	}
	wide := (m.width - 2*memoColumn) / 3
	for i, c := range []card{cost, share, short} {
		x := memoEdge + float64(i)*(wide+memoColumn)
		m.fill(fillTotal)
		m.pdf.Rect(x, m.y, wide, 25, "F")
		m.font("", 8.5, inkNote)
		m.line(x+3, m.y+2, wide-6, c.name)
		m.font("B", 15, inkPlain)
		m.pdf.SetXY(x+3, m.y+7)
		m.pdf.CellFormat(wide-6, 8, m.cut(c.value, wide-6), "", 0, "L", false, 0, "")
		m.font("", 7.5, inkNote)
		rows := m.pdf.SplitText(clean(c.note), wide-8)
		for j, row := range rows[:min(2, len(rows))] {
			m.line(x+3, m.y+15.5+3.6*float64(j), wide-5, row)
		}
	}
	m.y += 27
}

func (m *memo) country(iso string) string {
	b := book{f: m.f}
	return b.countryLabel(iso)
}

// footer says what made the page and from which inputs.
func (m *memo) footer() {
	m.font("", 7, inkNote)
	digest := orText(m.plan.Digest, "not stated")
	m.line(memoEdge, m.bottom-3, m.width, "Remanence "+m.o.AppVersion+" · inputs "+digest[:min(16, len(digest))]+" · every figure can be traced in the finance workbook of the same plan")
}
