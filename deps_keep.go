//go:build tools

package main

import (
	_ "fyne.io/fyne/v2"
	_ "fyne.io/fyne/v2/app"
	_ "fyne.io/fyne/v2/container"
	_ "fyne.io/fyne/v2/dialog"
	_ "fyne.io/fyne/v2/test"
	_ "fyne.io/fyne/v2/theme"
	_ "fyne.io/fyne/v2/widget"
	_ "github.com/shopspring/decimal"
	_ "github.com/tetratelabs/wazero"
	_ "github.com/xuri/efp"
	_ "github.com/xuri/excelize/v2"
	_ "golang.org/x/image/font/opentype"
	_ "golang.org/x/image/vector"
	_ "golang.org/x/text/message"
	_ "golang.org/x/text/number"
)
