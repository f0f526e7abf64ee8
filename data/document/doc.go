// Package document is the open project: the .remanence file on disk, the change
// being made, undo, and the plan that belongs to the inputs.
//
// The file is readable JSON, one object a line in long lists, money as decimal
// strings. The same project gives the same bytes. Fields this version does not
// know survive being opened and saved, at the top, in the project and in its
// rows. Saving writes a new file beside the old one, syncs it, keeps the old
// one as .bak and renames; whatever fails, the old file stands.
//
// A Document belongs to one goroutine, the window's. The project it hands out
// is never changed again: every change makes a new one, so that work in the
// background may keep the value it was given.
package document

// Ext is the ending of project files.
const Ext = ".remanence"

// Format is the version of the file this program writes. It reads this one and
// every older one.
const Format = 1

// App names the program in the files it writes.
var App = "Remanence"

// MaxFileSize is the largest project file opened; a plan of 500 parts and 60
// months with its results is below 20 MB.
const MaxFileSize = 200 << 20
