package engine

import (
	"slices"

	"monazite/agents/exact"
	"monazite/agents/finance"
	"monazite/markets"
)

// giver is who stands behind an offer to fund a project.
type giver struct {
	account  int // of a bank
	investor ID  // else None
	funding  int // of a government, else -1
}

// workingMonths are the months of spending that a project raises beside what it costs to build, to run on
// until it is paid (judgement).
const workingMonths = 6

// fund collects what a project costs with its overrun, and what it needs to run on, cheapest money first.
// It returns what is missing; then nothing moves.
func (w *World) fund(id ID, running *finance.Operation, working markets.Money, cover finance.Cover, public publicMoney) (gap markets.Money) {
	firm := int(w.Projects[id].Firm)
	capex := w.costs(id)
	cost := capex + working
	w.offered, w.givers = w.offered[:0], w.givers[:0]
	w.offerPublic(id, capex)
	w.offerDebt(firm, capex, weakest(running))
	w.offer(finance.FromCash, finance.SpareCash(w.Cash[firm], w.Turnover[firm]), giver{firm, None, -1})
	left := cost
	for _, o := range w.offered {
		left -= min(left, o.Amount)
	}
	w.offerStakes(id, left, cover)
	drawn := make([]markets.Money, len(w.offered))
	if f := finance.Fund(cost, w.offered, drawn); f.Gap > 0 {
		return f.Gap
	}
	w.draw(id, drawn)
	p := &w.Progress[id]
	w.transfer(firm, w.escrow(), capex)
	p.Capex, p.Escrow = capex, capex
	return 0
}

// draw takes what each giver gives. All investors of a round pay the same price for a share: the company
// counts at its book value before the round, but at no less than what they put in, for its plan is worth something.
func (w *World) draw(id ID, drawn []markets.Money) {
	firm := int(w.Projects[id].Firm)
	w.backers = w.backers[:0]
	var raised markets.Money
	for i, amount := range drawn {
		if from := w.offered[i].Source; from == finance.FromInvestors || from == finance.FromPublicEquity {
			raised += amount
		}
	}
	value := max(w.Equity[firm], raised)
	for i, amount := range drawn {
		switch g := w.givers[i]; {
		case amount == 0 || w.offered[i].Source == finance.FromCash:
		case g.funding >= 0:
			w.payOut(&w.rules.Fundings[g.funding], id, ID(firm), amount, value)
			w.backers = append(w.backers, w.rules.Fundings[g.funding].Source)
			if w.offered[i].Source == finance.FromPublicEquity {
				value += amount
			}
		case w.offered[i].Source == finance.FromBanks:
			w.lend(id, g.account, amount)
		default:
			w.issue(firm, g.investor, amount, value)
			value += amount
		}
	}
}

// offer notes what somebody would give.
func (w *World) offer(from finance.Source, amount markets.Money, by giver) {
	w.offered, w.givers = append(w.offered, finance.Offer{Source: from, Amount: amount}), append(w.givers, by)
}

// costs is what a project costs with its overrun, drawn once.
func (w *World) costs(id ID) markets.Money {
	src := exact.Stream(exact.Key{
		Seed: w.options.Seed, Replication: w.options.Replication, Entity: w.keys.projects[id], Purpose: w.keys.overrun,
	})
	return exact.Money(w.capex(id) * finance.Overrun(src.Normal()))
}

// offerDebt asks the bank of a company's region, or where there is none the richest outside China, for what a year's
// earnings carry.
func (w *World) offerDebt(firm int, cost markets.Money, earned float64) {
	if bank := w.lender(w.Firms[firm].Region); bank >= 0 {
		debt := finance.BankDebt(cost, earned, w.terms(ID(firm)).DebtRate)
		w.offer(finance.FromBanks, max(0, min(debt, w.Cash[bank])), giver{bank, None, -1})
	}
}

// lender is the account of the bank that a region's companies go to; -1 without one.
func (w *World) lender(region ID) int {
	best := -1
	for i := range w.Investors {
		inv, account := &w.Investors[i], w.investor(i)
		switch {
		case !lends(inv.Kind):
		case inv.Region == region:
			return account
		case region != w.region(w.Index) && inv.Region != w.region(w.Index) && (best < 0 || w.Cash[account] > w.Cash[best]):
			best = account
		}
	}
	return best
}

// lend pays a loan out: principal falls due in equal parts once the project has ramped up, two years after
// it is built rather than after the money came, or it would fall due before there is anything to pay with.
func (w *World) lend(id ID, lender int, amount markets.Money) {
	firm := w.Projects[id].Firm
	w.transfer(lender, int(firm), amount)
	w.Loans = append(w.Loans, Loan{
		Firm: firm, Lender: lender, Left: amount, Monthly: amount/(10*12-finance.LoanGrace) + 1, Source: None, Project: id,
		Rate: shareOf(w.terms(firm).DebtRate), Grace: w.Month + Month(w.lead(id, Building)) + finance.LoanGrace,
	})
}

// offerStakes asks investors for what the others leave. China's projects are financed in China.
func (w *World) offerStakes(id ID, gap markets.Money, cover finance.Cover) {
	firm := w.Projects[id].Firm
	china := w.Firms[firm].Region == w.region(w.Index)
	for i := range w.Investors {
		inv := &w.Investors[i]
		if lends(inv.Kind) || (inv.Region == w.region(w.Index)) != china || w.barred(inv.Region, firm) {
			continue
		}
		buyer := finance.Investor{
			Capital: inv.Capital, Free: max(0, w.Cash[w.investor(i)]), Required: inv.Return, Strategic: inv.Kind == Strategic,
		}
		if buyer.Accepts(w.Progress[id].IRR, cover.Contracted > 0) {
			w.offer(finance.FromInvestors, buyer.Offer(gap), giver{-1, ID(i), -1})
		}
	}
}

// barred says whether investors of a region may give a company no money and not buy it.
func (w *World) barred(region, firm ID) bool {
	for i := range w.rules.Owners {
		s := &w.rules.Owners[i].Scope
		if s.HasFrom(region) && s.HasTo(w.Firms[firm].Region) && (len(s.Firms) == 0 || slices.Contains(s.Firms, firm)) {
			return true
		}
	}
	return false
}

// issue sells new shares of a company that is worth so much to an investor.
func (w *World) issue(firm int, investor ID, amount, worth markets.Money) {
	share := finance.Stake(worth, amount)
	w.give(w.investor(int(investor)), firm, amount)
	w.dilute(firm, Owner{Name: w.Investors[investor].Name, Firm: None, Region: None, Investor: investor, Source: None, Share: share})
}

// dilute adds a holder; the shares of the others shrink in proportion, and what rounding leaves
// goes to the first of the register.
func (w *World) dilute(firm int, in Owner) {
	owners := w.Owners[firm]
	left := markets.Whole - in.Share
	rest, at := left, -1
	for k := range owners {
		owners[k].Share = left.Times(owners[k].Share)
		rest -= owners[k].Share
		if owners[k].Investor == in.Investor && in.Investor != None || owners[k].Source == in.Source && in.Source != None {
			at = k
		}
	}
	owners[0].Share += rest
	if at >= 0 {
		owners[at].Share += in.Share
	} else {
		owners = append(owners, in)
	}
	w.Owners[firm] = owners
}
