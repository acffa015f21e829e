package agents

// Model holds the parameters of behaviour that all kinds share. Tags give the key of the
// scenario's [model] section, unit, default and source.
type Model struct {
	Persistence              float64 `toml:"persistence" unit:"1" default:"0.6" min:"0" max:"0.7" doc:"rho: monthly persistence of a price's distance from its anchor; above 0.7 prices cycle"`
	AnchorSpeed              float64 `toml:"anchor_speed" unit:"1" default:"0.02" min:"0" max:"0.03" doc:"lamL: share of the distance to traded prices that anchors move in a month"`
	Steepness                float64 `toml:"steepness" unit:"1" default:"0.8" min:"0" max:"2" doc:"kap: response of ladder prices to stocks; sets the size of spikes"`
	PanicCover               float64 `toml:"panic_cover" unit:"months" default:"1 months" min:"0" max:"6" doc:"c*: cover below which buyers bid towards their choke price"`
	UtilisationSlope         float64 `toml:"utilisation_slope" unit:"1" default:"0.3" min:"0.01" doc:"tau: margin that moves utilisation by one logit"`
	MagnetSlope              float64 `toml:"magnet_slope" unit:"1" default:"0.15" min:"0.01" doc:"the same for magnet makers: they turn over dear inputs on thin margins and answer sooner; at 0.3 the use of NdPr fell by less than a tenth of a rise of its price within half a year, where 2010 and 2025 imply 0.16 to 0.25"`
	UtilisationSpeed         float64 `toml:"utilisation_speed" unit:"1" default:"0.2" min:"0" max:"1" doc:"share of the distance to target utilisation covered in a month"`
	Markup                   float64 `toml:"markup" unit:"1" default:"8 %" min:"0" doc:"mk: margin on avoidable cost in a seller's floor and in opening prices"`
	FixedShare               float64 `toml:"fixed_share" unit:"1" default:"15 %" min:"0" max:"1" doc:"share of a plant's cost that is paid whether it runs or not"`
	LeastTraded              float64 `toml:"least_traded" unit:"t" default:"0.001 t" min:"0.000001" doc:"what a side must move at a node in a month for its price to be quoted: rare earths are sold by the drum, and a kilogram is the least lot of the dearest (judgement)"`
	LeastPrice               float64 `toml:"least_price" unit:"USD/kg" default:"0.01 USD/kg" min:"0.000001" doc:"least that anyone asks or is told to ask, and that margins and expectations reckon with"`
	DisposalCost             float64 `toml:"disposal_cost" unit:"USD/kg" default:"0.3 USD/kg" min:"0" doc:"c_disp: cost of an oxide that is thrown away, and of waste"`
	RejectSlope              float64 `toml:"reject_slope" unit:"USD/kg" default:"0.3 USD/kg" min:"0.000001" doc:"least gain of finishing an oxide that moves its reject share by one logit"`
	RejectSpread             float64 `toml:"reject_spread" unit:"1" default:"50 %" min:"0" max:"10" doc:"that gain is at least this share of the opening price: plants differ by more where an oxide is dear"`
	RejectSpeed              float64 `toml:"reject_speed" unit:"1" default:"0.1" min:"0" max:"1" doc:"most that a reject share moves in a month"`
	RecipeSpeed              float64 `toml:"recipe_speed" unit:"1" default:"0.0555555556" min:"0" max:"1" doc:"most that a recipe share moves in a month: 1/18"`
	SparingCost              float64 `toml:"sparing_cost" unit:"USD/kg" default:"4 USD/kg" min:"0" doc:"extra cost of grain-boundary diffusion per kg of magnet"`
	DemandSpeed              float64 `toml:"demand_speed" unit:"1" default:"0.3" min:"0" max:"1" doc:"share of the distance to target demand covered in a month"`
	GrowthScale              float64 `toml:"growth_scale" unit:"1" default:"1" min:"0" max:"3" doc:"scales how fast the wishes of every final use grow: what is uncertain about all of them together"`
	ElasticityScale          float64 `toml:"elasticity_scale" unit:"1" default:"1" min:"0" max:"5" doc:"epsS: scales the short-run price elasticity of every final use"`
	LongElasticity           float64 `toml:"long_elasticity" unit:"1" default:"0.6" min:"0" doc:"epsL: long-run elasticity of substitution"`
	SubstitutionSpeed        float64 `toml:"substitution_speed" unit:"1" default:"0.0416666667" min:"0" max:"1" doc:"mu: 1/24 a month"`
	SubstitutionLimit        float64 `toml:"substitution_limit" unit:"1" default:"10 %" min:"0" doc:"most that substitution takes of demand in a year (Sprecher et al. 2017)"`
	DominantDemandElasticity float64 `toml:"dominant_demand_elasticity" unit:"1" default:"0.25" min:"0.01" doc:"epsD: demand elasticity that a dominant group reckons with"`
	DominantFringeElasticity float64 `toml:"dominant_fringe_elasticity" unit:"1" default:"0.5" min:"0" doc:"epsSo: supply elasticity of the others that a dominant group reckons with"`
	StorageCost              float64 `toml:"storage_cost" unit:"1/yr" default:"1 %/yr" min:"0" doc:"of the value of stocks"`
	Royalty                  float64 `toml:"royalty" unit:"1" default:"3 %" min:"0" max:"1" doc:"of the value of mine output"`
	UserMargin               float64 `toml:"user_margin" unit:"1" default:"5 %" min:"0" doc:"what households pay users above the cost of what they consume"`
	WageShare                float64 `toml:"wage_share" unit:"1" default:"40 %" min:"0" max:"1" doc:"of operating cost"`
	ProfitTax                float64 `toml:"profit_tax" unit:"1" default:"25 %" min:"0" max:"1" doc:"on a company's positive result of the year"`
	EquityReturn             float64 `toml:"equity_return" unit:"1/yr" default:"16 %/yr" min:"0" max:"1" doc:"rE: what owners of a private company ask for, real, the premium of the country included"`
	StateReturn              float64 `toml:"state_return" unit:"1/yr" default:"5 %/yr" min:"0" max:"1" doc:"rE and rD of companies of the index region, whose banks lend for the state"`
	DebtReturn               float64 `toml:"debt_return" unit:"1/yr" default:"8 %/yr" min:"0" max:"1" doc:"rD: what banks ask for, real"`
	PipelineWeight           float64 `toml:"pipeline_weight" unit:"1" default:"0.5" min:"0" max:"5" doc:"psi: fall of the log price that an investor reckons with per year's growth of capacity that outruns demand"`
	LeadSpread               float64 `toml:"lead_spread" unit:"1" default:"0.25" min:"0" max:"2" doc:"sd of the log of lead times"`
	ProjectScale             float64 `toml:"project_scale" unit:"1" default:"1" min:"0.1" max:"10" doc:"scales capital and operating cost of plants that are not built yet, so that as many pay as the trade press counts"`
	Horizon                  float64 `toml:"horizon" unit:"months" default:"6 months" min:"1" max:"120" doc:"over which the first owners weigh the loss of running against the cost of stopping and starting again"`
	HorizonSpread            int     `toml:"horizon_spread" default:"12" min:"0" max:"120" doc:"months by which owners differ in that"`
	Payout                   float64 `toml:"payout" unit:"1" default:"50 %" min:"0" max:"1" doc:"of positive result, paid in December"`
	Inflation                float64 `toml:"inflation" unit:"1/yr" default:"2.5 %/yr" doc:"deflator of nominal contracts, 1 in July 2025"`
	ChanceFrom               Month   `toml:"chance_from" default:"2024-01" doc:"first month of outages, major events and demand noise: what is known needs no chance"`
	OutageChance             float64 `toml:"outage_chance" unit:"1" default:"0.4 %" min:"0" max:"1" doc:"of a plant in a month"`
	EventChance              float64 `toml:"event_chance" unit:"1" default:"5 %" min:"0" max:"1" doc:"p_ev: of a major event in a month"`
	AccidentSize             float64 `toml:"accident_size" unit:"t/yr" default:"40 kt/yr" min:"0" doc:"most capacity that one mine accident closes: a complex such as Bayan Obo does not stop as a whole"`
	DemandNoise              float64 `toml:"demand_noise" unit:"1" default:"0.05" min:"0" doc:"monthly sd of the log demand index"`
	DemandMemory             float64 `toml:"demand_memory" unit:"1" default:"0.9" min:"0" max:"0.99" doc:"monthly persistence of the log demand index"`
	SpinUp                   int     `toml:"spin_up" default:"24" min:"0" max:"120" doc:"months before the first, without shocks, cash limits or growth"`
	OpeningNoise             float64 `toml:"opening_noise" unit:"1" default:"0" min:"0" max:"1" doc:"sd of the log of what each stock in the first month is over what the spin-up has left"`
	LearningMine             float64 `toml:"learning_mine" unit:"1" default:"3 %" min:"0" max:"0.5" doc:"share by which a mine's cost falls when cumulated output doubles"`
	LearningSeparation       float64 `toml:"learning_separation" unit:"1" default:"8 %" min:"0" max:"0.5" doc:"the same for separation and recycling"`
	LearningMagnet           float64 `toml:"learning_magnet" unit:"1" default:"10 %" min:"0" max:"0.5" doc:"the same for magnets"`
	LearningChina            float64 `toml:"learning_china" unit:"1" default:"2 %" min:"0" max:"0.5" doc:"the same for all plants of the index region"`
	CatchUp                  float64 `toml:"catch_up" unit:"1" default:"0.005" min:"0" max:"0.5" doc:"lamT: share of its cost gap to the best plant of the index region that a running plant elsewhere closes in a month by itself (judgement)"`
	Depletion                float64 `toml:"depletion" unit:"1" default:"0.3" min:"0" doc:"rise of a mine's cost when its reserves are gone; with the square of what is gone"`
}
