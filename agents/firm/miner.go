package firm

// Miner are the keys of a mine. Capacity and output are REO contained in what is extracted.
type Miner struct {
	Ore         string             `toml:"ore" ref:"good" doc:"what is extracted: a concentrate, or a carbonate where clay is leached"`
	Composition map[string]float64 `toml:"composition" unit:"1" min:"0" doc:"share of each element in the REO extracted, by symbol; sums to 1 within 2 %, scandium on top"`
	Cost        float64            `toml:"cost" unit:"USD/kg" min:"0" doc:"of extraction per kg REO, the fixed part included"`
	Reserves    float64            `toml:"reserves" unit:"t" default:"0 t" min:"0" doc:"REO in the ground; 0 where it does not matter"`
	Cracks      bool               `toml:"cracks" default:"false" doc:"can crack concentrate on site"`
	Carbonate   string             `toml:"carbonate" opt:"" ref:"good" doc:"what cracking on site makes"`
	CrackCost   float64            `toml:"crack_cost" unit:"USD/kg" default:"5.5 USD/kg" min:"0" doc:"of cracking on site per kg REO"`
}
