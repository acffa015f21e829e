package bench

import (
	"context"
	"io"
	"net/http"
	"sync"
	"testing"
	"time"

	"monazite/engine/record"
	"monazite/engine/study"
)

// BenchmarkWatched is what watching a study on two workers costs: with a server that nobody asks, and with 64 clients that
// ask for the metrics every second. All take turns.
func BenchmarkWatched(b *testing.B) {
	s := openStudy(b, "world", 12)
	var alone, served, crowded time.Duration
	for b.Loop() {
		alone += keepStudy(b, s, study.Effort{Workers: 2})
		served += watchedStudy(b, s, 0)
		crowded += watchedStudy(b, s, 64)
	}
	b.ReportMetric(100*(served.Seconds()/alone.Seconds()-1), "%served")
	b.ReportMetric(100*(crowded.Seconds()/served.Seconds()-1), "%64clients")
}

// watchedStudy runs a study that is served and scraped.
func watchedStudy(b *testing.B, s *study.Study, clients int) time.Duration {
	b.Helper()
	at, err := record.ParseAddress("127.0.0.1:0", false)
	if err != nil {
		b.Fatal(err)
	}
	watch := record.NewWatch(record.Subject{Name: s.Name, Seed: s.Seed, Months: s.Months, Planned: s.Replications})
	live, err := record.Listen(at, watch)
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var group sync.WaitGroup
	for i := range clients {
		group.Go(func() { scrape(ctx, live.URL()+"metrics", time.Duration(i)*time.Second/time.Duration(clients)) })
	}
	took := keepStudy(b, s, study.Effort{Workers: 2, Watch: watch})
	cancel()
	group.Wait()
	if err := live.Close(); err != nil {
		b.Fatal(err)
	}
	return took
}

// scrape asks once a second, from a moment on.
func scrape(ctx context.Context, url string, first time.Duration) {
	client := &http.Client{Transport: &http.Transport{}}
	for wait := first; ; wait = time.Second {
		select {
		case <-ctx.Done():
			client.CloseIdleConnections()
			return
		case <-time.After(wait):
		}
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return
		}
		if response, err := client.Do(request); err == nil {
			_, _ = io.Copy(io.Discard, response.Body)
			response.Body.Close()
		}
	}
}
