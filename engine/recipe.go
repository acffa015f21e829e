package engine

import (
	"monazite/agents"
	"monazite/markets"
)

// recipe is an activity of a plant as production reads it: only what it takes and gives, with the lines that it touches,
// so that a run visits no table of all elements.
type recipe struct {
	site    ID
	kind    agents.ActivityKind
	counts  bool // as output in the sense of capacity and limits: a mine's is what it digs, whether it then cracks it or not
	cost    markets.Price
	inputs  []ingredient
	outputs []product
	mined   []carried
}

// ingredient is a good that a recipe takes, in grams per gram of level.
type ingredient struct {
	line, good ID
	per        markets.Share
}

// product is a good that a recipe makes: its mass, unless it is that of the elements in it, and what they are.
type product struct {
	line, good ID
	cost       markets.Price
	per        markets.Share
	carries    []carried
}

// carried is an element's share of the same element of a pool, or of the level of a run.
type carried struct {
	element markets.Element
	share   markets.Share
}

// writeRecipes puts what plants can run side by side.
func (w *World) writeRecipes() {
	w.recipes = make([][]recipe, len(w.Sites))
	for site := range w.Plants {
		activities := w.Plants[site].Activities
		for i := range activities {
			r := w.recipe(ID(site), &activities[i])
			r.counts = r.kind == agents.Extract || activities[0].Kind != agents.Extract
			w.recipes[site] = append(w.recipes[site], r)
		}
	}
}

func (w *World) recipe(site ID, a *agents.Activity) recipe {
	r := recipe{site: site, kind: a.Kind, cost: a.Cost}
	first := w.Sites[site].First
	for _, in := range a.Inputs {
		line := ID(first + in.Slot)
		r.inputs = append(r.inputs, ingredient{line: line, good: w.Lines[line].Good, per: in.Per})
	}
	for i := range a.Outputs {
		out := &a.Outputs[i]
		line := ID(first + out.Slot)
		r.outputs = append(r.outputs, product{
			line: line, good: w.Lines[line].Good, cost: out.Cost, per: out.Per, carries: listed(&out.Recovery),
		})
	}
	if a.Kind == agents.Extract {
		r.mined = listed(&a.Source)
	}
	return r
}

// listed leaves out the elements of which there is nothing.
func listed(shares *[markets.Elements]markets.Share) (list []carried) {
	for e, share := range shares {
		if share > 0 {
			list = append(list, carried{markets.Element(e), share})
		}
	}
	return list
}

// findContents finds which elements lots of a good may hold, whatever is made of them: moving few is cheap.
func (w *World) findContents() {
	w.holds = make([]markets.ElementSet, len(w.Goods))
	for _, recipes := range w.recipes {
		for i := range recipes {
			for _, out := range recipes[i].outputs {
				for _, c := range out.carries {
					w.mayHold(out.good, c.element)
				}
			}
		}
	}
	for line := range w.Lines {
		for e, m := range &w.Stock[line].Content {
			if m != 0 {
				w.mayHold(w.Lines[line].Good, markets.Element(e))
			}
		}
	}
	for _, line := range w.Collectors {
		for e := range markets.Elements { // of whatever has been in use
			if line != None {
				w.mayHold(w.Lines[line].Good, e)
			}
		}
	}
}

// mayHold notes that lots of a good may hold an element.
func (w *World) mayHold(good ID, e markets.Element) { w.holds[good] = w.holds[good].With(e) }

// move passes a mass of a good from one lot to another.
func (w *World) move(good ID, from *markets.Lot, mass markets.Mass, to *markets.Lot) {
	from.MoveOf(w.holds[good], mass, to)
}
