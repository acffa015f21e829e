package record

import "monazite/engine"

// companyRow is a company's money at the end of a month.
type companyRow struct {
	key
	Company string  `parquet:"company" unit:"text" basis:"none" doc:"Company."`
	Country string  `parquet:"country" unit:"text" basis:"none" doc:"Country of its seat."`
	Cash    float64 `parquet:"cash_usd,split" unit:"USD" basis:"real 2025 USD" doc:"Cash in hand, 0 or more."`
	Debt    float64 `parquet:"debt_usd,split" unit:"USD" basis:"real 2025 USD" doc:"Overdraft drawn, loans and bills not yet paid."`
	Equity  float64 `parquet:"equity_usd,split" unit:"USD" basis:"real 2025 USD" doc:"Cash, stocks at the month's prices, plants at book value, money raised and spent on what is being built, and prepaid goods still due, less debt and prepaid goods still owed."`
}

func companies(n *names, t *engine.Tables, add func(companyRow)) {
	for i := range t.Companies {
		r := &t.Companies[i]
		firm := &n.Firms[r.Firm]
		add(companyRow{
			key:     n.key,
			Company: firm.Name,
			Country: firm.Country,
			Cash:    dollars(r.Cash),
			Debt:    dollars(r.Debt),
			Equity:  dollars(r.Equity),
		})
	}
}
