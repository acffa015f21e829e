package study

import (
	"math"
	"testing"
)

// A study that is resumed asks a disk for what it has yet to write alone.
func TestKeep(t *testing.T) {
	dir := t.TempDir()
	n := Needs{Runs: 4, Workers: 1, Disk: 1000}
	n.Keep(dir)
	if n.Disk != 1000 || n.Short(math.MaxInt64, 600) == nil {
		t.Errorf("without a study: %d bytes", n.Disk)
	}
	writeFolder(t, dir, map[string][]byte{"replications/000001.parts": make([]byte, 350), "replications/journal.txt": make([]byte, 100), "design.csv": make([]byte, 70)})
	n.Keep(dir)
	if err := n.Short(math.MaxInt64, 600); n.Disk != 550 || err != nil {
		t.Errorf("%d bytes, %v", n.Disk, err)
	}
	if n.Keep(dir); n.Disk != 100 {
		t.Errorf("%d bytes", n.Disk)
	}
}
