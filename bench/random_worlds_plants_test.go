package bench

import (
	"fmt"
	"slices"
	"strings"
)

// firms draws companies, fewer than there are plants, and who owns them.
func (m *maker) firms() {
	for i := range 2 + m.IntN(7) {
		id := fmt.Sprintf("firm-%d", i)
		e := m.add("company", id, key{"country", m.one(m.regions)})
		if m.likely(0.2) {
			e.set("group", true)
		}
		if m.likely(0.2) {
			e.set("cash", amount{m.about(20e6, 30), "USD"})
		}
		if m.likely(0.3) {
			owners := []string{m.one(m.regions), "founder"}
			if i > 0 {
				owners = append(owners, m.one(m.companies))
			}
			e.set("owners", m.shares(owners))
		}
		m.companies = append(m.companies, id)
	}
}

// plant adds a plant of a kind at some company and place.
func (m *maker) plant(kind string, keys ...key) *entry {
	id := fmt.Sprintf("%s-%d", kind, len(m.kinds[kind]))
	m.kinds[kind] = append(m.kinds[kind], id)
	return m.add("plant", id, append([]key{{"kind", kind}, {"company", m.one(m.companies)}, {"country", m.one(m.regions)}}, keys...)...)
}

// sized gives a plant its nameplate and what it made in 2024, t a year, or lets it open later.
func (m *maker) sized(e *entry, middle float64) (output float64) {
	capacity := m.about(middle, 5)
	e.set("capacity", tonnes(capacity))
	if m.likely(0.15) {
		e.set("opens", m.month(12, 40))
		if m.likely(0.5) {
			e.set("ramp", amount{float64(1 + m.IntN(24)), "months"})
		}
	} else if m.likely(0.9) {
		output = rounded(capacity*m.within(0.3, 0.99), 3)
		e.set("output", tonnes(output))
	}
	if m.likely(0.3) {
		e.set("growth", yearly(m.within(-20, 30)))
	}
	if m.likely(0.1) {
		e.set("expansion", tonnes(rounded(capacity*m.within(1, 3), 3)))
		e.set("expands", m.month(40, 48))
		if m.likely(0.7) {
			e.set("expands", m.month(0, 40)) // before it opens, in some worlds: these are refused
		}
	}
	return output
}

func (m *maker) trade(sells bool, id string, goods ...string) {
	for _, good := range goods {
		if sells {
			m.sells[good] = append(m.sells[good], id)
		} else {
			m.buys[good] = append(m.buys[good], id)
		}
	}
}

// mines draws one or two mines of every class of ore.
func (m *maker) mines() {
	for _, ore := range slices.DeleteFunc(slices.Clone(m.feeds), func(s string) bool { return strings.HasSuffix(s, "-carb") }) {
		for range 1 + m.IntN(2) {
			e := m.plant("miner", key{"ore", ore}, key{"composition", m.composition()}, key{"cost", perKg(m.about(4, 4))})
			m.sized(e, 4000)
			m.trade(true, e.id, ore)
			if carb := strings.TrimSuffix(ore, "-ore") + "-carb"; slices.Contains(m.feeds, carb) && m.likely(0.4) {
				e.set("cracks", true)
				e.set("carbonate", carb)
				e.set("cracked", percent(m.within(0, 100)))
				e.set("crack_cost", perKg(m.about(3, 2)))
			}
			if m.likely(0.2) {
				e.set("reserves", amount{m.about(20_000, 5), "t"})
			}
		}
	}
}

// composition splits an ore among the elements, in any order; scandium is on top of the whole.
func (m *maker) composition() parts {
	mix := slices.DeleteFunc(slices.Clone(m.elements), func(s string) bool { return s == "Sc" })
	m.Shuffle(len(mix), func(i, k int) { mix[i], mix[k] = mix[k], mix[i] })
	list := m.shares(mix)
	if len(mix) < len(m.elements) && m.likely(0.3) {
		list = append(list, part{"Sc", amount{m.within(0.001, 0.01), ""}})
	}
	return list
}

// processing draws crackers, separation plants and metal makers.
func (m *maker) processing() {
	for _, carb := range m.feeds {
		if class, is := strings.CutSuffix(carb, "-carb"); is && m.likely(0.6) {
			e := m.plant("cracker", key{"feed", class + "-ore"}, key{"product", carb}, key{"cost", perKg(m.about(2, 3))})
			m.sized(e, 2000)
			m.trade(false, e.id, class+"-ore")
			m.trade(true, e.id, carb)
		}
	}
	for range 1 + m.IntN(4) {
		set, feeds := m.one([]string{"light", "heavy", "full", "full"}), m.some(m.feeds, 0.6)
		if set != "light" && m.likely(0.4) {
			feeds = append(feeds, "SEGH")
		}
		e := m.plant("refiner", key{"set", set}, key{"feeds", feeds}, key{"crack_cost", perKg(m.about(4, 2))},
			key{"light_cost", perKg(m.about(5, 2))}, key{"heavy_cost", perKg(m.about(14, 2))})
		m.intakes(e, feeds, m.sized(e, 3000))
		if m.likely(0.5) {
			e.set("yield", percent(m.within(50, 100)))
		}
		if m.likely(0.2) {
			e.set("ndpr_capacity", tonnes(m.about(600, 3)))
		}
		if m.likely(0.2) && set != "light" {
			e.set("dytb_capacity", tonnes(m.about(60, 3)))
		}
		m.trade(false, e.id, feeds...)
	}
	for range m.IntN(2) * len(m.metals) {
		metals := m.some(m.metals, 0.5)
		e := m.plant("metalmaker", key{"metals", m.shares(metals)}, key{"cost", perKg(m.about(5, 2))})
		m.sized(e, 800)
		m.trade(true, e.id, metals...)
	}
}

