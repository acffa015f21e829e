// Package record keeps what a run shows: a folder of tables, a summary, and a bar that says how
// far it is.
//
// A run folder holds one Parquet file per table, dictionary.csv with the meaning of every column,
// summary.json and summary.csv, and manifest.json with how the run came about. The tables are
// long and tidy: one row per month and thing. Masses are tonnes of the good's own basis (REO for
// concentrate and carbonate, else oxide, metal, magnet or scrap) and hold whole grams, so that
// accounts still close after rounding to grams. Money is real 2025 USD, prices are without VAT.
//
// The bytes of all files but the manifest depend on the rows alone: not on the machine, the time,
// the number of workers, or the scenario's name. The manifest is renamed into place last; a folder
// with a manifest is complete.
//
// The package only observes. It computes nothing that a run depends on, and it reads no folder.
package record
