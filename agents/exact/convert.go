package exact

import (
	"math"

	"monazite/markets"
)

// Round returns x as an integer, half to even. It panics where no int64 is near: NaN, an
// infinity or a magnitude of 2^63 and more break the invariant finite-integer.
func Round(x float64) int64 { return round(x, "") }

// Mass returns tonnes as whole grams, half to even; it panics like Round beyond 9.2e12 t.
func Mass(tonnes float64) markets.Mass {
	return markets.Mass(round(tonnes*float64(markets.Tonne), "g"))
}

// Price returns USD per kilogram as whole micro-USD per kilogram, half to even; it panics like Round.
func Price(usdPerKg float64) markets.Price {
	return markets.Price(round(usdPerKg*float64(markets.USDPerKg), "micro-USD/kg"))
}

// Money returns USD as whole 1e-4 USD, half to even; it panics like Round beyond 9.2e14 USD.
func Money(usd float64) markets.Money {
	return markets.Money(round(usd*float64(markets.USD), "1e-4 USD"))
}

// Tonnes returns a mass in tonnes; Mass gives the same grams back below 1e9 t.
func Tonnes(m markets.Mass) float64 { return float64(m) / float64(markets.Tonne) }

// USDPerKg returns a price in USD per kilogram.
func USDPerKg(p markets.Price) float64 { return float64(p) / float64(markets.USDPerKg) }

// USD returns an amount in USD.
func USD(m markets.Money) float64 { return float64(m) / float64(markets.USD) }

func round(x float64, unit string) int64 {
	if r := math.RoundToEven(x); r >= -0x1p63 && r < 0x1p63 { // which NaN is not
		return int64(r)
	}
	panic(markets.Invariant("finite-integer: NaN, infinite or beyond 2^63 " + unit))
}
