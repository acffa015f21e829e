package record

import "monazite/engine"

// priceRow is a good at a node in a month.
type priceRow struct {
	key
	Good              string  `parquet:"good" unit:"text" basis:"none" doc:"Good that is priced."`
	Region            string  `parquet:"region" unit:"text" basis:"none" doc:"Region of the market."`
	Segment           string  `parquet:"segment" unit:"text" basis:"none" doc:"Segment of the region's market, empty for the open one."`
	Price             float64 `parquet:"price_usd_per_kg,split" unit:"USD/kg" basis:"real 2025 USD ex VAT, per kg of the good's basis" doc:"The buyers' price where they traded, else the sellers'."`
	Buyers            float64 `parquet:"buyers_price_usd_per_kg,split" unit:"USD/kg" basis:"real 2025 USD ex VAT, per kg of the good's basis" doc:"Price that buyers here paid, duty and freight included."`
	Sellers           float64 `parquet:"sellers_price_usd_per_kg,split" unit:"USD/kg" basis:"real 2025 USD ex VAT, per kg of the good's basis" doc:"Price that sellers here received before freight, duty and export tax."`
	VWAP              float64 `parquet:"vwap_usd_per_kg,split" unit:"USD/kg" basis:"real 2025 USD ex VAT, per kg of the good's basis" doc:"Value per kilogram of all that was bought here, spot and contracts."`
	Volume            float64 `parquet:"volume_t,split" unit:"t" basis:"the good's" doc:"Mass bought here, spot and contracts."`
	BuyersIndicative  bool    `parquet:"buyers_indicative" unit:"1" basis:"none" doc:"Whether less than a kilogram was bought on the market here, so that the buyers' price is an indication."`
	SellersIndicative bool    `parquet:"sellers_indicative" unit:"1" basis:"none" doc:"Whether less than a kilogram was sold on the market from here, so that the sellers' price is an indication."`
}

func prices(n *names, t *engine.Tables, add func(priceRow)) {
	for i := range t.Prices {
		r := &t.Prices[i]
		region, segment := n.place(r.Node)
		add(priceRow{
			key:               n.key,
			Good:              n.good(r.Good),
			Region:            region,
			Segment:           segment,
			Price:             perKg(r.Price()),
			Buyers:            perKg(r.Buyers),
			Sellers:           perKg(r.Sellers),
			VWAP:              perKg(r.VWAP),
			Volume:            tonnes(r.Bought),
			BuyersIndicative:  !r.BuyersTraded,
			SellersIndicative: !r.SellersTraded,
		})
	}
}
