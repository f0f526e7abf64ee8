// Package ui is what every page and dialog is made of: the theme, tooltips,
// toasts, dialogs with keys, entries for numbers and months, the searchable pick
// list, cards, chips and toolbars. Number formats are in ui/figures and colours in
// ui/palette, both free of the toolkit; ui/paint draws text and shapes into images.
//
// Once per window: w.SetContent(ui.NewLayer(w, content)). Tooltips and toasts
// appear on that layer; without it they are silently dropped, so widgets can be
// tested alone.
//
//	ui.Toast(w, ui.Notice{Text: "12 rows pasted", Tint: palette.Ok})
//	ui.Confirm(w, ui.Question{Title: "Delete?", Text: "3 offers go.", Yes: "Delete", Danger: true}, func() { … })
//	ui.ShowForm(w, ui.Form{Title: "New part", Fields: []ui.Field{{Label: "Name", Widget: name}}, Done: func() error { … }})
//	ui.Files.Open(w, ui.FileKind{Name: "Project", Extensions: []string{".remanence"}}, func(path string) { … })
//	card := ui.NewCard(ui.CardData{Title: "Landed cost", Value: "EUR 182.4 M", Tip: "EUR 182,412,345.67"})
package ui
