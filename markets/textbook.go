package markets

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// TextBook is a book with names, as text holds it, one statement a line:
//
//	# nodes are implied by use; a missing route is a ban
//	route CN EU 5              # USD/kg, from, to; a repeated route is a parallel one
//	route US EU 3 cap 40       # at most 40 t
//	gate  CN quota 20 tax 0    # all exports of CN together; t and USD/kg, both optional
//	ask   alpha CN 100 t 50    # name, node, tonnes, USD/kg
//	bid   eu1   EU  40 t 120
//
// Nodes and orders are sorted by name, so that ties fall in order of name; routes stay in order of line.
type TextBook struct {
	Book  Book
	Nodes []string // names
	Asks  []string // names, parallel to Book.Asks
	Bids  []string
}

// LineError is a problem of one line.
type LineError struct {
	File    string
	Line    int
	Problem string
}

// Error is file:line: problem.
func (e LineError) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Problem) }

// LineErrors are all problems of a book, one a line.
type LineErrors []LineError

// Error lists them.
func (e LineErrors) Error() string {
	lines := make([]string, len(e))
	for i := range e {
		lines[i] = e[i].Error()
	}
	return strings.Join(lines, "\n")
}

// Bounds of a book: the longest line and the whole text in bytes, and how many problems are told one by one.
const (
	maxLine     = 1 << 20
	maxBook     = 16 << 20 // some 500,000 orders
	maxProblems = 100
)

// ReadTextBook reads a book and names file in errors. It reports every bad line, as LineErrors.
func ReadTextBook(r io.Reader, file string) (*TextBook, error) {
	p := &bookReader{file: file, nodes: map[string]ID{}, orders: map[string]int{}, gated: map[ID]int{}, left: MaxMass}
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	for size := 0; lines.Scan(); {
		p.line++
		text := lines.Bytes()
		if size += len(text) + 1; size > maxBook {
			p.fail("expected a book of at most %d MiB", maxBook>>20)
			break
		}
		if p.line == 1 {
			text = bytes.TrimPrefix(text, []byte("\ufeff")) // Windows editors
		}
		p.read(text)
	}
	if err := lines.Err(); err == bufio.ErrTooLong {
		p.line++
		p.fail("expected lines of at most %d bytes", maxLine)
	} else if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if p.untold > 0 {
		p.problems = append(p.problems, LineError{p.file, p.line, fmt.Sprintf("and %d problems more", p.untold)})
	}
	if len(p.problems) > 0 {
		return nil, p.problems
	}
	return p.finish(), nil
}

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

func (p *bookReader) fail(format string, args ...any) {
	if len(p.problems) >= maxProblems {
		p.untold++
		return
	}
	p.problems = append(p.problems, LineError{p.file, p.line, fmt.Sprintf(format, args...)})
}

// read takes one line.
func (p *bookReader) read(text []byte) {
	if i := bytes.IndexByte(text, '#'); i >= 0 {
		text = text[:i]
	}
	if !utf8.Valid(text) {
		p.fail("expected UTF-8 text")
		return
	}
	words := strings.Fields(string(text))
	if len(words) == 0 {
		return
	}
	for _, word := range words {
		if strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsPrint(r) }) {
			p.fail("expected printable text, found %.40q", word)
			return
		}
	}
	switch words[0] {
	case "ask":
		p.order(words, &p.asks)
	case "bid":
		p.order(words, &p.bids)
	case "route":
		p.route(words)
	case "gate":
		p.gate(words)
	default:
		p.fail("unknown word %.40q, expected ask, bid, route or gate", words[0])
	}
}

func (p *bookReader) order(words []string, to *[]namedOrder) {
	if len(words) != 6 || words[4] != "t" {
		p.fail("expected %s NAME NODE TONNES t USD_PER_KG, found %.80q", words[0], strings.Join(words, " "))
		return
	}
	name := words[1]
	if line, repeated := p.orders[name]; repeated {
		p.fail("order %q repeats that of line %d", name, line)
		return
	}
	p.orders[name] = p.line
	node, nodeOK := p.node(words[2])
	mass, massOK := p.tonnes("quantity", words[3])
	price, priceOK := p.price("price", words[5])
	if !nodeOK || !massOK || !priceOK {
		return
	}
	if mass > p.left {
		p.fail("expected orders that sum to at most 1e12 t, exceeded by %q", name)
		return
	}
	p.left -= mass
	if len(*to) == MaxOrders {
		p.fail("expected at most %d orders of a side", MaxOrders)
		return
	}
	*to = append(*to, namedOrder{name, Order{Price: price, Mass: mass, Node: node, Owner: None}})
}

