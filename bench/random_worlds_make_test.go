package bench

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// maker draws a random small world. The same seed gives the same text for ever.
type maker struct {
	*rand.Rand
	*sketch
	regions   []string
	nodes     []string // those of the regions and of segments
	companies []string
	elements  []string
	grades    []string
	feeds     []string            // concentrates and carbonates that mines give
	metals    []string            // of the elements of magnets
	sells     map[string][]string // plants by good
	buys      map[string][]string
	kinds     map[string][]string // plants by kind
	swarf     bool                // some plant made NdFeB magnets in 2024
	free      bool                // nothing is drawn that takes the world's own units, such as a ton of a denied licence
}

// everything lists what prices and shares of ores are drawn around: USD/kg of oxide.
var everything = []struct {
	element string
	price   float64
}{
	{"NdPr", 50}, {"Dy", 230}, {"Tb", 700}, {"La", 0.6}, {"Ce", 0.8}, {"Sm", 3}, {"Gd", 25}, {"Y", 6}, {"Eu", 27}, {"Ho", 70}, {"Sc", 900},
}

// randomWorld is the world of a seed. A scalable one has no event in it that the model fixes in tonnes.
func randomWorld(seed uint64, scalable bool) *sketch {
	m := &maker{
		Rand: rand.New(rand.NewPCG(seed, 7)), sketch: &sketch{}, free: scalable,
		sells: map[string][]string{}, buys: map[string][]string{}, kinds: map[string][]string{},
	}
	m.add("", "", key{"name", fmt.Sprintf("random-%d", seed)}, key{"months", 36})
	m.model()
	m.places()
	m.goods()
	m.routes()
	m.firms()
	m.mines()
	m.processing()
	m.magnets()
	m.recyclers()
	m.demand()
	m.traders()
	m.law()
	m.shocks()
	m.bound()
	return m.sketch
}

// likely is true so often.
func (m *maker) likely(chance float64) bool { return m.Float64() < chance }

// within is a number between two, three digits of it.
func (m *maker) within(low, high float64) float64 { return rounded(low+(high-low)*m.Float64(), 3) }

// about is a number around one, up to so many times as much or as little.
func (m *maker) about(middle, times float64) float64 {
	return rounded(middle*math.Pow(times, 2*m.Float64()-1), 3)
}

func (m *maker) one(list []string) string { return list[m.IntN(len(list))] }

// some draws at least one of a list, in its order.
func (m *maker) some(list []string, chance float64) (drawn []string) {
	for _, name := range list {
		if m.likely(chance) {
			drawn = append(drawn, name)
		}
	}
	if drawn == nil {
		drawn = []string{m.one(list)}
	}
	return drawn
}

// shares splits a whole into thousandths that sum to it.
func (m *maker) shares(names []string) (list parts) {
	left := 1000
	for i, name := range names {
		share := left
		if i+1 < len(names) {
			share = m.IntN(left/2 + 1)
		}
		left -= share
		list = append(list, part{name, amount{float64(share) / 1000, ""}})
	}
	return list
}

func tonnes(a float64) amount { return amount{a, "t/yr"} }
func perKg(a float64) amount  { return amount{a, "USD/kg"} }
func percent(a float64) amount {
	return amount{rounded(a, 3), "%"}
}
func yearly(a float64) amount { return amount{rounded(a, 3), "%/yr"} }

// month is a month from the first, or before it.
func (m *maker) month(from, to int) string {
	k := 2024*12 + from + m.IntN(to-from)
	return fmt.Sprintf("%d-%02d", k/12, k%12+1)
}

// model draws parameters of behaviour and of the opening.
func (m *maker) model() {
	e := m.add("model", "", key{"spin_up", m.IntN(25)})
	for _, p := range []struct {
		name      string
		low, high float64
	}{
		{"persistence", 0.3, 0.7}, {"steepness", 0, 1.5}, {"utilisation_slope", 0.05, 0.6}, {"utilisation_speed", 0.05, 1}, {"demand_speed", 0, 1},
		{"markup", 0, 0.3}, {"fixed_share", 0, 0.5}, {"royalty", 0, 0.1}, {"outage_chance", 0, 0.05}, {"event_chance", 0, 0.3},
		{"demand_noise", 0, 0.1}, {"recipe_speed", 0, 1}, {"reject_speed", 0, 1},
	} {
		if m.likely(0.3) {
			e.set(p.name, amount{m.within(p.low, p.high), ""})
		}
	}
	if m.likely(0.2) {
		e.set("inflation", yearly(m.within(-5, 10)))
	}
	if m.likely(0.3) {
		e.set("panic_cover", amount{m.within(0, 3), "months"})
	}
	e.set("disposal_cost", perKg(m.about(0.3, 2)))
	e.set("sparing_cost", perKg(m.about(4, 2)))
	e.set("reject_slope", perKg(0.3))
	e.set("least_price", perKg(0.01))
	opening := m.add("opening", "", key{"crack_cost", perKg(2.5)}, key{"light_cost", perKg(2.5)}, key{"heavy_cost", perKg(6)},
		key{"metal_cost", perKg(5)}, key{"conversion", perKg(23)})
	if m.free { // a licence that is denied leaves a tonne
		e.set("event_chance", amount{0, ""})
	}
	e = opening
	if m.likely(0.7) {
		e.set("export_wedge", percent(m.within(0, 30)))
		e.set("stock", amount{m.within(0.1, 4), "months"})
		e.set("cash", amount{m.within(0, 12), "months"})
		e.set("credit_line", amount{m.within(0, 6), "months"})
	}
}

