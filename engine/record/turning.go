package record

// Turning counts what was built and given up.
type Turning struct {
	Projects   *Projects `json:"projects"` // nil in a scenario without
	Mothballed Turns     `json:"plants_mothballed"`
	Restarted  Turns     `json:"plants_restarted"` // of those
	Closed     Turns     `json:"plants_closed"`    // for good
	Bankrupt   Turns     `json:"companies_bankrupt"`
	Rescued    Turns     `json:"companies_rescued"` // users and traders, whose debts households took over
	Opened     []Turn    `json:"largest_openings"`  // of new plants, at most three, the largest first
	Shut       []Turn    `json:"largest_closures"`  // for good, likewise
}

// Projects says how far projects have come by the end. Of all, those begun before, decided and
// never decided are the parts.
type Projects struct {
	All       int       `json:"all"`
	Begun     int       `json:"begun_before"` // decided before the first month
	Decided   int       `json:"decided"`
	Opened    int       `json:"opened"`    // of those begun or decided
	Never     []Refused `json:"never"`     // most frequent reason first
	Contracts Turns     `json:"contracts"` // how many projects signed how many to sell what they would make
}

// Turns counts to how many something happened, and how often.
type Turns struct {
	Of    int `json:"of"`
	Times int `json:"times"`
}

// Turn is a plant that opened or closed.
type Turn struct {
	Month    string `json:"month"`
	Plant    string `json:"plant"`
	Name     string `json:"name"`
	Kind     string `json:"kind"`
	Country  string `json:"country"`
	Capacity Figure `json:"capacity_t_per_year"` // full nameplate, of the plant's main good
	Outside  bool   `json:"outside_china"`
}

// shownTurns is how many plants that opened, or closed, a summary names.
const shownTurns = 3
