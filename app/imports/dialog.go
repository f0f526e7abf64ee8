package imports

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"remanence/app/grid"
	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/data/sheets"
	"remanence/data/sheets/book"
)

// quickRows is how many rows are previewed at once, within a frame's patience;
// more are read in the background.
const quickRows = 1500

// dialog shows a flow: the table, the questions, the rows and the columns.
type dialog struct {
	host *Imports
	flow *Flow
	box  *ui.Dialog
	task *session.Task

	tables, kinds, modes, filter *ui.Pick
	hidden                       *ui.Tick
	asks                         *fyne.Container
	outer, bar                   *fyne.Container // laid out again when what they hold changes its size
	rows                         *Rows
	grid                         *grid.Grid
	columns                      *grid.Grid
	tabs                         *container.AppTabs
	chip                         *ui.Chip
	about                        *widget.Label
	takeRow, leaveRow, notes     *ui.Button
}

// show opens the dialog over the window.
func (x *Imports) show(f *Flow) *dialog {
	d := &dialog{host: x, flow: f, rows: &Rows{flow: f}}
	d.build()
	size := x.win.Canvas().Size()
	content := container.New(fixedSize{fyne.NewSize(max(700, size.Width-90), max(360, size.Height-150))}, d.layout())
	d.box = ui.ShowDialog(x.win, tr.F("Import %s", own(f.Book.Name)), content, 0,
		ui.Choice{Text: tr.T("Cancel"), Cancel: true, Do: func() bool { d.task.Cancel(); x.closed(f); return true }},
		ui.Choice{Text: tr.T("Import the good rows"), Default: true, Do: d.apply})
	d.box.OnClose = x.next
	d.read()
	return d
}

// fixedSize gives its one object a least size.
type fixedSize struct{ size fyne.Size }

func (l fixedSize) MinSize([]fyne.CanvasObject) fyne.Size { return l.size }
func (l fixedSize) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

func (d *dialog) build() {
	f := d.flow
	d.tables = ui.NewPick(d.tableOptions(), func(id string) {
		if i, err := strconv.Atoi(id); err == nil {
			f.ChooseTable(i)
			d.restart()
		}
	})
	d.tables.SetSelected(strconv.Itoa(slices.Index(f.Tables, f.Table)))
	var kinds []ui.Option
	for _, k := range sheets.Kinds {
		kinds = append(kinds, ui.Option{ID: string(k), Label: own(k.Title())})
	}
	d.kinds = ui.NewPick(kinds, func(id string) {
		f.ChooseKind(sheets.Kind(id))
		d.restart()
	})
	d.modes = ui.NewPick([]ui.Option{
		{ID: string(sheets.Update), Label: tr.T("Update and add")}, {ID: string(sheets.Append), Label: tr.T("Only add new rows")}, {ID: string(sheets.Replace), Label: tr.T("Replace what is there")},
	}, func(id string) {
		f.Mode = sheets.Mode(id)
		d.read()
	})
	d.filter = ui.NewPick([]ui.Option{{ID: "all", Label: tr.T("All rows")}, {ID: string(sheets.Waits), Label: tr.T("Rows with a question")}, {ID: string(sheets.Refused), Label: tr.T("Refused rows")}, {ID: string(sheets.Good), Label: tr.T("Good rows")}}, func(id string) {
		if id == "all" {
			id = ""
		}
		d.rows.Only = sheets.Status(id)
		d.rows.Reload()
		d.grid.Refresh()
		d.selected(0)
	})
	d.filter.SetSelected("all")
	d.hidden = ui.NewTick(tr.T("Hidden rows"), func(on bool) {
		f.Mapping.Hidden = on
		d.read()
	})
	d.asks = container.NewVBox()
	d.grid = grid.New(d.rows)
	d.grid.FrozenColumns, d.grid.RowNumbers, d.grid.EmptyText = 2, false, tr.T("No rows of this kind.")
	d.grid.KeepOrder = true
	d.grid.OnSelected = func(row, _ int) { d.selected(row) }
	d.rows.Changed = d.read
	columns := &Columns{flow: f, Changed: d.read}
	d.columns = grid.New(columns)
	d.columns.FrozenColumns, d.columns.RowNumbers, d.columns.KeepOrder = 1, false, true
	d.chip = ui.NewChip(palette.Neutral, tr.T("reading …"))
	d.notes = ui.NewButton("", nil, tr.T("What was not read or was assumed, with its place"), func() {
		ui.ShowLong(d.host.win, tr.T("Notes on the table"), notesText(d.flow.Result))
	})
	d.notes.Hide()
	d.about = widget.NewLabel("")
	d.about.Wrapping = fyne.TextWrapWord
	d.takeRow = ui.NewButton(tr.T("Take the row"), nil, tr.T("Let the selected rows come in although they raise questions"), func() { d.decide(f.Accept) })
	d.leaveRow = ui.NewButton(tr.T("Leave it out"), nil, tr.T("Keep the selected rows out of this import"), func() { d.decide(f.Leave) })
}

