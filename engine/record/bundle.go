package record

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"monazite/engine"
)

// Bundle writes what reproduces a broken invariant into a folder beside the run's, and gives its
// path: the scenario's files as they were read, and bundle.json with the month, the invariant and
// the command.
func Bundle(folder string, broken *engine.Violation, info Info) (string, error) {
	path := folder + "-broken-" + broken.Month.String()
	if err := os.MkdirAll(path, 0o777); err != nil {
		return "", &OutputError{path, err}
	}
	for _, text := range info.Texts {
		file := filepath.Join(path, filepath.Base(strings.TrimPrefix(text.Name, "embedded:")))
		if err := os.WriteFile(file, text.Body, 0o666); err != nil {
			return "", &OutputError{file, err}
		}
	}
	command := info.Command
	if info.Defect != "" {
		command = "MONAZITE_DEFECT=" + info.Defect + " " + command
	}
	body, err := json.MarshalIndent(map[string]any{
		"schema": 1, "version": info.Version, "month": broken.Month.String(), "invariant": broken.Invariant,
		"detail": broken.Detail, "seed": info.Seed, "command": command,
	}, "", "  ")
	if err != nil {
		return "", err
	}
	file := filepath.Join(path, "bundle.json")
	if err := os.WriteFile(file, append(body, '\n'), 0o666); err != nil {
		return "", &OutputError{file, err}
	}
	return path, nil
}
