package engine

import (
	"monazite/agents"
	"monazite/markets"
)

// Project is a plan to build plants. Its plants open when it is built; what the scenario says of
// their opening does not count.
type Project struct {
	Name, Title string
	Firm        ID
	Sites       []ID // plants that it builds
	Scope       Scope
	Stage       Stage             // in January 2024
	Left        int               // months left in that stage
	Lead        [Complete + 1]int // months that each stage takes; 0 where it does not end by itself
	Capex       markets.Money
	Byproduct   markets.Price // what other minerals bring, per kg of the first plant's main output
	Announced   Month         // opening as its owner has announced it
	Discovery   float64       // chance a year that exploration finds what the project needs; 0 where that is a matter of time
}

// Scope is what a project builds; lead times go by it.
type Scope uint8

// The scopes.
const (
	MineScope Scope = iota
	CrackScope
	OxideScope
	SeparationScope
	MetalScope
	MagnetScope
	RecyclingScope
)

// Stage is how far a project has come.
type Stage = agents.Stage

// The stages, in the order in which a project goes through them.
const (
	Exploring  = agents.InExploration
	Resource   = agents.InResource
	Permitting = agents.InPermitting
	Funding    = agents.InFunding
	Building   = agents.InBuilding
	Ramping    = agents.InRamp
	Complete   = agents.InOperation
	Abandoned  = agents.GivenUp
)

// ProjectState is what changes of a project.
type ProjectState struct {
	Stage      Stage
	Left       int16         // months left in the stage, where it ends by itself
	Decided    Month         // month of the decision to build; before the first month where it came before
	Capex      markets.Money // overrun included, once decided
	Escrow     markets.Money // raised and not yet spent
	Built      markets.Money // spent on what is not yet handed over
	IRR        float64       // of the last appraisal, a year
	Hurdle     float64       // that it had to reach
	Gap        markets.Money // what the last attempt could not raise
	Refused    Refusal
	Contracted float64 // share of its main output that contracts took at the last appraisal
	Due        Month   // expected opening; Never where there is no decision
}

// sells says whether a project looks for buyers: from the last months of permitting, and again when what it has
// sold ahead runs out.
func (p *ProjectState) sells() bool {
	return p.Stage >= Funding && p.Stage <= Complete || p.Stage == Permitting && p.Left <= sellsAhead
}

// Refusal is why a project that may decide does not.
type Refusal uint8

// The reasons, in the order in which they are looked at.
const (
	NotRefused Refusal = iota
	LowReturn
	NoFeed
	NoOutlet
	NoFunding
)

var refusalNames = []string{"", "return below hurdle", "no feed", "no buyers", "funding gap"}

func (r Refusal) String() string { return refusalNames[r] }

// Never is the month of what is not in sight.
const Never = Month(176 * 12)

// Investor is a bank or a fund that finances companies.
type Investor struct {
	Name    string
	Kind    InvestorKind
	Region  ID      // nationality
	Return  float64 // required, a year
	Capital markets.Money
}

// InvestorKind says how an investor gives money.
type InvestorKind uint8

// The kinds of investors.
const (
	PrivateEquity InvestorKind = iota
	Bank
	DevelopmentBank
	Strategic // wants the goods: accepts less return with a contract
)

// lends says whether an investor gives loans rather than equity.
func lends(kind InvestorKind) bool { return kind == Bank || kind == DevelopmentBank }

// Loan is a debt with a schedule: interest every month, principal in equal parts after a grace.
type Loan struct {
	Firm    ID
	Lender  int // account
	Left    markets.Money
	Monthly markets.Money // principal a month once the grace is over
	Rate    markets.Share // a year
	Grace   Month         // first month of repayment
	Source  ID            // instrument that gave it, else None
	Public  bool          // lent by the treasury of the source
	Subsidy markets.Share // of a bond: what the treasury of the source pays the lender on top, a year
	Project ID            // that it builds, else None: until that is done interest is added to what is owed
}