func (d *dialog) tableOptions() []ui.Option {
	var out []ui.Option
	for i, t := range d.flow.Tables {
		out = append(out, ui.Option{ID: strconv.Itoa(i), Label: d.flow.Where(t), Detail: tr.N(t.Rows(), "%s row", "%s rows")})
	}
	return out
}

func (d *dialog) layout() fyne.CanvasObject {
	labelled := func(text string, o fyne.CanvasObject, width float32) fyne.CanvasObject {
		l := widget.NewLabel(text)
		return container.NewHBox(l, container.New(fixedSize{fyne.NewSize(width, o.MinSize().Height)}, o))
	}
	head := container.NewHBox(labelled(tr.T("Table"), d.tables, 330), labelled(tr.T("holds@@table"), d.kinds, 190), labelled(tr.T("and@@mode"), d.modes, 190), layout.NewSpacer(), d.hidden)
	buttons := container.NewVBox(container.NewHBox(d.takeRow, d.leaveRow))
	below := container.NewBorder(nil, nil, nil, buttons, d.about)
	d.bar = container.NewHBox(container.New(fixedSize{fyne.NewSize(190, d.filter.MinSize().Height)}, d.filter), d.chip, d.notes)
	preview := container.NewBorder(d.bar, container.New(fixedSize{fyne.NewSize(0, 62)}, below), nil, nil, d.grid)
	d.tabs = container.NewAppTabs(container.NewTabItem(tr.T("Rows"), preview), container.NewTabItem(tr.T("Columns"), d.columns))
	d.outer = container.NewBorder(container.NewVBox(head, d.asks), nil, nil, nil, d.tabs)
	return d.outer
}

// restart shows another table or kind.
func (d *dialog) restart() {
	d.hidden.Checked = d.flow.Mapping.Hidden
	d.hidden.Refresh()
	d.read()
}

// read previews again: at once when it is quick, else in the background.
func (d *dialog) read() {
	d.task.Cancel()
	f := d.flow
	q, e := f.request(), f.env()
	if f.Table.Rows() <= quickRows {
		if err := f.Read(context.Background()); err != nil {
			d.host.fail(tr.T("The table could not be read."), err)
			return
		}
		d.refresh()
		return
	}
	d.chip.Set(palette.Info, tr.N(f.Table.Rows(), "reading %s row …", "reading %s rows …"))
	d.task = session.Work(d.host.session, func(ctx context.Context, tell func(preview)) error {
		p, err := f.run(ctx, e, q)
		if err == nil {
			tell(p)
		}
		return err
	}, func(p preview) {
		f.take(p)
		d.refresh()
	}, func(err error) {
		if err != nil {
			d.host.fail(tr.T("The table could not be read."), err)
		}
	})
}

// refresh shows the result.
func (d *dialog) refresh() {
	f := d.flow
	d.kinds.SetSelected(string(f.Mapping.Kind))
	d.modes.SetSelected(string(f.Mode))
	d.rows.Reload()
	d.grid.Refresh()
	d.columns.Refresh()
	d.ask()
	tint := palette.Ok
	switch {
	case f.Result.Refused > 0:
		tint = palette.Bad
	case f.Result.Waiting > 0 || len(f.Questions) > 0:
		tint = palette.Warn
	}
	if f.partial {
		tint = palette.Info
	}
	d.chip.Set(tint, f.Summary())
	if n := len(f.Result.Notes); n > 0 {
		d.notes.SetText(tr.N(n, "%s note on the table …", "%s notes on the table …"))
		d.notes.Show()
	} else {
		d.notes.Hide()
	}
	d.bar.Refresh()
	row, _ := d.grid.Active()
	d.selected(row)
}

// complete shows the whole file where only its first rows stood.
func (d *dialog) complete(b *book.Book) {
	if d.box == nil || !d.box.IsOpen() {
		return
	}
	d.flow.Complete(b)
	d.tables.SetOptions(d.tableOptions())
	d.tables.SetSelected(strconv.Itoa(slices.Index(d.flow.Tables, d.flow.Table)))
	d.read()
}

