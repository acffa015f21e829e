package record

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"monazite/engine"
)

// Outside China NdPr costs (3 x 60 + 1 x 80)/4 = 65. Mines: 200 - 100 outside, 300 in China: 25 %.
// Every month a quarter of the demand for magnets is unserved; the first month stands for the
// worst. Dy, Tb and MG1 have no prices, and nothing makes magnets or consumes oxides.
const wantText = `two, seed 1, 2024-01 to 2025-03

Mean of the year                    2024 2025 (3m)
Price, USD/kg (2025 USD, ex VAT)
  NdPr, China                       50.0      50.0
  NdPr, outside                     65.0      65.0
  Dy, China                            -         -
  Dy, outside                          -         -
  Tb, China                            -         -
  Tb, outside                          -         -
  MG1 magnets, China                   -         -
  MG1 magnets, outside                 -         -
Made outside China, %
  mine                              25.0      25.0
  separation (NdPr oxide)            0.0       0.0
  magnets                              -         -
Demand that found no goods, %
  magnets                           25.0      25.0
  oxides                               -         -

Instruments, whole run     Outlay  Receipt Conting.    Asset    Covered  USD per
(2025 USD)                                   at end   at end          t new t/yr
  CN quota                <0.01 M        -        -        -          0        -

Worst month   2024-01: 25.0 % of demand for magnets unserved (0 t)
Widest gap    2024-01: NdPr outside China at 1.30 times China's price
Refused            9,000  no cash
                      30  no stock
Inputs        1,000 values: 12 % reported, 30 % derived, 58 % estimated
              (monazite show two --quality estimate)
Files         out/two-s1
Reproduce     monazite run two --seed 1
`

func TestSummaryText(t *testing.T) {
	tally := newTally(sample())
	for m := range engine.Month(15) {
		tally.add(month(m, 1))
	}
	s := tally.summary()
	s.Run = &Origin{"two", 1, "out/two-s1", "monazite run two --seed 1", "monazite show two --quality estimate"}
	s.Inputs = &Inputs{Values: 1000, Reported: 121, Derived: 300, Estimate: 579}
	var page strings.Builder
	if err := s.WriteText(&page); err != nil {
		t.Fatal(err)
	}
	if page.String() != wantText {
		t.Errorf("summary is\n%s", page.String())
	}
	for _, l := range strings.Split(page.String(), "\n") {
		if len(l) > 80 {
			t.Errorf("line of %d columns: %s", len(l), l)
		}
	}
}

// What nobody has judged is told, on a line of its own where there is no room.
func TestInputsOfEveryQuality(t *testing.T) {
	s := Summary{Inputs: &Inputs{Values: 1000, Reported: 100, Derived: 200, Estimate: 699, Unmarked: 1}}
	var page strings.Builder
	s.printInputs(&page)
	want := "Inputs        1,000 values: 10 % reported, 20 % derived, 70 % estimated,\n              <1 % unmarked\n"
	if page.String() != want {
		t.Errorf("got\n%swant\n%s", page.String(), want)
	}
}

func TestSummaryOfNothing(t *testing.T) {
	s := newTally(sample()).summary()
	var page strings.Builder
	if err := s.WriteText(&page); err != nil {
		t.Fatal(err)
	}
	if want := "no month was run\nRefused       nothing\n"; page.String() != want {
		t.Errorf("summary is %q, want %q", page.String(), want)
	}
}

func TestSummaryJSON(t *testing.T) {
	dir, printed := fill(t, Info{Seed: 1, Command: "again"})
	body, err := os.ReadFile(filepath.Join(dir, "summary.json"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(body), "again") || strings.Contains(string(body), `"two"`) {
		t.Error("summary.json knows how the run came about")
	}
	var kept struct {
		Schema int
		Years  []struct {
			Year   int
			Prices []struct {
				China *float64 `json:"china_usd_per_kg"`
			}
		}
	}
	if err := json.Unmarshal(body, &kept); err != nil {
		t.Fatal(err)
	}
	if kept.Schema != 1 || len(kept.Years) != 2 || *kept.Years[0].Prices[0].China != 50 || kept.Years[0].Prices[1].China != nil {
		t.Errorf("summary.json is %s", body)
	}
	if printed.Run == nil || printed.Run.Command != "again" || printed.Run.Folder != dir {
		t.Errorf("printed summary came from %+v", printed.Run)
	}
}

func TestSummaryCSV(t *testing.T) {
	dir, _ := fill(t, Info{Inputs: []Input{
		{"plant", "capacity", "t/yr", "nameplate", Inputs{Values: 7, Reported: 1, Derived: 2, Estimate: 4}},
		{"plant", "opens", "date", "", Inputs{Values: 3, Estimate: 1, Unmarked: 2}},
	}})
	body, err := os.ReadFile(filepath.Join(dir, "summary.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"period,measure,item,place,value,unit\n",
		"\n2024,price,NdPr,outside,65,USD/kg\n",
		"\n2025,share of output,mine,outside,0.25,1\n",
		"\nall,refused,no cash,world,14400,1\n",
		"\nall,inputs,estimate,world,5,1\nall,inputs,unmarked,world,2,1\n",
	} {
		if !strings.Contains(string(body), want) {
			t.Errorf("summary.csv lacks %q", want)
		}
	}
}

func TestFigures(t *testing.T) {
	for _, c := range []struct {
		figure         Figure
		price, percent string
	}{
		{missing(), "-", "-"},
		{0.816, "0.82", "81.6"},
		{48.54, "48.5", "4854.0"},
		{1234567, "1,234,567", "123456700.0"},
	} {
		if p, s := c.figure.price(), c.figure.percent(); p != c.price || s != c.percent {
			t.Errorf("%v prints %q and %q, want %q and %q", c.figure, p, s, c.price, c.percent)
		}
	}
}
