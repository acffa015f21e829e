package record

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Fiscal is what one instrument cost its government over the run, and what it brought. Money is real 2025 USD.
type Fiscal struct {
	Government string `json:"government"` // empty for a contract between firms
	Instrument string `json:"instrument"`
	Outlay     Figure `json:"outlay_usd"`           // paid by the treasury, summed over the run
	Receipt    Figure `json:"receipt_usd"`          // received by the treasury, summed over the run
	Contingent Figure `json:"contingent_usd"`       // present value of what its guarantees may still cost, at the end of the run
	Asset      Figure `json:"asset_usd"`            // what the treasury holds through it at the end of the run
	Grant      Figure `json:"grant_equivalent_usd"` // gift contained in what it gave, summed over the run
	Covered    Figure `json:"covered_t"`            // mass on which it paid or was paid, summed over the run; each good in its own basis
	Net        Figure `json:"net_fiscal_cost_usd"`  // present value at 3 % a year, in the first month, of outlay - receipt, less that of the asset at the end

	// Added is the nameplate of the projects outside the index region that went ahead with the instrument's support. What
	// would not have been built without it is told by runs with and without it, not by one run.
	Added    Figure `json:"added_capacity_t_per_year"`
	PerAdded Figure `json:"net_fiscal_cost_usd_per_added_t_per_year"` // null below 50 t/yr
}

// LeastAdded is the capacity below which a cost per tonne of it says nothing, t a year (MODEL 9).
const LeastAdded = 50

// fiscalLines is the most instruments that the printed summary names.
const fiscalLines = 12

// moves says whether an instrument has any money.
func (f *Fiscal) moves() bool {
	return f.Outlay != 0 || f.Receipt != 0 || f.Contingent != 0 || f.Asset != 0
}

// byMoney puts the instruments that move most first.
func byMoney(list []Fiscal) {
	slices.SortFunc(list, func(a, b Fiscal) int {
		return cmp.Or(cmp.Compare(b.Outlay+b.Receipt, a.Outlay+a.Receipt),
			strings.Compare(a.Government, b.Government), strings.Compare(a.Instrument, b.Instrument))
	})
}

// printFiscal tells what instruments cost and brought, the largest first.
func (s *Summary) printFiscal(page *strings.Builder) {
	var rows []*Fiscal
	for i := range s.Fiscal {
		if s.Fiscal[i].moves() {
			rows = append(rows, &s.Fiscal[i])
		}
	}
	if len(rows) == 0 {
		return
	}
	fiscalLine(page, "Instruments, whole run", "Outlay", "Receipt", "Conting.", "Asset", "Covered", "USD per")
	fiscalLine(page, "(2025 USD)", "", "", "at end", "at end", "t", "new t/yr")
	shown := min(len(rows), fiscalLines)
	for _, f := range rows[:shown] {
		fiscalLine(page, "  "+strings.TrimSpace(f.Government+" "+f.Instrument), f.Outlay.money(), f.Receipt.money(),
			f.Contingent.money(), f.Asset.money(), f.Covered.tonnes(), f.PerAdded.tonnes())
	}
	if more := len(rows) - shown; more > 0 {
		fmt.Fprintf(page, "  and %d more\n", more)
	}
	page.WriteByte('\n')
}

// fiscalLine prints a label and six cells in 80 columns.
func fiscalLine(page *strings.Builder, label string, cells ...string) {
	const wide = 24
	if runes := []rune(label); len(runes) > wide {
		label = string(runes[:wide-3]) + "..."
	}
	line := fmt.Sprintf("%-*s", wide, label)
	for i, width := range []int{9, 9, 9, 9, 11, 9} {
		line += fmt.Sprintf("%*s", width, cells[i])
	}
	page.WriteString(strings.TrimRight(line, " ") + "\n")
}

// money prints USD in millions or billions to three digits; a dash for nothing.
func (f Figure) money() string {
	x, unit := float64(f)/1e6, "M"
	switch size := math.Abs(x); {
	case !f.Known() || f == 0:
		return "-"
	case size < 0.005:
		return "<0.01 M"
	case size >= 999.5:
		x, unit = x/1e3, "bn"
	}
	digits := 0
	for size := math.Abs(x); size < 99.95 && digits < 2; size *= 10 {
		digits++
	}
	return strconv.FormatFloat(x, 'f', digits, 64) + " " + unit
}

// tonnes prints a mass, or USD per tonne, in whole ones; a dash for nothing.
func (f Figure) tonnes() string {
	if !f.Known() || f == 0 {
		return "-"
	}
	if f < 0 {
		return "-" + (-f).tonnes()
	}
	return Grouped(fmt.Sprintf("%.0f", float64(f)))
}
