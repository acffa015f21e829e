package firm

// Cracker are the keys of a plant that turns concentrate into mixed carbonate and separates
// nothing. Capacity and output are REO fed.
type Cracker struct {
	Feed    string  `toml:"feed" ref:"good" doc:"concentrate bought"`
	Product string  `toml:"product" ref:"good" doc:"carbonate sold"`
	Cost    float64 `toml:"cost" unit:"USD/kg" min:"0" doc:"of cracking per kg REO, the fixed part included"`
}
