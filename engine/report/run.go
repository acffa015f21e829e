package report

import (
	"fmt"
	"slices"
	"time"

	"monazite/engine/report/svg"
)

// Run is what the page shows of a run folder.
type Run struct {
	dir      string
	manifest *manifest
	start    svg.Month
	months   int

	home     string   // region whose prices are the index
	regions  []string // all regions, in the scenario's order
	abroad   []string // all but home
	goods    []string // in the scenario's order
	elements []string

	quotes  map[cell]*quotes  // what is empty
	pools   map[string][]pool // by good
	stocks  sums              // what is a column of balances
	content sums              // what is a column of elements
	made    sums              // what is a kind of plant
	took    sums              // what is a kind of plant
	aims    sums              // what is capacity or aim, of a kind of plant
	plants  map[string]plant
	lives   map[string]*life
	order   []string // plants as they are met
	events  []event

	projects []project
	standing sums // how many projects are in a stage
	money    sums // of companies along the chain

	laws []law // instruments in the order in which they are met
}

// Open reads a finished run folder. Its errors say which file is missing, unfinished or damaged.
func Open(dir string) (*Run, error) {
	m, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	r := &Run{dir: dir, manifest: m, plants: map[string]plant{}, lives: map[string]*life{}, quotes: map[cell]*quotes{}, pools: map[string][]pool{}}
	if r.start, r.months, err = m.span(); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	if r.home, err = m.home(); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	for _, s := range []*sums{&r.stocks, &r.content, &r.made, &r.took, &r.aims, &r.standing, &r.money} {
		*s = newSums(r.months)
	}
	// plants before production and companies: it says where and of what kind each is
	for _, read := range []func() error{r.readPrices, r.readBalances, r.readElements, r.readPlants, r.readProduction, r.readEvents, r.readProjects, r.readCompanies, r.readInstruments} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// month gives the index of a month that a table holds as milliseconds since 1970.
func (r *Run) month(ms int64) (int, error) {
	t := time.UnixMilli(ms).UTC()
	m := int(svg.MonthOf(t.Year(), int(t.Month())) - r.start)
	if m < 0 || m >= r.months {
		return 0, fmt.Errorf("a row of %s: expected months from %s to %s", t.Format("2006-01"), r.manifest.From, r.manifest.Until)
	}
	return m, nil
}

// rest is what the regions abroad are called together: by name where there is one only.
func (r *Run) rest() region {
	if len(r.abroad) == 1 {
		return find(r.abroad[0])
	}
	return region{"", "outside " + find(r.home).name, svg.Blue}
}

// places are the regions with a line of their own beside home and abroad, where there are enough to tell apart.
func (r *Run) places() (ids []string) {
	for _, id := range []string{"US", "EU", "JP"} {
		if len(r.abroad) > 1 && slices.Contains(r.abroad, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// magnets are the goods that users of magnets take.
func (r *Run) magnets() (goods []string) {
	for _, g := range r.goods {
		if total(r.took.over("offtaker", []string{g}, r.regions)) > 0 {
			goods = append(goods, g)
		}
	}
	return goods
}

// oxides are the goods called as the elements are, in the order of elements.
func (r *Run) oxides() (goods []string) {
	for _, e := range r.elements {
		if slices.Contains(r.goods, e) {
			goods = append(goods, e)
		}
	}
	return goods
}
