package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"golang.org/x/term"

	"monazite/engine/expect"
	"monazite/engine/record"
)

// claimed is the verdict on one claim; numbers are in the unit of its value.
type claimed struct {
	ID       string          `json:"id"`
	Claim    string          `json:"claim"`
	Unit     string          `json:"unit"` // "" for a bare number
	Median   record.Figure   `json:"median"`
	Low      record.Figure   `json:"low"`
	High     record.Figure   `json:"high"`
	Observed []record.Figure `json:"observed"` // by seed, from 1
	Held     int             `json:"held"`
	Seeds    int             `json:"seeds"`
	Share    float64         `json:"share"` // of the seeds in which it must hold
	Pass     bool            `json:"pass"`

	limit *expect.Limit
	seen  [3]float64 // median, low and high in the unit of the claim
}

// verify puts the claims of a scenario to their seeds.
func verify(file string, t *expect.Trial, f *checkFlags) ([]claimed, error) {
	stop, cancel := interrupted()
	defer cancel()
	effort := expect.Effort{Seeds: f.seeds, Signs: f.signs, Workers: runtime.GOMAXPROCS(0), Stop: stop.Done()}
	progress := record.NewProgress(os.Stderr, record.Goal{Label: file, Unit: "runs", Total: t.Runs(effort), Quiet: f.quiet})
	effort.Done = func(runs int) { progress.Step(runs, "") }
	verdicts, err := t.Verify(effort)
	progress.Finish()
	if err != nil {
		return nil, err
	}
	list := []claimed{}
	for i := range verdicts {
		list = append(list, newClaimed(&verdicts[i]))
	}
	return list, nil
}

func newClaimed(v *expect.Verdict) claimed {
	figure := func(x float64) record.Figure { return record.Figure(v.Limit.In(x)) }
	c := claimed{
		ID: v.ID, Claim: v.String(), Unit: v.Limit.Unit, Median: figure(v.Median), Low: figure(v.Low), High: figure(v.High),
		Held: v.Held, Seeds: len(v.Observed), Share: v.Share, Pass: v.Pass,
		limit: &v.Limit, seen: [3]float64{v.Median, v.Low, v.High},
	}
	for _, x := range v.Observed {
		c.Observed = append(c.Observed, figure(x))
	}
	return c
}

// failed counts the claims that fail.
func (c *checked) failed() (n int) {
	for i := range c.Claims {
		if !c.Claims[i].Pass {
			n++
		}
	}
	return n
}

// printClaims prints what became of a scenario's claims.
func printClaims(w io.Writer, c *checked) {
	n := len(c.Claims)
	if n == 0 {
		fmt.Fprintf(w, "%s: ok, without claims\n", c.File)
		return
	}
	fmt.Fprintf(w, "%s: %d of %s\n", c.File, n-c.failed(), counted(n, "claim holds", "claims hold"))
	for i := range c.Claims {
		k := &c.Claims[i]
		verdict, colour := "PASS", "32"
		if !k.Pass {
			verdict, colour = "FAIL", "31"
		}
		if coloured() {
			verdict = "\x1b[" + colour + "m" + verdict + "\x1b[0m"
		}
		fmt.Fprintf(w, "\n  %s  %s\n%8s", verdict, k.ID, "")
		wrap(w, k.Claim, 8, 8)
		fmt.Fprintf(w, "%8s", "")
		wrap(w, k.finding(), 8, 8)
	}
}

// finding is what the runs say: 51.2 USD/kg (49.9 to 53.0), holds in 4 of 4 seeds.
func (c *claimed) finding() string {
	text := "no such number"
	if c.Median.Known() {
		text = strings.TrimSpace(c.limit.Show(c.seen[0]) + " " + c.Unit)
		text += fmt.Sprintf(" (%s to %s)", c.limit.Show(c.seen[1]), c.limit.Show(c.seen[2]))
	}
	text += fmt.Sprintf(", holds in %d of %s", c.Held, counted(c.Seeds, "seed", "seeds"))
	if !c.Pass {
		text += fmt.Sprintf("; must in %.4g %%", 100*c.Share)
	}
	return text
}

// coloured says whether standard output is a terminal that wants colour.
func coloured() bool {
	return term.IsTerminal(int(os.Stdout.Fd())) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// counted is a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
