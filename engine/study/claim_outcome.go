package study

import "math"

// claimOutcomes are the numbers that the claims are about, of the first n replications of every arm.
func (s *Study) claimOutcomes(parts *Parts, n int) ([]Outcome, error) {
	list := make([]Outcome, len(s.Claims))
	for i := range list {
		c := &s.Claims[i]
		list[i] = Outcome{Metric: c.ID, Words: c.words(), Unit: c.Unit(), When: c.When.String(), Arms: s.armNames(), Against: s.against(), Values: s.blank(n)}
		list[i].Failed = make([][]bool, len(s.Arms))
		for arm := range s.Arms {
			list[i].Failed[arm] = make([]bool, n)
		}
	}
	var r Result
	err := parts.Each(func(p Part) error {
		if p.Replication >= n {
			return nil
		}
		if p.Failed {
			for i := range list {
				list[i].Failed[p.Arm][p.Replication] = true
			}
			return nil
		}
		if err := r.decode(p.Body); err != nil {
			return err
		}
		for i := range list {
			list[i].Values[p.Arm][p.Replication] = finite(r.Claims[i])
		}
		return nil
	})
	return list, err
}

// armNames are the names of the arms in their order.
func (s *Study) armNames() (names []string) {
	for i := range s.Arms {
		names = append(names, s.Arms[i].Name)
	}
	return names
}

// spoken are what sentences call the arms.
func (s *Study) spoken() (words []string) {
	for i := range s.Arms {
		words = append(words, s.Arms[i].words())
	}
	return words
}

// against are the numbers of what the arms are compared with.
func (s *Study) against() (list []int) {
	for i := range s.Arms {
		list = append(list, s.Arms[i].Against)
	}
	return list
}

// blank is a table of as many numbers as n replications of every arm have, none of them known.
func (s *Study) blank(n int) [][]float64 {
	table := make([][]float64, len(s.Arms))
	for arm := range table {
		table[arm] = make([]float64, n)
		for r := range table[arm] {
			table[arm][r] = math.NaN()
		}
	}
	return table
}
