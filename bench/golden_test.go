package bench

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"monazite/configs"
	"monazite/engine"
	"monazite/engine/scenario"
)

var update = flag.Bool("update", false, "record the goldens anew")

// goldenMonths is how long the goldens run.
const goldenMonths = 24

// digest hashes everything that changes in a world. Floats are printed so that equal text means
// equal bits.
func digest(w *engine.World) string {
	h := sha256.New()
	fmt.Fprintln(h, w.Month, w.Stock, w.InUse, w.Cash, w.Credit, w.Turnover, w.YearResult, w.Running, w.Claims, w.Payables)
	fmt.Fprintln(h, w.State.Demand, w.Events, w.Passed, w.PassedAt, w.Beliefs, w.State.Frame)
	fmt.Fprintln(h, w.Equity, w.Book, w.Distress, w.Loans, w.Progress, w.Owners, w.Spent)
	for i := range w.Memories {
		m := w.Memories[i]
		m.Beliefs = nil
		fmt.Fprintln(h, m)
	}
	for i := range w.Contracts {
		fmt.Fprintln(h, w.Contracts[i])
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// digests follows the state month by month beside another recorder.
type digests struct {
	world *engine.World
	next  engine.Recorder
	sum   string
}

func (d *digests) Record(t *engine.Tables) error {
	d.sum = fmt.Sprintf("%x", sha256.Sum256([]byte(d.sum+digest(d.world))))
	return d.next.Record(t)
}

// arm says whether a scenario differs from the world in an instrument or two: tour has one of every kind.
func arm(t *testing.T, name string) bool {
	text, err := configs.Files.ReadFile(name + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	return name != "history" && (strings.Contains(string(text), `"no-intervention"`) || strings.Contains(string(text), `"floor-cfd"`))
}

// Every scenario that ships gives the recorded bits on every processor: the state month by month and
// every data file. CI runs this on amd64 of several levels and on arm64.
func TestGoldenBits(t *testing.T) {
	file := filepath.Join("testdata", "golden.txt")
	var got strings.Builder
	for _, name := range scenario.Embedded().Names() {
		if arm(t, name) {
			continue
		}
		s := open(t, name)
		s.Months = min(s.Months, goldenMonths)
		state := &digests{}
		hashes := folderOf(t, s, engine.Options{Seed: 1, Workers: 2}, t.TempDir(), state)
		fmt.Fprintf(&got, "%s state %s\n", name, state.sum)
		for _, data := range slices.Sorted(maps.Keys(hashes)) {
			fmt.Fprintf(&got, "%s %s %s\n", name, data, hashes[data])
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	recorded := strings.Split(string(want), "\n")
	for i, line := range strings.Split(got.String(), "\n") {
		if i >= len(recorded) || line != recorded[i] {
			t.Errorf("got  %s", line)
		}
	}
	if t.Failed() {
		t.Log("if the change of results is meant, say so in the commit and run: go test ./bench -run Golden -update")
	}
}
