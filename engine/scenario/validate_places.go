package scenario

import (
	"slices"

	"monazite/markets"
)

// checkTop checks the name, which becomes that of a folder.
func (v *validator) checkTop() {
	name := v.top.Name
	if v.sound(v.doc.Top, "name") && !validID(name) {
		v.wrong(v.doc.Top, "name", "%s: run folders are called by it", expectedID)
	}
}

// checkPlaces checks regions and nodes.
func (v *validator) checkPlaces() {
	v.checkIndex()
	segments := map[markets.Node]string{}
	for _, e := range v.doc.Tables["node"] {
		if slices.Contains(v.out.Regions, e.ID) {
			v.wrong(e, "", "a region has a node of its own name: expected another id than %s", e.ID)
			continue
		}
		if !v.sound(e, "region", "segment") {
			continue
		}
		place := v.out.Nodes[v.nodes[e.ID]]
		place.Name = ""
		switch first, taken := segments[place]; {
		case !plain(place.Segment):
			v.wrong(e, "segment", "expected a name such as def")
		case taken:
			v.wrong(e, "segment", "%s is the node of this segment already", first)
		default:
			segments[place] = e.ID
		}
	}
}

// checkIndex checks that one region gives the index prices.
func (v *validator) checkIndex() {
	var first *Entry
	regions := v.doc.Tables["region"]
	suspect := regions[0] // the region that lost the index, where the file says so
	for _, e := range regions {
		var keys regionKeys
		Decode(e, &keys, &Problems{}, v.refs)
		value, written := e.Values["index"]
		switch {
		case keys.Index && first != nil:
			if !v.own(value.Pos) && v.own(first.Values["index"].Pos) {
				first, e = e, first
			}
			v.wrong(e, "index", "expected one region with index = true; %s is it already", first.ID)
		case keys.Index:
			first = e
		case written && v.own(value.Pos):
			suspect = e
		}
	}
	if first == nil && v.sound(suspect, "index") {
		v.wrong(suspect, "index", "expected one region with index = true: its prices are the index")
	}
}

// checkRoutes checks the ends and the goods of routes.
func (v *validator) checkRoutes() {
	nodes, goods := options{"node", sorted(v.nodes)}, v.goodOptions()
	for _, e := range v.doc.Tables["route"] {
		var keys routeKeys
		v.decode(e, &keys)
		v.checkNames(e, "from", keys.From, nodes)
		v.checkNames(e, "to", keys.To, nodes)
		v.checkNames(e, "goods", keys.Goods, goods)
		from, to := slices.Compact(slices.Sorted(slices.Values(keys.From))), slices.Compact(slices.Sorted(slices.Values(keys.To)))
		if v.sound(e, "from", "to") && len(from) == 1 && slices.Equal(from, to) && from[0] != "*" {
			v.wrong(e, v.culprit(e, "to", "from"), "a route leads to another node: at %s goods need no carriage", from[0])
		}
	}
}

// options are names that a list may hold, besides * for all of them.
type options struct {
	what  string
	names []string
}

// checkNames reports what is neither an option nor *, and a list of nothing.
func (v *validator) checkNames(e *Entry, key string, names []string, o options) {
	if e.Has(key) && len(names) == 0 && v.sound(e, key) {
		v.wrong(e, key, "expected at least one, or *")
	}
	for _, m := range members(e, key, names) {
		if m.name != "*" && !slices.Contains(o.names, m.name) {
			v.wrongName(e, m, "there is no such "+o.what, o.names)
		}
	}
}

// goodOptions are the goods and the levels of the chain.
func (v *validator) goodOptions() options {
	names := v.doc.IDs("good")
	for level := range markets.Levels {
		names = append(names, level.String())
	}
	return options{"good or level", names}
}

// checkShocks checks what scripted events hit, and when.
func (v *validator) checkShocks() {
	for _, e := range v.doc.Tables["shock"] {
		var keys shockKeys
		v.decode(e, &keys)
		if keys.To <= keys.From && v.sound(e, "from", "to") {
			v.wrong(e, v.culprit(e, "to", "from"), "expected a month after from, %s", keys.From)
		}
		if len(keys.Plants)+len(keys.Uses) == 0 && v.sound(e, "plants", "uses") {
			v.wrong(e, "plants", "expected at least one plant or use")
		}
		if len(keys.Uses) == 0 && keys.Factor > 1 && v.sound(e, "factor", "uses") {
			v.wrong(e, "factor", "an accident leaves plants at most all of their capacity, 1; only the demand of uses can rise")
		}
		v.once(e, members(e, "plants", keys.Plants))
		v.once(e, members(e, "uses", keys.Uses))
	}
}
