package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"monazite/engine"
	"monazite/engine/record"
	"monazite/engine/study"
)

// interrupted is a context that Ctrl-C and SIGTERM end.
func interrupted() (context.Context, context.CancelFunc) {
	return signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
}

// count says what a study would take, and keeps its run table.
func (f *studyFlags) count(cmd *cobra.Command, s *study.Study) error {
	needs, err := s.Needs(f.shard, f.workers, true)
	if err != nil {
		return err
	}
	dir := f.folder(s)
	design := ""
	if len(s.Table.Paths) > 0 {
		design = filepath.Join(dir, study.DesignName)
		if err := study.WriteDesign(dir, s.Table); err != nil {
			return err
		}
	}
	out := cmd.OutOrStdout()
	if f.json {
		return json.NewEncoder(out).Encode(map[string]any{
			"schema": 1, "arms": len(s.Arms), "replications": s.Replications, "runs": needs.Runs, "varied": len(s.Table.Paths),
			"outputs": len(s.Outputs), "seconds": needs.Duration().Seconds(), "disk_bytes": needs.Disk, "memory_bytes": needs.Memory, "design": design,
		})
	}
	fmt.Fprintf(out, "%s: %d arms x %d replications = %d runs, %d parameters vary\n", s.Name, len(s.Arms), s.Replications, len(s.Arms)*s.Replications, len(s.Table.Paths))
	if f.shard != "" {
		fmt.Fprintf(out, "shard %s: %d runs\n", f.shard, needs.Runs)
	}
	for i := range s.Arms {
		fmt.Fprintf(out, "  %-40s %s\n", s.Arms[i].Name, strings.TrimSpace(s.Arms[i].Words+map[bool]string{true: " (baseline)"}[i == 0]))
	}
	fmt.Fprintf(out, "outputs: %d, claims: %d, months: %d\n", len(s.Outputs), len(s.Claims), s.Months)
	fmt.Fprintf(out, "time: about %.3g hours on %d workers (%v a run)\n", needs.Duration().Hours(), needs.Workers, needs.OneRun.Round(time.Millisecond))
	fmt.Fprintf(out, "disk: about %s while it runs; memory: about %s\n", study.Size(needs.Disk), study.Size(needs.Memory))
	if design != "" {
		fmt.Fprintf(out, "run table: %s\n", design)
	}
	_, err = fmt.Fprintf(out, "run it: %s\n", studyCommand(s))
	return err
}

// folder is where the study goes: a shard has a folder of its own.
func (f *studyFlags) folder(s *study.Study) string {
	if f.out != "" {
		return f.out
	}
	dir := filepath.Join("out", fmt.Sprintf("%s-s%d", s.Name, s.Seed))
	if f.shard != "" {
		dir += "-" + strings.ReplaceAll(f.shard, "/", "-of-")
	}
	return dir
}

// store opens the folder: the one that was named, else the next that is free.
func (f *studyFlags) store(s *study.Study) (*study.Store, string, error) {
	dir, in := f.folder(s), s.Inputs(version, f.shard)
	if f.resume {
		store, err := study.Resume(dir, in)
		return store, dir, err
	}
	store, err := study.Create(dir, in)
	for n := 2; f.out == "" && err != nil && (errors.As(err, new(*study.NotEmptyError)) || errors.As(err, new(*study.BusyError))); n++ {
		dir = fmt.Sprintf("%s-%d", f.folder(s), n)
		store, err = study.Create(dir, in)
	}
	return store, dir, err
}

