package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/pflag"

	"monazite/agents"
	"monazite/engine"
	"monazite/engine/record"
	"monazite/engine/study"
)

// watchFlags say where what goes on can be watched; nowhere without --listen.
type watchFlags struct {
	listen string
	remote bool
}

func (f *watchFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.listen, "listen", "", "serve a page and metrics at `HOST:PORT`, such as\n127.0.0.1:9464; port 0 picks one and prints it")
	flags.BoolVar(&f.remote, "insecure-remote", false, "let --listen serve other machines: no password,\nno encryption")
}

// view is what others watch a run through. A nil view shows it to nobody.
type view struct {
	*record.Watch
	live *record.Live
	feed *record.Feed
}

// open starts to serve before there is anything to see, so that a taken port ends the program before a month is run.
func (f *watchFlags) open(s *engine.Scenario, seed uint64) (*view, error) {
	if f.listen == "" {
		if f.remote {
			return nil, usageError{errors.New("--insecure-remote is about --listen: give an address there, such as --listen :9464")}
		}
		return nil, nil
	}
	at, err := record.ParseAddress(f.listen, f.remote)
	if err != nil {
		return nil, err
	}
	watch := record.NewWatch(record.Subject{Name: s.Name, Version: version, Seed: seed, Months: s.Months, Planned: 1})
	live, err := record.Listen(at, watch)
	if err != nil {
		return nil, err
	}
	fmt.Fprintln(os.Stderr, "Watch at", live.URL())
	return &view{watch, live, watch.Feed(s)}, nil
}

// openStudy starts to serve what goes on in a study of so many runs.
func (f *watchFlags) openStudy(s *study.Study, runs int) (*view, error) {
	v, err := f.open(s.Arms[0].Base, s.Seed)
	if v != nil {
		v.Rename(s.Name)
		v.Plan(runs)
	}
	return v, err
}

// watcher is what replications are shown to.
func (v *view) watcher() *record.Watch {
	if v == nil {
		return nil
	}
	return v.Watch
}

// clock times phases where somebody watches.
func (v *view) clock() func() time.Duration {
	if v == nil {
		return nil
	}
	return record.Clock()
}

// month shows a month.
func (v *view) month(t *engine.Tables, work agents.Work) {
	if v != nil {
		v.feed.Month(t, work)
	}
}

// close says how the run ended and stops serving.
func (v *view) close(outcome error) {
	if v == nil {
		return
	}
	v.Finish(outcome)
	v.stop()
}

// stop stops serving. Trouble with that is told and changes nothing.
func (v *view) stop() {
	if v == nil {
		return
	}
	if err := v.live.Close(); err != nil {
		fmt.Fprintln(os.Stderr, "monazite: watching ended early:", err)
	}
}
