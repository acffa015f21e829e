package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"monazite/engine"
	"monazite/engine/study"
)

func newMerge() *cobra.Command {
	f := &studyFlags{}
	cmd := &cobra.Command{
		Use:   "merge DIR... -o DIR",
		Short: "Make one study of its shards",
		Long: `Merge reads the folders of all shards of a study, in any order, and writes the
study's results into another folder. They are, byte for byte, those of the same
study without shards. The shards are left as they are.`,
		Example: `  monazite study article --shard 0/2 -o out/part0
  monazite study article --shard 1/2 -o out/part1
  monazite merge out/part0 out/part1 -o out/article`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{errors.New("expected the folders of all shards, such as monazite merge out/part0 out/part1 -o out/article")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return merge(cmd, args, f) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "out", "o", "", "`folder` for the study")
	flags.BoolVar(&f.json, "json", false, "print the summary as one JSON object")
	return cmd
}

func merge(cmd *cobra.Command, dirs []string, f *studyFlags) error {
	if f.out == "" {
		return usageError{errors.New("-o: expected a folder for the study")}
	}
	parts, err := study.Merge(dirs)
	if err != nil {
		return usageError{err}
	}
	in := parts.Inputs
	s, err := study.Reopen(in, version)
	if err != nil {
		return usageError{err}
	}
	in.Shard = ""
	store, err := mergeStore(f.out, in)
	if err != nil {
		return err
	}
	stop, cancel := interrupted()
	defer cancel()
	again := fmt.Errorf("%w; the same command begins anew", engine.ErrInterrupted)
	defer endAt(stop, func() error { return again })()
	about := study.About{Version: version, Command: studyCommand(s), Started: time.Now(), Workers: 1}
	err = study.CopyTraces(f.out, dirs)
	if err == nil { // last, for a folder with results is complete
		_, err = study.Compact(f.out, s, parts, s.Replications, about)
	}
	if err := errors.Join(err, store.Close()); err != nil {
		return err
	}
	if err := study.Tidy(f.out); err != nil {
		return err
	}
	return errors.Join(f.retell(cmd, f.out), outcome(s, parts, s.Replications))
}

// mergeStore opens the folder of the results, to which nobody else may write meanwhile: a new one, or one where an earlier
// merge of the same study has not come to an end.
func mergeStore(dir string, in study.Inputs) (*study.Store, error) {
	store, err := study.Create(dir, in)
	var full *study.NotEmptyError
	if !errors.As(err, &full) || !full.Study {
		return store, err
	}
	if done, err := study.Complete(dir, in); err == nil && !done {
		if store, err = study.Resume(dir, in); !errors.As(err, new(*study.ChangedError)) {
			return store, err
		}
	}
	return nil, usageError{fmt.Errorf("%s: holds a study; name another folder with -o", dir)}
}
