package record

import "monazite/engine"

// contractRow is one contract's month.
type contractRow struct {
	key
	Contract  string  `parquet:"contract" unit:"text" basis:"none" doc:"Contract."`
	Seller    string  `parquet:"seller" unit:"text" basis:"none" doc:"Plant that delivers."`
	Buyer     string  `parquet:"buyer" unit:"text" basis:"none" doc:"Plant that takes."`
	Good      string  `parquet:"good" unit:"text" basis:"none" doc:"Good that is contracted."`
	Form      string  `parquet:"form" unit:"text" basis:"none" doc:"How the price is found: fixed; indexed, a share of last month's price in China's market and an amount; collar, that price between a floor and a cap; cost-plus, the seller's unit cost and a markup."`
	Quantity  float64 `parquet:"quantity_t,split" unit:"t" basis:"the good's" doc:"Mass contracted for the month."`
	Delivered float64 `parquet:"delivered_t,split" unit:"t" basis:"the good's" doc:"Mass delivered."`
	Price     float64 `parquet:"price_usd_per_kg,split" unit:"USD/kg" basis:"real 2025 USD ex VAT, per kg of the good's basis, at the seller's node" doc:"Contract price of the month."`
}

func contracts(n *names, t *engine.Tables, add func(contractRow)) {
	for i := range t.Contracts {
		r := &t.Contracts[i]
		add(contractRow{
			key:       n.key,
			Contract:  r.Name,
			Seller:    n.site(r.Seller),
			Buyer:     n.site(r.Buyer),
			Good:      n.good(r.Good),
			Form:      r.Form,
			Quantity:  tonnes(r.Quantity),
			Delivered: tonnes(r.Delivered),
			Price:     perKg(r.Price),
		})
	}
}
