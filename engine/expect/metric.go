package expect

import (
	"slices"
	"strings"

	"monazite/agents/exact"
	"monazite/engine"
	"monazite/markets"
)

// Metric is a number that a run has every month, of the goods, places or stages that a Where names.
type Metric struct {
	Name  string
	Unit  string // of one month's number; of a Flow per month
	Flow  bool   // whether it adds up over months
	Keys  string // the keys of where that it knows, in words
	Needs string // those of which it needs at least one
	Sole  bool   // whether it is of one good, stage or project only
	Doc   string

	from engine.TableSet // the tables that it is computed of
	of   func(f *filter, t *engine.Tables) float64
}

// What metrics of plants are by, and of which they need one.
const (
	plantKeys  = "plant company stage region country"
	plantNeeds = "stage plant company"
	madeKeys   = "plant company stage good region country"
	madeNeeds  = "stage plant company good"
)

// Metrics lists all metrics. Those of the last group are the world's, as the table of metrics has them.
var Metrics = []Metric{
	{Name: "price", Unit: "USD/kg", Keys: "good region", Needs: "good", Doc: "buyers' price where they traded, else sellers'", of: price},
	{Name: "vwap", Unit: "USD/kg", Keys: "good region", Needs: "good", Doc: "mean price of what was bought, contracts included", of: vwap},
	{Name: "spread", Unit: "1", Keys: "good region", Needs: "good", Doc: "price over that of the index region; outside it by default", of: spread},
	{Name: "volume", Unit: "t", Flow: true, Keys: "good region", Needs: "good", Doc: "bought, spot and by contract", of: volume},
	{Name: "turnover", Unit: "USD", Flow: true, Keys: "good region", Needs: "good", Doc: "what that was worth at the vwap", of: turnover},

	balance("produced", "made, but from scrap", func(b *engine.BalanceRow) mass { return b.Produced }),
	balance("recycled", "made from scrap, or collected", func(b *engine.BalanceRow) mass { return b.Recycled }),
	balance("imported", "come from other regions", func(b *engine.BalanceRow) mass { return b.Imported }),
	balance("exported", "gone to other regions", func(b *engine.BalanceRow) mass { return b.Exported }),
	balance("used", "taken by plants and final users", func(b *engine.BalanceRow) mass { return b.Used }),
	balance("waste", "thrown away", func(b *engine.BalanceRow) mass { return b.Waste }),
	{Name: "stock", Unit: "t", Keys: "good region", Needs: "good", Doc: "in the hands of plants at the end of the month", from: engine.BalanceTable, of: stock},
	{Name: "demand", Unit: "t", Flow: true, Keys: "good region", Needs: "good", Doc: "what final users wish to consume", of: demand},
	{Name: "unserved", Unit: "1", Keys: "good region", Needs: "good", Doc: "share of that which found no goods", of: unserved},

	{Name: "output", Unit: "t", Flow: true, Keys: madeKeys, Needs: madeNeeds, Doc: "made by plants; where no good is named the NdPr of separation, and of a plant or company what its plants are for", of: output},
	{Name: "input", Unit: "t", Flow: true, Keys: madeKeys, Needs: "good", Doc: "taken by plants", of: input},
	{Name: "capacity", Unit: "t/yr", Keys: plantKeys, Needs: plantNeeds, Doc: "of plants that are open", from: engine.PlantTable, of: capacity},
	{Name: "utilisation", Unit: "1", Keys: plantKeys, Needs: plantNeeds, Doc: "of plants that are open, weighted by capacity", from: engine.PlantTable, of: utilisation},
	{Name: "delivered", Unit: "t", Flow: true, Keys: madeKeys, Needs: madeNeeds, Doc: "by contract, of the output of the same where", from: engine.ContractTable, of: delivered},
	{Name: "contracted", Unit: "1", Keys: madeKeys, Needs: madeNeeds, Doc: "quantities agreed in contracts over that output", from: engine.ContractTable, of: contracted},

	company("cash", "of companies at the end of the month; none where they owe their bank", func(r *engine.CompanyRow) markets.Money { return r.Cash }),
	company("debt", "of companies: loans and overdrafts", func(r *engine.CompanyRow) markets.Money { return r.Debt }),
	company("equity", "of companies: their books and stocks", func(r *engine.CompanyRow) markets.Money { return r.Equity }),
	{Name: "broke", Unit: "1", Keys: "company region country", Doc: "companies that have no cash and owe some", from: engine.CompanyTable, of: broke},

	count("decided", "projects that are being built or have been; what is given up is not counted", decided),
	nameplate("decided_capacity", "nameplate of the last plants of such projects", decided),
	count("opened", "projects whose plants run, ramping up or ramped", opened),
	nameplate("opened_capacity", "nameplate of the last plants of such projects", opened),
	{Name: "opening", Unit: "months", Keys: "project", Needs: "project", Sole: true, Doc: "of a project, due or past, in months from January 2024; the length of the run where it is due later or never", from: engine.ProjectTable, of: opening},

	appraised("hurdle", "1", "return that a project had to promise at its last appraisal, a year", func(r *engine.ProjectRow) float64 { return r.Hurdle }),
	appraised("irr", "1", "return that it promised, a year", func(r *engine.ProjectRow) float64 { return r.IRR }),
	appraised("gap", "USD", "what its last attempt could not raise", func(r *engine.ProjectRow) float64 { return exact.USD(r.Gap) }),

	money("outlay", true, "paid by treasuries", func(r *engine.InstrumentRow) markets.Money { return r.Outlay }),
	money("receipt", true, "received by treasuries", func(r *engine.InstrumentRow) markets.Money { return r.Receipt }),
	money("fiscal_cost", true, "outlay less receipt", func(r *engine.InstrumentRow) markets.Money { return r.Outlay - r.Receipt }),
	money("grant_equivalent", true, "gift contained in what was granted, lent or paid for shares", func(r *engine.InstrumentRow) markets.Money { return r.Grant }),
	money("contingent", false, "present value of what guarantees may still cost", func(r *engine.InstrumentRow) markets.Money { return r.Contingent }),
	money("asset", false, "value of what treasuries hold through instruments", func(r *engine.InstrumentRow) markets.Money { return r.Asset }),
	instrument("covered", "t", true, "mass on which instruments paid or were paid", func(r *engine.InstrumentRow) float64 { return exact.Tonnes(r.Covered) }),
	instrument("added_capacity", "t/yr", false, "nameplate outside the index region that was decided with the instrument's support, so far; what would not have been built without it is a difference against another scenario", func(r *engine.InstrumentRow) float64 { return r.Added }),
	{Name: "rent", Unit: "USD", Flow: true, Keys: "instrument government good region", Doc: "of limits that bind; the region is that of the exporters who hold it", from: engine.RentTable, of: rent},

	{Name: "refusals", Unit: "1", Flow: true, Keys: "reason", Doc: "wishes refused, for a reason or for any", from: engine.EventTable, of: refusals},

	table("outside_china", "1", "stage", "share of output outside the index region", engine.MetricTable),
	table("hhi", "1", "stage", "Herfindahl-Hirschman index of output by region, 10,000 for a monopoly", engine.MetricTable),
	table("cover", "days", "good", "how long stocks last at the month's use", engine.MetricTable),
	table("rejected", "1", "good", "share of an oxide that separation throws away", engine.RejectTable),
}

// Find gives a metric by name, nil when there is none.
func Find(name string) *Metric {
	if i := slices.IndexFunc(Metrics, func(m Metric) bool { return m.Name == name }); i >= 0 {
		return &Metrics[i]
	}
	return nil
}

// Takes says whether the metric knows a key of where.
func (m *Metric) Takes(key string) bool { return slices.Contains(strings.Fields(m.Keys), key) }

// Stage is a step of the chain: the kinds of plants that do it.
type Stage struct {
	Name  string
	Kinds []string
}

// Stages lists the steps of the chain.
var Stages = []Stage{
	{"mine", []string{"miner"}},
	{"crack", []string{"cracker"}},
	{"separation", []string{"refiner"}},
	{"metal", []string{"metalmaker"}},
	{"magnet", []string{"magnetmaker"}},
	{"recycling", []string{"recycler"}},
	{"use", []string{"offtaker", "oxideuser"}},
}

// stageNamed gives a stage by name.
func stageNamed(name string) (Stage, bool) {
	i := slices.IndexFunc(Stages, func(s Stage) bool { return s.Name == name })
	if i < 0 {
		return Stage{}, false
	}
	return Stages[i], true
}
