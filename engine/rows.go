package engine

import (
	"monazite/agents/exact"
	"monazite/agents/finance"
	"monazite/markets"
)

// fillTables writes the month's rows into reused tables.
func (w *World) fillTables() {
	t := &w.journal.tables
	t.Month = w.Month
	t.Prices, t.Flows, t.Balances = t.Prices[:0], t.Flows[:0], t.Balances[:0]
	t.Elements, t.Production, t.Plants = t.Elements[:0], t.Production[:0], t.Plants[:0]
	t.Companies, t.Contracts, t.Instruments = t.Companies[:0], t.Contracts[:0], t.Instruments[:0]
	t.Projects = t.Projects[:0]
	t.Metrics, t.Rents = t.Metrics[:0], append(t.Rents[:0], w.journal.rents...)
	t.Events = w.eventRows(t.Events[:0])
	for good := range w.Goods {
		w.marketRows(t, ID(good))
	}
	for i := range w.ledger.balances {
		if b := w.ledger.balances[i]; b != (BalanceRow{Good: b.Good, Region: b.Region}) {
			t.Balances = append(t.Balances, b)
		}
	}
	for i := range w.ledger.elements {
		if e := w.ledger.elements[i]; e != (ElementRow{Element: e.Element, Region: e.Region}) {
			t.Elements = append(t.Elements, e)
		}
	}
	for i := range w.Sites {
		if !w.agency(int(w.Sites[i].Firm)) {
			w.plantRows(t, ID(i))
		}
	}
	for i := range w.Projects {
		last := w.Projects[i].Sites[len(w.Projects[i].Sites)-1]
		row := ProjectRow{Project: ID(i), Capacity: 12 * w.nameplate(last), ProjectState: w.Progress[i]}
		if row.Capex == 0 {
			row.Capex = exact.Money(w.capex(ID(i)))
		}
		t.Projects = append(t.Projects, row)
	}
	for i := range w.Firms {
		if !w.agency(i) {
			w.companyRow(t, i)
		}
	}
	for i := range w.Contracts {
		if c := &w.Contracts[i]; w.running(c) {
			t.Contracts = append(t.Contracts, ContractRow{
				Name: c.Name, Seller: w.Lines[c.Seller].Site, Buyer: w.Lines[c.Buyer].Site, Good: w.Lines[c.Seller].Good,
				Form: c.Form.String(), Quantity: c.Monthly, Delivered: c.Delivered, Price: c.Paid,
			})
		}
	}
	for i := range w.ledger.sources {
		if row := w.instrumentRow(i); row != (InstrumentRow{Source: ID(i)}) {
			t.Instruments = append(t.Instruments, row)
		}
	}
	w.metricRows(t)
}

func (w *World) marketRows(t *Tables, good ID) {
	for node := range w.Nodes {
		q := w.next.Quotes[w.cell(good, ID(node))]
		t.Prices = append(t.Prices, PriceRow{Good: good, Node: ID(node), Quote: q})
	}
	for r, route := range w.Routes {
		lane := w.lane(good, r)
		if w.moved[lane] > 0 {
			t.Flows = append(t.Flows, FlowRow{
				Good: good, From: route.From, To: route.To, Mass: w.moved[lane],
				Freight: w.journal.freight[lane], Duty: w.journal.duty[lane],
			})
		}
	}
}

func (w *World) plantRows(t *Tables, site ID) {
	facts := &w.Sites[site]
	for line := facts.First; line < facts.First+facts.Lines; line++ {
		if w.made[line] > 0 || w.taken[line] > 0 {
			t.Production = append(t.Production, ProductionRow{Site: site, Good: w.Lines[line].Good, Input: w.taken[line], Output: w.made[line]})
		}
	}
	row := PlantRow{Site: site, Status: "operating", Capacity: 12 * w.accounts[site].Capacity, Utilisation: w.Memories[site].Utilisation}
	switch {
	case w.Running[site].Standing.Status == finance.Mothballed:
		row = PlantRow{Site: site, Status: "mothballed"}
	case w.Running[site].Standing.Status == finance.Closed:
		row = PlantRow{Site: site, Status: "closed"}
	case !w.accounts[site].Open && w.Running[site].Opens > w.Month:
		row = PlantRow{Site: site, Status: "planned"}
	case !w.accounts[site].Open: // it may run from next month
		row = PlantRow{Site: site, Status: "restarting"}
	case w.Running[site].Working == 0:
		row.Status, row.Utilisation = "stopped", 0
	}
	t.Plants = append(t.Plants, row)
}

