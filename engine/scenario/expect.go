package scenario

import (
	"slices"

	"monazite/engine"
	"monazite/engine/expect"
)

// expectKeys are a claim that a scenario makes of its own runs.
type expectKeys struct {
	Claim     string    `toml:"claim" opt:"" doc:"metric, where, when, op and value in a line: NdPr@US 2030 >= 60 USD/kg"`
	Metric    string    `toml:"metric" default:"price" doc:"what is measured every month; monazite check --help says what each is: price vwap spread volume turnover, produced recycled imported exported used waste stock demand unserved, output input capacity utilisation delivered contracted, cash debt equity broke, decided decided_capacity opened opened_capacity opening, hurdle irr gap, outlay receipt fiscal_cost grant_equivalent contingent asset covered added_capacity rent, refusals, outside_china hhi cover rejected"`
	Where     whereKeys `toml:"where" opt:"" doc:"of what"`
	When      string    `toml:"when" opt:"" doc:"months, and what to make of them: 2030, 2026-06, 2024..2030 max; mean without, the whole run without months"`
	Op        string    `toml:"op" oneof:"< <= > >= within between" doc:"how the number is held against the value"`
	Value     Value     `toml:"value" opt:"" doc:"with its unit; two of them for between"`
	Tolerance float64   `toml:"tolerance" unit:"1" default:"0 %" min:"0" max:"10" doc:"of within, of the value"`
	Than      thanKeys  `toml:"than" opt:"" doc:"another series of the run to compare with: what it leaves out is as in the claim"`
	Against   string    `toml:"against" opt:"" doc:"another scenario to compare with, run under the same seeds"`
	As        string    `toml:"as" opt:"" oneof:"ratio difference elasticity" doc:"what the comparison is by, ratio by default; a ratio to nothing is no number, and no claim holds of it"`
	Seeds     int       `toml:"seeds" default:"20" min:"1" max:"10000" doc:"seeds that it is put to, from 1"`
	Share     float64   `toml:"share" unit:"1" default:"80 %" min:"0" max:"1" doc:"of the seeds in which it must hold"`
	provenance
}

type whereKeys struct {
	Good    []string `toml:"good" opt:"" doc:"goods or levels of the chain, together"`
	Region  []string `toml:"region" opt:"" doc:"regions, world or outside, which is all but the index region"`
	Country []string `toml:"country" opt:"" doc:"countries of plants or companies"`
	Stage   string   `toml:"stage" opt:"" doc:"step of the chain that plants do"`
	Reason  string   `toml:"reason" opt:"" doc:"of a refusal"`

	Instrument []string `toml:"instrument" opt:"" doc:"instruments, together; one that the other scenario of a comparison lacks moves nothing there"`
	Government []string `toml:"government" opt:"" doc:"regions whose instruments are meant"`
	Project    []string `toml:"project" opt:"" doc:"projects, together"`
	Company    []string `toml:"company" opt:"" doc:"companies, with their plants or projects"`
	Plant      []string `toml:"plant" opt:"" doc:"plants, together"`
}

type thanKeys struct {
	Metric string `toml:"metric" opt:"" doc:"another metric"`
	whereKeys
}

// Claims gives what a document that has been built claims of its runs.
func Claims(doc *Document, built *engine.Scenario) []expect.Claim {
	return readClaims(doc, built, &Problems{})
}

func readClaims(doc *Document, s *engine.Scenario, ps *Problems) (claims []expect.Claim) {
	for _, e := range doc.Tables["expect"] {
		if s.Months < 1 { // which has been reported
			break
		}
		r := claimReader{doc: doc, scenario: s, ps: ps, entry: e}
		before := ps.Len()
		if c := r.read(); ps.Len() == before {
			claims = append(claims, c)
		}
	}
	return claims
}

// dropClaims takes out of a file what it claims. Claims are about the scenario as the file has it: what a
// file that extends it or the command line changes need not let them hold, or leave what they are about.
func (s *sheet) dropClaims() {
	s.entries = slices.DeleteFunc(s.entries, func(e *Entry) bool {
		return e.Table == "expect" || e.Table == "import" && e.Values["table"].Raw == "expect"
	})
}

// claimReader reads one [[expect]].
type claimReader struct {
	doc      *Document
	scenario *engine.Scenario // as far as it has been read
	ps       *Problems
	entry    *Entry
	keys     expectKeys
	other    []any // destinations of what else the entry may have
}

// read gives the claim; what is wrong with it is in the problems.
func (r *claimReader) read() (c expect.Claim) {
	if !r.spellOut() {
		return c
	}
	DecodeAll(r.entry, r.ps, nil, append([]any{&r.keys}, r.other...)...)
	c = expect.Claim{ID: r.entry.ID, Against: r.keys.Against, As: r.keys.As, Seeds: r.keys.Seeds, Share: r.keys.Share}
	sound := r.sound("metric", "where") && r.series(&c.Series, "where", r.keys.Metric, r.keys.Where)
	if sound && r.sound("than") && r.entry.Has("than") {
		sound = r.than(&c)
	}
	sound = r.sound("than", "against", "as") && r.compare(&c) && sound
	sound = r.sound("when") && r.window(&c) && sound
	if r.sound("op", "value", "tolerance") {
		if values, ok := r.form(); ok && sound {
			r.limit(&c, values)
		}
	}
	return c
}

// sound tells whether keys could be read, so that what contradicts them is no echo.
func (r *claimReader) sound(keys ...string) bool {
	own := r.entry.Name()
	return !slices.ContainsFunc(r.ps.list, func(p Problem) bool {
		return p.Entity == own && slices.Contains(keys, root(p.Key))
	})
}

// window reads when.
func (r *claimReader) window(c *expect.Claim) bool {
	w, err := expect.ParseWindow(r.keys.When, r.scenario.Months)
	if err != nil {
		return r.wrong("when", err.Error())
	}
	c.When = w
	if m := c.Series.Metric; w.Reduce == "sum" && m != nil && (!m.Flow || c.As == "ratio" || c.As == "elasticity") {
		return r.wrong("when", "only what flows has a sum: expected mean, min, max, sd or volatility")
	}
	return true
}

// wrong reports a key and returns false.
func (r *claimReader) wrong(key, message string) bool {
	r.ps.Add(r.entry.Problem(key, message))
	return false
}
