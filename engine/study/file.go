package study

import (
	"encoding/json"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"monazite/engine/scenario"
)

// Request is what a command line asks for.
type Request struct {
	Names        []string `json:"names"`         // one study, or scenarios of which the first is the baseline
	Replications int      `json:"replications"`  // 0: as many as the study says
	Seed         *uint64  `json:"seed"`          // nil: the study's
	Sets         []string `json:"set,omitempty"` // path=value, in every arm
	Arms         []string `json:"arm,omitempty"` // NAME:path=value, in one arm; a new one is the baseline with that changed
}

// defaultReplications is how many a study has that does not say.
const defaultReplications = 100

// studyKeys stand at the top of a study's file.
type studyKeys struct {
	Name         string         `toml:"name" opt:"" doc:"short name, also of the folder; the file's where absent"`
	Title        string         `toml:"title" opt:"" doc:"one line for people"`
	Scenario     scenario.Value `toml:"scenario" opt:"" form:"name, or list of names" doc:"of arms that name none: a scenario, or several on top of one another"`
	Replications int            `toml:"replications" default:"100" min:"1" max:"1000000" doc:"of every arm"`
	Seed         int64          `toml:"seed" default:"1" min:"0" doc:"of the random streams and the design"`
	Design       string         `toml:"design" default:"latin-hypercube" oneof:"random latin-hypercube sobol table" doc:"how the points of what varies are placed"`
	Table        string         `toml:"table" opt:"" doc:"of a design that is a table: a CSV with a path at the head of each column and a row for each replication"`
	Years        []int          `toml:"years" opt:"" min:"2024" max:"2073" doc:"whose differences are told in sentences: 2027, 2030, 2035 and 2040 where absent"`
	Level        float64        `toml:"level" unit:"1" default:"95 %" min:"0.5" max:"0.999" doc:"of all intervals"`
	LeaveOneOut  string         `toml:"leave-one-out" opt:"" doc:"an arm: for every [[group]] there is one more without what that removes"`
	AddOneIn     string         `toml:"add-one-in" opt:"" doc:"an arm: for every [[group]] there is one more without what all others remove"`
}

// stopKeys are [stop].
type stopKeys struct {
	Relative float64  `toml:"relative" unit:"1" default:"5 %" min:"0.0001" max:"10" doc:"half-width of an interval over the effect, below which that is known"`
	Block    int      `toml:"block" default:"20" min:"2" max:"1000000" doc:"replications between two looks"`
	Max      int      `toml:"max" default:"1000" min:"2" max:"1000000" doc:"replications after which the study ends whatever is known"`
	Watch    []string `toml:"watch" doc:"ids of [[claim]]s whose differences between arms must be known"`
}

// studyTables are the tables of a study's file, and the key that names their elements.
var studyTables = map[string]string{"arm": "name", "group": "name", "vary": "", "correlation": "", "output": "id", "claim": "id", "stop": ""}

// studyTops are the keys that only a study has at its top.
var studyTops = []string{"replications", "scenario", "design", "leave-one-out", "add-one-in"}

// draft is a study on its way from a file and a command line.
type draft struct {
	Study
	ps      *scenario.Problems
	library scenario.Library
	sheet   *scenario.Sheet // nil where scenarios were named
	keys    studyKeys
	arms    []*armDraft
	watched []string // claims, by id, that [stop] watches
	groups  []group
	files   []scenario.SourceFile // read beside the arms'
	table   scenario.SourceFile   // of a design that is a table
}

// Open reads a study, an embedded one by name or a file by path, or makes one of scenarios, applies what the command line
// changes, draws the run table and builds every arm. The error is scenario.Problems: everything that is wrong with it.
func Open(r Request) (*Study, error) { return open(r, scenario.Embedded()) }

func open(r Request, library scenario.Library) (*Study, error) {
	d := &draft{ps: &scenario.Problems{}, library: library}
	if len(r.Names) == 0 {
		d.fail("study", "", "expected a study, or scenarios of which the first is the baseline")
		return nil, d.ps
	}
	// What does not build on one another is read to its end, so that its problems come together.
	for _, steps := range [][]func(Request){{d.read}, {d.change}, {d.build}, {d.readOutputs, d.readClaims, d.draw}, {d.try}} {
		for _, step := range steps {
			step(r)
		}
		if d.ps.Len() > 0 {
			return nil, d.ps
		}
	}
	d.note(r)
	return &d.Study, nil
}

