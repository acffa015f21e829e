package record

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
)

func TestEveryColumnIsDescribed(t *testing.T) {
	for _, table := range tables() {
		for _, c := range table.columns() {
			if c.Name == "" || c.Unit == "" || c.Basis == "" || !strings.HasSuffix(c.Doc, ".") {
				t.Errorf("%s: column %+v lacks a name, unit, basis or sentence", table.name(), c)
			}
		}
	}
}

// The columns are a contract: names and order as documented, only ever added at the end.
func TestColumnsAreTheContract(t *testing.T) {
	for table, want := range map[string]string{
		"prices":      "good region segment price_usd_per_kg buyers_price_usd_per_kg sellers_price_usd_per_kg vwap_usd_per_kg volume_t buyers_indicative sellers_indicative",
		"flows":       "good origin destination segment mass_t freight_usd duty_usd",
		"rents":       "good rule place holder rent_usd",
		"balances":    "good region opening_t produced_t imported_t recycled_t used_t exported_t waste_t closing_t unserved_t",
		"elements":    "element region opening_t mined_t from_scrap_t imported_t exported_t used_t waste_t closing_t",
		"production":  "plant good input_t output_t",
		"plants":      "plant kind company country region status capacity_t_per_year utilisation_ratio name",
		"companies":   "company country cash_usd debt_usd equity_usd",
		"contracts":   "contract seller buyer good form quantity_t delivered_t price_usd_per_kg",
		"instruments": "government instrument outlay_usd receipt_usd contingent_usd asset_usd grant_equivalent_usd covered_t added_capacity_t_per_year",
		"metrics":     "metric unit region stage value",
		"events":      "kind entity reason detail count",
	} {
		found := false
		for _, have := range tables() {
			if have.name() != table {
				continue
			}
			found = true
			var names []string
			for _, c := range have.columns() {
				names = append(names, c.Name)
			}
			if got := strings.Join(names, " "); got != "arm replication month year "+want {
				t.Errorf("%s has columns\n%s, want\n%s", table, got, want)
			}
		}
		if !found {
			t.Errorf("no table %s", table)
		}
	}
}

func TestDictionaryHoldsEveryColumn(t *testing.T) {
	inputs := []Input{
		{"plant", "capacity", "t/yr", "nameplate", Inputs{Values: 7, Reported: 1, Derived: 2, Estimate: 4}},
		{"plant", "opens", "date", "", Inputs{Values: 3, Unmarked: 3}},
	}
	body, err := dictionary(inputs)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	columns := 1 + 6 + len(inputs) // header, summary.csv
	for _, table := range tables() {
		columns += len(table.columns())
	}
	if len(lines) != columns {
		t.Errorf("dictionary has %d lines, want %d", len(lines), columns)
	}
	for i, want := range [][]string{
		{"inputs", "plant.capacity", "t/yr", "scenario", "1 reported, 2 derived, 4 estimate, 0 unmarked: nameplate."},
		{"inputs", "plant.opens", "date", "scenario", "0 reported, 0 derived, 0 estimate, 3 unmarked: see monazite kinds plant."},
	} {
		if got := lines[len(lines)-2+i]; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
