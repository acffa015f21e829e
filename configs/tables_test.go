package configs

import (
	"encoding/csv"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// row is one row of a table by column name.
type row map[string]string

// read loads one table of data/.
func read(t *testing.T, name string) []row {
	t.Helper()
	f, err := Files.Open("data/" + name + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cells, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	rows := make([]row, len(cells)-1)
	for i, line := range cells[1:] {
		rows[i] = row{}
		for j, column := range cells[0] {
			rows[i][column] = line[j]
		}
	}
	return rows
}

// number reads a cell; an empty one is 0.
func number(t *testing.T, r row, column string) float64 {
	t.Helper()
	text, has := r[column]
	if !has {
		t.Fatalf("no column %s in %v", column, r)
	}
	return parse(t, text)
}

func parse(t *testing.T, text string) float64 {
	t.Helper()
	if text == "" {
		return 0
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// quantities reads a cell such as {"SEGH" = "5930 t/yr"}.
func quantities(t *testing.T, cell string) map[string]float64 {
	t.Helper()
	var v struct{ V map[string]string }
	if _, err := toml.Decode("v = "+cell, &v); cell != "" && err != nil {
		t.Fatalf("%s: %v", cell, err)
	}
	amounts := map[string]float64{}
	for name, text := range v.V {
		amounts[name] = parse(t, strings.TrimSuffix(text, " t/yr"))
	}
	return amounts
}

// names reads a cell such as ["SWARF", "EOL"].
func names(t *testing.T, cell string) []string {
	t.Helper()
	var v struct{ V []string }
	if _, err := toml.Decode("v = "+cell, &v); err != nil {
		t.Fatalf("%s: %v", cell, err)
	}
	return v.V
}

// ids indexes a table by id.
func ids(rows []row) map[string]row {
	index := map[string]row{}
	for _, r := range rows {
		index[r["id"]] = r
	}
	return index
}

func TestEveryRowSaysWhereItComesFrom(t *testing.T) {
	files, err := fs.Glob(Files, "data/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(file, "data/"), ".csv")
		for i, r := range read(t, name) {
			if !slices.Contains([]string{"reported", "derived", "estimate"}, r["quality"]) {
				t.Errorf("%s, row %d: quality %q", name, i+2, r["quality"])
			}
			if r["source"]+r["note"]+r["reason"] == "" {
				t.Errorf("%s, row %d: neither source nor note", name, i+2)
			}
			verified, has := r["verified"]
			if has && !slices.Contains([]string{"seen", "recalled", "n/a"}, verified) {
				t.Errorf("%s, row %d: verified %q", name, i+2, verified)
			}
		}
	}
}

func TestIDsAreUniqueAndDetailsMatchTheirPlants(t *testing.T) {
	plants := map[string]string{}
	for _, table := range []string{
		"deposits", "mines_added", "separation_plants", "magnet_makers", "smco_makers", "offtakers", "oxide_users", "recyclers", "collectors",
	} {
		for _, r := range read(t, table) {
			if first, twice := plants[r["id"]]; twice {
				t.Errorf("%s: id %s is already in %s", table, r["id"], first)
			}
			plants[r["id"]] = table
		}
	}
	detailed := 0
	for _, table := range []string{"miners", "refiners", "crackers", "magnet_plants"} {
		for _, r := range read(t, table) {
			detailed++
			if plants[r["id"]] == "" {
				t.Errorf("%s: there is no plant %s", table, r["id"])
			}
		}
	}
	if want := len(read(t, "deposits")) + len(read(t, "separation_plants")) + len(read(t, "magnet_makers")); detailed != want {
		t.Errorf("%d plants have an owner and an opening date, want %d", detailed, want)
	}
	for _, table := range []string{"goods", "companies", "countries", "uses"} {
		rows := read(t, table)
		if len(ids(rows)) != len(rows) {
			t.Errorf("%s: an id stands twice", table)
		}
	}
}

func TestReferencesExist(t *testing.T) {
	companies, countries, uses, goods := ids(read(t, "companies")), ids(read(t, "countries")), ids(read(t, "uses")), ids(read(t, "goods"))
	for _, table := range []string{
		"miners", "mines_added", "refiners", "crackers", "magnet_plants", "smco_makers", "offtakers", "oxide_users", "recyclers", "collectors",
	} {
		for _, r := range read(t, table) {
			if companies[r["company"]] == nil || countries[r["country"]] == nil {
				t.Errorf("%s %s: company %q or country %q is not listed", table, r["id"], r["company"], r["country"])
			}
			if use, has := r["use"]; has && uses[use] == nil {
				t.Errorf("%s %s: use %q is not listed", table, r["id"], use)
			}
			if ore, has := r["ore"]; has && goods[ore] == nil {
				t.Errorf("%s %s: good %q is not listed", table, r["id"], ore)
			}
			for _, feed := range names(t, "["+strings.Trim(r["feeds"], "[]")+"]") {
				if goods[feed] == nil {
					t.Errorf("%s %s: good %q is not listed", table, r["id"], feed)
				}
			}
			for feed := range quantities(t, r["intake_2024"]) {
				if !slices.Contains(names(t, r["feeds"]), feed) {
					t.Errorf("%s %s: took %q, which is not among its feeds", table, r["id"], feed)
				}
			}
		}
	}
}
