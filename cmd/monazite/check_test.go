package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A law that has the id of another's changes it: check says so, once, and it is no problem.
func TestCheckNotesChangedInstruments(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("base.toml", "extends = \"small\"\n[[instrument]]\nid = \"mine\"\nkind = \"tariff\"\ngovernment = \"US\"\nfrom = [\"CN\"]\nto = [\"US\"]\ngoods = [\"oxide\"]\nrate = \"5 %\"\n")
	write("again.toml", "extends = \"base.toml\"\n[[instrument]]\nid = \"mine\"\nrate = \"7 %\"\nstart = \"2026-01\"\n[[plant]]\nid = \"cn-rock\"\ncost = \"3 USD/kg\"\n")
	write("bad.toml", "extends = \"small\"\n[[instrument]]\nid = \"us-duty\"\nrte = \"7 %\"\n[[instrument]]\nid = \"cn-vat\"\nremove = true\n")
	note := "again.toml:2 instrument \"mine\" changes the entry of base (base.toml:2): rate, start"
	out, errs, code := call(t, dir, nil, "check", "base.toml", "again.toml")
	if want := "base.toml: ok\nnote: " + note + "\nagain.toml: ok\n"; code != 0 || errs != "" || out != want {
		t.Errorf("exit %d, stderr %q, got\n%swant\n%s", code, errs, out, want)
	}
	out, _, code = call(t, dir, nil, "check", "bad.toml")
	if want := "note: bad.toml:2 instrument \"us-duty\" changes the entry of small (embedded:small.toml:"; code != exitBadInput || !strings.HasPrefix(out, want) || strings.Count(out, "note:") != 1 {
		t.Errorf("exit %d, got\n%s", code, out)
	}
	out, _, _ = call(t, dir, nil, "check", "--json", "again.toml")
	var object struct{ Files []checked }
	if err := json.Unmarshal([]byte(out), &object); err != nil || !slices.Equal(object.Files[0].Notes, []string{note}) || !object.Files[0].OK {
		t.Errorf("%v: %s", err, out)
	}
	if out, _, _ := call(t, dir, nil, "run", "again.toml", "--months", "1", "--quiet"); strings.Contains(out, "note:") {
		t.Errorf("a run tells notes: %s", out)
	}
}
