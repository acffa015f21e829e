// Package finance is the arithmetic by which firms, lenders and governments put money into mines and plants, or take
// capacity out again.
//
// A project is a promise of cash after years of waiting: ore is found, a permit is asked for, money is raised, the plant
// is built and ramps up, and only then does it sell. Three questions decide whether it happens. Is it worth
// it: does its internal rate of return pass the cost of its capital and a premium for the price risk that no floor and
// no contract takes away (value.go, irr.go, capital.go)? Can it be paid: do prepayments, grants, public money, banks, the
// company's own cash and investors, asked in this order, add up to its capital cost (funding.go)? And when will it
// be there (leadtime.go, construction.go)? A project that is worth it may still fail at the second: a lender counts
// the weakest year and an investor takes a part of a gap, never all of it. The third is why scarcity lasts: a mine
// outside China takes eight years from its application to its first ore.
//
// Governments enter through the terms: a stake or a floor lowers what owners ask for, a discounted loan lowers what
// debt costs, a grant cuts what must be raised, screening removes an investor, a deadline shortens a permit. Buyers enter
// through contracts: their price form, who carries the volume risk, what a prepayment is worth (pricing.go,
// prepayment.go, matching.go). A plant that loses money on what it could avoid is first mothballed and after five
// years given up (mothball.go).
//
// Conventions. Rates are real fractions a year, and a month earns (1+r)^(1/12)-1. Values that guide decisions are
// float64 USD, built so that their bits agree on all machines; what is paid is markets.Money and sums to the unit. Chance
// comes in as a number that the caller has drawn. Section numbers are those of the model's specification.
//
// The package decides nothing, draws nothing and keeps nothing: it holds no project, pays nobody, forecasts no price,
// does not deflate, and knows no country or month. Learning by doing is the engine's.
package finance
