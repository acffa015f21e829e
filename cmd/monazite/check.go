package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"monazite/engine/expect"
	"monazite/engine/scenario"
	"monazite/engine/study"
)

// checkFlags are what the command line of check says.
type checkFlags struct {
	json  bool
	run   bool
	seeds int
	signs bool
	quiet bool
}

func newCheck() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check FILE...",
		Short: "Report all problems of scenarios; with --run verify their claims",
		Long:  checkHelp(),
		Example: `  monazite check my-scenario.toml
  monazite check small world
  monazite check --run small --seeds 4
  monazite check --run floor-cfd --seeds 4 --signs
  monazite check --json my-scenario.toml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{errors.New("expected the names or files of scenarios, such as monazite check my-scenario.toml")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("seeds") && (f.seeds < 1 || !f.run) {
				return usageError{fmt.Errorf("--seeds %d: expected at least 1, and --run with it", f.seeds)}
			}
			if f.signs && !f.run {
				return usageError{errors.New("--signs: expected --run with it")}
			}
			return check(cmd, args, &f)
		},
		ValidArgsFunction: func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
			return completeScenario(cmd, nil, typed)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	flags.BoolVar(&f.run, "run", false, "verify the claims, too")
	flags.IntVar(&f.seeds, "seeds", 0, "most seeds that a claim is put to")
	flags.BoolVar(&f.signs, "signs", false, "hold comparisons to their direction alone")
	flags.BoolVar(&f.quiet, "quiet", false, "show no progress")
	return cmd
}

// checked is the verdict on one file.
type checked struct {
	File     string    `json:"file"`
	OK       bool      `json:"ok"`
	Problems []string  `json:"problems"`
	Notes    []string  `json:"notes"`           // what is in order and may not be meant
	Claims   []claimed `json:"claims,omitzero"` // with --run
}

func check(cmd *cobra.Command, files []string, f *checkFlags) error {
	var verdicts []checked
	var trials []*expect.Trial
	bad, failed := 0, 0
	for _, file := range files {
		verdict := checked{File: file, OK: true, Problems: []string{}, Notes: []string{}}
		if study.IsStudy(file) {
			_, err := study.Open(study.Request{Names: []string{file}})
			if err == nil && f.run {
				err = fmt.Errorf("%s is a study, whose claims are judged when it has run: monazite study %s", file, file)
			}
			if err != nil {
				bad++
				verdict.OK, verdict.Problems = false, describe(err)
			}
			verdicts, trials = append(verdicts, verdict), append(trials, nil)
			continue
		}
		trial, doc, err := scenario.Trial(file)
		if doc != nil {
			verdict.Notes = notes(doc)
		}
		if err != nil {
			bad++
			verdict.OK = false
			verdict.Problems = describe(err)
		}
		verdicts, trials = append(verdicts, verdict), append(trials, trial)
	}
	ran := f.run && bad == 0 // a mistake is told before the runs, not after
	if ran {
		for i, trial := range trials {
			var err error
			if verdicts[i].Claims, err = verify(files[i], trial, f); err != nil {
				return err
			}
			failed += verdicts[i].failed()
		}
	}
	if err := printVerdicts(cmd.OutOrStdout(), verdicts, f.json, ran); err != nil {
		return err
	}
	switch {
	case bad > 0:
		return usageError{fmt.Errorf("%d of %d files cannot run", bad, len(files))}
	case failed > 0:
		return errors.New(counted(failed, "claim fails", "claims fail"))
	}
	return nil
}

// printVerdicts prints the verdicts, and those on claims where they ran.
func printVerdicts(out io.Writer, verdicts []checked, asJSON, ran bool) error {
	if asJSON {
		return json.NewEncoder(out).Encode(map[string]any{"schema": 1, "files": verdicts})
	}
	for i := range verdicts {
		v := &verdicts[i]
		for _, note := range v.Notes {
			fmt.Fprintf(out, "note: %s\n", note)
		}
		switch {
		case !v.OK:
			fmt.Fprintln(out, strings.Join(v.Problems, "\n"))
		case ran:
			if i > 0 {
				fmt.Fprintln(out)
			}
			printClaims(out, v)
		default:
			fmt.Fprintf(out, "%s: ok\n", v.File)
		}
	}
	return nil
}

// notes are those on files of the user: what ships is meant.
func notes(doc *scenario.Document) (list []string) {
	list = []string{}
	for _, note := range append(slices.Clone(doc.Notes), doc.Conversions()...) {
		if !strings.HasPrefix(note.File, scenario.EmbeddedPrefix) {
			list = append(list, note.String())
		}
	}
	return list
}

// describe lists problems as people read them.
func describe(err error) []string {
	var ps *scenario.Problems
	if !errors.As(err, &ps) {
		return []string{err.Error()}
	}
	var lines []string
	for _, p := range ps.List() {
		lines = append(lines, p.String())
	}
	return lines
}
