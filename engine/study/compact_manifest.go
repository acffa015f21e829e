package study

import (
	"cmp"
	"encoding/csv"
	"io"
	"reflect"
	"strings"
	"time"

	"monazite/engine/record"
)

// manifest says how the results of a study came about. It is the only file of them with times, names of machines, studies and
// scenarios, and the last to appear.
type manifest struct {
	Schema       int                   `json:"schema"`
	Program      string                `json:"program"`
	Version      string                `json:"version"`
	Command      string                `json:"command"`
	Study        string                `json:"study"`
	Title        string                `json:"title"`
	Seed         uint64                `json:"seed"`
	Replications int                   `json:"replications"` // of each arm, that count
	Planned      int                   `json:"planned"`      // at most
	From         string                `json:"from"`
	Until        string                `json:"until"`
	Arms         []manifestArm         `json:"arms"`
	Started      string                `json:"started"`
	Finished     string                `json:"finished"`
	Machine      record.Machine        `json:"machine"`
	Texts        []record.ManifestText `json:"texts"`
	Files        []record.ManifestFile `json:"files"`
}

type manifestArm struct {
	Arm      string `json:"arm"`
	Words    string `json:"words"`
	Scenario string `json:"scenario"`
}

// writeManifest writes it for the files made so far, which are all others.
func (c *compaction) writeManifest(w io.Writer) error {
	s := c.study
	m := manifest{
		Schema: 1, Program: "monazite", Version: c.about.Version, Command: c.about.Command,
		Study: s.Name, Title: s.Title, Seed: s.Seed, Replications: c.n, Planned: s.Replications,
		From: c.summary.From, Until: c.summary.Until,
		Started: record.Stamp(c.about.Started), Finished: record.Stamp(time.Now()),
		Machine: record.MachineOf(c.about.Host, c.about.Workers),
		Texts:   []record.ManifestText{},
	}
	for i := range s.Arms {
		arm := manifestArm{Arm: s.Arms[i].Name, Words: s.Arms[i].Words}
		if s.Arms[i].Base != nil {
			arm.Scenario = s.Arms[i].Base.Name
		}
		m.Arms = append(m.Arms, arm)
	}
	for _, t := range s.Texts {
		m.Texts = append(m.Texts, record.NewManifestText(t.Name, []byte(t.Body)))
	}
	for _, file := range c.folder.files {
		if file.out == nil {
			m.Files = append(m.Files, file.sum())
		}
	}
	return writeJSON(w, m)
}

// writeDictionary describes the columns of all tables, the outputs, and what varies.
func (c *compaction) writeDictionary(w io.Writer) error {
	out := csv.NewWriter(w)
	out.Write(record.DictionaryHeader)
	record.Describe(out, "runs", record.ColumnsOf(runsType(c.parameters)))
	record.Describe(out, "yearly", record.ColumnsOf(reflect.TypeFor[yearlyRow]()))
	record.Describe(out, "quantiles", record.ColumnsOf(reflect.TypeFor[quantileRow]()))
	record.Describe(out, "summary.csv", record.ColumnsOf(reflect.TypeFor[summaryLine]()))
	if len(c.findings.Welfare) > 0 {
		record.Describe(out, "winners.csv", record.ColumnsOf(reflect.TypeFor[winnersLine]()))
	}
	var design, outputs []record.Column
	for _, p := range c.parameters {
		design = append(design, record.Column{Name: p.Path, Unit: p.Unit, Basis: p.Basis, Doc: "Column " + p.Name + " of runs; cells with their units."})
	}
	record.Describe(out, "design.csv", design)
	for i := range c.study.Outputs {
		o := &c.study.Outputs[i]
		doc := capital(cmp.Or(o.Words, o.ID)) + ": " + o.Doc
		outputs = append(outputs, record.Column{Name: o.ID, Unit: o.Unit, Basis: "of the metric", Doc: strings.TrimSuffix(doc, ".") + "."})
	}
	record.Describe(out, "outputs", outputs)
	out.Flush()
	return out.Error()
}
