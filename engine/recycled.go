package engine

import (
	"monazite/agents/exact"
	"monazite/agents/finance"
	"monazite/markets"
)

// recycle gives contracts that must be met with recycled elements a credit for what their sellers' recyclers made this
// month, for the next. Of several contracts of one company that run, the first takes it.
func (w *World) recycle() {
	for i := range w.Contracts {
		c := &w.Contracts[i]
		if c.Recycled == 0 || !w.running(c) || w.sharesRecycled(i) {
			continue
		}
		for _, site := range w.Firms[w.firmOf(c.Seller)].Sites {
			if w.Sites[site].Kind == "recycler" && w.region(w.node(site)) == w.region(w.nodeOf(c.Seller)) {
				for line := w.Sites[site].First; line < w.Sites[site].First+w.Sites[site].Lines; line++ {
					c.Scrap += w.made[line]
				}
			}
		}
	}
}

// sharesRecycled says whether an earlier contract of the same company takes the credit first; the later one gets nothing.
func (w *World) sharesRecycled(i int) bool {
	for k := range w.Contracts[:i] {
		if w.Contracts[k].Recycled > 0 && w.running(&w.Contracts[k]) && w.firmOf(w.Contracts[k].Seller) == w.firmOf(w.Contracts[i].Seller) {
			return true
		}
	}
	return false
}

// recycledAllows is how much of a mass a contract's credit of recycled oxide covers: each gram takes its share of the
// oxide that is in it.
func (w *World) recycledAllows(c *Contract, mass markets.Mass) markets.Mass {
	if c.Recycled == 0 {
		return mass
	}
	needs := w.oxideIn(c, mass)
	if needs <= c.Scrap {
		return mass
	}
	return markets.Mass(markets.MulDiv(int64(mass), int64(c.Scrap), int64(needs)))
}

// useRecycled takes what a delivery needs off the credit.
func (w *World) useRecycled(c *Contract, mass markets.Mass) {
	if c.Recycled > 0 {
		c.Scrap = max(0, c.Scrap-w.oxideIn(c, mass))
	}
}

// oxideIn is the recycled oxide that a mass of a contract's good must hold.
func (w *World) oxideIn(c *Contract, mass markets.Mass) markets.Mass {
	return shareOf(w.oxidePer(c)).Of(mass)
}

// oxidePer is the recycled oxide that a gram of a contract's good must hold.
func (w *World) oxidePer(c *Contract) float64 {
	var content float64
	for _, x := range w.Goods[w.Lines[c.Seller].Good].Content {
		content += x
	}
	return float64(ratioOf(c.Recycled) * content)
}

// addRecycled adds to what a project that recycles is expected to earn what its company's contracts for recycled goods bring
// over the market, as long as they last: without it they cannot be met.
func (w *World) addRecycled(id ID, running *finance.Operation) {
	opens := w.opens(id)
	for _, site := range w.Projects[id].Sites {
		if w.Sites[site].Kind != "recycler" {
			continue
		}
		var oxide float64 // t a month
		flows, _ := w.fullMonth(site)
		for _, tonnes := range flows {
			oxide += float64(usualLoad * max(0, tonnes))
		}
		for i := range w.Contracts {
			c := &w.Contracts[i]
			if c.Recycled == 0 || oxide <= 0 || w.firmOf(c.Seller) != int(w.Sites[site].Firm) || w.region(w.nodeOf(c.Seller)) != w.region(w.node(site)) {
				continue
			}
			seller := w.Lines[c.Seller].Site
			over := exact.USDPerKg(w.contractPrice(c)) - w.longRun(seller, int(c.Seller)-w.Sites[seller].First)
			tonnes := min(exact.Tonnes(c.Monthly), oxide/w.oxidePer(c))
			oxide -= float64(tonnes * w.oxidePer(c))
			for half := range running.Support {
				if opens+Month(6*half+3) < c.End {
					ramp := ratioOf(finance.Ramp(half))
					running.Support[half] += float64(float64(12*1000*tonnes*ramp) * max(0, over))
				}
			}
		}
	}
}
