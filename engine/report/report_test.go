package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"monazite/engine"
	"monazite/engine/record"
	"monazite/engine/report/svg"
	"monazite/engine/scenario"
)

var update = flag.Bool("update", false, "draw the README's picture anew")

// ran runs a scenario and gives the folder.
func ran(t *testing.T, name string, months int) string {
	t.Helper()
	built, doc, err := scenario.Open(name, nil)
	if err != nil {
		t.Fatal(err)
	}
	if months > 0 {
		built.Months = months
	}
	info := record.Info{Version: "0.0.0", Command: "monazite run " + name + " --seed 1", Seed: 1, Workers: 1}
	for _, s := range doc.Settings() {
		info.Parameters = append(info.Parameters, record.Parameter{Path: s.Path, Value: s.Value})
	}
	dir := filepath.Join(t.TempDir(), "run")
	folder, err := record.Create(dir, built, info)
	if err != nil {
		t.Fatal(err)
	}
	if err := engine.New(built, engine.Options{Seed: 1, Workers: 1, Recorder: folder}).Run(nil); err != nil {
		t.Fatal(err)
	}
	if _, err := folder.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// opened opens a folder and draws its page.
func opened(t *testing.T, dir string) (*Run, string) {
	t.Helper()
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	page, err := r.Page(filepath.Join(dir, "report.html"))
	if err != nil {
		t.Fatal(err)
	}
	return r, string(page)
}

// charts are all of a page.
func (r *Run) charts() (all []svg.Chart) {
	for _, charts := range [][]svg.Chart{
		r.priceCharts(), r.stockCharts(), {r.shareChart()}, r.outputCharts(), r.unservedCharts(), r.rejectCharts(), r.utilisationCharts(),
	} {
		all = append(all, charts...)
	}
	if len(r.projects) > 0 {
		all = append(append(all, r.stageChart()), r.moneyCharts()...)
	}
	return append(all, r.fiscalCharts()...)
}

// Every chart says what it shows and in which unit, and has a value for every month of the run.
func TestCharts(t *testing.T) {
	for _, c := range []struct {
		name           string
		months, charts int
	}{
		{"small", 30, 7 + 4 + 6 + 2 + 4 + 1},   // La and Ce among the prices, no unserved demand; duties are received
		{"tour", 3, 7 + 4 + 6 + 2 + 4 + 3 + 1}, // projects and companies' money
		{"metal", 0, 0},
		{"world", 14, 9 + 4 + 6 + 2 + 4 + 3 + 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, page := opened(t, ran(t, c.name, c.months))
			all := r.charts()
			if c.charts > 0 && len(all) != c.charts {
				t.Errorf("%d charts, want %d", len(all), c.charts)
			}
			for _, chart := range all {
				r.checkChart(t, &chart)
			}
			if n := strings.Count(page, "<svg "); n != len(all) {
				t.Errorf("%d pictures, want %d", n, len(all))
			}
			checkPage(t, page)
		})
	}
}

func (r *Run) checkChart(t *testing.T, c *svg.Chart) {
	t.Helper()
	if c.Title == "" || c.Unit == "" || c.Start != r.start || len(c.Lines)+len(c.Bands) == 0 {
		t.Errorf("%q lacks a title, unit, start or series: %q, %v", c.Title, c.Unit, c.Start)
	}
	values := 0
	for _, l := range c.Lines {
		if l.Name == "" || len(l.Values) != r.months || l.Pale != nil && len(l.Pale) != r.months {
			t.Errorf("%s: line %q has %d months, want %d", c.Title, l.Name, len(l.Values), r.months)
		}
		for _, v := range l.Values {
			if !math.IsNaN(v) {
				values++
			}
		}
	}
	for _, b := range c.Bands {
		if b.Name == "" || len(b.Low) != r.months || len(b.High) != r.months {
			t.Errorf("%s: band %q has %d months, want %d", c.Title, b.Name, len(b.High), r.months)
		}
		values += len(b.High)
	}
	if values < r.months {
		t.Errorf("%s has %d values in %d months", c.Title, values, r.months)
	}
}

var (
	picture = regexp.MustCompile(`(?s)<svg .*?</svg>`)
	loads   = regexp.MustCompile(`(?i)<script|<img|<link|<iframe|<object|@import|url\(|javascript:| on[a-z]+=| style=`)
	styled  = regexp.MustCompile(`(?s)<style>(.*)</style>`)
)

// checkPage holds a page to what it promises: pictures that are XML, nothing that runs or is loaded, no missing number.
func checkPage(t *testing.T, page string) {
	t.Helper()
	for _, p := range picture.FindAllString(page, -1) {
		in := xml.NewDecoder(strings.NewReader(p))
		for {
			if _, err := in.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%v in %.200s", err, p)
			}
		}
	}
	if found := loads.FindString(page); found != "" {
		t.Errorf("the page holds %q", found)
	}
	if style := styled.FindStringSubmatch(page); style == nil || style[1] != styleText {
		t.Error("the style is not what the policy's checksum is of")
	}
	for _, want := range []string{`http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-`, `href="prices.parquet"`, `href="manifest.json"`, "monazite run "} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, never := range []string{"NaN", "Inf<", "ZgotmplZ", "<no value>", "%!"} {
		if strings.Contains(page, never) {
			t.Errorf("the page holds %q", never)
		}
	}
}

