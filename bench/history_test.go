package bench

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// history is one run: every month's tables, and the accounts and stocks as the month left them.
type history struct {
	*engine.Scenario
	world  *engine.World
	months []engine.Tables
	cash   [][]markets.Money // per month and account
	stock  [][]markets.Mass  // per month and line
	onset  []markets.Mass    // per line, before the first month
}

// Record copies what the engine will write over.
func (h *history) Record(t *engine.Tables) error {
	c := *t
	c.Prices, c.Flows, c.Rents = slices.Clone(t.Prices), slices.Clone(t.Flows), slices.Clone(t.Rents)
	c.Balances, c.Production = slices.Clone(t.Balances), slices.Clone(t.Production)
	c.Plants, c.Companies = slices.Clone(t.Plants), slices.Clone(t.Companies)
	c.Contracts, c.Instruments = slices.Clone(t.Contracts), slices.Clone(t.Instruments)
	c.Metrics, c.Events = slices.Clone(t.Metrics), slices.Clone(t.Events)
	h.months = append(h.months, c)
	h.cash = append(h.cash, slices.Clone(h.world.Cash))
	h.stock = append(h.stock, h.masses())
	return nil
}

func (h *history) masses() (m []markets.Mass) {
	for i := range h.world.Stock {
		m = append(m, h.world.Stock[i].Mass)
	}
	return m
}

// calm is a world without chance: what differs between two runs is the law's doing.
const calm = `
[model]
outage_chance = 0
event_chance = 0
demand_noise = 0
`

// written puts a scenario into a file of its own and gives its path.
func written(t testing.TB, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "scenario.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// small opens the small scenario with what a text adds to it.
func small(t testing.TB, text string) *engine.Scenario {
	t.Helper()
	return open(t, written(t, "extends = \"small\"\n"+text))
}

// live runs a scenario for some months.
func live(t testing.TB, s *engine.Scenario, months int, o engine.Options) *history {
	t.Helper()
	s.Months = months
	h := &history{Scenario: s}
	o.Recorder = h
	h.world = engine.New(s, o)
	h.onset = h.masses()
	if err := h.world.Run(nil); err != nil {
		t.Fatal(err)
	}
	return h
}

// calmly runs the small scenario without chance and with what a text adds to it.
func calmly(t testing.TB, months int, text string) *history {
	t.Helper()
	return live(t, small(t, calm+text), months, engine.Options{Seed: 1, Workers: 1})
}

func named[T any](t testing.TB, list []T, name string, of func(*T) string) engine.ID {
	t.Helper()
	for i := range list {
		if of(&list[i]) == name {
			return engine.ID(i)
		}
	}
	t.Fatalf("there is no %q", name)
	return engine.None
}

func goodOf(t testing.TB, s *engine.Scenario, name string) engine.ID {
	return named(t, s.Goods, name, func(g *markets.Good) string { return g.Name })
}

func siteOf(t testing.TB, s *engine.Scenario, name string) engine.ID {
	return named(t, s.Sites, name, func(f *agents.SiteFacts) string { return f.Name })
}

func sourceOf(t testing.TB, s *engine.Scenario, name string) engine.ID {
	return named(t, s.Sources, name, func(f *agents.Source) string { return f.Instrument })
}

func regionOf(t testing.TB, s *engine.Scenario, name string) engine.ID {
	return named(t, s.Regions, name, func(r *string) string { return *r })
}

// nodeOf is the open market of a region.
func nodeOf(t testing.TB, s *engine.Scenario, region string) engine.ID {
	r := regionOf(t, s, region)
	return engine.ID(slices.IndexFunc(s.Nodes, func(n markets.Node) bool { return n.Region == r && n.Segment == "" }))
}

func lineOf(t testing.TB, s *engine.Scenario, site, good string) engine.ID {
	t.Helper()
	f, g := &s.Sites[siteOf(t, s, site)], goodOf(t, s, good)
	for line := f.First; line < f.First+f.Lines; line++ {
		if s.Lines[line].Good == g {
			return engine.ID(line)
		}
	}
	t.Fatalf("%s has no line for %s", site, good)
	return engine.None
}

// treasuryOf is the account of a region's treasury.
func treasuryOf(t testing.TB, s *engine.Scenario, region string) int {
	return len(s.Firms) + int(regionOf(t, s, region))
}

// quote is the price row of a good at a node.
func (h *history) quote(month int, good, node engine.ID) engine.PriceRow {
	return h.months[month].Prices[int(good)*len(h.Nodes)+int(node)]
}

// flow is what moved of a good from one node to another.
func (h *history) flow(month int, good, from, to engine.ID) (f engine.FlowRow) {
	for _, r := range h.months[month].Flows {
		if r.Good == good && r.From == from && r.To == to {
			return r
		}
	}
	return f
}

// output is what a plant made of a good.
func (h *history) output(month int, site, good engine.ID) (made markets.Mass) {
	for _, r := range h.months[month].Production {
		if r.Site == site && r.Good == good {
			made += r.Output
		}
	}
	return made
}

// law is an instrument's row.
func (h *history) law(month int, source engine.ID) engine.InstrumentRow {
	for _, r := range h.months[month].Instruments {
		if r.Source == source {
			return r
		}
	}
	return engine.InstrumentRow{Source: source}
}

// mean is the mean of something over months, the last excluded.
func mean(from, to int, of func(month int) float64) (sum float64) {
	for m := from; m < to; m++ {
		sum += of(m)
	}
	return sum / float64(to-from)
}
