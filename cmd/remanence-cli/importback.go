package main

import (
	"context"
	"encoding/json"
	"fmt"

	"remanence/data/document"
	"remanence/data/workbook"
)

// comesBack reads a finance workbook of the app into the project it was made
// from: what its blue cells say differently, as one change.
func (o *sheetImport) comesBack(ctx context.Context, c *call, in *input, file string) error {
	back, err := workbook.ReadBack(ctx, file, in.project())
	if err != nil {
		return err
	}
	meanwhile := back.Digest != "" && back.Digest != in.doc.Digest()
	if o.json {
		type line struct {
			Place  string `json:"place"`
			Cell   string `json:"cell"`
			What   string `json:"what"`
			Before string `json:"before"`
			After  string `json:"after"`
		}
		lines := make([]line, len(back.Lines))
		for i, x := range back.Lines {
			lines[i] = line{x.Place, back.Edits[i].What, x.What, x.Before, x.After}
		}
		e := json.NewEncoder(c.out)
		e.SetIndent("", "  ")
		if err := e.Encode(map[string]any{"compared": back.Cells, "changes": lines, "refused": len(back.Refused), "absent": len(back.Absent), "open": len(back.Open), "project_changed_since": meanwhile}); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(c.out, "A finance workbook of this app: %s compared, %s changed.\n", count(back.Cells, "input cell"), count(len(back.Lines), "cell"))
		if meanwhile && len(back.Lines) > 0 {
			fmt.Fprintln(c.out, workbook.ChangedMeanwhile)
		}
		for _, x := range back.Lines {
			fmt.Fprintf(c.out, "  %s: %s: %s → %s\n", x.Place, x.What, orBlank(x.Before), orBlank(x.After))
		}
	}
	printProblems(c.err, back.Refused)
	printProblems(c.err, back.Open)
	printProblems(c.err, back.Absent)
	printProblems(c.err, back.AwardsTypedOver(in.doc.Plan()))
	if len(back.Edits) > 0 && !o.preview {
		if err := in.doc.Apply(document.Change{Name: "Workbook read back", Edits: back.Edits}); err != nil {
			return err
		}
		out := o.into
		if o.out != "" {
			out = o.out
		}
		if err := in.doc.Save(out); err != nil {
			return err
		}
		if !o.json {
			fmt.Fprintf(c.out, "Saved in %s. The plan in it is out of date until you plan again.\n", out)
		}
	}
	if n := len(back.Refused); n > 0 {
		return fmt.Errorf("%s not taken over", count(n, "changed cell"))
	}
	return nil
}

func orBlank(s string) string {
	if s == "" {
		return "(blank)"
	}
	return s
}
