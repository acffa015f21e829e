package scenario

import (
	"fmt"
	"strings"

	"monazite/agents/firm"
	"monazite/agents/policy"
	"monazite/configs"
	"monazite/markets"
)

// Kind explains something that a scenario can be made of.
type Kind struct {
	Sort    string   `json:"sort"` // plants, instruments or mechanisms
	Name    string   `json:"name"`
	Summary string   `json:"summary"`
	Keys    []KeyDoc `json:"keys"`
	Example string   `json:"example"` // an entry of an embedded scenario
}

// Kinds lists every kind of plant, instrument and mechanism.
func Kinds() (list []Kind) {
	for _, k := range firm.Kinds {
		list = append(list, Kind{
			Sort: "plants", Name: k.Name, Summary: k.Summary,
			Keys: append(Describe(k.Keys()), Describe(&firm.Common{})...), Example: embeddedExample("plant", k.Name),
		})
	}
	for _, k := range policy.Kinds {
		list = append(list, Kind{
			Sort: "instruments", Name: k.Name, Summary: k.Summary,
			Keys: append(Describe(k.Keys()), Describe(&policy.Common{})...), Example: embeddedExample("instrument", k.Name),
		})
	}
	for _, k := range markets.Mechanisms {
		list = append(list, Kind{Sort: "mechanisms", Name: k.Name, Summary: k.Doc})
	}
	return list
}

// FindKind gives a kind by name.
func FindKind(name string) (Kind, error) {
	var names []string
	for _, k := range Kinds() {
		if k.Name == name {
			return k, nil
		}
		names = append(names, k.Name)
	}
	err := fmt.Errorf("there is no kind %q; monazite kinds lists them", name)
	if near := Nearest(name, names); near != "" {
		err = fmt.Errorf("there is no kind %q: did you mean %q?", name, near)
	}
	return Kind{}, err
}

// embeddedExample is the first entry of a kind in an embedded scenario, as it is written there.
func embeddedExample(table, kind string) string {
	for _, name := range Embedded().Names() {
		text, err := configs.Files.ReadFile(name + ".toml")
		if err != nil {
			continue
		}
		for block := range strings.SplitSeq(string(text), "\n[[") {
			entry, rest, _ := strings.Cut(block, "]]")
			if entry != table || !hasKind(rest, kind) {
				continue
			}
			rest, _, _ = strings.Cut(rest, "\n\n")
			return "[[" + table + "]]" + rest + "\n"
		}
	}
	return ""
}

func hasKind(block, kind string) bool {
	for line := range strings.SplitSeq(block, "\n") {
		key, value, found := strings.Cut(line, "=")
		if found && strings.TrimSpace(key) == "kind" {
			value, _, _ = strings.Cut(value, "#")
			return strings.Trim(strings.TrimSpace(value), `"`) == kind
		}
	}
	return false
}
