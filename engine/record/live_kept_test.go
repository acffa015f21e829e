package record

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
)

// Who asks for the same within a moment gets the same answer, made once; another format is another answer.
func TestKeptAnswers(t *testing.T) {
	var made atomic.Int32
	server := httptest.NewServer(newKept(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		made.Add(1)
		w.Header().Set("Content-Type", "text/"+r.Header.Get("Accept"))
		w.WriteHeader(http.StatusAccepted)
		_, _ = io.WriteString(w, "as "+r.Header.Get("Accept"))
	})))
	defer server.Close()
	ask := func(format string) {
		request, err := http.NewRequest(http.MethodGet, server.URL, nil)
		if err != nil {
			t.Error(err)
			return
		}
		request.Header.Set("Accept", format)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Error(err)
			return
		}
		defer response.Body.Close()
		body, _ := io.ReadAll(response.Body)
		if response.StatusCode != http.StatusAccepted || string(body) != "as "+format || response.Header.Get("Content-Type") != "text/"+format {
			t.Errorf("%s: %d, %q, %v", format, response.StatusCode, body, response.Header)
		}
	}
	var group sync.WaitGroup
	for i := range 200 {
		group.Go(func() { ask([]string{"plain", "html"}[i%2]) })
	}
	group.Wait()
	if n := made.Load(); n < 2 || n > 100 { // 2 on a fast machine
		t.Errorf("200 readers of two formats made the handler answer %d times", n)
	}
	for _, format := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"} {
		ask(format) // more formats than are kept
	}
}
