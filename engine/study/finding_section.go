package study

import "slices"

// section is what the text tells of the arms that are compared with one.
type section struct {
	than               string
	decided, undecided []Finding // that are told, the largest first
	moreDecided        int       // that are not
	moreUndecided      int
}

// mostOfArm is how many differences of an arm come before others have had theirs, mostUndecided how many undecided ones a
// section tells that is the only one; of several each tells one. mostTold is how many decided ones several sections tell
// together but for leastTold of each.
const (
	mostOfArm     = 3
	mostUndecided = 3
	mostTold      = 12
	leastTold     = 4
)

// sections are the arms that others are compared with, the baseline first, and what is told of these.
func (f *Findings) sections() (list []section) {
	compared := f.lineup.comparedWith()
	most, open := f.Most, mostUndecided
	if len(compared) > 1 {
		most, open = min(most, max(leastTold, mostTold/len(compared))), 1
	}
	for _, than := range compared {
		s := section{than: f.lineup.Arms[than]}
		of := func(x Finding) bool { return x.Baseline == s.than }
		s.decided, s.moreDecided = choose(f.Decided, of, most)
		s.undecided, s.moreUndecided = choose(f.Undecided, of, min(f.Most, open))
		list = append(list, s)
	}
	return list
}

// shown are all decided differences that the text tells.
func (f *Findings) shown() (list []Finding) {
	for _, s := range f.sections() {
		list = append(list, s.decided...)
	}
	return list
}

// comparedWith are the arms that others are compared with, in their order.
func (o *Outcome) comparedWith() (arms []int) {
	if o == nil {
		return nil
	}
	for arm := 1; arm < len(o.Arms); arm++ {
		arms = append(arms, o.than(arm))
	}
	slices.Sort(arms)
	return slices.Compact(arms)
}

// kind is what several metrics are of.
func (o *Outcome) kind() string {
	if o.Kind == "" {
		return o.Metric
	}
	return o.Kind
}

// choose takes the largest differences of some, mixed so that no arm and no kind of metric fills the list, and says how many
// are left. An arm has its share of the list but at most mostOfArm, one of each kind, and a metric two, before others have had
// theirs; what room then is left goes to what is largest.
func choose(list []Finding, of func(Finding) bool, most int) (chosen []Finding, more int) {
	list = slices.DeleteFunc(slices.Clone(list), func(x Finding) bool { return !of(x) })
	var taken []int // of the list
	count := func(alike func(Finding) bool) (n int) {
		for _, i := range taken {
			if alike(list[i]) {
				n++
			}
		}
		return n
	}
	var arms []string
	for _, x := range list {
		if !slices.Contains(arms, x.Arm) {
			arms = append(arms, x.Arm)
		}
	}
	share := min(mostOfArm, max(1, most/max(1, len(arms))))
	fair := func(x Finding) bool { return count(func(y Finding) bool { return y.Arm == x.Arm }) < share }
	mixed := func(x Finding) bool {
		return count(func(y Finding) bool { return y.Arm == x.Arm && y.kind() == x.kind() }) == 0 &&
			count(func(y Finding) bool { return y.Metric == x.Metric && y.Where == x.Where }) < 2
	}
	for _, fits := range []func(Finding) bool{
		func(x Finding) bool { return fair(x) && mixed(x) }, mixed, fair, func(Finding) bool { return true },
	} {
		for i, x := range list {
			if len(taken) < most && !slices.Contains(taken, i) && fits(x) {
				taken = append(taken, i)
			}
		}
	}
	slices.Sort(taken)
	for _, i := range taken {
		chosen = append(chosen, list[i])
	}
	return chosen, len(list) - len(taken)
}

// spoken is what sentences call an arm.
func (f *Findings) spoken(arm string) string {
	if f.lineup == nil {
		return arm
	}
	return f.lineup.spoken(arm)
}

// than is what sentences call the arm that one is compared with.
func (f *Findings) than(arm string) string {
	return f.spoken(f.lineup.Arms[f.lineup.than(slices.Index(f.lineup.Arms, arm))])
}
