package bench

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// folder is one package as the checks see it: parsed, and typed as far as it compiles.
type folder struct {
	name   string // path below the module, "agents/exact"
	module string
	fset   *token.FileSet
	files  map[string]*ast.File // by path below the module
	info   *types.Info
	broken []error // why types are missing
}

// listed is what "go list -json" says of a package.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles, IgnoredGoFiles []string
	Standard                bool
	Module                  *struct {
		Path string
		Main bool
	}
}

// exports finds compiled packages and so lets sources be typed without compiling their imports again.
type exports map[string]string

func (e exports) importer(fset *token.FileSet) types.Importer {
	return importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		file, ok := e[path]
		if !ok || file == "" {
			return nil, fmt.Errorf("%s is not compiled", path)
		}
		return os.Open(file)
	})
}

// list returns the packages of this module and the compiled form of all they import and of some that bad examples use.
func list(t *testing.T) (own []listed, compiled exports) {
	t.Helper()
	if testing.Short() {
		t.Skip("a static check, which the race detector only slows down")
	}
	// The walk reads nothing; it shows the test cache which folders a new file would change.
	visit := func(path string, _ fs.DirEntry, err error) error {
		if filepath.Base(path) == ".git" {
			return fs.SkipDir
		}
		return err
	}
	if err := filepath.WalkDir("..", visit); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("go", "list", "-e", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles,IgnoredGoFiles,Standard,Module",
		"./...", "fmt", "maps", "math", "math/rand", "math/rand/v2", "sync", "time", "golang.org/x/sync/errgroup", "github.com/mroth/weightedrand/v2")
	command.Dir = ".."
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.Bytes())
	}
	compiled = exports{}
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return own, compiled
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		compiled[p.ImportPath] = p.Export
		if p.Module != nil && p.Module.Main {
			own = append(own, p)
		}
	}
}

// load parses a package's files, for every system, and types those for this one.
func load(t *testing.T, p listed, compiled exports) *folder {
	t.Helper()
	f := &folder{name: strings.TrimPrefix(p.ImportPath, p.Module.Path+"/"), module: p.Module.Path, fset: token.NewFileSet(), files: map[string]*ast.File{}}
	var here []*ast.File
	for i, name := range append(p.GoFiles, p.IgnoredGoFiles...) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		path := f.name + "/" + name
		parsed, err := parser.ParseFile(f.fset, filepath.Join(p.Dir, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		f.files[path] = parsed
		if i < len(p.GoFiles) {
			here = append(here, parsed)
		}
	}
	f.types(here, compiled)
	return f
}

// types records what every name and expression of files means, errors or not.
func (f *folder) types(files []*ast.File, compiled exports) {
	f.info = &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
	config := types.Config{Importer: compiled.importer(f.fset), Error: func(err error) { f.broken = append(f.broken, err) }}
	// Check returns the first of the errors that Error has collected.
	_, _ = config.Check(f.module+"/"+f.name, f.fset, files, f.info)
}
