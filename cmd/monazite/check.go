package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"monazite/engine/scenario"
)

func newCheck() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check FILE...",
		Short: "Report all problems of scenarios, with file and line",
		Long: `Check reads scenarios as run would, with everything they extend and import, and
reports all problems at once: file, line, entity, key, value and what was
expected. A kind that it does not know hides what that kind would say. A note is
no problem: an instrument that has the id of another file's changes that one,
where a new law needs a new id. Exit code 0 means that all of them can run, 2
that one cannot.`,
		Example: `  monazite check my-scenario.toml
  monazite check small world
  monazite check --json my-scenario.toml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{errors.New("expected the names or files of scenarios, such as monazite check my-scenario.toml")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return check(cmd, args, asJSON) },
		ValidArgsFunction: func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
			return completeScenario(cmd, nil, typed)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

// checked is the verdict on one file.
type checked struct {
	File     string   `json:"file"`
	OK       bool     `json:"ok"`
	Problems []string `json:"problems"`
	Notes    []string `json:"notes"` // what is in order and may not be meant
}

func check(cmd *cobra.Command, files []string, asJSON bool) error {
	var verdicts []checked
	bad := 0
	for _, file := range files {
		verdict := checked{File: file, OK: true, Problems: []string{}, Notes: []string{}}
		_, doc, err := scenario.Open(file, nil)
		if doc != nil {
			for _, note := range doc.Notes {
				if !strings.HasPrefix(note.File, scenario.EmbeddedPrefix) { // what ships is meant
					verdict.Notes = append(verdict.Notes, note.String())
				}
			}
		}
		if err != nil {
			bad++
			verdict.OK = false
			verdict.Problems = describe(err)
		}
		verdicts = append(verdicts, verdict)
	}
	out := cmd.OutOrStdout()
	if asJSON {
		if err := json.NewEncoder(out).Encode(map[string]any{"schema": 1, "files": verdicts}); err != nil {
			return err
		}
	} else {
		for _, v := range verdicts {
			for _, note := range v.Notes {
				fmt.Fprintf(out, "note: %s\n", note)
			}
			if v.OK {
				fmt.Fprintf(out, "%s: ok\n", v.File)
				continue
			}
			for _, p := range v.Problems {
				fmt.Fprintln(out, p)
			}
		}
	}
	if bad > 0 {
		return usageError{fmt.Errorf("%d of %d files cannot run", bad, len(files))}
	}
	return nil
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
