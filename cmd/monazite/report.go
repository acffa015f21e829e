package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"monazite/engine/report"
)

func newReport() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "report DIR",
		Short: "Draw a run folder as one HTML page",
		Long: `Report draws what a finished run left in its folder: prices, stocks, who makes
what, unserved demand, rejects, utilisation, a balance by oxide and the turning
points. The page is one file that needs no network and no script; it can be
mailed, printed and kept. A name that ends in .svg gets one picture instead, of
two prices and the shares made outside China, for a text or a slide. The same
folder gives the same bytes; an older page of that name is replaced.`,
		Example: `  monazite report out/world-s1
  monazite report out/world-s1 -o world.html
  monazite report out/world-s1 -o world.svg`,
		Args: exactly(1, "one run folder, such as monazite report out/world-s1"),
		RunE: func(cmd *cobra.Command, args []string) error { return draw(cmd, args[0], out) },
	}
	cmd.Flags().StringVarP(&out, "out", "o", "", "file to write (default DIR/report.html)")
	return cmd
}

func draw(cmd *cobra.Command, dir, path string) error {
	run, err := report.Open(dir)
	if err != nil {
		return usageError{err}
	}
	if path == "" {
		path = filepath.Join(dir, "report.html")
	}
	if err := run.CheckTarget(path); err != nil {
		return usageError{err}
	}
	body := run.Picture()
	if !strings.EqualFold(filepath.Ext(path), ".svg") {
		if body, err = run.Page(path); err != nil {
			return err
		}
	}
	if err := report.Save(path, body); err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "Report        %s\n", path)
	return nil
}
