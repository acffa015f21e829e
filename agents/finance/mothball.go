package finance

import (
	"monazite/agents/exact"
	"monazite/markets"
)

// What a plant waits for, in months (MODEL 7.9).
const (
	lossesToMothball = 6  // of expected loss on avoidable cost, in a row
	gainsToRestart   = 3  // of a margin that pays the restart, in a row
	monthsToRestart  = 3  // between the decision and the first output
	idleToClose      = 60 // mothballed
)

// Status is whether a plant runs.
type Status uint8

// The statuses.
const (
	Running Status = iota
	Mothballed
	Restarting // hires and repairs, makes nothing
	Closed     // for good
)

// Standing is a plant's status and the months that count towards its change. The zero Standing runs.
type Standing struct {
	Status Status
	Since  int16 // months in this status, while it does not run
	Row    int16 // months in a row of loss while it runs, of a sufficient margin while it is mothballed
}

// Next is the standing after a month in which the plant expected this margin on avoidable cost and would restart for
// that one, both USD/kg. The sixth month of loss in a row mothballs it. A plant that does not earn its fixed cost runs on:
// only cost that stopping avoids counts. Who mothballs pays CareCost, who restarts RestartCost, once.
func (s Standing) Next(margin, restartMargin float64) Standing {
	switch s.Status {
	case Running:
		if !(margin < 0) {
			return Standing{}
		}
		if s.Row++; s.Row == lossesToMothball {
			return Standing{Status: Mothballed}
		}
	case Mothballed:
		s.Since++
		if margin > restartMargin {
			s.Row++
		} else {
			s.Row = 0
		}
		if s.Row == gainsToRestart {
			return Standing{Status: Restarting}
		}
		if s.Since == idleToClose {
			return Standing{Status: Closed}
		}
	case Restarting:
		if s.Since++; s.Since == monthsToRestart {
			return Standing{}
		}
	case Closed:
	}
	return s
}

// RestartCost is what a restart costs, six months of fixed cost, paid when it is decided.
func RestartCost(monthlyFixed markets.Money) markets.Money { return 6 * monthlyFixed }

// CareCost is what a mothballed plant costs a month, a tenth of its fixed cost.
func CareCost(monthlyFixed markets.Money) markets.Money { return monthlyFixed / 10 }

// RestartMargin is the margin on avoidable cost above which a plant restarts, USD/kg: it pays the cost of restarting
// from two years of output, t a month.
func RestartMargin(monthlyFixed markets.Money, output markets.Mass) float64 {
	const kgPerTonne, payback = 1000, 24
	return exact.USD(RestartCost(monthlyFixed)) / float64(exact.Tonnes(output)*(kgPerTonne*payback))
}
