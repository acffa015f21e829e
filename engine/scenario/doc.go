// Package scenario reads scenarios: TOML files and CSV tables become one merged document in which every value knows its
// file and line, and the entries of the document are decoded into Go structs, with their units, by the structs' tags.
//
// A mistake never stops the reading at the first: all problems come together, each with its place, the entity, the key,
// the value and what was expected.
package scenario