// recyclers draws plants that feed on scrap.
func (m *maker) recyclers() {
	for range m.IntN(3) {
		if !m.swarf && m.likely(0.9) {
			break // scrap without magnets holds nothing
		}
		feeds := m.some([]string{"SWARF", "EOL"}, 0.7)
		e := m.plant("recycler", key{"feeds", feeds}, key{"cost", perKg(m.about(6, 3))})
		m.intakes(e, feeds, m.sized(e, 800))
		m.trade(false, e.id, feeds...)
		if m.likely(0.4) {
			e.set("recovery", percent(m.within(20, 100)))
		}
	}
}

// intakes says what a plant took of its feeds in 2024, or leaves it to be reckoned.
func (m *maker) intakes(e *entry, feeds []string, output float64) {
	if m.likely(0.5) {
		return
	}
	var list parts
	for _, feed := range feeds {
		list = append(list, part{feed, tonnes(rounded(output/float64(len(feeds))*m.within(0.5, 1.1)+0.001, 3))})
	}
	e.set("intake", list)
}

// magnets draws makers of the grades, and collectors.
func (m *maker) magnets() {
	for range 1 + m.IntN(3) {
		family := []string{"SMC"}
		name := "SmCo"
		if m.grades[0] != "SMC" && (m.grades[len(m.grades)-1] != "SMC" || m.likely(0.8)) {
			name, family = "NdFeB", m.some(slices.DeleteFunc(slices.Clone(m.grades), func(s string) bool { return s == "SMC" }), 0.6)
		}
		e := m.plant("magnetmaker", key{"family", name}, key{"conversion", perKg(m.about(25, 1.5))}, key{"grades", m.shares(family)})
		if len(m.metals) > 0 && name == "NdFeB" && m.likely(0.5) {
			e.set("inputs", "metal")
		}
		m.swarf = m.sized(e, 1500) > 0 && name == "NdFeB" || m.swarf
		if m.likely(0.3) {
			e.set("loss", percent(m.within(0, 50)))
			e.set("collected", percent(m.within(0, 100)))
		}
		for _, p := range e.get("grades").(parts) {
			if p.of.number > 0 {
				m.trade(true, e.id, p.name)
			}
		}
	}
	for _, region := range m.regions {
		if m.likely(0.4) {
			m.plant("collector").set("country", region)
			m.trade(true, m.kinds["collector"][len(m.kinds["collector"])-1], "EOL")
		}
	}
}

// demand draws uses and those who use.
func (m *maker) demand() {
	use := func(id, sector string) *entry {
		rates := []amount{}
		for range 1 + m.IntN(3) {
			rates = append(rates, yearly(m.within(-20, 30)))
		}
		return m.add("use", id, key{"sector", sector}, key{"elasticity", amount{m.within(0.02, 1.5), ""}},
			key{"choke", amount{m.within(1.5, 40), ""}}, key{"growth", rates})
	}
	for i := range 1 + m.IntN(3) {
		id := fmt.Sprintf("motors-%d", i)
		e := use(id, "magnets")
		grades := m.shares(m.some(m.grades, 0.6))
		e.set("grades", grades)
		if m.likely(0.8) {
			e.set("life", amount{m.within(1, 20), "years"})
			e.set("collected", percent(m.within(0, 60)))
			e.set("collected_2035", percent(m.within(0, 60)))
		}
		if m.likely(0.1) && i == 0 {
			e.set("breakthrough", true)
		}
		for range 1 + m.IntN(3) {
			m.offtaker(id, grades)
		}
	}
	for i := range m.IntN(3) {
		id := fmt.Sprintf("glass-%d", i)
		use(id, "oxides")
		for range 1 + m.IntN(2) {
			var wants parts
			for _, element := range m.some(m.elements, 0.5) {
				wants = append(wants, part{element, tonnes(m.about(40, 10))})
			}
			e := m.plant("oxideuser", key{"use", id}, key{"demand", wants})
			for _, p := range wants {
				m.trade(false, e.id, p.name)
			}
		}
	}
}

func (m *maker) offtaker(use string, grades parts) {
	e := m.plant("offtaker", key{"use", use}, key{"demand", tonnes(m.about(800, 5))})
	if m.likely(0.3) {
		e.set("cover", amount{m.within(0, 12), "months"})
		e.set("secure", m.likely(0.5))
	}
	if node := m.one(m.nodes); strings.HasSuffix(node, "-def") {
		e.set("country", strings.TrimSuffix(node, "-def"))
		e.set("segment", "def")
	}
	for _, p := range grades {
		if p.of.number > 0 {
			m.trade(false, e.id, p.name)
		}
	}
}

// traders draws houses that carry goods through time.
func (m *maker) traders() {
	for range m.IntN(3) {
		e := m.plant("trader", key{"goods", m.some(append(slices.Clone(m.elements), m.grades...), 0.3)})
		e.set("share", percent(m.within(0, 30)))
		e.set("spread", percent(m.within(0, 10)))
	}
}

// shocks draws plants that stop for some months.
func (m *maker) shocks() {
	all := slices.Concat(m.kinds["miner"], m.kinds["refiner"], m.kinds["magnetmaker"])
	for i := range m.IntN(3) {
		m.add("shock", fmt.Sprintf("fire-%d", i), key{"plants", m.some(all, 0.2)}, key{"from", m.month(0, 12)},
			key{"to", m.month(12, 40)}, key{"factor", amount{m.within(0, 1), ""}})
	}
}
