package record

import "time"

// Info is how a run came about. It goes into the manifest and the printed summary and changes
// no other file, except for Arm and Replication, which stand in every row, and Inputs, which stand
// in the summary and the dictionary.
type Info struct {
	Version     string      // of the engine
	Command     string      // the command line that reproduces the run
	Seed        uint64      // of the random streams
	Workers     int         // goroutines inside a tick
	Texts       []Text      // the scenario's files, the one that was named first
	Parameters  []Parameter // everything resolved, in the order of the scenario
	Inputs      []Input     // how well the scenario's values are known, key by key
	Show        string      // the command line that lists the guesses among them
	Arm         string      // of a study; "run" when empty
	Replication int         // of a study
	Started     time.Time   // now when zero
	Host        string      // the machine's own name when empty
	Defect      string      // planted to show that the checks catch it; empty as a rule
}

// Text is one file of a scenario as it was read.
type Text struct {
	Name string
	Body []byte
}

// Parameter is one resolved value with its unit, such as instrument.mp-floor.strike = 110 USD/kg.
type Parameter struct {
	Path  string `json:"path"`
	Value string `json:"value"`
}
