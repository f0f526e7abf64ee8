// Package architecture holds no code, only tests of how the project is put
// together: who imports whom, and whether scripts/packages.txt names what the
// window build needs.
package architecture
