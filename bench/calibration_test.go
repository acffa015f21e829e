package bench

import (
	"encoding/csv"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"monazite/engine"
)

// leans is the table that the procedure below solves.
const leans = "../configs/data/leans.csv"

// calmMonths are the first of the world that stands still over which output is compared: a single year
// would have the solver fight stocks that are still finding their level.
const calmMonths = 36

// mostLean bounds the correction, in log-odds: a plant that needs more is held back by something else,
// such as a quota, or a sister that takes no more of its ore.
const mostLean = 0.5

// captive is a mine all of whose ore its sister takes: a push only fills its stock.
const captive = "D38"

// A plant's utilisation offset is solved from opening prices alone. Stocks that hover about their
// target, transfers between sisters and prices that are not quite those of 2024 then move output by
// some percent. What is left is solved here, plant by plant, in the world that stands still: the
// log-odds that make each plant run as its table says. Recyclers are left out: they share
// what scrap there is. With -update the table is rewritten.
func TestCalibrationOfUtilisation(t *testing.T) {
	lean := readLeans(t)
	if *update {
		for range 40 {
			for name, gap := range gaps(t, lean) {
				if name != captive {
					lean[name] = min(max(lean[name]-0.5*gap.odds, -mostLean), mostLean)
				}
			}
		}
		writeLeans(t, lean)
	}
	var worst float64
	for name, gap := range gaps(t, lean) {
		if off := gap.made/gap.want - 1; math.Abs(off) > 0.02 && gap.want > 20 {
			t.Logf("%-8s makes %9.1f t a month, want %9.1f: %+.1f %%", name, gap.made, gap.want, 100*off)
			if gap.want > 100 {
				worst = max(worst, math.Abs(off))
			}
		}
	}
	if worst > 0.2 {
		t.Errorf("a plant is %.1f %% off; solve again with: go test ./bench -run CalibrationOfUtilisation -update", 100*worst)
	}
}

// gap is how far a plant's output of 2024 is from its table's.
type gap struct{ made, want, odds float64 }

// gaps runs the world that stands still.
func gaps(t *testing.T, lean map[string]float64) map[string]gap {
	t.Helper()
	var sets []string
	for name, x := range lean {
		sets = append(sets, fmt.Sprintf("plant.%s.lean=%.3f", name, x))
	}
	s := open(t, "calm", append(sets, "model.opening_noise=0")...)
	w := engine.New(s, engine.Options{Seed: 1, Workers: 2})
	w.SpinUp()
	made := make([]float64, len(s.Plants))
	for range calmMonths {
		w.Step()
		for i := range made {
			made[i] += float64(w.Running[i].Level) / 1e6 / calmMonths
		}
	}
	found := map[string]gap{}
	for i, plant := range s.Plants {
		if want := plant.Start.Level; want > 0 && s.Sites[i].Kind != "recycler" {
			share := func(level float64) float64 { return min(max(level/plant.Capacity[0], 0.02), 0.98) }
			logit := func(x float64) float64 { return math.Log(x / (1 - x)) }
			found[s.Sites[i].Name] = gap{made[i], want, logit(share(made[i])) - logit(share(want))}
		}
	}
	return found
}

func readLeans(t *testing.T) map[string]float64 {
	t.Helper()
	file, err := os.Open(leans)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	lean := map[string]float64{}
	for _, row := range rows[1:] {
		if lean[row[0]], err = strconv.ParseFloat(row[1], 64); err != nil {
			t.Fatal(err)
		}
	}
	return lean
}

func writeLeans(t *testing.T, lean map[string]float64) {
	t.Helper()
	var text strings.Builder
	text.WriteString("id,lean,quality,source\n")
	for _, name := range slices.Sorted(maps.Keys(lean)) {
		fmt.Fprintf(&text, "%s,%.3f,derived,solved by TestCalibrationOfUtilisation\n", name, lean[name])
	}
	if err := os.WriteFile(leans, []byte(text.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}

// No plant of 2024 loses money at opening prices on what it pays only when it runs, its contract counted.
func TestOpeningPaysAvoidableCost(t *testing.T) {
	s := open(t, "world")
	lowered, contracts := 0, 0
	for i, plant := range s.Plants {
		start := plant.Start
		if start.Level == 0 {
			continue
		}
		if start.Margin < 0 {
			t.Errorf("%s opens with a margin of %.1f %% on avoidable cost", s.Sites[i].Name, 100*start.Margin)
		}
		if start.Legacy > 0 {
			contracts++
		} else if start.CostScale < 1 {
			lowered++
			t.Logf("%s: cost lowered to %.0f %%", s.Sites[i].Name, 100*start.CostScale)
		}
	}
	t.Logf("%d costs lowered, %d contracts", lowered, contracts)
}
