package study

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Inputs say what a study is: all that its results depend on. The same inputs give the same bytes,
// so a study can go on only with those it began with.
type Inputs struct {
	Arms         int    `json:"arms"`         // at least 1
	Replications int    `json:"replications"` // of each arm, at least 1; the most where a rule may stop earlier
	Shard        string `json:"shard"`        // "0/3"; empty for a whole study
	Texts        []Text `json:"texts"`        // names are unique
}

// Text is one input: a file or a single value such as the program's version or the seed.
type Text struct {
	Name string `json:"name"` // as a user knows it: "seed", "configs/world.toml"
	Body string `json:"body"` // UTF-8
}

// mostReplications bounds arms and replications, so that their numbers fit anywhere.
const mostReplications = 1 << 30

// check lists all that makes inputs unfit to be kept.
func (in Inputs) check() error {
	var problems []error
	bound := func(name string, n int) {
		if n < 1 || n > mostReplications {
			problems = append(problems, fmt.Errorf("%s: expected 1-%d, found %d", name, mostReplications, n))
		}
	}
	bound("arms", in.Arms)
	bound("replications", in.Replications)
	texts := append([]Text{{Name: "shard", Body: in.Shard}}, in.Texts...)
	seen := map[string]bool{}
	for i, t := range texts {
		if !utf8.ValidString(t.Name) || !utf8.ValidString(t.Body) {
			problems = append(problems, fmt.Errorf("input %q: expected UTF-8", t.Name))
		}
		if i > 0 && seen[t.Name] {
			problems = append(problems, fmt.Errorf("input %q: given twice", t.Name))
		}
		seen[t.Name] = i > 0
	}
	return errors.Join(problems...)
}

// holds tells whether the study has a replication.
func (in Inputs) holds(key Key) bool {
	return 0 <= key.Arm && key.Arm < in.Arms && 0 <= key.Replication && key.Replication < in.Replications
}

// identity is the SHA-256 of the inputs in hexadecimal. Any change gives another.
func (in Inputs) identity() string { return inputsFile{Schema: inputsSchema, Inputs: in}.identity() }

// changes lists what makes now another study than the one a folder was begun with.
func (in Inputs) changes(now Inputs) (list []string) {
	differ := func(name string, before, after any) {
		if before != after {
			list = append(list, fmt.Sprintf("%s: began with %v, now %v", name, before, after))
		}
	}
	differ("arms", in.Arms, now.Arms)
	differ("replications", in.Replications, now.Replications)
	differ("shard", shardName(in.Shard), shardName(now.Shard))
	after := map[string]string{}
	for _, t := range now.Texts {
		after[t.Name] = t.Body
	}
	before := map[string]bool{}
	for _, t := range in.Texts {
		before[t.Name] = true
		if body, ok := after[t.Name]; !ok {
			list = append(list, t.Name+": is no longer an input")
		} else if body != t.Body && t.Name == requestName {
			list = append(list, requestChanges(t.Body, body)...)
		} else if body != t.Body {
			list = append(list, t.Name+firstChange(t.Body, body))
		}
	}
	for _, t := range now.Texts {
		if !before[t.Name] {
			list = append(list, t.Name+": is a new input")
		}
	}
	if len(list) == 0 && in.identity() != now.identity() {
		list = append(list, "the order of the inputs")
	}
	return list
}

func shardName(shard string) string {
	if shard == "" {
		return "the whole study"
	}
	return shard
}

// firstChange says where two texts first differ, with the line's number where they have several.
func firstChange(before, after string) string {
	b, a := strings.Split(before, "\n"), strings.Split(after, "\n")
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	line := ""
	if len(a) > 1 || len(b) > 1 {
		line = fmt.Sprintf(" line %d", i+1)
	}
	return fmt.Sprintf("%s: began with %s, now %s", line, lineOf(b, i), lineOf(a, i))
}

func lineOf(lines []string, i int) string {
	const longest = 60
	switch {
	case i >= len(lines):
		return "nothing"
	case len(lines[i]) > longest:
		return fmt.Sprintf("%q...", strings.ToValidUTF8(lines[i][:longest], ""))
	}
	return fmt.Sprintf("%q", lines[i])
}

// inputsFile is inputs.json.
type inputsFile struct {
	Schema int    `json:"schema"`
	SHA256 string `json:"sha256"` // identity of the inputs
	Inputs
}

// inputsSchema is the version of the folder's files.
const inputsSchema = 1

// identity is the SHA-256 of all that inputs.json says but of this number itself.
func (f inputsFile) identity() string {
	f.SHA256 = ""
	if len(f.Texts) == 0 {
		f.Texts = nil // no texts, however written
	}
	body, err := json.Marshal(f)
	if err != nil {
		panic(err) // numbers and strings always marshal
	}
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

func (s *Store) writeInputs(in Inputs) error {
	return s.disk.replace(filepath.Join(s.folder, inputsName), func(w io.Writer) error {
		return writeJSON(w, inputsFile{inputsSchema, in.identity(), in})
	})
}

// readInputs reads what the study in a folder is. A *DamagedError says that the file is missing or
// not what was written.
func readInputs(folder string) (Inputs, error) {
	path := filepath.Join(folder, inputsName)
	body, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Inputs{}, &DamagedError{path, "expected the inputs of a study, found no file"}
	}
	if err != nil {
		return Inputs{}, err
	}
	var file inputsFile
	if err := json.Unmarshal(body, &file); err != nil {
		return Inputs{}, &DamagedError{path, err.Error()}
	}
	if identity := file.identity(); identity != file.SHA256 {
		return Inputs{}, &DamagedError{path, fmt.Sprintf("expected inputs with SHA-256 %.64q, found %s", file.SHA256, identity)}
	}
	if file.Schema != inputsSchema {
		return Inputs{}, fmt.Errorf("%s: schema: expected %d, found %d; another version of the program wrote it", path, inputsSchema, file.Schema)
	}
	if err := file.check(); err != nil {
		return Inputs{}, &DamagedError{path, err.Error()}
	}
	return file.Inputs, nil
}
