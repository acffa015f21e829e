package policy

import (
	"errors"
	"strings"
	"testing"

	"monazite/agents"
)

func TestTriggerReads(t *testing.T) {
	for text, want := range map[string]Trigger{
		"":                                       {},
		"  ":                                     {},
		"price NdPr@CN < 50 USD/kg for 6 months": {subject: "price", name: "NdPr", place: "CN", op: "<", threshold: 50, months: 6, amount: "50 USD/kg"},
		"price NdPr@CN<50 USD/lb":                {subject: "price", name: "NdPr", place: "CN", op: "<", threshold: 50 / 0.45359237, months: 1, amount: "50 USD/lb"},
		"premium Dy@US >= 50 %":                  {subject: "premium", name: "Dy", place: "US", op: ">=", threshold: 0.5, months: 1, amount: "50 %"},
		"premium Dy@US > -0.1 for 1 month":       {subject: "premium", name: "Dy", place: "US", op: ">", threshold: -0.1, months: 1, amount: "-0.1"},
		"unserved magnet > 5 % for 3 months":     {subject: "unserved", name: "magnet", op: ">", threshold: 0.05, months: 3, amount: "5 %"},
		"outside separation <= 0.3":              {subject: "outside", name: "separation", op: "<=", threshold: 0.3, months: 1, amount: "0.3"},
		"project p-1 reaches BUILD":              {subject: "project", name: "p-1", stage: agents.InBuilding, months: 1},
		"shock flood":                            {subject: "shock", name: "flood", months: 1},
		"default mp":                             {subject: "default", name: "mp", months: 1},
	} {
		got := Trigger{subject: "left over"}
		if err := got.UnmarshalText([]byte(text)); err != nil || got != want {
			t.Errorf("%q reads as %+v, %v; want %+v", text, got, err, want)
		}
	}
}

func TestTriggerRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"pric NdPr@CN < 50 USD/kg":                `begins with one of price, premium, unserved, outside, project, shock, default, not "pric"; did you mean "price"?`,
		"price NdPr < 50 USD/kg":                  `expected a trigger such as "price NdPr@CN < 50 USD/kg for 6 months"`,
		"price @CN < 50 USD/kg":                   "expected a trigger such as",
		"price NdPr@ < 50 USD/kg":                 "expected a trigger such as",
		"unserved NdPr@CN > 5 %":                  `expected a trigger such as "unserved magnet > 5 % for 3 months"`,
		"price NdPr@CN":                           "expected a trigger such as",
		"price NdPr@CN = 50 USD/kg":               `expected <, <=, > or >= after NdPr@CN, not "="`,
		"price NdPr@CN < 50":                      `expected a threshold in USD/kg, such as "price NdPr@CN < 50 USD/kg for 6 months", not "50"`,
		"price NdPr@CN < 50 %":                    "expected a threshold in USD/kg",
		"price NdPr@CN < -5 USD/kg":               `expected a threshold from 0 to 1e+06, not "-5 USD/kg"`,
		"unserved magnet > 5":                     `expected a threshold from 0 to 1, not "5"`,
		"unserved magnet > 5 USD/kg":              `expected a number or a percentage`,
		"price NdPr@CN < 50 USD/kg for 0 months":  `expected "for" and from 1 to 600 months, such as "for 6 months"`,
		"price NdPr@CN < 50 USD/kg for six weeks": `expected "for" and from 1 to 600 months`,
		"price NdPr@CN < 50 USD/kg for 6":         `expected "for" and from 1 to 600 months`,
		"project p-1 reaches FID":                 `expected a stage, one of EXPL, RES, PERMIT, FIN, BUILD, RAMP, OPER, not "FID"; did you mean "FIN"?`,
		"project p-1 reaches CLOSED":              "expected a stage",
		"project p-1 in FIN":                      `expected a trigger such as "project ID reaches FIN"`,
		"project p-1 reaches FIN for 2 months":    "expected a trigger such as",
		"shock":                                   `expected a trigger such as "shock ID"`,
		"default mp for 2 months":                 `expected a trigger such as "default COMPANY"`,
	} {
		var got Trigger
		if err := got.UnmarshalText([]byte(text)); err == nil || !strings.Contains(err.Error(), want) || got != (Trigger{}) {
			t.Errorf("%q: error %v, want %s", text, err, want)
		}
	}
}

