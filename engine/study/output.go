package study

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"monazite/engine"
	"monazite/engine/expect"
	"monazite/engine/scenario"
)

// outputKeys are an output in a study's file, beside metric and where as [[expect]] has them.
type outputKeys struct {
	Title   string `toml:"title" opt:"" doc:"what it is called in sentences, without article"`
	Monthly bool   `toml:"monthly" default:"true" doc:"whether the quantiles of every month are kept too"`
}

// mostMonthly bounds the outputs of which a part keeps every month, mostOutputs all outputs.
const (
	mostMonthly = 48
	mostOutputs = 400
)

// headlines are the outputs of a study that names none, as far as its scenarios have what they are of (MODEL 10).
func headlines() []Output {
	var list []Output
	add := func(metric, words string, monthly bool, where expect.Where) {
		o := Output{Series: expect.Series{Metric: expect.Find(metric), Where: where}, Words: words, Monthly: monthly}
		o.ID = idOf(&o.Series)
		list = append(list, o)
	}
	for _, good := range []struct{ id, words string }{{"NdPr", "NdPr oxide"}, {"Dy", "dysprosium oxide"}, {"Tb", "terbium oxide"}, {"MG2", "high-temperature magnets"}} {
		for _, region := range []struct{ id, words string }{{"CN", "China"}, {"US", "the United States"}, {"EU", "the European Union"}} {
			add("price", "price of "+good.words+" in "+region.words, true, expect.Where{Goods: []string{good.id}, Regions: []string{region.id}})
		}
	}
	for _, stage := range []struct{ id, words string }{{"mine", "mining"}, {"separation", "NdPr separation"}, {"magnet", "magnet making"}} {
		add("outside_china", "share of "+stage.words+" outside China", true, expect.Where{Stage: stage.id})
		add("hhi", "concentration of "+stage.words+" by region (HHI)", false, expect.Where{Stage: stage.id})
		add("output", "output of "+stage.words+" outside China", false, expect.Where{Stage: stage.id, Regions: []string{expect.Outside}})
		add("capacity", "capacity of "+stage.words+" outside China", true, expect.Where{Stage: stage.id, Regions: []string{expect.Outside}})
	}
	magnets, outside := []string{"magnet"}, []string{expect.Outside}
	for _, region := range []struct{ id, words string }{{"US", "the United States"}, {"EU", "the European Union"}} {
		add("output", "output of magnets in "+region.words, true, expect.Where{Stage: "magnet", Regions: []string{region.id}})
	}
	add("unserved", "unmet demand for magnets outside China", true, expect.Where{Goods: magnets, Regions: outside})
	add("unserved", "unmet demand for magnets in the world", true, expect.Where{Goods: magnets})
	add("volume", "volume of magnets bought outside China", false, expect.Where{Goods: magnets, Regions: outside})
	add("turnover", "spending on magnets outside China", false, expect.Where{Goods: magnets, Regions: outside})
	add("cover", "cover of use by stocks of NdPr oxide", true, expect.Where{Goods: []string{"NdPr"}})
	add("cover", "cover of use by stocks of dysprosium oxide", false, expect.Where{Goods: []string{"Dy"}})
	add("opened", "number of mining projects that run outside China", false, expect.Where{Stage: "mine", Regions: outside})
	add("opened", "number of magnet projects that run outside China", false, expect.Where{Stage: "magnet", Regions: outside})
	add("outlay", "outlay of all treasuries", true, expect.Where{})
	add("fiscal_cost", "net fiscal cost of all treasuries", false, expect.Where{})
	add("fiscal_cost", "net fiscal cost of the United States", false, expect.Where{Governments: []string{"US"}})
	add("grant_equivalent", "grant equivalent of what treasuries give", false, expect.Where{})
	add("rent", "rent of those who hold quotas and licences", false, expect.Where{})
	return list
}

// idOf names a series as price-NdPr-US.
func idOf(s *expect.Series) string {
	parts := []string{s.Name}
	for _, names := range [][]string{s.Goods, some(s.Stage), s.Regions, s.Countries, s.Governments, s.Instruments, s.Projects, s.Companies, s.Plants, some(s.Reason)} {
		if len(names) > 0 {
			parts = append(parts, strings.Join(names, "+"))
		}
	}
	return strings.Join(parts, "-")
}

