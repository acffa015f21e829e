package record

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// loopback is where tests listen.
func loopback(t *testing.T) Address {
	t.Helper()
	at, err := ParseAddress("127.0.0.1:0", false)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// watchedSample is a Watch of the sample that has seen some months, each of which took 2 ms to clear.
func watchedSample(months int) (*Watch, *Feed) {
	watch := NewWatch(Subject{Name: "two <b>", Version: "1.2.3", Seed: 7, Months: 24, Planned: 1})
	feed := watch.Feed(sample())
	for m := range months {
		feed.Month(month(engine.Month(m), 1), cost())
	}
	return watch, feed
}

func cost() (w agents.Work) {
	for i := range w.Phases {
		w.Phases[i] = time.Duration(i+1) * time.Millisecond
		if engine.PhaseName(i) == "clear" {
			w.Phases[i] = 2 * time.Millisecond
		}
	}
	w.Clearing = markets.Work{Markets: 3, Orders: 40, Vertices: 7, Near: 2, Steps: 11, Fallbacks: 1, Sorting: time.Millisecond}
	return w
}

// serve listens for the length of a test.
func serve(t *testing.T, watch *Watch) *Live {
	t.Helper()
	live, err := Listen(loopback(t), watch)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := live.Close(); err != nil {
			t.Error(err)
		}
	})
	return live
}

func get(t *testing.T, url string) (*http.Response, string) {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

// ask puts a request to what a server on an address would serve.
func ask(at Address, method, path, host string, body io.Reader) *httptest.ResponseRecorder {
	watch, _ := watchedSample(1)
	r := httptest.NewRequest(method, "http://localhost"+path, body)
	r.Host = host
	w := httptest.NewRecorder()
	guard(at, routes(watch)).ServeHTTP(w, r)
	return w
}

func TestGuard(t *testing.T) {
	for _, c := range []struct {
		name, method, path, host, body string
		code                           int
	}{
		{"page", "GET", "/", "127.0.0.1:9464", "", 200},
		{"head of the page", "HEAD", "/", "localhost:9464", "", 200},
		{"metrics", "GET", "/metrics", "[::1]:9464", "", 200},
		{"head of metrics", "HEAD", "/metrics", "localhost", "", 200},
		{"health", "GET", "/healthz", "localhost:80", "", 200},
		{"frame", "GET", "/api/frame", "LOCALHOST:9464", "", 200},
		{"head of events", "HEAD", "/api/events", "localhost", "", 200},
		{"foreign host", "GET", "/", "evil.example:9464", "", 403},
		{"foreign host of metrics", "GET", "/metrics", "localhost.evil.example", "", 403},
		{"no host", "GET", "/", "", "", 403},
		{"an address of the network", "GET", "/", "192.168.1.4:9464", "", 403},
		{"foreign host, wrong method", "POST", "/", "evil.example", "", 403},
		{"post", "POST", "/api/frame", "localhost", "", 405},
		{"put", "PUT", "/metrics", "localhost", "", 405},
		{"delete", "DELETE", "/", "localhost", "", 405},
		{"options", "OPTIONS", "/", "localhost", "", 405},
		{"trace", "TRACE", "/", "localhost", "", 405},
		{"a body", "GET", "/", "localhost", "x", 400},
		{"no profiler", "GET", "/debug/pprof/", "localhost", "", 404},
		{"no variables", "GET", "/debug/vars", "localhost", "", 404},
		{"elsewhere", "GET", "/api", "localhost", "", 404},
		{"below metrics", "GET", "/metrics/x", "localhost", "", 404},
	} {
		var body io.Reader
		if c.body != "" {
			body = strings.NewReader(c.body)
		}
		w := ask(loopback(t), c.method, c.path, c.host, body)
		if w.Code != c.code {
			t.Errorf("%s: %d, want %d", c.name, w.Code, c.code)
		}
		h := w.Header()
		if policy := h.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", c.name, policy)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: headers %v", c.name, h)
		}
		if c.code == 405 && h.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: allow %q", c.name, h.Get("Allow"))
		}
	}
}

// A handler of the default mux, which any imported package may register, is not served.
func TestNoDefaultMux(t *testing.T) {
	http.HandleFunc("/planted", func(http.ResponseWriter, *http.Request) {})
	if w := ask(loopback(t), "GET", "/planted", "localhost", nil); w.Code != http.StatusNotFound {
		t.Errorf("the default mux is served: %d", w.Code)
	}
}

func TestBoundsOfTheServer(t *testing.T) {
	watch, _ := watchedSample(0)
	s := serve(t, watch).server
	if s.ReadHeaderTimeout != 5*time.Second || s.WriteTimeout != 30*time.Second || s.IdleTimeout == 0 || s.MaxHeaderBytes > 1<<16 || maxConnections != 256 {
		t.Errorf("headers within %v, answers within %v, idle for %v, %d bytes of headers, %d connections",
			s.ReadHeaderTimeout, s.WriteTimeout, s.IdleTimeout, s.MaxHeaderBytes, maxConnections)
	}
}

