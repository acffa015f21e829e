// Package scenario turns scenario files into scenarios.
//
// A scenario is written as TOML files that extend one another and as CSV tables that they import. Load merges them into
// one Document, in which every value knows its file and line: entries of [[tables]] merge by id, key by key, children
// over parents, a calibration table over what it corrects, --set over all. A value also knows how far it can be trusted
// and what it replaced; Inputs lists all of that, Resolved writes it as one file. Decode gives the keys of an entry their
// types and units, as the tags of a Go struct say. Where an entry stands means nothing: a scenario is built in the order
// of ids, which settle what is equal. Routes alone keep the order of the file: of several for a pair the last counts.
//
// A mistake never stops the reading at the first: all problems come together, each with its place, the entity, the key,
// the value and what was expected. A hostile file is refused before it costs more than a second or 256 MiB.
//
// The document layer does not know what a plant or an instrument is, and it computes nothing: no expressions, no
// variables, no includes from the network.
package scenario
