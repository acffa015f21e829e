package bench

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"monazite/configs"
	"monazite/engine"
)

// lived runs a random world, or gives nil where it is refused or breaks.
func (s *sketch) lived(t *testing.T, seed uint64) *history {
	t.Helper()
	built, err := s.build(t)
	if err != nil {
		return nil
	}
	h := &history{Scenario: built}
	h.world = engine.New(built, engine.Options{Seed: seed, Workers: 1, Recorder: h})
	if err := h.world.Run(nil); err != nil {
		t.Errorf("world %d: %v", seed, err)
		return nil
	}
	return h
}

// shuffled is the same world with keys in another order and, where asked, tables or the entries
// within some tables.
func (s *sketch) shuffled(seed uint64, order bool, within ...string) *sketch {
	draw := rand.New(rand.NewPCG(seed, 9))
	c := s.mapped(func(a amount) amount { return a }, same)
	for _, e := range c.entries {
		draw.Shuffle(len(e.keys), func(i, k int) { e.keys[i], e.keys[k] = e.keys[k], e.keys[i] })
		for _, k := range e.keys {
			if list, is := k.value.(parts); is {
				draw.Shuffle(len(list), func(i, k int) { list[i], list[k] = list[k], list[i] })
			}
		}
	}
	if order {
		rank := map[string]int{}
		for _, e := range c.entries {
			if _, has := rank[e.table]; !has {
				rank[e.table] = 1 + draw.IntN(1_000_000)
			}
		}
		rank[""] = 0
		slices.SortStableFunc(c.entries, func(a, b *entry) int { return rank[a.table] - rank[b.table] })
	}
	for _, table := range within {
		list := c.of(table)
		draw.Shuffle(len(list), func(i, k int) { *list[i], *list[k] = *list[k], *list[i] })
	}
	return c
}

// alike says by which row, named as the file names things, two runs differ first; "" where they do not.
func alike(a, b *history) string {
	if a == nil || b == nil {
		if a == b {
			return ""
		}
		return "one of them is refused"
	}
	for m := range a.months {
		x, y := a.rows(m), b.rows(m)
		for _, name := range slices.Sorted(maps.Keys(x)) {
			if x[name] != y[name] {
				return fmt.Sprintf("month %d: %s: %s, or %s", m, name, x[name], y[name])
			}
		}
		if len(x) > len(y) {
			return fmt.Sprintf("month %d: %d rows, or %d", m, len(x), len(y))
		}
	}
	return ""
}

// rows are the prices, flows, rents, accounts and outputs of a month by their names.
func (h *history) rows(m int) map[string]string {
	rows, t := map[string]string{}, &h.months[m]
	for _, p := range t.Prices {
		rows["price of "+h.Goods[p.Good].Name+" at "+h.Nodes[p.Node].Name] = fmt.Sprint(p.Quote)
	}
	for _, f := range t.Flows {
		rows["flow of "+h.Goods[f.Good].Name+" from "+h.Nodes[f.From].Name+" to "+h.Nodes[f.To].Name] = fmt.Sprint(f.Mass, f.Freight, f.Duty)
	}
	for _, r := range t.Rents {
		source := "chance"
		if r.Source != engine.None {
			source = h.Sources[r.Source].Instrument
		}
		rows[fmt.Sprint("rent of ", h.Goods[r.Good].Name, " by ", source, r.To == engine.None, " at ", h.Nodes[r.From].Name)] = fmt.Sprint(r.Rent)
	}
	for i := range h.Firms {
		rows["cash of "+h.Firms[i].Name] = fmt.Sprint(h.cash[m][i])
	}
	for _, r := range t.Production {
		rows["work of "+h.Sites[r.Site].Name+" on "+h.Goods[r.Good].Name+fmt.Sprint(r.Input > 0)] = fmt.Sprint(r.Input, r.Output)
	}
	for _, r := range t.Instruments {
		rows["instrument "+h.Sources[r.Source].Instrument] = fmt.Sprint(r.Outlay, r.Receipt, r.Contingent, r.Covered)
	}
	return rows
}

// quiet is the same world without outages and events, which are drawn by names.
func (s *sketch) quiet() *sketch {
	c := s.mapped(func(a amount) amount { return a }, same)
	for _, e := range c.of("model") {
		e.set("outage_chance", amount{0, ""})
		e.set("event_chance", amount{0, ""})
		e.set("horizon_spread", amount{0, ""}) // which owner is patient goes by his plant's name
	}
	return c
}

// Where a table, a key or a part of an inline table stands in the file changes no bit.
func TestRandomWorldsTablesAndKeysPermuted(t *testing.T) {
	first, last := worlds(t, 30)
	for seed := first; seed <= last; seed++ {
		w := randomWorld(seed, false)
		a, b := w.lived(t, seed), w.shuffled(seed, true).lived(t, seed)
		if a == nil && b == nil {
			continue
		}
		if a == nil || b == nil || !reflect.DeepEqual(a.months, b.months) || !reflect.DeepEqual(a.cash, b.cash) || !reflect.DeepEqual(a.stock, b.stock) {
			t.Errorf("world %d: with other tables and keys first %s", seed, alike(a, b))
		}
	}
}

// ordered are the tables in which it does not matter where an entry stands. Of several routes for a pair
// the last counts.
var ordered = []string{"region", "country", "node", "good", "company", "use", "plant", "instrument", "shock"}

