package finance

import (
	"math/rand/v2"
	"slices"
	"testing"

	"monazite/markets"
)

func TestFund(t *testing.T) {
	for _, c := range []struct {
		name         string
		need         float64
		offers       []Offer
		drawn        []float64
		offered, gap float64
	}{
		{"P01: internal 300, debt 500 of K 1000: gap 200", 1000,
			[]Offer{{FromCash, usd(300), false}, {FromBanks, usd(500), false}}, []float64{300, 500}, 800, 200},
		{"P01: a stake of 400 closes it, drawn before debt and cash", 1000,
			[]Offer{{FromCash, usd(300), false}, {FromBanks, usd(500), false}, {FromPublicEquity, usd(400), false}}, []float64{100, 500, 400}, 1200, 0},
		{"P10: open, debt 100, CN 300, US 200 for K 400: offered 600", 400,
			[]Offer{{FromBanks, usd(100), false}, {FromInvestors, usd(300), false}, {FromInvestors, usd(200), false}}, []float64{100, 180, 120}, 600, 0},
		{"P10: screened, 300 for 400", 400,
			[]Offer{{FromBanks, usd(100), false}, {FromInvestors, usd(300), true}, {FromInvestors, usd(200), false}}, []float64{100, 0, 200}, 300, 100},
		{"P10: the MSP's 150 make 450", 400,
			[]Offer{{FromBanks, usd(100), false}, {FromInvestors, usd(300), true}, {FromInvestors, usd(200), false}, {FromInvestors, usd(150), false}},
			[]float64{100, 0, 171.4286, 128.5714}, 450, 0}, // 300 * 200/350; the unit that flooring leaves to the larger
		{"P12a: a gap of 200 shared 60/40", 200,
			[]Offer{{FromPublicLoans, usd(600), false}, {FromPublicLoans, usd(400), false}}, []float64{120, 80}, 1000, 0},
		{"P19: 106 given and 110 of equity are K", 216,
			[]Offer{{FromPublicEquity, usd(110), false}, {FromGrants, usd(106), false}}, []float64{110, 106}, 216, 0},
		{"P20: a grant of 18.7 leaves 81.3", 100, []Offer{{FromGrants, usd(18.7), false}}, []float64{18.7}, 18.7, 81.3},
		{"MODEL 7.9: the order of all sources", 65,
			[]Offer{{FromInvestors, usd(10), false}, {FromCash, usd(10), false}, {FromBanks, usd(10), false}, {FromPublicLoans, usd(10), false},
				{FromPublicEquity, usd(10), false}, {FromGrants, usd(10), false}, {FromPrepayment, usd(10), false}},
			[]float64{5, 10, 10, 10, 10, 10, 10}, 70, 0},
		{"nothing needed", 0, []Offer{{FromGrants, usd(1), false}}, []float64{0}, 1, 0},
		{"nobody", 5, nil, nil, 0, 5},
		{"an offer of less than nothing", 5, []Offer{{FromCash, -usd(3), false}, {FromCash, usd(4), false}}, []float64{0, 4}, 4, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			drawn := make([]markets.Money, len(c.offers))
			got := Fund(usd(c.need), c.offers, drawn)
			for i, want := range c.drawn {
				if drawn[i] != usd(want) {
					t.Errorf("offer %d gives %v, want %v", i, drawn[i], usd(want))
				}
			}
			if got.Offered != usd(c.offered) || got.Gap != usd(c.gap) {
				t.Errorf("offered %v, gap %v, want %v, %v", got.Offered, got.Gap, c.offered, c.gap)
			}
		})
	}
}

// What flooring leaves goes to the largest offer, ties to the first, and to the next with room where the largest has
// none; what drawn held before is gone.
func TestFundRounds(t *testing.T) {
	drawn := []markets.Money{9, 9, 9, 9}
	Fund(10, []Offer{{FromGrants, 1, false}, {FromCash, 7, false}, {FromCash, 7, false}, {FromInvestors, 7, false}}, drawn)
	if want := []markets.Money{1, 5, 4, 0}; !slices.Equal(drawn, want) {
		t.Errorf("got %v, want %v", drawn, want)
	}
	Fund(3, []Offer{{FromCash, 1, true}, {FromCash, 1, false}, {FromCash, 2, false}, {FromCash, 1, false}}, drawn)
	if want := []markets.Money{0, 1, 2, 0}; !slices.Equal(drawn, want) { // floors 0, 1, 0; 1 to the largest, 1 to the first with room
		t.Errorf("got %v, want %v", drawn, want)
	}
}

