// Package scenario applies what-ifs to a project and compares what they do: a
// scenario is a named list of edits, rule switches and a shock over one base,
// never a copy of it.
package scenario
