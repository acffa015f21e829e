package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"monazite/engine/scenario"
)

// begun starts a scenario with init and gives its text.
func begun(t *testing.T, dir, file, from string) string {
	t.Helper()
	out, errs, code := call(t, dir, nil, "init", file, "--from", from)
	if code != 0 || errs != "" || !strings.Contains(out, "monazite run "+file) {
		t.Fatalf("init %s --from %s: exit %d, %q, %s", file, from, code, out, errs)
	}
	text, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// offers splits a text into what init offers: entries and keys behind a # without a blank, and what stands around them.
func offers(text string) (list []string) {
	offer := ""
	for line := range strings.SplitSeq(text+"\n", "\n") {
		code, offered := strings.CutPrefix(line, "#")
		if offered && code != "" && code[0] != ' ' {
			offer += code + "\n"
		} else if offer != "" {
			list = append(list, offer)
			offer = ""
		}
	}
	return list
}

// What init writes runs as it is, to the results of what it extends; so does every change that it offers, and all at once.
func TestInit(t *testing.T) {
	for _, name := range scenario.Embedded().Names() {
		dir := t.TempDir()
		text := begun(t, dir, "mine.toml", name)
		for line := range strings.SplitSeq(text, "\n") {
			if strings.HasPrefix(line, "# ") && len([]rune(line)) > 81 {
				t.Errorf("more than 80 columns: %q", line)
			}
		}
		head := "extends = \"" + name + "\"\nname    = \"mine\"\n"
		if !strings.Contains(text, head) {
			t.Errorf("%s: no head in %s", name, text)
		}
		args := []string{"check", "mine.toml"}
		write := func(file, body string) {
			if err := os.WriteFile(filepath.Join(dir, file), []byte(body), 0o600); err != nil {
				t.Fatal(err)
			}
			args = append(args, file)
		}
		list := offers(text)
		model := ""
		for i, offer := range list {
			if strings.HasPrefix(offer, "[model]") {
				model = "[model]\n"
			} else if !strings.HasPrefix(offer, "[") {
				offer = model + offer
			}
			write("offer"+string(rune('a'+i))+".toml", head+offer)
		}
		write("all.toml", head+strings.Join(list, ""))
		out, errs, code := call(t, dir, nil, args...)
		if code != 0 || len(list) < 9 {
			t.Errorf("%s: %d offers, exit %d: %s\n%s", name, len(list), code, errs, out)
		}
		call(t, dir, nil, "run", name, "--months", "6", "--quiet", "-o", "base")
		if out, errs, code := call(t, dir, nil, "run", "mine.toml", "--months", "6", "--quiet", "-o", "mine"); code != 0 || !strings.HasPrefix(out, "mine, seed 1") {
			t.Errorf("%s: exit %d, %s %s", name, code, out, errs)
		}
		base, _ := os.ReadFile(filepath.Join(dir, "base", "prices.parquet"))
		mine, err := os.ReadFile(filepath.Join(dir, "mine", "prices.parquet"))
		if err != nil || string(base) != string(mine) {
			t.Errorf("%s: other prices: %v", name, err)
		}
	}
}

// A diff says what is now, with its unit, mark and place; and finds what it extends from where it stands.
func TestInitSaysWhatIs(t *testing.T) {
	dir := t.TempDir()
	text := begun(t, dir, "mine.toml", "world")
	for _, want := range []string{
		"# capacity: nameplate, in the good that the kind counts in [t/yr]; estimate;\n# embedded:data/calibration.csv:10\n#[[plant]]\n#id = \"D01\"\n#capacity = \"216947.5 t/yr\"\n",
		"#[model]\n#event_chance = \"5 %\"\n", "#[[use]]\n#id = \"ev\"\n#growth = [\"15.011 %/yr\"", "#id = \"new-cn-tariff-magnets\"\n#kind = \"tariff\"\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "variants"), 0o700); err != nil {
		t.Fatal(err)
	}
	if text := begun(t, dir, filepath.Join("variants", "2-of+it.toml"), "mine.toml"); !strings.Contains(text, "extends = \"../mine.toml\"\nname    = \"2-of-it\"\n") {
		t.Errorf("got %s", text)
	}
}
