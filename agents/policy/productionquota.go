package policy

import (
	"slices"

	"monazite/agents"
	"monazite/markets"
)

// ProductionQuota limits what plants together run in a year, as China's ministry of industry does
// for mining and for smelting and separation (P065 to P084; not published since 2025, when
// imported ore came under it, P086). Nobody pays anybody; scarcity raises prices for all. It
// comes in two batches: half of the year may be run by June, all of it by December; what the first
// batch leaves is added to the second, what the year leaves is lost. A month's limit is what is
// left of the batch, spread evenly over its months left. What ran since January counts, before
// the instrument's start too. Plants share the limit by capacity.
type ProductionQuota struct {
	Plants     []string     `toml:"plants" opt:"" ref:"plant" doc:"plants that share the quota"`
	Companies  []string     `toml:"companies" opt:"" ref:"company" doc:"companies of which all plants of plant_kind share it too"`
	PlantKind  string       `toml:"plant_kind" default:"miner" oneof:"miner refiner" doc:"which plants of the companies"`
	Annual     []float64    `toml:"annual" unit:"t/yr" min:"0" doc:"most that may be run in a year, in what the plants' capacity counts, year by year from the start's; the last is kept or grows"`
	Growth     float64      `toml:"growth" unit:"1/yr" default:"0 %/yr" min:"-0.5" max:"0.5" doc:"growth each January after the years listed"`
	GrowthFrom agents.Month `toml:"growth_from" default:"2025-01" doc:"no growth before this January"`
}

// Page explains the kind.
func (*ProductionQuota) Page() Page {
	return Page{
		Users: "China on mining, smelting and separation",
		Mechanism: "Each plant may run its share, by capacity, of the month's part of the quota; a share that a plant does not use " +
			"goes back to the later months. What is left of the first half of the year goes to the second, what is left of " +
			"the year is lost. Scarcity raises the price for all; plants outside the quota gain.",
		Formula: "limit of a month = max(0, batch - run since January) / months left of the batch; batch = annual / 2 until June, " +
			"annual from July",
		Test: "270,000 t a year: January may run 22,500 t; after 30,000 t by February, March may run 26,250 t. With demand 200 " +
			"- P a quota of 100 t a month sells at 100 USD/kg, one of 120 t at 80.",
		Source: "MIIT quotas, in 2024 270,000 t REO of mining and 254,000 t of separation (starfeu.com, Aug 2024); interim " +
			"measures of 22 August 2025, since when they are not published and imported ore counts",
	}
}

// Build lists the plants.
func (k *ProductionQuota) Build(s *Setup) (agents.Policy, error) {
	in, err := s.window()
	if err != nil {
		return nil, err
	}
	sites, err := k.sites(s)
	if err != nil {
		return nil, err
	}
	annual, err := newSchedule(in.start, k.Annual, k.Growth, k.GrowthFrom)
	if err != nil {
		return nil, err
	}
	return &productionQuota{in, annual, agents.Limit{
		Kind:   agents.OnProducer,
		Scope:  agents.Scope{Sites: sites},
		Source: s.Source,
	}}, nil
}

// sites lists the plants named and those of the companies named, in the order of the catalog.
func (k *ProductionQuota) sites(s *Setup) (sites []ID, err error) {
	for _, name := range k.Plants {
		site, err := s.plant("plants", name)
		if err != nil {
			return nil, err
		}
		sites = append(sites, site)
	}
	for _, name := range k.Companies {
		company, err := s.company("companies", name)
		if err != nil {
			return nil, err
		}
		for i := range s.Catalog.Sites {
			if f := &s.Catalog.Sites[i]; f.Firm == company && f.Kind == k.PlantKind {
				sites = append(sites, ID(i))
			}
		}
	}
	if len(sites) == 0 {
		return nil, &KeyError{Key: "plants", Expected: "at least one plant, or companies that have plants of plant_kind"}
	}
	slices.Sort(sites)
	return slices.Compact(sites), nil
}

type productionQuota struct {
	window
	annual schedule
	limit  agents.Limit // but for Cap
}

// Enact limits the plants to their part of the month.
func (q *productionQuota) Enact(v agents.View, _ *agents.Memory, out *agents.Measures) {
	if !q.holds(v.Month()) {
		return
	}
	batch, months := q.annual.of(v.Month().Year()), monthsLeft(v.Month())
	if months > 6 { // the first batch ends in June
		batch, months = batch/2, months-6
	}
	limit := q.limit
	limit.Cap = max(0, batch-q.run(v)) / markets.Mass(months)
	out.Limits = append(out.Limits, limit)
}

// run is what the plants ran since January; in January they still publish the old year.
func (q *productionQuota) run(v agents.View) (total markets.Mass) {
	if v.Month().Calendar() == 1 {
		return 0
	}
	for _, site := range q.limit.Scope.Sites {
		total += v.SiteAt(site).YearLevel
	}
	return total
}
