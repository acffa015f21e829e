package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"monazite/engine/record"
	"monazite/engine/scenario"
	"monazite/engine/study"
)

// showFlags are what the command line of show says.
type showFlags struct {
	sets    []string
	quality string
	out     string // picture of a cost curve
	json    bool
}

func newShow() *cobra.Command {
	var f showFlags
	cmd := &cobra.Command{
		Use:   "show [NAME [PATH]]",
		Short: "Show scenarios, what one is made of, and where a value comes from",
		Long: `Show lists the scenarios that the program carries. With NAME, one of them or a
file, it prints that scenario with all that it extends, imports and changes as
one TOML file, which runs to the same data. PATH leads to a part of it:

  plant               a table: its entries at a glance
  plant.D01           an entry: its values, defaults included
  plant.D01.capacity  a value: unit, origin (file and line, default, --set),
                      quality, source, whether the source was seen, and what
                      it was before a later file or calibration.csv changed it

Numbers and dates are marked as reported, derived or estimate; --quality lists
those of one sort, or those without a mark (unmarked), with source and reason.

In place of a PATH, cost-curve appraises the projects outside the index region:
the price of NdPr from which each returns its hurdle without contract or
guarantee, and how many mines do at 54, 75, 85 and 110 USD/kg. -o draws them.`,
		Example: `  monazite show
  monazite show world > my-world.toml
  monazite show world plant
  monazite show world plant.D10.output
  monazite show world model --set model.steepness=1.1
  monazite show world --quality estimate
  monazite show world use --json
  monazite show world cost-curve -o curve.svg`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 2 {
				return usageError{fmt.Errorf("expected a scenario and a path at most, got %d arguments", len(args))}
			}
			return nil
		},
		RunE:              func(cmd *cobra.Command, args []string) error { return show(cmd, args, &f) },
		ValidArgsFunction: completePath,
	}
	flags := cmd.Flags()
	flags.StringArrayVar(&f.sets, "set", nil, "change `path=value` first (repeatable)")
	flags.StringVar(&f.quality, "quality", "", "list the values of one `sort`")
	flags.StringVarP(&f.out, "out", "o", "", "`file` for the picture of cost-curve, such as curve.svg")
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	return cmd
}

func show(cmd *cobra.Command, args []string, f *showFlags) error {
	var page strings.Builder
	if err := f.page(&page, args); err != nil {
		if errors.As(err, new(*record.OutputError)) {
			return err
		}
		return usageError{err}
	}
	if _, err := io.WriteString(cmd.OutOrStdout(), printable(page.String())); err != nil {
		return &record.OutputError{Path: "standard output", Err: err}
	}
	return nil
}

// page writes what is asked for.
func (f *showFlags) page(w *strings.Builder, args []string) error {
	if f.quality != "" && !slices.Contains(scenario.Qualities(), f.quality) {
		return fmt.Errorf("--quality %q: expected %s", f.quality, strings.Join(scenario.Qualities(), ", "))
	}
	if f.out != "" && (len(args) < 2 || args[1] != costCurve) {
		return errors.New("-o: only cost-curve is drawn, such as monazite show world cost-curve -o curve.svg")
	}
	if len(args) == 0 {
		if f.quality != "" || len(f.sets) > 0 {
			return errors.New("expected the name of a scenario, such as monazite show world")
		}
		return listScenarios(w, f.json)
	}
	if study.IsStudy(args[0]) {
		return f.study(w, args)
	}
	built, doc, err := scenario.Open(args[0], f.sets)
	if err != nil {
		return err
	}
	if len(args) == 2 && args[1] == costCurve {
		return f.costCurve(w, built, doc, args[0])
	}
	of := shown{name: built.Name, title: built.Title, doc: doc, quality: f.quality}
	of.selection = scenario.Selection{Inputs: doc.Inputs()}
	if len(args) == 2 {
		if of.selection, err = doc.Select(of.selection.Inputs, args[1]); err != nil {
			return fmt.Errorf("%s: %w", built.Name, err)
		}
	}
	switch {
	case f.json:
		return of.printJSON(w)
	case f.quality != "":
		of.printQuality(w)
	case len(args) == 1:
		w.WriteString(doc.Resolved(built.Name))
	default:
		of.printSelection(w)
	}
	return nil
}

// study prints the file of a study as it is: what its arms are made of is shown scenario by scenario.
func (f *showFlags) study(w *strings.Builder, args []string) error {
	if len(args) > 1 || f.quality != "" || f.json || len(f.sets) > 0 {
		return fmt.Errorf("%s is a study: expected monazite show %s and nothing more, or one of its scenarios", args[0], args[0])
	}
	file, err := scenario.Embedded().Open(args[0], "")
	if err == nil {
		w.Write(file.Text)
	}
	return err
}

// listScenarios prints what the binary carries.
func listScenarios(w *strings.Builder, asJSON bool) error {
	type entry struct {
		Name  string `json:"name"`
		Title string `json:"title"`
	}
	list, studies := []entry{}, []entry{}
	library := scenario.Embedded()
	for _, name := range library.Names() {
		list = append(list, entry{name, scenario.Title(name)})
	}
	for _, name := range library.Studies() {
		studies = append(studies, entry{name, scenario.Title(name)})
	}
	if asJSON {
		return writeJSON(w, map[string]any{"schema": 1, "scenarios": list, "studies": studies})
	}
	tell := func(entries []entry) {
		for _, e := range entries {
			fmt.Fprintf(w, "%-19s ", e.Name)
			wrap(w, e.Title, 20, 20)
		}
	}
	tell(list)
	w.WriteString("\nStudies, for monazite study:\n")
	tell(studies)
	return nil
}
