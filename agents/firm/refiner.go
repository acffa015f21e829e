package firm

// Refiner are the keys of a separation plant. Capacity and output are REO separated; the plant
// takes as much more feed as its yield loses.
type Refiner struct {
	Set          string             `toml:"set" oneof:"light heavy full" doc:"what it can separate: light is La, Ce, NdPr; heavy is the rest; full is all"`
	Feeds        []string           `toml:"feeds" ref:"good" doc:"concentrates and carbonates it may buy"`
	Intake       map[string]float64 `toml:"intake" opt:"" unit:"t/yr" keys:"good" min:"0" doc:"feed taken in 2024, REO by good; without it output over yield, all feeds alike"`
	NdPrCapacity float64            `toml:"ndpr_capacity" unit:"t/yr" default:"0 t/yr" min:"0" doc:"most NdPr oxide; 0 for no bound of its own"`
	DyTbCapacity float64            `toml:"dytb_capacity" unit:"t/yr" default:"0 t/yr" min:"0" doc:"most Dy and Tb oxide of a full or heavy plant; 0 for no bound of its own"`
	Yield        float64            `toml:"yield" unit:"1" default:"95 %" min:"0.01" max:"1" doc:"share of each element from mine to oxide"`
	CrackCost    float64            `toml:"crack_cost" unit:"USD/kg" default:"5.5 USD/kg" min:"0" doc:"of cracking per kg REO of concentrate"`
	LightCost    float64            `toml:"light_cost" unit:"USD/kg" default:"7 USD/kg" min:"0" doc:"of separation per kg NdPr in the feed"`
	HeavyCost    float64            `toml:"heavy_cost" unit:"USD/kg" default:"18 USD/kg" min:"0" doc:"of separation per kg in the feed of the other elements of its set; La and Ce cost nothing"`
}
