package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"monazite/engine/scenario"
	"monazite/engine/study"
)

func newKinds() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "kinds [NAME]",
		Short: "Explain plants, instruments and tables: keys, units, examples",
		Long: `Kinds lists what scenarios and studies can be made of: kinds of plants and
instruments, market mechanisms and all tables; of an instrument who uses it.
With a name it prints every key of that kind or table with a sentence, its unit,
the values that it takes and its default, and an example to copy; of an
instrument also how it works, its formula, a worked test and the law that it is
taken from.`,
		Example: `  monazite kinds
  monazite kinds refiner
  monazite kinds model
  monazite kinds use
  monazite kinds vary
  monazite kinds floor-cfd --json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{fmt.Errorf("expected one kind at most, got %d", len(args))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			kinds := allKinds()
			if len(args) == 1 {
				kind, err := scenario.FindKind(kinds, args[0])
				if err != nil {
					return usageError{err}
				}
				kinds = []scenario.Kind{kind}
			}
			if asJSON {
				return json.NewEncoder(cmd.OutOrStdout()).Encode(map[string]any{"schema": 1, "kinds": kinds})
			}
			if len(args) == 1 {
				printKind(cmd.OutOrStdout(), &kinds[0])
				return nil
			}
			printKinds(cmd.OutOrStdout(), kinds)
			return nil
		},
	}
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) (names []string, _ cobra.ShellCompDirective) {
		for _, kind := range allKinds() {
			names = append(names, kind.Name)
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

// allKinds are what scenarios and studies can be made of.
func allKinds() []scenario.Kind { return append(scenario.Kinds(), study.Kinds()...) }

// printKinds lists kinds by sort.
func printKinds(w io.Writer, kinds []scenario.Kind) {
	sort := ""
	for i := range kinds {
		if kinds[i].Sort != sort {
			sort = kinds[i].Sort
			fmt.Fprintf(w, "%s\n", sort)
		}
		heading(w, kinds[i].Name)
		wrap(w, kinds[i].Summary, 20, 20)
		if kinds[i].Users != "" {
			fmt.Fprintf(w, "%20s", "")
			wrap(w, "Used by: "+kinds[i].Users+".", 20, 20)
		}
	}
}

// printKind explains one kind.
func printKind(w io.Writer, k *scenario.Kind) {
	fmt.Fprintf(w, "%s (%s)\n", k.Name, k.Sort)
	fmt.Fprint(w, "  ")
	wrap(w, k.Summary, 2, 2)
	section(w, "Used by", k.Users)
	section(w, "Mechanism", k.Mechanism)
	section(w, "Formula", k.Formula)
	if len(k.Keys) > 0 {
		fmt.Fprintln(w, "\nKeys")
	}
	for _, key := range k.Keys {
		heading(w, key.Key)
		wrap(w, key.Doc+" ["+strings.Join(takes(&key), "; ")+"]", 20, 20)
	}
	if k.Example != "" {
		fmt.Fprintf(w, "\nExample\n%s", narrow(k.Example))
	}
	section(w, "Test", k.Test)
	section(w, "Source", k.Source)
}

// heading prints a name in the left column, on a line of its own where it is too long.
func heading(w io.Writer, name string) {
	fmt.Fprintf(w, "  %-18s", name)
	if len(name) > 17 {
		fmt.Fprintf(w, "\n%20s", "")
	}
}

// section prints a text under its title, nothing of an empty one.
func section(w io.Writer, title, text string) {
	if text == "" {
		return
	}
	fmt.Fprintf(w, "\n%s\n  ", title)
	wrap(w, text, 2, 2)
}

// takes says which values a key takes: form and unit, names, bounds, and what its absence means.
func takes(key *scenario.KeyDoc) (parts []string) {
	form, ids := key.Form, strings.Join(key.Ref, " or ")
	list, table := strings.HasPrefix(form, "list"), strings.HasPrefix(form, "table")
	switch {
	case len(key.Allowed) > 0 && form == "text":
		parts = append(parts, "one of "+strings.Join(key.Allowed, ", "))
	case len(key.Allowed) > 0:
		parts = append(parts, form, "each one of "+strings.Join(key.Allowed, ", "))
	case ids != "" && list:
		parts = append(parts, "list of ids: "+ids)
	case ids != "" && table:
		parts = append(parts, form+", by id of a "+ids)
	case ids != "":
		parts = append(parts, "id of a "+ids)
	case form != "number":
		parts = append(parts, form)
	}
	if key.Unit != "" && (key.Unit != "1" || !strings.Contains(form, "whole number")) {
		parts = append(parts, unitName(key.Unit))
	}
	switch {
	case key.Min != nil && key.Max != nil:
		parts = append(parts, fmt.Sprintf("from %v to %v", *key.Min, *key.Max))
	case key.Min != nil:
		parts = append(parts, fmt.Sprintf("at least %v", *key.Min))
	case key.Max != nil:
		parts = append(parts, fmt.Sprintf("at most %v", *key.Max))
	}
	if key.Sum != nil {
		parts = append(parts, fmt.Sprintf("sums to %v", *key.Sum))
	}
	switch {
	case key.Default != "":
		return append(parts, "default "+key.Default)
	case key.Required:
		return append(parts, "required")
	}
	return append(parts, "optional")
}
