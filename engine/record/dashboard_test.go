package record

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const dashboards = "../../configs/dashboards/"

// Patterns of queries: a metric with the matchers behind it, the labels in matchers, and those that results are grouped by.
var (
	metricPattern = regexp.MustCompile(`\b(monazite_[a-z_]+)(\{[^}]*\})?`)
	labelPattern  = regexp.MustCompile(`([a-z]+)\s*(?:=~|=|!=|!~)`)
	groupPattern  = regexp.MustCompile(`(?:\bby|\bon) \(([a-z, ]*)\)`)
	valuesPattern = regexp.MustCompile(`^label_values\((.*), ([a-z]+)\)$`)
	legendPattern = regexp.MustCompile(`\{\{([a-z]+)\}\}`)
)

// Every query of the dashboard names metrics that /metrics serves, by labels that they have.
func TestDashboardQueries(t *testing.T) {
	text, err := os.ReadFile(dashboards + "monazite.json")
	if err != nil {
		t.Fatal(err)
	}
	var board any
	if err := json.Unmarshal(text, &board); err != nil {
		t.Fatal(err)
	}
	samples := sampleLabels(t)
	queries := 0
	visit(board, func(target map[string]any) {
		legend, _ := target["legendFormat"].(string)
		for _, key := range []string{"expr", "query", "definition"} {
			if query, ok := target[key].(string); ok && query != "prometheus" {
				queries++
				for _, problem := range judge(query, legend, samples) {
					t.Errorf("%s: %s", query, problem)
				}
			}
		}
	})
	if queries < 15 {
		t.Errorf("only %d queries were found", queries)
	}
	for name := range families(t, busy()) {
		if !strings.Contains(string(text), name) {
			t.Errorf("no panel shows %s", name)
		}
	}
}

// judge lists what is wrong with a query and the labels in its legend.
func judge(query, legend string, samples map[string][]string) (problems []string) {
	wanted := legendPattern.FindAllStringSubmatch(legend, -1)
	if values := valuesPattern.FindStringSubmatch(query); values != nil {
		wanted = append(wanted, values[1:]) // the label is second, as in the other patterns
		query = values[1]
	}
	for _, group := range groupPattern.FindAllStringSubmatch(query, -1) {
		for _, label := range strings.Split(group[1], ",") {
			wanted = append(wanted, []string{"", strings.TrimSpace(label)})
		}
	}
	names := metricPattern.FindAllStringSubmatch(query, -1)
	if len(names) == 0 {
		return []string{"names no metric"}
	}
	var union []string
	for _, name := range names {
		labels, known := samples[name[1]]
		if !known {
			problems = append(problems, "there is no "+name[1])
		}
		union = append(union, labels...)
		for _, matched := range labelPattern.FindAllStringSubmatch(name[2], -1) {
			if !slices.Contains(labels, matched[1]) {
				problems = append(problems, name[1]+" has no label "+matched[1])
			}
		}
	}
	for _, label := range wanted {
		if !slices.Contains(union, label[1]) {
			problems = append(problems, "nothing has a label "+label[1])
		}
	}
	return problems
}

// sampleLabels reads the labels of every sample off what /metrics answers; Prometheus adds instance and job.
func sampleLabels(t *testing.T) map[string][]string {
	t.Helper()
	_, text := exposition(t, busy(), "")
	found := map[string][]string{}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, rest, _ := strings.Cut(line[:strings.LastIndexByte(line, ' ')], "{")
		if found[name] == nil {
			found[name] = []string{"instance", "job"}
		}
		for _, label := range labelPattern.FindAllStringSubmatch(rest, -1) {
			found[name] = append(found[name], label[1])
		}
	}
	return found
}

// visit calls f for every object in a JSON value.
func visit(value any, f func(map[string]any)) {
	switch v := value.(type) {
	case map[string]any:
		f(v)
		for _, part := range v {
			visit(part, f)
		}
	case []any:
		for _, part := range v {
			visit(part, f)
		}
	}
}

// The judge itself finds what is wrong.
func TestDashboardJudge(t *testing.T) {
	samples := sampleLabels(t)
	for _, c := range []struct {
		query, legend string
		want          string
	}{
		{`monazite_ticks_total{instance="$instance"}`, "", ""},
		{`histogram_quantile(0.5, sum by (le) (rate(monazite_clear_duration_seconds_bucket[1m])))`, "p50", ""},
		{`label_values(monazite_price_usd_per_kg, good)`, "", ""},
		{`monazite_tick_total`, "", "there is no monazite_tick_total"},
		{`monazite_clear_duration_seconds`, "", "there is no monazite_clear_duration_seconds"},
		{`monazite_price_usd_per_kg{firm="x"}`, "", "has no label firm"},
		{`sum by (arm) (monazite_ticks_total)`, "", "nothing has a label arm"},
		{`label_values(monazite_ticks_total, good)`, "", "nothing has a label good"},
		{`monazite_ticks_total`, "{{phase}}", "nothing has a label phase"},
		{`up`, "", "names no metric"},
	} {
		if got := strings.Join(judge(c.query, c.legend, samples), "; "); !strings.Contains(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s: %q, want %q", c.query, got, c.want)
		}
	}
}

// The configuration looks where the README and the help say that a run is watched.
func TestPrometheusConfiguration(t *testing.T) {
	text, err := os.ReadFile(dashboards + "prometheus.yml")
	if err != nil || !strings.Contains(string(text), `targets: ["127.0.0.1:9464"]`) {
		t.Errorf("%v, %s", err, text)
	}
}
