package firm

import (
	"cmp"
	"errors"
	"fmt"
	"math"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// MagnetMaker are the keys of a magnet plant. Capacity and output are finished magnets.
type MagnetMaker struct {
	Family      string             `toml:"family" oneof:"NdFeB SmCo" doc:"alloy: NdFeB or SmCo"`
	Inputs      string             `toml:"inputs" default:"oxide" oneof:"oxide metal" doc:"what it buys: oxides, or the metals that metal makers made of them"`
	Conversion  float64            `toml:"conversion" unit:"USD/kg" min:"0" doc:"from inputs to finished magnet, without the inputs, the fixed part included"`
	Grades      map[string]float64 `toml:"grades" unit:"1" keys:"good" min:"0" doc:"share of each grade in the output of 2024; sums to 1"`
	Loss        float64            `toml:"loss" unit:"1" default:"27 %" min:"0" max:"0.9" doc:"share of the alloy that becomes swarf"`
	Collected   float64            `toml:"collected" unit:"1" default:"60 %" min:"0" max:"1" doc:"share of the swarf that is sold; the rest is waste"`
	NdPrContent float64            `toml:"ndpr_content" unit:"1" default:"1" min:"0.5" max:"1.5" doc:"scales the NdPr of all grades, to close the balance of a world"`
}

// mostInputs is the most oxides or metals that a magnet plant buys.
const mostInputs = 3

// magnetMaker is the agent of a magnet plant. Its oxides or metals are the first slots, its grades follow,
// its swarf is last.
type magnetMaker struct {
	model    *agents.Model
	inputs   int // oxides or metals bought
	grades   []grade
	swarf    int     // slot; -1 where none is sold
	swarfPer float64 // kg sold per kg finished
	cost     float64 // of conversion, avoidable, USD/kg
	main     int     // slot of the grade that credits count
	answer   response
	group    bool
}

// grade is a magnet that the plant makes.
type grade struct {
	slot     int
	memory   int                    // its place in the agent's recipe memory
	activity int                    // of the conventional recipe; the sparing one's comes next
	recipes  int                    // one or two
	input    [2][mostInputs]float64 // kg per kg finished, by recipe and slot
	offset   float64                // of the recipe
	share    float64                // of the output of 2024
	margin   float64                // on avoidable cost at which the split stays as it is
}

// Build declares inputs, grades, swarf and a recipe or two for each grade.
func (k *MagnetMaker) Build(s *Setup) (agents.Agent, error) {
	s.learns(s.Model.LearningMagnet)
	s.crafts(k.Family, k.Conversion)
	if s.Keys.Capacity <= 0 {
		return nil, errors.New("capacity: 0 t/yr, expected more")
	}
	a := &magnetMaker{model: s.Model, swarf: -1, group: s.Group}
	if err := k.choose(a); err != nil {
		return nil, err
	}
	if err := k.declare(s, a); err != nil {
		return nil, err
	}
	k.addActivities(s, a)
	k.open(s, a)
	return a, nil
}

// choose picks the grades of the family and checks their shares.
func (k *MagnetMaker) choose(a *magnetMaker) error {
	sum, known := 0.0, 0
	for i := range grades {
		part, named := k.Grades[grades[i].name]
		if !named {
			continue
		}
		known++
		if part == 0 {
			continue
		}
		if grades[i].family != k.Family {
			return fmt.Errorf("grades: %s is not of the family %s", grades[i].name, k.Family)
		}
		sum += part
		g := grade{memory: i, recipes: 1, share: part}
		if grades[i].sparing[markets.NdPr] > 0 {
			g.recipes = 2
		}
		a.grades = append(a.grades, g)
	}
	if known < len(k.Grades) {
		return fmt.Errorf("grades: %d names, of which %d are grades of magnets, expected all", len(k.Grades), known)
	}
	if math.Abs(sum-1) > 1e-6 {
		return fmt.Errorf("grades: sum to %v, expected 1", sum)
	}
	return nil
}

// Metallic says whether the plant buys metals.
func (k *MagnetMaker) Metallic() bool { return k.Inputs == markets.Metal.String() }

// Takes are the kg of inputs that a kg of a grade takes by its two recipes.
func (k *MagnetMaker) Takes(grade string) (conventional, sparing [markets.Elements]float64) {
	if k.Metallic() {
		return Metals(grade, k.Loss, k.NdPrContent)
	}
	return Oxides(grade, k.Loss, k.NdPrContent)
}

// source finds the oxide or metal of an element.
func (k *MagnetMaker) source(s *Setup, e markets.Element) (ID, error) {
	good, found := s.Oxide(e)
	if k.Metallic() {
		good, found = s.Metal(e)
	}
	if !found {
		return good, fmt.Errorf("grades: need the %s of %v, which is not among the goods", cmp.Or(k.Inputs, "oxide"), e)
	}
	return good, nil
}

// declare declares the lines, inputs in the order of elements.
func (k *MagnetMaker) declare(s *Setup, a *magnetMaker) error {
	output := s.Keys.Output / 12
	for e := range markets.Elements {
		use, needed := 0.0, false
		for i := range a.grades {
			g := &a.grades[i]
			conventional, sparing := k.Takes(grades[g.memory].name)
			if conventional[e] == 0 && sparing[e] == 0 {
				continue
			}
			needed = true
			g.input[0][a.inputs], g.input[1][a.inputs] = conventional[e], sparing[e]
			use += float64(float64(output*g.share) * Approach(conventional[e], sparing[e], openingSparing))
		}
		if !needed {
			continue
		}
		good, err := k.source(s, e)
		if err != nil {
			return err
		}
		s.Line(good, agents.Buys, use)
		a.inputs++
	}
	for i := range a.grades {
		g := &a.grades[i]
		good, err := s.good("grades", grades[g.memory].name)
		if err != nil {
			return err
		}
		g.slot = s.Line(good, agents.Sells, float64(output*g.share))
		if a.main == 0 || g.share > a.grades[a.main-a.inputs].share {
			a.main = g.slot
		}
	}
	s.Reference = a.main
	return k.declareSwarf(s, a, output)
}

// swarf is the good that magnet makers sell of what they cut away.
const swarf = "SWARF"

// declareSwarf declares the swarf of a NdFeB plant. That of samarium-cobalt has no market.
func (k *MagnetMaker) declareSwarf(s *Setup, a *magnetMaker, output float64) error {
	if k.Family != "NdFeB" || k.Collected == 0 || k.Loss == 0 {
		return nil
	}
	good, err := s.good("family", swarf)
	if err != nil {
		return err
	}
	a.swarfPer = float64(k.Loss/(1-k.Loss)) * k.Collected
	a.swarf = s.Line(good, agents.Sells, float64(output*a.swarfPer))
	return nil
}

// addActivities declares a recipe or two for each grade. Costs come with the opening.
func (k *MagnetMaker) addActivities(s *Setup, a *magnetMaker) {
	alloyed := alloyYield
	if k.Metallic() {
		alloyed = 1
	}
	for i := range a.grades {
		g := &a.grades[i]
		g.activity = len(s.Activities)
		for recipe := range g.recipes {
			activity := agents.Activity{Kind: agents.Convert}
			product := agents.Output{Slot: g.slot, Per: markets.Whole}
			scrap := agents.Output{Slot: a.swarf, Per: share(a.swarfPer)}
			for slot := range a.inputs {
				kg := g.input[recipe][slot]
				if kg == 0 {
					continue
				}
				activity.Inputs = append(activity.Inputs, agents.Input{Slot: slot, Per: share(kg)})
				e := s.Goods[s.Lines[slot].Good].Element
				product.Recovery[e] = share(float64((1 - k.Loss) * alloyed))
				scrap.Recovery[e] = share(float64(k.Loss*alloyed) * k.Collected)
			}
			activity.Outputs = append(activity.Outputs, product)
			if a.swarf >= 0 {
				activity.Outputs = append(activity.Outputs, scrap)
			}
			s.Activities = append(s.Activities, activity)
		}
	}
}

// open solves the opening: recipe offsets at the share of 2024, the footing over all grades, and
// the margin of each grade that the split among grades starts from.
func (k *MagnetMaker) open(s *Setup, a *magnetMaker) {
	s.believe()
	m := &s.Memory
	e := economics{cost: k.Conversion, price: s.Prices[s.Lines[a.main].Good]}
	for i := range a.grades {
		g := &a.grades[i]
		m.Beliefs[g.slot].Share = g.share
		if g.recipes == 2 {
			m.Recipe[g.memory] = openingSparing
			g.offset = logit(openingSparing) - saving(s.Model, a.inputCost(m, g, 0), a.inputCost(m, g, 1)+s.Model.SparingCost)
		}
		e.core += float64(g.share * s.Prices[s.Lines[g.slot].Good])
		e.other += float64(g.share * a.materials(m, g))
	}
	e.revenue = e.core + a.swarfValue(m)
	f := s.stand(e)
	a.cost = s.avoidable(f, k.Conversion)
	for i := range a.grades {
		g := &a.grades[i]
		price := float64(s.Prices[s.Lines[g.slot].Good] * f.lift)
		if g.margin = usualMargin; s.operating() {
			g.margin = marginOn(s.Model, price+a.swarfValue(m), a.cost+a.materials(m, g))
		}
		for recipe := range g.recipes {
			cost := a.cost + float64(float64(recipe)*s.Model.SparingCost)
			s.Activities[g.activity+recipe].Cost = exact.Price(cost)
		}
	}
	f.slope = s.Model.MagnetSlope
	a.answer = s.settle(f, k.Conversion, s.Keys.Capacity/12, s.Keys.Output/s.Keys.Capacity)
}
