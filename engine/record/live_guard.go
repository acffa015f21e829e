package record

import (
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// closedPolicy is the Content-Security-Policy of everything but the page, which adds to it what it brings along.
const closedPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// guard lets pass requests that read, have no body, and come from who knows the machine by its name.
func guard(at Address, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", closedPolicy)
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		switch {
		case !at.trusts(r.Host):
			refuse(w, http.StatusForbidden, "this host name is not the machine's: use its address")
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			h.Set("Allow", "GET, HEAD")
			refuse(w, http.StatusMethodNotAllowed, "there is only something to read here: GET and HEAD")
		case r.ContentLength != 0:
			refuse(w, http.StatusBadRequest, "nobody here reads a body")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// refuse answers and hangs up without waiting for the rest of the request, which may never come.
func refuse(w http.ResponseWriter, code int, why string) {
	_ = http.NewResponseController(w).SetReadDeadline(time.Now()) // tests without a connection have none
	w.Header().Set("Connection", "close")
	http.Error(w, why, code)
}

// bounded is a listener of which only so many connections are open at a time; one more is closed at once.
type bounded struct {
	net.Listener
	most int64
	open atomic.Int64
}

// Accept waits for the next connection that there is room for.
func (b *bounded) Accept() (net.Conn, error) {
	for {
		c, err := b.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if b.open.Add(1) <= b.most {
			return &counted{Conn: c, of: b}, nil
		}
		b.open.Add(-1)
		_ = c.Close() // nothing was read or written
	}
}

// counted is a connection that makes room when it is closed, once.
type counted struct {
	net.Conn
	of   *bounded
	once sync.Once
}

// Close hangs up.
func (c *counted) Close() error {
	c.once.Do(func() { c.of.open.Add(-1) })
	return c.Conn.Close()
}
