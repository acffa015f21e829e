package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"monazite/engine"
	"monazite/engine/record"
	"monazite/engine/scenario"
	"monazite/engine/study"
)

// studyFlags are what the command line of study says.
type studyFlags struct {
	replications int
	counted      bool // -n was given
	seed         uint64
	seeded       bool // --seed was given
	sets, arms   []string
	out          string
	workers      int
	shard        string
	resume       bool
	trace        []int
	only         string
	dry          bool
	json, quiet  bool
	watchFlags

	stop   context.Context // over at Ctrl-C
	ending func() bool     // calls off that the process ends with it
}

func newStudy() *cobra.Command {
	var f studyFlags
	cmd := &cobra.Command{
		Use:   "study STUDY|SCENARIO...",
		Short: "Compare policies over many paired replications",
		Long: `Study runs arms, each a scenario with some policies, many times over. In a
replication all arms have the same uncertain parameters and the same luck, so
that what differs between them is the policy's doing. It prints what each arm
changes against the first, the baseline, with intervals, and keeps Parquet
tables of every replication's years, the quantiles of every month, a summary
and the findings in a folder.

STUDY is a file, or one that the program carries; several SCENARIOs make a
study of which the first is the baseline. --arm adds an arm that is the
baseline with values changed, or changes one that there is.

Every replication is kept the moment it is done: after a crash, a full disk or
Ctrl-C, --resume goes on. --shard runs a part of a study, on another machine
or beside others; monazite merge makes one study of all parts. The same study
and seed give the same bytes whatever the workers, shards and interruptions.`,
		Example: `  monazite study article
  monazite study no-intervention history my.toml -n 200
  monazite study world --arm dear:model.disposal_cost='1 USD/kg' -n 50
  monazite study my-study.toml --dry-run
  monazite study my-study.toml -o out/mine --resume
  monazite study article --shard 0/8 -o out/part0
  monazite study article --only history:17
  monazite study article --listen 127.0.0.1:9464`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{fmt.Errorf("expected a study, or scenarios of which the first is the baseline, such as monazite study article")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			f.seeded, f.counted = cmd.Flags().Changed("seed"), cmd.Flags().Changed("replications")
			return runStudy(cmd, args, &f)
		},
		ValidArgsFunction: completeStudy,
	}
	flags := cmd.Flags()
	flags.IntVarP(&f.replications, "replications", "n", 0, "replications of every arm (default: the study's,\nor 100)")
	flags.Uint64Var(&f.seed, "seed", 0, "seed of random streams and the design\n(default: the study's, or 1)")
	flags.StringArrayVar(&f.sets, "set", nil, "change `path=value` in every arm (repeatable)")
	flags.StringArrayVar(&f.arms, "arm", nil, "change `NAME:path=value` in one arm, a new one if\nthere is none (repeatable)")
	flags.StringVarP(&f.out, "out", "o", "", "study folder (default out/NAME-sSEED, then -2, -3)")
	flags.IntVar(&f.workers, "workers", runtime.GOMAXPROCS(0), "runs at a time; change no result")
	flags.StringVar(&f.shard, "shard", "", "run part `I/N` only, I from 0 to N-1")
	flags.BoolVar(&f.resume, "resume", false, "go on with what the folder holds")
	flags.IntSliceVar(&f.trace, "trace", nil, "keep full tables of some `replications`, such as\n0,17")
	flags.StringVar(&f.only, "only", "", "run one replication of one arm, `ARM:R`, as run\ndoes: full tables in a run folder")
	flags.BoolVar(&f.dry, "dry-run", false, "check, draw the run table, count runs, hours and\nbytes; run one replication only, to time it")
	flags.BoolVar(&f.json, "json", false, "print the summary as one JSON object")
	flags.BoolVar(&f.quiet, "quiet", false, "show no progress")
	f.watchFlags.add(flags)
	return cmd
}

// completeStudy completes the name of an embedded study or scenario, or a file.
func completeStudy(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	library := scenario.Embedded()
	return append(library.Studies(), library.Names()...), cobra.ShellCompDirectiveDefault
}

