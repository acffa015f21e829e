package agents

import (
	"time"

	"monazite/markets"
)

// Frame is all that is public of one month.
type Frame struct {
	Month  Month
	Nodes  int
	Quotes []Quote // [good*Nodes + node]
	Goods  []GoodReport
	Sites  []SiteReport
	Flow12 []float64 // [good*routes+route] moving average over about 12 months, t a month

	YearExports []markets.Mass // [good*Nodes + node] through the gate since January
	Needs       []Need         // [good*Nodes + node]

	Projects []ProjectReport
	Firms    []FirmReport
	Shocks   []bool // of the scenario's scripted shocks: whether it runs

	Work Work
}

// Phases is the number of phases of a month.
const Phases = 13

// Work is what a month cost the machine. Agents are not shown it.
type Work struct {
	Phases   [Phases]time.Duration // in the order in which they run; 0 where nobody lent the engine a clock
	Clearing markets.Work
}

// Quote is a good at a node.
type Quote struct {
	Buyers, Sellers             markets.Price // of each side; indicative where less than a kilogram traded; a least price is added to the buyers' alone
	BuyersTraded, SellersTraded bool
	Quiet                       int16         // months since the node traded
	VWAP                        markets.Price // of what was bought here, contracts included
	Bought, Sold                markets.Mass
}

// Price is the published price: the buyers' where they traded, else the sellers'.
func (q *Quote) Price() markets.Price {
	if q.BuyersTraded || !q.SellersTraded {
		return q.Buyers
	}
	return q.Sellers
}

// GoodReport is a good in the whole world.
type GoodReport struct {
	Sold       markets.Mass // spot and contracts
	Sold12     float64      // moving average over about 12 months, t a month
	Offered    float64      // asks of the month, sold or not, t
	Demand     float64      // what final users wished to consume, t
	Unserved   float64      // of which they found nothing, t
	Volatility float64      // yearly sd of the log price at the index node
}

// Need is what those at a node need of a good.
type Need struct {
	Use12    float64 // what plants and users took in from markets, contracts and sisters: moving average over about 12 months, t a month
	Demand   float64 // what final users wished to consume, t
	Unserved float64 // of which they found nothing, t
}

// SiteReport is a plant as its owner publishes it.
type SiteReport struct {
	Open        bool
	Capacity    float64      // t a month of its reference good
	Utilisation float64      // share of capacity that the plant aims to run
	Level       markets.Mass // run this month
	YearLevel   markets.Mass // run since January
}

// Quote of a good at a node.
func (f *Frame) Quote(good, node ID) Quote { return f.Quotes[int(good)*f.Nodes+int(node)] }

// Stage is how far a project has come.
type Stage uint8

// The stages, in the order in which a project goes through them.
const (
	InExploration Stage = iota // looks for ore
	InResource                 // knows what it has
	InPermitting               // waits for permits
	InFunding                  // may decide each quarter
	InBuilding
	InRamp // runs, not yet at nameplate
	InOperation
	GivenUp // its owner went out of business
)

var stageNames = []string{"EXPL", "RES", "PERMIT", "FIN", "BUILD", "RAMP", "OPER", "CLOSED"}

func (s Stage) String() string { return stageNames[s] }

// ParseStage finds a stage by name.
func ParseStage(name string) (Stage, bool) {
	for i, n := range stageNames {
		if n == name {
			return Stage(i), true
		}
	}
	return 0, false
}

// ProjectReport is a project as its owner publishes it.
type ProjectReport struct {
	Stage       Stage
	Capex       markets.Money // with overruns once decided
	IRR, Hurdle float64       // of the last appraisal, a year
	Gap         markets.Money // what the last attempt could not raise
	Contracted  float64       // share of its main output that contracts take
}

// FirmReport is a company as it publishes itself.
type FirmReport struct {
	Equity   markets.Money // with its stocks at market prices
	Defaults int16         // since the first month
}
