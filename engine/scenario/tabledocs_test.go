package scenario

import (
	"slices"
	"testing"
)

// Every table that a scenario may contain is explained, and no other.
func TestEveryTableIsExplained(t *testing.T) {
	explained := []string{}
	for _, doc := range tableDocs() {
		explained = append(explained, doc.name)
		if doc.summary == "" {
			t.Errorf("%s has no summary", doc.name)
		}
		known := vocabularies{}.of(&Entry{Table: doc.name, Values: map[string]Value{}})
		for key, m := range known.keys {
			if m.doc == "" || m.Type == nil {
				t.Errorf("%s.%s has no sentence", doc.name, key)
			}
		}
	}
	if want := append([]string{"scenario"}, tables...); !slices.Equal(explained, want) {
		t.Errorf("explained are %v, want %v", explained, want)
	}
}

// A listing shows keys that exist.
func TestListedColumnsAreKeys(t *testing.T) {
	_, d, err := Open("tour", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range d.Names {
		columns, rows := d.Listing(table)
		if len(rows) != len(d.Tables[table]) || len(columns) < 2 && table != "model" && table != "opening" && table != "region" {
			t.Errorf("%s: columns %v, %d rows", table, columns, len(rows))
		}
		for _, row := range rows {
			if len(row) != len(columns) {
				t.Errorf("%s: %v under %v", table, row, columns)
			}
		}
	}
}

// A key that is counted has one unit in a table, so that dictionary.csv names it once.
func TestTalliesNameKeysOnce(t *testing.T) {
	for _, name := range Embedded().Names() {
		_, d, err := Open(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[[2]string]bool{}
		for _, tally := range Tallies(d.Inputs()) {
			id := [2]string{tally.Table, tally.Key}
			if seen[id] {
				t.Errorf("%s: %v has two units", name, id)
			}
			seen[id] = true
		}
	}
}
