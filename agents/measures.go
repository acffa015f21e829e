package agents

import "monazite/markets"

// Measures are what governments order this month. Every instrument is data made of these seven. What
// stands is said again every month; a Funding of a company and an Offtake are said once.
type Measures struct {
	Limits     []Limit
	Wedges     []Wedge
	Guarantees []Guarantee
	Fundings   []Funding
	Orders     []PublicOrder
	Offtakes   []Offtake
	Terms      []Term
}

// Reset empties m and keeps its memory.
func (m *Measures) Reset() {
	*m = Measures{
		m.Limits[:0], m.Wedges[:0], m.Guarantees[:0], m.Fundings[:0], m.Orders[:0], m.Offtakes[:0], m.Terms[:0],
	}
}

// Scope says what a measure concerns. A zero field means all. Goods and regions are bit sets of
// their indices; a measure on a region concerns its open market unless it names a segment.
type Scope struct {
	Goods, From, To uint64
	Segment         string // of the origin
	ToSegment       string // of the destination; empty for all of its segments
	Sites           []ID
	Firms           []ID
	Projects        []ID
}

// HasGood, HasFrom and HasTo say whether a good or region is in scope.
func (s *Scope) HasGood(good ID) bool   { return s.Goods == 0 || s.Goods>>uint(good)&1 == 1 }
func (s *Scope) HasFrom(region ID) bool { return s.From == 0 || s.From>>uint(region)&1 == 1 }
func (s *Scope) HasTo(region ID) bool   { return s.To == 0 || s.To>>uint(region)&1 == 1 }

// LimitKind says what a limit binds.
type LimitKind uint8

// The kinds of limits.
const (
	OnRoute    LimitKind = iota // each route in scope carries at most Cap; 0 is a ban
	OnGate                      // exports of each origin in scope, all goods together, are at most Cap
	OnProducer                  // the sites in scope together run at most Cap, by capacity
	OnPrice                     // buyers of the goods in the regions of To pay at least Price
	OnOwner                     // investors of the regions of From give the firms in scope no money and buy none
)

// Limit is an upper bound a month, or for a price a lower one. Of several on one thing the tightest binds and is
// credited, ties to the first source.
type Limit struct {
	Kind    LimitKind
	Scope   Scope
	Cap     markets.Mass  // a month
	Price   markets.Price // OnPrice: of this month, real
	ProRata bool          // OnPrice: what is offered beyond demand is cut alike, else the lowest asks sell first
	Source  ID
}

// WedgeKind says who pays a wedge to whom.
type WedgeKind uint8

// The kinds of wedges.
const (
	Duty      WedgeKind = iota // importer to the treasury of the destination
	Relief                     // cancels the duties in its scope
	ExportTax                  // exporter to the treasury of the origin
	Credit                     // the source's treasury to the site, per kg of main output
)

// Wedge is a charge or credit: a share of last month's exporter price, plus an amount per kg.
// Wedges add.
type Wedge struct {
	Kind   WedgeKind
	Scope  Scope
	Share  markets.Share
	PerKg  markets.Price
	Source ID
}

// GuaranteeKind says on which outcome a guarantee depends.
type GuaranteeKind uint8

// The kinds of guarantees.
const (
	IndexPrice GuaranteeKind = iota // the good's mean price at the index node, on all that the site made
	OwnPrice                        // what the site got for the good, on what it sold to others
	Profit                          // the site's operating profit
)

// Guarantee is a payment that depends on an outcome. At the end of a period of Every months, which divide the year, the
// source's treasury pays Down x max(0, strike - index) on every kilogram covered in
// the period, and the firm pays Up x max(0, index - strike). The index is the mean over the
// period, without VAT. Under an IndexPrice what the site made is covered, sold or not, and opening stock
// in the first period, each tonne once. Of a Profit the treasury pays what lacks to Level; of an excess the firm
// pays First whole and Up of the rest; only months in which the plant operates count, and Level and First are for
// them alone, pro rata. Before the plant is built it tells those who may pay for it what they can count on; End is then
// as if it opened this month.
type Guarantee struct {
	Kind                  GuaranteeKind
	Site, Good, IndexNode ID
	Strike                markets.Price // real, this month
	Down, Up              markets.Share
	Level, First          markets.Money // of a Profit, for the period, real, this month
	Every                 int
	End                   Month   // last month
	Erosion               float64 // of the real strike a year: inflation where it is nominal
	Source                ID
}

