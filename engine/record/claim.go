package record

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// claim makes the folder of a run, or takes it when it is there and empty. With dir empty it is
// out/NAME-sSEED, then the same with -2, -3 and so on until one is free.
func claim(dir, name string, seed uint64) (path string, made bool, err error) {
	if dir != "" {
		made, err = take(dir)
		return dir, made, err
	}
	base := filepath.Join("out", fmt.Sprintf("%s-s%d", fileName(name), seed))
	path = base
	for n := 2; ; n++ {
		made, err = take(path)
		if taken := (*NotEmptyError)(nil); !errors.As(err, &taken) {
			return path, made, err
		}
		path = fmt.Sprintf("%s-%d", base, n)
	}
}

// take makes a folder with its parents, or accepts an empty one.
func take(path string) (made bool, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return false, &OutputError{filepath.Dir(path), err}
	}
	err = os.Mkdir(path, 0o777)
	switch {
	case err == nil:
		return true, nil
	case !errors.Is(err, fs.ErrExist):
		return false, &OutputError{path, err}
	}
	facts, err := os.Stat(path)
	if err != nil || !facts.IsDir() {
		return false, &NotEmptyError{path}
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return false, &OutputError{path, err}
	}
	if len(entries) > 0 {
		return false, &NotEmptyError{path}
	}
	return false, nil
}

// fileName keeps of a scenario's name what every file system takes.
func fileName(name string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		}
		return '-'
	}, name)
	if clean == "" {
		return "scenario"
	}
	return clean
}
