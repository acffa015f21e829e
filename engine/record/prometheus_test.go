package record

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// busy is a Watch that has a series of every metric.
func busy() *Watch {
	watch, _ := watchedSample(3)
	watch.Show([]Outcome{{"price_ndpr", "base", "p50", 61.5}})
	return watch
}

func collect(watch *Watch) *collector {
	return &collector{watch: watch, descriptions: newDescriptions()}
}

func registry(watch *Watch) *prometheus.Registry {
	r := prometheus.NewPedanticRegistry() // also checks each metric against what Describe says
	r.MustRegister(collect(watch))
	return r
}

// Three months of the sample, by hand. China buys 100, 200 and 300 g; the US 3 t a month on the open market, whose
// price is the region's, and 1 t as a secure buyer. The quota's treasury pays 2 USD a month.
func TestMetrics(t *testing.T) {
	watch := busy()
	watch.Finish(nil)
	watch.Finish(&engine.Violation{})
	watch.Finish(errors.New("no space left"))
	watch.Plan(9)
	watch.Resume(2, 1)
	const want = `
# HELP monazite_build_info 1, labelled by the version of the engine.
# TYPE monazite_build_info gauge
monazite_build_info{version="1.2.3"} 1
# HELP monazite_invariant_violations_total Replications that stopped because an account did not close: a defect of the program.
# TYPE monazite_invariant_violations_total counter
monazite_invariant_violations_total 1
# HELP monazite_orders_cleared_total Bids and asks in the markets that were cleared.
# TYPE monazite_orders_cleared_total counter
monazite_orders_cleared_total 120
# HELP monazite_outcome Quantiles of a study's metrics over the replications of an arm that are done.
# TYPE monazite_outcome gauge
monazite_outcome{arm="base",metric="price_ndpr",q="p50"} 61.5
# HELP monazite_policy_outlay_usd_total What an instrument's treasury paid, real 2025 USD. The first 250 instruments that move money.
# TYPE monazite_policy_outlay_usd_total counter
monazite_policy_outlay_usd_total{government="CN",instrument="quota"} 6
# HELP monazite_price_usd_per_kg Price of the last month in the region's open market, the buyers' where they traded, else the sellers', real 2025 USD. The first 640 goods in regions that trade or are quoted; /api/frame has all.
# TYPE monazite_price_usd_per_kg gauge
monazite_price_usd_per_kg{good="NdPr",region="CN"} 50
monazite_price_usd_per_kg{good="NdPr",region="US"} 60
# HELP monazite_replications Replications that are planned in all, and of these are done or have failed; a run is one.
# TYPE monazite_replications gauge
monazite_replications{state="done"} 3
monazite_replications{state="failed"} 3
monazite_replications{state="planned"} 9
# HELP monazite_ticks_total Months simulated, of all replications.
# TYPE monazite_ticks_total counter
monazite_ticks_total 3
# HELP monazite_volume_tonnes_total Mass bought in the region, spot and contracts, in the good's own basis. The same goods and regions as monazite_price_usd_per_kg.
# TYPE monazite_volume_tonnes_total counter
monazite_volume_tonnes_total{good="NdPr",region="CN"} 0.0006
monazite_volume_tonnes_total{good="NdPr",region="US"} 12
`
	if err := testutil.GatherAndCompare(registry(watch), strings.NewReader(want),
		"monazite_build_info", "monazite_invariant_violations_total", "monazite_orders_cleared_total", "monazite_outcome",
		"monazite_policy_outlay_usd_total", "monazite_price_usd_per_kg", "monazite_replications", "monazite_ticks_total",
		"monazite_volume_tonnes_total"); err != nil {
		t.Error(err)
	}
	_, text := exposition(t, watch, "")
	for _, line := range []string{
		`monazite_markets_cleared_total{start="near"} 6`, `monazite_markets_cleared_total{start="anew"} 3`,
		`monazite_clear_steps_total 33`, `monazite_clear_fallbacks_total 3`,
		`monazite_phase_duration_seconds_sum{phase="clear"} 0.006`, `monazite_phase_duration_seconds_count{phase="record"} 3`,
		`monazite_clear_duration_seconds_bucket{le="0.0016"} 0`, `monazite_clear_duration_seconds_bucket{le="0.0032"} 3`,
		`monazite_clear_duration_seconds_sum 0.006`, `monazite_clear_duration_seconds_count 3`,
	} {
		if !strings.Contains(text, "\n"+line+"\n") {
			t.Errorf("there is no line %s in\n%s", line, text)
		}
	}
}

