package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"monazite/agents"
	"monazite/engine"
	"monazite/engine/record"
	"monazite/engine/scenario"
	"monazite/engine/study"
)

// runFlags are what the command line of run says.
type runFlags struct {
	seed    uint64
	months  int
	until   string
	sets    []string
	out     string
	workers int
	json    bool
	quiet   bool
	cut     bool // --months or --until was given
	watchFlags
}

func newRun() *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:   "run SCENARIO",
		Short: "Run a scenario once and keep every month in a folder",
		Long: `Run simulates a scenario, an embedded one by name or a file by path, month by
month and prints a summary. The run folder keeps Parquet tables of prices,
flows, balances, production, companies, contracts, instruments and events, with
a dictionary of all columns. The same scenario and seed give the same bytes.

With --listen the run can be watched while it goes on: a page at /, Prometheus
metrics at /metrics, the last month as JSON at /api/frame. It changes no result.`,
		Example: `  monazite run world
  monazite run small --seed 7 --until 2030-12
  monazite run world --set model.steepness=1.1 -o out/steep
  monazite run my-scenario.toml --json --quiet
  monazite run world --listen 127.0.0.1:9464`,
		Args: exactly(1, "one scenario, such as monazite run world"),
		RunE: func(cmd *cobra.Command, args []string) error {
			f.cut = cmd.Flags().Changed("months") || cmd.Flags().Changed("until")
			return run(cmd, args[0], &f)
		},
		ValidArgsFunction: completeScenario,
	}
	flags := cmd.Flags()
	flags.Uint64Var(&f.seed, "seed", 1, "seed of all random streams")
	flags.IntVar(&f.months, "months", 0, "months to run (default: the scenario's)")
	flags.StringVar(&f.until, "until", "", "last month, such as 2030-12; a year is its January")
	flags.StringArrayVar(&f.sets, "set", nil, "change `path=value`, path being table.id.key\n(repeatable)")
	flags.StringVarP(&f.out, "out", "o", "", "run folder (default out/NAME-sSEED, then -2, -3)")
	flags.IntVar(&f.workers, "workers", runtime.GOMAXPROCS(0), "goroutines in a month; change no result")
	flags.BoolVar(&f.json, "json", false, "print the summary as one JSON object")
	flags.BoolVar(&f.quiet, "quiet", false, "show no progress")
	f.watchFlags.add(flags)
	return cmd
}

func run(cmd *cobra.Command, name string, f *runFlags) (failure error) {
	if study.IsStudy(name) {
		return usageError{fmt.Errorf("%s is a study: monazite study %s; one replication of it: monazite study %s --only ARM:0", name, name, name)}
	}
	if err := checkWorkers(f.workers); err != nil {
		return usageError{err}
	}
	built, doc, err := scenario.Open(name, f.sets)
	if err != nil {
		return usageError{err}
	}
	if err := f.shorten(built); err != nil {
		return usageError{err}
	}
	defect, err := plantedDefect()
	if err != nil {
		return usageError{err}
	}
	seen, err := f.open(built, f.seed)
	if err != nil {
		return err
	}
	defer func() { seen.close(failure) }()
	info := record.Info{
		Version: version, Command: f.command(name), Seed: f.seed, Workers: f.workers, Defect: os.Getenv(defectVariable),
	}
	for _, file := range doc.Files {
		info.Texts = append(info.Texts, record.Text{Name: file.Name, Body: file.Text})
	}
	info.Inputs, info.Show, info.Parameters = tallied(doc), f.showCommand(name), parameters(doc)
	stop, cancel := interrupted()
	defer cancel()
	folder, err := record.Create(f.out, built, info)
	if err != nil {
		return err
	}
	recorder := &watched{Run: folder, seen: seen, progress: record.NewProgress(os.Stderr, record.Goal{
		Label: built.Name, Unit: "months", Total: built.Months, Quiet: f.quiet,
	})}
	recorder.world = engine.New(built, engine.Options{
		Seed: f.seed, Workers: f.workers, Recorder: recorder, Clock: seen.clock(), Defect: defect,
	})
	err = recorder.world.Run(stop.Done())
	recorder.progress.Finish()
	if err != nil {
		folder.Abort()
		return explain(err, folder.Folder(), info)
	}
	summary, err := folder.Close()
	if err != nil {
		return err
	}
	if f.json {
		return summary.WriteJSON(cmd.OutOrStdout())
	}
	return summary.WriteText(cmd.OutOrStdout())
}