// places draws two to five regions, one of them the index, and segments of some.
func (m *maker) places() {
	m.regions = []string{"CN", "US", "EU", "JP", "AU", "VN"}
	m.Shuffle(len(m.regions), func(i, k int) { m.regions[i], m.regions[k] = m.regions[k], m.regions[i] })
	m.regions = m.regions[:2+m.IntN(4)]
	index, closes := m.one(m.regions), m.one(m.regions)
	for _, region := range m.regions {
		e := m.add("region", region)
		if region == index {
			e.set("index", true)
		}
		if region == closes && m.likely(0.3) {
			e.set("closes", true)
		}
		if m.likely(0.2) {
			e.set("treasury", false)
		}
		m.add("country", region, key{"region", region})
	}
	m.nodes = slices.Clone(m.regions)
	for range m.IntN(3) {
		region := m.one(m.regions)
		if node := region + "-def"; !slices.Contains(m.nodes, node) {
			m.add("node", node, key{"region", region}, key{"segment", "def"})
			m.nodes = append(m.nodes, node)
		}
	}
}

// good adds a good that may go without trade.
func (m *maker) good(id, level string, keys ...key) *entry {
	return m.add("good", id, append([]key{{"level", level}, {"untraded", "a random world"}}, keys...)...)
}

// goods draws ores, elements and grades, some with an opening price.
func (m *maker) goods() {
	priced := func(e *entry, middle, times, chance float64) {
		if m.likely(chance) {
			e.set("price", perKg(m.about(middle, times)))
		}
	}
	for _, class := range []string{"ROCK", "CLAY", "SAND"}[:1+m.IntN(3)] {
		level := "concentrate"
		if m.likely(0.3) {
			level = "carbonate"
		}
		priced(m.good(class+"-ore", level, key{"class", class}), 10, 3, 0.3)
		m.feeds = append(m.feeds, class+"-ore")
		if level == "concentrate" && m.likely(0.4) {
			priced(m.good(class+"-carb", "carbonate", key{"class", class}), 13, 3, 0.3)
			m.feeds = append(m.feeds, class+"-carb")
		}
	}
	priced(m.good("SEGH", "carbonate"), 80, 2, 0.3)
	m.grades = m.some([]string{"MG0", "MG1", "MG2", "SMC"}, 0.6)
	for _, x := range everything {
		if x.element != "NdPr" && x.element != "Dy" && x.element != "Tb" && (x.element != "Sm" || !slices.Contains(m.grades, "SMC")) && !m.likely(0.4) {
			continue
		}
		m.elements = append(m.elements, x.element)
		e := m.good(x.element, "oxide", key{"element", x.element}, key{"price", perKg(m.about(x.price, 2))})
		if m.likely(0.3) {
			e.set("finishing", perKg(m.about(x.price/2, 3)))
		} else if m.likely(0.2) {
			e.set("solve_finishing", true)
		}
	}
	if m.likely(0.3) {
		for _, x := range everything[:3] {
			priced(m.good(x.element+"-metal", "metal", key{"element", x.element}), x.price*1.3, 1.3, 0.3)
			m.metals = append(m.metals, x.element+"-metal")
		}
	}
	for _, grade := range m.grades {
		priced(m.good(grade, "magnet"), 70, 1.5, 0.2)
	}
	priced(m.good("SWARF", "scrap"), 10, 2, 0.3)
	priced(m.good("EOL", "scrap"), 7, 2, 0.3)
}

// levels are those of which there are goods.
func (m *maker) levels() []string {
	levels := []string{"carbonate", "oxide", "magnet", "scrap"}
	if slices.ContainsFunc(m.of("good"), func(e *entry) bool { return e.text("level") == "concentrate" }) {
		levels = append(levels, "concentrate")
	}
	if len(m.metals) > 0 {
		levels = append(levels, "metal")
	}
	return levels
}

// routes draws ways: sometimes between all nodes, sometimes with pairs and goods missing.
func (m *maker) routes() {
	levels := m.levels()
	way := func(id string, from, to, goods []string) {
		m.add("route", id, key{"from", from}, key{"to", to}, key{"goods", goods}, key{"freight", perKg(m.about(0.3, 10))})
	}
	all := []string{"*"}
	if m.likely(0.6) {
		way("ocean", all, all, all)
	} else {
		for _, level := range m.some(levels, 0.7) {
			way("ocean-"+level, m.some(m.nodes, 0.6), all, []string{level})
		}
	}
	for i := range m.IntN(6) {
		goods := []string{m.one(levels)}
		if m.likely(0.5) {
			goods = m.some(m.elements, 0.3)
		}
		from, to := m.some(m.nodes, 0.3), m.some(m.nodes, 0.5)
		if len(from) > 1 || len(to) > 1 || from[0] != to[0] {
			way(fmt.Sprintf("way-%d", i), from, to, goods)
		}
	}
}

// bound draws what legacy contracts take of their sellers' output.
func (m *maker) bound() {
	if m.likely(0.3) {
		m.of("opening")[0].set("legacy_share", percent(m.within(0, 100)))
	}
}
