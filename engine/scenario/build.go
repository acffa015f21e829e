package scenario

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"monazite/agents"
	"monazite/agents/firm"
	"monazite/engine"
	"monazite/markets"
)

// builder turns a document into a scenario, table by table, and collects what is wrong with it.
type builder struct {
	doc  *Document
	ps   *Problems
	refs Refs
	out  *engine.Scenario

	top       topKeys
	opening   openingKeys
	goods     []goodKeys
	countries map[string]markets.ID // country to region
	nodes     map[string]markets.ID
	firms     map[string]markets.ID
	companies []companyKeys
	uses      map[string]firm.Use
	useKeys   map[string]useKeys
	plants    []plant
	agencies  map[string]markets.ID // sites of instruments that hold goods
	prices    []float64             // [good] at the index node, USD/kg
	reject    [markets.Elements]float64
	decoded   map[*Entry][]any // what entries were decoded to
	judged    bool             // what was read is known to be whole, or too broken to go on
}

// plant is a [[plant]] on its way into the scenario.
type plant struct {
	entry    *Entry
	common   firm.Common
	building bool // by a project, in January 2024
	builder  firm.Builder
	setup    *firm.Setup
	agent    agents.Agent
	region   markets.ID
	node     markets.ID
	firm     markets.ID
	first    int
}

func newBuilder(doc *Document, ps *Problems) *builder {
	b := &builder{
		doc: doc, ps: ps, refs: doc.Refs(), out: &engine.Scenario{Closing: markets.None, Breakthrough: markets.None},
		countries: map[string]markets.ID{}, nodes: map[string]markets.ID{}, firms: map[string]markets.ID{},
		uses: map[string]firm.Use{}, useKeys: map[string]useKeys{}, agencies: map[string]markets.ID{}, decoded: map[*Entry][]any{},
	}
	for e := range markets.Elements {
		b.refs.Add("element", e.String())
	}
	return b
}

// Build gives a document its meaning. The scenario is nil when there are problems.
func Build(doc *Document, ps *Problems) *engine.Scenario {
	b := newBuilder(doc, ps)
	// What can be read is read to its end, so that all problems come together. What follows builds on
	// it; a broken step would only echo its errors in later ones.
	for _, step := range []func(){
		b.readTop, b.bound, b.readPlaces, b.readGoods, b.readCompanies, b.readUses, b.readPlants,
		b.validate, b.compose, b.validateChain, b.reorder, b.freeze, b.readInvestors, b.readProjects, b.readRoutes, b.price, b.foundAgencies, b.buildPlants, b.validateMarkets,
		b.readShocks, b.open, b.readInstruments,
	} {
		step()
		if ps.Len() > 0 && b.judged {
			return nil
		}
	}
	if ps.Len() > 0 {
		return nil
	}
	return b.out
}

// reorder reads a sound document anew in the order of ids. Mistakes are told in the order of the file, but what
// a scenario does must not depend on where an entry stands, in which file, or in which row of a table.
func (b *builder) reorder() {
	decoded := b.decoded
	*b = *newBuilder(b.doc.ordered(), b.ps)
	b.decoded, b.judged = decoded, true
	for _, step := range []func(){b.readTop, b.readPlaces, b.readGoods, b.readCompanies, b.readUses, b.readPlants, b.compose} {
		step()
	}
}

func (b *builder) readTop() {
	b.doc.CheckTables(tables, b.ps)
	b.doc.CheckSections([]string{"model", "opening"}, b.ps)
	b.decode(b.doc.Top, &b.top)
	b.out.Name, b.out.Title, b.out.Months = b.ownName(), b.top.Title, b.top.Months
	if b.top.Start != 0 {
		b.ps.Add(b.doc.Top.Problem("start", "expected 2024-01: the data open there"))
	}
	b.section("model", &b.out.Model)
	b.section("opening", &b.opening)
}

// ownName is the scenario's name. A file that extends another and names nothing is called by its own
// file name: its results are not those of its base.
func (b *builder) ownName() string {
	if len(b.doc.Files) == 0 {
		return b.top.Name
	}
	main, set := b.doc.Files[0].Name, b.doc.Top.Values["name"].Pos.File
	name := strings.TrimSuffix(path.Base(filepath.ToSlash(main)), ".toml")
	if set == main || strings.HasPrefix(set, "--set") || strings.HasPrefix(main, EmbeddedPrefix) || !validID(name) {
		return b.top.Name
	}
	return name
}

// section decodes a table that has no id, or its defaults where it is absent.
func (b *builder) section(name string, dst any) {
	e := b.doc.Find(name, "")
	if e == nil {
		e = &Entry{Table: name, Values: map[string]Value{}, Pos: b.doc.Top.Pos}
	}
	b.decode(e, dst, &provenance{})
}

