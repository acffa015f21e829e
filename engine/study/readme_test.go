package study

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The study that the README shows can be run as it stands.
func TestReadmeStudies(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, block := range regexp.MustCompile("(?s)```toml\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		if !strings.Contains(block[1], "[[arm]]") {
			continue
		}
		shown++
		file := filepath.Join(t.TempDir(), "readme.toml")
		if err := os.WriteFile(file, []byte(block[1]), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(Request{Names: []string{file}})
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Arms) < 2 || len(s.Table.Paths) == 0 {
			t.Errorf("%d arms, %v vary", len(s.Arms), s.Table.Paths)
		}
	}
	if shown == 0 {
		t.Error("the README shows no study")
	}
}