// Of connections that stay open so many are served and the next is closed; one that ends makes room for another.
func TestConnectionsAreBounded(t *testing.T) {
	watch, _ := watchedSample(0)
	address := serve(t, watch).listener.Addr().String()
	dial := func() (net.Conn, bool) {
		c, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		_ = c.SetDeadline(time.Now().Add(20 * time.Second))
		_, _ = io.WriteString(c, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n") // a closed one may refuse this
		line, err := bufio.NewReader(c).ReadString('\n')
		return c, err == nil && strings.Contains(line, "200 OK")
	}
	first, ok := dial()
	for range maxConnections - 1 {
		_, served := dial()
		ok = ok && served
	}
	if !ok {
		t.Fatalf("not all of %d connections are served", maxConnections)
	}
	if _, served := dial(); served {
		t.Error("one connection more is served")
	}
	first.Close()
	for range 500 { // until the server has seen it go
		if _, served := dial(); served {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("a connection that ended made no room")
}

func TestTakenPort(t *testing.T) {
	watch, _ := watchedSample(0)
	taken := serve(t, watch).listener.Addr().String()
	at, err := ParseAddress(taken, false)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Listen(at, watch)
	var wrong *AddressError
	if err == nil || errors.As(err, &wrong) || !strings.Contains(err.Error(), taken) {
		t.Errorf("a taken port gives %v", err)
	}
}

func TestPortZeroPicksOne(t *testing.T) {
	watch, _ := watchedSample(1)
	url := serve(t, watch).URL()
	if strings.Contains(url, ":0/") || !strings.HasPrefix(url, "http://127.0.0.1:") {
		t.Errorf("URL is %s", url)
	}
	if response, body := get(t, url+"healthz"); response.StatusCode != 200 || body != "ok\n" {
		t.Errorf("healthz: %d %q", response.StatusCode, body)
	}
}

// streaming serves a watch, with a client who follows its events.
func streaming(t *testing.T, watch *Watch) (*Live, io.Reader) {
	t.Helper()
	live, err := Listen(loopback(t), watch)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Get(live.URL() + "api/events")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	return live, response.Body
}

// After Close nothing answers, although a stream is open, a connection has asked nothing yet, and one does not read.
func TestCloseEndsEverything(t *testing.T) {
	watch, _ := watchedSample(1)
	live, stream := streaming(t, watch)
	silent, err := net.Dial("tcp", live.listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	if err := live.Close(); err != nil {
		t.Error(err)
	}
	if _, err := io.ReadAll(stream); err != nil {
		t.Logf("the stream ended with %v", err)
	}
	_ = silent.SetReadDeadline(time.Now().Add(20 * time.Second))
	var late net.Error
	if _, err := silent.Read(make([]byte, 1)); err == nil || errors.As(err, &late) && late.Timeout() {
		t.Errorf("the silent connection stays open: %v", err)
	}
	if c, err := net.Dial("tcp", live.listener.Addr().String()); err == nil {
		c.Close()
		t.Error("the port is still served")
	}
}

func TestEvents(t *testing.T) {
	watch, feed := watchedSample(0)
	server := httptest.NewServer(eventHandler{watch, time.Millisecond})
	defer server.Close()
	response, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if kind := response.Header.Get("Content-Type"); kind != "text/event-stream" {
		t.Errorf("content type %q", kind)
	}
	lines := bufio.NewScanner(response.Body)
	lines.Buffer(nil, 1<<20)
	for _, want := range []string{"", "2024-01", "2024-02"} {
		if want != "" {
			feed.Month(month(map[string]engine.Month{"2024-01": 0, "2024-02": 1}[want], 1), cost())
		}
		var got frame
		if !lines.Scan() || json.Unmarshal([]byte(strings.TrimPrefix(lines.Text(), "data: ")), &got) != nil || got.Month != want {
			t.Fatalf("event %q, want the month %q", lines.Text(), want)
		}
		if !lines.Scan() || lines.Text() != "" {
			t.Errorf("an event ends with %q", lines.Text())
		}
	}
}

// The last month reaches a stream although the server closes right after it.
func TestLastEvent(t *testing.T) {
	watch, feed := watchedSample(0)
	live, stream := streaming(t, watch)
	feed.Month(month(4, 1), cost())
	if err := live.Close(); err != nil {
		t.Error(err)
	}
	if body, err := io.ReadAll(stream); err != nil || !strings.Contains(string(body), `"month":"2024-05"`) {
		t.Errorf("the stream ends with %v without the last month: %s", err, body)
	}
}

// A client who reads nothing holds up no month.
func TestStalledReaderSlowsNoTick(t *testing.T) {
	watch, feed := watchedSample(1)
	live := serve(t, watch)
	for range 8 {
		c, err := net.Dial("tcp", live.listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		for range 100 { // many answers that nobody takes
			_, _ = io.WriteString(c, "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")
		}
	}
	done := make(chan bool)
	go func() {
		for m := range 2000 {
			feed.Month(month(engine.Month(m%24), 1), cost())
		}
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("months wait for readers")
	}
}
