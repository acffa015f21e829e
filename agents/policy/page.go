package policy

// Page is what `monazite kinds NAME` says of a kind beside its summary and its keys. All texts are sentences or formulas
// without line breaks; amounts are in the units of the keys.
type Page struct {
	Users     string  `json:"users,omitempty"`     // which governments use it, on whom and since when, a few words
	Mechanism string  `json:"mechanism,omitempty"` // what it changes and how firms answer, beyond who pays whom
	Formula   string  `json:"formula,omitempty"`   // what it pays or allows in a month
	Test      string  `json:"test,omitempty"`      // a worked example with its numbers, which the tests of the kind check
	Source    string  `json:"source,omitempty"`    // the law or contract it is taken from
	Tension   float64 `json:"tension,omitempty"`   // what the key tension is without: 0 to 1, 0 for what provokes nobody
}
