package engine

import (
	"math"
	"testing"

	"monazite/agents"
	"monazite/markets"
)

func TestCashSplit(t *testing.T) {
	for _, c := range []struct {
		name          string
		money         int64
		planned, want []int64
	}{
		{"planned 30 and 10 of 20", 20, []int64{30, 10}, []int64{15, 5}},
		{"nothing planned: equally", 20, []int64{0, 0}, []int64{10, 10}},
		{"what flooring leaves goes to the largest", 10, []int64{1, 1, 1}, []int64{4, 3, 3}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := make([]int64, len(c.planned))
			SplitCash(c.money, c.planned, got)
			for i := range got {
				if got[i] != c.want[i] {
					t.Errorf("got %v, want %v", got, c.want)
				}
			}
		})
	}
}

// MODEL 7.7, test F2.
func TestTwoWayContract(t *testing.T) {
	floor := func(up markets.Share) *agents.Guarantee {
		return &agents.Guarantee{Strike: 110 * markets.USDPerKg, Down: markets.Whole, Up: up}
	}
	for _, c := range []struct {
		name    string
		up      markets.Share
		index   markets.Price
		mass    markets.Mass
		out, in markets.Money
	}{
		{"index 60, 100 t", 0, 60, 100, 5_000_000, 0},
		{"index 63: 47 USD/kg", 0, 63, 1, 47_000, 0},
		{"index 130, upside active", markets.Whole * 3 / 10, 130, 100, 0, 600_000},
		{"index 130, upside inactive", 0, 130, 100, 0, 0},
		{"at the strike", markets.Whole * 3 / 10, 110, 100, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, in := Difference(floor(c.up), c.index*markets.USDPerKg, c.mass*markets.Tonne)
			if out != c.out*markets.USD || in != c.in*markets.USD {
				t.Errorf("got %v out and %v in, want %v and %v", out, in, c.out*markets.USD, c.in*markets.USD)
			}
		})
	}
}

// MODEL 8.2, P05: of a floor of 140 M USD 40 are paid at a profit of 100, and of 180 the government gets the first 30
// and half of the other 10. A plant that ran for three months has a quarter of both.
func TestProfitFloor(t *testing.T) {
	floor := &agents.Guarantee{
		Kind: agents.Profit, Level: 140_000_000 * markets.USD, First: 30_000_000 * markets.USD, Down: markets.Whole, Up: markets.Whole / 2, Every: 12,
	}
	for _, c := range []struct {
		months          int16
		profit, out, in markets.Money
	}{{12, 100, 40, 0}, {12, 140, 0, 0}, {12, 160, 0, 20}, {12, 180, 0, 35}, {3, 25, 10, 0}, {12, -20, 160, 0}} {
		out, in := ProfitShare(forMonths(floor, c.months), c.profit*1_000_000*markets.USD)
		if out != c.out*1_000_000*markets.USD || in != c.in*1_000_000*markets.USD {
			t.Errorf("%d months at %d: %v out and %v in, want %d and %d M USD", c.months, c.profit, out, in, c.out, c.in)
		}
	}
}

// MODEL 7.7, test F4: MP was paid 51 M USD for the fourth quarter of 2025, in which it made 718 t; in 2025 it had made 2,599 t and
// sold 1,994, so that 600 to 780 t lay in store when the quarter began. With these an index of 71 to 76 USD/kg pays that
// much; without them it would have to be 39, which it was not: opening stock is covered.
func TestFirstPaymentToMP(t *testing.T) {
	floor := &agents.Guarantee{Strike: 110 * markets.USDPerKg, Down: markets.Whole}
	for _, c := range []struct {
		stock, index markets.Mass
	}{{600, 71}, {780, 76}, {0, 39}} {
		out, _ := Difference(floor, markets.Price(c.index)*markets.USDPerKg, (718+c.stock)*markets.Tonne)
		if off := float64(out)/float64(51_000_000*markets.USD) - 1; math.Abs(off) > 0.015 {
			t.Errorf("%d t in store, index %d: paid %v", c.stock, c.index, out)
		}
	}
}

// P03: 40 t sold at 50 to an affiliate while the index is 60. A contract for difference pays 50 USD/kg, a deficiency payment on the
// own price 60.
func TestDeficiencyPaysFriends(t *testing.T) {
	w := &World{}
	claim := &Claim{Covered: 40 * markets.Tonne, Months: 3, IndexSum: 3 * 60 * markets.USDPerKg, Revenue: (50 * markets.USDPerKg).Times(40 * markets.Tonne)}
	for kind, want := range map[agents.GuaranteeKind]markets.Money{agents.IndexPrice: 2_000_000 * markets.USD, agents.OwnPrice: 2_400_000 * markets.USD} {
		g := &agents.Guarantee{Kind: kind, Strike: 110 * markets.USDPerKg, Down: markets.Whole}
		if out, in := w.owed(g, claim); out != want || in != 0 {
			t.Errorf("kind %d pays %v and takes %v, want %v", kind, out, in, want)
		}
	}
}

func TestMetrics(t *testing.T) {
	if got := HHI([]float64{70, 20, 10}); math.Abs(got-5400) > 1e-9 {
		t.Errorf("HHI of .7/.2/.1 = %v, want 5400", got)
	}
	if got := DaysOfCover(60, 90); got != 20 {
		t.Errorf("60 t at 90 t a month = %v days, want 20", got)
	}
	if got := DaysOfCover(60, 0); got != 0 {
		t.Errorf("no use: %v days, want 0", got)
	}
}

// MODEL 7.2: doubling at a rate of 10 % gives x 0.9, exponent 0.1520.
func TestLearningCurve(t *testing.T) {
	if b := LearningExponent(0.1); math.Abs(b-0.1520) > 5e-5 {
		t.Errorf("exponent %v", b)
	}
	if f := LearningFactor(5, 10, 0.1); math.Abs(f-0.9) > 1e-12 {
		t.Errorf("factor %v", f)
	}
	if f := DepletionFactor(0.5, 0.3); f != 1.075 {
		t.Errorf("depletion %v", f)
	}
}

func TestMonth(t *testing.T) {
	for text, want := range map[string]Month{"2024-01": 0, "2023-12": -1, "2040-12": 203, "2027": 36, "1950-01": -888} {
		var m Month
		if err := m.UnmarshalText([]byte(text)); err != nil || m != want {
			t.Errorf("%s = %d, %v, want %d", text, m, err, want)
		}
	}
	for _, text := range []string{"2024-13", "24-01", "2024/01", "", "2024-1x"} {
		var m Month
		if err := m.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is read as %d", text, m)
		}
	}
	if m := Month(-1); m.Year() != 2023 || m.Calendar() != 12 || !m.YearEnds() || !m.QuarterEnds() || m.String() != "2023-12" {
		t.Errorf("December 2023 is %v", m)
	}
}

func TestLotTakesProRata(t *testing.T) {
	lot := markets.Lot{Mass: 10, Content: markets.Content{7, 2, 1}, Cost: 100}
	if got, want := lot.Take(5), (markets.Lot{Mass: 5, Content: markets.Content{4, 1, 0}, Cost: 50}); got != want {
		t.Errorf("took %v, want %v", got, want)
	}
	few := markets.Lot{Mass: 3, Content: markets.Content{1, 1, 1}}
	if got := few.Take(2); got.Content.Sum() != 2 || few.Content.Sum() != 1 {
		t.Errorf("took %v, left %v", got, few)
	}
}
