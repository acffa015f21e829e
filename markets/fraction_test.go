package markets

import (
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// What is read in the usual spelling is what is read word by word: two spaces inside make a spelling unusual.
func TestCommonQuantitiesAreExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		number := strconv.FormatInt(rng.Int64N(1<<rng.IntN(62)+1)-2, 10)
		if places := rng.IntN(len(number) + 1); rng.IntN(2) == 0 && places > 0 && places < len(strings.TrimLeft(number, "-")) {
			number = number[:len(number)-places] + "." + number[len(number)-places:]
		}
		for unit, u := range commonUnits {
			q, err := ParseQuantity(number + " " + unit)
			value, _ := new(big.Rat).SetString(number)
			value.Mul(value, u.scale.rat())
			if got := q.value.rat(); err != nil || got.Cmp(value) != 0 {
				t.Fatalf("%s %s = %v, %v; want %v", number, unit, got, err, value)
			}
			slow, err := ParseQuantity(strings.ReplaceAll(number+" "+unit, "/", "  /  "))
			if err != nil || slow.value.rat().Cmp(value) != 0 || slow.unit != q.unit || slow.basis != q.basis {
				t.Fatalf("%s %s read word by word = %+v, %v; want %+v", number, unit, slow, err, q)
			}
			for _, in := range []string{unit, "t", "USD/kg", "months", "1/yr", "t/yr"} {
				x, err := q.Float(in)
				exact, failed := q.Exact(in)
				if err != nil || failed != nil {
					continue
				}
				if want, _ := exact.Float64(); x != want {
					t.Fatalf("%s %s in %s = %v, want %v", number, unit, in, x, want)
				}
			}
		}
	}
}

// Few digits, a sign, a point or none: all else is read with care.
func TestLeadingDecimal(t *testing.T) {
	for _, c := range []struct {
		text, want, rest string
		ok               bool
	}{
		{"18 kt/yr", "18/1", " kt/yr", true}, {"-2.50%", "-5/2", "%", true}, {"+.5 t", "", "", false}, {"5. t", "", "", false},
		{"1.2.3 t", "", "", false}, {"+-1 t", "", "", false}, {"1-2", "", "", false}, {"t", "", "", false}, {"", "", "", false},
		{"123456789012345 t", "123456789012345/1", " t", true}, {"1234567890123456 t", "", "", false}, {"-0", "0/1", "", true},
		{"0.000000000000001", "1/1000000000000000", "", false},
	} {
		number, rest, ok := leadingDecimal(c.text)
		if ok != c.ok || ok && (number.rat().String() != c.want || rest != c.rest) {
			t.Errorf("%q = %v, %q, %v; want %s, %q, %v", c.text, number, rest, ok, c.want, c.rest, c.ok)
		}
	}
}
