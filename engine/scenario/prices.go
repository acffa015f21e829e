package scenario

import (
	"cmp"

	"monazite/agents/firm"
	"monazite/markets"
)

// What opening prices are made of (MODEL 5.2), all judgement.
const (
	netbackShare = 0.85 // of a Chinese full plant's netback that a concentrate or carbonate costs
	swarfShare   = 0.72 // of the contained oxides' value that swarf costs
	retiredShare = 0.5  // and used magnets
	sparing      = 0.8  // share of each grade made by the sparing recipe in 2024
)

// compose gives blends their reference composition: concentrates and carbonates that of the
// plants of their class, weighted by what they dug in 2024, or by capacity where none of them did; what light plants leave, that of what they leave;
// magnets and scrap that of the recipes.
func (b *builder) compose() {
	classes, weights, running := map[string]*[markets.Elements]float64{}, map[string]float64{}, map[string]bool{}
	for i := range b.plants {
		if miner, ok := b.plants[i].builder.(*firm.Miner); ok && b.plants[i].common.Output > 0 {
			if good, found := b.goodNamed(miner.Ore); found {
				running[b.goods[good].Class] = true
			}
		}
	}
	for i := range b.plants {
		miner, ok := b.plants[i].builder.(*firm.Miner)
		if !ok {
			continue
		}
		good, found := b.goodNamed(miner.Ore)
		if !found {
			continue
		}
		class := b.goods[good].Class
		if classes[class] == nil {
			classes[class] = new([markets.Elements]float64)
		}
		content, err := miner.Content()
		if err != nil {
			continue // which has been reported
		}
		weight := b.plants[i].common.Output
		if !running[class] {
			weight = cmp.Or(b.plants[i].common.Capacity, 1) // none where it could not be read
		}
		for e := range content {
			classes[class][e] += float64(weight * content[e])
		}
		weights[class] += weight
	}
	for class, content := range classes {
		for e := range content {
			content[e] /= weights[class]
		}
	}
	for i := range b.out.Goods {
		good := &b.out.Goods[i]
		if good.Level != markets.Concentrate && good.Level != markets.Carbonate {
			continue
		}
		if content := classes[b.goods[i].Class]; content != nil {
			good.Content = *content
		}
	}
	b.composeResidue()
	b.composeMagnets()
}

// composeResidue gives a carbonate without a class of mines what the light plants leave of their
// 2024 intake.
func (b *builder) composeResidue() {
	var left [markets.Elements]float64
	var sum float64
	for i := range b.plants {
		refiner, ok := b.plants[i].builder.(*firm.Refiner)
		if !ok || refiner.Set != "light" {
			continue
		}
		for _, name := range sorted(refiner.Intake) {
			good, found := b.goodNamed(name)
			if !found {
				continue
			}
			for e, x := range b.out.Goods[good].Content {
				if el := markets.Element(e); el != markets.NdPr && el != markets.La && el != markets.Ce {
					left[e] += float64(refiner.Intake[name] * x)
					sum += float64(refiner.Intake[name] * x)
				}
			}
		}
	}
	if sum == 0 {
		return
	}
	for i := range b.out.Goods {
		good := &b.out.Goods[i]
		var empty [markets.Elements]float64
		if good.Level == markets.Carbonate && good.Content == empty {
			for e := range left {
				good.Content[e] = left[e] / sum
			}
		}
	}
}

// composeMagnets gives grades the content of their recipes and scrap that of the grades used.
func (b *builder) composeMagnets() {
	var scrap [markets.Elements]float64
	var sum float64
	scale := b.ndprContent()
	for i := range b.out.Goods {
		good := &b.out.Goods[i]
		if good.Level != markets.Magnet {
			continue
		}
		content, ok := firm.MagnetContent(good.Name, scale)
		if !ok {
			b.ps.Add(b.doc.Find("good", good.Name).Problem("", "there is no recipe for a magnet of this name"))
			continue
		}
		good.Content = content
		if weight := b.magnetOutput(good.Name); weight > 0 && content[markets.Sm] == 0 {
			for e, x := range content {
				scrap[e] += float64(weight * x)
			}
			sum += weight
		}
	}
	for i := range b.out.Goods {
		if b.out.Goods[i].Level == markets.Scrap && sum > 0 {
			for e := range scrap {
				b.out.Goods[i].Content[e] = scrap[e] / sum
			}
		}
	}
}

// ndprContent is the scale of NdPr in recipes, which all makers of a world share.
func (b *builder) ndprContent() float64 {
	for i := range b.plants {
		if maker, ok := b.plants[i].builder.(*firm.MagnetMaker); ok {
			return maker.NdPrContent
		}
	}
	return 1
}

func (b *builder) magnetOutput(grade string) (tonnes float64) {
	for i := range b.plants {
		if maker, ok := b.plants[i].builder.(*firm.MagnetMaker); ok {
			tonnes += float64(b.plants[i].common.Output * maker.Grades[grade])
		}
	}
	return tonnes
}

func (b *builder) goodNamed(name string) (markets.ID, bool) {
	for i := range b.out.Goods {
		if b.out.Goods[i].Name == name {
			return markets.ID(i), true
		}
	}
	return markets.None, false
}

