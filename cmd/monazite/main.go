// Command monazite simulates the rare-earth supply chain under government intervention.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"

	"monazite/engine"
	"monazite/engine/record"
	"monazite/engine/scenario"
	"monazite/engine/study"
	"monazite/markets"
)

// Exit codes of the built binary.
const (
	exitFailed      = 1
	exitBadInput    = 2
	exitBusy        = 3
	exitInvariant   = 4
	exitOutput      = 5
	exitInterrupted = 130
)

// usageError marks bad input: a file, a flag, an argument.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func main() {
	defer func() {
		if r := recover(); r != nil { // Go's own exit code would read as bad input
			fmt.Fprintf(os.Stderr, "monazite: a defect of the program: %v\n%s", r, debug.Stack())
			os.Exit(exitFailed)
		}
	}()
	signal.Ignore(syscall.SIGPIPE) // a closed pipe is an error to report, not a silent death
	root := newRoot()
	out := &output{w: os.Stdout}
	root.SetOut(out)
	err := root.Execute()
	if out.err != nil {
		err = errors.Join(err, &record.OutputError{Path: "standard output", Err: out.err})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, message(err))
	}
	os.Exit(exitCode(err))
}

// output remembers the first failure to write.
type output struct {
	w   io.Writer
	err error
}

func (o *output) Write(b []byte) (int, error) {
	n, err := o.w.Write(b)
	if o.err == nil {
		o.err = err
	}
	return n, err
}

// message is what standard error says. Problems of a file stand alone, so that an editor finds
// file and line at the beginning of each.
func message(err error) string {
	var ps *scenario.Problems
	var lines markets.LineErrors
	if errors.As(err, &ps) || errors.As(err, &lines) {
		return err.Error()
	}
	return "monazite: " + err.Error()
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "monazite",
		Short: "Simulate the rare-earth supply chain and what governments do to it",
		Long: `Monazite simulates the rare-earth supply chain month by month: miners, refiners,
magnet makers, recyclers and users trade in clearing markets, and governments
change the rules.`,
		Example: `  monazite study article
  monazite run world
  monazite run small --seed 7 --until 2030-12
  monazite show world plant.D10.output
  monazite init my-scenario.toml --from world
  monazite check my-scenario.toml
  monazite clear book.txt`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf("there is no command %q; monazite --help lists them", args[0])}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(newRun(), newStudy(), newMerge(), newReport(), newCheck(), newShow(), newInit(), newClear(), newKinds(), newVersion())
	return root
}

// exitCode maps an error to the documented codes.
func exitCode(err error) int {
	var usage usageError
	var broken *engine.Violation
	var output *record.OutputError
	var full *record.NotEmptyError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &usage), errors.As(err, &full), errors.As(err, new(*record.AddressError)), errors.As(err, new(*study.ChangedError)):
		return exitBadInput
	case errors.As(err, new(*study.BusyError)):
		return exitBusy
	case errors.As(err, &broken), errors.As(err, new(markets.Invariant)), errors.As(err, new(invariantError)):
		return exitInvariant
	case errors.As(err, &output):
		return exitOutput
	case errors.Is(err, engine.ErrInterrupted):
		return exitInterrupted
	}
	return exitFailed
}

// exactly is cobra's ExactArgs with the exit code of bad input.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != n {
			return usageError{fmt.Errorf("expected %s, got %d arguments", what, len(args))}
		}
		return nil
	}
}
