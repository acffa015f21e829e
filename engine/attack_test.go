package engine_test

import (
	"testing"

	"monazite/engine"
	"monazite/engine/scenario"
	"monazite/markets"
)

// attack plants one defect after a phase of a month; a nil plant does nothing.
type attack struct {
	name  string
	after string
	plant func(w engine.Inside)
}

// full finds a stock of some size: the n-th line that holds more than a tonne.
func full(w engine.Inside, n int) *markets.Lot {
	for i := range w.Stock {
		if w.Stock[i].Mass > markets.Tonne {
			if n == 0 {
				return &w.Stock[i]
			}
			n--
		}
	}
	panic("there is no such stock")
}

// rich finds the element that a lot holds most of.
func rich(lot *markets.Lot) *markets.Mass {
	best := &lot.Content[0]
	for e := range lot.Content {
		if lot.Content[e] > *best {
			best = &lot.Content[e]
		}
	}
	return best
}

// traded finds a good that cleared, and its first filled bid or ask.
func traded(w engine.Inside) (good, bid, ask int) {
	for good := range w.Goods {
		c := w.Clearing(good)
		if c.Volume == 0 {
			continue
		}
		for i, fill := range c.BidFill {
			if fill > 1000 {
				for k, sold := range c.AskFill {
					if sold > 1000 {
						return good, i, k
					}
				}
			}
		}
	}
	panic("nothing traded")
}

// used finds a lane on which goods moved this month.
func used(w engine.Inside) int {
	for lane, moved := range w.Moved() {
		if moved > 1 {
			return lane
		}
	}
	panic("nothing moved")
}

// treasury is the account of the first region's treasury.
func treasury(w engine.Inside) int { return len(w.Firms) }

var attacks = []attack{
	{"a gram of a stock is lost", "produce", func(w engine.Inside) { full(w, 0).Mass-- }},
	{"a gram of a stock appears", "produce", func(w engine.Inside) { full(w, 3).Mass++ }},
	{"a gram of an element is lost", "produce", func(w engine.Inside) { *rich(full(w, 1))-- }},
	{"a gram of an element appears", "settle", func(w engine.Inside) { *rich(full(w, 2))++ }},
	{"one element turns into another", "settle", func(w engine.Inside) { lot := full(w, 0); lot.Content[3]++; *rich(lot)-- }},
	{"a yield of 1.0001", "produce", func(w engine.Inside) { l := full(w, 4); l.Mass += l.Mass / 10_000; *rich(l) += *rich(l) / 10_000 }},
	{"a tenth of a stock spoils", "contract", func(w engine.Inside) { full(w, 5).Take(full(w, 5).Mass / 10) }},
	{"a stock falls below zero", "settle", func(w engine.Inside) { l := full(w, 0); l.Mass = -l.Mass }},
	{"a stock is emptied", "quote", func(w engine.Inside) { *full(w, 2) = markets.Lot{} }},
	{"two stocks are swapped", "settle", func(w engine.Inside) { a, b := full(w, 0), full(w, 9); *a, *b = *b, *a }},
	{"a stock is counted twice", "produce", func(w engine.Inside) { full(w, 1).Add(*full(w, 1)) }},
	{"cash appears", "settle", func(w engine.Inside) { w.Cash[0]++ }},
	{"cash is lost", "support", func(w engine.Inside) { w.Cash[1]-- }},
	{"a payment is debited twice", "contract", func(w engine.Inside) { w.Cash[0] -= 1_000_000 }},
	{"a payment is credited twice", "finance", func(w engine.Inside) { w.Cash[len(w.Cash)-2] += 1_000_000 }},
	{"a treasury pays what nobody books", "support", func(w engine.Inside) { at := treasury(w); w.Cash[at]--; w.Cash[0]++ }},
	{"one treasury pays for another", "support", func(w engine.Inside) { at := treasury(w); w.Cash[at]--; w.Cash[at+1]++ }},
	{"a fill of a bid grows after clearing", "clear", func(w engine.Inside) { g, b, _ := traded(w); w.Clearing(g).BidFill[b] += 100 * markets.Tonne }},
	{"a fill of a bid shrinks", "clear", func(w engine.Inside) { g, b, _ := traded(w); w.Clearing(g).BidFill[b] -= 1000 }},
	{"a fill of an ask shrinks", "clear", func(w engine.Inside) { g, _, a := traded(w); w.Clearing(g).AskFill[a] -= 1000 }},
	{"a fill of an ask grows", "clear", func(w engine.Inside) { g, _, a := traded(w); w.Clearing(g).AskFill[a] += markets.Tonne }},
	{"buyers pay more than the price", "clear", func(w engine.Inside) {
		g, b, _ := traded(w)
		w.Clearing(g).Buyers[w.Book(g).Bids[b].Node] += markets.USDPerKg
	}},
	{"sellers get less than the price", "clear", func(w engine.Inside) {
		g, _, a := traded(w)
		w.Clearing(g).Sellers[w.Book(g).Asks[a].Node] -= markets.USDPerKg / 100
	}},
	{"a market is left with money", "clear", func(w engine.Inside) { w.Cash[w.House()] += 5_000_000; w.Cash[0] -= 5_000_000 }},
	{"a banned route is used", "settle", func(w engine.Inside) { w.CloseLane(used(w)) }},
	{"a cap is passed", "settle", func(w engine.Inside) { w.CapLane(used(w), 1) }},
	{"more moves than was booked", "settle", func(w engine.Inside) { w.CapLane(used(w), w.Moved()[used(w)]); w.Moved()[used(w)]++ }},
	{"a plant passes its limit", "settle", func(w engine.Inside) {
		for site := range w.Running {
			if w.Running[site].Level > 0 {
				w.SetLimit(site, w.Running[site].Level-1)
				return
			}
		}
	}},
	{"output is booked and not stored", "produce", func(w engine.Inside) { w.Balances()[0].Produced += 7 }},
	{"an export is booked on one side", "settle", func(w engine.Inside) { w.Balances()[0].Exported++ }},
	{"ore is mined and not booked", "produce", func(w engine.Inside) { w.Elements()[0].Mined-- }},
	{"waste is not booked", "produce", func(w engine.Inside) { w.Elements()[1].Waste++ }},
	{"magnets in use are lost", "produce", func(w engine.Inside) {
		for i := range w.InUse {
			if w.InUse[i][0].Mass > 0 {
				w.InUse[i][0].Content[0]--
				return
			}
		}
	}},
	{"magnets in use come back", "settle", func(w engine.Inside) {
		for i := range w.InUse {
			if w.InUse[i][3].Mass > 0 {
				w.InUse[i][3].Content[0]++
				return
			}
		}
	}},
}

