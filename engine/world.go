package engine

import (
	"fmt"
	"slices"
	"time"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/agents/finance"
	"monazite/markets"
)

// Options say how to run a scenario. They change no result but by Seed and Replication.
type Options struct {
	Seed        uint64
	Replication int
	Workers     int // goroutines inside a tick; at least 1
	Recorder    Recorder
	Clock       func() time.Duration     // times the phases of a month for Frame.Work; nil: nobody asks
	Mechanism   func() markets.Mechanism // makes what clears markets; nil: a call auction
	Defect      Defect                   // planted in tests of the invariants
}

// World is a scenario in motion. It is not safe for concurrent use; a study has one per worker.
type World struct {
	*Scenario
	State
	options Options
	tables  TableSet // that the recorder reads

	// This month's values; every phase writes its own. Buffers are reused from month to month.
	known, unruled         agents.Public     // what plants see, and what instruments see, who make the rules
	heard                  [2][]agents.Heard // by the side of the market that pays or gets the price: [good*nodes+node]
	audible                []audible
	views                  []agents.View
	accounts               []agents.Account
	measures               []agents.Measures // per instrument
	purses                 []agents.Account  // per instrument
	rules                  agents.Rules
	scoped                 []int             // routes in the scope of a measure
	scopedTo               []ID              // where they lead
	unruledSites           []agents.SiteRule // before any measure
	ruled                  []int             // lanes whose rules a measure of the month has changed
	fares                  []markets.Price   // per lane: freight and duty, or shut
	plans                  []agents.Plan
	orders                 [][]agents.Order // per site
	received               []markets.Mass   // per line: transfers and contract deliveries that came in
	made                   []markets.Mass   // per line
	taken                  []markets.Mass   // per line: inputs of runs
	sold                   []markets.Mass   // per line: sales, or purchases
	away                   []markets.Mass   // per line: sales to others, spot and by contract
	revenue                []markets.Money  // per line: what those brought
	results                []markets.Money  // per site: sales, by their worth to sister plants too, less inputs and what running costs
	moved                  []markets.Mass   // [good*routes+route] this month before spot
	used                   []int            // lanes that have carried anything; their averages never fall back to zero
	paid                   []markets.Money  // [good*nodes+node] value of what was bought, for the VWAP
	market                 []market         // per good
	solvers                []markets.Mechanism
	verifier               markets.Verifier
	levies                 []levy          // of quotas that several goods share
	charges                []*agents.Wedge // that goods pay on their way
	next                   agents.Frame
	ledger                 ledger
	journal                journal
	deliveries             []delivery     // under contracts of equal rank
	claimed                []markets.Mass // per line: by them, of what it holds
	poolBuffer             []pool
	boughtAt, soldAt       []markets.Mass            // per node: what buyers and sellers of a good trade
	leastTraded            markets.Mass              // by a side of a node in a month for its price to be quoted: what rounding leaves trades at any price
	leastTold              markets.Price             // to anyone about a good
	sellersAt, buyersAt    []told                    // nodes whose prices tell others what a good is worth
	leaving                []markets.Price           // per node: what a good pays at its gate, or shut
	elementWorth           [markets.Elements]float64 // in a blend at last month's prices, USD/kg
	blendWorth             []float64                 // per good: of the reference composition, USD/kg
	holds                  []markets.ElementSet      // per good: the elements that its lots may hold
	weights, shares, worst []int64
	dividends              []markets.Money          // per firm, in December
	assets                 []markets.Money          // per firm, while books are checked
	months                 []fullMonth              // per site that has been appraised
	flows                  []float64                // per line: of those months
	anchors                []float64                // per line: of those months, USD/kg
	appraised              business                 // of a project
	promises               []promise                // of guarantees to a project that is appraised
	offered                []finance.Offer          // of money to a project
	givers                 []giver                  // behind them
	backers                []ID                     // instruments whose money it took
	matches                []offer                  // of buyers to a project
	odds                   []int                    // of each of them
	routeBetween           []int32                  // [from*nodes+to], -1 without a route
	routesAbroad           [][]int                  // per node: routes to other regions
	gated                  []bool                   // per route: it leads to another region
	buyers                 [][]ID                   // per good: lines that buy it
	kinds                  []int                    // per site: its kind of plant
	pipelines              []pipeline               // per kind of plant
	stageOf                []ID                     // per site: of stages, None for a kind that none has
	outputs                [len(stages)]stageOutput // while rows are made
	instruments            []InstrumentRow          // likewise
	bound                  []float64                // per line: what contracts bind it to, t a month
	wishes                 []wish                   // per line: what it would be bound to besides
	recipes                [][]recipe               // per site: what it can run
	keys                   streamKeys
	events                 exact.Chooser
	fresh                  bool // not yet spun up
	spinning               bool // before the first month: no shocks, cash limits or growth
}

