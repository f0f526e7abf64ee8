package onscreen

import (
	"reflect"
	"unsafe"

	"fyne.io/fyne/v2"
)

// menuBar is the menu over the content, nil when the window has none. The driver
// keeps it to itself.
func menuBar(c fyne.Canvas) fyne.CanvasObject {
	v := reflect.ValueOf(c)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return nil
	}
	f := v.Elem().FieldByName("menu")
	if !f.IsValid() || f.Type() != reflect.TypeFor[fyne.CanvasObject]() || f.IsNil() {
		return nil
	}
	return *(*fyne.CanvasObject)(unsafe.Pointer(f.UnsafeAddr()))
}
