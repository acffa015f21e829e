package scenario

import (
	"monazite/agents"
	"monazite/markets"
)

// tables are what a scenario may contain besides its top keys.
var tables = []string{
	"model", "opening", "region", "country", "node", "good", "route", "company", "use", "plant", "project", "investor", "instrument", "shock", "expect", "import",
}

// topKeys stand above the first table.
type topKeys struct {
	Name   string       `toml:"name" doc:"short name; also of the run folder"`
	Title  string       `toml:"title" opt:"" doc:"one line for people"`
	Start  agents.Month `toml:"start" default:"2024-01" doc:"first month; all scenarios start in January 2024"`
	Months int          `toml:"months" default:"204" min:"1" max:"600" doc:"months to run"`
	Frozen bool         `toml:"frozen" default:"false" doc:"whether capacity and demand stay as in January 2024: nothing opens, expands or grows"`
}

// extendsKey is told apart from the other keys at the top: it has been followed when those are decoded.
type extendsKey struct {
	Extends []string `toml:"extends" opt:"" doc:"scenarios that this one changes: embedded ones by name, files by path relative to this one"`
}

// entryKeys stand in every entry. What they say has been done when the others are decoded.
type entryKeys struct {
	ID     string `toml:"id" doc:"letters, digits, _ and -; under extends, entries of one id are one, changed key by key"`
	Remove bool   `toml:"remove" default:"false" doc:"takes the entry out of what is extended; with no other key"`
	marksKey
}

// openingKeys say how prices and stocks open where no table gives them.
type openingKeys struct {
	ExportWedge float64      `toml:"export_wedge" unit:"1" default:"0 %" min:"0" max:"1" doc:"what oxides cost outside the index region on top, besides freight: value added tax that is not rebated"`
	MagnetDuty  float64      `toml:"magnet_duty" unit:"1" default:"0 %" min:"0" max:"1" doc:"what magnets cost outside on top, besides freight"`
	CrackCost   float64      `toml:"crack_cost" unit:"USD/kg" default:"2.5 USD/kg" min:"0" doc:"of the plant in the index region at whose netback ores open: of cracking, per kg REO of concentrate"`
	LightCost   float64      `toml:"light_cost" unit:"USD/kg" default:"2.5 USD/kg" min:"0" doc:"of its separation per kg NdPr in the feed"`
	HeavyCost   float64      `toml:"heavy_cost" unit:"USD/kg" default:"6 USD/kg" min:"0" doc:"of its separation per kg of the other elements but La and Ce"`
	MetalCost   float64      `toml:"metal_cost" unit:"USD/kg" default:"5 USD/kg" min:"0" doc:"of making metal where no plant of the index region does, per kg metal"`
	Conversion  float64      `toml:"conversion" unit:"USD/kg" default:"23 USD/kg" min:"0" doc:"of making magnets where no plant of the index region does, per kg magnet"`
	PastGrowth  float64      `toml:"past_growth" unit:"1/yr" default:"9 %/yr" min:"-0.5" max:"1" doc:"growth of magnet use before 2024, which sizes the stock in use"`
	StockMonths float64      `toml:"stock" unit:"months" default:"2 months" min:"0.1" max:"24" doc:"of 2024 flow that sellers and buyers each hold"`
	SecureStock float64      `toml:"secure_stock" unit:"months" default:"24 months" min:"0" max:"120" doc:"that buyers in a segment hold"`
	CashMonths  float64      `toml:"cash" unit:"months" default:"6 months" min:"0" max:"120" doc:"of revenue, or of a user's purchases, that a company has in the till"`
	LineMonths  float64      `toml:"credit_line" unit:"months" default:"3 months" min:"0" max:"120" doc:"of the same that its bank lends"`
	DebtYears   float64      `toml:"debt" unit:"years" default:"2 years" min:"0" max:"20" doc:"of earnings before interest, tax and depreciation that companies owe at the opening, repaid over ten years"`
	Bound       float64      `toml:"legacy_share" unit:"1" default:"80 %" min:"0" max:"1" doc:"share of output that a plant too dear for the market sells by a legacy contract"`
	LegacyEnds  agents.Month `toml:"legacy_ends" default:"2030-01" doc:"first month without legacy contracts"`
}

