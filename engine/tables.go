package engine

import (
	"monazite/agents"
	"monazite/markets"
)

// Tables are the rows of one month as the run folder holds them. Masses are whole grams of the
// good's basis and money is exact; names and units are put to them by the recorder. Rows whose
// measures are all zero are left out.
type Tables struct {
	Month       Month
	Quotes      []agents.Quote // what prices are rows of, [good*nodes+node], whichever tables are asked for
	Needs       []agents.Need  // likewise: what users wished for and did not find
	Made, Taken []markets.Mass // likewise, by line: what production is rows of
	Prices      []PriceRow
	Flows       []FlowRow
	Rents       []RentRow
	Balances    []BalanceRow
	Elements    []ElementRow
	Production  []ProductionRow
	Plants      []PlantRow
	Projects    []ProjectRow
	Companies   []CompanyRow
	Contracts   []ContractRow
	Instruments []InstrumentRow
	Metrics     []MetricRow
	Events      []EventRow
}

// PriceRow is a good at a node; there is one for every good at every node, in this order.
type PriceRow struct {
	Good, Node ID
	agents.Quote
}

// FlowRow is what moved between two nodes: spot, contracts and transfers.
type FlowRow struct {
	Good, From, To ID
	Mass           markets.Mass
	Freight, Duty  markets.Money
}

// RentRow is what a binding quota or licence, or a least price, earned its holder.
type RentRow struct {
	Good     ID
	Source   ID // the instrument
	From, To ID // nodes; To is None for a gate, From for sales at home
	Rent     markets.Money
}

// BalanceRow closes for each good and region: opening + produced + imported + recycled =
// used + exported + waste + closing.
type BalanceRow struct {
	Good, Region                                                                    ID
	Opening, Produced, Imported, Recycled, Used, Exported, Waste, Closing, Unserved markets.Mass
}

// ElementRow closes for each element and region: opening + mined + from scrap + imported =
// used + exported + waste + closing.
type ElementRow struct {
	Element                                                             markets.Element
	Region                                                              ID
	Opening, Mined, FromScrap, Imported, Exported, Used, Waste, Closing markets.Mass
}

// ProductionRow is what a plant took of a good and made of it.
type ProductionRow struct {
	Site, Good    ID
	Input, Output markets.Mass
}

// PlantRow is a plant's state.
type PlantRow struct {
	Site        ID
	Status      string  // planned, operating, stopped, mothballed, restarting, closed
	Capacity    float64 // t a year
	Utilisation float64
}

// ProjectRow is a project's state.
type ProjectRow struct {
	Project  ID
	Capacity float64 // of its last plant, t a year
	ProjectState
}

// CompanyRow is a company's money.
type CompanyRow struct {
	Firm               ID
	Cash, Debt, Equity markets.Money
}

// ContractRow is one contract's month.
type ContractRow struct {
	Name                string
	Seller, Buyer, Good ID // sites
	Form                string
	Quantity, Delivered markets.Mass
	Price               markets.Price
}

// InstrumentRow is one instrument's money of the month; contingent and asset are stocks.
type InstrumentRow struct {
	Source                                    ID
	Outlay, Receipt, Contingent, Asset, Grant markets.Money
	Covered                                   markets.Mass
	Added                                     float64 // capacity that it has supported since the first month, t a year
}

// MetricRow is one number of the model's list of metrics.
type MetricRow struct {
	Metric, Unit, Region, Stage string
	Value                       float64
}

// EventRow counts what happened or was refused, by entity and reason.
type EventRow struct {
	Kind, Entity, Reason, Detail string
	Count                        int
}

// Recorder observes a run. It is called once a month, in order, and keeps nothing it is given. One that also is a
// Reader gets the tables that it reads.
type Recorder interface {
	Record(t *Tables) error
}

// Reader says which tables it reads; all others may be empty.
type Reader interface {
	Reads() TableSet
}

// TableSet is a set of tables.
type TableSet uint16

// The tables.
const (
	PriceTable TableSet = 1 << iota
	FlowTable
	RentTable
	BalanceTable
	ElementTable
	ProductionTable
	PlantTable
	ProjectTable
	CompanyTable
	ContractTable
	InstrumentTable
	MetricTable // but for rejects
	RejectTable // rows of the table of metrics on what separation throws away
	EventTable

	AllTables TableSet = 1<<iota - 1
)

// Has tells whether a table, or one of several, is in the set.
func (s TableSet) Has(table TableSet) bool { return s&table != 0 }
