package bench

import (
	"strings"
	"testing"

	"monazite/engine"
	"monazite/markets"
)

// europe adds a maker of magnets who may have two oxides from China or the United States.
const europe = `
[[region]]
id = "EU"

[[country]]
id = "EU"
region = "EU"

[[company]]
id = "eu-magnets"
country = "EU"

[[plant]]
id = "eu-magnet"
kind = "magnetmaker"
company = "eu-magnets"
country = "EU"
family = "NdFeB"
conversion = "30 USD/kg"
grades = { MG0 = 0.5, MG1 = 0.5 }
capacity = "800 t/yr"
output = "600 t/yr"

[[good]]
id = "SEGH"
untraded = "nobody leaves it"

[[plant]]
id = "us-separation"
set = "full"

[[route]]
id = "ocean"
freight = "0 USD/kg"
`

// ofUnitedStates makes a quota of China one of the United States.
func ofUnitedStates(law string) string {
	return strings.Replace(law, `government = "CN"`, `government = "US"`, 1)
}

// Quotas of two regions that each cover two goods hold together where the buyer may have the goods
// from either at 40 USD/kg. At x USD/kg more he takes 100 - x t of NdPr and 80 - 4x of Dy: the 60 t that
// each region may sell are 88 and 32 t at 12, all of which exporters earn.
func TestExactSharedQuotasOfTwoOrigins(t *testing.T) {
	for _, c := range []struct {
		name    string
		monthly int
		goods   []float64 // that reach the buyer, t
		rent    float64   // USD
	}{
		{"sixty tonnes each", 60, []float64{88, 32}, 1_440_000},
		{"none", 0, []float64{0, 0}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, europe+quota("cn", `"NdPr", "Dy"`, c.monthly)+
				ofUnitedStates(quota("us", `"NdPr", "Dy"`, c.monthly)))
			for _, seller := range []string{"cn-separation", "us-separation"} {
				for _, good := range []string{"NdPr", "Dy"} {
					s.owns(seller, good, 1000)
					s.asks(seller, good, 500, 40)
				}
			}
			for k := range 100 {
				s.bids("eu-magnet", "NdPr", 1, 40.5+float64(k))
			}
			for k := range 20 {
				s.bids("eu-magnet", "Dy", 4, 40.5+float64(k))
			}
			h := s.play(2)
			cn, us, eu := nodeOf(t, h.Scenario, "CN"), nodeOf(t, h.Scenario, "US"), nodeOf(t, h.Scenario, "EU")
			for month := range 2 {
				left := map[engine.ID]markets.Mass{}
				for i, name := range []string{"NdPr", "Dy"} {
					good := goodOf(t, h.Scenario, name)
					for _, from := range []engine.ID{cn, us} {
						left[from] += h.flow(month, good, from, eu).Mass
					}
					weighs(t, name, h.flow(month, good, cn, eu).Mass+h.flow(month, good, us, eu).Mass, c.goods[i])
					if c.monthly > 0 {
						priced(t, name+" abroad", h.quote(month, good, eu).Buyers, 52)
						priced(t, name+" at home", h.quote(month, good, us).Sellers, 40)
					}
				}
				weighs(t, "from China", left[cn], float64(c.monthly))
				weighs(t, "from the United States", left[us], float64(c.monthly))
				var rent markets.Money
				for _, r := range h.months[month].Rents {
					rent += r.Rent
					if want := map[engine.ID]string{cn: "cn", us: "us"}[r.From]; h.Sources[r.Source].Instrument != want {
						t.Errorf("rent %+v, want one of quota %s", r, want)
					}
				}
				usd(t, "rents", rent, c.rent)
			}
		})
	}
}