func (p *bookReader) route(words []string) {
	if len(words) != 4 && (len(words) != 6 || words[4] != "cap") {
		p.fail("expected route FROM TO USD_PER_KG [cap TONNES], found %.80q", strings.Join(words, " "))
		return
	}
	if words[1] == words[2] {
		p.fail("expected a route between different nodes, found %q twice; a node trades with itself at no cost", words[1])
		return
	}
	from, fromOK := p.node(words[1])
	to, toOK := p.node(words[2])
	cost, costOK := p.price("cost", words[3])
	limit, capOK := Unlimited, true
	if len(words) == 6 {
		limit, capOK = p.tonnes("cap", words[5])
	}
	if fromOK && toOK && costOK && capOK {
		p.routes = append(p.routes, Route{From: from, To: to, Cost: cost, Cap: limit})
	}
}

func (p *bookReader) gate(words []string) {
	usage := "expected gate NODE [quota TONNES] [tax USD_PER_KG], found %.80q"
	if len(words) < 2 || len(words)%2 != 0 {
		p.fail(usage, strings.Join(words, " "))
		return
	}
	node, ok := p.node(words[1])
	g := gateLine{Gate{Quota: Unlimited, Active: true}, node}
	seen := ""
	for i := 2; i < len(words); i += 2 {
		word, valid := words[i], false
		switch {
		case word == seen || word != "quota" && word != "tax" || i > 4:
			p.fail(usage, strings.Join(words, " "))
		case word == "quota":
			g.Quota, valid = p.tonnes(word, words[i+1])
		default:
			g.Tax, valid = p.price(word, words[i+1])
		}
		if !valid {
			return
		}
		seen = word
	}
	if !ok {
		return
	}
	if line, repeated := p.gated[node]; repeated {
		p.fail("gate of %q repeats that of line %d", words[1], line)
		return
	}
	p.gated[node] = p.line
	p.gates = append(p.gates, g)
}

// node finds or makes the node of a name.
func (p *bookReader) node(name string) (ID, bool) {
	if name == "gate" {
		p.fail("expected another name for a node: %q marks the rent of a gate", name)
		return None, false
	}
	id, known := p.nodes[name]
	if !known {
		id = ID(len(p.names))
		p.nodes[name] = id
		p.names = append(p.names, name)
	}
	return id, true
}

func (p *bookReader) tonnes(what, word string) (Mass, bool) {
	n, err := parseMicro(word, int64(MaxMass))
	if err != nil {
		p.fail("%s %.40q: expected tonnes from 0 to 1e12 with at most 6 decimals: %v", what, word, err)
	}
	return Mass(n), err == nil
}

func (p *bookReader) price(what, word string) (Price, bool) {
	n, err := parseMicro(word, int64(MaxPrice))
	if err != nil {
		p.fail("%s %.40q: expected USD/kg from 0 to 1e6 with at most 6 decimals: %v", what, word, err)
	}
	return Price(n), err == nil
}

// finish sorts nodes and orders by name and renumbers.
func (p *bookReader) finish() *TextBook {
	t := &TextBook{Nodes: slices.Sorted(slices.Values(p.names))}
	number := make([]ID, len(p.names))
	for i, name := range t.Nodes {
		number[p.nodes[name]] = ID(i)
	}
	t.Book.Nodes = len(t.Nodes)
	t.Book.Asks, t.Asks = finishOrders(p.asks, number)
	t.Book.Bids, t.Bids = finishOrders(p.bids, number)
	for _, r := range p.routes {
		r.From, r.To = number[r.From], number[r.To]
		t.Book.Routes = append(t.Book.Routes, r)
	}
	if len(p.gates) > 0 {
		t.Book.Gates = make([]Gate, t.Book.Nodes)
	}
	for _, g := range p.gates {
		t.Book.Gates[number[g.node]] = g.Gate
	}
	return t
}

func finishOrders(named []namedOrder, number []ID) ([]Order, []string) {
	slices.SortFunc(named, func(a, b namedOrder) int { return cmp.Compare(a.name, b.name) })
	orders, names := make([]Order, len(named)), make([]string, len(named))
	for i := range named {
		orders[i], names[i] = named[i].Order, named[i].name
		orders[i].Node = number[orders[i].Node]
	}
	return orders, names
}
