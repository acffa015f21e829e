package policy

import (
	"slices"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// Offtake is a contract between two plants, concluded once at its start, such as Apple's with MP
// Materials over recycled magnets from 2027 (P012). Every month the seller delivers a twelfth of
// the yearly mass before he sells to others; the buyer pays him the price for what is lifted, and
// carries freight and duty. If the seller offers the agreed minimum (take-or-pay) the buyer pays
// for that much whether he lifts it or not; a seller who offers less pays the buyer what the
// market costs more, unless an accident or a ban keeps him from it. The public purse pays nothing.
type Offtake struct {
	Seller   string        `toml:"seller" ref:"plant" doc:"plant that delivers; it sells the good"`
	Buyer    string        `toml:"buyer" ref:"plant" doc:"plant that takes; it buys the good"`
	Good     string        `toml:"good" ref:"good" doc:"good that is delivered"`
	Quantity float64       `toml:"quantity" unit:"t/yr" min:"0" doc:"mass a year, delivered in twelve equal parts"`
	Form     string        `toml:"form" default:"fixed" oneof:"fixed indexed collar cost-plus" doc:"how the price moves: not, with the Chinese index, with it between a floor and a cap, or with the seller's unit cost"`
	Price    markets.Price `toml:"price" unit:"USD/kg" default:"0 USD/kg" min:"0" doc:"real price at the seller's node, without VAT, freight and duty; of an indexed form, what comes on top of its share of the index"`
	Slope    markets.Share `toml:"slope" unit:"1" default:"100 %" min:"0" max:"10" doc:"of an indexed form: share of the index"`
	Floor    markets.Price `toml:"floor" unit:"USD/kg" default:"0 USD/kg" min:"0" doc:"of a collar"`
	Cap      markets.Price `toml:"cap" unit:"USD/kg" default:"1000000 USD/kg" min:"0" doc:"of a collar"`
	Markup   markets.Share `toml:"markup" unit:"1" default:"8 %" min:"0" max:"10" doc:"of a cost-plus form, on the seller's unit cost"`
	Prepaid  float64       `toml:"prepaid" unit:"USD" default:"0 USD" min:"0" doc:"paid by the buyer at the start and credited evenly as goods are delivered"`
	Recycled markets.Share `toml:"recycled" unit:"1" default:"0 %" min:"0" max:"1" doc:"least share of the rare earths in what is delivered that the seller's company has recycled in the region, by mass balance"`
	Top      markets.Share `toml:"top" unit:"1" default:"80 %" min:"0" max:"1" doc:"share of the mass that is paid for, lifted or not"`
	Rank     int           `toml:"rank" default:"2" min:"1" max:"3" doc:"order of delivery: 1 defence or government, 2 private, 3 what is left"`
}

// Page explains the kind.
func (*Offtake) Page() Page {
	return Page{
		Users: "firms among themselves, such as Apple with MP Materials from 2027; governments that commit to buy",
		Mechanism: "The seller serves contracts before the market, by rank, then by start. What is contracted counts when a project " +
			"looks for money, and prepayment is money to build with. A ban, a quota or an accident excuses the seller; a " +
			"buyer who lifts little pays for the minimum all the same.",
		Formula: "due = max(lifted, min(offered, top x quantity / 12)) x price; price = fixed, or slope x index + price, or the " +
			"index between floor and cap, or unit cost x (1 + markup)",
		Test: "100 t a month at 50 USD/kg, 80 % take-or-pay: a buyer who lifts 60 t pays 4.0 M USD, one who lifts 90 t 4.5 M. A " +
			"seller who offers 70 t while the market stands at 80 pays 0.9 M USD for the 30 t that he lacks.",
		Source: "Apple and MP Materials, 500 M USD of recycled magnets from 2027, 200 M prepaid (press release of 15 July 2025; " +
			"Community Impact, 21 July 2025)",
		Tension: 0.01,
	}
}

// Build looks up the two lines that the contract connects.
func (k *Offtake) Build(s *Setup) (agents.Policy, error) {
	in, err := s.window()
	if err != nil {
		return nil, err
	}
	good, err := s.good("good", k.Good)
	if err != nil {
		return nil, err
	}
	seller, err := s.line("seller", k.Seller, good, agents.Sells)
	if err != nil {
		return nil, err
	}
	buyer, err := s.line("buyer", k.Buyer, good, agents.Buys)
	if err != nil {
		return nil, err
	}
	if k.Form == "fixed" && k.Price == 0 {
		return nil, &KeyError{Key: "price", Expected: "a price of a fixed contract above 0 USD/kg"}
	}
	if k.Form == "collar" && k.Floor > k.Cap {
		return nil, &KeyError{Key: "floor", Expected: "at most the cap"}
	}
	source := s.Source
	if s.Keys.Government == "" {
		source = agents.None
	}
	return &contract{in, agents.Offtake{
		Seller: seller, Buyer: buyer, Monthly: exact.Mass(k.Quantity / 12), Price: k.Price,
		Form: agents.Form(max(0, slices.Index(forms, k.Form))), Slope: k.Slope, Floor: k.Floor, Cap: k.Cap, Markup: k.Markup,
		Prepaid: exact.Money(k.Prepaid), Recycled: k.Recycled,
		Top: k.Top, Rank: k.Rank, End: in.end + 1, Name: s.Name, Source: source,
	}}, nil
}

// forms are the names of agents.Form.
var forms = []string{"fixed", "indexed", "collar", "cost-plus"}

type contract struct {
	window
	terms agents.Offtake
}

// concluded is the mode of a contract that stands; the engine runs it from then on.
const concluded = 1

// Enact concludes the contract in its first month.
func (c *contract) Enact(v agents.View, m *agents.Memory, out *agents.Measures) {
	if m.Mode == concluded || !c.holds(v.Month()) || c.terms.Monthly == 0 {
		return
	}
	m.Mode = concluded
	out.Offtakes = append(out.Offtakes, c.terms)
}
