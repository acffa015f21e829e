package finance

import (
	"hash/fnv"
	"math"
	"testing"

	"monazite/agents/exact"
	"monazite/markets"
)

// The bits of what guides decisions are promised on every machine: a change moves results, so it is argued in the commit
// that makes it.
func TestGoldenBits(t *testing.T) {
	src := exact.Stream(exact.Key{Seed: 20251001, Purpose: exact.Name("finance")})
	h := fnv.New64a()
	write := func(values ...float64) {
		var b [8]byte
		for _, v := range values {
			for i := range b {
				b[i] = byte(math.Float64bits(v) >> (8 * i))
			}
			h.Write(b[:])
		}
	}
	var cash [LifeHalfYears]float64
	for range 500 {
		o := Operation{Margin: src.UniformIn(0, 40), Fixed: src.UniformIn(0, 8), Depreciation: 5, Tax: .25}
		for i := range cash {
			cash[i] = o.HalfYear(i)
		}
		v := Venture{Capex: 100, Grant: src.UniformIn(0, .3), PerYear: 2, Cash: cash[:]}
		cover := Cover{Contracted: src.Uniform(), Floored: src.Uniform()}
		w := PrivateTerms().CostOfCapital(cover)
		irr, _ := v.IRR()
		put, call := PutCall(src.UniformIn(40, 150), 110, src.UniformIn(.05, .6))
		m := Match{Worth: src.UniformIn(50, 120), Premium: src.UniformIn(0, .3), Least: 60, Tonnes: 40, Years: 7}
		write(w, Hurdle(w, src.UniformIn(.15, .6), cover), v.NPV(w), irr, put, call, m.Surplus(), m.Price(.65))
		write(Overrun(src.Normal()), float64(LeadTime(60, src.Normal())), DelayLoss(.1, src.IntN(60)))
		write(float64(Loan{Principal: 1e12, Rate: .06, Months: 120, Grace: LoanGrace}.GrantEquivalent(src.UniformIn(.06, .12), .018)))
	}
	if got, want := h.Sum64(), uint64(0x94b608ebd0e879c3); got != want {
		t.Errorf("the bits hash to %#016x, recorded %#016x", got, want)
	}
}

// Decisions are taken for a hundred projects in each of thousands of runs.
func TestNothingIsAllocated(t *testing.T) {
	var cash [LifeHalfYears]float64
	var drawn [3]markets.Money
	offers := [3]Offer{{FromBanks, 50, false}, {FromInvestors, 30, false}, {FromInvestors, 30, false}}
	loan := Loan{Principal: 1e12, Rate: .06, Months: 120, Grace: LoanGrace}
	standing, sink := Standing{}, 0.0
	if n := testing.AllocsPerRun(20, func() {
		for i := range cash {
			cash[i] = Operation{Margin: 30, Fixed: 5, Tax: .25}.HalfYear(i)
		}
		irr, _ := Venture{Capex: 100, PerYear: 2, Cash: cash[:]}.IRR()
		f := Fund(100, offers[:], drawn[:])
		sink += irr + float64(f.Gap+loan.GrantEquivalent(.1, 0)+loan.Interest(30))
		standing = standing.Next(-1, 5)
	}); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func BenchmarkIRR(b *testing.B) {
	var cash [LifeHalfYears]float64
	for i := range cash {
		cash[i] = Operation{Margin: 30, Fixed: 5, Tax: .25}.HalfYear(i)
	}
	v := Venture{Capex: 100, PerYear: 2, Cash: cash[:]}
	for b.Loop() {
		v.IRR()
	}
}
