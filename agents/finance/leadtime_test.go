package finance

import (
	"math"
	"testing"

	"monazite/agents/exact"
	"monazite/markets"
)

// MODEL 7.9, months.
func TestMedianLeadTimes(t *testing.T) {
	for _, c := range []struct {
		name                           string
		scope                          Scope
		permit, build, permitCN, built int
	}{
		{"mine", Mine, 60, 36, 30, 18},
		{"refinery", Refinery, 24, 30, 12, 15},
		{"magnets", MagnetPlant, 12, 24, 6, 12},
		{"recycler", RecyclingPlant, 12, 18, 6, 9},
	} {
		got := [4]int{PermitMonths(c.scope, false), BuildMonths(c.scope, false), PermitMonths(c.scope, true), BuildMonths(c.scope, true)}
		if want := [4]int{c.permit, c.build, c.permitCN, c.built}; got != want {
			t.Errorf("%s: %v, want %v", c.name, got, want)
		}
	}
}

// MODEL 7.9: lognormal with deviation .25: 60 e^.25 is 77.04, 60 e^-.25 is 46.73.
func TestLeadTime(t *testing.T) {
	for _, c := range []struct {
		median int
		normal float64
		want   int
	}{{60, 0, 60}, {60, 1, 77}, {60, -1, 47}, {12, 2, 20}, {1, -5, 1}} {
		if got := LeadTime(c.median, c.normal); got != c.want {
			t.Errorf("median %d, draw %v: %d months, want %d", c.median, c.normal, got, c.want)
		}
	}
}

// P21: 60 -> 27 months; CNPM's scale .7. P18: operation not before 36 + 27 + 36 = 99 months after the discovery, 132 without P21.
func TestDeadline(t *testing.T) {
	for _, c := range []struct {
		name     string
		deadline Deadline
		months   int
		want     int
	}{
		{"EU: 27 months", Deadline{Cap: 27}, 60, 27},
		{"a quick permit stays quick", Deadline{Cap: 27}, 20, 20},
		{"CNPM: .7", Deadline{Scale: .7}, 60, 42},
		{"both", Deadline{Scale: .7, Cap: 27}, 30, 21},
		{"none", Deadline{}, 60, 60},
		{"nothing takes no time", Deadline{Scale: .1}, 2, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.deadline.Shorten(c.months); got != c.want {
				t.Errorf("%d months, want %d", got, c.want)
			}
		})
	}
	permit := PermitMonths(Mine, false)
	if earlier := permit - (Deadline{Cap: 27}).Shorten(permit); earlier != 33 {
		t.Errorf("COD %d months earlier, want 33", earlier)
	}
	if slow := ResourceMonths + permit + BuildMonths(Mine, false); slow != 132 || slow-33 != 99 {
		t.Errorf("%d months from a discovery to output, want 132", slow)
	}
}

// MODEL 7.9: mean 1.15, deviation of the logarithm .2: the median is 1.15 e^-.02.
func TestOverrun(t *testing.T) {
	near(t, Overrun(0), 1.15*math.Exp(-.02), 1e-12)
	near(t, math.Log(Overrun(1)/Overrun(0)), .2, 1e-12)
	mean := 0.0
	for i := range 100_000 {
		mean += Overrun(exact.NormalQuantile((float64(i)+.5)/100_000)) / 100_000
	}
	near(t, mean, 1.15, 1e-4)
	near(t, exact.NormalCDF(-.5988), .27, .005) // where ln 1 lies
}

func TestInstallment(t *testing.T) {
	var sum markets.Money
	for month := 1; month <= 36; month++ {
		spent := Installment(1_000_003, month, 36)
		if spent < 27_777 || spent > 27_779 {
			t.Errorf("month %d spends %d", month, spent)
		}
		sum += spent
	}
	if sum != 1_000_003 {
		t.Errorf("the build spends %d of 1000003", sum)
	}
}

// P18: .02 a year over 6 years 11.3 %; x 3: 30.2 %.
func TestChanceOfDiscovery(t *testing.T) {
	near(t, ChanceOfDiscovery(.02, 6), .113, .0005)
	near(t, ChanceOfDiscovery(3*.02, 6), .302, .0005)
	near(t, ChanceOfDiscovery(0, 6), 0, 0)
}

// MODEL 7.11: Poisson(lambda/12): at 12 a year 0 below .36788, 1 below .73576, 2 below .91970.
func TestDiscoveries(t *testing.T) {
	for _, c := range []struct {
		perYear, uniform float64
		want             int
	}{
		{12, 0, 0}, {12, .3678, 0}, {12, .3679, 1}, {12, .7357, 1}, {12, .7358, 2}, {12, .9198, 3},
		{.02, .9983, 0}, {.02, .9984, 1}, {0, .999999, 0}, {12, math.Nextafter(1, 0), 18},
	} {
		if got := Discoveries(c.perYear, c.uniform); got != c.want {
			t.Errorf("%v a year, draw %v: %d, want %d", c.perYear, c.uniform, got, c.want)
		}
	}
}

// MODEL 7.11: median 200 kt REO, deviation 1: 200 e is 543.656 kt.
func TestDiscoverySize(t *testing.T) {
	if got, want := DiscoverySize(0), 200_000*markets.Tonne; got != want {
		t.Errorf("median %v, want %v", got, want)
	}
	near(t, exact.Tonnes(DiscoverySize(1)), 543_656.4, .1)
	near(t, exact.Tonnes(DiscoverySize(-1)), 73_575.9, .1)
}
