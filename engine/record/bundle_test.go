package record

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"monazite/engine"
)

func TestBundleHoldsWhatReproduces(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "run")
	path, err := Bundle(folder, &engine.Violation{Month: 14, Invariant: "mass", Detail: "Dy in CN is off by 1 g"}, Info{
		Command: "monazite run small --seed 7", Seed: 7, Defect: "gram:2025-03",
		Texts: []Text{{Name: "embedded:small.toml", Body: []byte("name = \"small\"\n")}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(filepath.Join(path, "small.toml")); err != nil || string(text) != "name = \"small\"\n" {
		t.Errorf("scenario %q, %v", text, err)
	}
	body, err := os.ReadFile(filepath.Join(path, "bundle.json"))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]any{
		"month": "2025-03", "invariant": "mass", "seed": 7.0, "command": "MONAZITE_DEFECT=gram:2025-03 monazite run small --seed 7",
	} {
		if got[key] != want {
			t.Errorf("%s = %v, want %v", key, got[key], want)
		}
	}
}
