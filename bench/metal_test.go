package bench

import (
	"math"
	"strings"
	"testing"

	"monazite/engine"
)

// resting is a scenario without growth and chance, run until Tb, the slowest to settle, has. Magnet makers answer as
// slowly as others: where they answer sooner the markup of the metal stage shows as 3 % on the price of magnets.
func resting(t *testing.T, name string, growing ...string) *engine.Scenario {
	t.Helper()
	sets := append([]string{"opening.past_growth=0 %/yr"}, noChance...)
	for _, what := range append(growing, growth...) {
		rate := "0 %/yr"
		if strings.HasPrefix(what, "use.") {
			rate = `["0 %/yr"]`
		}
		sets = append(sets, what+".growth="+rate)
	}
	return open(t, name, append(sets, "months=420", "model.magnet_slope=0.3")...)
}

// lastYears gives what a resting scenario comes to over its last 5 years.
func lastYears(t *testing.T, s *engine.Scenario) *year {
	t.Helper()
	w := engine.New(s, engine.Options{Seed: 1, Workers: 1})
	w.SpinUp()
	for int(w.Month) < s.Months-60 {
		w.Step()
	}
	y := newYear(s)
	w = engine.Resume(s, engine.Options{Seed: 1, Workers: 1, Recorder: y}, w.State.Clone())
	if err := w.Run(nil); err != nil {
		t.Fatal(err)
	}
	return y
}

// A calm chain in which metal making is a stage of its own comes to rest where it does without: the
// same prices, as much oxide for as many magnets, and no plant stops. Metal is what the oxide gives:
// 0.85 kg and 0.96 of that.
func TestMetalStageChangesNothingAtRest(t *testing.T) {
	s := resting(t, "metal", "plant.cn-metal")
	with, without := lastYears(t, s), lastYears(t, resting(t, "small"))
	if with.months != 60 || without.months != 60 {
		t.Fatalf("%v and %v months", with.months, without.months)
	}
	for _, good := range []string{"NdPr", "Dy", "Tb", "MG0", "MG1", "SWARF"} {
		check(t, claim{good, without.price[good] / 60, near}, with.price[good]/60, near)
	}
	for _, good := range []string{"MG0", "MG1", "NdPr", "SWARF"} {
		check(t, claim{"made of " + good, without.made["magnetmaker "+good+"@*"] + without.made["refiner "+good+"@*"], near},
			with.made["magnetmaker "+good+"@*"]+with.made["refiner "+good+"@*"], near)
	}
	fed, metal := with.used["metalmaker NdPr@*"], with.made["metalmaker NdPr-metal@*"]
	check(t, claim{"NdPr into magnets", without.used["magnetmaker NdPr@*"], near}, fed, near)
	if math.Abs(metal/fed-0.85*0.96) > 1e-6 {
		t.Errorf("%v t of metal from %v t of oxide", metal, fed)
	}
	for _, region := range []string{"CN", "US"} {
		if with.made["metalmaker NdPr-metal@"+region] == 0 {
			t.Errorf("%s makes no metal", region)
		}
	}
}

// Accounts close to the gram through the stage, with growth and chance too.
func TestMetalRowsClose(t *testing.T) {
	rows := &balanced{t: t}
	if err := engine.New(open(t, "metal"), engine.Options{Seed: 3, Workers: 2, Recorder: rows}).Run(nil); err != nil {
		t.Error(err)
	}
	if rows.rows == 0 {
		t.Error("no rows")
	}
}
