// Package configs holds the scenarios and studies that ship with Monazite and the tables they import. They are
// embedded in the binary, so that an analyst needs no checkout to run, show or extend them.
package configs

import "embed"

// Files are the scenarios by file name, such as world.toml, the studies under studies/ and the tables under data/.
//
//go:embed *.toml studies/*.toml data/*.csv
var Files embed.FS
