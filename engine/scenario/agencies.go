package scenario

import (
	"slices"

	"monazite/agents"
	"monazite/agents/firm"
	"monazite/agents/policy"
	"monazite/engine"
	"monazite/markets"
)

// foundAgencies gives every instrument that holds goods a company and a site that bear its id. They follow all
// others, so that nobody else's place in a list depends on them.
func (b *builder) foundAgencies() {
	for _, e := range b.doc.Tables["instrument"] {
		if goods, region, ok := b.holds(e); ok {
			b.foundAgency(e, goods, region)
		}
	}
}

// holds reads which goods an instrument keeps and where. What is wrong with its keys is told when it is built.
func (b *builder) holds(e *Entry) (goods []markets.ID, region markets.ID, ok bool) {
	text, _ := e.Values["kind"].Raw.(string)
	i := slices.IndexFunc(policy.Kinds, func(k policy.Kind) bool { return k.Name == text })
	if i < 0 {
		return nil, markets.None, false
	}
	keys := policy.Kinds[i].Keys()
	holder, is := keys.(policy.Holder)
	if !is {
		return nil, markets.None, false
	}
	var common policy.Common
	ignored := &Problems{}
	DecodeAll(e, ignored, b.refs, &common, keys)
	region = markets.ID(slices.Index(b.out.Regions, common.Government))
	goods, err := holder.Holds(&policy.Setup{Name: e.ID, Keys: &common, Catalog: &b.out.Catalog, Model: &b.out.Model, Source: markets.None, Site: markets.None})
	return goods, region, err == nil && region >= 0 && ignored.Len() == 0 && common.Enabled
}

// foundAgency adds the company, which the treasury owns, and the site.
func (b *builder) foundAgency(e *Entry, goods []markets.ID, region markets.ID) {
	name, _ := e.Values["name"].Raw.(string)
	government := b.out.Regions[region]
	p := plant{
		entry: e, builder: &firm.Reserve{Goods: goods}, region: region, node: b.nodes[government], firm: markets.ID(len(b.companies)),
		common: firm.Common{Name: name, Kind: "reserve", Company: e.ID, Country: government, Opens: agents.MonthOf(1950, 1)},
	}
	b.agencies[e.ID] = markets.ID(len(b.plants))
	b.plants = append(b.plants, p)
	b.companies = append(b.companies, companyKeys{Country: government})
	b.out.Companies = append(b.out.Companies, agents.FirmFacts{Name: e.ID, Region: region})
	b.out.Firms = append(b.out.Firms, engine.Firm{
		Name: e.ID, Country: government, Region: region, Source: markets.None,
		Owners: []engine.Owner{{Name: government, Firm: markets.None, Region: region, Investor: markets.None, Source: markets.None, Share: markets.Whole}},
	})
}

// holding is the site of an instrument that holds goods, None of any other.
func (b *builder) holding(instrument string) markets.ID {
	if site, found := b.agencies[instrument]; found {
		return site
	}
	return markets.None
}
