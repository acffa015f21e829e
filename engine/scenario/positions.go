package scenario

import (
	"fmt"
	"slices"
	"strings"
)

// node is one value of a TOML file: where its key (or, in an array, the value itself) begins and, in the order of the
// file, what is inside. The decoder's own positions are not used: inside [[arrays of tables]] it knows only those of
// the last element.
type node struct {
	name      string
	line, col int
	array     bool // kids are elements without names
	header    bool // written as a [table]
	kids      []*node
	byName    map[string]*node // of a table of many keys
}

// fewKids is how many keys are looked through.
const fewKids = 16

// append adds a kid. A tree is changed while it is made only, so that many may read it at once.
func (n *node) append(kid *node) {
	n.kids = append(n.kids, kid)
	switch {
	case n.byName != nil:
		n.byName[kid.name] = kid
	case len(n.kids) > fewKids && !n.array:
		n.byName = make(map[string]*node, 2*len(n.kids))
		for _, kid := range n.kids {
			n.byName[kid.name] = kid
		}
	}
}

// child finds a key, the last of several, or nil.
func (n *node) child(name string) *node {
	if n == nil || n.array {
		return nil
	}
	if n.byName != nil {
		return n.byName[name]
	}
	for _, kid := range slices.Backward(n.kids) {
		if kid.name == name {
			return kid
		}
	}
	return nil
}

// element finds an element of an array, or nil.
func (n *node) element(i int) *node {
	if n == nil || !n.array || i >= len(n.kids) {
		return nil
	}
	return n.kids[i]
}

// at is the position of n, or of what contains it when n is unknown.
func (n *node) at(container Pos) Pos {
	if n == nil {
		return container
	}
	return Pos{File: container.File, Line: n.line, Col: n.col}
}

// edge names a key of a table with its case folded: the decoder takes KIND and kind for two keys, a reader does not.
type edge struct {
	parent *node
	folded string
}

// index builds the tree of nodes of one file and reports keys that are written twice.
type index struct {
	file  string
	ps    *Problems
	root  *node
	table *node // the table that the keys of the line belong to
	edges map[edge]*node
	size  int
}

func newIndex(file string, ps *Problems) *index {
	root := &node{line: 1, col: 1}
	return &index{file: file, ps: ps, root: root, table: root, edges: map[edge]*node{}}
}

// part is one part of a dotted key.
type part struct {
	name      string
	line, col int
}

// add appends a key to a table.
func (x *index) add(parent *node, p part) *node {
	n := &node{name: p.name, line: p.line, col: p.col}
	parent.append(n)
	x.size++
	return n
}

// descend enters the table, or the last element of the array of tables, that is called p, and makes it if it is new.
func (x *index) descend(parent *node, p part) *node {
	e := edge{parent, strings.ToLower(p.name)}
	n := x.edges[e]
	if n == nil || n.name != p.name {
		x.variant(n, p)
		n = x.add(parent, p)
		x.edges[e] = n
	}
	if n.array && len(n.kids) > 0 {
		return n.kids[len(n.kids)-1]
	}
	return n
}

// assign makes the node of `key = value`.
func (x *index) assign(parent *node, key []part) *node {
	last := len(key) - 1
	for _, p := range key[:last] {
		parent = x.descend(parent, p)
	}
	e := edge{parent, strings.ToLower(key[last].name)}
	if n := x.edges[e]; n != nil && n.name == key[last].name {
		x.twice(n, key[last])
		return x.add(&node{}, key[last]) // the value is scanned into a node outside the tree
	}
	x.variant(x.edges[e], key[last])
	n := x.add(parent, key[last])
	x.edges[e] = n
	return n
}

// open enters the table of a [header] or appends an element for an [[array header]].
func (x *index) open(key []part, array bool) {
	parent, last := x.root, len(key)-1
	for _, p := range key[:last] {
		parent = x.descend(parent, p)
	}
	if !array {
		n := x.descend(parent, key[last])
		if n.header {
			x.twice(n, key[last])
		}
		n.header = true
		x.table = n
		return
	}
	e := edge{parent, strings.ToLower(key[last].name)}
	n := x.edges[e]
	if n == nil || n.name != key[last].name {
		x.variant(n, key[last])
		n = x.add(parent, key[last])
		x.edges[e] = n
	}
	n.array = true
	x.table = x.add(n, part{line: key[last].line, col: key[last].col})
}

func (x *index) twice(first *node, p part) {
	x.ps.Add(Problem{
		Pos: Pos{x.file, p.line, p.col}, Key: p.name,
		Message: fmt.Sprintf("written twice, first on line %d", first.line),
	})
}

func (x *index) variant(first *node, p part) {
	if first == nil {
		return
	}
	x.ps.Add(Problem{
		Pos: Pos{x.file, p.line, p.col}, Key: p.name,
		Message: fmt.Sprintf("differs only in case from %q on line %d", first.name, first.line),
	})
}
