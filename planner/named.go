package planner

import (
	"fmt"
	"slices"
	"strings"
)

// NamedValue is a figure set for one name.
type NamedValue struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
}

// NamedValues are figures set in place of defaults, by name.
type NamedValues []NamedValue

// Get is the value of a name; false where the default holds.
func (n NamedValues) Get(name string) (float64, bool) {
	for _, v := range n {
		if v.Name == name {
			return v.Value, true
		}
	}
	return 0, false
}

// With is the list with another value for a name.
func (n NamedValues) With(name string, value float64) NamedValues {
	out := slices.Clone(n)
	for i := range out {
		if out[i].Name == name {
			out[i].Value = value
			return out
		}
	}
	return append(out, NamedValue{name, value})
}

// Without is the list without a name: its default holds again.
func (n NamedValues) Without(name string) NamedValues {
	return slices.DeleteFunc(slices.Clone(n), func(v NamedValue) bool { return v.Name == name })
}

// String is the list as written in the settings: site=9; supplier:Neo=6.
func (n NamedValues) String() string {
	parts := make([]string, len(n))
	for i, v := range n {
		parts[i] = v.Name + "=" + FormatNumber(v.Value)
	}
	return strings.Join(parts, "; ")
}

// ParseNamedValues reads a list as written in the settings. Values are none
// below zero. Names may hold an equals sign; the last one of an entry counts.
func ParseNamedValues(text string) (NamedValues, error) {
	var out NamedValues
	for _, part := range strings.Split(text, ";") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		at := strings.LastIndex(part, "=")
		name := strings.TrimSpace(part[:max(at, 0)])
		if name == "" {
			return nil, fmt.Errorf("%s is no name with a figure; write name=figure, several separated by semicolons", quoted(part))
		}
		v, err := ParseNumber(strings.TrimSpace(part[at+1:]))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if v < 0 {
			return nil, fmt.Errorf("%s is below zero", quoted(part))
		}
		if _, twice := out.Get(name); twice {
			return nil, fmt.Errorf("%s stands twice; write it once", quoted(name))
		}
		out = append(out, NamedValue{name, v})
	}
	return out, nil
}

// namedField is a setting that holds a list of named figures.
func namedField(name, title string, at func(*Project) *NamedValues) Field[Project] {
	return Field[Project]{Name: name, Title: title,
		Get: func(p *Project) string { return at(p).String() },
		Set: func(p *Project, s string) error {
			v, err := ParseNamedValues(s)
			if err == nil {
				*at(p) = v
			}
			return err
		}}
}

// namedFigure is one figure of a list of named figures, so that it can be edited
// apart from the others: recovery_months:site, simulation:desk_stop. "" brings the
// default back.
func namedFigure(key string) (Field[Project], bool) {
	list, name, ok := strings.Cut(key, ":")
	lists := map[string]func(*Project) *NamedValues{
		"recovery_months": func(p *Project) *NamedValues { return &p.Recovery },
		"simulation":      func(p *Project) *NamedValues { return &p.Simulation },
	}
	at := lists[list]
	if !ok || at == nil || strings.TrimSpace(name) != name || name == "" || strings.Contains(name, ";") {
		return Field[Project]{}, false
	}
	return Field[Project]{Name: key, Title: name,
		Get: func(p *Project) string {
			if v, ok := at(p).Get(name); ok {
				return FormatNumber(v)
			}
			return ""
		},
		Set: func(p *Project, s string) error {
			if strings.TrimSpace(s) == "" {
				*at(p) = orNil(at(p).Without(name))
				return nil
			}
			v, err := ParseNumber(s)
			switch {
			case err != nil:
				return err
			case v < 0:
				return fmt.Errorf("%s is below zero", quoted(s))
			}
			*at(p) = at(p).With(name, v)
			return nil
		}}, true
}
