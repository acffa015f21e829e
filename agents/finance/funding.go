package finance

import "monazite/markets"

// Source is where a project's money comes from. Sources are drawn in the order of their numbers (MODEL 7.9).
type Source uint8

// The sources.
const (
	FromPrepayment Source = iota // a buyer pays for output to come
	FromGrants
	FromPublicEquity // a government's stake
	FromPublicLoans
	FromBanks     // at most BankDebt
	FromCash      // the company's own, at most SpareCash
	FromInvestors // each at most Investor.Offer

	Sources = iota // how many there are
)

// Offer is the most that one giver would put in.
type Offer struct {
	Source Source
	Amount markets.Money
	Barred bool // the host's law refuses this giver (P10): counts for nothing
}

// Funding is what a round of funding came to.
type Funding struct {
	BySource [Sources]markets.Money // drawn
	Offered  markets.Money          // by all who are not barred, drawn or not
	Gap      markets.Money          // that nobody fills; without one the project is funded
}

// Fund draws a need from offers, source by source. Offers of one source are drawn in proportion to their amounts, so that
// no giver gains by standing first: shares are floored and what flooring leaves goes to the largest offer, then to
// the first with room. Drawn, as long as offers, takes what each gives; an overrun is raised by markets.Split in the
// same shares. The money drawn and the gap sum to the need to the unit.
func Fund(need markets.Money, offers []Offer, drawn []markets.Money) Funding {
	if need < 0 || len(drawn) != len(offers) {
		panic(markets.Invariant("funding-arguments"))
	}
	clear(drawn)
	f := Funding{Gap: need}
	for source := range Source(Sources) {
		var offered markets.Money
		for _, o := range offers {
			if o.gives(source) {
				offered += o.Amount
			}
		}
		f.Offered += offered
		if take := min(f.Gap, offered); take > 0 {
			share(take, offered, offers, drawn, source)
			f.BySource[source] = take
			f.Gap -= take
		}
	}
	return f
}

// gives tells whether the offer is one of a source that may be drawn. An offer of less than nothing is none.
func (o Offer) gives(source Source) bool { return o.Source == source && !o.Barred && o.Amount > 0 }

// share takes an amount, at most what the offers of a source sum to, from them.
func share(take, offered markets.Money, offers []Offer, drawn []markets.Money, source Source) {
	left, largest := take, -1
	for i, o := range offers {
		if !o.gives(source) {
			continue
		}
		drawn[i] = markets.Money(markets.MulDiv(int64(take), int64(o.Amount), int64(offered)))
		left -= drawn[i]
		if largest < 0 || o.Amount > offers[largest].Amount {
			largest = i
		}
	}
	rest := min(left, offers[largest].Amount-drawn[largest])
	drawn[largest] += rest
	left -= rest
	for i := 0; left > 0; i++ { // offers of single units only
		if o := offers[i]; o.gives(source) && drawn[i] < o.Amount {
			drawn[i]++
			left--
		}
	}
}
