package workbook

import (
	"bytes"
	"encoding/xml"
	"sort"

	"github.com/xuri/excelize/v2"
)

// properties writes the document's title and date. The library's own call
// leaves elements without their prefix, and exceljs then refuses the file, so
// the part is written here. No user name and no path of the machine enters.
func properties(f *excelize.File, name, description, asOf string) error {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	b.WriteString(`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"` +
		` xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	element := func(tag, s string) {
		b.WriteString("<" + tag + ">")
		_ = xml.EscapeText(&b, []byte(clean(s)))
		b.WriteString("</" + tag + ">")
	}
	element("dc:title", name)
	element("dc:creator", "Remanence")
	element("dc:description", description)
	if _, ok := dateSerial(asOf); ok {
		for _, tag := range []string{"dcterms:created", "dcterms:modified"} {
			b.WriteString("<" + tag + ` xsi:type="dcterms:W3CDTF">` + asOf + "T00:00:00Z</" + tag + ">")
		}
	}
	b.WriteString("</cp:coreProperties>")
	f.Pkg.Store("docProps/core.xml", b.Bytes())
	return f.SetAppProps(&excelize.AppProperties{Application: "Remanence"})
}

// identify names the project, the plan and the inputs it was made from, so that a
// program can tell which plan a file holds.
func identify(f *excelize.File, b *book) error {
	for _, x := range []struct{ name, value string }{
		{"RemanenceProject", b.p.Name}, {"RemanenceScenario", b.o.Scenario}, {"RemanencePlan", b.plan.Name},
		{"RemanencePlanDigest", b.plan.Digest}, {"RemanenceInputsDigest", b.o.Digest}, {"RemanenceVersion", b.o.AppVersion},
	} {
		if x.value == "" {
			continue
		}
		if err := f.SetCustomProps(excelize.CustomProperty{Name: x.name, Value: clean(x.value)}); err != nil {
			return err
		}
	}
	return nil
}

// settle puts the one list the library leaves in the order of a map in order.
func settle(f *excelize.File) {
	if f.ContentTypes == nil {
		return
	}
	d := f.ContentTypes.Defaults
	sort.Slice(d, func(i, j int) bool { return d[i].Extension < d[j].Extension })
}
