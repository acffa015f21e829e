package study

import (
	"strings"

	"monazite/configs"
	"monazite/engine/scenario"
)

// Kinds explains the tables that the file of a study is made of.
func Kinds() []scenario.Kind {
	list := []scenario.Kind{
		{Name: "study", Summary: "The keys above the first table of a study's file: what is compared, how often, what varies how.", Keys: scenario.Describe(&studyKeys{})},
		{Name: "arm", Summary: "A policy, or package of them, whose effects a study looks at; the first is the baseline. It is a scenario with values set, entries removed, and instruments or shocks added in [[arm.instrument]] and [[arm.shock]].", Keys: named("name", scenario.Describe(&armKeys{}))},
		{Name: "group", Summary: "A part of a package of policies, which leave-one-out takes out of an arm and add-one-in leaves alone.", Keys: named("name", scenario.Describe(&groupKeys{}))},
		{Name: "vary", Summary: "An uncertain parameter, of one value in a replication and the same in every arm that has it. Which keys it needs is up to the distribution: uniform low and high, triangular these and mode, normal mean and sd and perhaps low and high, lognormal mean and sd, choice values.", Keys: scenario.Describe(&varyKeys{})},
		{Name: "correlation", Summary: "Ties two parameters that vary, by ranks.", Keys: scenario.Describe(&correlationKeys{})},
		{Name: "output", Summary: "A number that is kept of every year of every replication. A study that names none keeps the headlines: prices, shares, capacities, shortages, public money.", Keys: named("id", scenario.DescribeSeries(), scenario.Describe(&outputKeys{}))},
		{Name: "claim", Summary: "What somebody has said of a policy: a number of a run and the threshold that it should meet. The study says how often it does, in every arm.", Keys: named("id", scenario.DescribeClaim(), scenario.Describe(&claimKeys{}))},
		{Name: "stop", Summary: "Ends a study after a block of replications when the differences of what claims are about are known well enough.", Keys: scenario.Describe(&stopKeys{})},
	}
	for i := range list {
		k := &list[i]
		k.Sort, k.Example = "studies", example(k.Name)
	}
	return list
}

// named puts the key that names an element before all others.
func named(key string, docs ...[]scenario.KeyDoc) []scenario.KeyDoc {
	list := []scenario.KeyDoc{{Key: key, Required: true, Form: "text", Doc: "letters, digits, _ and -; unique in the study"}}
	for _, d := range docs {
		list = append(list, d...)
	}
	return list
}

// example is the first entry of a table in a study that ships, as it is written there.
func example(table string) string {
	for _, name := range []string{"primer", "article"} {
		text, err := configs.Files.ReadFile("studies/" + name + ".toml")
		if err != nil {
			continue
		}
		header := table
		if table == "study" {
			header = "scenario" // the keys at the top
		}
		for block := range strings.SplitSeq(string(text), "\n\n") {
			if entry := scenario.ExampleIn(block, header); entry != "" {
				return entry
			}
		}
	}
	return ""
}
