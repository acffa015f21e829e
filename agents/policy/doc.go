// Package policy holds the instruments of governments, one kind per file.
//
// An instrument is a government's standing order. Once a month it sees what the world has
// published and answers with measures: limits on who may ship or make how much, wedges that are
// paid at a border, guarantees that depend on a price, contracts. What stands is said again every
// month; a contract is said once. The engine folds the measures of all instruments into the rules
// that firms meet, and books every dollar that moves to the instrument that moved it.
//
// The comment of each kind says who pays whom, when and on what, and which law or contract it is
// taken from; the Pnnn are rows of policies.csv. Amounts that a law fixes in the money of the
// day are deflated here; the engine knows real 2025 USD alone.
//
// A kind is a struct of keys (a Builder) with a Page, which explains it to people, and a Build, which makes the
// instrument. What all instruments have stands in Common: a window, a Trigger that they wait for, a lag. Build, the
// function, wraps what a kind builds in these. A kind of which no two may decide one thing is Exclusive.
//
// An instrument keeps nothing but its Memory. It pays nothing, moves nothing and knows nobody's
// accounts.
package policy
