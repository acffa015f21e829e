package record

import (
	"encoding/json"
	"io"
	"math"
)

// Summary is what a person wants to know of a run first. Missing figures are null in JSON and a
// dash in print: a scenario need not have every good, nor a run every year.
type Summary struct {
	Schema   int       `json:"schema"` // 1; fields are only ever added
	Run      *Origin   `json:"run,omitempty"`
	From     string    `json:"from"`  // first month, such as 2024-01
	Until    string    `json:"until"` // last month
	Years    []Year    `json:"years"`
	Unserved *Worst    `json:"worst_unserved"` // nil where all demand was met
	Gap      *Gap      `json:"widest_gap"`     // nil where nothing traded on both sides
	Refused  []Refused `json:"refused"`        // most frequent first
	Fiscal   []Fiscal  `json:"fiscal"`         // by instrument, the largest outlay and receipt first
	Turning  *Turning  `json:"turning_points"` // nil where nothing was built or given up
	Opening  *Opening  `json:"opening"`        // nil where no plant ran in 2024
	Inputs   *Inputs   `json:"inputs"`         // nil where the values are not known
}

// Origin is how a run came about and where it is. It is printed and not kept in the folder, whose
// files but the manifest do not know it.
type Origin struct {
	Scenario string `json:"scenario"`
	Seed     uint64 `json:"seed"`
	Folder   string `json:"folder"`
	Command  string `json:"command"`
	Show     string `json:"show"` // the command that lists the guesses among the inputs
}

// Year is one year of a run.
type Year struct {
	Year    int         `json:"year"`
	Months  int         `json:"months"` // of the year that were run
	Prices  []YearPrice `json:"prices"`
	Outside Stages      `json:"outside_share_ratio"` // of world output that is made outside China
	Missing Sectors     `json:"unserved_ratio"`      // of final users' demand
}

// YearPrice is the mean over a year's months of a good's published price, USD/kg: in China's open
// market, and of the nodes outside China, weighted each month by what was bought there, or
// plainly where nothing was.
type YearPrice struct {
	Good    string `json:"good"`
	China   Figure `json:"china_usd_per_kg"`
	Outside Figure `json:"outside_usd_per_kg"`
}

// Stages are the stages of the chain: REO mined, NdPr oxide separated, magnets made.
type Stages struct {
	Mine       Figure `json:"mine"`
	Separation Figure `json:"separation"`
	Magnets    Figure `json:"magnets"`
}

// Sectors are what final users take.
type Sectors struct {
	Magnets Figure `json:"magnets"`
	Oxides  Figure `json:"oxides"`
}

// Worst is the month with the highest share of a sector's demand that found no goods.
type Worst struct {
	Month  string `json:"month"`
	Sector string `json:"sector"`
	Share  Figure `json:"unserved_ratio"`
	Mass   Figure `json:"unserved_t"`
}

// Gap is the month in which a good that traded outside China cost the most times China's price.
type Gap struct {
	Month string `json:"month"`
	Good  string `json:"good"`
	Ratio Figure `json:"outside_to_china_ratio"`
}

// Refused counts the wishes that could not be met for one reason.
type Refused struct {
	Reason string `json:"reason"`
	Count  int    `json:"count"`
}

// Figure is a number that may be missing, which is NaN here and null in JSON.
type Figure float64

// missing is the figure of what is not there.
func missing() Figure { return Figure(math.NaN()) }

// Known says whether there is a number.
func (f Figure) Known() bool { return !math.IsNaN(float64(f)) }

// MarshalJSON writes the shortest digits that give the same number, or null.
func (f Figure) MarshalJSON() ([]byte, error) {
	if !f.Known() {
		return []byte("null"), nil
	}
	return json.Marshal(float64(f))
}

// WriteJSON writes the summary as one object.
func (s *Summary) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(s)
}
