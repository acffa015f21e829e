package bench

import "fmt"

// law draws up to eight instruments of all kinds.
func (m *maker) law() {
	for i := range m.IntN(9) {
		id := fmt.Sprintf("law-%d", i)
		government := m.one(m.regions)
		switch m.IntN(11) {
		case 0:
			m.rule(id, "raw-export-ban", government, key{"goods", m.scope()})
		case 1, 2:
			m.rule(id, "export-quota", government, key{"goods", m.scope()}, key{"annual", m.annual(600)})
		case 3:
			m.productionQuota(id, government)
		case 4, 5:
			e := m.rule(id, m.one([]string{"tariff", "export-tax"}), government, key{"goods", m.scope()})
			if m.likely(0.7) {
				e.set("rate", percent(m.within(0, 60)))
			}
			if e.get("rate") == nil && m.likely(0.95) || m.likely(0.3) {
				e.set("per_kg", perKg(m.about(2, 5)))
			}
			if m.likely(0.4) {
				e.set("from", m.some(m.regions, 0.5))
			}
		case 6:
			m.floor(id, government)
		case 7:
			m.offtake(id)
		case 8:
			if len(m.nodes) > len(m.regions) {
				m.rule(id, "origin-rule", government, key{"node", m.nodes[len(m.regions)]}, key{"origins", m.some(m.regions, 0.4)},
					key{"goods", []string{"magnet"}}, key{"waiver", percent(m.within(0, 80))})
			}
		case 9:
			m.reserve(id, government)
		case 10:
			m.promise(id, government)
		}
	}
}

// rule adds an instrument that is in force for some or all of the time.
func (m *maker) rule(id, kind, government string, keys ...key) *entry {
	e := m.add("instrument", id, append([]key{{"kind", kind}, {"government", government}}, keys...)...)
	if m.likely(0.5) {
		e.set("start", m.month(0, 18))
	}
	if m.likely(0.3) {
		e.set("end", m.month(18, 40))
	}
	return e
}

// scope draws goods and levels.
func (m *maker) scope() []string {
	switch m.IntN(4) {
	case 0:
		return []string{"*"}
	case 1:
		return []string{m.one(m.elements)}
	case 2:
		return m.some(m.levels(), 0.3)
	}
	return m.some(append(append([]string{"magnet"}, m.elements...), m.feeds...), 0.3)
}

// annual draws limits of some years, t; now and then none.
func (m *maker) annual(middle float64) (list []amount) {
	for range 1 + m.IntN(3) {
		a := m.about(middle, 10)
		if m.likely(0.1) {
			a = 0
		}
		list = append(list, tonnes(a))
	}
	return list
}

func (m *maker) productionQuota(id, government string) {
	kind := m.one([]string{"miner", "refiner"})
	e := m.rule(id, "production-quota", government, key{"annual", m.annual(4000)})
	if m.likely(0.7) {
		e.set("plants", m.some(m.kinds[kind], 0.7))
	} else {
		e.set("companies", m.some(m.companies, 0.7))
		e.set("plant_kind", kind)
	}
	if m.likely(0.5) {
		e.set("growth", yearly(m.within(-10, 20)))
	}
}

func (m *maker) floor(id, government string) {
	good := m.one(m.grades)
	if len(m.sells[good]) == 0 || m.likely(0.5) {
		good = m.one(m.feeds)
	}
	if len(m.sells[good]) == 0 {
		return
	}
	e := m.rule(id, "floor-cfd", government, key{"plant", m.one(m.sells[good])}, key{"good", good}, key{"strike", perKg(m.about(40, 3))},
		key{"down", percent(m.within(0, 100))}, key{"up", percent(m.within(0, 100))}, key{"nominal", m.likely(0.5)})
	if e.get("end") != nil {
		e.set("end", m.one([]string{"2025-12", "2026-06", "2026-09"}))
	}
}

func (m *maker) reserve(id, government string) {
	low := m.within(1, 180)
	e := m.rule(id, "strategic-reserve", government, key{"goods", m.scope()}, key{"low", percent(low)}, key{"high", percent(low + m.within(1, 100))},
		key{"sells", m.one([]string{"price", "crisis", "never"})})
	if m.likely(0.5) {
		e.set("target", amount{m.within(0, 400), "days"})
		e.set("pace", amount{m.within(0, 60), "days"})
	}
	if m.likely(0.3) {
		e.set("budget", amount{m.about(2e6, 30), "USD/yr"})
	}
	if m.likely(0.2) {
		e.set("bid", perKg(m.about(40, 4)))
	}
}

func (m *maker) promise(id, government string) {
	good := m.one(append(append([]string{}, m.grades...), m.feeds...))
	if len(m.sells[good]) == 0 {
		return
	}
	e := m.rule(id, "guaranteed-offtake", government, key{"plant", m.one(m.sells[good])}, key{"goods", []string{good}},
		key{"quantity", percent(m.within(0, 100))}, key{"markup", percent(m.within(0, 50))}, key{"keeps", amount{m.within(0, 3), "months"}},
		key{"resell", m.likely(0.5)})
	if m.likely(0.5) {
		e.set("profit_floor", amount{m.about(2e6, 30), "USD/yr"})
		e.set("first", amount{m.about(1e6, 30), "USD/yr"})
		e.set("beyond", percent(m.within(0, 100)))
	}
}

func (m *maker) offtake(id string) {
	good := m.one(append(append([]string{}, m.grades...), m.feeds...))
	if len(m.sells[good]) == 0 || len(m.buys[good]) == 0 {
		return
	}
	e := m.rule(id, "offtake", m.one(m.regions), key{"seller", m.one(m.sells[good])}, key{"buyer", m.one(m.buys[good])}, key{"good", good},
		key{"quantity", tonnes(m.about(200, 10))}, key{"price", perKg(m.about(40, 4))}, key{"top", percent(m.within(0, 100))}, key{"rank", 1 + m.IntN(3)})
	if m.likely(0.5) {
		e.set("government", "")
	}
}
