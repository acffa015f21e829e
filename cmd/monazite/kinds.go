package main

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"monazite/engine/scenario"
)

func newKinds() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "kinds [NAME]",
		Short: "Explain plants, instruments, mechanisms: keys, units, examples",
		Long: `Kinds lists what a scenario can be made of. With a name it prints every key of
that kind with its unit, its default and a sentence, and an example to copy.`,
		Example: `  monazite kinds
  monazite kinds refiner
  monazite kinds price-floor --json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{fmt.Errorf("expected one kind at most, got %d", len(args))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			kinds := scenario.Kinds()
			if len(args) == 1 {
				kind, err := scenario.FindKind(args[0])
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
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

// printKinds lists kinds by sort.
func printKinds(w io.Writer, kinds []scenario.Kind) {
	sort := ""
	for i := range kinds {
		if kinds[i].Sort != sort {
			sort = kinds[i].Sort
			fmt.Fprintf(w, "%s\n", sort)
		}
		fmt.Fprintf(w, "  %-18s", kinds[i].Name)
		wrap(w, kinds[i].Summary, 20, 20)
	}
}

// printKind explains one kind.
func printKind(w io.Writer, k *scenario.Kind) {
	fmt.Fprintf(w, "%s (%s)\n", k.Name, k.Sort)
	fmt.Fprint(w, "  ")
	wrap(w, k.Summary, 2, 2)
	if len(k.Keys) > 0 {
		fmt.Fprintln(w, "\nKeys")
	}
	for _, key := range k.Keys {
		note := key.Unit
		if note == "1" {
			note = "ratio or %"
		}
		switch {
		case key.Default != "":
			note += ", default " + key.Default
		case !key.Required:
			note += ", optional"
		}
		if len(note) > 1 && note[:2] == ", " {
			note = note[2:]
		}
		fmt.Fprintf(w, "  %-18s", key.Key)
		text := key.Doc
		if note != "" {
			text += " [" + note + "]"
		}
		wrap(w, text, 20, 20)
	}
	if k.Example != "" {
		fmt.Fprintf(w, "\nExample\n%s", k.Example)
	}
}
