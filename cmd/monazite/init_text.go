package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"monazite/engine/scenario"
)

// starter writes a scenario that extends another. Sentences stand behind "# ", what may be taken into force behind "#",
// so that taking the # away from any entry, or from all, gives a scenario that can run.
type starter struct {
	doc     *scenario.Document
	base    string // the name of what is extended
	extends string // how this file calls it
	file    string
	inputs  []scenario.Input
	page    *strings.Builder
}

// Entries that are offered: the largest plants of these kinds, and these keys of the model.
var (
	offeredPlants = []string{"miner", "refiner", "metalmaker", "magnetmaker"}
	offeredModel  = []string{"event_chance", "steepness", "long_elasticity"}
)

// Most laws and uses that are offered.
const (
	offeredLaws = 3
	offeredUses = 2
)

func (s starter) text() string {
	s.page, s.inputs = &strings.Builder{}, s.doc.Inputs()
	s.say("What is different from %s; all else is as it is there (monazite show %s).", s.base, quote(s.extends))
	s.say("Values are those of now. To change one, take away the # before its entry and write yours.")
	fmt.Fprintf(s.page, "extends = %s\nname    = %s\n", scenario.Quote(s.extends), scenario.Quote(s.name()))
	s.value("", s.find("", "", "months"))
	s.section("Law", "monazite kinds instrument")
	s.newLaw()
	s.laws()
	s.section("What plants can make", "monazite kinds plant")
	for _, kind := range offeredPlants {
		s.plant(kind)
	}
	s.section("Demand", "monazite kinds use")
	s.uses()
	s.section("Behaviour", "monazite kinds model")
	header := "#[model]\n"
	for _, key := range offeredModel {
		s.value(header, s.find("model", "", key))
		header = ""
	}
	return s.page.String()
}

// name is what the scenario is called: as its file.
func (s *starter) name() string {
	name := strings.TrimSuffix(filepath.Base(s.file), ".toml")
	name = strings.Trim(strings.Map(func(r rune) rune {
		if r < 0x80 && (r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
			return r
		}
		return '-'
	}, name), "-_")
	if name == "" || len(name) > 64 {
		return s.base + "-changed"
	}
	return name
}

func (s *starter) say(format string, args ...any) {
	s.page.WriteString("# ")
	var wrapped strings.Builder
	wrap(&wrapped, fmt.Sprintf(format, args...), 0, 2)
	s.page.WriteString(strings.ReplaceAll(strings.TrimSuffix(printable(wrapped.String()), "\n"), "\n", "\n# ") + "\n")
}

func (s *starter) section(title, more string) {
	s.page.WriteString("\n# " + strings.Repeat("-", pageWidth-2) + "\n")
	s.say("%s: %s", title, more)
}

// value offers a value as it is now, behind what it means and where it comes from; before is what begins its entry.
func (s *starter) value(before string, in *scenario.Input) {
	about := in.Key + ": " + in.Doc
	if in.Table != "" {
		about += " [" + unitName(in.Unit) + "]"
	}
	if in.Quality != "" {
		about += "; " + in.Quality
	}
	s.page.WriteByte('\n')
	s.say("%s; %s", about, in.Origin)
	fmt.Fprintf(s.page, "%s#%s = %s\n", before, in.Key, in.Text())
}

// entry begins an entry.
func entry(table, id string) string {
	return fmt.Sprintf("#[[%s]]\n#id = %s\n", table, scenario.Quote(id))
}

// find looks a value up; nil where there is none.
func (s *starter) find(table, id, key string) *scenario.Input {
	i := slices.IndexFunc(s.inputs, func(in scenario.Input) bool { return in.Table == table && in.ID == id && in.Key == key })
	if i < 0 {
		return nil
	}
	return &s.inputs[i]
}

// text of a value that is one.
func (s *starter) word(table, id, key string) string {
	if in := s.find(table, id, key); in != nil {
		text, _ := in.Raw.(string)
		return text
	}
	return ""
}

// newLaw offers a copy of a law under an id of its own: of the first tariff, of which there may be many at once.
func (s *starter) newLaw() {
	id := ""
	for i := range s.inputs {
		in := &s.inputs[i]
		if in.Table != "instrument" || in.Origin == "default" || slices.Contains([]string{"quality", "source", "verified", "note"}, in.Key) {
			continue
		}
		if id == "" && s.word("instrument", in.ID, "kind") == "tariff" {
			id = in.ID
			s.page.WriteByte('\n')
			s.say("A new law has an id of its own and all its keys; this one is like %s.", id)
			s.page.WriteString(entry("instrument", "new-"+id[:min(len(id), 60)]))
		}
		if in.ID == id {
			fmt.Fprintf(s.page, "#%s = %s\n", in.Key, in.Text())
		}
	}
}

// laws offers a number of an instrument of every kind, up to some.
func (s *starter) laws() {
	var kinds []string
	for i := range s.inputs {
		in := &s.inputs[i]
		kind := s.word(in.Table, in.ID, "kind")
		if in.Table != "instrument" || !in.Counts || in.Unit == "date" || slices.Contains(kinds, kind) || strings.Contains(in.Key, ".") {
			continue
		}
		if kinds = append(kinds, kind); len(kinds) > offeredLaws {
			return
		}
		s.value(entry("instrument", in.ID), in)
	}
}

// plant offers the capacity of the largest plant of a kind.
func (s *starter) plant(kind string) {
	var largest *scenario.Input
	most := 0.0
	for i := range s.inputs {
		in := &s.inputs[i]
		if in.Table != "plant" || in.Key != "capacity" || s.word("plant", in.ID, "kind") != kind {
			continue
		}
		if size, is := in.Number(); is && size > most {
			largest, most = in, size
		}
	}
	if largest != nil {
		s.value(entry("plant", largest.ID), largest)
		s.say("This is %s, the largest of kind %s.", cmp.Or(s.word("plant", largest.ID, "name"), largest.ID), kind)
	}
}

// uses offers the growth of the first uses.
func (s *starter) uses() {
	offered := 0
	for i := range s.inputs {
		in := &s.inputs[i]
		if in.Table == "use" && in.Key == "growth" && offered < offeredUses {
			offered++
			s.value(entry("use", in.ID), in)
		}
	}
}
