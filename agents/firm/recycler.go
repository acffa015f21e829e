package firm

// Recycler are the keys of a plant that makes oxides of magnet scrap. Capacity and output are
// scrap fed.
type Recycler struct {
	Feeds    []string           `toml:"feeds" ref:"good" doc:"scrap it may buy"`
	Intake   map[string]float64 `toml:"intake" opt:"" unit:"t/yr" keys:"good" min:"0" doc:"scrap taken in 2024 by good; without it output, all of the first feed"`
	Cost     float64            `toml:"cost" unit:"USD/kg" min:"0" doc:"per kg REO contained in the scrap, collection and the fixed part included"`
	Recovery float64            `toml:"recovery" unit:"1" default:"90 %" min:"0.01" max:"1" doc:"share of each element recovered as oxide"`
}
