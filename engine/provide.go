package engine

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/agents/finance"
	"monazite/markets"
)

// provide gives a company at once what a government grants, lends or pays for its shares, and notes what projects are
// offered.
func (w *World) provide(f *agents.Funding) {
	if f.Amount <= 0 || w.spinning {
		return
	}
	if f.Project != None {
		w.rules.Fundings = append(w.rules.Fundings, *f)
		return
	}
	w.payOut(f, None, f.Firm, f.Amount, w.value(int(f.Firm), &w.State.Frame))
}

// value is what a company is worth: its books, and its stocks at the prices of a month.
func (w *World) value(firm int, f *agents.Frame) markets.Money {
	return max(0, w.Equity[firm]+w.stocks(firm, f))
}

// publicMoney is what governments offer a project, as far as it changes what the project must earn.
type publicMoney struct {
	grant    float64 // share of its cost
	relief   float64 // off what its owners ask for, a year
	tranches []finance.Tranche
}

// public is what governments offer a project this month.
func (w *World) public(id ID) (m publicMoney) {
	cost := w.capex(id)
	for i := range w.rules.Fundings {
		f := &w.rules.Fundings[i]
		if f.Project != id {
			continue
		}
		amount := w.most(f, exact.Money(cost))
		switch f.Kind {
		case agents.Grant:
			m.grant = min(1, m.grant+exact.USD(amount)/max(1, cost))
		case agents.Equity:
			m.relief = max(m.relief, f.Relief)
		default:
			m.tranches = append(m.tranches, finance.Tranche{Amount: amount, Rate: ratioOf(f.Rate)})
		}
	}
	return m
}

// most is what an offer gives a project of a cost at most.
func (w *World) most(f *agents.Funding, cost markets.Money) markets.Money {
	return min(f.Amount, f.Part.OfMoney(cost))
}

// offerPublic notes what governments offer a project.
func (w *World) offerPublic(id ID, cost markets.Money) {
	for i := range w.rules.Fundings {
		f := &w.rules.Fundings[i]
		if f.Project == id {
			w.offer(publicSource(f.Kind), w.most(f, cost), giver{account: -1, investor: None, funding: i})
		}
	}
}

func publicSource(kind agents.FundingKind) finance.Source {
	switch kind {
	case agents.Grant:
		return finance.FromGrants
	case agents.Equity:
		return finance.FromPublicEquity
	}
	return finance.FromPublicLoans
}

// payOut pays part of a funding to a company that is worth so much before. What a loan or a bond below the market's
// rate gives away is reckoned when it is paid out; shares are no gift but for what they are paid above their worth.
func (w *World) payOut(f *agents.Funding, project, firm ID, amount, worth markets.Money) {
	row := &w.ledger.sources[f.Source]
	switch f.Kind {
	case agents.Grant:
		w.grant(f.Source, int(firm), amount)
		row.Grant += amount
	case agents.Equity:
		share := finance.Stake(worth, amount)
		if f.Share > 0 {
			share = markets.Share(markets.MulDiv(int64(f.Share), int64(amount), int64(f.Amount)))
		}
		w.grant(f.Source, int(firm), amount)
		w.dilute(int(firm), Owner{
			Name: w.Sources[f.Source].Government, Firm: None, Region: w.Sources[f.Source].Treasury, Investor: None,
			Source: f.Source, Relief: f.Relief, Share: share,
		})
		row.Grant += max(0, amount-share.OfMoney(worth+amount))
	default:
		w.lendPublic(f, project, firm, amount)
		row.Grant += w.gift(f, firm, amount)
	}
}

// lendPublic pays out a loan of the treasury, or one of private lenders whose coupon it subsidises.
func (w *World) lendPublic(f *agents.Funding, project, firm ID, amount markets.Money) {
	lender := w.treasury(w.Sources[f.Source].Treasury)
	if f.Kind == agents.Bond {
		lender = w.households()
		w.countOwned(lender, int(firm), -amount)
		w.drawn(f.Source, amount)
	} else {
		w.bookOutlay(f.Source, amount)
	}
	w.transfer(lender, int(firm), amount)
	grace := w.Month + Month(f.Grace) // paid out before this month's interest
	if project != None {
		grace += 1 + Month(w.lead(project, Building)) // paid out after it
	}
	w.Loans = append(w.Loans, Loan{
		Firm: firm, Lender: lender, Left: amount, Monthly: amount/markets.Money(max(1, f.Months-f.Grace)) + 1, Rate: f.Rate,
		Public: f.Kind != agents.Bond, Subsidy: f.Subsidy, Grace: grace, Source: f.Source, Project: project,
	})
}

// What lenders lose on companies like these (MODEL 7.8): how many a year fail, and what is lost then of what is owed.
const (
	failing = 0.03
	lost    = 0.6
)

// gift is the present value of what a loan or a bond of a government gives away.
func (w *World) gift(f *agents.Funding, firm ID, amount markets.Money) markets.Money {
	loan := finance.Loan{Principal: amount, Rate: ratioOf(f.Rate), Months: f.Months, Grace: f.Grace}
	market := w.terms(firm).DebtRate
	if f.Kind == agents.Bond { // lenders bear what fails
		loan.Rate = market - ratioOf(f.Subsidy)
		return max(0, loan.GrantEquivalent(market, 0))
	}
	return max(0, loan.GrantEquivalent(market, failing*lost))
}
