package record

import (
	"net/http"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// metricsHandler serves what a Watch adds up to Prometheus, in a registry of its own.
func metricsHandler(watch *Watch) http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(&collector{watch: watch, descriptions: newDescriptions()})
	return promhttp.HandlerFor(registry, promhttp.HandlerOpts{
		DisableCompression: true, ErrorHandling: promhttp.ContinueOnError,
	})
}

// newClearDuration counts how long months took to clear: in a native histogram, and in classic buckets from 0.1 ms to
// 0.4 s, each twice the last, for Prometheus before 3 and for dashboards.
func newClearDuration() prometheus.Histogram {
	return prometheus.NewHistogram(prometheus.HistogramOpts{
		Name:                           "monazite_clear_duration_seconds",
		Help:                           "Time that clearing all markets of a month took.",
		Buckets:                        prometheus.ExponentialBuckets(0.0001, 2, 13),
		NativeHistogramBucketFactor:    1.1,
		NativeHistogramMaxBucketNumber: 100,
	})
}

// collector turns the snapshot into metrics when it is asked. It implements prometheus.Collector.
type collector struct {
	watch *Watch
	descriptions
}

// descriptions names and explains all metrics but the duration of clearing.
type descriptions struct {
	price, volume, outlay                       *prometheus.Desc
	ticks, orders, cleared, steps, fallbacks    *prometheus.Desc
	phase, replications, outcome, broken, build *prometheus.Desc
}

func newDescriptions() descriptions {
	name := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("monazite_"+name, help, labels, nil)
	}
	return descriptions{
		price: name("price_usd_per_kg", "Price of the last month in the region's open market, the buyers' where they traded, else the sellers', real 2025 USD. "+
			"The first 640 goods in regions that trade or are quoted; /api/frame has all.", "good", "region"),
		volume: name("volume_tonnes_total", "Mass bought in the region, spot and contracts, in the good's own basis. "+
			"The same goods and regions as monazite_price_usd_per_kg.", "good", "region"),
		outlay:    name("policy_outlay_usd_total", "What an instrument's treasury paid, real 2025 USD. The first 250 instruments that move money.", "government", "instrument"),
		ticks:     name("ticks_total", "Months simulated, of all replications."),
		orders:    name("orders_cleared_total", "Bids and asks in the markets that were cleared."),
		cleared:   name("markets_cleared_total", "Markets that were cleared, one a good and month with both sides: start=\"near\" began at the last month's prices, which saves steps, start=\"anew\" did not.", "start"),
		steps:     name("clear_steps_total", "Times that clearing moved prices on its way to those that balance a market."),
		fallbacks: name("clear_fallbacks_total", "Markets that took too many steps and were cleared by shortest paths, which is slow and has the same result."),
		phase:     name("phase_duration_seconds", "Time that a phase of a month took; the sum over the count is the mean.", "phase"),
		replications: name("replications", "Replications that are planned in all, and of these are done or have failed; a run is one.",
			"state"),
		outcome: name("outcome", "Quantiles of a study's metrics over the replications of an arm that are done.", "metric", "arm", "q"),
		broken:  name("invariant_violations_total", "Replications that stopped because an account did not close: a defect of the program."),
		build:   name("build_info", "1, labelled by the version of the engine.", "version"),
	}
}

// Describe lists all metrics.
func (c *collector) Describe(to chan<- *prometheus.Desc) {
	d := &c.descriptions
	for _, desc := range []*prometheus.Desc{
		d.price, d.volume, d.outlay, d.ticks, d.orders, d.cleared, d.steps, d.fallbacks, d.phase, d.replications, d.outcome, d.broken, d.build,
	} {
		to <- desc
	}
	c.watch.clear.Describe(to)
}

// Collect tells of the last tick.
func (c *collector) Collect(to chan<- prometheus.Metric) {
	s, d := c.watch.snapshot(), &c.descriptions
	gauge := func(desc *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value, valid(labels)...)
	}
	count := func(desc *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(desc, prometheus.CounterValue, value, valid(labels)...)
	}
	for i, p := range s.places {
		gauge(d.price, s.prices[i], p.good, p.region)
		count(d.volume, s.volume[i]/float64(markets.Tonne), p.good, p.region)
	}
	for i, p := range s.payers {
		count(d.outlay, s.outlay[i]/float64(markets.USD), p.government, p.instrument)
	}
	for _, o := range s.outcomes {
		gauge(d.outcome, o.Value, o.Metric, o.Arm, o.Q)
	}
	gauge(d.replications, float64(s.Planned), "planned")
	gauge(d.replications, float64(s.done), "done")
	gauge(d.replications, float64(s.failed), "failed")
	gauge(d.build, 1, s.Version)
	work := &s.total.Clearing
	count(d.ticks, float64(s.ticks))
	count(d.orders, float64(work.Orders))
	count(d.cleared, float64(work.Near), "near")
	count(d.cleared, float64(work.Markets-work.Near), "anew")
	count(d.steps, float64(work.Steps))
	count(d.fallbacks, float64(work.Fallbacks))
	count(d.broken, float64(s.violations))
	for i := range agents.Phases {
		to <- prometheus.MustNewConstSummary(d.phase, uint64(s.ticks), s.total.Phases[i].Seconds(), nil, engine.PhaseName(i))
	}
	c.watch.clear.Collect(to)
}

// valid replaces what is not UTF-8 in labels, which the format has no room for.
func valid(labels []string) []string {
	for i := range labels {
		labels[i] = strings.ToValidUTF8(labels[i], "\ufffd")
	}
	return labels
}
