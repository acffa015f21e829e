package study

import (
	"slices"

	"monazite/agents"
	"monazite/engine"
)

// Who wins and who loses (MODEL 9). Each replication keeps one vector of numbers in each arm: what everybody has received and
// paid, what they hold at the end, and what users have bought. Two of them, of the same replication, are compared.
//
// Money. Every account of a run but the outside world's is some class's in some region, so that all classes together have
// received what the outside world has paid, in every month. A month's money counts at its present value in the first month
// at record.Discount, 3 % a year and real, as all public money does (MODEL 7.8); month by month the accounts sum to zero, and
// so do present values. What is lent counts when it is paid, and what is still owed at the end, of loans, trade payables and
// prepayments, is the creditor's at its face, as it was at the start; shares of companies are nobody's gain: what a company keeps
// stands with its plants. What escrow holds is its company's.
//
//   - A company is of the class and region of its plants. Where these differ, each plant has its own result: sales, by what
//     its goods are worth to sister plants too, credits and guarantees, less inputs and what running and building it costs. The
//     rest, which is the company's as a whole (taxes, royalties, debts, new shares, money in escrow, customs and freight
//     between sisters), is shared out by the present value of what plants have sold and passed on over the run. Prices between
//     sisters move such a company's gain up and down its chain: only its classes together are what it gains.
//   - Consumers are the companies of final users, households as they buy from them, and collectors of used magnets. Households'
//     wages are the workers', by region of the plant; dividends and interest that they get the investors', by region of the
//     company. Where a region has no treasury they stand in for it, and count as one.
//   - Investors of the region "outside" are the outside world as a lender: what it pays or gets beyond real costs.
//   - Rents of quotas, licences and least prices are in the revenue of those who sell. They are taken off there and stand with
//     rent holders, in the region of the plant that sold.
//   - What an instrument holds in store is its treasury's.
//
// Stocks. Tonnes at the end less tonnes at the start, by class, region and good, at the last month's prices in the arm
// that one is compared with, discounted from it. Not counted are goods in use, and plants: a plant built late costs its capital
// goods and earns little before the end.
//
// Value. What use is worth to final users (agents.Consumer). Months in which a user lacked something are valued one by one,
// others a few together.
//
// So the check of MODEL 9 holds but for rounding of sums: all classes together gain what consumers' value and stocks gain less
// the change of real costs. It would not hold if money came to households or the outside world for a reason that the ledger
// does not know.
//
// Consumer cost is not discounted: prices and quantities by year, or by as many years as keep the vector small, and what is
// unserved over the whole run, for that sum needs no years.

// surplusLimit is the most numbers that a vector may have; years are lumped together until it does.
const surplusLimit = 8000

// outsideRegion is where the outside world is, and what the baseline has no name for.
const outsideRegion = "outside"

// Classes, in the order of SurplusClasses.
const (
	ofMiners = iota
	ofRefiners
	ofMagnetMakers
	ofConsumers
	ofRecyclers
	ofTraders
	ofInvestors
	ofTreasuries
	ofRentHolders
	ofWorkers
)

// classOf is the class of a kind of plant; -1 where nobody has said. Makers of metal belong to magnets, whose makers do
// their work where the chain leaves them out.
func classOf(kind string) int {
	switch kind {
	case "miner":
		return ofMiners
	case "cracker", "refiner":
		return ofRefiners
	case "metalmaker", "magnetmaker":
		return ofMagnetMakers
	case "offtaker", "oxideuser", "collector":
		return ofConsumers
	case "recycler":
		return ofRecyclers
	case "trader":
		return ofTraders
	case "reserve":
		return ofTreasuries
	}
	return -1
}

// surplusLayout says what every number of a vector is. It is made of the baseline, by names, so that arms may number goods and
// regions otherwise and have more plants.
type surplusLayout struct {
	regions []string // of the baseline, and the outside world
	goods   []string
	held    [][]int // by class: a good's number among those that it holds; -1 for none. All hold them in every region
	kinds   int     // of class and good that is held
	pairs   []surplusPair
	window  int // years that count together
	windows int
}

