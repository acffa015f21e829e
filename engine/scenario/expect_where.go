package scenario

import (
	"slices"
	"strings"

	"monazite/engine"
	"monazite/engine/expect"
	"monazite/markets"
)

// series reads a metric and the where of it, which stands under a key, and checks that they go together.
func (r *claimReader) series(s *expect.Series, key, metric string, where whereKeys) bool {
	if s.Metric = expect.Find(metric); s.Metric == nil {
		var names []string
		for _, m := range expect.Metrics {
			names = append(names, m.Name)
		}
		at := "metric"
		if key == "than" {
			at = "than.metric"
		}
		return r.wrongName(at, metric, "there is no such metric", names)
	}
	s.Where = expect.Where{
		Goods: where.Good, Regions: where.Region, Countries: where.Country, Stage: where.Stage, Reason: where.Reason,
		Instruments: where.Instrument, Governments: where.Government, Projects: where.Project, Companies: where.Company, Plants: where.Plant,
	}
	sound := true
	for _, k := range where.named() {
		at := inside(key, k.name)
		if len(k.written) > 0 && !s.Takes(k.name) {
			return r.wrong(at, "the metric "+metric+" is by "+or(strings.ReplaceAll(s.Keys, " ", ", "), "nothing")+": expected no "+k.name)
		}
		if len(k.written) == 0 {
			continue
		}
		options := r.options(k.name)
		for _, name := range k.written {
			if !slices.Contains(options, name) {
				sound = r.wrongName(at, name, "there is no such "+k.name, options)
				break
			}
		}
	}
	return sound && r.enough(s, key)
}

// namedKey is a key of where with the names under it.
type namedKey struct {
	name    string
	written []string
}

// named lists the keys of where in the order in which they are checked.
func (k *whereKeys) named() []namedKey {
	return []namedKey{
		{"good", k.Good}, {"region", k.Region}, {"country", k.Country}, {"stage", some(k.Stage)}, {"reason", some(k.Reason)},
		{"instrument", k.Instrument}, {"government", k.Government}, {"project", k.Project}, {"company", k.Company}, {"plant", k.Plant},
	}
}

// options are the names that may stand under a key of where.
func (r *claimReader) options(key string) []string {
	switch key {
	case "good":
		return r.goods()
	case "region":
		return append([]string{expect.World, expect.Outside}, r.doc.IDs("region")...)
	case "government":
		return r.doc.IDs("region")
	case "stage":
		return stages()
	case "reason":
		return engine.Refusals
	}
	return r.doc.IDs(key)
}

// enough checks that where names what the metric needs, and one thing where it is of one.
func (r *claimReader) enough(s *expect.Series, key string) bool {
	given := map[string]bool{
		"good": len(s.Goods) > 0, "stage": s.Stage != "", "plant": len(s.Plants) > 0, "company": len(s.Companies) > 0, "project": len(s.Projects) > 0,
	}
	needs := strings.Fields(s.Needs)
	_, isLevel := markets.ParseLevel(strings.Join(s.Goods, " "))
	switch {
	case len(needs) > 0 && !slices.ContainsFunc(needs, func(need string) bool { return given[need] }):
		return r.wrong(inside(key, needs[0]), "missing; the metric "+s.Name+" is of a "+strings.Join(needs, " or "))
	case s.Sole && (len(s.Goods) > 1 || isLevel):
		return r.wrong(inside(key, "good"), "the metric "+s.Name+" is of one good")
	case s.Sole && len(s.Projects) > 1:
		return r.wrong(inside(key, "project"), "the metric "+s.Name+" is of one project")
	}
	return true
}

// than reads the series to compare with: what it leaves out is as in the claim.
func (r *claimReader) than(c *expect.Claim) bool {
	than, where := r.keys.Than, r.keys.Where
	whole := than.whereKeys
	inherit := expect.Find(or(than.Metric, c.Series.Name))
	takes := func(key string) bool { return inherit != nil && inherit.Takes(key) }
	for _, k := range []struct {
		name      string
		own, from *[]string
	}{
		{"good", &whole.Good, &where.Good}, {"region", &whole.Region, &where.Region}, {"country", &whole.Country, &where.Country},
		{"instrument", &whole.Instrument, &where.Instrument}, {"government", &whole.Government, &where.Government},
		{"project", &whole.Project, &where.Project}, {"company", &whole.Company, &where.Company}, {"plant", &whole.Plant, &where.Plant},
	} {
		if len(*k.own) == 0 && takes(k.name) {
			*k.own = *k.from
		}
	}
	if whole.Stage == "" && takes("stage") {
		whole.Stage = where.Stage
	}
	if whole.Reason == "" && takes("reason") {
		whole.Reason = where.Reason
	}
	c.Than = &expect.Series{}
	return r.series(c.Than, "than", or(than.Metric, c.Series.Name), whole)
}

// compare checks what two series are compared by.
func (r *claimReader) compare(c *expect.Claim) bool {
	two := c.Than != nil || c.Against != ""
	switch {
	case !two && c.As != "":
		return r.wrong("as", "there is nothing to compare with: expected than or against")
	case two && c.As == "":
		c.As = "ratio"
	}
	switch {
	case c.As == "elasticity" && (c.Than == nil || c.Against == ""):
		return r.wrong("as", `an elasticity is to a price and against a scenario: expected than = { metric = "vwap" } and against`)
	case c.As != "elasticity" && c.Than != nil && c.Against != "":
		return r.wrong("than", "expected than or against: only an elasticity has both")
	case c.Than == nil || c.As == "elasticity" || c.Than.Metric == nil || c.Series.Metric == nil:
		return true
	case c.Than.Unit != c.Series.Unit || c.Than.Flow != c.Series.Flow:
		return r.wrong("than", c.Than.Name+" is in other units than "+c.Series.Name)
	}
	return true
}

// goods are the names that a where may have as goods.
func (r *claimReader) goods() []string {
	names := r.doc.IDs("good")
	for level := range markets.Levels {
		names = append(names, level.String())
	}
	return names
}

func stages() (names []string) {
	for _, s := range expect.Stages {
		names = append(names, s.Name)
	}
	return names
}

// some is a list of a text, empty without one.
func some(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// wrongName reports a name under a key, with what may have been meant.
func (r *claimReader) wrongName(key, name, message string, options []string) bool {
	d := decoder{entry: r.entry, ps: r.ps}
	p := r.entry.Problem(key, message)
	return d.failName(key, Value{Pos: p.Pos, Raw: name}, name, message, func() []string { return options })
}
