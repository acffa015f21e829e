package markets

// bookReader collects statements.
type bookReader struct {
	file     string
	line     int
	problems LineErrors
	untold   int            // problems beyond the first
	nodes    map[string]ID  // in order of use
	orders   map[string]int // line of each order
	names    []string       // of nodes, in order of use
	asks     []namedOrder
	bids     []namedOrder
	routes   []Route
	gates    []gateLine
	gated    map[ID]int // line of each node's gate
	left     Mass       // what orders may still sum to
}

type namedOrder struct {
	name string
	Order
}

type gateLine struct {
	Gate
	node ID
}

// read takes one line. Every word of it is judged, whatever is wrong with those before.
func (p *bookReader) read(text []byte) {
	words, unreadable, reason := wordsOf(text)
	if unreadable > 0 {
		p.fail(unreadable, "%s", reason)
		return
	}
	if len(words) == 0 || !p.keyword(words[0], "ask", "bid", "route", "gate") {
		return
	}
	switch words[0].text {
	case "ask":
		p.order(words, &p.asks)
	case "bid":
		p.order(words, &p.bids)
	case "route":
		p.route(words)
	case "gate":
		p.gate(words)
	}
}

func (p *bookReader) order(words []word, to *[]namedOrder) {
	if len(words) != 6 {
		p.fail(words[0].column, "expected %s NAME NODE TONNES t USD_PER_KG, found %.80q", words[0].text, joined(words))
		return
	}
	name := words[1].text
	line, repeated := p.orders[name]
	if repeated {
		p.fail(words[1].column, "order %.40q repeats that of line %d", name, line)
	} else {
		p.orders[name] = p.line
	}
	node, nodeOK := p.node(words[2])
	mass, massOK := p.tonnes("quantity", words[3])
	unitOK := p.keyword(words[4], "t")
	price, priceOK := p.price("price", words[5])
	if repeated || !nodeOK || !massOK || !unitOK || !priceOK {
		return
	}
	if mass > p.left {
		p.fail(words[3].column, "expected orders that sum to at most 1e12 t, exceeded by %q", name)
		return
	}
	p.left -= mass
	if len(*to) == MaxOrders {
		p.fail(words[0].column, "expected at most %d orders of a side", MaxOrders)
		return
	}
	*to = append(*to, namedOrder{name, Order{Price: price, Mass: mass, Node: node, Owner: None}})
}

func (p *bookReader) route(words []word) {
	if len(words) != 4 && len(words) != 6 {
		p.fail(words[0].column, "expected route FROM TO USD_PER_KG [cap TONNES], found %.80q", joined(words))
		return
	}
	from, fromOK := p.node(words[1])
	to, toOK := p.node(words[2])
	if fromOK && toOK && from == to {
		p.fail(words[2].column, "expected a route between different nodes, found %.40q twice; a node trades with itself at no cost", words[1].text)
		toOK = false
	}
	cost, costOK := p.price("cost", words[3])
	limit, capOK := Unlimited, true
	if len(words) == 6 {
		wordOK := p.keyword(words[4], "cap")
		limit, capOK = p.tonnes("cap", words[5])
		capOK = capOK && wordOK
	}
	if fromOK && toOK && costOK && capOK {
		p.routes = append(p.routes, Route{From: from, To: to, Cost: cost, Cap: limit})
	}
}

func (p *bookReader) gate(words []word) {
	if n := len(words); n%2 != 0 || n > 6 {
		p.fail(words[0].column, "expected gate NODE [quota TONNES] [tax USD_PER_KG], found %.80q", joined(words))
		return
	}
	node, ok := p.node(words[1])
	if line, repeated := p.gated[node]; repeated {
		p.fail(words[1].column, "gate of %.40q repeats that of line %d", words[1].text, line)
	} else if ok {
		p.gated[node] = p.line
	}
	g := gateLine{Gate{Quota: Unlimited, Active: true}, node}
	seen := ""
	for i := 2; i < len(words); i += 2 {
		valid := p.keyword(words[i], "quota", "tax")
		switch text := words[i].text; {
		case !valid:
		case text == seen:
			p.fail(words[i].column, "%s is given twice", text)
			valid = false
		case text == "quota":
			g.Quota, valid = p.tonnes(text, words[i+1])
		default:
			g.Tax, valid = p.price(text, words[i+1])
		}
		seen, ok = words[i].text, ok && valid
	}
	if ok {
		p.gates = append(p.gates, g)
	}
}

// node finds or makes the node of a name.
func (p *bookReader) node(w word) (ID, bool) {
	if w.text == "gate" {
		p.fail(w.column, "expected another name for a node: %q marks the rent of a gate", w.text)
		return None, false
	}
	id, known := p.nodes[w.text]
	if !known {
		id = ID(len(p.names))
		p.nodes[w.text] = id
		p.names = append(p.names, w.text)
	}
	return id, true
}

func (p *bookReader) tonnes(what string, w word) (Mass, bool) {
	n, err := parseMicro(w.text, int64(MaxMass))
	if err != nil {
		p.fail(w.column, "%s %.40q: expected tonnes from 0 to 1e12 with at most 6 decimals: %v", what, w.text, err)
	}
	return Mass(n), err == nil
}

func (p *bookReader) price(what string, w word) (Price, bool) {
	n, err := parseMicro(w.text, int64(MaxPrice))
	if err != nil {
		p.fail(w.column, "%s %.40q: expected USD/kg from 0 to 1e6 with at most 6 decimals: %v", what, w.text, err)
	}
	return Price(n), err == nil
}
