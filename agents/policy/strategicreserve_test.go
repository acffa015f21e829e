package policy

import (
	"math"
	"testing"

	"monazite/agents"
	"monazite/markets"
)

// keeper is a reserve of NdPr in the United States that has begun to act, and what it sees.
type keeper struct {
	policy  agents.Policy
	memory  agents.Memory
	account agents.Account
	frame   *agents.Frame
}

// ndpr is the cell of NdPr at the node of the United States.
const ndpr = 1*4 + 2

func keeps(t *testing.T, keys *StrategicReserve) *keeper {
	s := setup("US", "2025-01", "2030-12")
	s.Site, s.Model.AnchorSpeed = 4, .02
	k := &keeper{policy: build(t, keys, s), account: agents.Account{Stock: make([]markets.Lot, 1)}, frame: frame()}
	k.memory.Notes = make([]float64, s.Notes)
	k.price(60)
	k.frame.Needs[ndpr].Use12 = 60
	return k
}

func (k *keeper) price(usd float64) {
	k.frame.Quotes[ndpr] = agents.Quote{Buyers: markets.Price(usd * 1e6), BuyersTraded: true}
}

func (k *keeper) enact(year, month int) []agents.PublicOrder {
	var out agents.Measures
	k.policy.Enact(agents.NewView(agents.MonthOf(year, month), sample(), k.frame, nil, &k.account, 4), &k.memory, &out)
	return out.Orders
}

func defaults() *StrategicReserve {
	return &StrategicReserve{Goods: []string{"NdPr"}, Target: 60, Rate: 10, Low: .8, High: 1.5, Budget: 1e12, Sells: "price"}
}

// At an anchor of 60 USD/kg and a use of 60 t a month the reserve bids 48 for ten days of use, 20 t, until it holds
// sixty, 120 t, and asks 90 for as much.
func TestReserveOrders(t *testing.T) {
	bid := func(mass markets.Mass) agents.PublicOrder {
		return agents.PublicOrder{Good: 1, Bid: true, Price: 48e6, Mass: mass * markets.Tonne, Source: 5}
	}
	ask := func(mass markets.Mass) agents.PublicOrder {
		return agents.PublicOrder{Good: 1, Price: 90e6, Mass: mass * markets.Tonne, Source: 5}
	}
	for _, c := range []struct {
		name   string
		stock  markets.Mass
		change func(k *StrategicReserve)
		want   []agents.PublicOrder
	}{
		{"empty", 0, nil, []agents.PublicOrder{bid(20)}},
		{"half full", 60, nil, []agents.PublicOrder{bid(20), ask(20)}},
		{"nearly full", 110, nil, []agents.PublicOrder{bid(10), ask(20)}},
		{"full", 130, nil, []agents.PublicOrder{ask(20)}},
		{"little to sell", 5, nil, []agents.PublicOrder{bid(20), ask(5)}},
		{"never sells", 60, func(k *StrategicReserve) { k.Sells = "never" }, []agents.PublicOrder{bid(20)}},
		{"no crisis", 60, func(k *StrategicReserve) { k.Sells = "crisis" }, []agents.PublicOrder{bid(20)}},
		{"no target", 0, func(k *StrategicReserve) { k.Target = 0 }, nil},
		{"a budget for 10 t", 0, func(k *StrategicReserve) { k.Budget = 480_000 }, []agents.PublicOrder{bid(10)}},
	} {
		keys := defaults()
		if c.change != nil {
			c.change(keys)
		}
		k := keeps(t, keys)
		k.account.Stock[0].Mass = c.stock * markets.Tonne
		got := k.enact(2025, 1)
		if len(got) != len(c.want) {
			t.Errorf("%s: orders %+v, want %+v", c.name, got, c.want)
			continue
		}
		for i := range got {
			if p := got[i].Price - c.want[i].Price; p < -1 || p > 1 || got[i].Mass != c.want[i].Mass || got[i].Bid != c.want[i].Bid || got[i].Good != 1 || got[i].Source != 5 {
				t.Errorf("%s: order %+v, want %+v", c.name, got[i], c.want[i])
			}
		}
	}
}