// planned is the sample with a project, a shock and a way to ask for both.
func planned(trigger string, keys Common) *Setup {
	s := setup("CN", "2024-01", "2040-12")
	keys.Government, keys.End = s.Keys.Government, s.Keys.End
	if err := keys.Trigger.UnmarshalText([]byte(trigger)); err != nil {
		panic(err)
	}
	s.Keys = &keys
	s.Catalog.Plans = []agents.ProjectFacts{{Name: "new-mine"}}
	s.Catalog.Scripted = []string{"flood"}
	return s
}

func TestTriggerNames(t *testing.T) {
	for trigger, want := range map[string]string{
		"price NdP@CN < 1 USD/kg":     `expected the id of a good, not "NdP"; did you mean "NdPr"?`,
		"price NdPr@USA < 1 USD/kg":   `expected the id of a region or node after @, not "USA"; did you mean "US"?`,
		"premium NdPr@XX > 1":         `expected the id of a region or node after @, not "XX"`,
		"unserved magnets > 5 %":      `expected the id of a good or level, not "magnets"; did you mean "magnet"?`,
		"outside separatoin > 5 %":    `expected a stage, one of mine, separation, metal, magnet, not "separatoin"; did you mean "separation"?`,
		"project new-min reaches FIN": `expected the id of a project, not "new-min"; did you mean "new-mine"?`,
		"shock floods":                `expected the id of a scripted shock, not "floods"; did you mean "flood"?`,
		"default nroth":               `expected the id of a company, not "nroth"; did you mean "north"?`,
	} {
		_, err := Build(&Tariff{Goods: []string{"*"}, From: []string{"US"}, Rate: Rate{PerKg: perKg(1)}}, planned(trigger, Common{}))
		var key *KeyError
		if !errors.As(err, &key) || key.Key != "trigger" || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error is %v, want %s", trigger, err, want)
		}
	}
}

// published is a month of which every trigger below is true.
func published() *agents.Frame {
	f := frame()
	quote := func(good, node int, usd float64) {
		f.Quotes[good*f.Nodes+node] = agents.Quote{Buyers: price(usd), BuyersTraded: true}
	}
	quote(1, 1, 40) // NdPr in China
	quote(1, 2, 60) // and in the United States
	f.Goods[3] = agents.GoodReport{Demand: 200, Unserved: 30}
	f.Sites[1] = agents.SiteReport{Open: true, Capacity: 300}
	f.Sites[3] = agents.SiteReport{Open: true, Capacity: 100}
	f.Projects = []agents.ProjectReport{{Stage: agents.InBuilding}}
	f.Firms = make([]agents.FirmReport, 3)
	f.Firms[2].Defaults = 1
	f.Shocks = []bool{true}
	return f
}

func TestConditions(t *testing.T) {
	f := published()
	for trigger, want := range map[string]bool{
		"price NdPr@CN < 50 USD/kg":      true,
		"price NdPr@CN < 40 USD/kg":      false,
		"price NdPr@CN <= 40 USD/kg":     true,
		"price NdPr@US > 59 USD/kg":      true,
		"price Dy@CN < 50 USD/kg":        false, // has no price
		"premium NdPr@US >= 50 %":        true,
		"premium NdPr@US > 50 %":         false,
		"premium NdPr@CN > -1 %":         true,
		"premium Dy@US > -1":             false,
		"unserved MG1 >= 15 %":           true,
		"unserved magnet > 15 %":         false,
		"unserved oxide < 50 %":          false, // nobody wants any
		"outside separation >= 25 %":     true,
		"outside separation > 25 %":      false,
		"outside magnet < 50 %":          false, // no plant works
		"project new-mine reaches FIN":   true,
		"project new-mine reaches BUILD": true,
		"project new-mine reaches RAMP":  false,
		"shock flood":                    true,
		"default mp":                     true,
		"default south":                  false,
	} {
		s := planned(trigger, Common{})
		met, err := s.condition(&s.Keys.Trigger)
		if err != nil {
			t.Fatal(err)
		}
		if got := met(agents.NewView(0, s.Catalog, f, nil, nil, agents.None)); got != want {
			t.Errorf("%q is %v", trigger, got)
		}
	}
	s := planned("project new-mine reaches RES", Common{})
	met, _ := s.condition(&s.Keys.Trigger)
	f.Projects[0].Stage = agents.GivenUp
	if met(agents.NewView(0, s.Catalog, f, nil, nil, agents.None)) {
		t.Error("a project that was given up reaches a stage")
	}
	s.Frozen = true
	s.Catalog.Plans, f.Projects = nil, nil
	if met, err := s.condition(&s.Keys.Trigger); err != nil || met(agents.NewView(0, s.Catalog, f, nil, nil, agents.None)) {
		t.Errorf("in a world that stands still: %v", err)
	}
}
