package firm

// MagnetMaker are the keys of a magnet plant. Capacity and output are finished magnets.
type MagnetMaker struct {
	Family      string             `toml:"family" oneof:"NdFeB SmCo" doc:"alloy: NdFeB or SmCo"`
	Conversion  float64            `toml:"conversion" unit:"USD/kg" min:"0" doc:"from oxide to finished magnet, without the oxide, the fixed part included"`
	Grades      map[string]float64 `toml:"grades" unit:"1" keys:"good" min:"0" doc:"share of each grade in the output of 2024; sums to 1"`
	Loss        float64            `toml:"loss" unit:"1" default:"27 %" min:"0" max:"0.9" doc:"share of the alloy that becomes swarf"`
	Collected   float64            `toml:"collected" unit:"1" default:"60 %" min:"0" max:"1" doc:"share of the swarf that is sold; the rest is waste"`
	NdPrContent float64            `toml:"ndpr_content" unit:"1" default:"1" min:"0.5" max:"1.5" doc:"scales the NdPr of all grades, to close the balance of a world"`
}