// The anchor starts at the price of the first month and then moves by 2 % of the way in logarithms, where there is trade.
func TestReserveAnchor(t *testing.T) {
	k := keeps(t, defaults())
	if k.enact(2024, 12) != nil || k.memory.Mode != 0 {
		t.Error("the reserve acts before its start")
	}
	k.enact(2025, 1)
	k.price(120)
	got, want := k.enact(2025, 2)[0].Price, 48*math.Pow(2, .02)
	if math.Abs(float64(got)/1e6-want) > 1e-5 {
		t.Errorf("bid %v, want %v", got, want)
	}
	k.frame.Quotes[ndpr].BuyersTraded = false
	if next := k.enact(2025, 3)[0].Price; next != got {
		t.Errorf("bid %v after a price without trade, want %v", next, got)
	}
	if k.enact(2031, 1) != nil {
		t.Error("the reserve acts after its end")
	}
}

// A reserve for crises sells when the price is above one and a half anchors, or when more than a twentieth of what the
// region's final users wish for is not there.
func TestReserveCrisis(t *testing.T) {
	for _, c := range []struct {
		name             string
		price            float64
		demand, unserved float64
		sells            bool
	}{
		{"calm", 60, 100, 4, false},
		{"dear", 95, 100, 0, true},
		{"short", 60, 100, 6, true},
		{"nobody wishes", 60, 0, 0, false},
	} {
		keys := defaults()
		keys.Sells = "crisis"
		k := keeps(t, keys)
		k.account.Stock[0].Mass = 130 * markets.Tonne
		k.enact(2025, 1)
		k.price(c.price)
		k.frame.Needs[ndpr].Demand, k.frame.Needs[ndpr].Unserved = c.demand, c.unserved
		if got := k.enact(2025, 2); len(got) > 0 != c.sells {
			t.Errorf("%s: orders %+v", c.name, got)
		}
	}
}

// What the instrument has paid since January is no longer in the budget; a new year begins with all of it.
func TestReserveBudget(t *testing.T) {
	keys := defaults()
	keys.Budget = 1_000_000
	k := keeps(t, keys)
	k.enact(2025, 1)
	k.account.DrawnYear = 760_000 * markets.USD
	if got := k.enact(2025, 2)[0].Mass; got < 4_999_999 || got > 5_000_001 {
		t.Errorf("bids for %v of a budget for 5 t", got)
	}
	if got := k.enact(2026, 1)[0].Mass; got != 20*markets.Tonne {
		t.Errorf("bids for %v in January, want 20 t", got)
	}
	k.account.DrawnYear = 2_000_000 * markets.USD
	if got := k.enact(2026, 2)[0].Mass; got != 0 {
		t.Errorf("bids for %v of an overdrawn budget", got)
	}
}

// MODEL 8.2: 130 t for demand 200 - 2 P sell at 35. A reserve that takes 20 t a month at up to 48 makes that 45 and
// pays 0.9 M USD; one that would take 40 holds the price at 48 and gets 26 t.
func TestReserveMarket(t *testing.T) {
	for _, c := range []struct {
		use   float64
		price markets.Price
		mass  markets.Mass
	}{{0, 35e6, 0}, {60, 45e6, 20 * markets.Tonne}, {120, 48e6, 26 * markets.Tonne}} {
		k := keeps(t, defaults())
		k.frame.Needs[ndpr].Use12 = c.use
		b := &markets.Book{Nodes: 1, Asks: []markets.Order{{Mass: 130 * markets.Tonne}}}
		for i := range 200 {
			b.Bids = append(b.Bids, markets.Order{Price: markets.Price(99.75e6 - float64(i)*.5e6), Mass: markets.Tonne})
		}
		for _, o := range k.enact(2025, 1) {
			b.Bids = append(b.Bids, markets.Order{Price: o.Price, Mass: o.Mass})
		}
		got := auction(b)
		if d := got.Buyers[0] - c.price; d < -1 || d > 1 {
			t.Errorf("use %v: price %v, want %v", c.use, got.Buyers[0], c.price)
		}
		if c.mass > 0 && got.BidFill[200] != c.mass {
			t.Errorf("use %v: the reserve buys %v, want %v", c.use, got.BidFill[200], c.mass)
		}
		if c.use == 60 {
			if paid := got.Buyers[0].Times(got.BidFill[200]); paid != 900_000*markets.USD {
				t.Errorf("the reserve pays %v", paid)
			}
		}
	}
}
