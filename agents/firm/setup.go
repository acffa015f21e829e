package firm

import (
	"monazite/agents"
	"monazite/markets"
)

// Kind is a sort of plant that a scenario can name.
type Kind struct {
	Name    string
	Summary string         // one sentence: what it buys, makes and sells, and what it decides
	Keys    func() Builder // a fresh set of the kind's keys, to decode a [[plant]] entry into
}

// Builder is a kind's keys: exported fields filled in by the scenario, as their tags say. Of these toml
// is the key and doc its sentence; unit is such as t/yr, USD/kg, months or 1 (a ratio or %); default
// makes a key optional, as opt:"" does; ref names the table of an id; oneof lists the values; min, max,
// keys and sum bound them. Build declares the plant's lines and activities and returns its agent, with
// everything that the opening calls for solved (utilisation offset, recipe offset, costs).
type Builder interface {
	Build(s *Setup) (agents.Agent, error)
}

// Common are the keys of every plant.
type Common struct {
	Name       string       `toml:"name" opt:"" doc:"full name"`
	Kind       string       `toml:"kind" doc:"what sort of plant; see monazite kinds"`
	Company    string       `toml:"company" ref:"company" doc:"owner of cash and of all its plants"`
	Country    string       `toml:"country" ref:"country" doc:"where the plant stands; gives its region"`
	Segment    string       `toml:"segment" opt:"" doc:"segment of the region whose node it trades at; empty for the open market"`
	Capacity   float64      `toml:"capacity" unit:"t/yr" default:"0 t/yr" min:"0" doc:"nameplate, in the good that the kind counts in"`
	Output     float64      `toml:"output" unit:"t/yr" default:"0 t/yr" min:"0" doc:"run in 2024, which the utilisation offset reproduces; 0 for a plant that opens later"`
	Opens      agents.Month `toml:"opens" default:"1950-01" doc:"first month of operation"`
	Lean       float64      `toml:"lean" default:"0" min:"-10" max:"10" doc:"log-odds added to the utilisation that its margin calls for, so that a world that stands still makes what 2024 made; solved, see configs/README.md"`
	Ramp       float64      `toml:"ramp" unit:"months" default:"0 months" min:"0" max:"120" doc:"months from 30 % of nameplate at the opening to all of it"`
	Expansion  float64      `toml:"expansion" unit:"t/yr" default:"0 t/yr" min:"0" doc:"nameplate from the expansion's month on; 0 for none"`
	Expands    agents.Month `toml:"expands" default:"2200-01" doc:"month of the expansion"`
	Growth     float64      `toml:"growth" unit:"1/yr" default:"0 %/yr" min:"-0.5" max:"0.5" doc:"growth of capacity each January"`
	GrowthFrom agents.Month `toml:"growth_from" default:"2025-01" doc:"first January of growth"`
	Industry   bool         `toml:"industry" default:"false" doc:"whether it stands for many firms: they run less when they lose money, but do not all stop at once"`
	Quality    string       `toml:"quality" opt:"" oneof:"reported derived estimate" doc:"how far the numbers can be trusted"`
	Source     string       `toml:"source" opt:"" doc:"where the numbers come from"`
	Verified   string       `toml:"verified" opt:"" doc:"seen, recalled or n/a"`
	Note       string       `toml:"note" opt:"" doc:"what a reader should know"`
	Status     string       `toml:"status" opt:"" doc:"as published"`
}

// Setup is what a kind may ask of the scenario while a plant is built, and where it puts what
// it declares.
type Setup struct {
	ID          ID
	Keys        *Common
	China       bool // stands in the index region
	Group       bool // belongs to a company that holds market power
	Model       *agents.Model
	Goods       []markets.Good
	Prices      []float64                 // opening price of each good at the plant's node, USD/kg
	Index       []float64                 // opening price of each good at the index node, USD/kg
	Finishing   [markets.Elements]float64 // cost of finishing each oxide, USD per kg of the element fed
	Uses        map[string]Use            // demand of final users, by the id of the use
	LegacyShare float64                   // of output that a legacy contract takes
	Own         []ID                      // goods that sister plants make and pass on before they sell any

	Lines      []agents.Line // Site is filled in later
	Flows      []float64     // 2024 flow of each line, t a month
	Activities []agents.Activity
	FixedCost  float64       // USD a month
	Reserves   float64       // REO in the ground, t; 0 where it does not matter
	Learning   float64       // share by which cost falls when cumulated output doubles
	Craft      string        // what plants must know; those of one craft are compared. Empty where costs are those of a place
	Conversion float64       // published cost by which they are, USD/kg
	Reference  int           // slot of the main output; of the main input of a user
	Life       float64       // of goods put into use, months; 0 where use dissipates them
	DemandPath []float64     // of a user at reference prices, t a month, by month from 2024-01
	Memory     agents.Memory // opening; Beliefs one per line
	Level      float64       // run in 2024, in what its capacity counts, t a month; 0 for a plant that opens later
	CostScale  float64       // of the published cost, lowered so that the plant could live in 2024
	Legacy     float64       // price of a legacy contract that the plant needs to live, USD/kg of its main output; 0 for none
	Margin     float64       // ln of revenue over avoidable cost at opening prices
	Earnings   float64       // of 2024 at opening prices, before interest, tax and depreciation, USD a month
	Months     int           // length of paths
}

// ID is a dense index.
type ID = markets.ID

// Use is a final use of magnets or oxides.
type Use struct {
	Elasticity float64            // short-run, positive
	Choke      float64            // times the reference price
	Growth     []float64          // index of demand by month, 1 in January 2024
	Grades     map[string]float64 // share of each magnet grade or oxide
	Life       float64            // years; 0 where use dissipates
}

// Good finds a good by name.
func (s *Setup) Good(name string) (ID, bool) {
	for i := range s.Goods {
		if s.Goods[i].Name == name {
			return ID(i), true
		}
	}
	return markets.None, false
}

// Oxide finds the oxide of an element.
func (s *Setup) Oxide(e markets.Element) (ID, bool) { return s.pure(markets.Oxide, e) }

// Metal finds the metal of an element.
func (s *Setup) Metal(e markets.Element) (ID, bool) { return s.pure(markets.Metal, e) }

func (s *Setup) pure(level markets.Level, e markets.Element) (ID, bool) {
	for i := range s.Goods {
		if s.Goods[i].Level == level && s.Goods[i].Element == e {
			return ID(i), true
		}
	}
	return markets.None, false
}

// Line declares that the plant buys, sells or holds a good, with its flow in 2024 in t a month,
// and returns the slot.
func (s *Setup) Line(good ID, side agents.Side, flow float64) int {
	s.Lines = append(s.Lines, agents.Line{Good: good, Side: side})
	s.Flows = append(s.Flows, flow)
	return len(s.Lines) - 1
}

// crafts names what the plant must know and the cost that shows how well it does.
func (s *Setup) crafts(name string, cost float64) { s.Craft, s.Conversion = name, cost }

// learns sets the learning rate of the plant's technology; Chinese plants have learnt most already.
func (s *Setup) learns(rate float64) {
	if s.Learning = rate; s.China {
		s.Learning = s.Model.LearningChina
	}
}
