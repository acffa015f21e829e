package firm

// OxideUser are the keys of a final user of oxides.
type OxideUser struct {
	Use    string             `toml:"use" ref:"use" doc:"what the oxides are for; gives growth, elasticity and choke price"`
	Demand map[string]float64 `toml:"demand" unit:"t/yr" keys:"good" min:"0" doc:"in January 2024, a year, by oxide"`
	Cover  float64            `toml:"cover" unit:"months" default:"2 months" min:"0" max:"36" doc:"of use that it wants in stock"`
}
