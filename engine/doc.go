// Package engine runs a scenario month by month. This page is the model after the ODD protocol
// (Grimm et al. 2020); MODEL sections are those of the specification.
//
// # Purpose and patterns
//
// Say what government intervention does to prices, capacity outside China, dependence, security of
// supply and public cost, 2024 to 2040. Patterns to show: an export restriction parts regional
// prices; spikes retrace within two years as demand thins out; cerium and lanthanum sit at their
// disposal price while NdPr and dysprosium earn the basket; low prices kill entrants; recycling
// barely answers a short shock; capacity follows a high price only after years.
//
// # Entities, state variables, scales
//
// Firms own cash (Money, 1e-4 USD), a credit line, plants and a share register (parts of 1e9). A
// plant (site) has lines: one per good that it buys or sells, each with a stock (Lot: grams, grams
// per element, what it cost) and a belief (price anchor, flows in t a month); a book value (Money);
// and a standing: running, mothballed, restarting or closed. Plants are of the kinds in
// agents/firm. A Project is a plan of one firm for one or more plants: a stage, the months left in
// it, a capital cost and an escrow (Money), a rate of return and a hurdle (a year). An Investor is a
// bank, development bank, fund or strategic buyer with cash and a required return (a year). A Loan
// has a rate (a year), a grace (month) and a monthly principal (Money); a Contract a monthly mass
// (grams), a price clause (micro-USD per kg), an end (month) and what of a prepayment is not yet
// credited (Money). Treasuries, households, the escrow and the outside world close the circle of
// money. Markets are nodes (region and segment) joined by routes, one market per good. Space: regions;
// time: months, t = 0 is 2024-01.
//
// # Process overview and scheduling
//
// World.Step is the schedule: observe, shock, enact, plan, produce, contract, quote, clear, settle,
// support, finance, invest, record, one file each. Firms see last month's Frame, this month's Rules
// and their own accounts, never each other's orders. Everything is processed in the order of ids.
// Finance reviews credit lines, serves loans, writes plants down, takes tax in December, settles
// defaults and stops or starts plants. Invest lets projects age by a month; in January, April, July
// and October those within a year of their permits or past them look for a buyer each, and those
// that have them decide. What is decided or stopped takes effect in later months. An instrument
// that holds goods keeps them at a site of its own: its orders join the others' in quote, and in support the
// treasury pays what the site has spent in the month and takes what it has earned.
//
// # Design concepts
//
// Spatial price equilibrium as a coupled call auction (package markets); joint production; storage
// that cannot go negative; partial adjustment everywhere, because bang-bang decisions cobweb;
// expectations between a slow anchor and last month's price. Investors form a long-run price from
// the same anchors and lower it by the capacity that is being built faster than demand grows: they see
// the queue, not each other's plans. The option to wait is a premium on the hurdle; stopping and
// starting cost money, so that a plant bears losses for a while, and owners differ in how long. Who
// lends looks at earnings, who buys shares at the return: a project may pay and find no money. Chance
// enters through keyed streams (agents/exact), so that two scenarios share their draws: outages,
// demand, lead times, overruns, partners, discoveries.
//
// # Initialisation
//
// Package scenario opens stocks, prices, money and offsets from data and solves what the 2024
// balance calls for. Plants stand in the books by their age, firms owe what is known of them or some
// years of earnings, projects stand where they did in January 2024, and what is being built has
// its money. SpinUp then runs 24 months without shocks, cash limits or growth. With
// Model.OpeningNoise stocks then open at a lognormal draw around what that leaves.
//
// # Input data
//
// Scenarios and their tables in configs; no live feeds.
//
// # Left out
//
// Of MODEL sections 7.5 to 7.13: leaks past gates and licences, and auctioned rents; China's strategy; exchange rates and
// tension (a denied licence hits any destination alike). Capital of China stays in China, and only there. Plants of the
// dated list do not wear out: their paths are net of that. Technology moves costs, not yields. Shares are not traded
// once issued, bankrupt firms keep their plants together, and only bankruptcy ends a project. Contracts are made for the
// plants of projects only. A limit on content is a term of an offtake (Offtake.Recycled). A guarantee of profit counts as
// contingent what its year has seen so far, one of a price what the put on it is worth until it ends. Where the code departs from the
// model it says so: margins are logs (firm.marginOn), feed and grades are shared smoothly
// (firm.processor.run, firm.magnetMaker.split), an accident closes part of a complex
// (Model.AccidentSize), bids are cut good by good (World.cutBids).
//
// # Submodels
//
// Behaviour is in agents/firm, law in agents/policy, the arithmetic of money in agents/finance,
// accounts here.
//
// Investment (invest, decide). Stages EXPL, RES, PERMIT, FIN, BUILD, RAMP, OPER. The first ends by
// chance where a discovery rate (a year) is given, FIN by a decision, others after lead times (months,
// lognormal around those of the scope, half in China). A project in FIN goes ahead if the internal rate
// of return of 20 years at nine tenths of nameplate, after tax, reaches the hurdle: cost of capital and
// a premium for the price risk that neither contracts nor guarantees take; if a fifth more of its
// feed than it needs comes to market beyond what others build for, or it mines its own; if of an ore six tenths of
// what it would make is sold in the world, sold ahead or for its own plants; and if it is funded. Otherwise it
// says why not and asks again next quarter. New plants ramp up over 30, 60, 85 and 100 % of nameplate,
// half a year each, and wear out by a twenty-fifth a year from their 25th. An explorer's find is lognormal around the
// reserves of his plan, with a deviation of 1; size, cost and life of the mine follow.
//
// Costs (learn). They fall as own output adds up, by a rate per doubling; rise as a mine empties; and outside China
// those of separation, metals and magnets close half a percent a month of their gap to the best plant there.
//
// Finance (fund, finance, books). What is asked for is the capital cost with its overrun, drawn once,
// and six months of spending: from a bank, at most half the cost and what earnings serve 1.3
// times over; from the firm's cash above three months of cost; from investors, three tenths of the gap
// and a quarter of their capital at most. What is missing stops it all. The cost waits in escrow and
// is spent evenly over the months of building. Loans gather interest while it lasts; principal
// falls due evenly, from two years after. Assets equal debts and equity every month to 1e-4 USD.
//
// Contracts (match, terms, contract). Prices are fixed, indexed (a share of last month's price in China
// and an amount), a collar around it, or cost-plus; any may be prepaid. A project offers six tenths of its
// output, at a fixed price that shares the gain with a partner drawn by weights of it, for 3 to 10
// years after it is built, and again when that runs out; if it has not gone ahead two years later, that lapses. Buyers pay for the agreed part whether they lift it or not, sellers
// the difference to the market for what they lack, nobody anything where a rule or an accident forbids it.
//
// Mothballing (mothball). After six months in which running is expected to lose more than stopping and
// starting again costs a month over the owner's horizon, a plant stands still at a tenth of its fixed cost.
// A plant that runs at less than a twentieth counts its fixed cost among what stopping saves. Three months of a margin at
// full output that pays for the start within two years, and for the fixed cost, start it if there are buyers, inputs and money
// for it, for six months of fixed cost, three months later; five years of standing still close it. Nobody stops in the first two years of
// a run, nor plants that stand for many firms.
//
// Default (default). A firm beyond its credit line for three months, by more than half of what it has in store, is sold as a whole to the fund or
// strategic investor with most cash, for four tenths of its book value, and creditors lose what that
// does not pay; its new owner adds half a year of spending and stops the plants that do not earn their fixed cost. Without
// a buyer its plants close. Households take over the debts of users and traders
// instead (rescue), who stand for industries.
//
// The invariants: every gram of every element, every gram of every good and every 1e-4 USD is
// accounted for every month, region by region, with tolerance zero; a Violation stops the run. Whether runs do what a scenario claims of
// them is judged outside, by package expect.
//
// The package reads no files, flags or clocks and writes nothing: a Recorder observes.
package engine
