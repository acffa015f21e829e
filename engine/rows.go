package engine

import (
	"monazite/agents/exact"
	"monazite/agents/finance"
	"monazite/markets"
)

// reads says which tables a recorder asks for.
func reads(r Recorder) TableSet {
	if reader, ok := r.(Reader); ok {
		return reader.Reads()
	}
	return AllTables
}

// fillTables writes the month's rows into reused tables, as far as the recorder reads them.
func (w *World) fillTables() {
	t := &w.journal.tables
	t.Month, t.Quotes, t.Needs, t.Made, t.Taken = w.Month, w.next.Quotes, w.next.Needs, w.made, w.taken
	for i := range fills {
		if w.tables.Has(fills[i].table) {
			fills[i].rows(w, t)
		}
	}
}

// fills write the rows of each table.
var fills = [...]struct {
	table TableSet
	rows  func(*World, *Tables)
}{
	{PriceTable, (*World).priceRows}, {FlowTable, (*World).flowRows}, {RentTable, (*World).rentRows},
	{BalanceTable, (*World).balanceRows}, {ElementTable, (*World).elementRows}, {ProductionTable, (*World).productionRows},
	{PlantTable, (*World).plantRows}, {ProjectTable, (*World).projectRows}, {CompanyTable, (*World).companyRows},
	{ContractTable, (*World).contractRows}, {InstrumentTable, (*World).instrumentRows}, {MetricTable | RejectTable, (*World).metricRows},
	{EventTable, (*World).refusalRows},
}

func (w *World) priceRows(t *Tables) {
	if len(t.Prices) == 0 {
		for good := range w.Goods {
			for node := range w.Nodes {
				t.Prices = append(t.Prices, PriceRow{Good: ID(good), Node: ID(node)})
			}
		}
	}
	for cell := range t.Prices {
		t.Prices[cell].Quote = w.next.Quotes[cell]
	}
}

func (w *World) flowRows(t *Tables) {
	t.Flows = t.Flows[:0]
	for good := range w.Goods {
		for r, route := range w.Routes {
			if lane := w.lane(ID(good), r); w.moved[lane] > 0 {
				t.Flows = append(t.Flows, FlowRow{
					Good: ID(good), From: route.From, To: route.To, Mass: w.moved[lane],
					Freight: w.journal.freight[lane], Duty: w.journal.duty[lane],
				})
			}
		}
	}
}

func (w *World) rentRows(t *Tables) { t.Rents = append(t.Rents[:0], w.journal.rents...) }

func (w *World) balanceRows(t *Tables) {
	t.Balances = t.Balances[:0]
	for i := range w.ledger.balances {
		if b := &w.ledger.balances[i]; *b != (BalanceRow{Good: b.Good, Region: b.Region}) {
			t.Balances = append(t.Balances, *b)
		}
	}
}

func (w *World) elementRows(t *Tables) {
	t.Elements = t.Elements[:0]
	for i := range w.ledger.elements {
		if e := &w.ledger.elements[i]; *e != (ElementRow{Element: e.Element, Region: e.Region}) {
			t.Elements = append(t.Elements, *e)
		}
	}
}

func (w *World) productionRows(t *Tables) {
	t.Production = t.Production[:0]
	for i := range w.Sites {
		facts := &w.Sites[i]
		if w.agency(int(facts.Firm)) {
			continue
		}
		for line := facts.First; line < facts.First+facts.Lines; line++ {
			if w.made[line] > 0 || w.taken[line] > 0 {
				t.Production = append(t.Production, ProductionRow{Site: ID(i), Good: w.Lines[line].Good, Input: w.taken[line], Output: w.made[line]})
			}
		}
	}
}

func (w *World) plantRows(t *Tables) {
	t.Plants = t.Plants[:0]
	for i := range w.Sites {
		if !w.agency(int(w.Sites[i].Firm)) {
			t.Plants = append(t.Plants, w.plantRow(ID(i)))
		}
	}
}

func (w *World) projectRows(t *Tables) {
	t.Projects = t.Projects[:0]
	for i := range w.Projects {
		last := w.Projects[i].Sites[len(w.Projects[i].Sites)-1]
		row := ProjectRow{Project: ID(i), Capacity: 12 * w.nameplate(last), ProjectState: w.Progress[i]}
		if row.Capex == 0 {
			row.Capex = exact.Money(w.capex(ID(i)))
		}
		t.Projects = append(t.Projects, row)
	}
}

func (w *World) companyRows(t *Tables) {
	t.Companies = t.Companies[:0]
	for i := range w.Firms {
		if !w.agency(i) {
			w.companyRow(t, i)
		}
	}
}

