package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Bounds of what a scenario may read: a file that passes them decodes within a second and 256 MiB.
const (
	maxFileBytes  = 4 << 20
	maxTotalBytes = 16 << 20 // all files of a scenario, a file that is read twice counted twice
	maxFiles      = 64
	maxTotal      = 200_000 // keys and values of all files
)

// EmbeddedPrefix marks the name of a file that is built into the program.
const EmbeddedPrefix = "embedded:"

// SourceFile is one file a scenario was read from, kept for the manifest.
type SourceFile struct {
	Name string // as in error messages; unique among the files of a scenario
	Text []byte
}

// Hash is the SHA-256 of the text in hexadecimal digits.
func (f SourceFile) Hash() string {
	sum := sha256.Sum256(f.Text)
	return hex.EncodeToString(sum[:])
}

// Resolver finds the files that scenarios name.
type Resolver interface {
	// Open reads the file that a scenario calls name. relativeTo is the Name of the file that says so, "" for the
	// command line. Two spellings of one file return one Name.
	Open(name, relativeTo string) (SourceFile, error)
}

// Library resolves the names of embedded scenarios and the paths of files on disk. A name without slash and extension
// (`world`) is an embedded scenario if there is one; any other is a path relative to the file that mentions it, and
// what an embedded file mentions is embedded too.
type Library struct {
	Embedded fs.FS             // NAME.toml at its top or one folder down; nil for none
	Kept     map[string][]byte // by name: files on disk as they once were, in place of those that are there; nil for the disk
}

// Open implements Resolver.
func (l Library) Open(name, relativeTo string) (SourceFile, error) {
	if name == "" {
		return SourceFile{}, fmt.Errorf("expected the name of a scenario or a file")
	}
	if l.Embedded != nil {
		if file, found := l.named(name); found {
			return l.openEmbedded(file)
		}
		if file, inside := strings.CutPrefix(name, EmbeddedPrefix); inside {
			return l.openEmbedded(path.Clean(file))
		}
		if parent, inside := strings.CutPrefix(relativeTo, EmbeddedPrefix); inside {
			return l.openEmbedded(path.Join(path.Dir(parent), name))
		}
	}
	file := filepath.Clean(filepath.FromSlash(name))
	if relativeTo != "" && !filepath.IsAbs(file) {
		file = filepath.Join(filepath.Dir(relativeTo), file)
	}
	source, err := l.openDisk(file)
	if err != nil && os.IsNotExist(err) {
		return SourceFile{}, l.absent(name, file)
	}
	return source, err
}

// Names lists the embedded scenarios by the name that opens them, in alphabetical order.
func (l Library) Names() []string { return l.list("*.toml") }

// Studies lists the embedded studies likewise.
func (l Library) Studies() []string { return l.list("studies/*.toml") }

func (l Library) list(pattern string) (names []string) {
	if l.Embedded == nil {
		return nil
	}
	files, _ := fs.Glob(l.Embedded, pattern) // the pattern is well formed
	for _, file := range files {
		names = append(names, strings.TrimSuffix(path.Base(file), ".toml"))
	}
	slices.Sort(names)
	return names
}

// named finds the embedded file of a bare name.
func (l Library) named(name string) (string, bool) {
	if strings.ContainsAny(name, `./\*?[:`) {
		return "", false
	}
	for _, pattern := range []string{name + ".toml", "*/" + name + ".toml"} {
		if files, err := fs.Glob(l.Embedded, pattern); err == nil && len(files) > 0 {
			return files[0], true
		}
	}
	return "", false
}

// baseName is what a scenario's file is called, without folder and extension.
func baseName(file string) string {
	return strings.TrimSuffix(path.Base(filepath.ToSlash(strings.TrimPrefix(file, EmbeddedPrefix))), ".toml")
}

func (l Library) openEmbedded(name string) (SourceFile, error) {
	f, err := l.Embedded.Open(name)
	if err != nil {
		return SourceFile{}, fmt.Errorf("there is no embedded file %q", name)
	}
	defer f.Close()
	return readSource(EmbeddedPrefix+name, f)
}

func (l Library) openDisk(name string) (SourceFile, error) {
	if l.Kept != nil {
		text, kept := l.Kept[filepath.ToSlash(name)]
		if !kept {
			return SourceFile{}, fmt.Errorf("%s was not kept", name)
		}
		return SourceFile{Name: filepath.ToSlash(name), Text: text}, nil
	}
	info, err := os.Stat(name)
	if err != nil {
		return SourceFile{}, err
	}
	if !info.Mode().IsRegular() { // opening a pipe would wait for ever
		return SourceFile{}, fmt.Errorf("%s is not a regular file", name)
	}
	f, err := os.Open(name)
	if err != nil {
		return SourceFile{}, err
	}
	defer f.Close()
	return readSource(filepath.ToSlash(name), f)
}

// absent says what was looked for, and the embedded scenario that may have been meant.
func (l Library) absent(name, file string) error {
	what := fmt.Sprintf("there is no file %q", filepath.ToSlash(file))
	if strings.ContainsAny(name, `./\`) {
		return fmt.Errorf("%s", what)
	}
	names := slices.Concat(l.Names(), l.Studies())
	if near := Nearest(name, names); near != "" {
		return fmt.Errorf("%s and no embedded scenario or study %q; did you mean %q?", what, name, near)
	}
	return fmt.Errorf("%s and no embedded scenario or study %q (there are %s)", what, name, strings.Join(names, ", "))
}

func readSource(name string, r io.Reader) (SourceFile, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxFileBytes+1))
	if err != nil {
		return SourceFile{}, err
	}
	return SourceFile{Name: name, Text: text}, nil
}
