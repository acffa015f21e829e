package study

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// killedStudy is too long for the children that run it.
func killedStudy() Inputs { return Inputs{Arms: 4, Replications: 1 << 20} }

// killedBody is a part of 0 to 3 kB.
func killedBody(key Key) []byte {
	return bytes.Repeat(fmt.Appendf(nil, "%v;", key), (key.Replication*31+key.Arm)%120)
}

// TestStoreChild is the process that TestStoreKilled kills. It says what it has put after it was.
func TestStoreChild(t *testing.T) {
	dir := os.Getenv("MONAZITE_STORE_CHILD")
	if dir == "" {
		t.Skip("runs as a child of TestStoreKilled")
	}
	s, err := Resume(dir, killedStudy())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("\nfound %v\n", s.Found)
	var group sync.WaitGroup
	for arm := range 4 {
		group.Go(func() {
			for replication := range killedStudy().Replications {
				key := Key{arm, replication}
				if s.Over(key) {
					continue
				}
				if err := s.Put(key, killedBody(key)); err != nil {
					fmt.Printf("error %v\n", err)
					return
				}
				fmt.Printf("put %d %d\n", key.Arm, key.Replication)
			}
		})
	}
	group.Wait()
}

// A process that is killed, really and again and again, loses nothing that it said it had put.
func TestStoreKilled(t *testing.T) {
	kills := 20
	if testing.Short() {
		kills = 3
	}
	dir := t.TempDir()
	put := map[Key]bool{}
	for i := range kills {
		delay := time.Duration(rand.IntN(20_000)) * time.Microsecond
		before := len(put)
		killChild(t, dir, delay, put)
		p := must[*Parts](t)(Read(dir))
		if len(p.Found.DamagedParts) > 0 || p.Found.DamagedLines > 0 || p.Found.RepeatedLines > 0 {
			t.Fatalf("kill %d after %v: %v", i, delay, p.Found)
		}
		for key := range put {
			if !p.Done(key) {
				t.Fatalf("kill %d after %v: lost %v", i, delay, key)
			}
		}
		// Each of the 4 goroutines may have put one that it could not tell of; they count from now on.
		done, _ := p.Count()
		if done > len(put)+4 || before == len(put) {
			t.Fatalf("kill %d after %v: %d done, %d told, %d before", i, delay, done, len(put), before)
		}
		for _, key := range p.keys() {
			put[key] = true
		}
	}
	p := must[*Parts](t)(Read(dir))
	err := p.Each(func(part Part) error {
		if !bytes.Equal(part.Body, killedBody(part.Key)) {
			return fmt.Errorf("%v has another part", part.Key)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// killChild runs a child, kills it some time after its first word, and notes what it told.
func killChild(t *testing.T, dir string, delay time.Duration, put map[Key]bool) {
	child := exec.Command(os.Args[0], "-test.run=^TestStoreChild$", "-test.timeout=60s")
	child.Env = append(os.Environ(), "MONAZITE_STORE_CHILD="+dir)
	pipe := must[interface {
		Read([]byte) (int, error)
		Close() error
	}](t)(child.StdoutPipe())
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	told := false
	for lines := bufio.NewScanner(pipe); lines.Scan(); {
		var key Key
		switch line := lines.Text(); {
		case strings.HasPrefix(line, "put "):
			if _, err := fmt.Sscanf(line, "put %d %d", &key.Arm, &key.Replication); err != nil {
				break // the last word may be cut
			}
			if put[key] {
				t.Errorf("%v was put twice", key)
			}
			put[key] = true
			if !told {
				told = true
				time.AfterFunc(delay, func() { _ = child.Process.Kill() })
			}
		case strings.HasPrefix(line, "error "), strings.HasPrefix(line, "--- FAIL"):
			t.Error(line)
		}
	}
	_ = child.Wait() // it was killed
	if !told {
		t.Fatal("the child put nothing")
	}
}