// The names are those of the design, and no label tells firms or replications apart.
func TestMetricNames(t *testing.T) {
	want := strings.Fields(`monazite_build_info monazite_clear_duration_seconds monazite_clear_fallbacks_total monazite_clear_steps_total
		monazite_invariant_violations_total monazite_markets_cleared_total monazite_orders_cleared_total monazite_outcome
		monazite_phase_duration_seconds monazite_policy_outlay_usd_total monazite_price_usd_per_kg monazite_replications monazite_ticks_total
		monazite_volume_tonnes_total`)
	got := families(t, busy())
	if names := slices.Sorted(maps.Keys(got)); !slices.Equal(names, want) {
		t.Errorf("metrics are %v, want %v", names, want)
	}
	allowed := strings.Fields("arm good government instrument metric phase q region start state version")
	for name, labels := range got {
		for label := range labels {
			if !slices.Contains(allowed, label) {
				t.Errorf("%s has the label %s", name, label)
			}
		}
	}
}

// families gives the labels of every metric.
func families(t *testing.T, watch *Watch) map[string]map[string]bool {
	t.Helper()
	gathered, err := registry(watch).Gather()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]map[string]bool{}
	for _, family := range gathered {
		labels := map[string]bool{}
		for _, m := range family.GetMetric() {
			for _, pair := range m.GetLabel() {
				labels[pair.GetName()] = true
			}
		}
		found[family.GetName()] = labels
	}
	return found
}

func TestMetricsLint(t *testing.T) {
	problems, err := testutil.GatherAndLint(registry(busy()))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
}

// vast is a scenario with as many goods, regions and instruments as the loader lets pass, and more.
func vast() (*engine.Scenario, *engine.Tables) {
	s, t := sample(), &engine.Tables{}
	s.Goods, s.Regions, s.Nodes, s.Sources = nil, nil, nil, nil
	for i := range 64 {
		s.Goods = append(s.Goods, markets.Good{Name: fmt.Sprintf("good%d", i)})
		s.Regions = append(s.Regions, fmt.Sprintf("R%d", i))
		s.Nodes = append(s.Nodes, markets.Node{Region: engine.ID(i)})
	}
	for good := range s.Goods {
		for node := range s.Nodes {
			row := engine.PriceRow{Good: engine.ID(good), Node: engine.ID(node)}
			row.Buyers, row.Sellers = markets.USDPerKg, markets.USDPerKg
			t.Prices = append(t.Prices, row)
		}
	}
	for i := range 10_000 {
		s.Sources = append(s.Sources, agents.Source{Government: "US", Instrument: fmt.Sprintf("act%d", i)})
		t.Instruments = append(t.Instruments, engine.InstrumentRow{Source: engine.ID(i), Outlay: markets.USD})
	}
	return s, t
}

// Whatever the scenario there are at most 2,000 series, and what trades comes before what is only quoted.
func TestAtMost2000Series(t *testing.T) {
	s, rows := vast()
	last := &rows.Prices[len(rows.Prices)-1]
	last.Bought, last.BuyersTraded = markets.Tonne, true
	watch := NewWatch(Subject{Planned: 1})
	var outcomes []Outcome
	for i := range 1000 {
		outcomes = append(outcomes, Outcome{fmt.Sprintf("metric%d", i), "base", "p50", 1})
	}
	watch.Show(outcomes)
	for range 2 { // a second world of the study finds the same series
		watch.Feed(s).Month(rows, agents.Work{})
	}
	_, text := exposition(t, watch, "")
	series := 0
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "#") {
			series++
		}
	}
	if least := 2*maxPlaces + maxInstruments + maxOutcomes; series > 2000 || series < least {
		t.Errorf("%d series, want %d to 2000", series, least)
	}
	for _, line := range []string{
		`monazite_volume_tonnes_total{good="good63",region="R63"} 2`,
		`monazite_price_usd_per_kg{good="good0",region="R0"} 1`,
		`monazite_policy_outlay_usd_total{government="US",instrument="act249"} 2`,
	} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("there is no line %s", line)
		}
	}
}

