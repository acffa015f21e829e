package configs

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// planned is a plant of the tables as a project sees it.
type planned struct{ kind, opens, scope, credit, good string }

// plannedPlants reads every plant that a project can build.
func plannedPlants(t *testing.T) map[string]planned {
	t.Helper()
	plants := map[string]planned{}
	for table, kind := range map[string]string{
		"miners": "mine", "mines_added": "mine", "refiners": "separation", "crackers": "crack", "magnet_plants": "magnets",
		"smco_makers": "magnets", "recyclers": "recycling",
	} {
		for _, r := range read(t, table) {
			plants[r["id"]] = planned{kind, r["opens"], r["scope"], r["byproduct_credit_usd_per_kg_reo"], r["ore"]}
		}
	}
	return plants
}

// month reads a cell such as 2027-06.
func month(t *testing.T, r row, column string) time.Time {
	t.Helper()
	at, err := time.Parse("2006-01", r[column])
	if err != nil {
		t.Errorf("%s: %s %q is not a month", r["id"], column, r[column])
	}
	return at
}

func TestProjectsAreComplete(t *testing.T) {
	projects, companies := read(t, "projects"), ids(read(t, "companies"))
	if len(projects) < 60 || len(projects) > 100 || len(ids(projects)) != len(projects) {
		t.Errorf("%d projects of %d ids, want 60 to 100", len(projects), len(ids(projects)))
	}
	opening := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, r := range projects {
		if companies[r["company"]] == nil {
			t.Errorf("%s: company %q is not listed", r["id"], r["company"])
		}
		if number(t, r, "capex_usd") <= 0 {
			t.Errorf("%s: capex %q", r["id"], r["capex_usd"])
		}
		if !slices.Contains([]string{"EXPL", "RES", "PERMIT", "FIN", "BUILD"}, r["stage"]) {
			t.Errorf("%s: stage %q", r["id"], r["stage"])
		}
		if since := month(t, r, "stage_since"); since.After(opening) {
			t.Errorf("%s: in its stage of January 2024 only since %s", r["id"], r["stage_since"])
		}
		if r["announced"] != "" {
			month(t, r, "announced")
		}
		if r["months_left"] != "" && number(t, r, "months_left") < 0 {
			t.Errorf("%s: %s months left", r["id"], r["months_left"])
		}
	}
}

// What is being built in January 2024 opens on the date of its plants. Alloy plants stand in the list of magnet makers
// and open only where metals are a stage.
func TestProjectsUnderConstructionKeepTheirDates(t *testing.T) {
	plants := plannedPlants(t)
	for _, r := range read(t, "projects") {
		if r["stage"] != "BUILD" {
			continue
		}
		left, err := strconv.Atoi(r["months_left"])
		if err != nil {
			t.Errorf("%s: months_left %q while it is being built", r["id"], r["months_left"])
			continue
		}
		want := time.Date(2024, time.Month(1+left), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
		for _, id := range names(t, r["plants"]) {
			if r["scope"] != "metal" && plants[id].opens != want {
				t.Errorf("%s: %s opens in %s, %d months after January 2024 is %s", r["id"], id, plants[id].opens, left, want)
			}
		}
	}
}

func TestEveryPlantToComeHasOneProject(t *testing.T) {
	plants, built := plannedPlants(t), map[string]string{}
	for _, r := range read(t, "projects") {
		for _, id := range names(t, r["plants"]) {
			if _, found := plants[id]; !found {
				t.Errorf("%s: there is no plant %s", r["id"], id)
			}
			if first, twice := built[id]; twice {
				t.Errorf("%s: %s belongs to %s already", r["id"], id, first)
			}
			built[id] = r["id"]
		}
	}
	for id, p := range plants {
		if later := p.opens > "2024-01"; later != (built[id] != "") {
			t.Errorf("%s opens in %s and is built by project %q", id, p.opens, built[id])
		}
	}
}

func TestScopesAreThoseOfThePlants(t *testing.T) {
	plants := plannedPlants(t)
	kinds := map[string][]string{
		"mine": {"mine"}, "mine+crack": {"mine"}, "to-oxide": {"mine separation"}, "separation": {"separation", "separation recycling"},
		"metal": {"magnets"}, "magnets": {"magnets", "magnets recycling"}, "recycling": {"recycling"},
	}
	for _, r := range read(t, "projects") {
		var list []string
		for _, id := range names(t, r["plants"]) {
			list = append(list, plants[id].kind)
		}
		if !slices.Contains(kinds[r["scope"]], strings.Join(list, " ")) {
			t.Errorf("%s: scope %q builds %v", r["id"], r["scope"], list)
			continue
		}
		first := plants[names(t, r["plants"])[0]]
		credit := number(t, r, "byproduct_usd_per_kg_reo")
		switch {
		case first.kind != "mine" && credit != 0:
			t.Errorf("%s: a by-product of %v USD/kg and no mine", r["id"], credit)
		case first.kind == "mine" && (strings.ReplaceAll(first.scope, " ", "-") != r["scope"] || parse(t, first.credit) != credit):
			t.Errorf("%s: scope %q and credit %v, its mine has %q and %s", r["id"], r["scope"], credit, first.scope, first.credit)
		case r["scope"] == "mine+crack" && !strings.HasSuffix(first.good, "-carb"), r["scope"] == "mine" && !strings.HasSuffix(first.good, "-conc"):
			t.Errorf("%s: scope %q sells %s", r["id"], r["scope"], first.good)
		}
	}
}

func TestInvestors(t *testing.T) {
	capital := map[string]float64{}
	for _, r := range read(t, "investors") {
		if want := map[string]float64{"bank": 5, "development-bank": 8, "private-equity": 16, "strategic": 13}[r["kind"]]; number(t, r, "required_return_pct") != want {
			t.Errorf("%s: %s asks %s %%, want %v", r["id"], r["kind"], r["required_return_pct"], want)
		}
		if r["active"] == "true" {
			capital[r["kind"]] += number(t, r, "capital_usd") / 1e9
		} else if r["id"] != "msp-pool" {
			t.Errorf("%s: active %q", r["id"], r["active"])
		}
	}
	for kind, want := range map[string]float64{"bank": 20, "development-bank": 13, "private-equity": 4, "strategic": 2} {
		if capital[kind] != want {
			t.Errorf("%s: %v bn USD, want %v", kind, capital[kind], want)
		}
	}
}

func TestBalanceSheetsAndCapexIntensities(t *testing.T) {
	companies := ids(read(t, "companies"))
	for _, r := range read(t, "balance_sheets") {
		if companies[r["id"]] == nil || number(t, r, "cash_usd") <= 0 || number(t, r, "debt_usd") < 0 {
			t.Errorf("%s: cash %s, debt %s", r["id"], r["cash_usd"], r["debt_usd"])
		}
	}
	covers := map[string]bool{}
	for _, r := range read(t, "capex") {
		covers[r["scope"]+" "+r["region"]] = true
		if low, x, high := number(t, r, "low"), number(t, r, "capex_usd_per_t_year"), number(t, r, "high"); low <= 0 || x < low || x > high {
			t.Errorf("%s: %v is not between %v and %v", r["id"], x, low, high)
		}
	}
	for _, scope := range []string{"mine", "mine+crack", "crack", "separation", "to oxide", "metal", "magnets", "recycling"} {
		if !covers[scope+" CN"] || !covers[scope+" other"] {
			t.Errorf("%s lacks China or the rest", scope)
		}
	}
}
