package study

import (
	"monazite/engine"
	"monazite/engine/expect"
	"monazite/engine/scenario"
)

// Study is a study without mistakes: which arms are compared over how many replications, what varies between these, and
// which numbers are kept of each.
type Study struct {
	Name, Title  string
	Seed         uint64
	Replications int // of each arm; the most where Stop may end it earlier
	Months       int // of each
	Arms         []Arm
	Outputs      []Output
	Claims       []Claim
	Years        []int     // whose differences are told in sentences, in order
	Level        float64   // of all intervals, such as 0.95
	Packages     []Package // that [[group]]s take apart: what they do is told beside the differences
	Stop         *StopRule
	Design       Design
	Table        *Table  // the run table: row r is what replication r sets, in every arm; without columns where nothing varies
	Asked        Request // with the seed and the number of replications that it has come to
	Texts        []Text  // every file that was read, and what was asked for
}

// Arm is one policy, or package of them, whose effects a study looks at. The first is the baseline.
type Arm struct {
	Name    string
	Words   string // for readers, such as "history without loans"; the name where there are none
	Against int    // the arm that it is compared with, by number: 0 the baseline, the baseline's own too
	Base    *engine.Scenario
	At      scenario.Pos

	doc     *scenario.Document // from which every row of the run table makes a scenario of its own
	columns []int              // of the run table: those that change something in this arm
}

// Output is a metric of some goods, places or stages, of which a study keeps every year of every replication and, if
// Monthly, the quantiles of every month. A year's number is the mean of its months, or the sum of what flows.
type Output struct {
	expect.Series
	ID      string // unique in the study, such as price-NdPr-US
	Words   string // for readers, without article: "price of NdPr oxide in the United States"
	Monthly bool
}

// Claim is what somebody has said about a policy: a number of a run and a threshold that it should meet.
type Claim struct {
	expect.Claim
	Title string // what the number is, in sentences, without article; "" for what its series says
	Quote string // what was said, word by word; "" without
	By    string // who said it
}

// words say what the number of the claim is, without article.
func (c *Claim) words() string {
	if c.Title != "" {
		return c.Title
	}
	return claimWords(&c.Claim)
}

// StopRule ends a study when what it watches is known well enough.
type StopRule struct {
	Stop
	Watch []int // claims, by number, whose differences between arms must be known
}

// FirstYear is the year of the first month.
const FirstYear = 2024

// YearsOf is how many calendar years so many months touch.
func YearsOf(months int) int { return (months + 11) / 12 }
