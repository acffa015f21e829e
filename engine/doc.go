// Package engine runs a scenario month by month. This page is the model after the ODD protocol
// (Grimm et al. 2020); MODEL sections are those of the specification.
//
// # Purpose and patterns
//
// Say what government intervention does to prices, capacity outside China, dependence, security of
// supply and public cost, 2024 to 2040. Patterns to show: an export restriction parts regional
// prices; spikes retrace within two years as demand thins out; cerium and lanthanum sit at their
// disposal price while NdPr and dysprosium earn the basket; low prices kill entrants; recycling
// barely answers a short shock.
//
// # Entities, state variables, scales
//
// Firms own cash (Money, 1e-4 USD), a credit line and plants. A plant (site) has lines: one per
// good that it buys or sells, each with a stock (Lot: grams, grams per element, what it cost) and a
// belief (price anchor, flows in t a month). Plants are of the kinds in agents/firm. Treasuries,
// households and the outside world close the circle of money. Markets are nodes (region and
// segment) joined by routes, one market per good. Space: regions; time: months, t = 0 is 2024-01.
//
// # Process overview and scheduling
//
// World.Step is the schedule: observe, shock, enact, plan, produce, contract, quote, clear, settle,
// support, finance, invest, record, one file each. Firms see last month's Frame, this month's Rules
// and their own accounts, never each other's orders. Everything is processed in the order of ids.
//
// # Design concepts
//
// Spatial price equilibrium as a coupled call auction (package markets); joint production; storage
// that cannot go negative; partial adjustment everywhere, because bang-bang decisions cobweb;
// expectations between a slow anchor and last month's price. Chance enters through keyed streams
// (agents/exact), so that two scenarios share their draws.
//
// # Initialisation
//
// Package scenario opens stocks, prices, money and offsets from data and solves what the 2024
// balance calls for. SpinUp then runs 24 months without shocks, cash limits or growth. With
// Model.OpeningNoise stocks then open at a lognormal draw around what that leaves.
//
// # Input data
//
// Scenarios and their tables in configs; no live feeds.
//
// # Left out
//
// Of MODEL sections 7.5 to 7.13: leaks past gates and licences, legal minimum prices and auctioned
// rents; indexed, collar, cost-plus and prepaid contracts, and matching; debt service, default,
// mothballing, retirement; projects and their funding; exchange rates and tension (a denied licence
// hits any destination alike). Of the seven measures four exist: limits, wedges, guarantees, offtakes.
// A guarantee's contingent liability counts what its period has seen so far. Where the code departs from the
// model it says so: margins are logs (firm.marginOn), feed and grades are shared smoothly
// (firm.processor.run, firm.magnetMaker.split), an accident closes part of a complex
// (Model.AccidentSize), bids are cut good by good (World.cutBids).
//
// # Submodels
//
// Behaviour is in agents/firm, law in agents/policy, accounts here. The invariants: every gram of
// every element, every gram of every good and every 1e-4 USD is accounted for every month, region
// by region, with tolerance zero; a Violation stops the run. Whether runs do what a scenario claims of
// them is judged outside, by package expect.
//
// The package reads no files, flags or clocks and writes nothing: a Recorder observes.
package engine
