package record

import "fmt"

// Input counts the values of one key of the scenario's tables by how well they are known.
type Input struct {
	Table, Key string // such as plant and capacity
	Unit       string // "1" for a ratio, "date" for a month
	Doc        string // what the key means; empty where kinds use it for different things
	Inputs
}

// Inputs counts values of a scenario, numbers and dates, by how well they are known.
type Inputs struct {
	Values   int `json:"values"`
	Reported int `json:"reported"` // a publisher printed it
	Derived  int `json:"derived"`  // computed from reported numbers
	Estimate int `json:"estimate"` // judgement
	Unmarked int `json:"unmarked"` // nobody has said
}

// total adds up the keys; nil where nothing is known about the scenario's values.
func total(list []Input) *Inputs {
	if len(list) == 0 {
		return nil
	}
	sum := &Inputs{}
	for _, in := range list {
		sum.Values += in.Values
		sum.Reported += in.Reported
		sum.Derived += in.Derived
		sum.Estimate += in.Estimate
		sum.Unmarked += in.Unmarked
	}
	return sum
}

// column describes a key as dictionary.csv does a column.
func (in *Input) column() Column {
	meaning := in.Doc
	if meaning == "" {
		meaning = "see monazite kinds " + in.Table
	}
	return Column{
		Name: in.Table + "." + in.Key, Unit: in.Unit, Basis: "scenario",
		Doc: fmt.Sprintf("%d reported, %d derived, %d estimate, %d unmarked: %s.", in.Reported, in.Derived, in.Estimate, in.Unmarked, meaning),
	}
}

// shares says how much is of each quality. What is not there is not said.
func (i *Inputs) shares() (list []string) {
	for _, part := range []struct {
		count int
		word  string
	}{{i.Reported, "reported"}, {i.Derived, "derived"}, {i.Estimate, "estimated"}, {i.Unmarked, "unmarked"}} {
		percent := fmt.Sprintf("%.0f", 100*float64(part.count)/float64(i.Values))
		if percent == "0" {
			percent = "<1"
		}
		if part.count > 0 {
			list = append(list, percent+" % "+part.word)
		}
	}
	return list
}
