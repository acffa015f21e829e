package record

import (
	"encoding/json"
	"net/http"

	"monazite/engine"
)

// frame is the last month as /api/frame gives it. Names and units are those of the tables of a run folder; fields are
// only ever added.
type frame struct {
	Schema   int          `json:"schema"` // 1
	Name     string       `json:"name"`   // of the scenario or study
	Version  string       `json:"version"`
	Seed     uint64       `json:"seed"`
	Month    string       `json:"month"`  // such as 2031-04; empty before the first is done
	Done     int          `json:"done"`   // months of its replication, this one included
	Months   int          `json:"months"` // of a replication in all
	Ticks    int          `json:"ticks"`  // months of all replications so far
	Runs     frameRuns    `json:"replications"`
	Headline []string     `json:"headline"`
	Prices   []framePrice `json:"prices"` // by good and node
	Phases   []framePhase `json:"phases"` // in the order in which they ran
	Clearing frameWork    `json:"clearing"`
}

// frameRuns counts replications of all arms; a run is one.
type frameRuns struct {
	Planned int `json:"planned"`
	Done    int `json:"done"`
	Failed  int `json:"failed"`
}

// framePrice is a good at a node, as in the table prices.
type framePrice struct {
	Good              string  `json:"good"`
	Region            string  `json:"region"`
	Segment           string  `json:"segment"`
	Price             float64 `json:"price_usd_per_kg"`
	Buyers            float64 `json:"buyers_price_usd_per_kg"`
	Sellers           float64 `json:"sellers_price_usd_per_kg"`
	VWAP              float64 `json:"vwap_usd_per_kg"`
	Volume            float64 `json:"volume_t"`
	BuyersIndicative  bool    `json:"buyers_indicative"`
	SellersIndicative bool    `json:"sellers_indicative"`
}

// framePhase is how long a phase of the month took.
type framePhase struct {
	Phase   string  `json:"phase"`
	Seconds float64 `json:"seconds"`
}

// frameWork is what clearing did in the month, as markets.Work counts it.
type frameWork struct {
	Markets   int     `json:"markets"`
	Orders    int     `json:"orders"`
	Vertices  int     `json:"vertices"`
	Near      int     `json:"near"`
	Steps     int     `json:"steps"`
	Fallbacks int     `json:"fallbacks"`
	Sorting   float64 `json:"sorting_seconds"` // of all workers together, as the next two
	Coupling  float64 `json:"coupling_seconds"`
	Filling   float64 `json:"filling_seconds"`
}

// frame puts names and units to the last month.
func (s *snapshot) frame() frame {
	w := &s.work.Clearing
	f := frame{
		Schema: 1, Name: s.Name, Version: s.Version, Seed: s.Seed, Months: s.Months, Ticks: s.ticks, Headline: headlines(),
		Runs:   frameRuns{s.Planned, s.done, s.failed},
		Prices: []framePrice{}, Phases: []framePhase{},
		Clearing: frameWork{
			w.Markets, w.Orders, w.Vertices, w.Near, w.Steps, w.Fallbacks, w.Sorting.Seconds(), w.Coupling.Seconds(), w.Filling.Seconds(),
		},
	}
	if s.scenario == nil {
		return f
	}
	f.Month, f.Done = s.month.String(), int(s.month)+1
	for i, took := range s.work.Phases {
		f.Phases = append(f.Phases, framePhase{engine.PhaseName(i), took.Seconds()})
	}
	names := names{Scenario: s.scenario}
	for i := range s.quotes {
		r := &s.quotes[i]
		region, segment := names.place(r.Node)
		f.Prices = append(f.Prices, framePrice{
			names.good(r.Good), region, segment, perKg(r.Price()), perKg(r.Buyers), perKg(r.Sellers), perKg(r.VWAP), tonnes(r.Bought),
			!r.BuyersTraded, !r.SellersTraded,
		})
	}
	return f
}

// frameHandler gives the last month as one JSON object.
type frameHandler struct{ watch *Watch }

// ServeHTTP answers.
func (h frameHandler) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(h.watch.snapshot().frame()) // a reader who has gone is no concern
}
