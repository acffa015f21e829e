package record

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// WriteText prints the summary for a person, in 80 columns but for paths and commands.
func (s *Summary) WriteText(w io.Writer) error {
	var page strings.Builder
	s.printHead(&page)
	s.printPrices(&page)
	s.printShares(&page)
	s.printFiscal(&page)
	s.printWorst(&page)
	s.printRefused(&page)
	s.printTurning(&page)
	s.printOpening(&page)
	s.printInputs(&page)
	s.printOrigin(&page)
	_, err := io.WriteString(w, page.String())
	return err
}

// A line is a label and up to five years: 30 + 5 x 10 columns.
const (
	labelWidth = 30
	yearWidth  = 10
)

func line(page *strings.Builder, label string, cells []string) {
	fmt.Fprintf(page, "%-*s", labelWidth, label)
	for _, c := range cells {
		fmt.Fprintf(page, "%*s", yearWidth, c)
	}
	page.WriteByte('\n')
}

// across prints a line with one cell a year.
func (s *Summary) across(page *strings.Builder, label string, cell func(*Year) string) {
	cells := make([]string, len(s.Years))
	for i := range s.Years {
		cells[i] = cell(&s.Years[i])
	}
	line(page, label, cells)
}

func (s *Summary) printHead(page *strings.Builder) {
	if s.Run != nil {
		fmt.Fprintf(page, "%s, seed %d, ", s.Run.Scenario, s.Run.Seed)
	}
	if len(s.Years) == 0 {
		page.WriteString("no month was run\n")
		return
	}
	fmt.Fprintf(page, "%s to %s\n\n", s.From, s.Until)
	s.across(page, "Mean of the year", func(y *Year) string {
		if y.Months < 12 {
			return fmt.Sprintf("%d (%dm)", y.Year, y.Months)
		}
		return strconv.Itoa(y.Year)
	})
}

func (s *Summary) printPrices(page *strings.Builder) {
	if len(s.Years) == 0 {
		return
	}
	page.WriteString("Price, USD/kg (2025 USD, ex VAT)\n")
	for i, p := range s.Years[0].Prices {
		label := p.Good
		if label == "MG1" {
			label = "MG1 magnets"
		}
		s.across(page, "  "+label+", China", func(y *Year) string { return y.Prices[i].China.price() })
		s.across(page, "  "+label+", outside", func(y *Year) string { return y.Prices[i].Outside.price() })
	}
}

func (s *Summary) printShares(page *strings.Builder) {
	if len(s.Years) == 0 {
		return
	}
	page.WriteString("Made outside China, %\n")
	s.across(page, "  mine", func(y *Year) string { return y.Outside.Mine.percent() })
	s.across(page, "  separation (NdPr oxide)", func(y *Year) string { return y.Outside.Separation.percent() })
	s.across(page, "  magnets", func(y *Year) string { return y.Outside.Magnets.percent() })
	page.WriteString("Demand that found no goods, %\n")
	s.across(page, "  magnets", func(y *Year) string { return y.Missing.Magnets.percent() })
	s.across(page, "  oxides", func(y *Year) string { return y.Missing.Oxides.percent() })
	page.WriteByte('\n')
}

func (s *Summary) printWorst(page *strings.Builder) {
	if u := s.Unserved; u != nil {
		fmt.Fprintf(page, "Worst month   %s: %s %% of demand for %s unserved (%s t)\n",
			u.Month, u.Share.percent(), u.Sector, Grouped(fmt.Sprintf("%.0f", float64(u.Mass))))
	} else if len(s.Years) > 0 {
		page.WriteString("Worst month   none: all demand was served\n")
	}
	if g := s.Gap; g != nil {
		fmt.Fprintf(page, "Widest gap    %s: %s outside China at %.2f times China's price\n", g.Month, g.Good, float64(g.Ratio))
	}
}

func (s *Summary) printRefused(page *strings.Builder) {
	label := "Refused"
	if len(s.Refused) == 0 {
		fmt.Fprintf(page, "%-13s nothing\n", label)
	}
	for _, r := range s.Refused {
		fmt.Fprintf(page, "%-13s %10s  %s\n", label, Grouped(strconv.Itoa(r.Count)), r.Reason)
		label = ""
	}
}

// printInputs says how much of the scenario is known, so that nobody takes a guess for a fact.
func (s *Summary) printInputs(page *strings.Builder) {
	if s.Inputs == nil {
		return
	}
	shares := s.Inputs.shares()
	line := strings.Join(shares[:min(3, len(shares))], ", ")
	if len(shares) > 3 {
		line += ",\n              " + shares[3]
	}
	fmt.Fprintf(page, "Inputs        %s values: %s\n", Grouped(strconv.Itoa(s.Inputs.Values)), line)
	if s.Run != nil && s.Run.Show != "" {
		fmt.Fprintf(page, "              (%s)\n", s.Run.Show)
	}
}

func (s *Summary) printOrigin(page *strings.Builder) {
	if s.Run == nil {
		return
	}
	fmt.Fprintf(page, "Files         %s\n", s.Run.Folder)
	fmt.Fprintf(page, "Reproduce     %s\n", s.Run.Command)
}

// price prints USD/kg with the digits that matter.
func (f Figure) price() string {
	x := float64(f)
	switch {
	case !f.Known():
		return "-"
	case x < 10:
		return fmt.Sprintf("%.2f", x)
	case x < 1000:
		return fmt.Sprintf("%.1f", x)
	}
	return Grouped(fmt.Sprintf("%.0f", x))
}

// percent prints a ratio.
func (f Figure) percent() string {
	if !f.Known() {
		return "-"
	}
	return fmt.Sprintf("%.1f", 100*float64(f))
}

// Grouped sets commas between thousands of a string of digits.
func Grouped(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
