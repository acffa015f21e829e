package scenario

import (
	"slices"
	"strings"
	"testing"

	"monazite/agents"
)

// resolvedAgain writes a document as one file and reads it back.
func resolvedAgain(t *testing.T, d *Document, name string) *Document {
	t.Helper()
	again, ps := Load(beside{d.Resolved(name)}, "main.toml", nil)
	if err := ps.Err(); err != nil {
		t.Fatal(err)
	}
	if s := Build(again, ps); s == nil || s.Name != name {
		t.Fatalf("%s resolved is called %+v: %v", name, s, ps)
	}
	return again
}

// What is resolved says every value again with what it is worth, and nothing else.
func TestResolvedKeepsValuesAndMarks(t *testing.T) {
	sets := map[string][]string{"world": {"plant.D01.composition.Tb=0.04 %", "months=24", "company.china-re.owners.CN=90 %", "company.china-re.owners.public=10 %"}}
	for _, name := range Embedded().Names() {
		_, d, err := Open(name, sets[name])
		if err != nil {
			t.Fatal(err)
		}
		got, want := facts(resolvedAgain(t, d, d.Top.Values["name"].Raw.(string))), facts(d)
		sameFacts(t, got, want)
	}
}

// sameFacts compares facts and tells the first that differs.
func sameFacts(t *testing.T, got, want []string) {
	t.Helper()
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("got\n%s\nwant\n%s", got[i], want[i])
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%d values, want %d", len(got), len(want))
	}
}

// facts are the values of a document and their marks, without the name, which may be that of a file, and without the keys that are marks, since those of a row may become
// those of its entry.
func facts(d *Document) (list []string) {
	for _, in := range d.Inputs() {
		if !slices.Contains(markKeys, in.Key) && in.Path() != "name" {
			mark := in.Mark
			if !in.Counts { // a text that nobody judged takes the mark of its entry
				mark = Mark{}
			}
			list = append(list, strings.Join([]string{in.Path(), in.Text(), in.Unit, mark.Quality, mark.Source, mark.Verified, mark.Note}, " | "))
		}
	}
	return list
}

// Texts and keys that TOML must quote come back as they were.
func TestTextsComeBack(t *testing.T) {
	for _, text := range []string{"", `a "b" \ 'c'`, "tab\tline\nreturn\rend", "\x1b[31m\x07\x7f\u200b\u202e", "öl 稀土 \U000E0001", "{a = 1}", "[1]", "true", "12"} {
		data, _, ok := decodeTOML(SourceFile{Text: []byte("x = " + Quote(text))}, &Problems{})
		if !ok || data["x"] != text {
			t.Errorf("%q written as %s comes back as %q", text, Quote(text), data["x"])
		}
	}
	for _, key := range []string{"a", "a b", "a.b", `say "no"`, "it's", "ö"} {
		data, _, ok := decodeTOML(SourceFile{Text: []byte(quoteKey(key) + " = 1")}, &Problems{})
		if !ok || data[key] != int64(1) {
			t.Errorf("%q written as %s comes back as %v", key, quoteKey(key), data)
		}
	}
}

// A change keeps what was before, with its place; what stands around the change keeps its own.
func TestChangesAreRemembered(t *testing.T) {
	_, d, err := Open("world", []string{"plant.D01.composition.Tb=0.04 %", "plant.D10.output=28 kt/yr"})
	if err != nil {
		t.Fatal(err)
	}
	inputs := d.Inputs()
	for path, want := range map[string]string{
		"plant.D10.output":         `"28 kt/yr" --set plant.D10.output unmarked <- "27500 t/yr" embedded:data/calibration.csv:2 estimate <- "13000 t/yr" embedded:data/miners.csv:11 reported`,
		"plant.D01.composition.Tb": `"0.04 %" --set plant.D01.composition.Tb unmarked <- "0.05 %" embedded:data/calibration.csv:7 estimate <- "0.1 %" embedded:data/deposits.csv:2 reported`,
		"plant.D01.composition.Dy": `"0.1 %" embedded:data/deposits.csv:2 reported`,
		"plant.D07.reserves":       `"1000000 t" embedded:data/calibration.csv:18 estimate`,
		"plant.D01.ramp":           `"0 months" default unmarked`,
		"use.ev.breakthrough":      `true embedded:world.toml:`,
		"plant.D01.segment":        ` not set unmarked`,
		"opening.magnet_duty":      `"2 %" embedded:world.toml:13 derived`,
	} {
		s, err := d.Select(inputs, path)
		if err != nil || len(s.Inputs) != 1 {
			t.Errorf("%s: %d values, %v", path, len(s.Inputs), err)
			continue
		}
		in := &s.Inputs[0]
		got := in.Text() + " " + in.Origin + " " + in.QualityName()
		for _, was := range in.Was {
			got += " <- " + was.Text() + " " + was.Origin + " " + or(was.Quality, "unmarked")
		}
		if !strings.HasPrefix(got, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", path, got, want)
		}
	}
}

// The world is marked throughout: nobody has to guess which of its numbers are guesses.
func TestWorldIsMarked(t *testing.T) {
	_, d, err := Open("world", nil)
	if err != nil {
		t.Fatal(err)
	}
	inputs, counted := d.Inputs(), 0
	for i := range inputs {
		if in := &inputs[i]; in.Counts {
			if counted++; in.Quality == "" {
				t.Errorf("%s = %s (%s) has no quality", in.Path(), in.Text(), in.Origin)
			}
		}
	}
	sum := 0
	for _, tally := range Tallies(inputs) {
		for _, n := range tally.Quality {
			sum += n
		}
		if tally.Doc == "" && tally.Table != "plant" && tally.Table != "instrument" || tally.Unit == "" {
			t.Errorf("%s.%s has no sentence or unit", tally.Table, tally.Key)
		}
	}
	if sum != counted || counted < 2000 {
		t.Errorf("%d values in the tallies, %d counted", sum, counted)
	}
}

func TestSelectSuggests(t *testing.T) {
	_, d, err := Open("small", nil)
	if err != nil {
		t.Fatal(err)
	}
	inputs := d.Inputs()
	for path, want := range map[string]string{
		"plnt":                     `there is no table or key "plnt"; did you mean "plant"?`,
		"plnt.cn-rock":             `there is no table "plnt"; did you mean "plant"?`,
		"moths":                    `there is no table or key "moths"; did you mean "months"?`,
		"plant.cn-rok":             `plant has no "cn-rok"; did you mean "cn-rock"?`,
		"plant.cn-rock.capcity":    `plant cn-rock has no key "capcity"; did you mean "capacity"?`,
		"model.stepness":           `model has no key "stepness"; did you mean "steepness"?`,
		"region.XX":                `region has no "XX"; there are CN, US`,
		"import":                   `there is no table or key "import"`,
		"plant.cn-rock.capacity.x": `plant cn-rock has no key "capacity.x"`,
		"":                         `there is no table ""`,
	} {
		if _, err := d.Select(inputs, path); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", path, err, want)
		}
	}
	for path, want := range map[string]int{"shock": 0, "months": 1, "plant.cn-rock.composition": 5, "model": len(Describe(&agents.Model{})), "plant.cn-rock.composition.La": 1} {
		if s, err := d.Select(inputs, path); err != nil || len(s.Inputs) != want {
			t.Errorf("%s: %d values, want %d; %v", path, len(s.Inputs), want, err)
		}
	}
}
