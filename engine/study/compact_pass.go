package study

import (
	"fmt"
	"math"
	"slices"
)

// each visits the results that count in order of arm, then replication, one in memory at a time.
func (c *compaction) each(visit func(key Key, r *Result) error) error {
	var r Result
	return c.parts.Each(func(p Part) error {
		if p.Replication >= c.n || p.Failed {
			return nil
		}
		err := r.decode(p.Body)
		if err == nil {
			err = c.study.fits(&r)
		}
		if err != nil {
			return fmt.Errorf("%v: %w", p.Key, err)
		}
		return visit(p.Key, &r)
	})
}

// fits says what makes a result one of another study.
func (s *Study) fits(r *Result) error {
	monthly := 0
	for i := range s.Outputs {
		if s.Outputs[i].Monthly {
			monthly++
		}
	}
	if len(r.Yearly) != len(s.Outputs) || len(r.Monthly) != monthly || len(r.Claims) != len(s.Claims) {
		return fmt.Errorf("a result of %d outputs, %d of them monthly, and %d claims, expected %d, %d and %d",
			len(r.Yearly), len(r.Monthly), len(r.Claims), len(s.Outputs), monthly, len(s.Claims))
	}
	for _, rows := range []struct {
		of   [][]float64
		long int
		what string
	}{{r.Yearly, YearsOf(s.Months), "years"}, {r.Monthly, s.Months, "months"}} {
		for _, row := range rows.of {
			if len(row) != rows.long {
				return fmt.Errorf("a result of %d %s, expected %d", len(row), rows.what, rows.long)
			}
		}
	}
	return nil
}

// pass is what one reading of all replications collects: the values of some figures, and the fans of some months.
type pass struct {
	*compaction
	figures []*figure
	first   int         // of the fans
	months  [][]float64 // for each of the fans, the numbers of the arm that is being read
	rows    bool        // whether it writes the yearly table
}

// readAll reads the replications as often as the room demands, and sums up each figure when its values are there.
func (c *compaction) readAll() error {
	arms, left := len(c.study.Arms), make([]*figure, len(c.figures))
	for i := range left {
		left[i] = &c.figures[i]
	}
	width := max(c.room/c.n, arms+1) // columns that may be held at a time
	c.keep = len(left)*arms < width
	held, fan, fans := 0, 0, len(c.monthly)*c.study.Months
	for first := true; first || len(left) > 0 || fan < fans; first = false {
		p := pass{compaction: c, figures: left[:min(len(left), width/arms)], first: fan, rows: first}
		left = left[len(p.figures):]
		if c.keep {
			held += len(p.figures) * arms
		} else {
			held = len(p.figures) * arms
		}
		p.months = make([][]float64, min(fans-fan, max(width-held, 0)))
		fan += len(p.months)
		if err := p.read(); err != nil {
			return err
		}
		for _, f := range p.figures {
			if err := c.sumUp(f); err != nil {
				return err
			}
			c.drop(f)
		}
	}
	return nil
}

// again calls use for figures with their values, which it reads once more where they were dropped.
func (c *compaction) again(figures []*figure, use func(f *figure) error) error {
	for some := range slices.Chunk(figures, max(c.room/c.n/len(c.study.Arms), 1)) {
		if !c.keep {
			p := pass{compaction: c, figures: some}
			if err := p.read(); err != nil {
				return err
			}
		}
		for _, f := range some {
			if err := use(f); err != nil {
				return err
			}
			c.drop(f)
		}
	}
	return nil
}

// read reads all replications once.
func (p *pass) read() error {
	if !p.rows && len(p.figures)+len(p.months) == 0 {
		return nil
	}
	for _, f := range p.figures {
		f.Values = make([][]float64, len(f.Arms))
		for arm := range f.Values {
			f.Values[arm] = p.column()
		}
	}
	for i := range p.months {
		p.months[i] = p.column()[:0]
	}
	arm := 0
	err := p.each(func(key Key, r *Result) error {
		if key.Arm != arm {
			p.spread(arm)
			arm = key.Arm
		}
		return p.take(key, r)
	})
	p.spread(arm)
	for _, numbers := range p.months {
		p.free = append(p.free, numbers[:p.n])
	}
	return err
}

// take collects what a result has.
func (p *pass) take(key Key, r *Result) error {
	for _, f := range p.figures {
		f.Values[key.Arm][key.Replication] = finite(f.of(r))
	}
	for i := range p.months {
		output, month := (p.first+i)/p.study.Months, (p.first+i)%p.study.Months
		if x := finite(r.Monthly[output][month]); !math.IsNaN(x) {
			p.months[i] = append(p.months[i], x)
		}
	}
	if p.rows {
		return p.addYears(key, r)
	}
	return nil
}

// spread makes fans of what was collected of an arm.
func (p *pass) spread(arm int) {
	for i, numbers := range p.months {
		p.fans[arm][p.first+i] = fanOf(numbers)
		p.months[i] = numbers[:0]
	}
}

// column is one of n numbers, none of which is there.
func (c *compaction) column() []float64 {
	var column []float64
	if last := len(c.free) - 1; last >= 0 {
		column, c.free = c.free[last], c.free[:last]
	} else {
		column = make([]float64, c.n)
	}
	for r := range column {
		column[r] = math.NaN()
	}
	return column
}

// drop lets a figure's values go unless all are kept.
func (c *compaction) drop(f *figure) {
	if !c.keep {
		c.free = append(c.free, f.Values...)
		f.Values = nil
	}
}