// IsStudy tells whether a name is that of a study rather than of a scenario; false where there is no such file.
func IsStudy(name string) bool {
	f, err := scenario.Embedded().Open(name, "")
	if err != nil {
		return false
	}
	sheet := scenario.ReadSheet(f, studyTables, &scenario.Problems{})
	return sheet != nil && isStudy(sheet)
}

func isStudy(s *scenario.Sheet) bool {
	return slices.ContainsFunc(studyTops, s.Top.Has) || slices.ContainsFunc(s.Entries, func(e *scenario.Entry) bool {
		_, is := studyTables[e.Table]
		return is
	})
}

// fail records a problem that stands in no file.
func (d *draft) fail(where, value, message string) {
	d.ps.Add(scenario.Problem{Pos: scenario.Pos{File: where}, Value: value, Message: message})
}

// read finds out whether a study or scenarios are named, and reads the study.
func (d *draft) read(r Request) {
	for _, name := range r.Names {
		f, err := d.library.Open(name, "")
		if err != nil {
			d.fail(name, "", err.Error())
			continue
		}
		sheet := scenario.ReadSheet(f, studyTables, &scenario.Problems{})
		switch {
		case sheet == nil || !isStudy(sheet): // what is wrong with it is told when it is loaded
			d.addArm(f, name)
		case len(r.Names) > 1:
			d.fail(name, "", "is a study: expected it alone, or scenarios only")
		default:
			d.readStudy(f)
		}
	}
	if d.sheet == nil {
		d.Name = jointName(d.arms)
		d.keys = studyKeys{Replications: defaultReplications, Seed: 1, Design: LatinHypercube, Level: 0.95}
	}
}

// jointName is the name of a study of some scenarios.
func jointName(arms []*armDraft) string {
	var names []string
	for _, a := range arms[:min(len(arms), 3)] {
		names = append(names, a.Name)
	}
	return strings.Join(names, "-")
}

// fileName is what a file is called, without folder and extension.
func fileName(file string) string {
	return strings.TrimSuffix(path.Base(filepath.ToSlash(strings.TrimPrefix(file, scenario.EmbeddedPrefix))), ".toml")
}

// readStudy reads the file of a study.
func (d *draft) readStudy(f scenario.SourceFile) {
	d.sheet = scenario.ReadSheet(f, studyTables, d.ps)
	if d.sheet == nil {
		return
	}
	scenario.Decode(d.sheet.Top, &d.keys, d.ps, nil)
	d.Name, d.Title = d.keys.Name, d.keys.Title
	if d.Name == "" {
		d.Name = fileName(f.Name)
	}
	known := []string{}
	for table := range studyTables {
		known = append(known, table)
	}
	slices.Sort(known)
	for _, e := range d.sheet.Entries {
		_, is := studyTables[e.Table]
		switch section := e.Is(e.Table); {
		case !is:
			d.ps.Add(scenario.Problem{Pos: e.Pos, Entity: e.Table, Message: "a study has no such table; there are " + strings.Join(known, ", "), Suggestion: scenario.Nearest(e.Table, known)})
		case section != (e.Table == "stop"):
			d.ps.Add(scenario.Problem{Pos: e.Pos, Entity: e.Table, Message: map[bool]string{true: "expected a list of tables: [[" + e.Table + "]]", false: "expected a single table: [stop]"}[section]})
		}
	}
	d.readArms()
	d.readStop()
}

// readStop reads [stop]. What it watches is looked up when the claims are known.
func (d *draft) readStop() {
	for _, e := range d.sheet.Of("stop") {
		var keys stopKeys
		if !scenario.Decode(e, &keys, d.ps, nil) {
			return
		}
		d.watched = keys.Watch
		d.Stop = &StopRule{Stop: Stop{keys.Relative, keys.Block, keys.Max}}
		if err := d.Stop.Check(); err != nil {
			d.ps.Add(e.Problem("max", err.Error()))
		}
	}
}

