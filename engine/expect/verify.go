package expect

import (
	"fmt"
	"sync"

	"monazite/engine"
)

// Trial is a scenario with its claims and the scenarios that these are against.
type Trial struct {
	Scenario *engine.Scenario
	Claims   []Claim
	Others   map[string]*engine.Scenario // by Claim.Against
}

// Effort says how to run a trial.
type Effort struct {
	Seeds   int             // most of any claim; 0 for as many as each asks for
	Signs   bool            // whether comparisons are held to their direction alone
	Workers int             // runs at a time
	Stop    <-chan struct{} // closed to give up
	Done    func(runs int)  // told how many runs are over, one call at a time; nil for nobody
}

// Runs is how many runs a trial takes.
func (t *Trial) Runs(e Effort) int { return len(t.plan(&e)) }

// job is one run: what it must record, for which claims.
type job struct {
	against  string // as claims name the scenario, "" for the trial's own
	scenario *engine.Scenario
	seed     int
	claims   []int // of the trial, in the order in which their series are recorded
	recorder *Recorder
}

// Verify runs every scenario once for every seed that a claim needs, one run per worker and no
// more than one goroutine inside, and judges the claims. The verdicts do not depend on the workers.
func (t *Trial) Verify(e Effort) ([]Verdict, error) {
	jobs := t.plan(&e)
	for _, j := range jobs {
		if err := t.equip(j); err != nil {
			return nil, err
		}
	}
	settled := map[*engine.Scenario]func() (engine.State, error){} // once for all seeds
	for _, j := range jobs {
		if settled[j.scenario] == nil {
			settled[j.scenario] = sync.OnceValues(func() (engine.State, error) { return engine.Settled(j.scenario) })
		}
	}
	err := e.Each(len(jobs), func(i int) error {
		j := jobs[i]
		o := engine.Options{Seed: uint64(j.seed), Workers: 1, Recorder: j.recorder}
		start, err := settled[j.scenario]()
		if err == nil {
			err = engine.Begin(j.scenario, o, &start).Run(e.Stop)
		}
		if err != nil {
			return fmt.Errorf("%s, seed %d: %w", j.scenario.Name, j.seed, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	verdicts := make([]Verdict, len(t.Claims))
	for i := range t.Claims {
		verdicts[i] = t.judge(i, jobs, e.seeds(&t.Claims[i]), e.Signs)
	}
	return verdicts, nil
}

// seeds is how many seeds a claim is put to.
func (e *Effort) seeds(c *Claim) int {
	if e.Seeds > 0 {
		return min(e.Seeds, c.Seeds)
	}
	return c.Seeds
}

// plan lists the runs: for each seed the trial's own scenario, then the others in the order of the claims.
func (t *Trial) plan(e *Effort) (jobs []*job) {
	most := 0
	for i := range t.Claims {
		most = max(most, e.seeds(&t.Claims[i]))
	}
	for seed := 1; seed <= most; seed++ {
		byName := map[string]*job{}
		add := func(name string, s *engine.Scenario, claim int) {
			if byName[name] == nil {
				byName[name] = &job{against: name, scenario: s, seed: seed}
				jobs = append(jobs, byName[name])
			}
			byName[name].claims = append(byName[name].claims, claim)
		}
		for i := range t.Claims {
			c := &t.Claims[i]
			if seed > e.seeds(c) {
				continue
			}
			add("", t.Scenario, i)
			if c.Against != "" {
				add(c.Against, t.Others[c.Against], i)
			}
		}
	}
	return jobs
}

// equip gives a run a recorder of the series of its claims, one after the other.
func (t *Trial) equip(j *job) (err error) {
	var list []Series
	for _, i := range j.claims {
		list = append(list, t.Claims[i].SeriesOf()...)
	}
	j.recorder, err = NewRecorder(j.scenario, list)
	return err
}

// judge gathers a claim's number of every seed.
func (t *Trial) judge(claim int, jobs []*job, seeds int, signs bool) Verdict {
	c := &t.Claims[claim]
	if signs {
		sign := c.sign()
		c = &sign
	}
	own, other := make([][][]float64, seeds), make([][][]float64, seeds)
	for _, j := range jobs {
		if j.seed > seeds {
			continue
		}
		series := t.recorded(j, claim)
		switch {
		case series == nil:
		case j.against == "":
			own[j.seed-1] = series
		default:
			other[j.seed-1] = series
		}
	}
	observed := make([]float64, seeds)
	for i := range observed {
		observed[i] = c.Observe(own[i], other[i])
	}
	return c.Judge(observed)
}

// recorded are the series that a run has for a claim, nil where it has none.
func (t *Trial) recorded(j *job, claim int) [][]float64 {
	at := 0
	for _, i := range j.claims {
		n := len(t.Claims[i].SeriesOf())
		if i == claim {
			return j.recorder.Monthly[at : at+n]
		}
		at += n
	}
	return nil
}
