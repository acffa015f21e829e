package expect

import (
	"fmt"
	"math"
	"strconv"
)

// Limit is what a number is held against.
type Limit struct {
	Op        string     // one of Ops
	Value     [2]float64 // in the unit of the claim; the second is of between
	Tolerance float64    // of within, relative
	Written   [2]string  // the values as the scenario has them, with their units
	Scale     float64    // of the claim's units in one of the written unit, in which numbers are shown
	Unit      string     // the written unit, "" for a bare number
}

// Ops lists how a number may be held against a value; between has two.
var Ops = []string{"<", "<=", ">", ">=", "within", "between"}

// Holds says whether a number is as the limit wants it; none never is.
func (l *Limit) Holds(x float64) bool {
	v := l.Value[0]
	switch l.Op {
	case "<":
		return x < v
	case "<=":
		return x <= v
	case ">":
		return x > v
	case ">=":
		return x >= v
	case "within":
		return math.Abs(x-v) <= float64(l.Tolerance*math.Abs(v))
	case "between":
		return v <= x && x <= l.Value[1]
	}
	return false
}

// String is the limit as a claim has it.
func (l *Limit) String() string {
	switch l.Op {
	case "within":
		return fmt.Sprintf("within %s %% of %s", strconv.FormatFloat(100*l.Tolerance, 'g', 6, 64), l.Written[0])
	case "between":
		return fmt.Sprintf("between %s and %s", l.Written[0], l.Written[1])
	}
	return l.Op + " " + l.Written[0]
}

// In is a number of the claim's unit in the written one.
func (l *Limit) In(x float64) float64 { return x / l.Scale }

// Show writes a number to four digits in the written unit; a dash where there is none.
func (l *Limit) Show(x float64) string {
	if math.IsNaN(x) {
		return "-"
	}
	x = l.In(x)
	digits := 0
	for size := math.Abs(x); size < 1000 && digits < 6 && size != 0; size *= 10 {
		digits++
	}
	return strconv.FormatFloat(x, 'f', max(0, digits), 64)
}