// Money is neither made nor lost, nobody gives more than he offered, and no source gives before those ahead of it are empty.
func TestFundConserves(t *testing.T) {
	src := rand.New(rand.NewPCG(3, 4))
	for range 5000 {
		offers, drawn := make([]Offer, src.IntN(12)), make([]markets.Money, 12)
		largest := int64(1) << src.IntN(50)
		var open [Sources]markets.Money
		for i := range offers {
			offers[i] = Offer{Source(src.IntN(Sources)), markets.Money(src.Int64N(largest + 1)), src.IntN(4) == 0}
			if !offers[i].Barred {
				open[offers[i].Source] += offers[i].Amount
			}
		}
		need := markets.Money(src.Int64N(6*largest + 1))
		f := Fund(need, offers, drawn[:len(offers)])
		var by [Sources]markets.Money
		for i, o := range offers {
			by[o.Source] += drawn[i]
			if drawn[i] < 0 || drawn[i] > o.Amount || o.Barred && drawn[i] != 0 {
				t.Fatalf("%+v gives %d", o, drawn[i])
			}
		}
		left := need
		for s, amount := range by {
			want := min(left, open[s])
			if amount != want || f.BySource[s] != want {
				t.Fatalf("source %d gives %d and says %d, want %d: need %d, offers %+v", s, amount, f.BySource[s], want, need, offers)
			}
			left -= amount
		}
		if f.Gap != left {
			t.Fatalf("gap %d, want %d", f.Gap, left)
		}
	}
}

// MODEL 7.9: min(.5 K, CF_min/(1.3 annuity)); the annuity of 10 years at .08 is 1/6.7100814.
func TestBankDebt(t *testing.T) {
	near(t, Annuity(.08, 10), 1/6.7100814, 1e-10)
	near(t, Annuity(0, 10), .1, 0)
	for _, c := range []struct {
		name          string
		capex         float64
		weakest, want float64
	}{
		{"half of K binds", 1000, 200, 500},
		{"cash binds", 1000, 65, 335.5041}, // 65/1.3 * 6.7100814
		{"P01: debt cap 500", 1000, 97, 500},
		{"no cash", 1000, 0, 0},
		{"a loss", 1000, -3, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := BankDebt(usd(c.capex), c.weakest, .08); got != usd(c.want) {
				t.Errorf("got %v, want %v", got, usd(c.want))
			}
		})
	}
}

func TestGivers(t *testing.T) {
	for _, c := range []struct{ cash, cost, want markets.Money }{{500, 100, 200}, {300, 100, 0}, {100, 100, 0}} { // MODEL 7.9
		if got := SpareCash(c.cash, c.cost); got != c.want {
			t.Errorf("cash %d at %d a month: %d to spare, want %d", c.cash, c.cost, got, c.want)
		}
	}
	for _, c := range []struct {
		name     string
		investor Investor
		gap      markets.Money
		want     markets.Money
	}{
		{"three tenths of the gap", Investor{Capital: 3000, Free: 3000}, 200, 60},
		{"a quarter of the capital", Investor{Capital: 3000, Free: 3000}, 10_000, 750},
		{"free capital", Investor{Capital: 3000, Free: 40}, 10_000, 40},
		{"no gap", Investor{Capital: 3000, Free: 40}, -5, 0},
		{"overdrawn", Investor{Capital: 3000, Free: -1}, 100, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.investor.Offer(c.gap); got != c.want {
				t.Errorf("offers %d, want %d", got, c.want)
			}
		})
	}
	for _, c := range []struct {
		name                string
		strategic, contract bool
		irr                 float64
		want                bool
	}{
		{"at kappa", false, false, .16, true}, {"below", false, true, .159, false},
		{"strategic without contract", true, false, .14, false}, {"strategic with one", true, true, .1301, true}, {"below kappa - .03", true, true, .129, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := (Investor{Required: .16, Strategic: c.strategic}).Accepts(c.irr, c.contract); got != c.want {
				t.Errorf("accepts %v, want %v", got, c.want)
			}
		})
	}
}

// P01: pre-money 2,266.7 + 400 is 15.0 %.
func TestStake(t *testing.T) {
	near(t, float64(Stake(usd(2266.7), usd(400)))/float64(markets.Whole), .150, .00005)
	if got, want := Stake(usd(1700), usd(300)), markets.Whole*15/100; got != want {
		t.Errorf("300 on 1700: %v, want %v", got, want)
	}
	if Stake(-5, 10) != markets.Whole || Stake(0, 0) != 0 {
		t.Error("a company worth nothing is bought whole, by money")
	}
	// P01: of a dividend of 100M, 15M.
	if got := markets.MulDiv(int64(usd(100e6)), int64(markets.Whole*15/100), int64(markets.Whole)); got != int64(usd(15e6)) {
		t.Errorf("dividend %v", markets.Money(got))
	}
}