// exposition is what /metrics answers to who accepts a format.
func exposition(t *testing.T, watch *Watch, accept string) (kind, text string) {
	t.Helper()
	r := httptest.NewRequest("GET", "/metrics", nil)
	r.Header.Set("Accept", accept)
	w := httptest.NewRecorder()
	metricsHandler(watch).ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		t.Fatalf("%d: %s", w.Code, w.Body)
	}
	return w.Header().Get("Content-Type"), w.Body.String()
}

// The histogram is classic in text and, for who asks for protocol buffers, native too.
func TestClearDurationIsNativeToo(t *testing.T) {
	watch := busy()
	kind, _ := exposition(t, watch, "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited")
	if !strings.HasPrefix(kind, "application/vnd.google.protobuf") {
		t.Errorf("content type %q", kind)
	}
	gathered, err := registry(watch).Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range gathered {
		if family.GetName() != "monazite_clear_duration_seconds" {
			continue
		}
		h := family.GetMetric()[0].GetHistogram()
		if h.GetSchema() != 3 || len(h.GetPositiveSpan()) != 1 || len(h.GetBucket()) != 13 || h.GetSampleCount() != 3 {
			t.Errorf("histogram is %v", h)
		}
		return
	}
	t.Error("there is no histogram of clearing")
}

// A name that is no text spoils itself alone, and so does an outcome that is there twice.
func TestMetricsOfBadNames(t *testing.T) {
	watch, _ := watchedSample(1)
	watch.Show([]Outcome{{"a\xff", "b", "p50", 1}, {"twice", "b", "p50", 1}, {"twice", "b", "p50", 2}})
	_, text := exposition(t, watch, "")
	for _, line := range []string{"monazite_outcome{arm=\"b\",metric=\"a\ufffd\",q=\"p50\"} 1", "monazite_ticks_total 1"} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("there is no line %s in\n%s", line, text)
		}
	}
}

// 64 clients read while two worlds go on; under -race this finds what is shared without care. What a client sees only grows.
func TestManyScrapesAtOnce(t *testing.T) {
	watch, _ := watchedSample(1)
	url := serve(t, watch).URL()
	stop := make(chan bool)
	var worlds, clients sync.WaitGroup
	for range 2 {
		feed := watch.Feed(sample())
		worlds.Go(func() {
			for m := 0; ; m++ {
				select {
				case <-stop:
					return
				default:
					feed.Month(month(engine.Month(m%24), 1), cost())
				}
			}
		})
	}
	for client := range 64 {
		clients.Go(func() {
			last := 0
			for i := range 4 {
				path := []string{"metrics", "api/frame", "metrics", ""}[(client+i)%4]
				response, err := http.Get(url + path)
				if err != nil {
					t.Error(err)
					return
				}
				body, err := io.ReadAll(response.Body)
				response.Body.Close()
				if err != nil || response.StatusCode != http.StatusOK {
					t.Errorf("/%s: %d, %v", path, response.StatusCode, err)
				}
				if _, after, found := strings.Cut(string(body), "\nmonazite_ticks_total "); found {
					var ticks float64
					if _, err := fmt.Sscan(after, &ticks); err != nil || int(ticks) < last {
						t.Errorf("ticks %v after %d, %v", ticks, last, err)
					}
					last = int(ticks)
				}
			}
		})
	}
	clients.Wait()
	close(stop)
	worlds.Wait()
}

func BenchmarkFeedMonth(b *testing.B) {
	s, rows := vast()
	rows.Prices, rows.Instruments = rows.Prices[:640], rows.Instruments[:40]
	feed := NewWatch(Subject{}).Feed(s)
	b.ReportAllocs()
	for b.Loop() {
		feed.Month(rows, agents.Work{})
	}
}
