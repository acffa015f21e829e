package record

import (
	"bytes"
	"net/http"
	"sync"
	"time"
)

// keptFor is how old an answer may be that is given again: what a crowd of readers asks for is made once.
const keptFor = 100 * time.Millisecond

// mostKept bounds the answers that are kept: one for each format that readers accept.
const mostKept = 8

// kept gives readers who ask for the same format within a moment the same answer.
type kept struct {
	handler http.Handler
	mutex   sync.Mutex // also makes those who ask at once wait for one answer
	answers map[string]*answer
}

// answer is what a handler has said.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
	made   time.Time
}

func newKept(h http.Handler) *kept { return &kept{handler: h, answers: map[string]*answer{}} }

// ServeHTTP implements http.Handler.
func (k *kept) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a := k.answer(r)
	for key, values := range a.header {
		w.Header()[key] = values
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body.Bytes()) // a reader who has gone is no concern
}

// answer finds or makes an answer; nobody changes one that was made.
func (k *kept) answer(r *http.Request) *answer {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	format := r.Method + " " + r.Header.Get("Accept") + " " + r.URL.RawQuery
	if a := k.answers[format]; a != nil && time.Since(a.made) < keptFor {
		return a
	}
	a := &answer{header: http.Header{}, status: http.StatusOK}
	k.handler.ServeHTTP(a, r)
	a.made = time.Now()
	if _, known := k.answers[format]; !known && len(k.answers) == mostKept {
		clear(k.answers)
	}
	k.answers[format] = a
	return a
}

// Header, WriteHeader and Write make it an http.ResponseWriter.
func (a *answer) Header() http.Header         { return a.header }
func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(b []byte) (int, error) { return a.body.Write(b) }
