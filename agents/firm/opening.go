package firm

import (
	"slices"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// lowestCostScale is the share of the published cost to which an opening may lower it.
const lowestCostScale = 0.5

// economics are what a unit of a plant's level earns and costs at opening prices, USD/kg.
type economics struct {
	revenue float64 // of all outputs
	other   float64 // what is bought, finishing and disposal
	cost    float64 // the plant's own as published, the fixed part included
	core    float64 // of outputs at the level of the main one
	price   float64 // of a kg of the main output
}

// footing is how a plant of 2024 is made to live at opening prices.
type footing struct {
	scale  float64 // of the published cost
	legacy float64 // price of a contract for most of its main output; 0 for none
	lift   float64 // mean price of outputs at the level of the main one, over the market's
	margin float64 // on avoidable cost, as output decisions reckon with it
	plain  float64 // the same as sales bring it: a group reckons with less
	earned float64 // on all cost, USD/kg
	slope  float64 // of utilisation in it
}

// stand finds the footing. A plant that ran in 2024 had its reasons: where the published cost
// leaves less than the markup on avoidable cost, the cost is lowered, at most to half; where half
// is not enough, the cost stands and a contract at cost plus the markup must have paid for it
// (MODEL 5.3): all outputs at the level of the main one sell at the same multiple of the market's price. A plant that opens later gets neither.
func (s *Setup) stand(e economics) footing {
	avoidable := float64((1 - s.Model.FixedShare) * e.cost)
	markup := 1 + s.Model.Markup
	f := footing{scale: 1, lift: 1, slope: s.Model.UtilisationSlope}
	if !s.operating() {
		f.scale = s.Model.ProjectScale
	}
	revenue := e.revenue
	if room := e.revenue/markup - e.other; s.operating() && room < avoidable {
		f.scale = room / avoidable
		if f.scale < lowestCostScale && e.core > 0 {
			f.scale = 1
			missing := float64(markup*(e.other+e.cost)) - e.revenue
			f.legacy = float64(e.price * (1 + missing/e.core))
			f.lift = 1 + float64(s.LegacyShare*missing)/e.core
			revenue += float64(s.LegacyShare * missing)
		}
		f.scale = max(f.scale, lowestCostScale)
	}
	f.earned = revenue - e.other - float64(f.scale*e.cost)
	f.plain = marginOn(s.Model, revenue, e.other+float64(f.scale*avoidable))
	if s.Group {
		revenue = float64(revenue * leastMarginal)
	}
	f.margin = marginOn(s.Model, revenue, e.other+float64(f.scale*avoidable))
	return f
}

// marginOn is the margin of a revenue on an avoidable cost, as the log of their ratio: near break-even
// it is the (R - A)/A of MODEL 7.2. Where costs are a quarter of the price, as in rich mines, that
// ratio answers four times as much to a change of price, and such plants stopped at prices that
// still paid three times their costs; the log answers alike at every level.
func marginOn(model *agents.Model, revenue, cost float64) float64 {
	return exact.Log(max(revenue, model.LeastPrice) / max(cost, model.LeastPrice))
}

// operating says whether the plant ran in 2024.
func (s *Setup) operating() bool { return s.Keys.Output > 0 && s.Keys.Opens <= agents.MonthOf(2024, 1) }

// settle writes what follows from the footing: the opening utilisation, the fixed cost of a level
// capacity in t a month, and returns how utilisation answers margins. A group's revenue is taken at the
// least marginal revenue, where its shares of the world put it.
func (s *Setup) settle(f footing, cost, capacity, utilisation float64) response {
	size := capacity
	if s.operating() { // its cost is quoted per tonne that it makes
		size = float64(min(utilisation, 1) * capacity)
	}
	s.FixedCost = float64(s.Model.FixedShare*f.scale) * float64(cost*size) * kgPerTonne
	s.Legacy, s.CostScale, s.Margin = f.legacy, f.scale, f.plain
	for slot, line := range s.Lines {
		main := s.Lines[s.Reference].Good
		if f.legacy > 0 && line.Side == agents.Sells && s.Goods[line.Good].Level == s.Goods[main].Level {
			s.Memory.Beliefs[slot].Flow *= 1 - s.LegacyShare
		}
	}
	if !s.operating() {
		s.Memory.Utilisation = leastUtilisation
		return response{UtilisationOffset(usualUtilisation, usualMargin, f.slope), f.slope}
	}
	s.Level = float64(utilisation * capacity)
	s.Earnings = float64(float64(s.Level*f.earned) * kgPerTonne)
	s.Memory.Utilisation = min(max(utilisation, leastUtilisation), mostUtilisation)
	return response{UtilisationOffset(s.Memory.Utilisation, f.margin, f.slope) + s.Keys.Lean, f.slope}
}

const kgPerTonne = 1000.0

// avoidable is the part of a published cost that a plant pays only when it runs, USD/kg.
func (s *Setup) avoidable(f footing, cost float64) float64 {
	return float64((1-s.Model.FixedShare)*f.scale) * cost
}

// believe opens a belief for every line: prices have always been what they are, and flows too.
func (s *Setup) believe() {
	s.Memory.Beliefs = make([]agents.Belief, len(s.Lines))
	for slot, line := range s.Lines {
		price := max(s.Prices[line.Good], s.Model.LeastPrice)
		b := agents.Belief{Anchor: exact.Log(price), Expected: price, Flow: s.Flows[slot], Sold12: s.Flows[slot]}
		if line.Side == agents.Sells {
			b.Made12 = s.Flows[slot]
		}
		s.Memory.Beliefs[slot] = b
	}
}

// sister says whether plants of the same company make a good.
func (s *Setup) sister(good ID) bool { return slices.Contains(s.Own, good) }

// share turns a ratio into parts per billion.
func share(ratio float64) markets.Share {
	return markets.Share(exact.Round(ratio * float64(markets.Whole)))
}

// ratio turns parts per billion into a ratio.
func ratio(s markets.Share) float64 { return float64(s) / float64(markets.Whole) }
