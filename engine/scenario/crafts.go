package scenario

import "monazite/agents/finance"

// compareCrafts sets how far every plant's cost is above that of the best running plant of its craft in the
// index region, which is the frontier (MODEL 7.12). Costs of a place, such as a mine's, are not compared.
func (b *builder) compareCrafts() {
	frontier := map[string]float64{}
	for i := range b.plants {
		s := b.plants[i].setup
		if best, known := frontier[s.Craft]; s.China && s.Conversion > 0 && s.Keys.Opens <= 0 && (!known || s.Conversion < best) {
			frontier[s.Craft] = s.Conversion
		}
	}
	for i := range b.plants {
		s := b.plants[i].setup
		if best := frontier[s.Craft]; best > 0 && !s.China {
			b.out.Plants[i].Gap = finance.TechnologyGap(s.Conversion, best)
		}
	}
}
