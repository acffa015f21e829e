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
	Machine     Machine        `json:"machine"`
	Parameters  []Parameter    `json:"parameters"`
	Texts       []ManifestText `json:"scenario_texts"`
	Files       []ManifestFile `json:"files"`
}

// Machine is where a run or study was made.
type Machine struct {
	Host       string `json:"host"`
	System     string `json:"system"`
	Processor  string `json:"processor"`
	Go         string `json:"go"`
	GOMAXPROCS int    `json:"gomaxprocs"`
	Workers    int    `json:"workers"`
}

// MachineOf describes this machine, under its own name where host is empty, and how many goroutines worked.
func MachineOf(host string, workers int) Machine {
	if host == "" {
		host, _ = os.Hostname()
	}
	return Machine{
		Host: host, System: runtime.GOOS, Processor: runtime.GOARCH, Go: runtime.Version(),
		GOMAXPROCS: runtime.GOMAXPROCS(0), Workers: workers,
	}
}

// ManifestText is a text that a run or study was read from.
type ManifestText struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Text   string `json:"text"`
}

// NewManifestText adds a text's checksum.
func NewManifestText(name string, body []byte) ManifestText {
	sum := sha256.Sum256(body)
	return ManifestText{name, hex.EncodeToString(sum[:]), string(body)}
}

// ManifestFile is a file of a folder. Its name has slashes on all systems.
type ManifestFile struct {
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
		Started: Stamp(r.info.Started), Finished: Stamp(time.Now()),
		Machine:    MachineOf(r.info.Host, r.info.Workers),
		Parameters: append([]Parameter{}, r.info.Parameters...),
		Texts:      []ManifestText{},
	}
	for _, t := range r.info.Texts {
		m.Texts = append(m.Texts, NewManifestText(t.Name, t.Body))
	}
	for _, p := range r.folder.parts {
		m.Files = append(m.Files, ManifestFile{p.name, p.size, p.sum()})
	}
	var body bytes.Buffer
	e := json.NewEncoder(&body)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	err := e.Encode(m)
	return body.Bytes(), err
}

// Stamp writes a time as manifests have it.
func Stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