// New opens a world in the scenario's opening state.
func New(s *Scenario, o Options) *World {
	w := Resume(s, o, s.Opening.Clone())
	w.fresh = true
	return w
}

// Resume goes on from a state between two months. The world owns the state from now on.
func Resume(s *Scenario, o Options, from State) *World {
	w := &World{Scenario: s, options: o, State: from}
	w.options.Workers = max(1, o.Workers)
	if o.Recorder != nil {
		w.tables = reads(o.Recorder)
	}
	if o.Mechanism == nil {
		w.options.Mechanism = func() markets.Mechanism {
			auction := markets.NewCallAuction()
			auction.Clock = o.Clock
			return auction
		}
	}
	w.allocate()
	w.attach()
	w.ledger.open(w)
	return w
}

// allocate sizes all buffers once.
func (w *World) allocate() {
	sites, lines := len(w.Sites), len(w.Lines)
	cells := len(w.Goods) * len(w.Routes)
	w.views = make([]agents.View, sites)
	w.accounts = make([]agents.Account, sites)
	w.measures = make([]agents.Measures, len(w.Instruments))
	w.purses = make([]agents.Account, len(w.Instruments))
	w.plans = make([]agents.Plan, sites)
	w.orders = make([][]agents.Order, sites)
	w.received = make([]markets.Mass, lines)
	w.made = make([]markets.Mass, lines)
	w.taken = make([]markets.Mass, lines)
	w.sold = make([]markets.Mass, lines)
	w.away = make([]markets.Mass, lines)
	w.revenue = make([]markets.Money, lines)
	w.results = make([]markets.Money, sites)
	w.claimed = make([]markets.Mass, lines)
	w.moved = make([]markets.Mass, cells)
	w.paid = make([]markets.Money, len(w.Goods)*len(w.Nodes))
	w.leaving = make([]markets.Price, len(w.Nodes))
	w.boughtAt, w.soldAt = make([]markets.Mass, len(w.Nodes)), make([]markets.Mass, len(w.Nodes))
	w.blendWorth = make([]float64, len(w.Goods))
	w.reserveMarkets()
	for range w.options.Workers {
		w.solvers = append(w.solvers, w.options.Mechanism())
	}
	w.allocateRules()
	w.next = w.State.cloneFrame()
	for lane, flow := range w.State.Frame.Flow12 {
		if flow > 0 {
			w.used = append(w.used, lane)
		}
	}
	w.allocatePlants()
	w.ledger.allocate(w)
	w.journal.allocate(w)
	w.bound = make([]float64, lines)
	w.wishes = make([]wish, lines)
	w.months = make([]fullMonth, sites)
	w.flows = make([]float64, lines)
	w.anchors = make([]float64, lines)
	w.appraised.project = None
	w.leastTraded, w.leastTold = max(1, exact.Mass(w.Model.LeastTraded)), exact.Price(w.Model.LeastPrice)
	w.indexRoutes()
	w.indexPlants()
	w.indexPrices()
	w.writeRecipes()
	w.findContents()
	w.keys = newStreamKeys(w.Scenario)
	w.events = exact.NewChooser(eventWeights)
}

// allocateRules makes room for the rules of a month and sets them as if no instrument were there.
func (w *World) allocateRules() {
	sites, cells := len(w.Sites), len(w.Goods)*len(w.Routes)
	w.rules.Routes = make([]agents.RouteRule, cells)
	w.fares = make([]markets.Price, cells)
	w.rules.Gates = make([]agents.GateRule, len(w.Goods)*len(w.Nodes))
	w.rules.Sites = make([]agents.SiteRule, sites)
	w.rules.Firms = make([]agents.FirmRule, len(w.Firms))
	w.rules.Projects = make([]agents.ProjectRule, len(w.Projects))
	for lane := range w.rules.Routes {
		w.ruled = append(w.ruled, lane)
	}
	w.ruleNoSites()
	w.resetRules()
}

// allocatePlants gives plants what they plan and are told by slot, all of a kind side by side.
func (w *World) allocatePlants() {
	lines := len(w.Lines)
	demand, want, committed := make([]markets.Mass, lines), make([]markets.Mass, lines), make([]markets.Mass, lines)
	worth, deals := make([]markets.Price, lines), make([]agents.Deal, lines)
	for i, facts := range w.Sites {
		first, end := facts.First, facts.First+facts.Lines
		w.plans[i].Demand, w.plans[i].Want = demand[first:end:end], want[first:end:end]
		w.plans[i].Worth = worth[first:end:end]
		w.plans[i].Runs = make([]agents.Run, 0, len(w.Plants[i].Activities))
		w.orders[i] = make([]agents.Order, 0, ladderSteps*facts.Lines)
		w.accounts[i].Committed, w.accounts[i].Deals = committed[first:end:end], deals[first:end:end]
	}
}

