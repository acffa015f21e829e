package expect

import "monazite/engine"

// Recorder collects series of a run in memory. It implements engine.Recorder.
type Recorder struct {
	Monthly [][]float64 // by series, one number a month from the first
	series  []Series
	filters []*filter
}

// NewRecorder collects series of a run of a scenario. The error says what the scenario lacks.
func NewRecorder(s *engine.Scenario, series []Series) (*Recorder, error) {
	r := &Recorder{series: series, Monthly: make([][]float64, len(series))}
	for i := range series {
		f, err := series[i].on(s)
		if err != nil {
			return nil, err
		}
		r.filters = append(r.filters, f)
		r.Monthly[i] = make([]float64, 0, s.Months)
	}
	return r, nil
}

// Reads says which tables the series are computed of. It implements engine.Reader.
func (r *Recorder) Reads() (tables engine.TableSet) {
	for i := range r.series {
		tables |= r.series[i].from
	}
	return tables
}

// Record takes a month's numbers.
func (r *Recorder) Record(t *engine.Tables) error {
	for i := range r.series {
		r.Monthly[i] = append(r.Monthly[i], r.series[i].of(r.filters[i], t))
	}
	return nil
}
