package engine

import (
	"slices"

	"monazite/agents"
	"monazite/agents/finance"
	"monazite/markets"
)

// State is all that changes. It is flat, so that a clone is a copy: the common start of all arms
// of a study and the bundle that reproduces a failure are clones.
type State struct {
	Month      Month
	Stock      []markets.Lot            // per line
	InUse      [][UseStages]markets.Lot // per site: magnets in use, by stage of their life
	Cash       []markets.Money          // per account: firms, treasuries, investors, then escrow, households, outside and the clearing house
	Memories   []agents.Memory          // per site, then per instrument
	Beliefs    []agents.Belief          // per line
	Running    []SiteState              // per site
	Contracts  []Contract
	Claims     []Claim
	Payables   []Payable
	Demand     float64         // ln of the demand index
	Events     []Event         // major events that run
	YearResult []markets.Money // per firm: cash result since January
	Spent      []markets.Money // per firm: what it paid this month
	Turnover   []markets.Money // per firm: moving average over half a year of what it pays a month
	Credit     []markets.Money // per firm: most that its cash may be below zero
	Equity     []markets.Money // per firm: what its books say it is worth, stocks left out
	Book       []markets.Money // per site: what the plant is worth in the books
	Distress   []int16         // per firm: months in a row beyond its credit line
	Defaults   []int16         // per firm: how often it has gone bankrupt
	Purses     []Purse         // per instrument
	Loans      []Loan
	Progress   []ProjectState  // per project
	Owners     [][]Owner       // per firm: its share register
	Frame      agents.Frame    // of last month
	PassedAt   []markets.Price // per transfer: what that was worth at the sister's
	Passed     []markets.Mass  // per transfer: what sister plants passed on last month
}

// UseStages is the number of stages through which goods in use pass: a gamma-distributed life
// of shape 4 is four exponential stages.
const UseStages = 4

// SiteState is what changes of a plant beyond its stock and memory.
type SiteState struct {
	Opens     Month // first month of operation: the dated list's, or what a decision has made of it
	Standing  finance.Standing
	Worn      markets.Money // of its book value a month
	Working   float64       // share of capacity that works, 1 without an outage
	Outage    int16         // months that the outage still lasts
	Left      float64       // share of capacity that the outage leaves
	YearLevel markets.Mass
	Level     markets.Mass // run last month
	Total     markets.Mass // run since the opening
	CostScale float64      // avoidable cost over that of the opening
	Gap       float64      // cost over that of the best plant of its craft in the index region, less 1
	Found     float64      // of the reserves and the size that the plan reckons with; 1 where nothing had to be found
}

// Contract is an offtake in force.
type Contract struct {
	agents.Offtake
	Since     Month
	Delivered markets.Mass  // this month
	Paid      markets.Price // per kilogram this month, before any credit
	Taken     markets.Mass  // since the start, where something is prepaid
	Advance   markets.Money // of the prepayment, not yet credited
	Scrap     markets.Mass  // oxide that the seller's company has recycled for it and not yet delivered
}

// Claim is what an instrument and a plant still owe each other.
type Claim struct {
	Source, Site, Good ID
	Covered            markets.Mass // in the current period
	IndexSum           markets.Price
	Revenue            markets.Money // of what was sold to others; of a guarantee of profit, the site's result
	Months             int16
	Opened             bool // opening stock has been covered
}

// Payable is what a firm owes for a lot richer than the reference, or could not pay of what a contract
// made it owe.
type Payable struct {
	From   ID
	Amount markets.Money
}

// Event is a major event that runs.
type Event struct {
	Kind         EventKind
	Subject      ID // a site, region or use by kind
	Since, Until Month
	Factor       float64
	Base         [MaxGoods]markets.Mass // by good: what a denied destination got a month before
}

// MaxGoods is the most goods a scenario may have: sets of goods are 64 bits.
const MaxGoods = 64

// MaxPlants is the most plants that one company may own.
const MaxPlants = 64

// Clone copies a state; the copy shares nothing with s.
func (s *State) Clone() State {
	c := *s
	c.Stock = slices.Clone(s.Stock)
	c.InUse = slices.Clone(s.InUse)
	c.Cash = slices.Clone(s.Cash)
	c.Memories = slices.Clone(s.Memories)
	for i := range c.Memories {
		c.Memories[i].Beliefs = nil // a world points them into its own
		c.Memories[i].Notes = slices.Clone(c.Memories[i].Notes)
	}
	c.Beliefs = slices.Clone(s.Beliefs)
	c.Running = slices.Clone(s.Running)
	c.Contracts = slices.Clone(s.Contracts)
	c.Claims = slices.Clone(s.Claims)
	c.Payables = slices.Clone(s.Payables)
	c.Events = slices.Clone(s.Events)
	c.YearResult = slices.Clone(s.YearResult)
	c.Spent = slices.Clone(s.Spent)
	c.Turnover = slices.Clone(s.Turnover)
	c.Credit = slices.Clone(s.Credit)
	c.Equity = slices.Clone(s.Equity)
	c.Book = slices.Clone(s.Book)
	c.Distress = slices.Clone(s.Distress)
	c.Defaults = slices.Clone(s.Defaults)
	c.Purses = slices.Clone(s.Purses)
	c.Loans = slices.Clone(s.Loans)
	c.Progress = slices.Clone(s.Progress)
	c.Owners = slices.Clone(s.Owners)
	for i := range c.Owners {
		c.Owners[i] = slices.Clone(s.Owners[i])
	}
	c.Passed = slices.Clone(s.Passed)
	c.PassedAt = slices.Clone(s.PassedAt)
	c.Frame = s.cloneFrame()
	return c
}

func (s *State) cloneFrame() agents.Frame {
	f := s.Frame
	f.Quotes = slices.Clone(s.Frame.Quotes)
	f.Goods = slices.Clone(s.Frame.Goods)
	f.Sites = slices.Clone(s.Frame.Sites)
	f.Flow12 = slices.Clone(s.Frame.Flow12)
	f.YearExports = slices.Clone(s.Frame.YearExports)
	f.Needs = slices.Clone(s.Frame.Needs)
	f.Projects = slices.Clone(s.Frame.Projects)
	f.Firms = slices.Clone(s.Frame.Firms)
	f.Shocks = slices.Clone(s.Frame.Shocks)
	return f
}
