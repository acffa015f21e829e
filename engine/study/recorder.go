package study

import (
	"monazite/engine"
	"monazite/engine/expect"
	"monazite/engine/record"
)

// recorder takes of every month what a study keeps, and shows it to who watches.
type recorder struct {
	*expect.Recorder
	world *engine.World
	meter *surplusMeter
	feed  *record.Feed    // nil where nobody watches
	other engine.Recorder // nil without
}

func newRecorder(s *Study, built *engine.Scenario) (*recorder, error) {
	r, err := expect.NewRecorder(built, s.series())
	return &recorder{Recorder: r}, err
}

// Reads says which tables it reads. It implements engine.Reader.
func (r *recorder) Reads() engine.TableSet {
	tables := r.Recorder.Reads()
	if r.feed != nil {
		tables |= record.FeedReads
	}
	if r.other != nil {
		tables = engine.AllTables
	}
	return tables
}

// Record takes a month. It implements engine.Recorder.
func (r *recorder) Record(t *engine.Tables) error {
	if r.feed != nil {
		r.feed.Month(t, r.world.State.Frame.Work)
	}
	if r.other != nil {
		if err := r.other.Record(t); err != nil {
			return err
		}
	}
	r.meter.month(r.world)
	return r.Recorder.Record(t)
}
