package markets

import (
	"math"
	"strconv"
	"strings"
)

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

// String prints the mass exactly in tonnes, "40 t"; ParseQuantity reads it back.
func (m Mass) String() string {
	if m == Unlimited {
		return "unlimited"
	}
	return decimal(int64(m), 6) + " t"
}

// String prints the price exactly, "60.5 USD/kg"; ParseQuantity reads it back.
func (p Price) String() string { return decimal(int64(p), 6) + " USD/kg" }

// String prints the amount exactly, "460000 USD"; ParseQuantity reads it back.
func (m Money) String() string { return decimal(int64(m), 4) + " USD" }

// decimal writes n / 10^places without trailing zeros.
func decimal(n int64, places int) string {
	var buf [32]byte
	return string(appendDecimal(buf[:0], n, places))
}

func appendDecimal(to []byte, n int64, places int) []byte {
	magnitude := uint64(n)
	if n < 0 {
		to = append(to, '-')
		magnitude = -magnitude
	}
	digits := strconv.FormatUint(magnitude, 10)
	return appendPoint(to, digits, places)
}

// appendPoint sets the decimal point into a string of digits and trims zeros behind it.
func appendPoint(to []byte, digits string, places int) []byte {
	if len(digits) <= places {
		digits = strings.Repeat("0", places+1-len(digits)) + digits
	}
	to = append(to, digits[:len(digits)-places]...)
	fraction := strings.TrimRight(digits[len(digits)-places:], "0")
	if fraction != "" {
		to = append(to, '.')
		to = append(to, fraction...)
	}
	return to
}
