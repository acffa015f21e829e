package main

import (
	"encoding/json"
	"io"

	"monazite/engine/scenario"
)

// writeJSON writes one object.
func writeJSON(w io.Writer, object any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(object)
}

// jsonValue is one value for machines. Fields are only ever added.
type jsonValue struct {
	Path     string        `json:"path"` // what --set takes
	Value    any           `json:"value"`
	Number   *float64      `json:"number"` // the value in the unit; null for what is no single number
	Unit     string        `json:"unit"`   // "1" for a ratio, "date" for a month, "" for what is neither
	Origin   string        `json:"origin"` // file:line, --set and its path, default, or "not set"
	Quality  string        `json:"quality"`
	Source   string        `json:"source"`
	Verified string        `json:"verified"`
	Note     string        `json:"note"`
	Counts   bool          `json:"counts"` // among the inputs whose quality is counted
	Before   []jsonEarlier `json:"before"` // the latest first
}

// jsonEarlier is a value that another has replaced.
type jsonEarlier struct {
	Value    any    `json:"value"`
	Origin   string `json:"origin"`
	Quality  string `json:"quality"`
	Source   string `json:"source"`
	Verified string `json:"verified"`
	Note     string `json:"note"`
}

// printJSON prints the values that are shown as one object.
func (s *shown) printJSON(w io.Writer) error {
	values := []jsonValue{}
	for _, in := range s.chosen(s.selection.Inputs) {
		values = append(values, newJSONValue(&in))
	}
	counts := map[string]int{}
	for _, name := range scenario.Qualities() {
		counts[name] = 0
	}
	for _, in := range s.selection.Inputs {
		if in.Counts {
			counts[in.QualityName()]++
		}
	}
	return writeJSON(w, struct {
		Schema   int            `json:"schema"`
		Scenario string         `json:"scenario"`
		Title    string         `json:"title"`
		Counts   map[string]int `json:"counts"`
		Values   []jsonValue    `json:"values"`
	}{1, s.name, s.title, counts, values})
}

func newJSONValue(in *scenario.Input) jsonValue {
	v := jsonValue{
		Path: in.Path(), Value: in.Raw, Unit: in.Unit, Origin: in.Origin, Quality: in.Quality, Source: in.Source,
		Verified: in.Verified, Note: in.Note, Counts: in.Counts, Before: []jsonEarlier{},
	}
	if x, is := in.Number(); is {
		v.Number = &x
	}
	for _, was := range in.Was {
		v.Before = append(v.Before, jsonEarlier{was.Raw, was.Origin, was.Quality, was.Source, was.Verified, was.Note})
	}
	return v
}
