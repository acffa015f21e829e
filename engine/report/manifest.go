package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"monazite/engine/report/svg"
)

// manifest is what the page needs of a run folder's manifest.json.
type manifest struct {
	Schema     int            `json:"schema"`
	Version    string         `json:"version"`
	Command    string         `json:"command"`
	Scenario   string         `json:"scenario"`
	Title      string         `json:"title"`
	Seed       uint64         `json:"seed"`
	From       string         `json:"from"`
	Until      string         `json:"until"`
	Parameters []parameter    `json:"parameters"`
	Files      []manifestFile `json:"files"`
	Study      string         `json:"study"` // of the folder of one
}

type parameter struct {
	Path  string `json:"path"`
	Value string `json:"value"`
}

type manifestFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// manifestName is the file that makes a run folder complete.
const manifestName = "manifest.json"

// readManifest reads a folder's manifest; what keeps the folder from being a finished run it says.
func readManifest(dir string) (*manifest, error) {
	facts, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no folder %q; monazite run SCENARIO makes one", dir)
	case err != nil:
		return nil, err
	case !facts.IsDir():
		return nil, fmt.Errorf("%s: expected the folder of a run, not a file", dir)
	}
	path := filepath.Join(dir, manifestName)
	body, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if parts, _ := filepath.Glob(filepath.Join(dir, "*.parquet.part")); len(parts) > 0 {
			return nil, fmt.Errorf("%s: the run is not finished: it is going on, or was killed", dir)
		}
		return nil, fmt.Errorf("%s: no run is here: %s is missing; name the folder that monazite run printed", dir, manifestName)
	}
	if err != nil {
		return nil, err
	}
	m := &manifest{}
	if err := json.Unmarshal(body, m); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if m.Study != "" {
		return nil, fmt.Errorf("%s holds a study, of which there is no page yet: findings.txt, summary.csv and the tables tell; of single replications, monazite study ... --only ARM:R makes run folders", dir)
	}
	if m.Schema != 1 {
		return nil, fmt.Errorf("%s: schema = %d: expected 1; this program is too old for the folder", path, m.Schema)
	}
	return m, nil
}

// span gives the first month and the number of months.
func (m *manifest) span() (start svg.Month, months int, err error) {
	start, err = parseMonth("from", m.From)
	if err != nil {
		return 0, 0, err
	}
	until, err := parseMonth("until", m.Until)
	if err != nil {
		return 0, 0, err
	}
	if months = int(until-start) + 1; months < 1 || months > mostMonths {
		return 0, 0, fmt.Errorf("%s: from %s until %s: expected 1 to %d months", manifestName, m.From, m.Until, mostMonths)
	}
	return start, months, nil
}

// mostMonths is more than a scenario may have.
const mostMonths = 10_000

func parseMonth(key, text string) (svg.Month, error) {
	var year, calendar int
	if _, err := fmt.Sscanf(text, "%4d-%2d", &year, &calendar); err != nil || year < 1 || calendar < 1 || calendar > 12 {
		return 0, fmt.Errorf("%s: %s = %q: expected a month such as 2024-01", manifestName, key, text)
	}
	return svg.MonthOf(year, calendar), nil
}

// home is the region whose prices are the index.
func (m *manifest) home() (string, error) {
	for _, p := range m.Parameters {
		if region, found := strings.CutSuffix(p.Path, ".index"); found && p.Value == "true" {
			if region, found = strings.CutPrefix(region, "region."); found {
				return region, nil
			}
		}
	}
	return "", fmt.Errorf("%s: no parameter region.*.index is true: expected the region whose prices are the index", manifestName)
}