// provenance says how far a number can be trusted.
type provenance struct {
	Quality  string `toml:"quality" opt:"" oneof:"reported derived estimate" doc:"how far the numbers can be trusted"`
	Source   string `toml:"source" opt:"" doc:"where the numbers come from"`
	Verified string `toml:"verified" opt:"" doc:"seen, recalled or n/a"`
	Note     string `toml:"note" opt:"" doc:"what a reader should know"`
}

type regionKeys struct {
	Name     string `toml:"name" opt:"" doc:"full name"`
	Treasury bool   `toml:"treasury" default:"true" doc:"whether taxes go to a treasury; without one households get them"`
	Closes   bool   `toml:"closes" default:"false" doc:"whether its mines may all close for months, as Myanmar's did in 2024"`
	Index    bool   `toml:"index" default:"false" doc:"the region whose prices are the index: China"`
	provenance
}

type countryKeys struct {
	Name   string `toml:"name" opt:"" doc:"full name"`
	Region string `toml:"region" ref:"region" doc:"the market it belongs to"`
	provenance
}

type nodeKeys struct {
	Region  string `toml:"region" ref:"region" doc:"whose segment it is"`
	Segment string `toml:"segment" doc:"name of the segment, such as def for a secure buyer"`
	provenance
}

type goodKeys struct {
	Name           string  `toml:"name" opt:"" doc:"full name"`
	Level          string  `toml:"level" oneof:"concentrate carbonate oxide metal magnet scrap" doc:"stage of the chain; fixes the basis of a kilogram"`
	Element        string  `toml:"element" opt:"" doc:"of an oxide or metal"`
	Class          string  `toml:"class" opt:"" doc:"ore class of a concentrate or carbonate; plants of the class give its composition"`
	Price          float64 `toml:"price" unit:"USD/kg" default:"0 USD/kg" min:"0" doc:"opening price at the index node without VAT; computed where absent"`
	Finishing      float64 `toml:"finishing" unit:"USD/kg" default:"0 USD/kg" min:"0" doc:"cost of finishing the oxide, per kg of the element fed"`
	SolveFinishing bool    `toml:"solve_finishing" default:"false" doc:"solve that cost so that what is rejected closes the balance of 2024"`
	Untraded       string  `toml:"untraded" opt:"" doc:"why the good may go without trade for a year"`
	Surplus        string  `toml:"surplus" opt:"" doc:"why its stocks may grow"`
	provenance
}

type routeKeys struct {
	From    []string      `toml:"from" doc:"nodes where it begins, or *"`
	To      []string      `toml:"to" doc:"nodes where it ends, or *"`
	Goods   []string      `toml:"goods" doc:"levels or goods that it carries, or *"`
	Freight markets.Price `toml:"freight" min:"0" doc:"per kg of the good's basis"`
	provenance
}

type companyKeys struct {
	Name    string             `toml:"name" opt:"" doc:"full name"`
	Country string             `toml:"country" ref:"country" doc:"where it pays tax"`
	Group   bool               `toml:"group" default:"false" doc:"large enough to reckon with its own effect on prices"`
	Cash    float64            `toml:"cash" unit:"USD" default:"0 USD" min:"0" doc:"opening cash; what its plants turn over in months where absent"`
	Debt    float64            `toml:"debt" unit:"USD" default:"0 USD" min:"0" doc:"opening debt; years of earnings where absent"`
	Owners  map[string]float64 `toml:"owners" opt:"" unit:"1" min:"0" max:"1" sum:"1" doc:"shares: companies, regions whose treasury holds them, or other names; households hold what is not listed"`
	provenance
}

