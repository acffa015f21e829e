package bench

import (
	"testing"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// script is a plant that does every month what it is told. Scripted plants in an otherwise empty
// world give the worked examples of the model to the last unit.
type script struct {
	runs   []agents.Run
	want   map[int]markets.Mass // by slot
	orders []agents.Order
}

func (s *script) Plan(_ agents.View, _ *agents.Memory, p *agents.Plan) {
	p.Runs = append(p.Runs, s.runs...)
	for slot := range p.Want {
		p.Want[slot] = s.want[slot]
	}
}

func (s *script) Quote(_ agents.View, _ *agents.Memory, o *[]agents.Order) {
	*o = append(*o, s.orders...)
}

// stage is the small world without its law, its actors silent, nobody's costs running and
// everybody rich.
type stage struct {
	t testing.TB
	*engine.Scenario
	acts []*script
}

const lawless = `
[[instrument]]
id = "cn-vat"
remove = true

[[instrument]]
id = "us-duty"
remove = true
`

func newStage(t testing.TB, text string) *stage {
	t.Helper()
	s := &stage{t: t, Scenario: small(t, lawless+text)}
	s.Model = agents.Model{LeastTraded: s.Model.LeastTraded}
	for i := range s.Plants {
		s.acts = append(s.acts, &script{want: map[int]markets.Mass{}})
		if s.Firms[s.Sites[i].Firm].Source != engine.None {
			continue // an instrument's
		}
		s.Plants[i].Agent, s.Plants[i].FixedCost, s.Plants[i].Life = s.acts[i], 0, 0
		for k := range s.Plants[i].Activities {
			s.Plants[i].Activities[k].Cost = 0
			for o := range s.Plants[i].Activities[k].Outputs {
				s.Plants[i].Activities[k].Outputs[o].Cost = 0
			}
		}
	}
	clear(s.Opening.Stock)
	clear(s.Opening.Cash)
	clear(s.Opening.Book)
	clear(s.Opening.Equity)
	s.Opening.Loans, s.Opening.Progress, s.Projects = nil, nil, nil
	s.Opening.Contracts = nil
	const rich = 1_000_000_000 * markets.USD
	for i := range s.Firms {
		if s.Firms[i].Source != engine.None {
			continue
		}
		s.Opening.Equity[i] = rich
		s.Opening.Cash[i] = rich
		s.Opening.Cash[len(s.Opening.Cash)-2] -= rich
	}
	return s
}

func (s *stage) slot(site, good string) int {
	return int(lineOf(s.t, s.Scenario, site, good)) - s.Sites[siteOf(s.t, s.Scenario, site)].First
}

func (s *stage) of(site string) *script { return s.acts[siteOf(s.t, s.Scenario, site)] }

// owns gives a plant a stock of an oxide, t.
func (s *stage) owns(site, good string, mass markets.Mass) {
	line := lineOf(s.t, s.Scenario, site, good)
	lot := markets.Lot{Mass: mass * markets.Tonne}
	lot.Content[s.Goods[s.Lines[line].Good].Element] = lot.Mass
	s.Opening.Stock[line] = lot
}

// asks and bids are of one step, t at USD/kg.
func (s *stage) asks(site, good string, mass markets.Mass, price float64) {
	s.order(site, good, false, mass, price)
}

func (s *stage) bids(site, good string, mass markets.Mass, price float64) {
	s.order(site, good, true, mass, price)
}

func (s *stage) order(site, good string, bid bool, mass markets.Mass, price float64) {
	act := s.of(site)
	act.orders = append(act.orders, agents.Order{
		Slot: int32(s.slot(site, good)), Bid: bid, Mass: mass * markets.Tonne,
		Price: markets.Price(price*1e6 + 0.5),
	})
}

// play runs the stage.
func (s *stage) play(months int) *history {
	s.t.Helper()
	return live(s.t, s.Scenario, months, engine.Options{Seed: 1, Workers: 1})
}

// earned is what an account gained in a month.
func (h *history) earned(month, account int) markets.Money {
	before := h.Opening.Cash
	if month > 0 {
		before = h.cash[month-1]
	}
	return h.cash[month][account] - before[account]
}

// company is the account of the company that owns a plant.
func (h *history) company(t testing.TB, site string) int {
	return int(h.Sites[siteOf(t, h.Scenario, site)].Firm)
}

// usd compares an amount with so many dollars.
func usd(t testing.TB, what string, got markets.Money, want float64) {
	t.Helper()
	if got != markets.Money(want*float64(markets.USD)) {
		t.Errorf("%s: got %v, want %v USD", what, got, want)
	}
}

// priced compares a price.
func priced(t testing.TB, what string, got markets.Price, want float64) {
	t.Helper()
	if got != markets.Price(want*1e6+0.5) {
		t.Errorf("%s: got %v, want %v USD/kg", what, got, want)
	}
}

// weighs compares a mass.
func weighs(t testing.TB, what string, got markets.Mass, want float64) {
	t.Helper()
	if got != markets.Mass(want*1e6+0.5) {
		t.Errorf("%s: got %v, want %v t", what, got, want)
	}
}
