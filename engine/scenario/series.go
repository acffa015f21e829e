package scenario

import (
	"slices"

	"monazite/engine"
	"monazite/engine/expect"
)

// seriesKeys say what a number is of.
type seriesKeys struct {
	Metric string    `toml:"metric" doc:"what is measured every month, one of the metrics that [[expect]] knows"`
	Where  whereKeys `toml:"where" opt:"" doc:"of what"`
}

// DescribeSeries lists the keys that ReadSeries reads, DescribeClaim those of a claim that is put to every run of a study.
func DescribeSeries() []KeyDoc { return Describe(&seriesKeys{}) }

// DescribeClaim is explained at DescribeSeries.
func DescribeClaim() []KeyDoc {
	return slices.DeleteFunc(Describe(&expectKeys{}), func(d KeyDoc) bool {
		return slices.Contains([]string{"against", "seeds", "share"}, d.Key)
	})
}

// ReadSeries reads the keys metric and where of an entry, as [[expect]] has them, for runs of a scenario; what else the
// entry may have goes into other, a pointer to a struct as Decode takes it.
func ReadSeries(e *Entry, doc *Document, built *engine.Scenario, other any, ps *Problems) (s expect.Series, ok bool) {
	r := claimReader{doc: doc, scenario: built, ps: ps, entry: e}
	var keys seriesKeys
	ok = DecodeAll(e, ps, nil, &keys, other)
	return s, ok && r.series(&s, "where", keys.Metric, keys.Where)
}

// ReadClaim reads an entry that has the keys of an [[expect]], and others that go into other.
func ReadClaim(e *Entry, doc *Document, built *engine.Scenario, other any, ps *Problems) (c expect.Claim, ok bool) {
	r := claimReader{doc: doc, scenario: built, ps: ps, entry: e, other: []any{other}}
	before := ps.Len()
	c = r.read()
	return c, ps.Len() == before
}
