package engine

import (
	"cmp"
	"slices"

	"monazite/markets"
)

// journal collects what the month's rows need beyond the state.
type journal struct {
	freight, duty []markets.Money // [good*routes+route]
	rents         []RentRow
	incidents     []Incident
	refusals      []Incident
	tables        Tables
}

// Incident is something worth telling: an opening, an accident, a wish refused.
type Incident struct {
	Kind       string
	Site, Good ID
	Reason     string
	Detail     string
}

func (j *journal) allocate(w *World) {
	j.freight = make([]markets.Money, len(w.Goods)*len(w.Routes))
	j.duty = make([]markets.Money, len(w.Goods)*len(w.Routes))
}

func (j *journal) event(i Incident) { j.incidents = append(j.incidents, i) }

// refuse records a wish that could not be met.
func (w *World) refuse(site, good ID, reason string) {
	w.journal.refusals = append(w.journal.refusals, Incident{Kind: "refusal", Site: site, Good: good, Reason: reason})
}

// eventRows counts incidents by plant, good and reason.
func (w *World) eventRows(rows []EventRow) []EventRow {
	all := append(w.journal.incidents, w.journal.refusals...)
	slices.SortStableFunc(all, func(a, b Incident) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Site, b.Site), cmp.Compare(a.Good, b.Good),
			cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Detail, b.Detail))
	})
	for i := 0; i < len(all); {
		end := i
		for end < len(all) && all[end] == all[i] {
			end++
		}
		row := EventRow{Kind: all[i].Kind, Reason: all[i].Reason, Detail: all[i].Detail, Count: end - i}
		if all[i].Site != None {
			row.Entity = w.Sites[all[i].Site].Name
		}
		if all[i].Good != None {
			row.Detail = w.Goods[all[i].Good].Name
		}
		rows = append(rows, row)
		i = end
	}
	return rows
}
