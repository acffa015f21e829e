package finance

import "monazite/agents/exact"

// Scope is what a project builds. One that spans several waits for the slowest of its parts.
type Scope uint8

// The scopes.
const (
	Mine        Scope = iota
	Refinery          // cracking, separation, metal
	MagnetPlant       // alloy and magnets
	RecyclingPlant
)

// ResourceMonths is the median time from a discovery to a resource that a bank believes (MODEL 7.9).
const ResourceMonths = 36

// PermitMonths is the median time that permits take (MODEL 7.9). A recycling plant is permitted like a magnet plant.
func PermitMonths(scope Scope, china bool) int {
	return [...]int{Mine: 60, Refinery: 24, MagnetPlant: 12, RecyclingPlant: 12}[scope] / pace(china)
}

// BuildMonths is the median time from the decision (FID) to the first output (MODEL 7.9).
func BuildMonths(scope Scope, china bool) int {
	return [...]int{Mine: 36, Refinery: 30, MagnetPlant: 24, RecyclingPlant: 18}[scope] / pace(china)
}

// pace is how many times faster than elsewhere China permits and builds. Geologists need as long everywhere.
func pace(china bool) int {
	if china {
		return 2
	}
	return 1
}

// leadTimeDeviation is the standard deviation of the logarithm of a lead time (MODEL 7.9).
const leadTimeDeviation = 0.25

// LeadTime is how many months a stage takes of which the median is given, for a standard normal draw: at least 1.
func LeadTime(median int, normal float64) int {
	return max(1, int(exact.Round(lognormal(float64(median), leadTimeDeviation, normal))))
}

// Deadline is what a law makes of a permit's months: a scale and a cap, 0 for none (P21).
type Deadline struct {
	Scale float64
	Cap   int
}

// Shorten applies the deadline to months that a permit would take.
func (d Deadline) Shorten(months int) int {
	if d.Scale > 0 {
		months = max(1, int(exact.Round(float64(months)*d.Scale)))
	}
	if d.Cap > 0 {
		return min(months, d.Cap)
	}
	return months
}

// lognormal is a number of which the logarithm has a deviation around that of the median, for a standard normal draw.
func lognormal(median, deviation, normal float64) float64 {
	return float64(median * exact.Exp(float64(deviation*normal)))
}
