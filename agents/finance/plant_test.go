package finance

import (
	"fmt"
	"testing"

	"monazite/markets"
)

// months lets a plant stand through months of equal expectations.
func months(s Standing, n int, margin float64) Standing {
	for range n {
		s = s.Next(margin, 7.5)
	}
	return s
}

// P24: the margin falls to -5: mothball in month 6. MODEL 7.9: restart after 3 months of a margin above restartCost/(24 q KG), with
// 3 months' delay; closed after 60 months.
func TestMothball(t *testing.T) {
	idle := months(Standing{}, 6, -5)
	for _, c := range []struct {
		name string
		got  Standing
		want Standing
	}{
		{"five months of loss", months(Standing{}, 5, -5), Standing{Status: Running, Row: 5}},
		{"the sixth", idle, Standing{Status: Mothballed}},
		{"a month without loss starts the count again", months(months(months(Standing{}, 5, -5), 1, 0), 5, -5), Standing{Status: Running, Row: 5}},
		{"two good months", months(idle, 2, 8), Standing{Status: Mothballed, Since: 2, Row: 2}},
		{"a margin that pays no restart", months(idle, 3, 7.5), Standing{Status: Mothballed, Since: 3}},
		{"good, bad, good, good", months(months(months(idle, 1, 8), 1, 7), 2, 8), Standing{Status: Mothballed, Since: 4, Row: 2}},
		{"three good months", months(idle, 3, 8), Standing{Status: Restarting}},
		{"two months of repair", months(idle, 5, 8), Standing{Status: Restarting, Since: 2}},
		{"runs after three", months(idle, 6, 8), Standing{}},
		{"59 months idle", months(idle, 59, 0), Standing{Status: Mothballed, Since: 59}},
		{"60", months(idle, 60, 0), Standing{Status: Closed}},
		{"closed for good", months(idle, 70, 100), Standing{}}, // restarted long before
		{"closed stays closed", months(months(idle, 60, 0), 9, 100), Standing{Status: Closed}},
		{"the third good month is the 60th", months(months(idle, 57, 0), 3, 8), Standing{Status: Restarting}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.got != c.want {
				t.Errorf("%+v, want %+v", c.got, c.want)
			}
		})
	}
}

// MODEL 7.9: fixed cost 1.2M a month: restart 7.2M, care .12M; over 24 months of 40 t: 7.5 USD/kg.
func TestRestart(t *testing.T) {
	fixed := usd(1.2e6)
	if RestartCost(fixed) != usd(7.2e6) || CareCost(fixed) != usd(.12e6) {
		t.Errorf("restart %v, care %v", RestartCost(fixed), CareCost(fixed))
	}
	near(t, RestartMargin(fixed, 40*markets.Tonne), 7.5, 1e-12)
	if (Standing{Status: Mothballed}).Next(1e9, RestartMargin(fixed, 0)).Row != 0 {
		t.Error("a plant without output earns its restart")
	}
}

// MODEL 7.9: life 25 years, then 4 %/yr.
func TestSurviving(t *testing.T) {
	for _, c := range []struct {
		years, months int
		percent       float64
	}{{-1, 0, 100}, {0, 0, 100}, {25, 0, 100}, {25, 3, 99}, {26, 0, 96}, {30, 0, 80}, {49, 0, 4}, {50, 0, 0}, {80, 0, 0}} {
		want := markets.Share(c.percent / 100 * float64(markets.Whole))
		if got := Surviving(12*c.years + c.months); got != want {
			t.Errorf("at %d years and %d months %v, want %v", c.years, c.months, got, want)
		}
	}
}

// P15: c 20, frontier 10, lamT .03: 12 months 16.94; 24 months 14.81. P25: lamT 0: 20.
func TestTechnologyTransfer(t *testing.T) {
	for _, c := range []struct {
		months      int
		speed, want float64
	}{{12, .03, 16.94}, {24, .03, 14.81}, {12, 0, 20}, {12, .005, 19.42}} { // 10 + 10 * .995^12
		t.Run(fmt.Sprintf("%d months at %v", c.months, c.speed), func(t *testing.T) {
			first := TechnologyGap(20, 10)
			gap := first
			for range c.months {
				gap = Narrowed(gap, c.speed)
			}
			near(t, 20*GapFactor(first, gap), c.want, .005)
		})
	}
	if got := TechnologyGap(8, 10); got != 0 {
		t.Errorf("a plant beyond the frontier lags by %v", got)
	}
}