func (b *builder) readPlaces() {
	index := markets.None
	for _, e := range b.doc.Tables["region"] {
		var keys regionKeys
		b.decode(e, &keys)
		id := markets.ID(len(b.out.Regions))
		b.out.Regions = append(b.out.Regions, e.ID)
		b.out.Treasuries = append(b.out.Treasuries, keys.Treasury)
		b.addNode(e.ID, id, "")
		if keys.Closes {
			b.out.Closing = id
		}
		if keys.Index {
			index = b.nodes[e.ID]
		}
	}
	b.out.Index = max(0, index)
	for _, e := range b.doc.Tables["country"] {
		var keys countryKeys
		b.decode(e, &keys)
		b.countries[e.ID] = b.region(keys.Region)
	}
	for _, e := range b.doc.Tables["node"] {
		var keys nodeKeys
		b.decode(e, &keys)
		b.addNode(e.ID, b.region(keys.Region), keys.Segment)
	}
}

func (b *builder) addNode(name string, region markets.ID, segment string) {
	b.nodes[name] = markets.ID(len(b.out.Nodes))
	b.out.Nodes = append(b.out.Nodes, markets.Node{Name: name, Region: region, Segment: segment})
}

func (b *builder) region(name string) markets.ID {
	return markets.ID(max(0, slices.Index(b.out.Regions, name)))
}

func (b *builder) readGoods() {
	for e := range b.out.Oxides {
		b.out.Oxides[e] = markets.None
	}
	for _, e := range b.doc.Tables["good"] {
		var keys goodKeys
		b.decode(e, &keys)
		level, _ := markets.ParseLevel(keys.Level)
		good := markets.Good{Name: e.ID, Level: level, Element: markets.Elements}
		if level == markets.Oxide || level == markets.Metal {
			element, ok := markets.ParseElement(keys.Element)
			if !ok {
				b.ps.Add(e.Problem("element", "expected the symbol of one of the elements, such as NdPr"))
				continue
			}
			good.Element = element
			good.Content[element] = 1
			if level == markets.Metal {
				good.Content[element] = firm.MetalContent(element)
			}
			if level == markets.Oxide {
				b.out.Oxides[element] = markets.ID(len(b.goods))
				b.out.Finishing[element] = keys.Finishing
				if keys.Price <= 0 {
					b.ps.Add(e.Problem("price", `missing; an oxide needs its opening price, such as "48.5 USD/kg"`))
				}
			}
		}
		b.goods = append(b.goods, keys)
		b.out.Untraded = append(b.out.Untraded, keys.Untraded)
		b.out.Surplus = append(b.out.Surplus, keys.Surplus)
		b.out.Goods = append(b.out.Goods, good)
	}
	b.out.Yield = 0.95
}

func (b *builder) readCompanies() {
	for _, e := range b.doc.Tables["company"] {
		var keys companyKeys
		b.decode(e, &keys)
		b.firms[e.ID] = markets.ID(len(b.companies))
		b.companies = append(b.companies, keys)
		b.out.Firms = append(b.out.Firms, engine.Firm{Name: e.ID, Country: keys.Country, Region: b.countries[keys.Country], Source: markets.None})
		b.out.Companies = append(b.out.Companies, agents.FirmFacts{Name: e.ID, Region: b.countries[keys.Country]})
	}
	for i, keys := range b.companies {
		b.out.Firms[i].Owners = b.owners(keys.Owners)
	}
}

// owners lists a share register in alphabetical order.
func (b *builder) owners(shares map[string]float64) (list []engine.Owner) {
	for _, name := range sorted(shares) {
		owner := engine.Owner{Name: name, Firm: markets.None, Region: markets.None, Investor: markets.None, Source: markets.None, Share: shareOf(shares[name])}
		if id, ok := b.firms[name]; ok {
			owner.Firm = id
		} else if i := slices.Index(b.out.Regions, name); i >= 0 {
			owner.Region = markets.ID(i)
		}
		list = append(list, owner)
	}
	return list
}

func (b *builder) readUses() {
	for _, e := range b.doc.Tables["use"] {
		var keys useKeys
		b.decode(e, &keys)
		b.useKeys[e.ID] = keys
		b.uses[e.ID] = firm.Use{
			Elasticity: float64(keys.Elasticity * b.out.Model.ElasticityScale), Choke: keys.Choke,
			Growth: growthIndex(keys.Growth, b.out.Model.GrowthScale, b.top.Months),
			Grades: keys.Grades, Life: keys.Life,
		}
		if keys.Breakthrough {
			b.out.Breakthrough = markets.ID(len(b.out.Uses))
		}
		b.out.Uses = append(b.out.Uses, e.ID)
	}
}

func (b *builder) readShocks() {
	for _, e := range b.doc.Tables["shock"] {
		var keys shockKeys
		b.decode(e, &keys)
		shock := engine.Shock{Name: e.ID, Uses: keys.Uses, From: keys.From, To: keys.To, Factor: keys.Factor}
		for _, name := range keys.Plants {
			shock.Sites = append(shock.Sites, b.site(name))
		}
		b.out.Shocks = append(b.out.Shocks, shock)
		b.out.Scripted = append(b.out.Scripted, e.ID)
	}
}

// site finds a plant by id.
func (b *builder) site(name string) markets.ID {
	for i := range b.plants {
		if b.plants[i].entry.ID == name {
			return markets.ID(i)
		}
	}
	return markets.None
}
