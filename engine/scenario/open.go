package scenario

import (
	"monazite/configs"
	"monazite/engine"
)

// Embedded are the scenarios that the binary carries.
func Embedded() Library { return Library{Embedded: configs.Files} }

// Open reads a scenario, an embedded one by name or a file by path, applies the sets of the
// command line and builds it. The error is Problems: everything that is wrong with it.
func Open(name string, sets []string) (*engine.Scenario, *Document, error) {
	doc, ps := Load(Embedded(), name, sets)
	return build(doc, ps)
}

// OpenLayers is Open for an arm of a study, whose files a resolver finds.
func OpenLayers(r Resolver, layers Layers) (*engine.Scenario, *Document, error) {
	doc, ps := LoadLayers(r, layers)
	return build(doc, ps)
}

// build gives a document that was loaded its meaning, if it can have one.
func build(doc *Document, ps *Problems) (*engine.Scenario, *Document, error) {
	if doc == nil || ps.partial() { // else the problems of its meaning come with those of its text
		return nil, doc, ps.Err()
	}
	built := Build(doc, ps)
	if err := ps.Err(); err != nil {
		return nil, doc, err
	}
	return built, doc, nil
}

// Setting is one value of a document by its path, as it would be written.
type Setting struct{ Path, Value string }

// Settings lists every value of a document, in the order of its tables.
func (d *Document) Settings() (list []Setting) {
	for _, key := range d.Top.Keys {
		list = append(list, Setting{key, d.Top.Values[key].String()})
	}
	for _, table := range d.Names {
		for _, e := range d.Tables[table] {
			path := table + "."
			if e.ID != "" {
				path += e.ID + "."
			}
			for _, key := range e.Keys {
				list = append(list, Setting{path + key, e.Values[key].String()})
			}
		}
	}
	return list
}

// Title is the title of an embedded scenario.
func Title(name string) string {
	doc, _ := Load(Embedded(), name, nil)
	if doc == nil {
		return ""
	}
	title, _ := doc.Top.Values["title"].Raw.(string)
	return title
}

// Variant builds a document with some values changed; the document stays as it is, so that goroutines may make variants of
// one at the same time. The error is Problems.
func Variant(doc *Document, sets []Set) (*engine.Scenario, error) {
	clone, ps := doc.Clone(), &Problems{}
	clone.Apply(sets, ps)
	built, _, err := build(clone, ps)
	return built, err
}