type useKeys struct {
	Name          string             `toml:"name" opt:"" doc:"full name"`
	Sector        string             `toml:"sector" oneof:"magnets oxides" doc:"what it uses"`
	Elasticity    float64            `toml:"elasticity" unit:"1" min:"0" max:"10" doc:"short-run price elasticity, as a positive number"`
	Choke         float64            `toml:"choke" unit:"1" min:"1" max:"1000" doc:"most it pays, times the reference price"`
	Growth        []float64          `toml:"growth" unit:"1/yr" min:"-0.9" max:"10" doc:"by year from 2024; the last is kept"`
	Grades        map[string]float64 `toml:"grades" opt:"" unit:"1" keys:"good" min:"0" max:"1" sum:"1" doc:"share of each magnet grade"`
	Breakthrough  bool               `toml:"breakthrough" default:"false" doc:"whether a technical breakthrough would take a tenth of its demand"`
	Life          float64            `toml:"life" unit:"years" default:"0 years" min:"0" max:"100" doc:"mean years in use; 0 where use dissipates"`
	Collected     float64            `toml:"collected" unit:"1" default:"0 %" min:"0" max:"0.9" doc:"share of retired magnets collected in 2024"`
	Collected2035 float64            `toml:"collected_2035" unit:"1" default:"25 %" min:"0" max:"0.9" doc:"and in 2035; linear between"`
	provenance
}

type projectKeys struct {
	Name       string       `toml:"name" opt:"" doc:"full name"`
	Company    string       `toml:"company" ref:"company" doc:"who builds"`
	Plants     []string     `toml:"plants" ref:"plant" doc:"plants that it builds, the mine first; they open when it is built"`
	Scope      string       `toml:"scope" oneof:"mine mine+crack to-oxide separation metal magnets recycling" doc:"what it builds; lead times go by it"`
	Stage      string       `toml:"stage" oneof:"EXPL RES PERMIT FIN BUILD" doc:"how far it had come in January 2024"`
	MonthsLeft float64      `toml:"months_left" unit:"months" default:"0 months" min:"0" max:"600" doc:"left in that stage; what is usual where absent"`
	Capex      float64      `toml:"capex" unit:"USD" min:"0" doc:"of all of it, before project_scale of the model"`
	Discovery  float64      `toml:"discovery" unit:"1/yr" default:"0 %/yr" min:"0" max:"1" doc:"chance that exploration finds the deposit, while in stage EXPL; without one it is found in time"`
	Byproduct  float64      `toml:"byproduct" unit:"USD/kg" default:"0 USD/kg" min:"0" doc:"credit for other minerals per kg REO mined"`
	Announced  agents.Month `toml:"announced" default:"2200-01" doc:"opening as its owner has announced it"`
	provenance
}

type investorKeys struct {
	Name    string  `toml:"name" opt:"" doc:"full name"`
	Kind    string  `toml:"kind" oneof:"private-equity bank development-bank strategic" doc:"how it gives money"`
	Region  string  `toml:"region" ref:"region" doc:"nationality"`
	Capital float64 `toml:"capital" unit:"USD" min:"0" doc:"that it may invest in rare earths"`
	Return  float64 `toml:"return" unit:"1/yr" min:"0" max:"1" doc:"that it asks for, real"`
	provenance
}

type shockKeys struct {
	Name   string       `toml:"name" opt:"" doc:"what happened"`
	Plants []string     `toml:"plants" opt:"" ref:"plant" doc:"plants hit"`
	Uses   []string     `toml:"uses" opt:"" ref:"use" doc:"final uses hit, in all regions"`
	From   agents.Month `toml:"from" doc:"first month"`
	To     agents.Month `toml:"to" doc:"first month after it"`
	Factor float64      `toml:"factor" unit:"1" min:"0" max:"10" doc:"share of the plants' capacity that is left, at most 1; demand of the uses over what it would be"`
	provenance
}
