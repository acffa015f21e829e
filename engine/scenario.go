package engine

import (
	"monazite/agents"
	"monazite/markets"
)

// ID is a dense index into one of the scenario's lists.
type ID = markets.ID

// None is the ID of nothing.
const None = markets.None

// Month counts months from January 2024.
type Month = agents.Month

// Scenario is all that does not change: who there is, where, with which parameters, and the
// state in which the first month opens. Worlds share it.
type Scenario struct {
	agents.Catalog
	Name, Title  string
	Months       int // to run from January 2024
	Model        agents.Model
	Firms        []Firm
	Plants       []Plant // beside Catalog.Sites
	Transfers    []Transfer
	Projects     []Project
	Investors    []Investor
	Instruments  []agents.Policy           // beside Catalog.Sources
	Holdings     []ID                      // per instrument: the site where it keeps goods, None without one
	Shocks       []Shock                   // scripted
	Uses         []string                  // final uses
	Breakthrough ID                        // the use that a breakthrough would partly free from magnets, None without
	Closing      ID                        // the region whose mines may close together, None without
	Untraded     []string                  // per good: why it may go without trade for a year, empty if it may not
	Surplus      []string                  // per good: why its stocks may grow
	Collectors   []ID                      // by region: the line that receives used magnets, None without
	Treasuries   []bool                    // by region: whether it has a treasury; without one households stand in
	Oxides       [markets.Elements]ID      // the oxide of each element, None without one
	Finishing    [markets.Elements]float64 // cost of finishing each oxide in China, USD/kg
	Yield        float64                   // of separation, for valuing blends
	LineMonths   float64                   // of what a company pays, that its bank lends
	Opening      State
}

// Route leads from a node's sellers to another node's buyers.
type Route = agents.Route

// Firm is a company. It owns plants, cash and a credit line.
type Firm struct {
	Name, Country string
	Region        ID
	Sites         []ID
	Owners        []Owner
	Source        ID // the instrument whose goods it holds, None for a company
}

// Owner holds a share of a company.
type Owner struct {
	Name     string
	Firm     ID      // the owning company, else None
	Region   ID      // of a treasury, else None
	Investor ID      // else None; households and outsiders are none of the three
	Source   ID      // instrument through which a treasury holds it, else None
	Relief   float64 // that this takes off what the other owners ask for, a year
	Share    markets.Share
}

// Plant is what the engine runs for a site.
type Plant struct {
	Agent      agents.Agent
	Country    string
	Activities []agents.Activity
	FixedCost  markets.Money // a month
	Size       []float64     // full nameplate over that of the opening, by month: scales fixed cost
	Capacity   []float64     // nameplate by month, t a month
	Demand     []float64     // a user's demand at reference prices by month, t a month
	Reference  int           // slot of the main output, or of the main input of a user
	Life       float64       // of goods put into use, months; 0 where use dissipates them
	Use        string        // of a user
	Collected  []float64     // by month: share of retired magnets that is collected
	Learning   float64       // share by which cost falls when cumulated output doubles
	Gap        float64       // cost at the opening over that of the best plant of its craft in the index region, less 1
	Reserves   float64       // REO in the ground at the opening, t; 0 where it does not matter
	Start      Start
	Industry   bool // stands for many firms, which do not stop together
	Project    ID   // that builds it, else None
}

// Start is how a plant of 2024 was made to live at opening prices. It is empty for users and for
// plants that open later.
type Start struct {
	Level     float64 // run in 2024, in what its capacity counts, t a month
	Margin    float64 // ln of revenue over avoidable cost
	CostScale float64 // of the published cost, from a half to 1
	Legacy    float64 // price of the contract that it needs, USD/kg of its main output; 0 for none
}

// Transfer lets a plant pass a good to a sister plant before anything is sold.
type Transfer struct{ From, To ID } // lines

// Shock is a scripted event: of plants it leaves a share of capacity, of final uses it multiplies
// demand.
type Shock struct {
	Name     string
	Sites    []ID
	Uses     []string
	From, To Month // first month, and the first after it
	Factor   float64
}