// surplusPair is a good that final users of a region buy, by numbers of the layout.
type surplusPair struct {
	good, region int
	choke        float64 // the highest of its users, USD/kg
}

// newSurplusLayout lays out vectors for a study with this baseline.
func newSurplusLayout(s *engine.Scenario) *surplusLayout {
	l := &surplusLayout{regions: append(slices.Clone(s.Regions), outsideRegion)}
	for i := range s.Goods {
		l.goods = append(l.goods, s.Goods[i].Name)
	}
	l.findHeld(s)
	l.findPairs(s)
	for l.window = 1; ; l.window++ {
		l.windows = max(1, (YearsOf(s.Months)+l.window-1)/l.window)
		if l.windows == 1 || l.length() <= surplusLimit {
			return l
		}
	}
}

// findHeld finds the goods of each class. Treasuries, and classes that the baseline does not have, may come to hold any.
func (l *surplusLayout) findHeld(s *engine.Scenario) {
	holds := make([][]bool, len(SurplusClasses))
	for class := range holds {
		holds[class] = make([]bool, len(s.Goods))
	}
	for i := range s.Lines {
		if class := classOf(s.Sites[s.Lines[i].Site].Kind); class >= 0 {
			holds[class][s.Lines[i].Good] = true
		}
	}
	l.held = make([][]int, len(holds))
	for class := range holds {
		none := !slices.Contains(holds[class], true)
		any := class == ofTreasuries || none && class < ofInvestors
		l.held[class] = make([]int, len(s.Goods))
		for good := range s.Goods {
			l.held[class][good] = -1
			if any || holds[class][good] {
				l.held[class][good] = l.kinds
				l.kinds++
			}
		}
	}
}

// findPairs finds what users buy, in the order of goods and regions.
func (l *surplusLayout) findPairs(s *engine.Scenario) {
	chokes := make([]float64, len(s.Goods)*len(s.Regions))
	for i := range s.Sites {
		site := &s.Sites[i]
		user, is := s.Plants[i].Agent.(agents.Consumer)
		if !is {
			continue
		}
		for slot := range site.Lines {
			at := &chokes[int(s.Lines[site.First+slot].Good)*len(s.Regions)+int(s.Nodes[site.Node].Region)]
			*at = max(*at, user.Choke(slot))
		}
	}
	for at, choke := range chokes {
		if choke > 0 {
			l.pairs = append(l.pairs, surplusPair{good: at / len(s.Regions), region: at % len(s.Regions), choke: choke})
		}
	}
}

// The parts of a vector, in their order. A cell is a class in a region.
const (
	surplusMonths    = iota // of the run
	surplusResources        // present value of the real costs, USD
	surplusUnvalued         // stocks without a place in the vector, t
	surplusCells            // of every cell: present value of money received less paid, USD
)

func (l *surplusLayout) cell(class, region int) int { return class*len(l.regions) + region }

// value is the consumers' value in a region, in present values, USD.
func (l *surplusLayout) value(region int) int {
	return surplusCells + len(SurplusClasses)*len(l.regions) + region
}

// price is a good's price at the end of a run in a region, at its first node, USD/kg.
func (l *surplusLayout) price(good, region int) int {
	return l.value(len(l.regions)) + good*(len(l.regions)-1) + region
}

// stock is what a class holds of a good in a region at the end of a run less what it held at the start, t; -1 where it never
// holds it.
func (l *surplusLayout) stock(class, good, region int) int {
	kind := l.held[class][good]
	if kind < 0 || region >= len(l.regions)-1 {
		return -1
	}
	return l.price(len(l.goods), 0) + kind*(len(l.regions)-1) + region
}

// purchase is what users of a pair buy in some years: t, and then USD.
func (l *surplusLayout) purchase(pair, window int) int {
	return l.price(len(l.goods)+l.kinds, 0) + 2*(pair*l.windows+window)
}

// unserved is what users of a pair lacked over the run: what it was worth to them at their choke prices, in t at the
// highest of these.
func (l *surplusLayout) unserved(pair int) int { return l.purchase(len(l.pairs), 0) + pair }

// length is how many numbers a vector has.
func (l *surplusLayout) length() int { return l.unserved(len(l.pairs)) }