// run runs a study and tells what it found.
func (f *studyFlags) run(cmd *cobra.Command, s *study.Study) (failure error) {
	if f.resume {
		done, err := study.Complete(f.folder(s), s.Inputs(version, f.shard))
		if err != nil {
			return err
		}
		if done {
			fmt.Fprintf(os.Stderr, "%s is complete: nothing is left to run\n", f.folder(s))
			return f.retell(cmd, f.folder(s))
		}
	}
	needs, err := s.Needs(f.shard, f.workers, false)
	if err != nil {
		return err
	}
	if err := needs.Short(study.FreeMemory(), study.FreeDisk(f.folder(s))); err != nil {
		return usageError{err}
	}
	defect, err := plantedDefect()
	if err != nil {
		return usageError{err}
	}
	seen, err := f.openStudy(s, needs.Runs)
	if err != nil {
		return err
	}
	defer func() { seen.stop() }()
	started := time.Now()
	store, dir, err := f.store(s)
	if err != nil {
		return err
	}
	defer func() { failure = errors.Join(failure, store.Close()) }()
	command := studyCommand(s)
	stop, cancel := interrupted()
	defer cancel()
	teller := f.teller(s, store, command)
	effort := study.Effort{Workers: f.workers, Stop: stop.Done(), Watch: seen.watcher(), Told: teller.tell, Defect: defect}
	n, err := s.Run(store, effort)
	teller.progress.Finish()
	if err == nil {
		err = s.Trace(dir, f.trace, f.describe(command), study.Effort{Stop: stop.Done()})
	}
	if err != nil {
		return f.unfinished(err, store, dir, command)
	}
	if f.shard != "" {
		fmt.Fprintf(cmd.OutOrStdout(), "Shard %s is in %s; when all are done: monazite merge DIR... -o DIR\n", f.shard, dir)
		return teller.outcome()
	}
	about := study.About{Version: version, Command: command, Started: started, Workers: f.workers}
	if err := finishStudy(s, store, dir, n, about); err != nil {
		return f.unfinished(err, store, dir, command)
	}
	if err := f.retell(cmd, dir); err != nil {
		return err
	}
	return teller.outcome()
}

// finishStudy makes the results of what is over and removes the parts, which they hold.
func finishStudy(s *study.Study, store *study.Store, dir string, n int, about study.About) error {
	if _, err := study.Compact(dir, s, store.Parts, n, about); err != nil {
		return err
	}
	if err := store.Close(); err != nil {
		return err
	}
	return study.Tidy(dir)
}

// unfinished says how to go on with a study that something has ended.
func (f *studyFlags) unfinished(err error, store *study.Store, dir, command string) error {
	done, failed := store.Count()
	if f.shard != "" {
		command += " --shard " + f.shard
	}
	return fmt.Errorf("%w\n%d replications are kept in %s; go on with\n  %s -o %s --resume", err, done+failed, dir, command, quote(dir))
}

// retell prints what a complete study has found, from its folder.
func (f *studyFlags) retell(cmd *cobra.Command, dir string) error {
	name := "findings.txt"
	if f.json {
		name = "summary.json"
	}
	file, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := io.Copy(cmd.OutOrStdout(), file); err != nil || f.json {
		return err
	}
	var manifest struct{ Command string }
	text, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err == nil {
		err = json.Unmarshal(text, &manifest)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "\nEverything is in %s; repeat it with\n  %s\n", dir, manifest.Command)
	return err
}

// teller shows how far a study is and remembers what went wrong.
type teller struct {
	study    *study.Study
	command  string
	progress *record.Progress
	resumed  int
	started  time.Time
	failed   int
	broken   error // an invariant
}

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
		t.failed++
		if errors.As(p.Err, new(*engine.Violation)) {
			t.broken = p.Err
		}
		arm := t.study.Arms[p.Last.Arm].Name
		t.progress.Say(fmt.Sprintf("arm %s, replication %d failed: %v\n  reproduce it: %s --only %s:%d", arm, p.Last.Replication, firstLine(p.Err), t.command, arm, p.Last.Replication))
	}
	t.progress.Step(over, note)
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// outcome is the error of a study some of whose replications failed.
func (t *teller) outcome() error {
	switch {
	case t.broken != nil:
		return fmt.Errorf("%d replications failed; of them: %w", t.failed, t.broken)
	case t.failed > 0:
		return fmt.Errorf("%d replications failed; the others count", t.failed)
	}
	return nil
}
