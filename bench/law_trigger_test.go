package bench

import (
	"fmt"
	"slices"
	"testing"

	"monazite/agents"
	"monazite/engine"
)

// stop is a ban on China's exports of Dy that waits for something.
func stop(trigger, keys string) string {
	return fmt.Sprintf(`
[[shock]]
id = "flood"
plants = ["cn-clay"]
from = "2024-05"
to = "2024-07"
factor = "90 %%"

[[instrument]]
id = "stop"
kind = "raw-export-ban"
government = "CN"
goods = ["Dy"]
trigger = %q
%s
`, trigger, keys)
}

// An instrument with a trigger changes nothing before it begins, then does what it would do without one, and goes on
// doing it when what it waited for is over.
func TestLawTrigger(t *testing.T) {
	const months = 18
	free := calmly(t, months, stop("", "enabled = false"))
	good, cn, us := goodOf(t, free.Scenario, "Dy"), nodeOf(t, free.Scenario, "CN"), nodeOf(t, free.Scenario, "US")
	for _, c := range []struct {
		name, trigger, keys string
		first, last         int // of the ban
	}{
		{"no trigger", "", "start = \"2024-06\"\nend = \"2024-12\"", 5, 11},
		{"no trigger, a lag", "", "start = \"2024-06\"\nlag = \"2 months\"", 7, months - 1},
		{"the flood of May, seen in June, three months to act", "shock flood", "", 8, months - 1},
		{"until its end", "shock flood", "lag = \"0 months\"\nend = \"2024-09\"", 5, 8},
		{"not before its start", "shock flood", "start = \"2024-07\"\nlag = \"1 months\"", 7, months - 1},
		{"over before its start", "shock flood", "start = \"2024-08\"", months, months - 1},
		{"a price, six months in a row", "price NdPr@CN > 1 USD/kg for 6 months", "lag = \"0 months\"", 5, months - 1},
		{"never", "unserved magnet > 99 %", "lag = \"0 months\"", months, months - 1},
		{"left out", "", "enabled = false", months, months - 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			law := calmly(t, months, stop(c.trigger, c.keys))
			if left := slices.ContainsFunc(law.Sources, func(s agents.Source) bool { return s.Instrument == "stop" }); left == (c.name == "left out") {
				t.Errorf("sources %+v", law.Sources)
			}
			for m := range months {
				banned := c.first <= m && m <= c.last
				moved := law.flow(m, good, cn, us).Mass
				if banned && moved != 0 || !banned && m < c.first && moved != free.flow(m, good, cn, us).Mass {
					t.Errorf("%v: %v leaves China, %v without the law", law.months[m].Month, moved, free.flow(m, good, cn, us).Mass)
				}
				if !banned && moved == 0 {
					t.Errorf("%v: nothing leaves China", law.months[m].Month)
				}
			}
		})
	}
}

// A world that has not settled, and one that stands still, can be asked for everything that a trigger knows.
func TestTriggersInAnyWorld(t *testing.T) {
	for _, world := range []string{"[model]\nspin_up = 0\n", "frozen = true\n"} {
		text := "extends = \"tour\"\n" + world
		for i, trigger := range []string{
			"price NdPr@US > 1 USD/kg", "premium MG1@US-def > 1 %", "unserved EOL > 1 %", "outside mine > 1 %",
			"project us-second-mine reaches FIN", "shock cn-clay-flood", "default us-junior",
		} {
			text += fmt.Sprintf("[[instrument]]\nid = \"law-%d\"\nkind = \"export-tax\"\ngovernment = \"CN\"\ngoods = [\"oxide\"]\nrate = \"1 %%\"\ntrigger = %q\n", i, trigger)
		}
		live(t, open(t, written(t, text)), 12, engine.Options{Seed: 1, Workers: 1})
	}
}
