package record

// turningRows lists what was built and given up.
func (s *Summary) turningRows(add func(summaryRow, Figure)) {
	t := s.Turning
	if t == nil {
		return
	}
	if p := t.Projects; p != nil {
		row := summaryRow{Period: "all", Measure: "projects", Place: "world", Unit: "1"}
		for _, count := range []struct {
			of string
			n  int
		}{
			{"all", p.All}, {"begun before", p.Begun}, {"decided", p.Decided}, {"opened", p.Opened},
			{"that signed contracts", p.Contracts.Of}, {"contracts signed", p.Contracts.Times},
		} {
			row.Item = count.of
			add(row, Figure(count.n))
		}
		row.Measure = "projects never decided"
		for _, r := range p.Never {
			row.Item = r.Reason
			add(row, Figure(r.Count))
		}
	}
	for _, c := range []struct {
		item string
		Turns
	}{
		{"plants mothballed", t.Mothballed}, {"plants restarted", t.Restarted}, {"plants closed", t.Closed},
		{"companies bankrupt", t.Bankrupt}, {"companies rescued", t.Rescued},
	} {
		row := summaryRow{Period: "all", Measure: "turning points, how many", Item: c.item, Place: "world", Unit: "1"}
		add(row, Figure(c.Of))
		row.Measure = "turning points, how often"
		add(row, Figure(c.Times))
	}
	largestRows(add, "largest opening", t.Opened)
	largestRows(add, "largest closure", t.Shut)
}

func largestRows(add func(summaryRow, Figure), measure string, list []Turn) {
	for _, turn := range list {
		row := summaryRow{Period: turn.Month, Measure: measure, Item: turn.Plant, Place: "China", Unit: "t/yr"}
		if turn.Outside {
			row.Place = "outside"
		}
		add(row, turn.Capacity)
	}
}
