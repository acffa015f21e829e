package bench

// examples are small files, good and bad, as they might stand in the tree.
var examples = []struct{ name, file, source string }{
	{"markets stand on the standard library alone", "markets/book.go", `package markets
import "math/bits"
import "monazite/agents" // want arrow
import "golang.org/x/sync/errgroup" // want arrow goroutine
`},
	{"agents do not know the engine", "agents/firm/miner.go", `package firm
import "monazite/agents"
import "monazite/agents/exact"
import "monazite/agents/policy" // want arrow
import "monazite/engine" // want arrow
`},
	{"the arithmetic of finance knows no agent", "agents/finance/irr.go", `package finance
import "monazite/agents/exact"
import "monazite/markets"
import "monazite/agents" // want arrow
import "monazite/agents/firm" // want arrow
`},
	{"the engine knows no kind of agent and no file format", "engine/world.go", `package engine
import "monazite/agents"
import "monazite/agents/firm" // want arrow
import "monazite/engine/scenario" // want arrow
import "github.com/BurntSushi/toml" // want arrow
import "github.com/prometheus/client_golang/prometheus" // want arrow
import "github.com/spf13/cobra" // want arrow
`},
	{"claims are judged without files", "engine/expect/verify.go", `package expect
import "monazite/engine"
import "golang.org/x/sync/errgroup" // want goroutine
import "monazite/engine/scenario" // want arrow
import "monazite/engine/record" // want arrow
import "github.com/BurntSushi/toml" // want arrow
`},
	{"TOML in the two that read it", "engine/scenario/load.go", `package scenario
import "github.com/BurntSushi/toml"
import "monazite/agents/firm"
import "monazite/configs"
import "github.com/prometheus/client_golang/prometheus" // want arrow
import "monazite/engine/study" // want arrow
`},
	{"Prometheus in the one that shows it", "engine/record/metrics.go", `package record
import "github.com/prometheus/client_golang/prometheus"
import "github.com/BurntSushi/toml" // want arrow
import "monazite/engine/scenario" // want arrow
`},
	{"commands reach kinds through scenarios", "cmd/monazite/kinds.go", `package main
import "github.com/spf13/cobra"
import "monazite/engine/scenario"
import "monazite/agents/policy" // want arrow
import "github.com/prometheus/client_golang/prometheus" // want arrow
`},
	{"a test library in the program", "engine/study/run.go", `package study
import "monazite/engine/record"
import "pgregory.net/rapid" // want arrow
import "monazite/engine/report" // want arrow
`},
	{"a package that the design does not have", "engine/util/strings.go", `package util // want arrow
`},
	{"weightedrand in another file", "agents/exact/stream.go", `package exact
import "github.com/mroth/weightedrand/v2" // want arrow
`},
	{"weightedrand's own source", "agents/exact/weighted.go", `package exact
import "github.com/mroth/weightedrand/v2"
func pick(c *weightedrand.Chooser[int, int]) int {
	return c.Pick() // want global-rand
}
`},
	{"files and system calls in an agent", "agents/firm/trader.go", `package firm
import "os" // want arrow
import "net/http" // want arrow
import "crypto/rand" // want arrow
import "hash/maphash" // want arrow
import "unsafe" // want arrow
`},
	{"goroutines where they belong", "engine/parallel.go", `package engine
import "golang.org/x/sync/errgroup"
func f() {
	var g errgroup.Group
	g.Go(func() error { return nil })
	go f()
}
`},
	{"goroutines in a phase", "engine/plan.go", `package engine
import "golang.org/x/sync/errgroup" // want goroutine
import "sync"
func f() {
	var g errgroup.Group
	_ = g.Wait()
	go f() // want goroutine
	var w sync.WaitGroup
	w.Go(f) // want goroutine
}
`},
	{"goroutines in a command, which no comment excuses", "cmd/monazite/run.go", `package main
func f() {
	//monazite:allow goroutine: it is only a short one // want allow
	go f() // want goroutine
}
`},
	{"inexact functions", "agents/policy/floor.go", `package policy
import "math"
import . "math"
import other "math"
func f(x float64) float64 {
	x = math.Exp(x) // want math
	x = math.Pow(x, 2) // want math
	x = Log1p(x) // want math
	x = other.Sin(x) // want math
	g := math.Log // want math
	x = g(math.Pi) + math.Inf(1) + float64(math.MaxInt64)
	return math.Sqrt(math.Abs(math.Floor(math.Max(math.RoundToEven(x), math.Trunc(x)))))
}
`},
	{"inexact functions where bits do not matter", "engine/report/chart.go", `package report
import "math"
func f(x, y float64) float64 { return math.Log10(x) + x*y }
`},
	{"the order of a map", "engine/settle.go", `package engine
import "maps"
type stocks map[string]int
func f(m stocks, s []int) {
	for range m { // want map-range
	}
	for range s {
	}
	for range maps.Keys(m) { // want map-range
	}
	_ = m["oxide"]
	clear(m)
}
func g[M map[string]int, N ~map[int]int, S []int](m M, n N, s S) {
	for range m { // want map-range
	}
	for range n { // want map-range
	}
	for range s {
	}
}
`},
	{"the order of a map off the tick path", "engine/scenario/check.go", `package scenario
func f(m map[string]int) {
	for range m {
	}
}
`},
	{"a good reason", "markets/names.go", `package markets
func f(m map[string]int) (total int) {
	//monazite:allow map-range: a sum of integers is the same in any order
	for _, n := range m {
		total += n
	}
	for _, n := range m { //monazite:allow map-range: so is this one
		total += n
	}
	return total
}
`},
	{"no good reason", "markets/names.go", `package markets
func f(m map[string]int) {
	//monazite:allow map-range: // want allow
	for range m { // want map-range
	}
	//monazite:allow map-range // want allow
	for range m { // want map-range
	}
	//monazite:allow clock: of another check // want allow
	for range m { // want map-range
	}
	//monazite:allow everything: because // want allow

	//monazite:allow map-range: nothing is ranged over here // want allow
	_ = len(m)
}
`},
	{"clocks and unkeyed draws", "engine/shock.go", `package engine
import "math/rand"
import v2 "math/rand/v2"
import "time"
func f() {
	start := time.Now() // want clock
	_ = time.Since(start) // want clock
	time.Sleep(time.Second) // want clock
	_ = start.Year()
	_ = rand.Intn(3) // want global-rand
	_ = v2.IntN(3) // want global-rand
	_ = v2.N(3) // want global-rand
	draw := rand.Float64 // want global-rand
	_ = draw
	own := v2.New(v2.NewPCG(1, 2))
	_ = own.IntN(3)
}
`},
	{"a select that chooses", "engine/clear.go", `package engine
func f(a, b chan int) {
	select { // want select
	case <-a:
	case <-b:
	}
	select {
	case <-a:
	default:
	}
	select {
	case <-a:
	}
}
`},
	{"products that a sum may swallow", "agents/expect.go", `package agents
type price float64
func f(x, y, z float64, p price, n int) float64 {
	z = x*y + z // want fused
	z = z - (x * y) // want fused
	z = -(x*y) + z // want fused
	z += x * y // want fused
	z -= 2 * x // want fused
	p = p*p + 1 // want fused
	z = float64(x*y) + z
	z += float64(x*y) + 2*3
	n += n * n
	z = x * y * z
	return z + float64(n*n+n)
}
`},
	{"registration behind the reader's back", "agents/policy/kinds.go", `package policy
func init() { // want init
}
type x struct{}
func (x) init() {}
`},
}