// companyRow adds a company's stocks at this month's prices to its books; what its cash lacks is debt.
func (w *World) companyRow(t *Tables, firm int) {
	row := CompanyRow{Firm: ID(firm), Cash: max(0, w.Cash[firm]), Debt: max(0, -w.Cash[firm]) + w.owes(firm), Equity: w.Equity[firm]}
	row.Equity += w.stocks(firm, &w.next)
	t.Companies = append(t.Companies, row)
}

// metricRows computes the model's monthly indicators.
func (w *World) metricRows(t *Tables) {
	w.stageRows(t)
	w.rejectRows(t)
	for good := range w.Goods {
		w.coverRow(t, ID(good))
		w.unservedRow(t, ID(good))
	}
}

// stages are the steps of the chain whose concentration is reported, with the good and the kind of
// plant that measure them.
var stages = []struct {
	name string
	kind string
	of   func(g *markets.Good) bool
}{
	{"mine", "miner", func(*markets.Good) bool { return true }},
	{"separation", "refiner", func(g *markets.Good) bool { return g.Level == markets.Oxide && g.Element == markets.NdPr }},
	{"metal", "metalmaker", func(g *markets.Good) bool { return g.Level == markets.Metal }},
	{"magnet", "magnetmaker", func(g *markets.Good) bool { return g.Level == markets.Magnet }},
}

func (w *World) stageRows(t *Tables) {
	for _, stage := range stages {
		byRegion := make([]float64, len(w.Regions))
		var total, outside float64
		for line := range w.Lines {
			site := w.Lines[line].Site
			made := w.made[line]
			if stage.kind == "miner" && line == w.Sites[site].First {
				made = w.Running[site].Level // dug, whether cracked or not
			} else if stage.kind == "miner" {
				made = 0
			}
			if made == 0 || w.Sites[site].Kind != stage.kind || !stage.of(&w.Goods[w.Lines[line].Good]) {
				continue
			}
			tonnes := exact.Tonnes(made)
			region := w.region(w.node(site))
			byRegion[region] += tonnes
			total += tonnes
			if region != w.region(w.Index) {
				outside += tonnes
			}
		}
		if total == 0 {
			continue
		}
		t.Metrics = append(t.Metrics,
			MetricRow{Metric: "outside_china", Unit: "ratio", Region: "world", Stage: stage.name, Value: outside / total},
			MetricRow{Metric: "output", Unit: "t", Region: "world", Stage: stage.name, Value: total},
			MetricRow{Metric: "hhi", Unit: "index", Region: "world", Stage: stage.name, Value: HHI(byRegion)})
	}
}

// coverRow gives how long a good's stocks would last at this month's use.
func (w *World) coverRow(t *Tables, good ID) {
	var stock, use float64
	for region := range w.Regions {
		b := w.ledger.balance(w, good, ID(region))
		stock += exact.Tonnes(b.Closing)
		use += exact.Tonnes(b.Used)
	}
	if use > 0 {
		t.Metrics = append(t.Metrics, MetricRow{Metric: "cover", Unit: "days", Region: "world", Stage: w.Goods[good].Name, Value: DaysOfCover(stock, use)})
	}
}

// unservedRow gives the share of final demand that could not be met.
func (w *World) unservedRow(t *Tables, good ID) {
	var unserved, demand float64
	for i := range w.Sites {
		for slot, wish := range w.plans[i].Demand {
			if line := w.Sites[i].First + slot; wish > 0 && w.Lines[line].Good == good {
				demand += exact.Tonnes(wish)
				unserved += exact.Tonnes(max(0, wish-w.taken[line]))
			}
		}
	}
	if demand > 0 {
		t.Metrics = append(t.Metrics,
			MetricRow{Metric: "demand", Unit: "t", Region: "world", Stage: w.Goods[good].Name, Value: demand},
			MetricRow{Metric: "unserved", Unit: "ratio", Region: "world", Stage: w.Goods[good].Name, Value: unserved / demand})
	}
}

// HHI is the Herfindahl-Hirschman index of amounts, 10,000 for a monopoly.
func HHI(amounts []float64) (index float64) {
	var total float64
	for _, a := range amounts {
		total += a
	}
	if total == 0 {
		return 0
	}
	for _, a := range amounts {
		share := a / total
		index += float64(10_000 * float64(share*share))
	}
	return index
}

// DaysOfCover is how long a stock lasts at a month's use, in months of 30 days.
func DaysOfCover(stock, useAMonth float64) float64 {
	if useAMonth <= 0 {
		return 0
	}
	return 30 * stock / useAMonth
}
