package engine_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"monazite/engine"
)

// Every reason that a phase gives is in the list, and every one in the list is given.
func TestRefusalsAreListed(t *testing.T) {
	given := map[string]bool{}
	call := regexp.MustCompile(`w\.refuse\(.*"([a-z ]+)"\)`)
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range call.FindAllSubmatch(text, -1) {
			given[string(m[1])] = true
			if !slices.Contains(engine.Refusals, string(m[1])) {
				t.Errorf("%s: %q is not in Refusals", file, m[1])
			}
		}
	}
	for _, reason := range engine.Refusals {
		if !given[reason] {
			t.Errorf("nothing is refused for %q", reason)
		}
	}
}
