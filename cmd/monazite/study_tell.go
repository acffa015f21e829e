package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"monazite/engine/record"
	"monazite/engine/study"
)

// teller shows how far a study is and remembers what went wrong.
type teller struct {
	study    *study.Study
	command  string
	progress *record.Progress
	resumed  int
	started  time.Time
	failed   int
}

// mostTold is how many failures are told one by one.
const mostTold = 10

func (f *studyFlags) teller(s *study.Study, store *study.Store, command string) *teller {
	done, failed := store.Count()
	if found := store.Found; f.resume && !f.quiet {
		fmt.Fprintln(os.Stderr, "resumed:", found)
	}
	total := len(s.Arms) * study.ShardSize(f.shard, s.Replications)
	return &teller{study: s, command: command, resumed: done + failed, started: time.Now(), progress: record.NewProgress(os.Stderr, record.Goal{
		Label: s.Name, Unit: "runs", Total: total, From: done + failed, Quiet: f.quiet,
	})}
}

// tell shows progress, and names a replication that failed with the command that reproduces it.
func (t *teller) tell(p study.Progress) {
	over := p.Done + p.Failed
	note := fmt.Sprintf("%.1f/s", float64(over-t.resumed)/time.Since(t.started).Seconds())
	if p.Failed > 0 {
		note += fmt.Sprintf(", %d failed", p.Failed)
	}
	if t.resumed > 0 {
		note += fmt.Sprintf(", %d resumed", t.resumed)
	}
	if p.Err != nil {
		t.fail(p.Last, p.Err)
	}
	t.progress.Step(over, note)
}

// fail tells of a failure, as long as there are not too many.
func (t *teller) fail(key study.Key, err error) {
	switch t.failed++; {
	case t.failed <= mostTold:
		arm := t.study.Arms[key.Arm].Name
		t.progress.Say(fmt.Sprintf("arm %s, replication %d failed: %s\n  reproduce it: %s --only %s:%d", arm, key.Replication, firstLine(err.Error()), t.command, arm, key.Replication))
	case t.failed == mostTold+1:
		t.progress.Say("more replications fail; they are counted in the end")
	}
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// invariantError says that replications of a study broke an invariant.
type invariantError struct{ error }

// outcome is the error of a study some of whose first n replications failed, now or in an earlier process.
func outcome(s *study.Study, parts *study.Parts, n int) error {
	failures := parts.Failures(n)
	if failures.Count == 0 {
		return nil
	}
	err := fmt.Errorf("%s failed, the others count; the first is arm %s, replication %d: %s", counted(failures.Count, "replication", "replications"),
		s.Arms[failures.First.Arm].Name, failures.First.Replication, firstLine(failures.Reason))
	if failures.Broken {
		return invariantError{err}
	}
	return err
}
