package study

import (
	"errors"
	"fmt"
	"math"
)

// Purchase is what users bought of one good in one month or year in one replication, with and without an arm.
type Purchase struct {
	What             string  // good and time, for errors
	Quantity         float64 // bought in the baseline, t
	BaselinePrice    float64 // VWAP, USD/kg; NaN where nothing was traded
	ArmPrice         float64 // likewise
	BaselineUnserved float64 // demand that found no goods, t
	ArmUnserved      float64
	Choke            float64 // value of unserved demand, USD/kg (MODEL 7.3)
}

// ConsumerCost is what an arm costs users, above 0 where they lose; real 2025 USD. Each price row in the sum comes at the
// baseline's quantity: what users save by buying less is no gain to them.
type ConsumerCost struct {
	Price    float64 // sum of (ArmPrice - BaselinePrice) x Quantity
	Unserved float64 // sum of Choke x (ArmUnserved - BaselineUnserved)
	Total    float64
	Unpriced float64 // t of the baseline for which an arm has no price: left out of Price
}

// kgPerTonne turns USD/kg times tonnes into USD.
const kgPerTonne = 1000

// ConsumerCostOf adds up purchases in their order (MODEL 9). Errors name every purchase with an impossible number.
func ConsumerCostOf(purchases []Purchase) (ConsumerCost, error) {
	var c ConsumerCost
	var errs []error
	for i := range purchases {
		p := &purchases[i]
		if err := p.check(); err != nil {
			errs = append(errs, err)
			continue
		}
		c.Unserved += float64(float64((p.ArmUnserved-p.BaselineUnserved)*p.Choke) * kgPerTonne)
		if dearer := p.ArmPrice - p.BaselinePrice; math.IsNaN(dearer) {
			c.Unpriced += p.Quantity
		} else {
			c.Price += float64(float64(dearer*p.Quantity) * kgPerTonne)
		}
	}
	c.Total = c.Price + c.Unserved
	return c, errors.Join(errs...)
}

// check says which number of a purchase cannot be; a price may be unknown.
func (p *Purchase) check() error {
	for _, x := range []struct {
		name  string
		value float64
		price bool
	}{
		{"quantity", p.Quantity, false}, {"baseline unserved", p.BaselineUnserved, false}, {"arm unserved", p.ArmUnserved, false},
		{"choke", p.Choke, false}, {"baseline price", p.BaselinePrice, true}, {"arm price", p.ArmPrice, true},
	} {
		unknown := x.price && math.IsNaN(x.value)
		if !unknown && (!(x.value >= 0) || isInfinite(x.value)) {
			return fmt.Errorf("purchase %s: %s %v, expected a finite number from 0", p.What, x.name, x.value)
		}
	}
	return nil
}
