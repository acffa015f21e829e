// Package report draws what a run folder holds: one HTML page with pictures and tables, or one
// picture alone.
//
// Open reads the Parquet tables of a finished run, Page draws them, Save puts a file in its place
// at once or not at all. The page stands alone: its pictures are inline SVG (package svg), it runs
// no script and loads nothing, and its own policy forbids both. It holds no time of day and no
// name of a machine: the same folder gives the same bytes.
//
// The page knows goods, regions and kinds of plants by the names that scenarios use, as the printed
// summary does; what a scenario lacks is left out. "Outside" is everything but the region whose
// prices are the index, China in the scenarios that ship.
//
// The package computes nothing that a run depends on, and judges nothing: it shows.
package report
