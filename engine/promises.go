package engine

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/agents/finance"
)

// promise is a guarantee on what a project would make.
type promise struct {
	guarantee     *agents.Guarantee
	tonnes, price float64 // a month at full nameplate, and what a kilogram is expected to bring by itself, USD
}

// promised notes the guarantees on a good that a plant of a project would make.
func (w *World) promised(site ID, slot int, tonnes, price float64) {
	good := w.Lines[w.Sites[site].First+slot].Good
	for i := range w.rules.Guarantees {
		switch g := &w.rules.Guarantees[i]; {
		case g.Site != site:
		case g.Kind == agents.Profit && slot == w.Plants[site].Reference, g.Kind != agents.Profit && g.Good == good:
			w.promises = append(w.promises, promise{g, tonnes, price})
		}
	}
}

// addSupport adds what guarantees are expected to bring a project, as long as they last: a strike in money of the day is
// worth less every year.
func (w *World) addSupport(id ID, running *finance.Operation) {
	if len(w.promises) == 0 {
		return
	}
	opens := w.opens(id)
	for half := range running.Support {
		middle := opens + Month(6*half+3)
		ramp := ratioOf(finance.Ramp(half))
		own := float64(ramp*running.Margin) - running.Fixed
		for _, p := range w.promises {
			g := p.guarantee
			if middle > w.ends(id, g) {
				continue
			}
			left := exact.Pow(1+g.Erosion, -float64(middle-w.Month)/12)
			if g.Kind == agents.Profit {
				real := *g
				real.Level = exact.Money(float64(exact.USD(g.Level) * left * 12 / float64(g.Every)))
				out, in := ProfitShare(&real, exact.Money(own))
				running.Support[half] += exact.USD(out - in)
				continue
			}
			floor := finance.PriceFloor{
				Strike: float64(exact.USDPerKg(g.Strike) * left), Down: ratioOf(g.Down), Up: ratioOf(g.Up),
			}
			perKg := floor.Expected(p.price, p.price, w.State.Frame.Goods[g.Good].Volatility) - p.price
			running.Support[half] += float64(float64(12*1000*usualLoad*p.tonnes*ramp) * perKg)
		}
	}
}

// ends is the last month of a guarantee for a project. One of profit, or of sales, runs from the opening of its plant: until
// then it is told as if the plant opened now.
func (w *World) ends(id ID, g *agents.Guarantee) Month {
	if g.Kind == agents.Profit && w.Progress[id].Stage < Ramping {
		return g.End + w.opens(id) - w.Month
	}
	return g.End
}

// shelterYears is how long a guarantee must run from the opening to count as a shelter for the whole project (judgement:
// that is how long banks lend).
const shelterYears = 10

// shelter is how far a guarantee shelters a project from the price of what it sells, from 0 to 1: as far as its strike comes up
// to the price expected, it pays all that lacks, and it lasts. A profit that is guaranteed shelters whole.
func (w *World) shelter(id ID, g *agents.Guarantee) float64 {
	lasts := min(1, max(0, float64(w.ends(id, g)+1-w.opens(id))/(12*shelterYears)))
	if g.Kind == agents.Profit {
		return lasts
	}
	price := w.anchor(int(w.mainLine(g.Site)))
	return float64(float64(lasts*ratioOf(g.Down)) * min(1, exact.USDPerKg(g.Strike)/price))
}

// guaranteesProfit says whether a government makes up what a plant's profit lacks: then it goes on.
func (w *World) guaranteesProfit(site ID) bool {
	for i := range w.rules.Guarantees {
		if g := &w.rules.Guarantees[i]; g.Site == site && g.Kind == agents.Profit && g.Level > 0 {
			return true
		}
	}
	return false
}