// some is a list of a text, empty without one.
func some(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// readOutputs reads every [[output]], or takes the headlines that all arms have.
func (d *draft) readOutputs(Request) {
	d.Years = d.keys.Years
	if len(d.Years) == 0 {
		d.Years = []int{2027, 2030, 2035, 2040}
	}
	d.Years = slices.DeleteFunc(slices.Clone(d.Years), func(year int) bool { return year >= FirstYear+YearsOf(d.Months) })
	if len(d.Years) == 0 && len(d.keys.Years) > 0 {
		d.ps.Add(d.sheet.Top.Problem("years", fmt.Sprintf("none of them is run: expected years from %d to %d", FirstYear, FirstYear+YearsOf(d.Months)-1)))
	}
	if len(d.Years) == 0 {
		d.Years = []int{FirstYear + YearsOf(d.Months) - 1}
	}
	slices.Sort(d.Years)
	d.Years = slices.Compact(d.Years)
	if d.sheet == nil || len(d.sheet.Of("output")) == 0 {
		for _, o := range headlines() {
			if d.fits(&o.Series) == nil {
				d.Outputs = append(d.Outputs, o)
			}
		}
		return
	}
	monthly := 0
	for _, e := range d.sheet.Of("output") {
		var keys outputKeys
		series, ok := scenario.ReadSeries(e, d.Arms[0].doc, d.Arms[0].Base, &keys, d.ps)
		if !ok {
			continue
		}
		o := Output{Series: series, ID: e.ID, Words: keys.Title, Monthly: keys.Monthly}
		if o.Words == "" {
			o.Words = series.String()
		}
		if err := d.fits(&o.Series); err != nil {
			d.ps.Add(e.Problem("where", err.Error()))
		}
		if slices.ContainsFunc(d.Outputs, func(p Output) bool { return p.ID == o.ID }) {
			d.ps.Add(e.Problem("id", "there is an output of this id already"))
		}
		if o.Monthly {
			monthly++
		}
		if monthly > mostMonthly || len(d.Outputs) == mostOutputs {
			d.ps.Add(e.Problem("monthly", fmt.Sprintf("expected at most %d outputs, %d of them monthly", mostOutputs, mostMonthly)))
			return
		}
		d.Outputs = append(d.Outputs, o)
	}
}

// fits says what an arm lacks of what a series is of.
func (d *draft) fits(s *expect.Series) error {
	for i := range d.Arms {
		if _, err := expect.NewRecorder(d.Arms[i].Base, []expect.Series{*s}); err != nil {
			return err
		}
	}
	return nil
}

// claimKeys are a claim in a study's file, beside the keys of an [[expect]].
type claimKeys struct {
	Title string `toml:"title" opt:"" doc:"what the number is called in sentences, without article"`
	Quote string `toml:"quote" opt:"" doc:"what was said, word by word"`
	By    string `toml:"by" opt:"" doc:"who said it, where and when"`
}

// readClaims reads every [[claim]], and what [stop] watches of them.
func (d *draft) readClaims(Request) {
	if d.sheet == nil {
		return
	}
	ids := map[string]int{}
	for _, e := range d.sheet.Of("claim") {
		var keys claimKeys
		c, ok := scenario.ReadClaim(e, d.Arms[0].doc, d.Arms[0].Base, &keys, d.ps)
		for _, key := range []string{"against", "seeds", "share"} {
			if e.Has(key) {
				d.ps.Add(e.Problem(key, "a claim of a study is put to every replication of every arm: expected no "+key))
			}
		}
		if _, twice := ids[e.ID]; twice {
			d.ps.Add(e.Problem("id", "there is a claim of this id already"))
		}
		ids[e.ID] = len(d.Claims)
		if !ok || c.Series.Metric == nil {
			continue
		}
		for i := range d.Arms {
			if err := c.Fits(d.Arms[i].Base); err != nil {
				d.ps.Add(e.Problem("where", err.Error()))
				break
			}
		}
		d.Claims = append(d.Claims, Claim{c, keys.Title, keys.Quote, keys.By})
	}
	d.watch(ids)
}

// watch finds the claims that [stop] watches.
func (d *draft) watch(ids map[string]int) {
	for _, e := range d.sheet.Of("stop") {
		if len(d.watched) == 0 || len(d.Arms) < 2 {
			d.ps.Add(e.Problem("watch", "expected ids of claims, and a second arm whose difference from the baseline is watched"))
		}
		for _, id := range d.watched {
			at, known := ids[id]
			if !known {
				p := e.Problem("watch", "there is no [[claim]] "+id)
				p.Suggestion = scenario.Nearest(id, slices.Sorted(maps.Keys(ids)))
				d.ps.Add(p)
				continue
			}
			d.Stop.Watch = append(d.Stop.Watch, at)
		}
	}
}

// series lists what a recorder of a study records: the outputs, then those of the claims.
func (s *Study) series() []expect.Series {
	var list []expect.Series
	for i := range s.Outputs {
		list = append(list, s.Outputs[i].Series)
	}
	for i := range s.Claims {
		list = append(list, s.Claims[i].SeriesOf()...)
	}
	return list
}

// result makes of the months of a run what a study keeps.
func (s *Study) result(monthly [][]float64) Result {
	var r Result
	for i := range s.Outputs {
		o := &s.Outputs[i]
		r.Yearly = append(r.Yearly, o.years(monthly[i]))
		if o.Monthly {
			r.Monthly = append(r.Monthly, monthly[i])
		}
	}
	at := len(s.Outputs)
	for i := range s.Claims {
		n := len(s.Claims[i].SeriesOf())
		r.Claims = append(r.Claims, s.Claims[i].Observe(monthly[at:at+n], nil))
		at += n
	}
	return r
}

// years are the numbers of the calendar years: the sum of what flows, the mean of what does not.
func (o *Output) years(monthly []float64) (list []float64) {
	w := expect.Window{Reduce: "mean"}
	if o.Flow {
		w.Reduce = "sum"
	}
	for first := 0; first < len(monthly); first += 12 {
		w.First, w.Last = engine.Month(first), engine.Month(min(first+12, len(monthly))-1)
		list = append(list, w.Of(monthly))
	}
	return list
}
