package figures

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"remanence/planner"
)

func TestLocalesWriteAsTheirRegionDoes(t *testing.T) {
	defer Use(InUse())
	for code, want := range map[string][4]string{
		"en": {"1,234.5", "Mar 27", "Mar 2027", "Mar"}, "de": {"1.234,5", "Mär 27", "03.2027", "Mär"},
		"fr": {"1\u00a0234,5", "mars 27", "03/2027", "mars"}, "ja": {"1,234.5", "27年3月", "2027年3月", "3月"},
		"de-CH": {"1’234.5", "Mär 27", "03.2027", "Mär"}, "de_AT.UTF-8": {"1\u00a0234,5", "Mär 27", "03.2027", "Mär"},
		"es_ES": {"1.234,5", "2027-03", "2027-03", "03"}, "sv": {"1\u00a0234,5", "2027-03", "2027-03", "03"},
		"C": {"1,234.5", "Mar 27", "Mar 2027", "Mar"}, "": {"1,234.5", "Mar 27", "Mar 2027", "Mar"}, "POSIX": {"1,234.5", "Mar 27", "Mar 2027", "Mar"}, "not a locale": {"1,234.5", "Mar 27", "Mar 2027", "Mar"},
	} {
		Use(LocaleOf(code))
		m := planner.MonthOf(2027, 3)
		if got := [4]string{Number(1234.5, 1), MonthLabel(m), MonthEntry(m), MonthName(m)}; got != want {
			t.Errorf("%q writes %q, want %q", code, got, want)
		}
	}
	if got := LocaleOf("de").Sample(); got != "1.234,5 · 01.2027" {
		t.Error(got)
	}
}

// What a locale shows and edits reads back as it was, digit for digit: an edit
// that changes nothing must change nothing.
func TestLocalesReadWhatTheyWrite(t *testing.T) {
	defer Use(InUse())
	random := rand.New(rand.NewPCG(1, 2))
	for _, code := range []string{"en", "de", "fr", "ja", "de-CH", "es", "pt-BR", "sv", "pl"} {
		Use(LocaleOf(code))
		for range 3000 {
			digits := strconv.FormatFloat(random.Float64()*float64([]int{1, 10, 1000, 1e6, 1e9}[random.IntN(5)]), 'f', random.IntN(7), 64)
			if strings.Contains(digits, ".") {
				digits = strings.TrimSuffix(strings.TrimRight(digits, "0"), ".")
			}
			for _, written := range []string{Decimal(digits, -1), strings.Replace(digits, ".", Current().Decimal, 1)} {
				if a, err := Parse(written); err != nil || a.Digits != digits {
					t.Fatalf("%s: %q is %q, read as %q, %v", code, digits, written, a.Digits, err)
				}
			}
		}
		for m := NewMonth(2000, 1); m.Year() < 2100; m++ {
			for _, written := range []string{m.Entry(), m.Label(), m.Copy(), m.String()} {
				if got, err := ParseMonth(written); err != nil || got != m {
					t.Fatalf("%s: %s is %q, read as %s, %v", code, m, written, got, err)
				}
			}
		}
	}
}

// A spreadsheet set to the same locale takes what is copied for numbers and dates:
// LibreOffice reads it as it reads a paste, and writes it out again plainly.
func TestSpreadsheetTakesWhatIsCopied(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for LibreOffice; the run without the race detector does it")
	}
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed here: that it reads what is copied is NOT tested in this run")
	}
	defer Use(InUse())
	profile := t.TempDir()
	for code, language := range map[string]string{"en": "1033", "de": "1031", "fr": "1036", "ja": "1041", "sv": "1053"} {
		Use(LocaleOf(code))
		var copied []string
		for _, digits := range []string{"1234.5", "0.125", "1250", "1234567.89"} {
			copied = append(copied, strings.Replace(digits, ".", Current().Decimal, 1))
		}
		copied = append(copied, NewMonth(2027, 1).Copy(), NewMonth(2031, 11).Copy())
		dir := t.TempDir()
		in := filepath.Join(dir, "copied.csv")
		if err := os.WriteFile(in, []byte(strings.Join(copied, "\t")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		// Tab, quote, UTF-8, from row 1, any format, the language, quoted as text no, special numbers yes.
		cmd := exec.Command(office, "-env:UserInstallation=file://"+profile, "--headless", "--infilter=CSV:9,34,76,1,,"+language+",false,true",
			"--convert-to", "fods", "--outdir", dir, in)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatal(err, string(out))
		}
		read, err := os.ReadFile(filepath.Join(dir, "copied.fods"))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{`office:value="1234.5"`, `office:value="0.125"`, `office:value="1250"`, `office:value="1234567.89"`, `office:date-value="2027-01-01"`, `office:date-value="2031-11-01"`} {
			if !strings.Contains(string(read), want) {
				t.Errorf("%s: of %q the spreadsheet does not hold %s", code, copied, want)
			}
		}
	}
}
