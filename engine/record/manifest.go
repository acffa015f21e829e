package record

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"runtime"
	"time"
)

// manifest says how a run came about. It is the only file of a folder with times, names of
// machines and the scenario's own texts, and the last to appear.
type manifest struct {
	Schema      int            `json:"schema"`
	Program     string         `json:"program"`
	Version     string         `json:"version"`
	Command     string         `json:"command"`
	Scenario    string         `json:"scenario"`
	Title       string         `json:"title"`
	Arm         string         `json:"arm"`
	Replication int            `json:"replication"`
	Seed        uint64         `json:"seed"`
	From        string         `json:"from"`
	Until       string         `json:"until"`
	Started     string         `json:"started"`
	Finished    string         `json:"finished"`
	Machine     machine        `json:"machine"`
	Parameters  []Parameter    `json:"parameters"`
	Texts       []manifestText `json:"scenario_texts"`
	Files       []manifestFile `json:"files"`
}

type machine struct {
	Host       string `json:"host"`
	System     string `json:"system"`
	Processor  string `json:"processor"`
	Go         string `json:"go"`
	GOMAXPROCS int    `json:"gomaxprocs"`
	Workers    int    `json:"workers"`
}

type manifestText struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Text   string `json:"text"`
}

type manifestFile struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// manifest gives the file's bytes, for the files written so far.
func (r *Run) manifest(s *Summary) ([]byte, error) {
	m := manifest{
		Schema: 1, Program: "monazite", Version: r.info.Version, Command: r.info.Command,
		Scenario: r.scenario.Name, Title: r.scenario.Title,
		Arm: r.names.key.Arm, Replication: r.info.Replication, Seed: r.info.Seed,
		From: s.From, Until: s.Until,
		Started: stamp(r.info.Started), Finished: stamp(time.Now()),
		Machine: machine{
			Host: r.info.Host, System: runtime.GOOS, Processor: runtime.GOARCH, Go: runtime.Version(),
			GOMAXPROCS: runtime.GOMAXPROCS(0), Workers: r.info.Workers,
		},
		Parameters: append([]Parameter{}, r.info.Parameters...),
		Texts:      []manifestText{},
	}
	if m.Machine.Host == "" {
		m.Machine.Host, _ = os.Hostname()
	}
	for _, t := range r.info.Texts {
		sum := sha256.Sum256(t.Body)
		m.Texts = append(m.Texts, manifestText{t.Name, hex.EncodeToString(sum[:]), string(t.Body)})
	}
	for _, p := range r.folder.parts {
		m.Files = append(m.Files, manifestFile{p.name, p.size, p.sum()})
	}
	var body bytes.Buffer
	e := json.NewEncoder(&body)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	err := e.Encode(m)
	return body.Bytes(), err
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
