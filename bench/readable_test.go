package bench

import (
	"fmt"
	"reflect"
	"testing"

	"monazite/engine"
	"monazite/engine/scenario"
	"monazite/markets"
)

// shadow clears every book twice and counts the clearings that differ from those of the readable solver.
type shadow struct {
	*markets.CallAuction
	readable *markets.CallAuction
	clearing *markets.Clearing
	books    int
	differ   int
}

func (s *shadow) Clear(b *markets.Book, c *markets.Clearing) {
	s.CallAuction.Clear(b, c)
	s.readable.Clear(b, s.clearing)
	s.books++
	if fmt.Sprint(*s.clearing) != fmt.Sprint(*c) {
		s.differ++
	}
}

func newShadow() *shadow {
	return &shadow{CallAuction: markets.NewCallAuction(), readable: markets.NewReadableAuction(), clearing: &markets.Clearing{}}
}

// Every market of every scenario that ships clears as by the readable solver, from wherever last month's prices were.
func TestMarketsClearAsByTheReadableSolver(t *testing.T) {
	for _, name := range scenario.Embedded().Names() {
		if testing.Short() && name != "tour" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, both := open(t, name), newShadow()
			if arm(t, name) {
				s.Months = min(s.Months, 60)
			}
			o := engine.Options{Seed: 1, Workers: 1, Mechanism: func() markets.Mechanism { return both }}
			if err := engine.New(s, o).Run(nil); err != nil {
				t.Fatal(err)
			}
			if both.differ > 0 || both.books < s.Months {
				t.Errorf("%d of %d clearings differ", both.differ, both.books)
			}
			if work := both.Work(); work.Fallbacks > 0 {
				t.Errorf("%d of %d markets fell back to shortest paths", work.Fallbacks, work.Markets)
			}
		})
	}
}

// So the files have the same bytes.
func TestReadableSolverWritesTheSameBytes(t *testing.T) {
	for _, name := range []string{"small", "tour", "quota2010", "history"} {
		s := open(t, name)
		s.Months = min(s.Months, goldenMonths)
		o := engine.Options{Seed: 1, Workers: 1}
		fast := folderOf(t, s, o, t.TempDir())
		o.Mechanism = func() markets.Mechanism { return markets.NewReadableAuction() }
		if readable := folderOf(t, s, o, t.TempDir()); !reflect.DeepEqual(fast, readable) {
			t.Errorf("%s: %v differ", name, differ(fast, readable))
		}
	}
}
