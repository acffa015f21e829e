package scenario

import (
	"fmt"
	"math"
	"reflect"
	"runtime/debug"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// Bounds of a scenario beyond those of its files. Sets of goods and regions are 64 bits; the rest keeps every
// look-up short.
var mostEntries = []struct {
	table string
	most  int
}{
	{"region", 64}, {"good", engine.MaxGoods}, {"node", 1000}, {"country", 1000}, {"company", 10_000}, {"use", 1000},
	{"plant", 10_000}, {"route", 10_000}, {"instrument", 10_000}, {"shock", 1000}, {"expect", 1000},
}

// maxMemory bounds what the state and the buffers of one world take, bytes; a study has as many
// worlds as the machine has cores. The world as shipped takes a tenth.
const maxMemory = 256 << 20

// maxLanes bounds the pairs of nodes times goods that all routes together name.
const maxLanes = 50_000_000

// Bytes of a plant beside what it has for every month: orders, plan, recipes and memory.
const plantBytes = 20_000

// bound refuses what is too large, or empty, before anything is computed of it.
func (b *builder) bound() {
	before := b.ps.Len()
	for _, t := range mostEntries {
		if entries := b.doc.Tables[t.table]; len(entries) > t.most {
			e := entries[t.most]
			b.wrong(e, "", "%d of these, expected at most %d", len(entries), t.most)
		}
	}
	for _, table := range []string{"region", "good", "plant"} {
		if len(b.doc.Tables[table]) == 0 {
			b.wrong(b.doc.Top, table, "a scenario has at least one [[%s]]", table)
		}
	}
	if b.ps.Len() == before {
		b.fit()
	}
	b.judged = b.ps.Len() > before
}

// need is a demand on memory: how much, what for, and the entry and key that ask for it.
type need struct {
	bytes float64
	what  string
	entry *Entry
	key   string
}

// fit adds up what the scenario needs and refuses what the machine, or the bound, does not give.
// It names the largest need that the scenario's own file has, else the largest.
func (b *builder) fit() {
	most := float64(min(maxMemory, debug.SetMemoryLimit(-1))) // GOMEMLIMIT; without it no limit
	var total float64
	var largest need
	own := false
	for _, n := range []need{b.carriage(), b.quotes(), b.plantsFixed(), b.paths()} {
		total += n.bytes
		v, written := n.entry.lookup([]string{n.key})
		mine := b.own(v.Pos) && (written || n.entry != b.doc.Top)
		if mine && !own || mine == own && n.bytes > largest.bytes {
			largest, own = n, mine
		}
	}
	if total > most {
		b.wrong(largest.entry, largest.key, "needs %.0f bytes of memory, %.0f of them for %s; expected at most %.0f",
			math.Ceil(total), math.Ceil(largest.bytes), largest.what, most)
	}
}

// carriage is what routes need: a rule, freight and flows for each pair of nodes and good.
func (b *builder) carriage() need {
	nodes := len(b.doc.Tables["region"]) + len(b.doc.Tables["node"])
	goods := len(b.doc.Tables["good"])
	var pairs, lanes, most float64
	n := need{entry: b.doc.Top}
	for _, e := range b.doc.Tables["route"] {
		p := float64(float64(named(e, "from", nodes)) * float64(named(e, "to", nodes)))
		pairs += p
		lanes += float64(p * float64(goods))
		if p > most || p == most && b.own(e.Pos) {
			most, n.entry = p, e
		}
	}
	if nodes := b.doc.Tables["node"]; len(nodes) > 0 && !b.own(n.entry.Pos) && b.own(nodes[len(nodes)-1].Pos) {
		n.entry = nodes[len(nodes)-1] // the routes stood before: it is the nodes that are too many
	}
	if n.entry.Table == "route" {
		n.key = "to"
	}
	if lanes > maxLanes {
		b.wrong(n.entry, n.key, "the routes name %.0f pairs of nodes, expected at most %d", pairs, maxLanes/goods)
	}
	pairs = min(pairs, float64(nodes)*float64(nodes-1))
	cell := float64(reflect.TypeFor[agents.RouteRule]().Size() + 2*8 + 2*8)
	n.bytes = float64(pairs*float64(goods)*cell) + float64(nodes*nodes*4)
	n.what = fmt.Sprintf("routes between %d nodes", nodes)
	return n
}

// named counts the names of a key of a route; * counts all, and a level at most all.
func named(e *Entry, key string, all int) int {
	list, is := e.Values[key].Raw.([]any)
	if !is {
		list = []any{e.Values[key].Raw}
	}
	count := 0
	for _, name := range list {
		if count++; name == "*" {
			count += all - 1
		}
	}
	return count
}

// quotes is what prices and gates need: two frames of quotes for each node and good.
func (b *builder) quotes() need {
	nodes := b.doc.Tables["node"]
	n := need{entry: b.doc.Tables["region"][0]}
	if len(nodes) > 0 {
		n.entry = nodes[len(nodes)-1]
	}
	count := len(b.doc.Tables["region"]) + len(nodes)
	cell := float64(2*(reflect.TypeFor[agents.Quote]().Size()+8) + reflect.TypeFor[agents.GateRule]().Size() + 32)
	n.bytes = float64(count) * float64(len(b.doc.Tables["good"])) * cell
	n.what = fmt.Sprintf("prices at %d nodes", count)
	return n
}

// plantsFixed is what plants need beside what they have for every month.
func (b *builder) plantsFixed() need {
	plants := b.doc.Tables["plant"]
	count := len(plants)
	return need{float64(count) * plantBytes, fmt.Sprintf("%d plants", count), plants[count-1], ""}
}

// paths is what plants and uses need that have numbers for every month: capacity, demand, shares.
func (b *builder) paths() need {
	count := len(b.doc.Tables["plant"]) + len(b.doc.Tables["use"])
	monthly := float64(2*8 + reflect.TypeFor[markets.Share]().Size())
	what := fmt.Sprintf("%d months of %d plants and uses", b.top.Months, count)
	return need{float64(b.top.Months) * float64(count) * monthly, what, b.doc.Top, "months"}
}
