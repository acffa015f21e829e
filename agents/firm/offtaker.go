package firm

// Offtaker are the keys of a final user of magnets.
type Offtaker struct {
	Use    string  `toml:"use" ref:"use" doc:"what the magnets are for; gives grades, growth, elasticity and choke price"`
	Demand float64 `toml:"demand" unit:"t/yr" min:"0" doc:"in January 2024, all grades, a year"`
	Cover  float64 `toml:"cover" unit:"months" default:"2 months" min:"0" max:"36" doc:"of use that it wants in stock"`
	Secure bool    `toml:"secure" default:"false" doc:"pays a premium after it was left short"`
}
