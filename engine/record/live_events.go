package record

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// eventEvery is how often a stream looks for a new month: faster than that nobody reads.
const eventEvery = 500 * time.Millisecond

// eventHandler sends the last month as server-sent events, each the object of /api/frame, when there is another.
type eventHandler struct {
	watch *Watch
	every time.Duration
}

// ServeHTTP sends events until the reader goes, does not read for the server's write timeout, or the run ends.
func (h eventHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		return
	}
	ticker := time.NewTicker(h.every)
	defer ticker.Stop()
	var shown *snapshot
	for over := false; ; {
		if s := h.watch.snapshot(); s != shown {
			if send(w, s) != nil {
				return
			}
			shown = s
		}
		if over {
			return
		}
		select {
		case <-r.Context().Done():
			over = true // the last month is still to be told
		case <-ticker.C:
		}
	}
}

// send writes one event, with as much time as any answer has.
func send(w http.ResponseWriter, s *snapshot) error {
	body, err := json.Marshal(s.frame())
	if err != nil {
		return err
	}
	control := http.NewResponseController(w)
	if err := control.SetWriteDeadline(time.Now().Add(writeTimeout)); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "data: %s\n\n", body); err != nil {
		return err
	}
	return control.Flush()
}
