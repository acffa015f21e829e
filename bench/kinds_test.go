package bench

import (
	"testing"

	"monazite/engine/scenario"
)

// Every kind explains itself: a summary, keys with a sentence each, and an example from a scenario
// that ships. Every such scenario is in order.
func TestKindsExplainThemselves(t *testing.T) {
	for _, kind := range scenario.Kinds() {
		if kind.Summary == "" {
			t.Errorf("%s has no summary", kind.Name)
		}
		if kind.Sort == "mechanisms" {
			continue
		}
		if kind.Example == "" {
			t.Errorf("%s has no example in a scenario that ships", kind.Name)
		}
		for _, key := range kind.Keys {
			if key.Doc == "" {
				t.Errorf("%s: %s has no sentence", kind.Name, key.Key)
			}
		}
		if found, err := scenario.FindKind(scenario.Kinds(), kind.Name); err != nil || found.Name != kind.Name {
			t.Errorf("monazite kinds %s: %v", kind.Name, err)
		}
	}
	if _, err := scenario.FindKind(scenario.Kinds(), "minre"); err == nil {
		t.Error("a kind that does not exist is found")
	}
	for _, name := range scenario.Embedded().Names() {
		if _, _, err := scenario.Open(name, nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