// change takes what the command line says.
func (d *draft) change(r Request) {
	d.Seed, d.Level = uint64(d.keys.Seed), d.keys.Level
	if r.Seed != nil {
		d.Seed = *r.Seed
	}
	d.Replications = d.keys.Replications
	if d.Stop != nil {
		d.Replications = d.Stop.Max
	}
	if r.Replications != 0 {
		d.Replications = r.Replications
		if d.Stop != nil {
			d.Stop.Max = r.Replications
		}
	}
	if d.Replications < 1 || d.Replications > mostRequested {
		d.fail("-n", "", "expected from 1 to 1000000 replications")
	}
	d.changeArms(r)
}

// mostRequested is how many replications a study may have.
const mostRequested = 1_000_000

// note keeps every text that the results depend on: what was asked for, and every file that was read.
func (d *draft) note(r Request) {
	seed := d.Seed
	r.Replications, r.Seed = d.Replications, &seed
	d.Asked = r
	asked, err := json.Marshal(r)
	if err != nil {
		panic(err) // texts and numbers always marshal
	}
	d.Texts = []Text{{requestName, string(asked)}}
	seen := map[string]bool{}
	for i := range d.Arms {
		d.files = append(d.files, d.Arms[i].doc.Files...)
	}
	if d.sheet != nil {
		d.files = slices.Insert(d.files, 0, d.sheet.File)
	}
	for _, f := range d.files {
		if !seen[f.Name] {
			seen[f.Name] = true
			d.Texts = append(d.Texts, Text{f.Name, string(f.Text)})
		}
	}
}

// requestName is the text that is what was asked for.
const requestName = "request"

// requestChanges says by which words two requests differ; how many replications they ask for stands beside them.
func requestChanges(before, after string) (list []string) {
	var b, a Request
	if json.Unmarshal([]byte(before), &b) != nil || json.Unmarshal([]byte(after), &a) != nil || b.Seed == nil || a.Seed == nil {
		return []string{requestName + firstChange(before, after)}
	}
	for _, words := range []struct{ name, before, after string }{
		{"what is studied", strings.Join(b.Names, " "), strings.Join(a.Names, " ")},
		{"--seed", fmt.Sprint(*b.Seed), fmt.Sprint(*a.Seed)},
		{"--set", strings.Join(b.Sets, ", "), strings.Join(a.Sets, ", ")},
		{"--arm", strings.Join(b.Arms, ", "), strings.Join(a.Arms, ", ")},
	} {
		if words.before != words.after {
			list = append(list, fmt.Sprintf("%s: began with %q, now %q", words.name, words.before, words.after))
		}
	}
	return list
}

// Inputs is all that the results of a study, or of a shard of it, depend on; version is the program's.
func (s *Study) Inputs(version, shard string) Inputs {
	return Inputs{
		Arms: len(s.Arms), Replications: s.Replications, Shard: shard,
		Texts: slices.Insert(slices.Clone(s.Texts), 0, Text{versionName, version}),
	}
}

// versionName is the text that is the version of the program.
const versionName = "version"

// Reopen makes a study of the inputs that a folder keeps. Files on disk may have changed since: it reads those that were kept.
// The error says which embedded files, or which version of the program, are others now.
func Reopen(in Inputs, version string) (*Study, error) {
	kept, embedded := map[string][]byte{}, scenario.Embedded()
	var asked Request
	for _, t := range in.Texts {
		switch {
		case t.Name == versionName:
			if t.Body != version {
				return nil, fmt.Errorf("the study was run by version %s of the program; this is %s", t.Body, version)
			}
		case t.Name == requestName:
			if err := json.Unmarshal([]byte(t.Body), &asked); err != nil {
				return nil, fmt.Errorf("what the study was asked for cannot be read: %w", err)
			}
		case strings.HasPrefix(t.Name, scenario.EmbeddedPrefix):
			if f, err := embedded.Open(t.Name, ""); err != nil || string(f.Text) != t.Body {
				return nil, fmt.Errorf("%s is another file in this program: the study was run by a different build", t.Name)
			}
		default:
			kept[t.Name] = []byte(t.Body)
		}
	}
	return open(asked, scenario.Library{Embedded: embedded.Embedded, Kept: kept})
}
