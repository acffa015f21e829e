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
	design := ""
	if len(s.Table.Paths) > 0 {
		dir, err := f.free(s, func(dir string) error { return study.WriteDesign(dir, s.Table) })
		if err != nil {
			return err
		}
		design = filepath.Join(dir, study.DesignName)
	}
	out := cmd.OutOrStdout()
	if f.json {
		return json.NewEncoder(out).Encode(map[string]any{
			"schema": 1, "arms": len(s.Arms), "replications": s.Replications, "runs": needs.Runs, "varied": len(s.Table.Paths),
			"outputs": len(s.Outputs), "seconds": needs.Duration().Seconds(), "disk_bytes": needs.Disk, "memory_bytes": needs.Memory, "design": design,
		})
	}
	fmt.Fprintf(out, "%s: %s x %s = %s, %s\n", s.Name, counted(len(s.Arms), "arm", "arms"), counted(s.Replications, "replication", "replications"),
		counted(len(s.Arms)*s.Replications, "run", "runs"), counted(len(s.Table.Paths), "parameter varies", "parameters vary"))
	if f.shard != "" {
		fmt.Fprintf(out, "shard %s: %d runs\n", f.shard, needs.Runs)
	}
	for i := range s.Arms {
		words := strings.TrimSpace(s.Arms[i].Words + map[bool]string{true: " (baseline)"}[i == 0])
		fmt.Fprintln(out, strings.TrimRight(fmt.Sprintf("  %-40s %s", s.Arms[i].Name, words), " "))
	}
	fmt.Fprintf(out, "outputs: %d, claims: %d, months: %d\n", len(s.Outputs), len(s.Claims), s.Months)
	fmt.Fprintf(out, "time: about %s on %d workers (%v a run)\n", lasting(needs.Duration()), needs.Workers, needs.OneRun.Round(time.Millisecond))
	fmt.Fprintf(out, "disk: about %s while it runs; memory: about %s\n", study.Size(needs.Disk), study.Size(needs.Memory))
	if lacking := needs.Short(study.FreeMemory(), study.FreeDisk(f.folder(s))); lacking != nil {
		fmt.Fprintf(out, "this machine has not enough: %v\n", lacking)
	}
	if design != "" {
		fmt.Fprintf(out, "run table: %s\n", design)
	}
	_, err = fmt.Fprintf(out, "run it: %s\n", studyCommand(s))
	return err
}

// lasting is a time as people say it.
func lasting(d time.Duration) string {
	if d >= time.Hour {
		return fmt.Sprintf("%.3g hours", d.Hours())
	}
	return max(d.Round(time.Second), time.Second).String()
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
	if f.only != "" {
		dir += "-" + strings.ReplaceAll(f.only, ":", "-r")
	}
	return dir
}

// free finds a folder that can be made the study's: the one that was named, else the next that is free.
func (f *studyFlags) free(s *study.Study, make func(dir string) error) (string, error) {
	dir := f.folder(s)
	err := make(dir)
	for n := 2; f.out == "" && err != nil && (errors.As(err, new(*record.NotEmptyError)) || errors.As(err, new(*study.BusyError))); n++ {
		dir = fmt.Sprintf("%s-%d", f.folder(s), n)
		err = make(dir)
	}
	return dir, err
}

// store opens the folder.
func (f *studyFlags) store(s *study.Study) (store *study.Store, dir string, err error) {
	in := s.Inputs(version, f.shard)
	if f.resume {
		store, err = study.Resume(f.folder(s), in)
		return store, f.folder(s), err
	}
	dir, err = f.free(s, func(dir string) (err error) {
		store, err = study.Create(dir, in)
		return err
	})
	return store, dir, err
}

// run runs a study and tells what it found.
func (f *studyFlags) run(cmd *cobra.Command, s *study.Study) error {
	if f.resume {
		done, err := study.Complete(f.folder(s), s.Inputs(version, f.shard))
		if err != nil {
			return err
		}
		if done {
			if !f.quiet {
				fmt.Fprintf(os.Stderr, "%s is complete: nothing is left to run\n", f.folder(s))
			}
			if err := study.Tidy(f.folder(s)); err != nil { // where the process ended just before that
				return err
			}
			return f.retell(cmd, f.folder(s))
		}
	}
	needs, err := s.Needs(f.shard, f.workers, false)
	if err != nil {
		return err
	}
	if f.resume {
		needs.Keep(f.folder(s))
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
	return f.runAll(cmd, s, study.Effort{Workers: f.workers, Watch: seen.watcher(), Defect: defect})
}

// runAll runs what the folder does not hold yet and makes the results.
func (f *studyFlags) runAll(cmd *cobra.Command, s *study.Study, effort study.Effort) (failure error) {
	started := time.Now()
	store, dir, err := f.store(s)
	if err != nil {
		return err
	}
	defer func() {
		if closing := store.Close(); failure == nil { // else it is what has been told
			failure = closing
		}
	}()
	command := studyCommand(s)
	teller := f.teller(s, store, command)
	effort.Stop, effort.Told = f.stop.Done(), teller.tell
	f.ending() // of itself from here on
	n, err := s.Run(store, effort)
	teller.progress.Finish()
	if err == nil {
		err = s.Trace(dir, store, f.trace, f.describe(command), study.Effort{Stop: f.stop.Done()})
	}
	if err != nil {
		return f.unfinished(err, store, dir, command)
	}
	if f.shard != "" {
		return errors.Join(f.tellShard(cmd, store, dir), outcome(s, store.Parts, s.Replications))
	}
	f.ending = endAt(f.stop, func() error { return f.unfinished(engine.ErrInterrupted, store, dir, command) })
	about := study.About{Version: version, Command: command, Started: started, Workers: f.workers}
	if err := finishStudy(s, store, dir, n, about); err != nil {
		return f.unfinished(err, store, dir, command)
	}
	f.ending()
	return errors.Join(f.retell(cmd, dir), outcome(s, store.Parts, n))
}

// endAt ends the process when a context is over, with what is said then: for work that does not look at it and that may
// be cut off anywhere. It returns what calls that off.
func endAt(stop context.Context, says func() error) (off func() bool) {
	return context.AfterFunc(stop, func() {
		err := says()
		fmt.Fprintln(os.Stderr, message(err))
		os.Exit(exitCode(err))
	})
}

// tellShard says where a shard is.
func (f *studyFlags) tellShard(cmd *cobra.Command, store *study.Store, dir string) error {
	if f.json {
		done, failed := store.Count()
		return json.NewEncoder(cmd.OutOrStdout()).Encode(map[string]any{"schema": 1, "shard": f.shard, "folder": dir, "done": done, "failed": failed})
	}
	_, err := fmt.Fprintf(cmd.OutOrStdout(), "Shard %s is in %s; when all are done: monazite merge DIR... -o DIR\n", f.shard, dir)
	return err
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
	if len(f.trace) > 0 {
		command += " --trace " + strings.Trim(strings.ReplaceAll(fmt.Sprint(f.trace), " ", ","), "[]")
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
