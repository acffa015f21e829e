package bench

import (
	"slices"
	"strings"
)

// The tables of the architecture. A new arrow is a change of the design, argued in the commit that adds it here.

// arrows lists, for every package with code, the packages of this module and the modules of others
// that it may import. The standard library is free but for forbiddenStandard.
var arrows = map[string][]string{
	"markets":        {},
	"agents":         {"markets"},
	"agents/exact":   {"markets", "github.com/mroth/weightedrand/v2"},
	"agents/finance": {"agents/exact", "markets"},
	"agents/firm":    {"agents", "agents/exact", "agents/finance", "markets"},
	"agents/policy":  {"agents", "agents/exact", "agents/finance", "markets"},
	"engine":         {"agents", "agents/exact", "agents/finance", "markets", "golang.org/x/sync/errgroup"},
	"engine/expect":  {"engine", "agents", "agents/exact", "markets", "golang.org/x/sync/errgroup"},
	"engine/scenario": {
		"engine", "engine/expect", "agents", "agents/exact", "agents/finance", "agents/firm", "agents/policy", "markets", "configs",
		"github.com/BurntSushi/toml",
	},
	"engine/record": {
		"engine", "agents", "agents/exact", "markets",
		"github.com/parquet-go/parquet-go", "github.com/prometheus", "github.com/klauspost/compress", "golang.org/x/term", "golang.org/x/sys",
	},
	"engine/study": {
		"engine/scenario", "engine/record", "engine/expect", "engine", "agents", "agents/exact", "markets", "configs",
		"github.com/BurntSushi/toml", "github.com/parquet-go/parquet-go", "golang.org/x/sync/errgroup", "golang.org/x/sys", "gonum.org/v1/gonum",
	},
	"engine/report/svg": {},
	"engine/report": {
		"engine/report/svg", "engine/study", "engine/record", "engine/expect", "engine", "agents", "markets",
		"github.com/parquet-go/parquet-go", "github.com/xuri/excelize/v2", "gonum.org/v1/gonum",
	},
	"cmd/monazite": {
		"engine/scenario", "engine/study", "engine/record", "engine/expect", "engine/report", "engine", "agents", "markets",
		"github.com/spf13/cobra", "github.com/spf13/pflag", "golang.org/x/term", "golang.org/x/sys",
	},
	"configs": {},
	"bench":   {"markets", "agents", "engine", "configs"}, // with all below them
}

// mayStartGoroutines lists the files that may: the tick's parallel loop, the pools of claims and studies, the live server.
var mayStartGoroutines = []string{
	"engine/parallel.go",
	"engine/expect/pool.go",
	"engine/study/pool.go",
	"engine/record/live.go",
}

// onTickPath lists the packages that run inside a tick. Their results have the same bits everywhere, so
// the order of a map, the clock, unkeyed randomness and inexact functions are out of bounds.
var onTickPath = []string{"markets", "agents", "agents/exact", "agents/finance", "agents/firm", "agents/policy", "engine"}

// exactMath lists what the tick path may use of package math: constants, and functions that
// IEEE 754 or integer arithmetic define to the last bit.
var exactMath = strings.Fields(`
	Abs Ceil Copysign Float32bits Float32frombits Float64bits Float64frombits Floor Inf IsInf IsNaN Max Min NaN Nextafter
	RoundToEven Signbit Sqrt Trunc`)

// forbiddenStandard lists what packages of the tick path may not import: nothing there reads files, sockets or the
// environment, waits, or draws from a source without a key.
var forbiddenStandard = strings.Fields(`C crypto/rand hash/maphash math/cmplx net os syscall unsafe`)

// randConstructors lists the constructors of math/rand and math/rand/v2, which are the only package-level functions there
// that do not draw from the global source.
var randConstructors = strings.Fields(`New NewChaCha8 NewPCG NewSource NewZipf`)

// allowable lists the checks that one line may be excused from, by "//monazite:allow CHECK: reason" on it or above it.
var allowable = []string{"map-range", "clock", "math", "fused", "select"}

// mayImport tells whether pkg, a folder of this module, may import path: a folder of this module
// or the path of a package elsewhere.
func mayImport(pkg, path string, standard bool) bool {
	if standard {
		return !slices.Contains(onTickPath, pkg) || !slices.ContainsFunc(forbiddenStandard, func(f string) bool { return within(path, f) })
	}
	if pkg == "bench" {
		return slices.ContainsFunc(arrows["bench"], func(f string) bool { return within(path, f) })
	}
	return slices.ContainsFunc(arrows[pkg], func(allowed string) bool {
		if strings.Contains(allowed, ".") { // a module of others: all its packages
			return within(path, allowed)
		}
		return path == allowed
	})
}

// within tells whether path is folder or below it.
func within(path, folder string) bool {
	return path == folder || strings.HasPrefix(path, folder+"/")
}
