package study

import (
	"math"
	"slices"
	"strings"
	"testing"

	"monazite/engine/scenario"
)

// opened opens a study of this text.
func opened(text string) (*Study, error) {
	library := scenario.Embedded()
	library.Kept = map[string][]byte{"mine.toml": []byte(text)}
	return open(Request{Names: []string{"mine.toml"}}, library)
}

const packageText = `scenario = "small"
replications = 2
leave-one-out = "all"
add-one-in = "all"
[[arm]]
name = "none"
[[arm]]
name = "all"
set = { "model.event_chance" = "4 %", "model.steepness" = "0.9" }
[[arm]]
name = "less"
against = "all-without-events"
[[group]]
name = "events"
title = "rare events"
set = { "model.event_chance" = "5 %" }
[[group]]
name = "steps"
set = { "model.steepness" = "1" }
`

func TestAgainst(t *testing.T) {
	s, err := opened(packageText)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range s.Arms {
		got = append(got, s.Arms[i].Name+" against "+s.Arms[s.Arms[i].Against].Name)
	}
	want := []string{
		"none against none", "all against none", "less against all-without-events", "all-without-events against all", "all-without-steps against all",
		"all-only-events against none", "all-only-steps against none",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if len(s.Packages) != 1 || s.Packages[0].Base != 0 || s.Packages[0].Full != 1 || !slices.Equal(s.Packages[0].Groups, []Group{{"rare events", 3, 5}, {"steps", 4, 6}}) {
		t.Errorf("%+v", s.Packages)
	}
}

func TestAgainstWhatCannotBe(t *testing.T) {
	const arms = "scenario = \"small\"\n[[arm]]\nname = \"none\"\n[[arm]]\nname = \"floor\"\nagainst = \"loan\"\n[[arm]]\nname = \"loan\"\n"
	for name, c := range map[string]struct{ text, want string }{
		"unknown":  {strings.Replace(arms, `"loan"`, `"laon"`, 1), "mine.toml:6:"},
		"nearest":  {strings.Replace(arms, `"loan"`, `"laon"`, 1), "loan"},
		"itself":   {strings.Replace(arms, `against = "loan"`, `against = "floor"`, 1), "compared with itself"},
		"baseline": {strings.Replace(arms, `name = "none"`, "name = \"none\"\nagainst = \"loan\"", 1), "the first arm is the baseline"},
		"circle":   {arms + "against = \"floor\"\n", "loan is itself compared with floor"},
	} {
		if _, err := opened(c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if _, err := opened(arms); err != nil {
		t.Error(err)
	}
}

// By hand: the third arm is compared with the second, which is 10 above the first; it is 1, 2 and 3 below that.
func TestComparisonsWithAnotherArm(t *testing.T) {
	o := &Outcome{Metric: "price", Arms: []string{"none", "all", "less"}, Against: []int{0, 0, 1}, Values: [][]float64{{1, 2, 3}, {11, 12, 13}, {10, 10, 10}}}
	p, err := o.Paired(2, 0.95)
	if err != nil || p.Mean != -2 || p.SD != 1 || p.Baseline != "all" || p.BaselineMean != 12 || p.Down != 3 {
		t.Errorf("%+v, %v", p, err)
	}
	chances, err := o.Chances(Target{AtLeast: true, Value: 12}, 0.95)
	if err != nil || chances[2].OnlyBaseline != 2 || chances[2].OnlyArm != 0 || chances[1].OnlyArm != 2 {
		t.Errorf("%+v, %v", chances, err)
	}
	cost, err := FiscalCost(o, o, 2, 0.95, 1)
	if err != nil || cost.Outlay != -2 || cost.Capacity != -2 {
		t.Errorf("%+v, %v", cost, err)
	}
	o.Against[2] = 2
	if err := o.Check(); err == nil || !strings.Contains(err.Error(), `"less" is compared with arm 2`) {
		t.Error(err)
	}
}

// A study ends when the differences are known of each arm from what it is compared with: the third is 10 below the second,
// which is 10 above the first; from the first it does not differ in any way that could be known.
func TestStopComparesTheSame(t *testing.T) {
	s := handStudy("none", "all", "less")
	s.Stop = &StopRule{Stop: Stop{Relative: 0.05, Block: 4, Max: 8}, Watch: []int{0}}
	results := map[Key]*Result{}
	for _, key := range keysOf(s) {
		results[key] = handResult(50 + []float64{0, 10, 0.01 * float64(key.Replication%2)}[key.Arm])
	}
	parts := keep(t, s, "", results, keysOf(s))
	for against, want := range []bool{false, true} {
		s.Arms[2].Against = against
		if got, err := s.enough(parts, 4); err != nil || got != want {
			t.Errorf("against arm %d: %v, %v", against, got, err)
		}
	}
	results[Key{1, 1}].Claims[0] = math.Inf(1) // which counts as missing, as in the results
	if got, err := s.enough(keep(t, s, "", results, keysOf(s)), 4); err != nil || !got {
		t.Errorf("with an infinite number: %v, %v", got, err)
	}
}

func TestNamesThatAreThereTwice(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"a group", `name = "steps"`, `name = "events"`, `mine.toml:17:3: group "events": there is a group of this name already`},
		{"an arm that leave-one-out makes", `name = "less"`, `name = "all-without-steps"`, `mine.toml:10:3: arm "all-without-steps": leave-one-out makes an arm of this name: expected another`},
		{"an arm that add-one-in makes", `name = "less"`, `name = "all-only-events"`, `mine.toml:10:3: arm "all-only-events": add-one-in makes an arm of this name: expected another`},
	} {
		_, err := opened(strings.Replace(packageText, c.old, c.new, 1))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}
