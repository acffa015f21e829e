package engine

import "monazite/markets"

// Shares of what a plant takes of its inputs that must come to market before it is built, so that its price is not the
// plant's own doing (MODEL 7.9), and before it starts again (judgement).
const (
	feedToBuild   = 1.2
	feedToRestart = 0.5
)

// fed says whether a project that brings no ore of its own could buy enough beyond what plants that are being
// built will take.
func (w *World) fed(id ID) bool {
	project := &w.Projects[id]
	for _, site := range project.Sites {
		if w.Sites[site].Kind == "miner" {
			return true
		}
	}
	return w.supplied(project.Sites[0], feedToBuild, w.needed())
}

// supplied says whether that share of every input of a plant at full nameplate is sold or offered, or bound to
// it by contract, beyond what others will take.
func (w *World) supplied(site ID, share float64, others [MaxGoods]float64) bool {
	flows, _ := w.fullMonth(site)
	for slot, tonnes := range flows {
		line := ID(w.Sites[site].First + slot)
		good := w.Lines[line].Good
		r := &w.State.Frame.Goods[good]
		if free := max(r.Sold12, r.Offered) - others[good] + w.bound[line]; tonnes < 0 && free < -share*tonnes {
			return false
		}
	}
	return true
}

// needed is what plants that are being built or still ramping up will take of each good beyond what they take
// already, t a month.
func (w *World) needed() (coming [MaxGoods]float64) {
	for i := range w.Projects {
		share := 1.0
		switch w.Progress[i].Stage {
		case Building:
		case Ramping:
			share -= w.ramped(ID(i))
		default:
			continue
		}
		site := w.Projects[i].Sites[0]
		flows, _ := w.fullMonth(site)
		for slot, tonnes := range flows {
			if tonnes < 0 {
				coming[w.Lines[w.Sites[site].First+slot].Good] -= float64(share * tonnes)
			}
		}
	}
	return coming
}

// outlet says whether somebody takes what a plant would make. Oxides and magnets always find a market; of an ore, as
// much as a lender wants to see sold must come to market already, be sold ahead or go to sister plants: the price
// of an ore that nobody trades promises nothing.
func (w *World) outlet(site ID) bool {
	line := w.mainLine(site)
	good := w.Lines[line].Good
	if w.Goods[good].Level > markets.Carbonate {
		return true
	}
	taken := w.State.Frame.Goods[good].Sold12 + w.bound[line]
	for _, t := range w.Transfers {
		if t.From == line {
			taken += w.accounts[w.Lines[t.To].Site].Capacity
		}
	}
	return taken >= float64(offeredShare*w.mainOutput(site))
}