func runStudy(cmd *cobra.Command, names []string, f *studyFlags) error {
	stop, cancel := interrupted()
	defer cancel()
	f.stop, f.ending = stop, endAt(stop, func() error { return engine.ErrInterrupted })
	defer func() { f.ending() }()
	s, err := f.open(names)
	if err != nil {
		return usageError{err}
	}
	switch {
	case f.only != "":
		return f.replay(cmd, s)
	case f.dry:
		return f.count(cmd, s)
	}
	return f.run(cmd, s)
}

// check looks at the flags that need no study.
func (f *studyFlags) check() error {
	if f.counted && f.replications < 1 {
		return fmt.Errorf("-n %d: expected at least 1 replication", f.replications)
	}
	if err := checkWorkers(f.workers); err != nil {
		return err
	}
	if f.shard != "" {
		if err := study.CheckShard(f.shard); err != nil {
			return fmt.Errorf("--shard: %w", err)
		}
	}
	if f.only != "" && (f.shard != "" || f.resume || f.dry || f.listen != "" || len(f.trace) > 0) {
		return errors.New("--only runs one replication: expected none of --shard, --resume, --dry-run, --trace, --listen with it")
	}
	return nil
}

// checkWorkers refuses a number that runs nothing.
func checkWorkers(n int) error {
	if n < 1 {
		return fmt.Errorf("--workers %d: expected at least 1", n)
	}
	return nil
}

// open reads the study and checks what the flags say of it.
func (f *studyFlags) open(names []string) (*study.Study, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	request := study.Request{Names: names, Replications: f.replications, Sets: f.sets, Arms: f.arms}
	if f.seeded {
		request.Seed = &f.seed
	}
	s, err := study.Open(request)
	if err != nil {
		return nil, err
	}
	if s.Stop != nil && f.shard != "" {
		return nil, fmt.Errorf("--shard: the study ends by its own results ([stop]), which no shard knows: expected no shard, or no [stop]")
	}
	for _, r := range f.trace {
		if r < 0 || r >= s.Replications {
			return nil, fmt.Errorf("--trace %d: expected replications from 0 to %d", r, s.Replications-1)
		}
	}
	return s, nil
}

// studyCommand is what repeats a study, but for where it is kept.
func studyCommand(s *study.Study) string {
	words := []string{"monazite study"}
	for _, name := range s.Asked.Names {
		words = append(words, quote(name))
	}
	words = append(words, fmt.Sprintf("-n %d --seed %d", s.Replications, s.Seed))
	for _, set := range s.Asked.Sets {
		words = append(words, "--set "+quote(set))
	}
	for _, arm := range s.Asked.Arms {
		words = append(words, "--arm "+quote(arm))
	}
	return strings.Join(words, " ")
}

// describe is what the run folder of a replication keeps beside its tables.
func (f *studyFlags) describe(command string) study.Describer {
	return func(doc *scenario.Document) record.Info {
		return record.Info{Version: version, Command: command, Workers: 1, Defect: os.Getenv(defectVariable), Inputs: tallied(doc), Parameters: parameters(doc)}
	}
}

// replay runs one replication into a run folder.
func (f *studyFlags) replay(cmd *cobra.Command, s *study.Study) error {
	key, err := s.ParseKey(f.only)
	if err != nil {
		return usageError{fmt.Errorf("--only %w", err)}
	}
	defect, err := plantedDefect()
	if err != nil {
		return usageError{err}
	}
	f.ending()
	effort := study.Effort{Stop: f.stop.Done(), Defect: defect}
	var summary record.Summary
	if _, err = f.free(s, func(dir string) (err error) {
		summary, err = s.Replay(key, dir, f.describe(studyCommand(s)+" --only "+quote(f.only)), effort)
		return err
	}); err != nil {
		return err
	}
	if f.json {
		return summary.WriteJSON(cmd.OutOrStdout())
	}
	return summary.WriteText(cmd.OutOrStdout())
}
