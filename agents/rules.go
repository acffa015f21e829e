package agents

import "monazite/markets"

// Rules are the month's measures folded into what each route, gate and plant must obey.
type Rules struct {
	Routes     []RouteRule // [good*routes + route]
	Gates      []GateRule  // [good*nodes + node]
	Shared     []SharedQuota
	Sites      []SiteRule
	Firms      []FirmRule
	Projects   []ProjectRule
	Guarantees []Guarantee
	Fundings   []Funding // offered to projects
	Prices     []Limit   // least prices
	Owners     []Limit   // who may not invest where
}

// RouteRule is what one good meets on one route.
type RouteRule struct {
	Freight markets.Price
	Duty    markets.Price // specific, micro-USD/kg
	Cap     markets.Mass  // a month
	CapBy   ID            // source of the cap
	Ban     ID            // the source of a ban, else None
	Open    bool          // false where there is no carriage or a ban
}

// GateRule is what all exports of one good from one node meet.
type GateRule struct {
	Tax     markets.Price
	Quota   markets.Mass
	QuotaBy ID
}

// SharedQuota limits the exports of several goods from one node together.
type SharedQuota struct {
	Node   ID
	Goods  uint64
	Cap    markets.Mass
	Source ID
}

// Covers says whether a good that leaves a node counts under the quota.
func (s *SharedQuota) Covers(good, node ID) bool {
	return s.Node == node && s.Goods>>uint(good)&1 == 1
}

// SiteRule is what one plant meets.
type SiteRule struct {
	Limit   markets.Mass // a month, of the level of its activities
	LimitBy ID
	Credit  markets.Price // per kg of main output, by-products included
	Node    ID            // where it sells and buys: its own, or another segment of its region
	CatchUp float64       // share of its cost gap that it closes in a month
	Buyers  float64       // share of a contract's gain that its buyers get
}

// FirmRule is what money costs a company beside what it costs others, a year.
type FirmRule struct {
	Equity, Debt float64
}

// ProjectRule is what one project meets.
type ProjectRule struct {
	Capex  float64 // scales its capital cost
	Permit float64 // scales the months that its permit takes
	Most   float64 // cap on them; 0 for none
	Starts bool    // its owner has bound himself to build it
}