func (w *World) contractRows(t *Tables) {
	t.Contracts = t.Contracts[:0]
	for i := range w.Contracts {
		if c := &w.Contracts[i]; w.running(c) {
			t.Contracts = append(t.Contracts, ContractRow{
				Name: c.Name, Seller: w.Lines[c.Seller].Site, Buyer: w.Lines[c.Buyer].Site, Good: w.Lines[c.Seller].Good,
				Form: c.Form.String(), Quantity: c.Monthly, Delivered: c.Delivered, Price: c.Paid,
			})
		}
	}
}

func (w *World) refusalRows(t *Tables) { t.Events = w.eventRows(t.Events[:0]) }

func (w *World) plantRow(site ID) PlantRow {
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
	return row
}

// companyRow adds a company's stocks at this month's prices to its books; what its cash lacks is debt.
func (w *World) companyRow(t *Tables, firm int) {
	row := CompanyRow{Firm: ID(firm), Cash: max(0, w.Cash[firm]), Debt: max(0, -w.Cash[firm]) + w.owes(firm), Equity: w.Equity[firm]}
	row.Equity += w.stocks(firm, &w.next)
	t.Companies = append(t.Companies, row)
}

// metricRows computes the model's monthly indicators.
func (w *World) metricRows(t *Tables) {
	t.Metrics = t.Metrics[:0]
	if w.tables.Has(MetricTable) {
		w.stageRows(t)
	}
	if w.tables.Has(RejectTable) {
		w.rejectRows(t)
	}
	if !w.tables.Has(MetricTable) {
		return
	}
	for good := range w.Goods {
		w.coverRow(t, ID(good))
		w.unservedRow(t, ID(good))
	}
}

// stage is a step of the chain whose concentration is reported, with the kind of plant and the good that measure it.
type stage struct {
	name string
	kind string
	of   func(g *markets.Good) bool
}

var stages = [...]stage{
	{"mine", "miner", func(*markets.Good) bool { return true }},
	{"separation", "refiner", func(g *markets.Good) bool { return g.Level == markets.Oxide && g.Element == markets.NdPr }},
	{"metal", "metalmaker", func(g *markets.Good) bool { return g.Level == markets.Metal }},
	{"magnet", "magnetmaker", func(g *markets.Good) bool { return g.Level == markets.Magnet }},
}

// stageOutput is what a stage makes in a month, t.
type stageOutput struct {
	total, outside float64 // outside: not in the index region
	byRegion       []float64
}

func (w *World) stageRows(t *Tables) {
	for i := range w.outputs {
		w.outputs[i] = stageOutput{byRegion: resetTo(w.outputs[i].byRegion, len(w.Regions))}
	}
	for i := range w.Sites {
		if w.stageOf[i] != None {
			w.addOutput(ID(i), &w.outputs[w.stageOf[i]])
		}
	}
	for i := range stages {
		name, out := stages[i].name, &w.outputs[i]
		if out.total == 0 {
			continue
		}
		t.Metrics = append(t.Metrics,
			MetricRow{Metric: "outside_china", Unit: "ratio", Region: "world", Stage: name, Value: out.outside / out.total},
			MetricRow{Metric: "output", Unit: "t", Region: "world", Stage: name, Value: out.total},
			MetricRow{Metric: "hhi", Unit: "index", Region: "world", Stage: name, Value: HHI(out.byRegion)})
	}
}

// addOutput adds what a plant has made of what measures its stage.
func (w *World) addOutput(site ID, out *stageOutput) {
	facts := &w.Sites[site]
	region, stage := w.region(w.node(site)), &stages[w.stageOf[site]]
	add := func(made markets.Mass) {
		tonnes := exact.Tonnes(made)
		out.byRegion[region] += tonnes
		out.total += tonnes
		if region != w.region(w.Index) {
			out.outside += tonnes
		}
	}
	if stage.kind == "miner" { // dug, whether cracked or not
		add(w.Running[site].Level)
		return
	}
	for line := facts.First; line < facts.First+facts.Lines; line++ {
		if made := w.made[line]; made != 0 && stage.of(&w.Goods[w.Lines[line].Good]) {
			add(made)
		}
	}
}

// resetTo gives a slice of n zeros.
func resetTo(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n)
	}
	clear(s[:n])
	return s[:n]
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
	if r := &w.next.Goods[good]; r.Demand > 0 {
		t.Metrics = append(t.Metrics,
			MetricRow{Metric: "demand", Unit: "t", Region: "world", Stage: w.Goods[good].Name, Value: r.Demand},
			MetricRow{Metric: "unserved", Unit: "ratio", Region: "world", Stage: w.Goods[good].Name, Value: r.Unserved / r.Demand})
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
