package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"monazite/engine/record"
	"monazite/markets"
)

// newClear clears one market from a text file.
func newClear() *cobra.Command {
	asJSON := false
	command := &cobra.Command{
		Use:   "clear BOOK|-",
		Short: "Clear one market from a text file",
		Long: `Clear reads one market, its orders and the rules between nodes, one a line,
and prints prices, flows, fills, rents and welfare:

  route CN EU 5              # USD/kg, from, to; repeated: a parallel one
  route US EU 3 cap 40       # a licence: at most 40 t
  gate  CN quota 20 tax 0    # all exports of CN; quota, tax optional
  ask   alpha CN 100 t 50    # name, node, tonnes, USD/kg
  bid   eu1   EU  40 t 120

Nodes are implied by use. A node trades with itself at no cost; a missing route
is a ban. All nodes clear together at the prices that support the allocation
with the largest gains from trade; among equals the largest volume trades. A
rent is what a full route or gate earns above its cost. "none" is the price of
a side without orders. Parallel routes in use have a line each.`,
		Example: `  monazite clear book.txt
  monazite clear book.txt --json
  printf 'ask a CN 10 t 50\nbid b CN 8 t 60\n' | monazite clear -`,
		Args: exactly(1, "a book or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			book, err := openBook(cmd, args[0])
			if err != nil {
				return usageError{err}
			}
			return clearBook(cmd.OutOrStdout(), book, asJSON)
		},
	}
	command.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return command
}

// openBook reads a book from a file or, for -, from standard input.
func openBook(cmd *cobra.Command, path string) (*markets.TextBook, error) {
	if path == "-" {
		return markets.ReadTextBook(cmd.InOrStdin(), "stdin")
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return markets.ReadTextBook(file, path)
}

// clearBook clears, proves the clearing right and prints it.
func clearBook(out io.Writer, book *markets.TextBook, asJSON bool) error {
	clearing := &markets.Clearing{}
	markets.NewCallAuction().Clear(&book.Book, clearing)
	if err := clearing.Verify(&book.Book); err != nil {
		return fmt.Errorf("%w: %w", markets.Invariant("clearing"), err)
	}
	write := book.Print
	if asJSON {
		write = book.PrintJSON
	}
	if err := write(out, clearing); err != nil {
		return &record.OutputError{Path: "stdout", Err: err}
	}
	return nil
}
