package agents

import "monazite/markets"

// Measures are what governments order this month. Every instrument is data made of these.
type Measures struct {
	Limits     []Limit
	Wedges     []Wedge
	Guarantees []Guarantee
	Offtakes   []Offtake
}

// Scope says what a measure concerns. A zero field means all. Goods and regions are bit sets of
// their indices; a measure on a region concerns its open market unless it names a segment.
type Scope struct {
	Goods, From, To uint64
	Segment         string // of the origin
	ToSegment       string // of the destination; empty for all of its segments
	Sites           []ID
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
)

// Limit is an upper bound a month. Of several on one thing the tightest binds and is credited,
// ties to the first source.
type Limit struct {
	Kind   LimitKind
	Scope  Scope
	Cap    markets.Mass // a month
	Source ID
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

// Guarantee is a two-way contract for difference. At the end of a period of Every months, which divide the year, the
// source's treasury pays Down x max(0, strike - index) on every kilogram that the site made in
// the period, and the firm pays Up x max(0, index - strike). The index is the mean over the
// period of the price of the good at the index node, without VAT. Opening stock is covered in
// the first period, each tonne once.
type Guarantee struct {
	Site, Good, IndexNode ID
	Strike                markets.Price // real, this month
	Down, Up              markets.Share
	Every                 int
	Source                ID
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
	Form          Form
	Price         markets.Price // of a fixed form; what an indexed one adds to its share of the index
	Slope         markets.Share // of an indexed form: share of the index
	Floor, Cap    markets.Price // of a collar
	Markup        markets.Share // of a cost-plus form, on the plant's unit cost
	Prepaid       markets.Money // by the buyer when the contract is signed, credited per kilogram as it is delivered
	Top           markets.Share
	Rank          int // 1 defence or government, 2 private, 3 residual
	End           Month
	Name          string
	Source        ID // None for a contract between firms
}
