package record

import (
	"context"
	"errors"
	"log"
	"net"
	"net/http"
	"os"
	"time"
)

// Live shows a run or study while it goes on, over HTTP: the page at /, Prometheus metrics at /metrics, the last month
// at /api/frame and, as it changes, at /api/events, and at /healthz that the program is there. It reads snapshots of a
// Watch: a reader who is slow, or stalls, holds up no tick.
type Live struct {
	server   *http.Server
	listener net.Listener
	leave    context.CancelFunc // tells streams of events to end
	served   chan error         // how serving ended
}

// Bounds of the server. A stream of events renews writeTimeout with every event.
const (
	headerTimeout  = 5 * time.Second
	writeTimeout   = 30 * time.Second
	idleTimeout    = 60 * time.Second
	closeTimeout   = 500 * time.Millisecond // for answers under way when the run ends
	maxHeaderBytes = 16 << 10
	maxConnections = 256
)

// Listen starts to serve what a Watch adds up. It fails where the address is taken or not this machine's, so that
// nobody watches a run that is not there; once it has not, trouble of the server never disturbs the run.
func Listen(at Address, watch *Watch) (*Live, error) {
	listener, err := at.listen()
	if err != nil {
		return nil, err
	}
	stay, leave := context.WithCancel(context.Background())
	l := &Live{
		server: &http.Server{
			Handler:           guard(at, routes(watch)),
			ReadHeaderTimeout: headerTimeout,
			WriteTimeout:      writeTimeout,
			IdleTimeout:       idleTimeout,
			MaxHeaderBytes:    maxHeaderBytes,
			BaseContext:       func(net.Listener) context.Context { return stay },
			ErrorLog:          log.New(os.Stderr, "monazite: ", 0),
		},
		listener: listener,
		leave:    leave,
		served:   make(chan error, 1),
	}
	go func() { l.served <- l.server.Serve(&bounded{Listener: listener, most: maxConnections}) }()
	return l, nil
}

// URL is where the page is, such as http://127.0.0.1:9464/ with the port that was picked for port 0.
func (l *Live) URL() string { return "http://" + l.listener.Addr().String() + "/" }

// Close ends the server within a second: streams are told to end, answers under way get half of it to finish. The
// error says what went wrong with serving before that; the run is none the worse for it.
func (l *Live) Close() error {
	l.leave()
	patience, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	if l.server.Shutdown(patience) != nil {
		_ = l.server.Close() // who does not read is cut off
	}
	if err := <-l.served; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// routes is all that there is to ask for.
func routes(watch *Watch) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/{$}", pageHandler())
	mux.Handle("/metrics", newKept(metricsHandler(watch)))
	mux.HandleFunc("/healthz", healthy)
	mux.Handle("/api/frame", frameHandler{watch})
	mux.Handle("/api/events", eventHandler{watch, eventEvery})
	return mux
}

// healthy says that the program answers.
func healthy(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("ok\n")) // a reader who has gone is no concern
}
