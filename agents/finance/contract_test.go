package finance

import (
	"testing"

	"monazite/markets"
)

const perKg = markets.USDPerKg

// MODEL 7.6, the price forms.
func TestPricing(t *testing.T) {
	collar := Pricing{Form: Collar, Floor: 50 * perKg, Cap: 90 * perKg}
	for _, c := range []struct {
		name        string
		pricing     Pricing
		index, cost markets.Price
		want        markets.Price
	}{
		{"fixed", Pricing{Price: 50 * perKg}, 110, 20, 50 * perKg},
		{"indexed: .9 I + 5 at 60", Pricing{Form: Indexed, Slope: markets.Whole * 9 / 10, Add: 5 * perKg}, 60, 20, 59 * perKg},
		{"indexed: I - 70 at 60", Pricing{Form: Indexed, Slope: markets.Whole, Add: -70 * perKg}, 60, 20, 0},
		{"collar 50-90 at 110", collar, 110, 20, 90 * perKg},
		{"collar 50-90 at 60", collar, 60, 20, 60 * perKg},
		{"collar 50-90 at 40", collar, 40, 20, 50 * perKg},
		{"cost 20 plus 8 %", Pricing{Form: CostPlus, Markup: markets.Whole * 8 / 100}, 110, 20, 21_600_000},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.pricing.At(c.index*perKg, c.cost*perKg); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// MODEL 7.6: qty 100, top .8, lifted 60, Pc 50: 60*50*KG + 20*50*KG = $4.0M.
func TestTakeOrPay(t *testing.T) {
	price, floor := 50*perKg, (markets.Whole * 8 / 10).Of(100*markets.Tonne)
	if got, want := price.Times(60*markets.Tonne)+TakeOrPay(price, floor, 60*markets.Tonne), usd(4e6); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := TakeOrPay(price, floor, 90*markets.Tonne); got != 0 {
		t.Errorf("lifted more than the floor: got %v, want 0", got)
	}
}

// MODEL 7.6 and P06: $200M prepaid over 10,000 t is 20 USD/kg.
func TestPrepayment(t *testing.T) {
	apple := Prepayment{Paid: usd(200e6), Total: 10_000 * markets.Tonne}
	if got := apple.PerKg(); got != 20*perKg {
		t.Errorf("credit of %v, want 20 USD/kg", got)
	}
	if got := apple.Credit(0, markets.Tonne); got != usd(20_000) {
		t.Errorf("the first tonne takes off %v, want 20000 USD", got)
	}
	if got := apple.Credit(9_999*markets.Tonne, 5*markets.Tonne); got != usd(20_000) {
		t.Errorf("the last tonne and four beyond take off %v, want 20000 USD", got)
	}
	odd := Prepayment{Paid: 1_000_000_007, Total: 3_333_333}
	var sum markets.Money
	for delivered := markets.Mass(0); delivered < 3_500_000; delivered += 70_001 {
		sum += odd.Credit(delivered, 70_001)
	}
	if sum != odd.Paid {
		t.Errorf("the deliveries take off %d of %d", sum, odd.Paid)
	}
}

// P17b, the hand numbers of MODEL 7.6's price: cost 60, value 100: beta .5: 80; beta .65: 74. P03: beta .9.
func TestNashPrice(t *testing.T) {
	for _, c := range []struct{ worth, beta, want float64 }{{100, .5, 80}, {100, .65, 74}, {100, .9, 64}, {100, 1, 60}, {100, 0, 100}, {50, .5, 60}} {
		near(t, Match{Worth: c.worth, Least: 60}.Price(c.beta), c.want, 1e-12)
	}
}

func TestMatching(t *testing.T) {
	// (100 * 1.1 - 60) * 10 t * 12 * 5 yr * 1000
	m := Match{Worth: 100, Premium: .1, Least: 60, Tonnes: 10, Years: 5}
	near(t, m.Surplus(), 30e6, 1e-3)
	m.Worth = 50
	near(t, m.Surplus(), -3e6, 1e-3)
	for _, c := range []struct {
		surplus, largest float64
		want             int
	}{{30, 30, 2_718_282}, {15, 30, 1_648_721}, {0, 30, 0}, {-3, 30, 0}, {-3, -3, 0}} { // e, e^.5
		if got := MatchWeight(c.surplus, c.largest); got != c.want {
			t.Errorf("surplus %v of %v: weight %d, want %d", c.surplus, c.largest, got, c.want)
		}
	}
}

// P05: 140 M USD growing by 2 % a year are 145.656 in the third year (n 2).
func TestEBITDAFloor(t *testing.T) {
	f := EBITDAFloor{Level: usd(140e6), Growth: .02}
	for year, want := range map[int]float64{0: 140, 1: 142.8, 2: 145.656} {
		if got := f.In(year); got != usd(want*1e6) {
			t.Errorf("year %d: %v, want %v M USD", year, got, want)
		}
	}
}
