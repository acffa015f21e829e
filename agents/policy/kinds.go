package policy

// Kinds lists every instrument. Adding one is a file with its keys, its Build and its Enact, and a
// line here.
var Kinds = []Kind{
	{"raw-export-ban", "Forbids the export of goods from regions; nobody is paid, what the ban keeps at home sells there or not at all.", func() Builder { return &RawExportBan{} }},
	{"export-quota", "Limits the yearly exports of several goods together; exporters keep the rent.", func() Builder { return &ExportQuota{} }},
	{"production-quota", "Limits what plants together run in a year, in two batches; nobody is paid.", func() Builder { return &ProductionQuota{} }},
	{"tariff", "Importers pay a share of the exporter's price, or an amount per kilogram, to the treasury of the region of destination.", func() Builder { return &Tariff{} }},
	{"export-tax", "Exporters pay a share of their price, or an amount per kilogram, to the treasury of the region of origin.", func() Builder { return &ExportTax{} }},
	{"floor-cfd", "Two-way contract for difference: every quarter the government pays a plant what the index lacks to the strike on all it made, and gets a share of what the index exceeds it by.", func() Builder { return &FloorCfD{} }},
	{"floor-deficiency", "Deficiency payment: every quarter the government pays a plant what its own price lacks to a floor on all it sold.", func() Builder { return &FloorDeficiency{} }},
	{"equity-stake", "Public money buys shares: of a company at once, or of those whose projects lack money.", func() Builder { return &EquityStake{} }},
	{"discounted-loan", "Public money lent below the market's rate to a company, or to projects that are about to decide.", func() Builder { return &DiscountedLoan{} }},
	{"incentive-bond", "Projects borrow from private lenders at a coupon of which the treasury bears the tax.", func() Builder { return &IncentiveBond{} }},
	{"export-licence", "Each destination gets by licence a share of what it bought in the year before; licence holders keep the rent.", func() Builder { return &ExportLicence{} }},
	{"export-restriction", "Exports are at most a share of the largest output that a region's mines have had, and may be taxed.", func() Builder { return &ExportRestriction{} }},
	{"floor-minimum", "Legal minimum price in a zone: buyers there pay at least so much to whoever delivers; with a levy importers pay the treasury what the exporter's price lacks to it.", func() Builder { return &FloorMinimum{} }},
	{"origin-rule", "Keeps goods of some origins from a region's secure buyers, or lets them in at a duty until somebody else delivers; importers pay the treasury.", func() Builder { return &OriginRule{} }},
	{"strategic-reserve", "Public stock of goods: the treasury buys them at the region's market below a slow average of the price, up to days of use, and sells them above it; it pays sellers and storage.", func() Builder { return &StrategicReserve{} }},
	{"guaranteed-offtake", "A government buys what a plant cannot sell, at cost and a markup, and may make up what its yearly profit lacks to a floor; the treasury pays the plant.", func() Builder { return &GuaranteedOfftake{} }},
	{"offtake", "Contract between two plants over a mass a year at a fixed price; the buyer pays the seller, also for part of what he does not lift.", func() Builder { return &Offtake{} }},
}
