package planner

import (
	"fmt"
	"slices"
	"strings"
)

// ScopeKind is the part of a scope before its colon: of which parts and
// material lines a rule speaks.
type ScopeKind string

const (
	ScopeAll         ScopeKind = "all"
	ScopeTogether    ScopeKind = "all_parts_together" // all, counted as one
	ScopeMagnets     ScopeKind = "magnets"            // every magnet part
	ScopeMaterials   ScopeKind = "materials"          // every material line
	ScopePart        ScopeKind = "part"
	ScopePrefix      ScopeKind = "part_prefix"
	ScopeApplication ScopeKind = "application"
	ScopeCriticality ScopeKind = "criticality"
	ScopeMaterial    ScopeKind = "material"
	ScopeGrade       ScopeKind = "grade"        // today's grade of a part
	ScopeFamily      ScopeKind = "grade_family" // its family: sintered NdFeB, Sm2Co17 …
)

// ScopeKinds lists every kind of scope in the order pages show them.
var ScopeKinds = []ScopeKind{ScopeAll, ScopeTogether, ScopeMagnets, ScopeMaterials, ScopePart, ScopePrefix,
	ScopeApplication, ScopeCriticality, ScopeMaterial, ScopeGrade, ScopeFamily}

// Named reports whether the kind is followed by names.
func (k ScopeKind) Named() bool {
	switch k {
	case ScopeAll, ScopeTogether, ScopeMagnets, ScopeMaterials, "":
		return false
	}
	return true
}

// ScopeOf reads the scope of a rule: its kind and the names behind it, which a
// bar separates. An empty scope is all.
func (r *Rule) ScopeOf() (ScopeKind, []string) {
	kind, value, _ := strings.Cut(r.Scope, ":")
	if kind == "" {
		return ScopeAll, nil
	}
	return ScopeKind(kind), splitList(value, "|")
}

// Covers reports whether the rule speaks of a part. Families and other names of
// a grade or material are looked up in the facts, which may be nil. An unknown
// form of scope covers nothing; validation names it.
func (r *Rule) Covers(p *Part, f *Facts) bool {
	kind, names := r.ScopeOf()
	switch kind {
	case ScopeAll, ScopeTogether:
		return true
	case ScopeMagnets:
		return !p.IsMaterial()
	case ScopeMaterials:
		return p.IsMaterial()
	case ScopePart:
		return slices.Contains(names, p.ID)
	case ScopePrefix:
		return slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(p.ID, n) })
	case ScopeApplication:
		return slices.Contains(names, p.Application)
	case ScopeCriticality:
		return slices.Contains(names, p.Criticality)
	case ScopeMaterial:
		return p.IsMaterial() && slices.ContainsFunc(names, func(n string) bool { return sameMaterial(f, n, p.Material) })
	case ScopeGrade:
		g := namer{f, map[string]string{}}
		return !p.IsMaterial() && slices.ContainsFunc(names, func(n string) bool { return g.sameGrade(n, p.Grade) })
	case ScopeFamily:
		if p.IsMaterial() || f == nil {
			return false
		}
		g, ok := f.Grade(p.Grade)
		return ok && slices.ContainsFunc(names, func(n string) bool { return NameKey(n) == NameKey(g.Family) })
	}
	return false
}

// ScopeProblem says what is wrong with the scope, or "".
func (r *Rule) ScopeProblem() string {
	kind, names := r.ScopeOf()
	if slices.Contains(ScopeKinds, kind) && kind.Named() == (len(names) > 0) {
		return ""
	}
	return fmt.Sprintf("scope %q is not one of all, all_parts_together, magnets, materials, part:ID, part_prefix:X, application:NAME, criticality:A, material:ID, grade:NAME, grade_family:NAME", r.Scope)
}
