package markets

import "math"

// Mass is a quantity of a good in whole grams of the good's basis.
type Mass int64

// Price is a price in micro-USD per kilogram, real 2025 USD.
type Price int64

// Money is an amount in units of 1e-4 USD, real 2025 USD.
type Money int64

// ID is a dense index into a list of the scenario: a good, a node, a plant. None is -1.
type ID int32

// None is the ID of nothing.
const None ID = -1

// Unlimited is the cap of a route or gate that has none.
const Unlimited Mass = math.MaxInt64

// The integer units of one tonne, one USD per kilogram and one USD.
const (
	Tonne    Mass  = 1_000_000
	USDPerKg Price = 1_000_000
	USD      Money = 10_000
)
