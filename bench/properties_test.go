package bench

import (
	"fmt"
	"math"
	"testing"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// witness checks, month by month, what holds in every world whatever its agents do.
type witness struct {
	t     *testing.T
	world *engine.World
	name  string

	months, flows, bought int // seen, so that no property holds for want of cases

	stock   []markets.Mass  // per line, a month before
	credit  []markets.Money // per company, a month before
	exports map[yearGood]markets.Mass
	quota   map[string]markets.Mass // by level: what may leave China in a year
}

type yearGood struct {
	year int
	set  string
}

func (v *witness) fail(format string, args ...any) {
	v.t.Helper()
	v.t.Errorf("%s, %v: %s", v.name, v.world.Month-1, fmt.Sprintf(format, args...))
}

// Record is called when the month is over.
func (v *witness) Record(t *engine.Tables) error {
	v.stocks()
	v.money()
	v.prices(t)
	v.trade(t)
	v.production(t)
	v.users(t)
	if v.stock != nil {
		v.purchases(t)
	}
	v.remember()
	v.months++
	return nil
}

func (v *witness) remember() {
	v.stock, v.credit = v.stock[:0], append(v.credit[:0], v.world.Credit...)
	for i := range v.world.Stock {
		v.stock = append(v.stock, v.world.Stock[i].Mass)
	}
}

// No stock is negative, in mass or in any element, nor what it cost.
func (v *witness) stocks() {
	for i := range v.world.Stock {
		lot := &v.world.Stock[i]
		if lot.Mass < 0 || lot.Cost < 0 && v.world.Lines[i].Side == agents.Buys {
			v.fail("stock %d: %v that cost %v", i, lot.Mass, lot.Cost)
		}
		for e, m := range lot.Content {
			if m < 0 {
				v.fail("stock %d: %v of %v", i, m, markets.Element(e))
			}
		}
	}
}

// All cash sums to nothing and the clearing house is empty.
func (v *witness) money() {
	var sum markets.Money
	for _, cash := range v.world.Cash {
		sum += cash
	}
	if house := v.world.Cash[len(v.world.Cash)-1]; sum != 0 || house != 0 {
		v.fail("all cash sums to %v, the clearing house holds %v", sum, house)
	}
}

// Prices are not negative; what was bought of an oxide was bought at the buyers' price or at a
// contract's with freight and duty, and a blend at most half off or half more.
func (v *witness) prices(t *engine.Tables) {
	for i := range t.Prices {
		p := &t.Prices[i]
		if p.Buyers < 0 || p.Sellers < 0 || p.VWAP < 0 || p.Bought < 0 || p.Sold < 0 {
			v.fail("%+v", *p)
		}
		if p.Bought == 0 || !p.BuyersTraded {
			continue
		}
		low, high := p.Buyers, p.Buyers
		if g := &v.world.Goods[p.Good]; g.Blend() && g.Level != markets.Magnet {
			low, high = low/2, high+high/2
		}
		for k := range v.world.Contracts {
			c := &v.world.Contracts[k]
			if from := v.node(c.Seller); c.Delivered > 0 && v.world.Lines[c.Buyer].Good == p.Good && v.node(c.Buyer) == p.Node {
				landed := c.Paid + carriage(t, p.Good, from, p.Node)
				low, high = min(low, landed), max(high, landed)
			}
		}
		// every fill is rounded to 1e-4 USD
		slack := markets.Price(1 + 1000*100_000/int64(p.Bought))
		if p.VWAP < low-slack || p.VWAP > high+slack {
			v.fail("%s at %s: mean price %v is not between %v and %v", v.world.Goods[p.Good].Name, v.world.Nodes[p.Node].Name, p.VWAP, low, high)
		}
	}
}

// node is where a line is.
func (v *witness) node(line engine.ID) engine.ID {
	return v.world.Sites[v.world.Lines[line].Site].Node
}

// carriage is the freight and duty that a kilogram paid between two nodes, by the table of flows.
func carriage(t *engine.Tables, good, from, to engine.ID) markets.Price {
	for _, f := range t.Flows {
		if f.Good == good && f.From == from && f.To == to {
			return markets.Price(markets.MulDiv(int64(f.Freight+f.Duty), 100_000, int64(f.Mass)))
		}
	}
	return 0
}

// Goods move between different nodes, on routes that exist, pay what the route costs, and within
// the quotas of their year.
func (v *witness) trade(t *engine.Tables) {
	for i := range t.Flows {
		f := &t.Flows[i]
		v.flows++
		if f.From == f.To || f.Mass <= 0 || f.Freight < 0 || f.Duty < 0 {
			v.fail("%+v", *f)
		}
		carried := false
		for r, route := range v.world.Routes {
			freight := v.world.Freight[int(f.Good)*len(v.world.Routes)+r]
			if route.From == f.From && route.To == f.To && freight >= 0 {
				carried = true
				// contracts and transfers round their freight apart from the market's
				if off := f.Freight - freight.Times(f.Mass); abs(off) > 50 {
					v.fail("freight of %+v is off by %v", *f, off)
				}
			}
		}
		if !carried {
			v.fail("%s moves on a closed route: %+v", v.world.Goods[f.Good].Name, *f)
		}
		if v.quota != nil && v.world.Goods[f.Good].Level == markets.Scrap && v.world.Nodes[f.From].Name == "US" {
			v.fail("%s leaves under a ban: %+v", v.world.Goods[f.Good].Name, *f)
		}
		if f.From == v.world.Index {
			v.exports[yearGood{t.Month.Year(), v.world.Goods[f.Good].Level.String()}] += f.Mass
		}
	}
	for level, most := range v.quota {
		if left := v.exports[yearGood{t.Month.Year(), level}]; left > most {
			v.fail("%v of %s have left under a quota of %v", left, level, most)
		}
	}
}

// What plants take and make is what the balances say; plants run between nothing and all.
func (v *witness) production(t *engine.Tables) {
	type cell struct{ good, region engine.ID }
	taken, made := map[cell]markets.Mass{}, map[cell]markets.Mass{}
	for _, r := range t.Production {
		c := cell{r.Good, v.world.Nodes[v.world.Sites[r.Site].Node].Region}
		taken[c] += r.Input
		made[c] += r.Output
		if r.Input < 0 || r.Output < 0 {
			v.fail("%+v", r)
		}
	}
	for _, b := range t.Balances {
		c := cell{b.Good, b.Region}
		if taken[c] != b.Used || made[c] != b.Produced+b.Recycled {
			v.fail("%+v, but plants took %v and made %v", b, taken[c], made[c])
		}
		delete(taken, c)
		delete(made, c)
	}
	if len(taken)+len(made) > 0 {
		v.fail("no balances of %v and %v", taken, made)
	}
	for _, p := range t.Plants {
		if !(p.Utilisation >= 0 && p.Utilisation <= 1) || !(p.Capacity >= 0) {
			v.fail("%s: %+v", v.world.Sites[p.Site].Name, p)
		}
	}
}

// What users consume and what they do not get is what they wished.
func (v *witness) users(t *engine.Tables) {
	consumed := make([]float64, len(v.world.Goods))
	for _, r := range t.Production {
		if kind := v.world.Sites[r.Site].Kind; kind == "offtaker" || kind == "oxideuser" {
			consumed[r.Good] += float64(r.Input) / 1e6
		}
	}
	unserved := make([]float64, len(v.world.Goods))
	for _, b := range t.Balances {
		unserved[b.Good] += float64(b.Unserved) / 1e6
	}
	demand, share := make([]float64, len(v.world.Goods)), make([]float64, len(v.world.Goods))
	for _, r := range t.Metrics {
		for good := range v.world.Goods {
			switch {
			case r.Stage != v.world.Goods[good].Name:
			case r.Metric == "demand":
				demand[good] = r.Value
			case r.Metric == "unserved":
				share[good] = r.Value
			}
		}
	}
	for good, wish := range demand {
		if math.Abs(consumed[good]+unserved[good]-wish) > 1e-6*(1+wish) {
			v.fail("%s: %v t consumed and %v t unserved of %v t", v.world.Goods[good].Name, consumed[good], unserved[good], wish)
		}
		if math.Abs(share[good]*wish-unserved[good]) > 1e-6*(1+wish) || !(share[good] >= 0 && share[good] <= 1) {
			v.fail("%s: share unserved %v", v.world.Goods[good].Name, share[good])
		}
	}
}

// A company that buys anything on the market ends the month within its credit line, for it bids what
// it can pay; only its standing and operating costs, its taxes and what it owes by contract can take
// it below.
func (v *witness) purchases(t *engine.Tables) {
	in := append([]markets.Mass(nil), v.stock...)
	for _, r := range t.Production {
		facts := &v.world.Sites[r.Site]
		for line := facts.First; line < facts.First+facts.Lines; line++ {
			if v.world.Lines[line].Good == r.Good {
				in[line] += r.Output - r.Input
			}
		}
	}
	for i, transfer := range v.world.Transfers {
		in[transfer.To] += v.world.Passed[i]
	}
	for i := range v.world.Contracts {
		c := &v.world.Contracts[i]
		in[c.Buyer] += c.Delivered
	}
	for i := range in {
		firm := v.world.Sites[v.world.Lines[i].Site].Firm
		if v.world.Lines[i].Side != agents.Buys || v.world.Stock[i].Mass <= in[i] || t.Month.YearEnds() {
			continue
		}
		v.bought++
		if short := v.world.Cash[firm] + v.credit[firm]; short < 0 {
			v.fail("%s bought %v of %s and is %v beyond its credit line", v.world.Firms[firm].Name,
				v.world.Stock[i].Mass-in[i], v.world.Goods[v.world.Lines[i].Good].Name, -short)
		}
	}
}

// strict is law that binds in both scenarios.
const strict = `
[[instrument]]
id = "oxide-quota"
kind = "export-quota"
government = "CN"
goods = ["oxide"]
annual = ["%d t/yr"]
start = "2024-01"

[[instrument]]
id = "magnet-quota"
kind = "export-quota"
government = "CN"
goods = ["magnet"]
annual = ["%d t/yr"]
start = "2024-01"

[[instrument]]
id = "scrap-ban"
kind = "raw-export-ban"
government = "US"
goods = ["scrap"]
start = "2024-01"
`

func TestProperties(t *testing.T) {
	seeds := uint64(4)
	if testing.Short() {
		seeds = 1
	}
	for _, c := range []struct {
		name            string
		oxides, magnets markets.Mass // t/yr; 0 without quotas
	}{{"small", 0, 0}, {"small", 4, 900}, {"world", 0, 0}, {"world", 20_000, 30_000}} {
		text := "extends = \"" + c.name + "\"\n"
		if c.oxides > 0 {
			text += fmt.Sprintf(strict, c.oxides, c.magnets)
		}
		s := open(t, written(t, text))
		s.Months = 36
		for seed := uint64(1); seed <= seeds; seed++ {
			v := &witness{t: t, name: fmt.Sprintf("%s, seed %d, quotas %d and %d", c.name, seed, c.oxides, c.magnets), exports: map[yearGood]markets.Mass{}}
			if c.oxides > 0 {
				v.quota = map[string]markets.Mass{"oxide": c.oxides * markets.Tonne, "magnet": c.magnets * markets.Tonne}
			}
			v.world = engine.New(s, engine.Options{Seed: seed, Workers: 2, Recorder: v})
			if err := v.world.Run(nil); err != nil {
				t.Fatal(err)
			}
			if v.months != s.Months || v.flows < 4*s.Months || v.bought < 4*s.Months {
				t.Errorf("%s: %d months, %d flows, %d purchases", v.name, v.months, v.flows, v.bought)
			}
		}
	}
}
