// Package markets clears markets for rare earths, exactly and in integers.
//
// # A market
//
// One market is one good in one month. It is a sealed-bid call auction: everybody states how much they would sell or buy
// at which limit, nobody sees anybody else's orders, and all trade at one price per place. Its nodes are regions (and
// segments of them, such as licensed sellers), each with a sellers' and a buyers' side. Goods move from a sellers' side to
// buyers' sides: at home at no cost, abroad along routes. All regions clear together, as Samuelson (1952) and Takayama
// and Judge (1964) taught: the allocation is the one that maximises
//
//	sum(bids filled x limit) - sum(asks filled x limit) - sum(flow x cost)
//
// within the limits of orders, routes and gates. Rules of trade are properties of ways:
//
//	freight, specific duty     Route.Cost: per kg, paid by the buyer on top of the price at the origin
//	ban                        no route
//	licence                    Route.Cap: what one destination gets
//	export quota, export tax   Gate: all exports of a node together; sales at home bypass it
//	tariff-rate quota          two parallel routes, the cheap one with a cap
//	smuggling, home segments   Route.Leak: past the gate
//	quota for several goods    SharedQuota
//	buyer of last resort       a bid at the floor price
//	legal minimum price        Floor: buyers of a node pay no less
//
// A buyers' side never passes goods on. In a plain graph goods would be re-exported for free and any ban between two
// places circumvented through a third; here a re-export is a route of its own with a cost and a cap.
//
// # Prices
//
// A price at every node supports the allocation if nobody regrets: filled bids pay at most their limit, filled asks get at
// least theirs, orders better than the price are filled whole, a route with room does not earn more than it costs, and a
// route in use earns no less. Such prices are the duals of the problem; they form a lattice, with a least and a greatest
// vector (Shapley and Shubik 1971; Murota 2003 for integers). The clearing takes the midpoint, the k-double auction with
// k = 0.5 of Wilson (1985), rounded down to a micro-USD/kg. What a full route or gate earns above its cost is a rent, the
// value of the licence or quota; who gets it is decided elsewhere.
//
// # Floors
//
// A least price with nobody behind it who buys is not an optimum of anything: it is a rule on top. Where something would be
// bought below it, bids below it are refused and the rest clears again; buyers pay the higher of the price that supports that
// allocation and the floor. What the floor adds is a rent of those who deliver. By merit the allocation stays the efficient
// one, in which the lowest asks sell. Pro rata what is bought at the floor is first shared among all who would sell at the
// floor less their way, in equal shares of their offers as far as caps and quotas let them, and the rest clears as usual; see
// Floor. Sellers' prices are the ones that support what the market decides, without what floors add.
//
// # Ties
//
// Of equally good allocations the largest volume trades; of those, the one whose flows, listed by (from, to, index of the
// route), are lexicographically largest. Orders at the margin share it pro rata with cumulated floors, so that no gram is
// lost and splitting an order gains nothing. Hence a clearing is a function of its book, the same on every machine.
//
// # How a clearing is found
//
// The problem is a convex minimum-cost flow, and its dual a convex function of prices that falls when the prices of a set of
// places move together; the best set is the near side of a minimum cut of the ways that neither gain nor lose (Hassin 1983;
// Bertsekas 1985; Murota and Shioura 2014). So prices begin near last month's, a set moves exactly as far as the dual falls, and
// the allocation follows when no set is left: see descent. The prices prove the flows optimal and the flows the prices. Where
// that took too many steps, which Work counts and nobody has seen, the market would be cleared by successive shortest paths
// from the cheapest order up: see balancer, which NewReadableAuction uses always, as the reference that tests compare with.
// What comes out does not depend on either: allocation and prices are unique by the rules above.
//
// # Large markets of one region
//
// Where hundreds to millions of orders meet in one place, without routes and rules, a Selector clears them in columns:
// it selects the price instead of sorting the orders, and what it finds is what a CallAuction finds.
//
// # Numbers
//
// Mass is grams, Price micro-USD/kg, Money 1e-4 USD; products are 128 bits wide and rounded once. Integer sums do not
// depend on their order, and a network with integer limits has an integer optimum, so tests compare with ==.
// Clearing.Verify proves any clearing right from its prices alone.
//
// # What it will not do
//
// No time but the clock lent to measure it, randomness, goroutines or files: a mechanism is a function of a book. No joint
// production: goods of one ore are tied together by what producers decide, not here. No settlement: who pays whom, and who
// earns rents, is the ledger's. No strategy: orders are taken at their word.
package markets