// Nor does the order of entries within tables change a byte of any file.
func TestRandomWorldsEntriesPermuted(t *testing.T) {
	first, last := worlds(t, 20)
	for seed := first; seed <= last; seed++ {
		w := randomWorld(seed, false)
		moved := w.shuffled(seed, true, ordered...)
		a, refused := w.build(t)
		b, again := moved.build(t)
		if refused != nil && again != nil {
			continue
		}
		if refused != nil || again != nil {
			t.Errorf("world %d: one of them is refused", seed)
			continue
		}
		a.Months, b.Months = goldenMonths, goldenMonths
		o := engine.Options{Seed: seed, Workers: 1}
		if names := differ(folderOf(t, a, o, t.TempDir()), folderOf(t, b, o, t.TempDir())); len(names) > 0 {
			t.Errorf("world %d: with entries in another order %v differ: %s", seed, names, alike(w.lived(t, seed), moved.lived(t, seed)))
		}
	}
}

// The small scenario has comments between its entries; they go with the entry that they follow.
func TestSmallEntriesPermuted(t *testing.T) {
	text, err := configs.Files.ReadFile("small.toml")
	if err != nil {
		t.Fatal(err)
	}
	run := func(text string) map[string]string {
		s := open(t, written(t, text))
		s.Months = goldenMonths
		return folderOf(t, s, engine.Options{Seed: 1, Workers: 1}, t.TempDir())
	}
	blocks := strings.Split(string(text), "\n[[")
	var free []int // blocks that may stand anywhere
	for i, block := range blocks {
		if i > 0 && !strings.HasPrefix(block, "route]]") {
			free = append(free, i)
		}
	}
	draw, want := rand.New(rand.NewPCG(1, 11)), run(string(text))
	for range 5 {
		draw.Shuffle(len(free), func(i, k int) { blocks[free[i]], blocks[free[k]] = blocks[free[k]], blocks[free[i]] })
		if names := differ(want, run(strings.Join(blocks, "\n[["))); len(names) > 0 {
			t.Errorf("with entries in another order %v differ", names)
		}
	}
}

// Without chance a name is a name, as long as names keep their order: it settles what is equal.
func TestRandomWorldsRenamed(t *testing.T) {
	first, last := worlds(t, 30)
	for seed := first; seed <= last; seed++ {
		w := randomWorld(seed, false).quiet()
		names, draw := map[string]string{}, rand.New(rand.NewPCG(seed, 10))
		for _, table := range []string{"company", "use", "plant", "instrument", "shock"} {
			var ids []string
			for _, e := range w.of(table) {
				ids = append(ids, e.id)
			}
			slices.Sort(ids)
			for i, id := range ids {
				names[id] = fmt.Sprintf("%s-%03d-%d", table, i, draw.IntN(1000))
			}
		}
		a, b := w.lived(t, seed), w.mapped(func(a amount) amount { return a }, func(text string) string { return or(names[text], text) }).lived(t, seed)
		switch {
		case a == nil && b == nil:
		case a == nil || b == nil || !reflect.DeepEqual(a.cash, b.cash) || !reflect.DeepEqual(a.stock, b.stock):
			t.Errorf("world %d: renamed %s", seed, alike(a, b))
		}
	}
}

func or(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// island adds a region with a chain of its own, from the mine to the user of an oxide that nobody
// else knows, and lets all ways that led everywhere lead everywhere else only.
func (s *sketch) island() *sketch {
	c := s.mapped(func(a amount) amount { return a }, same)
	var nodes []string
	for _, e := range slices.Concat(c.of("region"), c.of("node")) {
		nodes = append(nodes, e.id)
	}
	for _, e := range c.of("route") {
		for i, k := range e.keys {
			if list, is := k.value.([]string); is && k.name != "goods" && slices.Contains(list, "*") {
				e.keys[i].value = nodes
			}
		}
	}
	c.add("region", "ISLE")
	c.add("country", "ISLE", key{"region", "ISLE"})
	c.add("company", "isle-works", key{"country", "ISLE"})
	c.add("good", "isle-ore", key{"level", "carbonate"}, key{"class", "ISLE"}, key{"price", perKg(10)})
	c.add("good", "Er", key{"level", "oxide"}, key{"element", "Er"}, key{"price", perKg(40)})
	c.add("use", "lasers", key{"sector", "oxides"}, key{"elasticity", amount{0.3, ""}}, key{"choke", amount{9, ""}}, key{"growth", []amount{yearly(5)}})
	plant := func(kind string, keys ...key) {
		c.add("plant", "isle-"+kind, append([]key{{"kind", kind}, {"company", "isle-works"}, {"country", "ISLE"}}, keys...)...)
	}
	plant("miner", key{"ore", "isle-ore"}, key{"composition", parts{{"Er", amount{1, ""}}}}, key{"cost", perKg(5)},
		key{"capacity", tonnes(200)}, key{"output", tonnes(120)})
	plant("refiner", key{"set", "heavy"}, key{"feeds", []string{"isle-ore"}}, key{"capacity", tonnes(150)}, key{"output", tonnes(110)})
	plant("oxideuser", key{"use", "lasers"}, key{"demand", parts{{"Er", tonnes(105)}}})
	return c
}

// A region that nothing leads to changes nothing elsewhere, whatever happens in it.
func TestRandomWorldsIsolatedRegion(t *testing.T) {
	first, last := worlds(t, 30)
	for seed := first; seed <= last; seed++ {
		w := randomWorld(seed, false).quiet()
		a, b := w.lived(t, seed), w.island().lived(t, seed)
		if d := alike(a, b); d != "" {
			t.Errorf("world %d: beside an island %s", seed, d)
		}
		if b != nil && b.output(2, siteOf(t, b.Scenario, "isle-refiner"), goodOf(t, b.Scenario, "Er")) == 0 {
			t.Errorf("world %d: the island is idle", seed)
		}
	}
}