// FundingKind says what a government wants for its money.
type FundingKind uint8

// The kinds of fundings.
const (
	Grant   FundingKind = iota // nothing
	Equity                     // shares
	Lending                    // it back; without interest it is an advance
	Bond                       // private lenders give it and the treasury pays part of the coupon
)

// Funding is money with terms. A company gets it at once; a project is offered it, and takes what it needs of it in
// the month in which it goes ahead. The treasury of the source pays, of a Bond households.
type Funding struct {
	Kind    FundingKind
	Firm    ID // of a company, else None
	Project ID // to which it is offered, else None
	Amount  markets.Money
	Part    markets.Share // most of the project's cost; Whole for all
	Share   markets.Share // of an Equity: shares for the whole amount; 0 for what the company's value makes of it
	Relief  float64       // of an Equity: taken off what the other owners ask for while it is held, a year
	Rate    markets.Share // what the borrower pays, a year, real
	Subsidy markets.Share // of a Bond: what the treasury pays on top, a year
	Months  int           // to the last payment
	Grace   int           // months after which principal falls due in equal parts
	Source  ID
}

// PublicOrder is a bid or ask of an instrument that holds goods, at the node where it keeps them.
type PublicOrder struct {
	Good   ID
	Bid    bool
	Price  markets.Price
	Mass   markets.Mass
	Source ID
}

// Parameter is what a term changes.
type Parameter uint8

// The parameters.
const (
	EquityReturn Parameter = iota // rE: what owners of the firms in scope ask for, a year
	DebtReturn                    // rD: what lenders to them ask for, a year
	CapitalCost                   // of projects in scope that are not decided
	PermitMonths                  // of projects in scope that wait for a permit
	CatchingUp                    // lamT: share of its cost gap that a site in scope closes in a month
	BuyersPower                   // beta: share of a contract's gain that is the buyer's, for sites in scope that sell
	Segment                       // where sites in scope sell; Name says which
	ProjectStart                  // projects in scope go ahead as soon as they may and find their money, whatever they promise
)

// Operation is how a term changes its parameter.
type Operation uint8

// The operations. Of several terms on one thing sums add, scales multiply, and the least cap and the last set count.
const (
	Added Operation = iota
	Scaled
	SetTo
	AtMost
)

// Term is a change of a parameter of projects, plants or companies, as long as it is said again.
type Term struct {
	Parameter Parameter
	Operation Operation
	Value     float64
	Name      string // of a segment
	Scope     Scope
	Source    ID
}

// Form is how the price of a contract moves.
type Form uint8

// The forms. The index is last month's volume-weighted price at the index node, without VAT.
const (
	Fixed    Form = iota
	Indexed       // a share of the index and a fixed part
	Collar        // the index between a floor and a cap
	CostPlus      // the seller's unit cost and a markup
)

var formNames = []string{"fixed", "indexed", "collar", "cost-plus"}

func (f Form) String() string { return formNames[f] }

// Offtake concludes a contract once. The price holds at the seller's node; the buyer pays
// freight and duty. The buyer pays for Top of the quantity whether lifted or not if the seller
// offered as much.
type Offtake struct {
	Seller, Buyer ID // lines
	Monthly       markets.Mass
	Part          markets.Share // of what the seller makes in a month, instead of a fixed mass; 0 for a fixed mass
	Form          Form
	Price         markets.Price // of a fixed form; what an indexed one adds to its share of the index
	Slope         markets.Share // of an indexed form: share of the index
	Floor, Cap    markets.Price // of a collar
	Markup        markets.Share // of a cost-plus form, on the plant's unit cost
	Prepaid       markets.Money // by the buyer when the contract is signed, credited per kilogram as it is delivered
	Top           markets.Share
	Rank          int           // 1 defence or government, 2 private, 3 residual
	Keeps         float64       // months of its output that the seller need not deliver, so that others can buy them
	Recycled      markets.Share // least share of what is delivered that the seller's company has recycled, by mass balance
	End           Month
	Name          string
	Source        ID // None for a contract between firms
}
