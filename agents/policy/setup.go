package policy

import (
	"fmt"

	"monazite/agents"
	"monazite/markets"
)

// Kind is a sort of instrument that a scenario can name.
type Kind struct {
	Name    string
	Summary string         // one sentence: who pays whom on what
	Keys    func() Builder // a fresh set of the kind's keys, to decode an [[instrument]] entry into
}

// Builder is a kind's keys: exported fields with toml, unit, default and doc tags, filled in by
// the scenario. Build looks names up and returns the instrument; its error is a *KeyError. Page explains the kind.
type Builder interface {
	Build(s *Setup) (agents.Policy, error)
	Page() Page
}

// Exclusive is a Builder of a kind of which no two instruments may act on one thing at a time. Excludes names, once the
// instrument is built, the things that it claims, such as "the price of NdPr at us-separation".
type Exclusive interface {
	Excludes(s *Setup) []string
}

// Common are the keys of every instrument.
type Common struct {
	Name       string       `toml:"name" opt:"" doc:"full name"`
	Kind       string       `toml:"kind" doc:"what sort of instrument; see monazite kinds"`
	Government string       `toml:"government" opt:"" doc:"region whose treasury pays and receives; empty for a contract between firms"`
	Enabled    bool         `toml:"enabled" default:"true" doc:"false leaves the instrument out, as if it were not written"`
	Start      agents.Month `toml:"start" default:"2024-01" doc:"first month in force"`
	End        agents.Month `toml:"end" default:"2199-12" doc:"last month in force"`
	Trigger    Trigger      `toml:"trigger" opt:"" doc:"what must happen first, such as 'price NdPr@CN < 50 USD/kg for 6 months', 'premium Dy@EU > 50 %' (what exceeds the index price), 'unserved magnet > 5 %', 'outside separation >= 30 %', 'project ID reaches FIN', 'shock ID' or 'default COMPANY'; then it stays until its end"`
	Lag        *int         `toml:"lag" opt:"" unit:"months" min:"0" max:"600" doc:"from its start or trigger to its effect; without, 0 months, or 3 months after a trigger"`
	Tension    *float64     `toml:"tension" opt:"" unit:"1" min:"0" max:"1" doc:"weight of the instrument in China's tension towards the government; without, that of the kind"`
	Quality    string       `toml:"quality" opt:"" oneof:"reported derived estimate" doc:"how far the numbers can be trusted"`
	Source     string       `toml:"source" opt:"" doc:"where the numbers come from"`
	Verified   string       `toml:"verified" opt:"" doc:"seen, recalled or n/a"`
	Note       string       `toml:"note" opt:"" doc:"what a reader should know"`
}

// Setup is what a kind may ask of the scenario while an instrument is built.
type Setup struct {
	Name    string // the instrument's id
	Source  ID     // its index among Catalog.Sources
	Keys    *Common
	Catalog *agents.Catalog // complete but for this instrument
	Model   *agents.Model
	Frozen  bool // the world stands still: it has no projects
	Site    ID   // where a Holder's goods are kept, else None
	Notes   int  // set by Build: how many numbers the instrument writes down in Memory.Notes
}

// ID is a dense index.
type ID = markets.ID

// KeyError says which key of an instrument is wrong and what was expected. The scenario adds file
// and line.
type KeyError struct {
	Key, Value string // Value is empty where it is the absence that is wrong
	Expected   string
}

// Error prints key, value and expectation.
func (e *KeyError) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("%s: expected %s", e.Key, e.Expected)
	}
	return fmt.Sprintf("%s = %q: expected %s", e.Key, e.Value, e.Expected)
}
