// Package agents is the contract between the engine and those who decide.
//
// A firm is asked twice a month. Plan comes before production: how much to run, with which
// recipe. Quote comes after contract deliveries: what to bid and offer. A government's
// instruments are asked once, before the firms, and answer with measures. All of them see a View:
// what was public at the end of last month, the rules in force now, and their own accounts.
// They see nobody else's orders of the month, hold no reference into the world and return values.
//
// An agent value holds parameters only and is shared by all replications. All that changes is in
// its Memory, which the engine owns, so that a world can be cloned at any month.
//
// The package defines these types and nothing that acts. Kinds of firms are in agents/firm,
// instruments in agents/policy, and what happens to their answers in engine.
package agents

import "monazite/markets"

// ID is a dense index into one of the scenario's lists.
type ID = markets.ID

// None is the ID of nothing.
const None = markets.None

// Agent decides for one plant. Implementations are safe for concurrent use: they hold
// parameters only.
type Agent interface {
	// Plan decides what to run this month. The plan comes in empty, with its slices sized.
	Plan(v View, m *Memory, p *Plan)
	// Quote appends the month's orders. Prices are limits, masses positive.
	Quote(v View, m *Memory, o *[]Order)
}

// Appraiser is an agent whose plant can be valued without running: before it is built, or while it
// stands still.
type Appraiser interface {
	// Appraise adds up a month at full nameplate: flows by slot in tonnes, sales positive and purchases
	// negative, and what running costs beside them, USD.
	Appraise(v View, m *Memory, flows []float64) (cost float64)
}

// Consumer is the agent of a final user, to whom what it uses is worth something.
type Consumer interface {
	// Worth is the area under the user's demand in a month, up to its choke price: what using some tonnes of a slot's good is
	// worth to it where demand for all its goods would be so many tonnes at reference prices. In USD; the level from which it
	// counts is the same for all months and runs of a user.
	Worth(m *Memory, slot int, demand, used float64) (usd float64)
	// Choke is the most that the user pays for a slot's good, USD/kg.
	Choke(slot int) float64
}

// Policy is one instrument of one government.
type Policy interface {
	// Enact appends this month's measures; what stands must be issued again every month.
	Enact(v View, m *Memory, out *Measures)
}

// Memory is all that an agent carries from month to month.
type Memory struct {
	Utilisation  float64                   // share of capacity that the plant aims to run, 0 to 1
	Margin       float64                   // ln of expected revenue over avoidable cost, where the plant has decided on it
	Cost         float64                   // that avoidable cost, USD per kg of what the plant runs
	Level        float64                   // a user's demand, t a month
	Substitution float64                   // ln of the share of demand that substitution has left
	Premium      float64                   // share that a secure buyer pays on top, 0 to 0.3
	Unserved12   float64                   // moving average of unserved demand, t a month
	Recipe       [4]float64                // share of each grade made by the sparing recipe, 0 to 1
	Reject       [markets.Elements]float64 // share of each element not finished, 0 to 1
	Mode, Since  int16                     // an instrument's state and the months it has lasted
	Beliefs      []Belief                  // one per line of the plant
	Fired, Held  int16                     // an instrument's trigger: months since it was met, 1 in the first, and months in a row that its condition has held
	Notes        []float64                 // what an instrument writes down; as many as it asks for when it is built
}

// Belief is what a plant holds true of one good that it buys or sells, and what it has decided
// about that good alone.
type Belief struct {
	Anchor   float64 // ln of the slow price anchor, USD/kg
	Expected float64 // price expected next month, USD/kg, without support
	Flow     float64 // moving average of planned output or use that goes through the market, t a month
	Made12   float64 // moving average over about 12 months of output, t a month
	Sold12   float64 // moving average over about 12 months of sales or purchases, t a month

	Level        float64 // a user's demand for this good, t a month, where each good has its own
	Substitution float64 // ln of the share of that demand that substitution has left
	Share        float64 // of the plant's output that it makes this good, where it may choose
}

// Plan is what a plant wants to do before production.
type Plan struct {
	Runs   []Run           // in the order of execution
	Demand []markets.Mass  // by slot: a user's wish to consume; what is not consumed is unserved
	Want   []markets.Mass  // by slot: what the plant would take from sister plants and contracts
	Worth  []markets.Price // by slot: what an input from a sister plant is worth; 0 for the market's price
}

// Run executes one of the plant's activities.
type Run struct {
	Activity int                             // index into the plant's activities
	Level    markets.Mass                    // of the activity's reference mass
	Reject   [markets.Elements]markets.Share // of each element's recovery that is thrown away
}

// Order is a bid or an ask of one step of a ladder.
type Order struct {
	Slot  int32 // which of the plant's lines
	Bid   bool
	Price markets.Price
	Mass  markets.Mass
}

// Activity is a way to turn goods into goods. Inputs are taken in proportion to the level,
// their elements are pooled, and each output recovers its share of each element of the pool.
// What no output recovers is waste, or goes into use if the activity consumes.
type Activity struct {
	Kind    ActivityKind
	Inputs  []Input
	Outputs []Output
	Source  [markets.Elements]markets.Share // grams of each element mined per gram of level
	Cost    markets.Price                   // operating cost per kg of level
}

// Input is a good taken in proportion to the level of an activity.
type Input struct {
	Slot int
	Per  markets.Share // grams per gram of level
}

// Output is a good that an activity makes.
type Output struct {
	Slot     int
	Cost     markets.Price                   // of finishing, per kg made
	Per      markets.Share                   // grams per gram of level; 0 where mass is the elements' sum
	Recovery [markets.Elements]markets.Share // share of the pooled element that it carries
}

// ActivityKind says how an activity enters the accounts.
type ActivityKind uint8

// The kinds of activities.
const (
	Extract ActivityKind = iota // from the ground
	Convert                     // goods into goods
	Recycle                     // scrap into goods
	Consume                     // goods into final use
)

// Side says what a plant does with a good.
type Side uint8

// The sides of a line.
const (
	Buys Side = iota
	Sells
	Trades // both, as traders do
)

// Pays is the side whose price a plant knows: a trader that of sellers.
func (s Side) Pays() Side { return min(s, Sells) }

// Line is one good of one plant. The lines of a plant are contiguous; a slot counts within them.
type Line struct {
	Site, Good ID
	Side       Side
}
