package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"monazite/engine/record"
	"monazite/engine/scenario"
	"monazite/engine/study"
)

func newInit() *cobra.Command {
	var from string
	cmd := &cobra.Command{
		Use:   "init FILE --from NAME",
		Short: "Write a scenario to start from: a commented diff",
		Long: `Init writes a scenario that extends another, an embedded one by name or a file
by path, and changes nothing yet. Its comments hold the changes that are asked
for most: a law, the capacity of plants, the growth of demand, behaviour. Each
shows the present value, its unit and where it comes from; take away the # and
write yours. A file that exists is never overwritten.`,
		Example: `  monazite init my-scenario.toml --from world
  monazite init variants/dearer.toml --from my-scenario.toml`,
		Args: exactly(1, "one file, such as monazite init my-scenario.toml --from world"),
		RunE: func(cmd *cobra.Command, args []string) error { return initialise(cmd, args[0], from) },
	}
	cmd.Flags().StringVar(&from, "from", "", "scenario to extend: `name` or file")
	_ = cmd.RegisterFlagCompletionFunc("from", func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return completeScenario(cmd, nil, typed)
	})
	return cmd
}

func initialise(cmd *cobra.Command, file, from string) error {
	switch {
	case from == "":
		return usageError{errors.New("expected --from and the scenario to extend, such as --from world")}
	case filepath.Ext(file) != ".toml":
		return usageError{fmt.Errorf("%s: expected a name that ends in .toml", file)}
	}
	if study.IsStudy(from) {
		return usageError{fmt.Errorf("%s is a study: begin with a copy, monazite show %s > %s", from, quote(from), quote(file))}
	}
	built, doc, err := scenario.Open(from, nil)
	if err != nil {
		return usageError{err}
	}
	text := starter{doc: doc, base: built.Name, extends: mention(doc, file, from), file: file}.text()
	if err := writeNew(file, text); err != nil {
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s extends %s and changes nothing yet. Edit it, then\n  monazite check %s\n  monazite run %s\n",
		file, built.Name, quote(file), quote(file))
	return err
}

// mention is how a file calls the scenario that it extends: an embedded one by name, a file by the path from its folder.
func mention(doc *scenario.Document, file, from string) string {
	if strings.HasPrefix(doc.Files[0].Name, scenario.EmbeddedPrefix) {
		return from
	}
	base, errBase := filepath.Abs(from)
	folder, errFolder := filepath.Abs(filepath.Dir(file))
	if errBase != nil || errFolder != nil {
		return filepath.ToSlash(from)
	}
	path, err := filepath.Rel(folder, base)
	if err != nil { // on another drive
		path = base
	}
	return filepath.ToSlash(path)
}

// writeNew writes a file that must not exist yet; what cannot be completed is removed.
func writeNew(file, text string) error {
	out, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return usageError{fmt.Errorf("%s exists: name another file or move it away", file)}
	}
	if err != nil {
		return &record.OutputError{Path: file, Err: err}
	}
	_, err = out.WriteString(text)
	if err = errors.Join(err, out.Close()); err != nil {
		os.Remove(file)
		return &record.OutputError{Path: file, Err: err}
	}
	return nil
}
