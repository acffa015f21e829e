package record

import (
	"time"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// names puts names to the dense indices of a month's rows and units to its integers.
type names struct {
	*engine.Scenario
	key key
}

// at moves on to a month.
func (n *names) at(m engine.Month) {
	n.key.Month, n.key.Year = Timestamp(m), int32(m.Year())
}

// Timestamp is a month as tables have it: its first day, in milliseconds since 1970-01-01.
func Timestamp(m engine.Month) int64 {
	return time.Date(m.Year(), time.Month(m.Calendar()), 1, 0, 0, 0, 0, time.UTC).UnixMilli()
}

func (n *names) good(id engine.ID) string { return n.Goods[id].Name }

func (n *names) region(id engine.ID) string { return n.Regions[id] }

// place gives a node's region and segment; the segment is empty for the open market.
func (n *names) place(node engine.ID) (region, segment string) {
	return n.Regions[n.Nodes[node].Region], n.Nodes[node].Segment
}

// site names a plant, or nothing where a contract has none.
func (n *names) site(id engine.ID) string {
	if id == agents.None {
		return ""
	}
	return n.Sites[id].Name
}

// source names an instrument and its government; both are empty for what no government ordered.
func (n *names) source(id engine.ID) (government, instrument string) {
	if id == agents.None {
		return "", ""
	}
	return n.Sources[id].Government, n.Sources[id].Instrument
}

// tonnes, perKg and dollars are the nearest doubles to exact integers; below 9e9 t rounding to
// grams gives the integer back.
func tonnes(m markets.Mass) float64   { return float64(m) / float64(markets.Tonne) }
func perKg(p markets.Price) float64   { return float64(p) / float64(markets.USDPerKg) }
func dollars(m markets.Money) float64 { return float64(m) / float64(markets.USD) }
