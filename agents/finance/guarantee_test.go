package finance

import (
	"math"
	"testing"
)

// MODEL 7.7, test F3: strike 110, a year, s .3, the firm owes u .3 of the upside.
func TestTwoWayContract(t *testing.T) {
	for _, c := range []struct{ index, put, call, expected float64 }{
		{80, 32.0676, 2.0676, 111.4473},
		{60, math.NaN(), math.NaN(), 110.1359},
		{110, 13.1159, 13.1159, 119.1811},
	} {
		put, call := PutCall(c.index, 110, .3)
		if !math.IsNaN(c.put) {
			near(t, put, c.put, .00005)
			near(t, call, c.call, .00005)
		}
		near(t, call-put, c.index-110, 1e-12) // parity
		near(t, PriceFloor{Strike: 110, Down: 1, Up: .3}.Expected(c.index, c.index, .3), c.expected, .00005)
	}
	// Its own price moves the sum one for one, the index does not: basis risk is the firm's.
	floor := PriceFloor{Strike: 110, Down: 1, Up: .3}
	near(t, floor.Expected(70, 80, .3)-floor.Expected(80, 80, .3), -10, 1e-12)
}

func TestPutCallAtTheEdges(t *testing.T) {
	for _, c := range []struct{ mean, strike, deviation, put, call float64 }{
		{60, 110, 0, 50, 0}, {130, 110, 0, 0, 20}, {110, 110, 0, 0, 0}, {0, 110, .3, 110, 0}, {60, 0, .3, 0, 60}, {1e-9, 110, .3, 110 - 1e-9, 0}, {1e9, 110, .3, 0, 1e9 - 110},
	} {
		put, call := PutCall(c.mean, c.strike, c.deviation)
		near(t, put, c.put, 1e-6)
		near(t, call, c.call, 1e-6)
	}
}
