package record

import (
	"encoding/json"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"monazite/agents"
	"monazite/engine"
)

// The frame of the sample's third month, by hand: NdPr costs 50 USD/kg in China, where 300 g were bought.
func TestFrame(t *testing.T) {
	watch, _ := watchedSample(3)
	w := ask(loopback(t), "GET", "/api/frame", "localhost", nil)
	if kind := w.Header().Get("Content-Type"); kind != "application/json" {
		t.Errorf("content type %q", kind)
	}
	var object map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &object); err != nil || object["schema"] != 1.0 {
		t.Errorf("%v, schema %v", err, object["schema"])
	}
	f := watch.snapshot().frame()
	if f.Month != "2024-03" || f.Done != 3 || f.Months != 24 || f.Ticks != 3 || f.Seed != 7 || f.Name != "two <b>" {
		t.Errorf("frame is %+v", f)
	}
	if want := (framePrice{"NdPr", "CN", "", 50, 50, 50, 50, 0.0003, false, false}); len(f.Prices) != 3 || f.Prices[0] != want {
		t.Errorf("prices are %+v, want first %+v", f.Prices, want)
	}
	if want := (framePrice{"NdPr", "US", "def", 80, 80, 80, 80, 1, false, false}); f.Prices[2] != want {
		t.Errorf("the last price is %+v, want %+v", f.Prices[2], want)
	}
	if len(f.Phases) != agents.Phases || f.Phases[0] != (framePhase{"observe", 0.001}) || f.Phases[7] != (framePhase{"clear", 0.002}) {
		t.Errorf("phases are %+v", f.Phases)
	}
	if want := (frameWork{3, 40, 7, 2, 11, 1, 0.001, 0, 0}); f.Clearing != want {
		t.Errorf("clearing is %+v, want %+v", f.Clearing, want)
	}
}

// Before the first month lists are empty, not null.
func TestFrameBeforeTheFirstMonth(t *testing.T) {
	watch, _ := watchedSample(0)
	body, err := json.Marshal(watch.snapshot().frame())
	if err != nil || strings.Contains(string(body), "null") || !strings.Contains(string(body), `"month":"","done":0`) {
		t.Errorf("%s, %v", body, err)
	}
}

// What a reader was given stays as it was while months go on.
func TestPublishedStays(t *testing.T) {
	watch, feed := watchedSample(2)
	held := watch.snapshot()
	before, volume := held.frame(), held.volume[0]
	feed.Month(month(5, 1), agents.Work{Phases: [agents.Phases]time.Duration{time.Hour}})
	if after := held.frame(); !reflect.DeepEqual(before, after) || held.volume[0] != volume {
		t.Errorf("a frame that was given changed from\n%+v to\n%+v", before, after)
	}
	if watch.snapshot().ticks != 3 {
		t.Error("the month is not shown")
	}
}

// The names of prices are the columns of the table prices.
func TestFrameNamesAreColumns(t *testing.T) {
	columns := map[string]bool{}
	row := reflect.TypeFor[priceRow]()
	for i := range row.NumField() {
		name, _, _ := strings.Cut(row.Field(i).Tag.Get("parquet"), ",")
		columns[name] = true
	}
	price := reflect.TypeFor[framePrice]()
	for i := range price.NumField() {
		if name := price.Field(i).Tag.Get("json"); !columns[name] {
			t.Errorf("the table prices has no column %q", name)
		}
	}
}

// The page's policy names exactly the style and script that it has, it asks for nothing elsewhere, and no text of a
// scenario is in it.
func TestPage(t *testing.T) {
	w := ask(loopback(t), "GET", "/", "localhost", nil)
	page, policy := w.Body.String(), w.Header().Get("Content-Security-Policy")
	for _, tag := range []string{"style", "script"} {
		found := regexp.MustCompile(`(?s)<`+tag+`>(.*?)</`+tag+`>`).FindAllStringSubmatch(page, -1)
		if len(found) != 1 || !strings.Contains(policy, tag+"-src "+source(found[0][1])) {
			t.Errorf("%d of %s, policy %s", len(found), tag, policy)
		}
	}
	for _, outside := range []string{"http://", "https://", "{{", "two <b>", "innerHTML", " style=", " onclick"} {
		if strings.Contains(page, outside) {
			t.Errorf("the page holds %q", outside)
		}
	}
	for _, address := range []string{"/metrics", "/healthz", "/api/frame", "/api/events"} {
		if !strings.Contains(page, `href="`+address+`"`) {
			t.Errorf("the page has no link to %s", address)
		}
		if code := ask(loopback(t), "HEAD", address, "localhost", nil).Code; code != 200 {
			t.Errorf("%s: %d", address, code)
		}
	}
	if engine.PhaseName(7) != "clear" {
		t.Error("the phases have moved: see TestFrame")
	}
}
