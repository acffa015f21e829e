package engine

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"monazite/agents"
)

// ErrInterrupted says that a run was stopped from outside between two months.
var ErrInterrupted = errors.New("interrupted")

// Defect plants an error into the accounts of one month, to show that the checks catch it. The
// zero value plants nothing.
type Defect struct {
	Kind  string // "gram" loses a gram of a stock, "payment" pays one side twice, "treasury" pays what no instrument books
	Month Month
}

// ParseDefect reads KIND:MONTH, such as gram:2025-03.
func ParseDefect(text string) (Defect, error) {
	kind, when, _ := strings.Cut(text, ":")
	d := Defect{Kind: kind}
	if kind != "gram" && kind != "payment" && kind != "treasury" {
		return d, fmt.Errorf("defect %q: expected gram:MONTH, payment:MONTH or treasury:MONTH", text)
	}
	var month agents.Month
	if err := month.UnmarshalText([]byte(when)); err != nil {
		return d, fmt.Errorf("defect %q: %w", text, err)
	}
	d.Month = month
	return d, nil
}

func (w *World) plantDefect() {
	d := w.options.Defect
	if d.Kind == "" || d.Month != w.Month || w.spinning {
		return
	}
	switch d.Kind {
	case "gram":
		for i := range w.Stock {
			if w.Stock[i].Mass > 0 {
				w.Stock[i].Mass--
				return
			}
		}
	case "payment":
		w.Cash[0]++
	case "treasury":
		if region := slices.Index(w.Treasuries, true); region >= 0 {
			w.transfer(w.treasury(ID(region)), 0, 1)
		}
	}
}
