package study

import (
	"math"
	"strconv"
	"time"

	"monazite/engine/record"
)

// liveOutcomes are the quantiles, over what is done, of some outputs in one year, for who watches.
type liveOutcomes struct {
	watch  *record.Watch
	study  *Study
	year   int
	values [][][]float64 // [output][arm]
	shown  time.Time
}

// mostLive is how many outcomes a watch shows: three quantiles of each output and arm.
const mostLive = 400

// liveEvery is the time between two reckonings.
const liveEvery = time.Second

func newLiveOutcomes(s *Study, watch *record.Watch) *liveOutcomes {
	l := &liveOutcomes{watch: watch, study: s, year: s.Years[len(s.Years)/2]}
	l.values = make([][][]float64, min(len(s.Outputs), mostLive/3/len(s.Arms)))
	for i := range l.values {
		l.values[i] = make([][]float64, len(s.Arms))
	}
	return l
}

// add takes a replication into account that is done.
func (l *liveOutcomes) add(arm int, r *Result) {
	for i := range l.values {
		if x := r.Yearly[i][l.year-FirstYear]; !math.IsNaN(x) {
			l.values[i][arm] = append(l.values[i][arm], x)
		}
	}
	if now := time.Now(); now.Sub(l.shown) > liveEvery {
		l.shown = now
		l.show()
	}
}

func (l *liveOutcomes) show() {
	var list []record.Outcome
	for i, arms := range l.values {
		for arm, values := range arms {
			q, err := Quantiles(values, 0.05, 0.5, 0.95)
			if err != nil || len(values) == 0 {
				continue
			}
			metric := l.study.Outputs[i].ID + "-" + strconv.Itoa(l.year)
			for k, name := range []string{"p05", "p50", "p95"} {
				list = append(list, record.Outcome{Metric: metric, Arm: l.study.Arms[arm].Name, Q: name, Value: q[k]})
			}
		}
	}
	l.watch.Show(list)
}
