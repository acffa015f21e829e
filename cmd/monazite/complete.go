package main

import (
	"strings"

	"github.com/spf13/cobra"

	"monazite/engine/scenario"
)

// completeScenario completes the name of an embedded scenario, or a file.
func completeScenario(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return scenario.Embedded().Names(), cobra.ShellCompDirectiveDefault
}

// completePath completes the name of a scenario, then a path into it, one part after the other.
func completePath(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) != 1 {
		return completeScenario(cmd, args, typed)
	}
	_, doc, err := scenario.Open(args[0], nil)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var paths []string
	seen := map[string]bool{}
	if strings.HasPrefix(costCurve, typed) {
		paths = append(paths, costCurve)
	}
	for _, in := range doc.Inputs() {
		path := in.Path()
		if !strings.HasPrefix(path, typed) {
			continue
		}
		if i := strings.IndexByte(path[len(typed):], '.'); i >= 0 {
			path = path[:len(typed)+i]
		}
		if !seen[path] {
			seen[path] = true
			paths = append(paths, path)
		}
	}
	return paths, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}
