package markets

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
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

// LineError is a problem of one word of a line. Line and Column count from 1, Column in characters; a problem of the
// whole text has column 0.
type LineError struct {
	File         string
	Line, Column int
	Problem      string
}

// Error is file:line:column: problem.
func (e LineError) Error() string {
	if e.Column == 0 {
		return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Problem)
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Problem)
}

// LineErrors are all problems of a book in the order in which they stand there.
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

// ReadTextBook reads a book and names file in errors. It reports all problems of all lines, as LineErrors.
func ReadTextBook(r io.Reader, file string) (*TextBook, error) {
	p := &bookReader{file: file, nodes: map[string]ID{}, orders: map[string]int{}, gated: map[ID]int{}, left: MaxMass}
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	for size := 0; lines.Scan(); {
		p.line++
		text := lines.Bytes()
		if size += len(text) + 1; size > maxBook {
			p.fail(0, "expected a book of at most %d MiB", maxBook>>20)
			break
		}
		if p.line == 1 {
			text = bytes.TrimPrefix(text, []byte("\ufeff")) // Windows editors
		}
		p.read(text)
	}
	if err := lines.Err(); err == bufio.ErrTooLong {
		p.line++
		p.fail(0, "expected lines of at most %d bytes", maxLine)
	} else if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if p.untold > 0 {
		p.problems = append(p.problems, LineError{p.file, p.line, 0, fmt.Sprintf("and %d problems more", p.untold)})
	}
	if len(p.problems) > 0 {
		return nil, p.problems
	}
	return p.finish(), nil
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
