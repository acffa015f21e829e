package main

import (
	"fmt"
	"strings"

	"monazite/engine/expect"
)

// checkHelp explains check, and claims with all that they may be about.
func checkHelp() string {
	var b strings.Builder
	b.WriteString(`Check reads scenarios as run would, with everything they extend and import, and
reports all problems at once: file, line, entity, key, value and what was
expected. A kind that it does not know hides what that kind would say. A note is
no problem: an instrument that has the id of another file's changes that one,
where a new law needs a new id; a value of an instrument in pounds, short tons,
another currency or money of another year is shown in the model's unit.

With --run it also verifies what the scenarios claim of their own runs. Each
claim is put to several seeds (20, from 1), one run per core, and holds when a
share of them (80 %) agrees:

  [[expect]]
  id    = "ndpr-us-2030"
  claim = "NdPr@US 2030 >= 60 USD/kg"

  [[expect]]
  id      = "quota-bites"
  metric  = "price"
  where   = { good = ["Dy", "Tb"], region = "outside" }
  against = "calm"                # over the price there, under the same seeds
  when    = "2026..2028 max"
  op      = "between"
  value   = [2, 10]

  [[expect]]
  id      = "stake-brings-it-forward"
  metric  = "opening"
  where   = { project = "nolans" }
  against = "without-the-stake"   # a scenario that lacks the instrument
  as      = "difference"          # in months, under the same seeds
  when    = "2040-12"
  op      = "<="
  value   = "-6 months"

`)
	term := func(name, text string) {
		fmt.Fprintf(&b, "%-11s", name)
		wrap(&b, text, 11, 11)
	}
	term("metric", "a number that a run has every month, listed below; price without")
	term("where", "of what: good (goods, levels of the chain), region (regions, world, outside), country, stage, plant, company, project, instrument, government (a region whose instruments are meant), reason; lists are taken together. In a line: good, stage, plant, company, project or instrument, then @region, country or government: outlay mp-floor@US 2030 sum < 1 bn USD")
	term("when", "2030, 2026-06, 2024..2030 or 2024-01..2025-06, without these the whole run; then what to make of the months: "+strings.Join(expect.Reductions, ", ")+"; mean without. volatility is the sd of the monthly changes of the logarithm")
	term("op, value", strings.Join(expect.Ops, ", ")+`; within has a tolerance ("within 5 % of 270 kt/yr"), between two values`)
	term("than", "another series of the run to compare with, such as { good = \"Dy\" }; the rest is as in the claim")
	term("against", "another scenario to compare with")
	term("as", strings.Join(expect.Comparisons, ", ")+", month by month; ratio without. An elasticity is to a price, than, and against a scenario. A ratio to 0 is no number, and no claim holds of it: an instrument that a scenario lacks moves 0 there, so compare what it moves by difference")
	term("seeds", "that a claim is put to, 20 without; share: of them in which it must hold, 80 %")
	b.WriteString("\nMetrics, with their unit and the keys of where that they take\n")
	for i := range expect.Metrics {
		m := &expect.Metrics[i]
		fmt.Fprintf(&b, "  %-17s", m.Name)
		wrap(&b, m.Doc+" ["+unitOf(m)+"; "+strings.ReplaceAll(m.Keys, " ", ", ")+"]", 19, 19)
	}
	b.WriteString("\nStages are ")
	var names []string
	for _, s := range expect.Stages {
		names = append(names, s.Name)
	}
	wrap(&b, strings.Join(names, ", ")+".", 11, 0)
	b.WriteString(`
Claims are those of the scenario's own file: what it extends has its own.

Exit code 0 means that all scenarios can run and all claims hold, 1 that a claim
fails, 2 that a scenario cannot run.`)
	return b.String()
}

// unitOf is the unit of a metric as people write it.
func unitOf(m *expect.Metric) string {
	switch {
	case m.Unit == "1":
		return "number"
	case m.Flow:
		return m.Unit + "/month"
	}
	return m.Unit
}