// watched shows progress, and the month to who watches, as months are recorded.
type watched struct {
	*record.Run
	progress *record.Progress
	seen     *view
	world    *engine.World
}

func (w *watched) Record(t *engine.Tables) error {
	w.progress.Step(int(t.Month)+1, t.Month.String())
	w.seen.month(t, w.world.State.Frame.Work)
	return w.Run.Record(t)
}

// shorten cuts the scenario to the months asked for.
func (f *runFlags) shorten(s *engine.Scenario) error {
	months := f.months
	if f.until != "" {
		var last agents.Month
		if err := last.UnmarshalText([]byte(f.until)); err != nil {
			return fmt.Errorf("--until: %w", err)
		}
		if f.months != 0 {
			return errors.New("--months and --until say the same thing: give one of them")
		}
		months = int(last) + 1
	}
	if !f.cut {
		return nil
	}
	if months < 1 || months > s.Months {
		return fmt.Errorf("%d months asked for: %s has 1 to %d, until %s", months, s.Name, s.Months, agents.Month(s.Months-1))
	}
	s.Months = months
	return nil
}

// command is what reproduces the run.
func (f *runFlags) command(name string) string {
	words := []string{"monazite run", quote(name), fmt.Sprintf("--seed %d", f.seed)}
	if f.months != 0 {
		words = append(words, fmt.Sprintf("--months %d", f.months))
	}
	if f.until != "" {
		words = append(words, "--until "+f.until)
	}
	for _, set := range f.sets {
		words = append(words, "--set "+quote(set))
	}
	return strings.Join(words, " ")
}

// parameters are all values of a scenario.
func parameters(doc *scenario.Document) (list []record.Parameter) {
	for _, s := range doc.Settings() {
		list = append(list, record.Parameter{Path: s.Path, Value: s.Value})
	}
	return list
}

// tallied counts how well the values of a scenario are known.
func tallied(doc *scenario.Document) (list []record.Input) {
	for _, t := range scenario.Tallies(doc.Inputs()) {
		q := t.Quality
		counts := record.Inputs{Values: q[0] + q[1] + q[2] + q[3], Reported: q[0], Derived: q[1], Estimate: q[2], Unmarked: q[3]}
		list = append(list, record.Input{Table: t.Table, Key: t.Key, Unit: t.Unit, Doc: t.Doc, Inputs: counts})
	}
	return list
}

// showCommand lists the guesses among the values of the run.
func (f *runFlags) showCommand(name string) string {
	words := []string{"monazite show", quote(name), "--quality estimate"}
	for _, set := range f.sets {
		words = append(words, "--set "+quote(set))
	}
	return strings.Join(words, " ")
}

// quote protects an argument from the shell where it must.
func quote(arg string) string {
	if arg != "" && !strings.ContainsAny(arg, " \t\n'\"\\$`*?[]{}()<>|&;!#~") {
		return arg
	}
	return "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
}

// explain adds to a failure what the user can do next. A broken invariant leaves a bundle.
func explain(err error, folder string, info record.Info) error {
	var broken *engine.Violation
	if errors.As(err, &broken) {
		path, bundleErr := record.Bundle(folder, broken, info)
		if bundleErr != nil {
			return errors.Join(err, bundleErr)
		}
		return fmt.Errorf("%w\nThis is a defect of the program. %s holds the scenario and the command that reproduce it", err, path)
	}
	return err
}

// defectVariable plants an error into the accounts to show that the checks catch it, such as
// gram:2025-03.
const defectVariable = "MONAZITE_DEFECT"

func plantedDefect() (engine.Defect, error) {
	text := os.Getenv(defectVariable)
	if text == "" {
		return engine.Defect{}, nil
	}
	return engine.ParseDefect(text)
}
