// Package expect says whether runs do what a scenario claims of them.
//
// A scenario may state what must come out when it is run: that mines dig what was dug in 2024, that
// prices rest where nothing happens, that a quota makes the good dear outside and not at home. Such a
// claim takes a monthly Series of a run, a Metric of some goods, places or stages; it may compare the
// series with another of the same run, or with the same series of another scenario under the same luck;
// it boils the months of a Window down to one number and holds that against a Limit. One run proves
// little, so a claim is put to runs of several seeds and holds when a share of them agrees.
//
// The parts are pure: a Recorder collects the series of a run in memory, Claim.Observe gives a run's number
// and Claim.Judge the verdict. Verify puts them together, one run per core. Texts of scenarios are
// read elsewhere (engine/scenario), and nothing here is written to files.
package expect
