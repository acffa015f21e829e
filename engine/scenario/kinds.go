package scenario

import (
	"fmt"
	"slices"
	"strings"

	"monazite/agents/firm"
	"monazite/agents/policy"
	"monazite/configs"
	"monazite/markets"
)

// Kind explains something that a scenario can be made of.
type Kind struct {
	Sort        string   `json:"sort"` // plants, instruments, mechanisms or tables; studies for the tables of these
	Name        string   `json:"name"`
	Summary     string   `json:"summary"`
	Keys        []KeyDoc `json:"keys"`
	Example     string   `json:"example"` // an entry of an embedded scenario
	policy.Page          // of an instrument
}

// Kinds lists every kind of plant, instrument and mechanism, and every table.
func Kinds() (list []Kind) {
	entry := slices.DeleteFunc(Describe(&entryKeys{}), func(d KeyDoc) bool { return strings.Contains(d.Key, ".") })
	for _, k := range firm.Kinds {
		list = append(list, Kind{
			Sort: "plants", Name: k.Name, Summary: k.Summary,
			Keys: describeAll(entry[:1], []any{k.Keys(), &firm.Common{}}, entry[1:]), Example: embeddedExample("plant", k.Name),
		})
	}
	for _, k := range policy.Kinds {
		list = append(list, instrumentPage(k, entry))
	}
	for _, k := range markets.Mechanisms {
		list = append(list, Kind{Sort: "mechanisms", Name: k.Name, Summary: k.Doc})
	}
	for _, doc := range tableDocs() {
		k := Kind{Sort: "tables", Name: doc.name, Summary: doc.summary, Example: embeddedExample(doc.name, "")}
		switch {
		case doc.name == "scenario":
			k.Keys = describeAll(nil, doc.keys, nil)
		case doc.section:
			k.Keys = describeAll(nil, doc.keys, entry[2:])
		default:
			k.Keys = describeAll(entry[:1], doc.keys, entry[1:])
		}
		list = append(list, k)
	}
	return list
}

// instrumentPage explains a kind of instrument; entry are the keys of every entry.
func instrumentPage(kind policy.Kind, entry []KeyDoc) Kind {
	keys := kind.Keys()
	k := Kind{
		Sort: "instruments", Name: kind.Name, Summary: kind.Summary, Page: keys.Page(),
		Keys: describeAll(entry[:1], []any{keys, &policy.Common{}}, entry[1:]), Example: embeddedExample("instrument", kind.Name),
	}
	for i := range k.Keys {
		if k.Keys[i].Key == "tension" {
			k.Keys[i].Default = decimal(k.Tension)
		}
	}
	return k
}

// describeAll lists the keys of several structs between those that stand in every entry.
func describeAll(before []KeyDoc, dst []any, after []KeyDoc) (docs []KeyDoc) {
	docs = append(docs, before...)
	for _, one := range dst {
		docs = append(docs, Describe(one)...)
	}
	return append(docs, after...)
}

// FindKind gives one of some kinds by name.
func FindKind(kinds []Kind, name string) (Kind, error) {
	var names []string
	for _, k := range kinds {
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

// exemplary are the scenarios that examples are taken from, in this order.
var exemplary = []string{"metal", "small", "tour", "world"}

// embeddedExample is the first entry of a table, and of a kind where one is asked for, in an exemplary scenario, as it is
// written there. That of "scenario" are the keys at the top.
func embeddedExample(table, kind string) string {
	for _, name := range exemplary {
		text, err := configs.Files.ReadFile(name + ".toml")
		if err != nil {
			continue
		}
		for block := range strings.SplitSeq(string(text), "\n\n") {
			if entry := ExampleIn(block, table); entry != "" && (kind == "" || hasKind(entry, kind)) {
				return entry
			}
		}
	}
	return ""
}

// ExampleIn finds the entry of a table in lines without a blank one between them, "" where there is none.
func ExampleIn(block, table string) (entry string) {
	for line := range strings.SplitSeq(block, "\n") {
		header := strings.HasPrefix(line, "[")
		switch {
		case entry != "" && header:
			return entry
		case line == "" && entry != "": // the last of the file
			return entry
		case header && (strings.HasPrefix(line, "[["+table+"]]") || strings.HasPrefix(line, "["+table+"]")),
			table == "scenario" && entry == "" && strings.HasPrefix(line, "name "), entry != "":
			entry += line + "\n"
		}
	}
	return entry
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