// The page's first tables, which come from the Parquet files, agree with the summary, which the run counts by itself.
func TestHeadlineAgreesWithTheSummary(t *testing.T) {
	for _, name := range []string{"small", "tour"} {
		agrees(t, ran(t, name, 0))
	}
}

func agrees(t *testing.T, dir string) {
	t.Helper()
	r, _ := opened(t, dir)
	body, err := os.ReadFile(filepath.Join(dir, "summary.json"))
	if err != nil {
		t.Fatal(err)
	}
	var s record.Summary
	if err := json.Unmarshal(body, &s); err != nil {
		t.Fatal(err)
	}
	shown := map[string][]string{}
	for _, table := range r.headline() {
		for _, row := range table.Rows {
			shown[row.Label] = row.Cells
		}
	}
	home, rest := find(r.home).name, r.rest().name
	compared := 0
	for i, y := range s.Years {
		compare := func(label, want string) {
			if got := shown[label]; len(got) != len(s.Years) || got[i] != want {
				t.Errorf("%s: %s in %d is %q, the summary has %s", r.manifest.Scenario, label, y.Year, got, want)
			}
			compared++
		}
		for _, p := range y.Prices {
			title := r.goodTitle(p.Good)
			compare(title+", "+home, price(float64(p.China)))
			compare(title+", "+rest, price(float64(p.Outside)))
		}
		percent := func(f record.Figure) string { return svg.Number(100*float64(f), 1) }
		compare("Mines", percent(y.Outside.Mine))
		compare("Light separation", percent(y.Outside.Separation))
		compare("Magnets", percent(y.Outside.Magnets))
		compare("Users of magnets", percent(y.Missing.Magnets))
		compare("Users of oxides", percent(y.Missing.Oxides))
	}
	if compared != 4*13 {
		t.Errorf("%d numbers compared, want 52", compared)
	}
}

// The world's oxides balance to the gram, its headline is the summary's, and the README's picture is the one that it gives.
func TestGoldenWorld(t *testing.T) {
	if testing.Short() {
		t.Skip("the whole world, which the race detector only slows down")
	}
	dir := ran(t, "world", 0)
	agrees(t, dir)
	r, page := opened(t, dir)
	checkPage(t, page)
	y := r.years()[0]
	for _, oxide := range r.oxides() {
		one := []string{oxide}
		sum := func(what string) float64 { return total(y.of(r.stocks.over(what, one, r.regions))) }
		change := r.stocks.over("closing", one, r.regions)[y.to-1] - r.stocks.over("opening", one, r.regions)[y.from]
		if off := sum("produced") + sum("recycled") - sum("used") - sum("waste") - change; math.Abs(off) > 1e-6 {
			t.Errorf("%s is off by %v t", oxide, off)
		}
	}
	file := filepath.Join("testdata", "world.svg")
	if *update {
		if err := os.WriteFile(file, r.Picture(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, r.Picture()) {
		t.Error("the README's picture is not what the world looks like: go test ./engine/report -run Golden -update")
	}
	if len(want) > 60_000 {
		t.Errorf("the README's picture has %d bytes, want at most 60,000", len(want))
	}
}

// In the first month, which has no year behind it, world cover is the metric of that name, which the engine computes.
func TestCoverIsTheMetric(t *testing.T) {
	dir := ran(t, "small", 1)
	r, _ := opened(t, dir)
	compared := 0
	err := each(r, "metrics", func(row *struct {
		Month  int64   `parquet:"month,timestamp(millisecond:local)"`
		Metric string  `parquet:"metric"`
		Stage  string  `parquet:"stage"`
		Value  float64 `parquet:"value"`
	}) error {
		m, err := r.month(row.Month)
		if row.Metric == "cover" {
			compared++
			if got := r.cover([]string{row.Stage}, r.regions)[m]; math.Abs(got/row.Value-1) > 1e-9 {
				return fmt.Errorf("%s lasts %v days, the metric says %v", row.Stage, got, row.Value)
			}
		}
		return err
	})
	if err != nil || compared < 10 {
		t.Errorf("%v; %d compared", err, compared)
	}
}

func TestSameFolderSameBytes(t *testing.T) {
	dir := ran(t, "tour", 24)
	_, a := opened(t, dir)
	_, b := opened(t, dir)
	if a != b {
		t.Error("drawing twice gives two pages")
	}
	for _, never := range []string{"finished", "gomaxprocs", filepath.Dir(dir)} {
		if strings.Contains(a, never) {
			t.Errorf("the page holds %q", never)
		}
	}
}

// Whatever a scenario calls things is text.
func TestNamesAreText(t *testing.T) {
	const evil = `<script>alert("1")</script> & 'co'`
	file := filepath.Join(t.TempDir(), "evil.toml")
	text := "extends = \"small\"\nname = \"evil\"\ntitle = '''" + evil + "'''\n[model]\noutage_chance = \"50 %\"\n[[plant]]\nid = \"us-rock\"\nname = '''" + evil + "'''\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	_, page := opened(t, ran(t, file, 24))
	checkPage(t, page)
	escaped := `&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; &#39;co&#39;`
	if n := strings.Count(page, escaped); n < 2 {
		t.Errorf("%d times the title as text, want it in the title and heading", n)
	}
	if !strings.Contains(page, escaped+" [us-rock, US]") {
		t.Error("the plant's outage is not among the turning points")
	}
}