// indexRoutes finds routes by their ends.
func (w *World) indexRoutes() {
	w.routeBetween = make([]int32, len(w.Nodes)*len(w.Nodes))
	w.routesAbroad = make([][]int, len(w.Nodes))
	for i := range w.routeBetween {
		w.routeBetween[i] = -1
	}
	for i, r := range w.Routes {
		w.routeBetween[int(r.From)*len(w.Nodes)+int(r.To)] = int32(i)
		w.gated = append(w.gated, w.abroad(r.From, r.To))
		if w.gated[i] {
			w.routesAbroad[r.From] = append(w.routesAbroad[r.From], i)
		}
	}
}

// indexPlants finds buyers by what they buy, and numbers the kinds of plants.
func (w *World) indexPlants() {
	w.buyers = make([][]ID, len(w.Goods))
	for i, line := range w.Lines {
		if line.Side == agents.Buys {
			w.buyers[line.Good] = append(w.buyers[line.Good], ID(i))
		}
	}
	var names []string
	for i := range w.Sites {
		kind := slices.Index(names, w.Sites[i].Kind)
		if kind < 0 {
			kind, names = len(names), append(names, w.Sites[i].Kind)
		}
		w.kinds = append(w.kinds, kind)
		w.stageOf = append(w.stageOf, ID(slices.IndexFunc(stages[:], func(s stage) bool { return s.kind == w.Sites[i].Kind })))
	}
	w.pipelines = make([]pipeline, len(names))
}

// attach points accounts and memories into the state. It must follow every change of the state's
// slices.
func (w *World) attach() {
	for i, facts := range w.Sites {
		end := facts.First + facts.Lines
		w.accounts[i].Stock = w.Stock[facts.First:end:end]
		w.Memories[i].Beliefs = w.Beliefs[facts.First:end:end]
	}
}

// Run steps the world to the last month, after the spin-up if it is new. It stops early when stop is closed and
// returns a Violation if an invariant broke, or the recorder's error.
func (w *World) Run(stop <-chan struct{}) (err error) {
	defer w.broken(&err)
	if w.fresh {
		w.SpinUp()
	}
	for int(w.Month) < w.Months {
		select {
		case <-stop:
			return ErrInterrupted
		default:
		}
		w.Step()
		if w.options.Recorder != nil {
			if err := w.options.Recorder.Record(&w.journal.tables); err != nil {
				return err
			}
		}
	}
	return nil
}

// broken, deferred, makes an error of an invariant that broke.
func (w *World) broken(err *error) {
	switch r := recover().(type) {
	case nil:
	case *Violation:
		*err = r
	case markets.Invariant:
		*err = &Violation{Month: w.Month, Invariant: string(r), Detail: "arithmetic"}
	default:
		panic(r)
	}
}

// account indices follow the firms: a treasury per region, an account per investor, the money that
// waits for projects to be built, households, the outside world and the clearing house, which is empty
// between markets.
func (w *World) treasury(region ID) int {
	if region != None && w.Treasuries[region] {
		return len(w.Firms) + int(region)
	}
	return w.households()
}
func (w *World) investor(i int) int { return len(w.Firms) + len(w.Regions) + i }
func (w *World) escrow() int        { return w.investor(len(w.Investors)) }
func (w *World) households() int    { return w.escrow() + 1 }
func (w *World) outside() int       { return w.households() + 1 }
func (w *World) house() int         { return w.households() + 2 }

// Accounts is the number of accounts that a scenario's state holds cash for.
func (s *Scenario) Accounts() int { return len(s.Firms) + len(s.Regions) + len(s.Investors) + 4 }

func (w *World) region(node ID) ID { return w.Nodes[node].Region }

// node is where a plant trades this month.
func (w *World) node(site ID) ID { return w.rules.Sites[site].Node }

func (w *World) firmOf(line ID) int { return int(w.Sites[w.Lines[line].Site].Firm) }

func (w *World) nodeOf(line ID) ID { return w.node(w.Lines[line].Site) }

func (w *World) cell(good, node ID) int { return int(good)*len(w.Nodes) + int(node) }

func (w *World) lane(good ID, route int) int { return int(good)*len(w.Routes) + route }

// Violation is a broken invariant: the run stops and can be reproduced from its bundle.
type Violation struct {
	Month     Month
	Invariant string
	Detail    string
}

func (v *Violation) Error() string {
	return fmt.Sprintf("invariant %s broke in %s: %s", v.Invariant, v.Month, v.Detail)
}