// price opens prices at the index node: oxides as given, concentrates and carbonates at a share of
// a Chinese full plant's netback, metals and grades at Chinese cost and markup, scrap at a share of
// its oxides.
func (b *builder) price() {
	b.prices = make([]float64, len(b.goods))
	for i := range b.goods {
		b.prices[i] = b.goods[i].Price
	}
	b.solveFinishing()
	plant := firm.Separation{
		Model: &b.out.Model, Yield: b.out.Yield, Light: b.opening.LightCost, Heavy: b.opening.HeavyCost,
		Finishing: b.out.Finishing, Reject: &b.reject,
	}
	for e, oxide := range b.out.Oxides {
		if oxide != markets.None {
			plant.Price[e] = b.prices[oxide]
		}
	}
	for i := range b.out.Goods {
		good := &b.out.Goods[i]
		if b.prices[i] > 0 {
			continue
		}
		switch good.Level {
		case markets.Concentrate:
			plant.Crack = b.opening.CrackCost
			b.prices[i] = max(b.out.Model.LeastPrice, netbackShare*plant.Netback(&good.Content))
		case markets.Carbonate:
			plant.Crack = 0
			b.prices[i] = max(b.out.Model.LeastPrice, netbackShare*plant.Netback(&good.Content))
		case markets.Scrap:
			share := retiredShare
			if good.Name == "SWARF" {
				share = swarfShare
			}
			b.prices[i] = share * b.oxideValue(&good.Content)
		}
	}
	b.priceMetals()
	b.priceMagnets()
}

// oxideValue is what the oxides in a kilogram are worth at the index node.
func (b *builder) oxideValue(content *[markets.Elements]float64) (value float64) {
	for e, x := range content {
		if oxide := b.out.Oxides[e]; oxide != markets.None {
			value += float64(x * b.prices[oxide])
		}
	}
	return value
}

// priceMagnets opens grades at what a Chinese maker spends on them, less the swarf he sells, and
// his markup.
func (b *builder) priceMagnets() {
	maker := b.chineseMaker()
	swarf := 0.0
	if id, ok := b.goodNamed("SWARF"); ok {
		swarf = b.prices[id]
	}
	inputs := b.inputPrices(maker)
	for i := range b.out.Goods {
		good := &b.out.Goods[i]
		if good.Level != markets.Magnet || b.prices[i] > 0 {
			continue
		}
		cost := firm.MagnetCost(&b.out.Model, good.Name, maker.Loss, maker.NdPrContent, &inputs) + maker.Conversion
		if good.Content[markets.Sm] == 0 {
			cost -= float64(maker.Loss / (1 - maker.Loss) * maker.Collected * swarf)
		}
		b.prices[i] = cost * (1 + b.out.Model.Markup)
	}
}

// chineseMaker is the first magnet maker of the index region, whose costs set opening prices; one
// of Chinese stage costs (trade.csv) where there is none.
func (b *builder) chineseMaker() *firm.MagnetMaker {
	for i := range b.plants {
		p := &b.plants[i]
		if maker, ok := p.builder.(*firm.MagnetMaker); ok && p.node == b.out.Index && maker.Family == "NdFeB" {
			return maker
		}
	}
	return &firm.MagnetMaker{Conversion: b.opening.Conversion, Loss: 0.27, Collected: 0.95, NdPrContent: 1}
}

// solveFinishing sets the cost of finishing the oxides in surplus so that what plants throw away
// at opening prices closes the balance of 2024: supply from the year's intake against the use of
// oxides.
func (b *builder) solveFinishing() {
	supply, use := b.oxideBalance()
	for i := range b.goods {
		e := b.out.Goods[i].Element
		if !b.goods[i].SolveFinishing || b.out.Goods[i].Level != markets.Oxide || supply[e] <= 0 {
			continue
		}
		reject := min(max(1-use[e]/supply[e], 0.01), 0.97)
		b.reject[e] = reject
		b.out.Finishing[e] = max(0, firm.FinishingFor(&b.out.Model, reject, b.out.Yield, b.prices[i]))
	}
}

// oxideBalance is supply at no rejection and use of each oxide in 2024, t a year.
func (b *builder) oxideBalance() (supply, use [markets.Elements]float64) {
	for i := range b.plants {
		switch k := b.plants[i].builder.(type) {
		case *firm.Refiner:
			for _, name := range sorted(k.Intake) {
				if good, ok := b.goodNamed(name); ok {
					for e, x := range b.out.Goods[good].Content {
						if k.Splits(markets.Element(e)) {
							supply[e] += float64(k.Intake[name] * x * k.Yield)
						}
					}
				}
			}
		case *firm.OxideUser:
			for _, name := range sorted(k.Demand) {
				if good, ok := b.goodNamed(name); ok {
					use[b.out.Goods[good].Element] += k.Demand[name]
				}
			}
		case *firm.MagnetMaker:
			for _, grade := range sorted(k.Grades) {
				if _, ok := b.goodNamed(grade); ok {
					conventional, diffused := firm.Oxides(grade, k.Loss, k.NdPrContent)
					for e := range use {
						gross := firm.Approach(conventional[e], diffused[e], sparing)
						use[e] += float64(b.plants[i].common.Output * k.Grades[grade] * gross)
					}
				}
			}
		}
	}
	return supply, use
}

// pricesAt opens prices at a node: oxides and metals cost the export wedge and freight more outside,
// magnets duty and freight; concentrates, carbonates and scrap earn the index less freight.
func (b *builder) pricesAt(node markets.ID) []float64 {
	prices := make([]float64, len(b.prices))
	home := b.out.Nodes[b.out.Index].Region == b.out.Nodes[node].Region
	for i, p := range b.prices {
		id := markets.ID(i)
		prices[i] = p
		if home {
			continue
		}
		switch b.out.Goods[i].Level {
		case markets.Oxide, markets.Metal:
			prices[i] = float64(p*(1+b.opening.ExportWedge)) + b.freight(id, b.out.Index, node)
		case markets.Magnet:
			prices[i] = float64(p*(1+b.opening.MagnetDuty)) + b.freight(id, b.out.Index, node)
		default:
			prices[i] = max(b.out.Model.LeastPrice, p-b.freight(id, node, b.out.Index))
		}
	}
	return prices
}
