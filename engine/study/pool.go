package study

import (
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"monazite/engine"
	"monazite/engine/record"
)

// Effort says how to run a study. It changes no result.
type Effort struct {
	Workers int             // replications at a time, one on each core; at least 1
	Stop    <-chan struct{} // closed to stop; what is finished is kept
	Watch   *record.Watch   // shows what goes on; nil to nobody
	Told    func(Progress)  // told of every replication that is over, one call at a time; nil for nobody
	Defect  engine.Defect   // planted in tests of the invariants
}

// Progress is how far a study is.
type Progress struct {
	Done, Failed, Total int   // replications of all arms; of the shard
	Last                Key   // that ended
	Err                 error // why it failed, nil when it did not
}

// pool runs what is not over.
type pool struct {
	*Study
	Effort
	store   *Store
	live    *liveOutcomes
	settled []func() (engine.State, error) // by arm: of those in which nothing varies
	surplus *surplusLayout

	mutex    sync.Mutex
	progress Progress
}

// Run runs every replication of the study that its store does not hold, of the shard that the store is of, and keeps
// each the moment it is done. It returns how many replications of each arm count: fewer than asked for where a rule ends
// the study earlier. One that fails is kept as failed and the others go on. The error is ErrInterrupted when Stop was
// closed, or the store's.
func (s *Study) Run(store *Store, e Effort) (replications int, err error) {
	shard, err := parseShard(store.Inputs.Shard)
	if err != nil {
		return 0, err
	}
	p := newPool(s, e)
	p.store = store
	p.progress.Total = shard.size(s.Replications) * len(s.Arms)
	p.progress.Done, p.progress.Failed = store.Count()
	if p.Watch != nil {
		p.Watch.Resume(store.Count())
	}
	if s.Stop == nil {
		return s.Replications, p.runAll(shard.list(0, s.Replications))
	}
	for n := 0; n < s.Replications; {
		block := min(n+s.Stop.Block, s.Replications)
		if err := p.runAll(shard.list(n, block)); err != nil {
			return 0, err
		}
		n = block
		enough, err := s.enough(store.Parts, n)
		if err != nil || enough {
			return n, err
		}
	}
	return s.Replications, nil
}

func newPool(s *Study, e Effort) *pool {
	p := &pool{Study: s, Effort: e, live: newLiveOutcomes(s, e.Watch), surplus: newSurplusLayout(s.Arms[0].Base)}
	for i := range s.Arms {
		base := s.Arms[i].Base
		p.settled = append(p.settled, sync.OnceValues(func() (engine.State, error) { return engine.Settled(base) }))
	}
	return p
}

// enough says whether a rule ends the study after n replications.
func (s *Study) enough(parts *Parts, n int) (bool, error) {
	outcomes, err := s.claimOutcomes(parts, n)
	if err != nil {
		return false, err
	}
	var watched []Effect
	for _, claim := range s.Stop.Watch {
		o := &outcomes[claim]
		for arm := 1; arm < len(s.Arms); arm++ {
			paired, err := o.Paired(arm, s.Level)
			if err != nil {
				return false, err
			}
			watched = append(watched, paired.Effect)
		}
	}
	return s.Stop.Enough(n, watched), nil
}

// runAll runs some replications of every arm, the arms of one after the other, as many at a time as there are workers.
func (p *pool) runAll(replications []int) error {
	var group errgroup.Group
	var next atomic.Int64
	arms := len(p.Arms)
	for range max(1, p.Workers) {
		group.Go(func() error {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(replications)*arms {
					return nil
				}
				key := Key{Arm: i % arms, Replication: replications[i/arms]}
				if p.store.Over(key) {
					continue
				}
				if err := p.run(key); err != nil {
					next.Store(int64(len(replications) * arms)) // nobody begins another
					return err
				}
			}
		})
	}
	return group.Wait()
}

// run runs one replication and keeps what it left.
func (p *pool) run(key Key) error {
	result, err := p.replicate(key, nil)
	if errors.Is(err, engine.ErrInterrupted) {
		return err
	}
	if failure := err; failure != nil {
		err = p.store.Fail(key, failure.Error())
		if err == nil {
			p.tell(key, failure, nil)
		}
		return err
	}
	if err := p.store.Put(key, result.encode(nil)); err != nil {
		return err
	}
	p.tell(key, nil, &result)
	return nil
}

// tell passes on that a replication is over.
func (p *pool) tell(key Key, failure error, result *Result) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.progress.Last, p.progress.Err = key, failure
	if failure != nil {
		p.progress.Failed++
	} else {
		p.progress.Done++
	}
	if p.Watch != nil {
		if failure == nil {
			p.live.add(key.Arm, result)
		}
		p.Watch.Finish(failure)
	}
	if p.Told != nil {
		p.Told(p.progress)
	}
}

// replicate runs one replication from its beginning, on one goroutine. What it does depends on the study and the key and on
// nothing else. Another recorder, made for its scenario, may look on.
func (p *pool) replicate(key Key, other func(*engine.Scenario) (engine.Recorder, error)) (r Result, err error) {
	defer func() {
		if defect := recover(); defect != nil {
			err = fmt.Errorf("a defect of the program: %v\n%s", defect, debug.Stack())
		}
	}()
	built, settled, err := p.start(key)
	if err != nil {
		return r, err
	}
	recorder, err := newRecorder(p.Study, built)
	if err == nil && other != nil {
		recorder.other, err = other(built)
	}
	if err != nil {
		return r, err
	}
	options := engine.Options{Seed: p.Seed, Replication: key.Replication, Workers: 1, Recorder: recorder, Defect: p.Defect}
	if p.Watch != nil {
		recorder.feed, options.Clock = p.Watch.Feed(built), record.Clock()
	}
	recorder.world = engine.Begin(built, options, &settled)
	recorder.meter = p.surplus.begin(recorder.world)
	if err := recorder.world.Run(p.Effort.Stop); err != nil {
		return r, err
	}
	r = p.result(recorder.Monthly)
	r.Surplus = recorder.meter.result(nil)
	return r, nil
}

// start gives the scenario of a replication and the state in which it begins. Arms in which nothing varies come to rest
// once for all replications.
func (p *pool) start(key Key) (*engine.Scenario, engine.State, error) {
	arm := &p.Arms[key.Arm]
	if len(arm.columns) == 0 {
		state, err := p.settled[key.Arm]()
		return arm.Base, state, err
	}
	built, err := p.variant(key.Arm, p.Table.Rows[key.Replication])
	if err != nil {
		return nil, engine.State{}, mistakes(err)
	}
	state, err := engine.Settled(built)
	return built, state, err
}
