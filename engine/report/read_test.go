package report

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
)

// put writes a table of hand-made rows and lists it in the manifest.
func put[T any](t *testing.T, r *Run, table string, rows ...T) {
	t.Helper()
	path := filepath.Join(r.dir, table+".parquet")
	if err := parquet.WriteFile(path, rows); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r.manifest.Files = append(r.manifest.Files, manifestFile{table + ".parquet", fmt.Sprintf("%x", sha256.Sum256(body))})
}

// Every number of a table comes to where the page looks for it; different numbers show which is which.
func TestTablesAreRead(t *testing.T) {
	r := byHand()
	r.dir, r.regions, r.abroad, r.goods, r.elements = t.TempDir(), nil, nil, nil, nil
	first := time.Date(2024, 12, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
	second := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
	put(t, r, "prices",
		priceRow{first, "NdPr", "CN", "", 50, 50, 49, 4, false, false},
		priceRow{first, "NdPr", "US", "", 60, 60, 45, 3, false, true},
		priceRow{first, "NdPr", "US", "def", 80, 80, 0, 1, false, true})
	put(t, r, "plants",
		plantRow{first, "M", "miner", "US", 100, 0.5, "A mine", "west", "operating"},
		plantRow{second, "M", "miner", "US", 300, 0.25, "A mine", "west", "operating"},
		plantRow{second, "N", "miner", "US", 100, 1, "Another", "north", "planned"})
	put(t, r, "production", productionRow{second, "M", "ROCK", 2, 9}, productionRow{second, "N", "ROCK", 1, 6})
	put(t, r, "balances", balanceRow{first, "NdPr", "CN", 1, 2, 3, 4, 5, 6, 7})
	put(t, r, "elements", elementRow{second, "Dy", "CN", 8, 9})
	put(t, r, "events", eventRow{second, "opening", "M", "dated list", "", 1})
	for _, read := range []func() error{r.readPrices, r.readBalances, r.readElements, r.readPlants, r.readProduction, r.readEvents} {
		if err := read(); err != nil {
			t.Fatal(err)
		}
	}
	if got := r.priceAbroad("NdPr").price[0]; got != (3*60+1*80)/4. {
		t.Errorf("price abroad %v, want 65 USD/kg", got)
	}
	us := r.quotes[cell{of: "NdPr", region: "US"}]
	if us.buyers.price[0] != 60 || us.sellers.price[0] != 45 || us.buyers.indicative[0] || !us.sellers.indicative[0] {
		t.Errorf("quotes of the US %+v", us)
	}
	for _, c := range []struct {
		name string
		from *sums
		at   cell
		want []float64
	}{
		{"capacity", &r.aims, cell{"capacity", "miner", "US"}, []float64{100, 400}},
		{"aim", &r.aims, cell{"aim", "miner", "US"}, []float64{50, 75 + 100}},
		{"made", &r.made, cell{"miner", "ROCK", "US"}, []float64{0, 15}},
		{"taken", &r.took, cell{"miner", "ROCK", "US"}, []float64{0, 3}},
		{"opening", &r.stocks, cell{"opening", "NdPr", "CN"}, []float64{1, 0}},
		{"produced", &r.stocks, cell{"produced", "NdPr", "CN"}, []float64{2, 0}},
		{"recycled", &r.stocks, cell{"recycled", "NdPr", "CN"}, []float64{3, 0}},
		{"used", &r.stocks, cell{"used", "NdPr", "CN"}, []float64{4, 0}},
		{"waste", &r.stocks, cell{"waste", "NdPr", "CN"}, []float64{5, 0}},
		{"closing", &r.stocks, cell{"closing", "NdPr", "CN"}, []float64{6, 0}},
		{"unserved", &r.stocks, cell{"unserved", "NdPr", "CN"}, []float64{7, 0}},
		{"mined", &r.content, cell{"mined", "Dy", "CN"}, []float64{0, 8}},
		{"wasted", &r.content, cell{"waste", "Dy", "CN"}, []float64{0, 9}},
	} {
		if got := c.from.cells[c.at]; !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if e := r.events; len(e) != 1 || e[0].month.String() != "2025-01" || r.plantName(e[0].Entity) != "A mine [M, US]" {
		t.Errorf("events %+v", e)
	}
	if !slices.Equal(r.goods, []string{"NdPr"}) || !slices.Equal(r.regions, []string{"CN", "US"}) || !slices.Equal(r.abroad, []string{"US"}) || !slices.Equal(r.elements, []string{"Dy"}) {
		t.Errorf("goods %q, regions %q, abroad %q, elements %q", r.goods, r.regions, r.abroad, r.elements)
	}
}
