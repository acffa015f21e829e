package study

import (
	"fmt"
	"math"
	"strconv"

	"monazite/engine/record"
)

// compare says what a replication's arm costs consumers and who gains and loses by it, against the arm that it is compared
// with, its baseline here. It is an error if a vector is not of this layout, if the two runs are not equally long, or if a number
// cannot be.
func (l *surplusLayout) compare(baseline, arm []float64) (ConsumerCost, *Winners, error) {
	for _, v := range [][]float64{baseline, arm} {
		if len(v) != l.length() {
			return ConsumerCost{}, nil, fmt.Errorf("surplus of %d numbers, expected %d", len(v), l.length())
		}
	}
	if baseline[surplusMonths] != arm[surplusMonths] {
		return ConsumerCost{}, nil, fmt.Errorf("surplus of %v months against %v of the baseline, expected as many", arm[surplusMonths], baseline[surplusMonths])
	}
	cost, err := ConsumerCostOf(l.purchases(baseline, arm))
	if err != nil {
		return cost, nil, err
	}
	w, err := WinnersOf(l.holdings(baseline, baseline), l.holdings(arm, baseline), arm[surplusResources]-baseline[surplusResources])
	if err != nil {
		return cost, nil, err
	}
	w.Unvalued = baseline[surplusUnvalued] + arm[surplusUnvalued]
	return cost, w, nil
}

// purchases lists what users bought, and then what they lacked.
func (l *surplusLayout) purchases(baseline, arm []float64) (list []Purchase) {
	for i, pair := range l.pairs {
		what := l.goods[pair.good] + " in " + l.regions[pair.region]
		for k := range l.windows {
			at := l.purchase(i, k)
			list = append(list, Purchase{
				What: what + " " + l.years(k), Quantity: baseline[at], BaselinePrice: meanPrice(baseline[at:]), ArmPrice: meanPrice(arm[at:]),
			})
		}
		list = append(list, Purchase{
			What: what, BaselinePrice: math.NaN(), ArmPrice: math.NaN(),
			BaselineUnserved: baseline[l.unserved(i)], ArmUnserved: arm[l.unserved(i)], Choke: pair.choke,
		})
	}
	return list
}

// years names a window.
func (l *surplusLayout) years(window int) string {
	first := FirstYear + window*l.window
	if l.window == 1 {
		return strconv.Itoa(first)
	}
	return fmt.Sprintf("%d-%d", first, first+l.window-1)
}

// meanPrice is the price of a purchase, USD/kg, NaN without one.
func meanPrice(purchase []float64) float64 {
	if !(purchase[0] > 0) {
		return math.NaN()
	}
	return purchase[1] / (kgPerTonne * purchase[0])
}

// holdings lists what classes have in a run, at the prices of another. Those that have nothing are left out.
func (l *surplusLayout) holdings(v, priced []float64) (list []Holding) {
	last := record.Discount(max(0, int(v[surplusMonths])-1))
	for class, name := range SurplusClasses {
		for region, place := range l.regions {
			h := Holding{Class: name, Region: place, Cash: v[surplusCells+l.cell(class, region)]}
			if class == ofConsumers {
				h.Value = v[l.value(region)]
			}
			for good := range l.goods {
				if at := l.stock(class, good, region); at >= 0 {
					h.Stocks += float64(float64(v[at]*priced[l.price(good, region)]) * (kgPerTonne * last))
				}
			}
			if h.Cash != 0 || h.Stocks != 0 || h.Value != 0 {
				list = append(list, h)
			}
		}
	}
	return list
}