// ask shows the questions, the first three; the others follow as these are
// answered.
func (d *dialog) ask() {
	var lines []fyne.CanvasObject
	for i, q := range d.flow.Questions {
		if i == 3 {
			more := widget.NewLabel(tr.N(len(d.flow.Questions)-3, "… and %s more question.", "… and %s more questions."))
			more.Importance = widget.LowImportance
			lines = append(lines, more)
			break
		}
		lines = append(lines, d.question(q))
	}
	d.asks.Objects = lines
	d.outer.Refresh()
}

func (d *dialog) question(q sheets.Question) fyne.CanvasObject {
	text := widget.NewLabel(own(q.Text))
	text.Wrapping = fyne.TextWrapWord
	answer := func(value string) {
		d.flow.Mapping.Answer(d.flow.Table, q.Key, value)
		d.read()
	}
	var field fyne.CanvasObject
	if len(q.Options) > 0 {
		var options []ui.Option
		pick := ui.NewPick(nil, answer)
		pick.PlaceHolder = tr.T("answer …")
		for _, o := range q.Options {
			options = append(options, ui.Option{ID: o.Value, Label: own(o.Label)})
			if o.Value == q.Value && q.Value != "" {
				pick.PlaceHolder = own(o.Label) + "?"
			}
		}
		pick.Options = options
		field = pick
	} else {
		entry := ui.NewEntry(tr.T("answer"))
		entry.OnSubmitted = answer
		field = entry
	}
	return container.NewBorder(nil, nil, nil, container.New(fixedSize{fyne.NewSize(250, field.MinSize().Height)}, field), text)
}

// selected tells what is wrong with a row.
func (d *dialog) selected(row int) {
	r := d.rows.Row(row)
	d.takeRow.Disable()
	d.leaveRow.Disable()
	switch {
	case r == nil:
		d.about.SetText(firstLines(notesText(d.flow.Result), 3))
		return
	case r.Status == sheets.Waits:
		d.takeRow.Enable()
	}
	if r.Status != sheets.Dropped {
		d.leaveRow.Enable()
	}
	text := problemText(r)
	if text == "" {
		text = diffText(r)
	}
	if text == "" {
		text = notesText(d.flow.Result)
	}
	d.about.SetText(firstLines(text, 3))
}

func firstLines(s string, n int) string {
	for i := range s {
		if s[i] == '\n' {
			if n--; n == 0 {
				return s[:i] + " …"
			}
		}
	}
	return s
}

func notesText(r *sheets.Result) string {
	if r == nil {
		return ""
	}
	text := ""
	for _, p := range r.Notes {
		if p.Place != "" {
			text += words.Capital(own(p.Place)) + ": "
		}
		text += sentence(p) + "\n"
	}
	return text
}

func (d *dialog) decide(what func(rows ...int)) {
	span := d.grid.Selection()
	var rows []int
	for i := span.Top; i <= span.Bottom && i < len(d.rows.shown); i++ {
		rows = append(rows, d.rows.shown[i])
	}
	if len(rows) > 0 {
		what(rows...)
		d.read()
	}
}

// apply makes the change; false keeps the dialog open.
func (d *dialog) apply() bool {
	f := d.flow
	if d.task.Running() || f.partial || f.Result == nil {
		return false
	}
	if len(f.Result.Edits) == 0 {
		ui.ShowInfo(d.host.win, tr.T("Nothing to import"), tr.F("No row changes the project: %s.", f.Summary()))
		return false
	}
	behind, applied := false, false
	d.task = d.host.session.ApplyBehind(own(f.Result.Name), f.Result.Edits, func(err error) {
		if err != nil {
			d.host.fail(tr.T("The rows could not be imported; nothing was changed."), err)
			if behind {
				d.refresh()
			}
			return
		}
		applied = true
		good := f.Result.New + f.Result.Changed
		f.Imported()
		if behind {
			d.box.Close()
		}
		d.host.finished(f, good)
	})
	if behind = d.task.Running(); behind {
		d.chip.Set(palette.Info, tr.N(len(f.Result.Rows), "importing %s row …", "importing %s rows …"))
	}
	return applied
}

func imported(good, waiting int) string {
	text := tr.N(good, "Imported %s row.", "Imported %s rows.")
	if waiting > 0 {
		text += " " + tr.N(waiting, "%s row waits: File, Rows that wait.", "%s rows wait: File, Rows that wait.")
	}
	return text
}
