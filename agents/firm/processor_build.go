package firm

import (
	"errors"
	"fmt"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// blueprint is what a processing kind has decided about its plant before the opening is solved.
type blueprint struct {
	feeds    []feed    // slots, activities and avoidable costs still open
	cost     []float64 // published cost of each feed's processing, USD/kg
	intake   []float64 // of 2024, t a month
	products []product // slots still open
	main     int       // index into products
	bounds   []bound
	kind     agents.ActivityKind
}

// build declares lines and activities and solves the opening.
func (s *Setup) build(b *blueprint) (agents.Agent, error) {
	if s.Keys.Capacity <= 0 {
		return nil, errors.New("capacity: 0 t/yr, expected more")
	}
	if len(b.feeds) > mostFeeds {
		return nil, fmt.Errorf("feeds: %d goods, expected at most %d", len(b.feeds), mostFeeds)
	}
	s.openRejects(b)
	for i := range b.feeds {
		b.feeds[i].elements = held(&b.feeds[i].content)
	}
	for i := range b.bounds {
		b.bounds[i].elements = held(&b.bounds[i].of)
	}
	for i := range b.products {
		p := &b.products[i]
		var made float64
		for k := range b.feeds {
			content := dot(&b.feeds[k].content, &p.yield)
			if p.choice {
				content = float64(content * (1 - s.Memory.Reject[p.element]))
			}
			made += float64(b.intake[k] * content)
		}
		s.Flows[p.slot] = made
	}
	s.Reference = b.products[b.main].slot
	s.believe()
	f, cost := s.footProcessor(b)
	var mix [markets.Elements]float64
	var intake float64
	for k := range b.feeds {
		intake += b.intake[k]
	}
	for k := range b.feeds {
		b.feeds[k].cost = s.avoidable(f, b.cost[k])
		s.Activities = append(s.Activities, activity(b, k))
		for e, x := range b.feeds[k].content {
			mix[e] += float64(weight(b.intake[k], intake, len(b.feeds)) * x)
		}
	}
	full := capacity(b.bounds, &mix) * (s.Keys.Capacity / 12)
	answer := s.settle(f, cost, full, intake/full)
	return &processor{
		model: s.Model, feeds: b.feeds, products: b.products, bounds: b.bounds,
		main: s.Reference, answer: answer, group: s.Group,
	}, nil
}

// weight is a feed's share of the intake; all alike where there was none.
func weight(part, whole float64, n int) float64 {
	if whole <= 0 {
		return 1 / float64(n)
	}
	return part / whole
}

// openRejects throws away at the opening what does not pay at opening prices.
func (s *Setup) openRejects(b *blueprint) {
	for i := range b.products {
		p := &b.products[i]
		if p.choice {
			keep := Keep(p.yield[p.element], s.Prices[s.Lines[p.slot].Good], 1, 0, p.finishing)
			s.Memory.Reject[p.element] = RejectTarget(s.Model, keep, p.opened)
		}
	}
}

// footProcessor adds up the plant's economics over its feeds and finds its footing. It also
// returns the published cost per tonne of feed. What sister plants pass on is valued at netback.
// A recycler gets no legacy contract: nobody else can use scrap, so its price gives way.
func (s *Setup) footProcessor(b *blueprint) (f footing, cost float64) {
	var w worth
	for i := range b.products {
		p := &b.products[i]
		w.add(p, &prospect{price: s.Prices[s.Lines[p.slot].Good], sold: 1, marginal: 1}, &s.Memory.Reject, s.Model.DisposalCost)
	}
	main := &b.products[b.main]
	var total economics
	total.price = s.Prices[s.Lines[main.slot].Good]
	level := s.Goods[s.Lines[main.slot].Good].Level
	var core worth
	for i := range b.products {
		if p := &b.products[i]; s.Goods[s.Lines[p.slot].Good].Level == level {
			core.add(p, &prospect{price: s.Prices[s.Lines[p.slot].Good], sold: 1, marginal: 1}, &s.Memory.Reject, 0)
		}
	}
	var intake float64
	for _, t := range b.intake {
		intake += t
	}
	for k := range b.feeds {
		feed := &b.feeds[k]
		part := weight(b.intake[k], intake, len(b.feeds))
		revenue, finishing := dot(&feed.content, &w.revenue), dot(&feed.content, &w.cost)
		price := s.Prices[s.Lines[feed.slot].Good]
		if feed.own {
			price = min(price, netback(s.Model, revenue, finishing+float64((1-s.Model.FixedShare)*b.cost[k])))
		}
		total.revenue += float64(part * revenue)
		total.other += float64(part * (price + finishing))
		total.cost += float64(part * b.cost[k])
		if b.kind != agents.Recycle {
			total.core += float64(part * dot(&feed.content, &core.revenue))
		}
	}
	return s.stand(total), total.cost
}

// activity is the processing of one feed.
func activity(b *blueprint, k int) agents.Activity {
	f := &b.feeds[k]
	f.activity = k
	a := agents.Activity{Kind: b.kind, Inputs: []agents.Input{{Slot: f.slot, Per: markets.Whole}}, Cost: exact.Price(f.cost)}
	for i := range b.products {
		p := &b.products[i]
		out := agents.Output{Slot: p.slot}
		if p.carries > 0 { // a metal weighs less than the oxide equivalent that it carries
			if p.feed == k {
				out.Per, out.Recovery[p.element] = share(p.yield[p.element]), share(p.carries)
				a.Outputs = append(a.Outputs, out)
			}
			continue
		}
		if p.element < markets.Elements {
			// Behaviour counts finishing per kg of the element fed, accounts pay it per kg made.
			out.Cost = exact.Price(p.finishing / p.yield[p.element])
		}
		for e, yield := range p.yield {
			out.Recovery[e] = share(yield)
		}
		a.Outputs = append(a.Outputs, out)
	}
	return a
}

// good finds a good that a key names.
func (s *Setup) good(key, name string) (ID, error) {
	id, found := s.Good(name)
	if !found {
		return markets.None, fmt.Errorf("%s: there is no good %q", key, name)
	}
	return id, nil
}

// declareFeeds declares the goods that a plant buys and gives their intake in 2024 in t a month.
func (s *Setup) declareFeeds(names []string, intake map[string]float64, fallback func(i int) float64) (*blueprint, error) {
	b := &blueprint{}
	known := 0
	for i, name := range names {
		good, err := s.good("feeds", name)
		if err != nil {
			return nil, err
		}
		tonnes := fallback(i)
		if len(intake) > 0 {
			given, found := intake[name]
			if tonnes = given / 12; found {
				known++
			}
		}
		slot := s.Line(good, agents.Buys, tonnes)
		b.feeds = append(b.feeds, feed{slot: slot, content: s.Goods[good].Content, own: s.sister(good)})
		b.intake = append(b.intake, tonnes)
		b.cost = append(b.cost, 0)
	}
	if known < len(intake) {
		return nil, fmt.Errorf("intake: %d goods, of which %d are among the feeds, expected all", len(intake), known)
	}
	if len(names) == 0 {
		return nil, errors.New("feeds: none, expected at least one good")
	}
	return b, nil
}

// sells declares a product with an open flow.
func (s *Setup) sells(b *blueprint, good ID, p product) {
	p.slot, p.elements = s.Line(good, agents.Sells, 0), held(&p.yield)
	b.products = append(b.products, p)
}

// contained says whether any feed holds an element.
func (b *blueprint) contained(e markets.Element) bool {
	for i := range b.feeds {
		if b.feeds[i].content[e] > 0 {
			return true
		}
	}
	return false
}
