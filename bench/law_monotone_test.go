package bench

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"monazite/agents"
	"monazite/markets"
)

// bidden is a random market of one oxide: steps of plants at home, which is China, and abroad.
func bidden(seed uint64) func(s *stage) {
	draw := rand.New(rand.NewPCG(seed, 12))
	type step struct {
		site  string
		bid   bool
		mass  markets.Mass
		price float64
	}
	var steps []step
	ladder := func(site string, bid bool, n, low, high int) {
		for range n {
			steps = append(steps, step{site, bid, markets.Mass(1 + draw.IntN(20)), float64(low) + float64(draw.IntN(4*(high-low)))/4})
		}
	}
	ladder("cn-separation", false, 1+draw.IntN(8), 20, 60)
	ladder("cn-recycler", false, draw.IntN(4), 20, 60)
	ladder("us-separation", false, draw.IntN(6), 20, 100)
	ladder("cn-magnet", true, draw.IntN(8), 30, 80)
	ladder("us-magnet", true, 1+draw.IntN(8), 30, 100)
	return func(s *stage) {
		for _, site := range []string{"cn-separation", "cn-recycler", "us-separation"} {
			s.owns(site, "NdPr", 1000)
		}
		for _, x := range steps {
			s.order(x.site, "NdPr", x.bid, x.mass, x.price)
		}
	}
}

// The tighter a quota the dearer a good abroad and the cheaper at home, whatever is bid and asked: what a
// market may not buy there others must sell to it, and what it may not sell there it must sell to others. A
// quota of nothing leaves a side without trade, and so without a price that says anything.
func TestExactQuotaTightened(t *testing.T) {
	binding := 0
	for seed := uint64(1); seed <= 25; seed++ {
		act, freight := bidden(seed), seed%10
		var abroad, home markets.Price
		for k, monthly := range []int{10_000, 80, 60, 40, 20, 10, 5, 2, 1} {
			s := newStage(t, fmt.Sprintf("[[route]]\nid = \"ocean\"\nfreight = \"%d USD/kg\"\n", freight)+quota("quota", `"NdPr"`, monthly))
			act(s)
			h := s.play(1)
			good := goodOf(t, s.Scenario, "NdPr")
			us, cn := h.quote(0, good, nodeOf(t, s.Scenario, "US")), h.quote(0, good, nodeOf(t, s.Scenario, "CN"))
			if k > 0 && (us.Buyers < abroad || cn.Sellers > home) {
				t.Errorf("market %d: under a quota of %d t a price of %v abroad and %v at home, under a looser one %v and %v",
					seed, monthly, us.Buyers, cn.Sellers, abroad, home)
			}
			abroad, home = us.Buyers, cn.Sellers
			binding += len(h.months[0].Rents)
		}
	}
	if binding < 25 {
		t.Errorf("a quota binds in %d cases only", binding)
	}
}

// The higher a floor, the more its company has, whatever it makes and sells and whatever shares of
// the gap are paid: below the strike it gets more, above it owes less.
func TestExactFloorRaised(t *testing.T) {
	for seed := uint64(1); seed <= 20; seed++ {
		draw := rand.New(rand.NewPCG(seed, 13))
		made, sold, index := markets.Mass(1+draw.IntN(40)), markets.Mass(1+draw.IntN(40)), float64(30+draw.IntN(100))
		shares := fmt.Sprintf("nominal = false\ndown = \"%d %%\"\nup = \"%d %%\"", 1+draw.IntN(100), draw.IntN(101))
		act := bidden(seed)
		var before markets.Money
		for k, strike := range []float64{20, 40, 60, 80, 100, 150} {
			s := newStage(t, floorLaw(strike, "2024-01", "2024-12", shares))
			act(s)
			s.asks("us-separation", "NdPr", sold, 25)
			s.asks("cn-separation", "NdPr", 10, index)
			s.bids("cn-magnet", "NdPr", 10, index)
			ore := lineOf(t, s.Scenario, "us-separation", "ROCK-conc")
			s.Opening.Stock[ore] = markets.Lot{Mass: 10_000 * markets.Tonne}
			s.Opening.Stock[ore].Content[markets.NdPr] = 10_000 * markets.Tonne
			s.of("us-separation").runs = []agents.Run{{Level: made * markets.Tonne}}
			h := s.play(6)
			company, got := h.company(t, "us-separation"), markets.Money(0)
			for m := range 6 {
				got += h.earned(m, company)
			}
			if k > 0 && got < before {
				t.Errorf("market %d: at a strike of %v the company gets %v, at a lower one %v", seed, strike, got, before)
			}
			before = got
		}
	}
}
