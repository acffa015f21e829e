package scenario

import (
	"fmt"
	"slices"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/agents/policy"
)

// checkInstruments reads every instrument for the sake of its problems. What an instrument asks
// of plants and goods shows when it is built.
func (v *validator) checkInstruments() {
	goods := v.goodOptions()
	for _, e := range v.doc.Tables["instrument"] {
		kind, ok := v.instrumentKind(e)
		if !ok {
			continue
		}
		var common policy.Common
		keys := kind.Keys()
		v.decode(e, &common, keys)
		if common.Government != "" && !slices.Contains(v.out.Regions, common.Government) {
			v.wrongName(e, members(e, "government", []string{common.Government})[0], "expected the id of a region", v.out.Regions)
		}
		if list, is := e.Values["goods"].Raw.([]any); is {
			v.checkNames(e, "goods", texts(list), goods)
		}
		v.checkHolder(e, keys)
		if begins := common.Begins(); common.End < begins && v.sound(e, "start", "end", "lag", "trigger") {
			v.wrong(e, v.culprit(e, "end", "start", "lag"), "in force from %s to %s: expected an end that is not before the start%s", begins, common.End, after(common.Delay()))
		}
		if quota, is := keys.(*policy.ProductionQuota); is {
			v.checkQuota(e, &common, quota)
		}
	}
}

// after tells of a lag.
func after(months int) string {
	if months == 0 {
		return ""
	}
	return fmt.Sprintf(" and its lag of %d months", months)
}

// checkHolder makes sure that the company and the site of an instrument that holds goods can bear its id.
func (v *validator) checkHolder(e *Entry, keys policy.Builder) {
	if _, holds := keys.(policy.Holder); !holds {
		return
	}
	for _, table := range []string{"company", "plant"} {
		if v.doc.Find(table, e.ID) != nil {
			v.wrong(e, "id", "expected another: this instrument holds goods at a site of its own, and there is a %s of this id", table)
		}
	}
}

// texts are the texts of a list.
func texts(list []any) (names []string) {
	for _, item := range list {
		if text, is := item.(string); is {
			names = append(names, text)
		}
	}
	return names
}

// checkQuota checks what years of growth make of a quota.
func (v *validator) checkQuota(e *Entry, common *policy.Common, k *policy.ProductionQuota) {
	if len(k.Annual) == 0 || !v.sound(e, "annual", "growth", "growth_from", "start") {
		return
	}
	end := agents.Month(v.top.Months - 1)
	first := max(k.GrowthFrom.Year(), common.Start.Year()+len(k.Annual))
	last := k.Annual[len(k.Annual)-1] * exact.Pow(1+k.Growth, float64(max(0, end.Year()-first+1)))
	if last > mostTonnes {
		v.wrong(e, v.culprit(e, "growth", "annual"), "expected less: %.3g t/yr in %s, more than %s t/yr", last, end, decimal(mostTonnes))
	}
}
