package finance

import (
	"monazite/agents/exact"
	"monazite/markets"
)

// EBITDAFloor is a government's promise that a plant earns a least operating profit a year (P05: the US and MP's 10X plant,
// 2025-07). The government pays what is missing; of an excess it receives a first amount whole and then a share. All
// money is that of the contract; the payment is deflated when it is made.
type EBITDAFloor struct {
	Level  markets.Money // in the first year
	Growth float64       // of the level, a year
	First  markets.Money // of an excess, the government's
	Beyond markets.Share // of the rest of an excess, the government's
}

// In is the level in a year, of which the first is 0.
func (f EBITDAFloor) In(year int) markets.Money {
	return exact.Money(float64(exact.USD(f.Level) * exact.Pow(1+f.Growth, float64(year))))
}
