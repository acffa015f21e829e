package firm

// Kinds lists every sort of plant. Adding one is a file with its keys, its Build and its agent,
// and a line here.
var Kinds = []Kind{
	{"miner", "Extracts ore of one composition and sells it as concentrate or carbonate; decides how much to dig and, if it can crack, how much to crack on site.", func() Builder { return &Miner{} }},
	{"cracker", "Buys concentrate and sells the mixed carbonate made of it; decides how much to buy and to run.", func() Builder { return &Cracker{} }},
	{"refiner", "Buys concentrates and carbonates and sells the oxides that it can separate; decides its feed mix, its output and which oxides are not worth finishing.", func() Builder { return &Refiner{} }},
	{"metalmaker", "Buys oxides and sells the metals made of them; decides how much of which oxide to buy and to run.", func() Builder { return &MetalMaker{} }},
	{"magnetmaker", "Buys oxides, or metals where the chain has that stage, and sells magnet grades and swarf; decides output, the split among grades and how sparing of heavy elements the recipes are.", func() Builder { return &MagnetMaker{} }},
	{"offtaker", "Final user of magnets for one use in one region; decides demand, substitution, stocks and what security of supply is worth.", func() Builder { return &Offtaker{} }},
	{"oxideuser", "Final user of oxides for one use in one region; decides demand and substitution of each oxide on its own.", func() Builder { return &OxideUser{} }},
	{"recycler", "Buys magnet scrap and sells the oxides in it; decides how much of which scrap to buy and to run.", func() Builder { return &Recycler{} }},
	{"trader", "Buys goods that it expects to sell dearer in half a year and sells what it expects to fall; adds no more to a market than a small share of its volume.", func() Builder { return &Trader{} }},
	{"collector", "Receives the used magnets that its region collects and sells them as scrap.", func() Builder { return &Collector{} }},
}
