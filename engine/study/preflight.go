package study

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"monazite/engine"
)

// Needs is what a study asks of a machine, estimated.
type Needs struct {
	Runs    int           // replications of all arms
	Memory  int64         // bytes
	Disk    int64         // bytes: while it runs, and half of that when it is done
	OneRun  time.Duration // measured on one replication of the first arm; 0 where none was run
	Workers int
}

// Duration is how long the study takes.
func (n *Needs) Duration() time.Duration {
	return time.Duration(float64(n.OneRun) * float64(n.Runs) / float64(n.Workers))
}

// Bytes beside what a replication leaves: of a line of the journal and its place in memory, and of the tables' buffers.
const (
	lineBytes   = 400
	bufferBytes = 160 << 20
)

// Needs estimates what a study, or a shard of it, asks for; timed runs one replication to say how long. It opens a world
// to see how large one is.
func (s *Study) Needs(shardText string, workers int, timed bool) (*Needs, error) {
	shard, err := parseShard(shardText)
	if err != nil {
		return nil, err
	}
	n := &Needs{Runs: shard.size(s.Replications) * len(s.Arms), Workers: max(1, workers)}
	p := newPool(s, Effort{})
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	key, built, state, err := p.startFirst()
	if err != nil {
		return nil, err
	}
	world := engine.Begin(built, engine.Options{Seed: s.Seed, Workers: 1}, &state)
	runtime.ReadMemStats(&after)
	world.Step()
	part := int64(len(s.blankResult().encode(nil)) + lineBytes)
	// What a world leaves behind is collected only when the heap has doubled.
	n.Memory = 2*int64(n.Workers)*int64(after.TotalAlloc-before.TotalAlloc) + bufferBytes + int64(n.Runs)*lineBytes/2
	n.Disk = 2 * int64(n.Runs) * part
	if timed {
		start := time.Now()
		if _, err := p.replicate(key, nil); err != nil {
			return nil, err
		}
		n.OneRun = time.Since(start)
	}
	return n, nil
}

// mostFirst bounds the search for a replication that has a scenario.
const mostFirst = 100

// startFirst starts the first replication of the first arm that can: a row of the run table may make no scenario.
func (p *pool) startFirst() (key Key, built *engine.Scenario, state engine.State, err error) {
	for ; key.Replication < min(p.Replications, mostFirst); key.Replication++ {
		if built, state, err = p.start(key); err == nil {
			break
		}
	}
	return key, built, state, err
}

// blankResult is a result in which every number is missing.
func (s *Study) blankResult() *Result {
	monthly := make([][]float64, len(s.series()))
	for i := range monthly {
		monthly[i] = make([]float64, s.Months)
		for m := range monthly[i] {
			monthly[i][m] = math.NaN()
		}
	}
	r := s.result(monthly)
	r.Surplus = make([]float64, newSurplusLayout(s.Arms[0].Base).length())
	return &r
}

// Keep takes off what a folder holds already of a study that is resumed.
func (n *Needs) Keep(dir string) {
	entries, _ := os.ReadDir(filepath.Join(dir, folderName)) // none where there is no study yet
	for _, e := range entries {
		if facts, err := e.Info(); err == nil {
			n.Disk = max(0, n.Disk-facts.Size())
		}
	}
}

// Short says what a machine lacks: memory is what this process may use, disk what the folder's has left, in bytes, either
// negative where that is unknown.
func (n *Needs) Short(memory, disk int64) error {
	if limit := debug.SetMemoryLimit(-1); limit < math.MaxInt64 && (memory < 0 || limit < memory) {
		memory = limit
	}
	switch {
	case memory >= 0 && n.Memory > memory:
		return fmt.Errorf("%d workers need about %s of memory, of which %s are free: expected fewer --workers", n.Workers, Size(n.Memory), Size(memory))
	case disk >= 0 && n.Disk > disk:
		return fmt.Errorf("%d replications need about %s of disk, of which %s are free: expected fewer of them (-n), fewer monthly outputs, or another folder (-o)", n.Runs, Size(n.Disk), Size(disk))
	}
	return nil
}

// Size writes a number of bytes for people, with a unit of 1000.
func Size(n int64) string {
	size, unit := float64(n), "bytes"
	for _, larger := range []string{"kB", "MB", "GB", "TB"} {
		if size < 1000 {
			break
		}
		size, unit = size/1000, larger
	}
	return fmt.Sprintf("%.3g %s", size, unit)
}

// DesignName is the file of a study's run table.
const DesignName = "design.csv"

// WriteDesign writes a run table into the folder that its study will have. What holds a study already, or anything else, is a
// *NotEmptyError; other failures are *FullError or *record.OutputError.
func WriteDesign(dir string, t *Table) error {
	if begun, err := look(dir); err != nil || begun {
		return cmp.Or(err, error(&NotEmptyError{Dir: dir, Study: true}))
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return writeError(dir, err)
	}
	return realDisk().replace(filepath.Join(dir, DesignName), func(w io.Writer) error { return t.WriteCSV(w) })
}
