package study

import (
	"math"
	"sort"

	"monazite/agents/exact"
)

// quantile gives the value below which a share u of a distribution lies, 0 < u < 1, in the unit of its parameters.
// It never falls with u and has the same bits on every machine.
type quantile func(u float64) float64

// uniform is flat from low to high; of whole numbers, low and high included, each has the same probability.
func uniform(p *parameters) quantile {
	if p.whole {
		return func(u float64) float64 {
			return min(p.high, p.low+math.Floor(float64((p.high-p.low+1)*u)))
		}
	}
	return func(u float64) float64 {
		return min(p.high, p.low+float64((p.high-p.low)*u))
	}
}

// triangular rises from low to mode and falls to high. Its distribution function is (x-low)^2/((high-low)(mode-low)) up
// to the mode and 1 - (high-x)^2/((high-low)(high-mode)) beyond.
func triangular(p *parameters) quantile {
	width := p.high - p.low
	below := (p.mode - p.low) / width
	return func(u float64) float64 {
		if u < below {
			return min(p.mode, p.low+math.Sqrt(float64(u*width)*(p.mode-p.low)))
		}
		return max(p.mode, p.high-math.Sqrt(float64((1-u)*width)*(p.high-p.mode)))
	}
}

// normal is the bell of mean and sd without what lies below low or above high, the rest scaled up to 1. The mean and sd
// of what is left differ from those of the bell.
func normal(p *parameters) quantile {
	below := exact.NormalCDF((p.low - p.mean) / p.sd) // 0 without a bound
	kept := p.kept()
	return func(u float64) float64 {
		z := exact.NormalQuantile(min(1-0x1p-53, below+float64(u*kept))) // the sum may round to 1, which has no quantile
		return min(p.high, max(p.low, p.mean+float64(p.sd*z)))
	}
}

// lognormal is e to a normal power with parameters that give the variable itself its mean and sd:
//
//	sigma^2 = ln(1 + (sd/mean)^2),  mu = ln mean - sigma^2/2,  x = e^(mu + sigma z)
//
// The median is therefore mean/sqrt(1 + (sd/mean)^2).
func lognormal(p *parameters) quantile {
	ratio := p.sd / p.mean
	variance := logOnePlus(float64(ratio * ratio))
	sigma, mu := math.Sqrt(variance), exact.Log(p.mean)-float64(variance/2)
	return func(u float64) float64 {
		return exact.Exp(mu + float64(sigma*exact.NormalQuantile(u)))
	}
}

// logOnePlus is ln(1+x) for x >= 0, to the last digits for small x too: the rounding of 1+x is divided out again
// (Kahan, see Goldberg, "What every computer scientist should know about floating-point arithmetic" (1991), theorem 4).
func logOnePlus(x float64) float64 {
	sum := 1 + x
	if sum == 1 || math.IsInf(sum, 1) {
		return x
	}
	return float64(exact.Log(sum)*x) / (sum - 1)
}

// cumulated picks the index i for sum(weights before i) <= u sum(weights) < sum(weights up to i).
func cumulated(weights []int) func(u float64) int {
	sums, total := make([]float64, len(weights)), 0
	for i, w := range weights {
		total += w
		sums[i] = float64(total)
	}
	return func(u float64) int {
		at := float64(u * float64(total))
		return min(len(sums)-1, sort.Search(len(sums), func(i int) bool { return sums[i] > at }))
	}
}