// month runs one month phase by phase and plants the attack; it gives the violation it met.
func month(w *engine.World, a attack) (broken *engine.Violation) {
	defer func() {
		if r := recover(); r != nil {
			switch r := r.(type) {
			case *engine.Violation:
				broken = r
			case markets.Invariant:
				broken = &engine.Violation{Month: w.Month, Invariant: string(r)}
			default:
				panic(r)
			}
		}
	}()
	for _, phase := range w.Phases() {
		phase.Run()
		if phase.Name == a.after && a.plant != nil {
			a.plant(engine.Inside{World: w})
		}
	}
	return nil
}

func ready(t *testing.T) *engine.World {
	t.Helper()
	s, _, err := scenario.Open("small", nil)
	if err != nil {
		t.Fatal(err)
	}
	w := engine.New(s, engine.Options{Seed: 1})
	w.SpinUp()
	return w
}

// Every planted defect is caught in the month in which it is planted.
func TestAttacksAreCaughtInTheirMonth(t *testing.T) {
	if len(attacks) < 30 {
		t.Errorf("%d attacks", len(attacks))
	}
	for _, a := range attacks {
		t.Run(a.name, func(t *testing.T) {
			w := ready(t)
			at := w.Month
			if broken := month(w, a); broken == nil || broken.Month != at {
				t.Errorf("planted in %v, caught: %v", at, broken)
			}
		})
	}
}

// The phases of the test are those of Step.
func TestPhasesAreStep(t *testing.T) {
	a, b := ready(t), ready(t)
	for range 12 {
		if broken := month(a, attack{}); broken != nil {
			t.Fatal(broken)
		}
		b.Step()
	}
	for i := range a.Cash {
		if a.Cash[i] != b.Cash[i] {
			t.Fatalf("account %d: %v and %v", i, a.Cash[i], b.Cash[i])
		}
	}
	for i := range a.Stock {
		if a.Stock[i] != b.Stock[i] {
			t.Fatalf("line %d: %v and %v", i, a.Stock[i], b.Stock[i])
		}
	}
}
