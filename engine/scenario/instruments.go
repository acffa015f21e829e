package scenario

import (
	"errors"
	"slices"

	"monazite/agents"
	"monazite/agents/policy"
	"monazite/engine"
	"monazite/markets"
)

// readInstruments builds every instrument, in the order of ids, which is the order in which
// they are enacted.
func (b *builder) readInstruments() {
	var others exclusives
	for _, e := range b.doc.Tables["instrument"] {
		kind, ok := b.instrumentKind(e)
		if !ok {
			continue
		}
		var common policy.Common
		keys := kind.Keys()
		before := b.ps.Len()
		b.decode(e, &common, keys)
		if !common.Enabled {
			continue
		}
		source := agents.Source{Government: common.Government, Instrument: e.ID, Treasury: markets.None, Tension: keys.Page().Tension}
		if common.Tension != nil {
			source.Tension = *common.Tension
		}
		if common.Government != "" {
			i := slices.Index(b.out.Regions, common.Government)
			if i < 0 {
				p := e.Problem("government", "expected the id of a region")
				p.Suggestion = Nearest(common.Government, b.out.Regions)
				b.ps.Add(p)
				continue
			}
			source.Treasury = markets.ID(i)
		}
		if b.ps.Len() > before {
			continue
		}
		setup := &policy.Setup{
			Name: e.ID, Source: markets.ID(len(b.out.Sources)), Keys: &common, Catalog: &b.out.Catalog,
			Model: &b.out.Model, Frozen: b.top.Frozen, Site: b.holding(e.ID),
		}
		instrument, err := policy.Build(keys, setup)
		if err != nil {
			b.ps.Add(keyProblem(e, err))
			continue
		}
		others.claim(b, e, keys, setup)
		b.out.Sources = append(b.out.Sources, source)
		b.out.Instruments = append(b.out.Instruments, instrument)
		b.out.Holdings = append(b.out.Holdings, setup.Site)
		if setup.Site != markets.None {
			b.out.Firms[b.out.Sites[setup.Site].Firm].Source = setup.Source
		}
		b.out.Opening.Memories = append(b.out.Opening.Memories, agents.Memory{Notes: make([]float64, setup.Notes)})
		b.out.Opening.Purses = append(b.out.Opening.Purses, engine.Purse{})
	}
}

// keyProblem puts file and line to what an instrument or a plant finds wrong with a key.
func keyProblem(e *Entry, err error) Problem {
	var key *policy.KeyError
	if errors.As(err, &key) {
		return e.Problem(key.Key, "expected "+key.Expected)
	}
	return e.Problem("", err.Error())
}

func (b *builder) instrumentKind(e *Entry) (policy.Kind, bool) {
	names := make([]string, len(policy.Kinds))
	for i, kind := range policy.Kinds {
		names[i] = kind.Name
	}
	i, ok := b.kindAmong(e, names)
	if !ok {
		return policy.Kind{}, false
	}
	return policy.Kinds[i], true
}
