package bench

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// TestArchitecture holds every package to the design: one-way imports, goroutines in few files, and a tick path
// whose results have the same bits on every machine.
func TestArchitecture(t *testing.T) {
	own, compiled := list(t)
	if len(own) == 0 {
		t.Fatal("go list found no package of this module")
	}
	for _, p := range own {
		f := load(t, p, compiled)
		if len(f.broken) > 0 {
			t.Errorf("%s does not type-check, so that rules may go unchecked: %v (first of %d)", f.name, f.broken[0], len(f.broken))
		}
		for _, found := range inspect(f) {
			t.Error(found)
		}
	}
}

// TestArchitectureCatches shows every rule a file that breaks it. A line that a rule must report ends in
// "// want CHECK ...", no other line may be reported.
func TestArchitectureCatches(t *testing.T) {
	_, compiled := list(t)
	for _, c := range examples {
		t.Run(c.name, func(t *testing.T) {
			folderName := c.file[:strings.LastIndex(c.file, "/")]
			f := &folder{name: folderName, module: "monazite", fset: token.NewFileSet(), files: map[string]*ast.File{}}
			parsed, err := parser.ParseFile(f.fset, c.file, c.source, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			f.files[c.file] = parsed
			f.types([]*ast.File{parsed}, compiled)
			var got, want []string
			for _, found := range inspect(f) {
				got = append(got, fmt.Sprintf("line %d: %s", found.line, found.check))
			}
			for i, line := range strings.Split(c.source, "\n") {
				if _, checks, marked := strings.Cut(line, "// want "); marked {
					for _, check := range strings.Fields(checks) {
						want = append(want, fmt.Sprintf("line %d: %s", i+1, check))
					}
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("found %q, want %q", got, want)
			}
		})
	}
}

// TestArchitectureTables checks the tables against themselves: the arrows have no cycle, and the tick path
// reaches nothing off it.
func TestArchitectureTables(t *testing.T) {
	var visit func(pkg string, path []string)
	visit = func(pkg string, path []string) {
		if slices.Contains(path, pkg) {
			t.Fatalf("the arrows have a cycle: %v", append(path, pkg))
		}
		for _, to := range arrows[pkg] {
			if _, own := arrows[to]; own {
				visit(to, append(slices.Clone(path), pkg))
			}
		}
	}
	for pkg := range arrows {
		visit(pkg, nil)
	}
	for _, pkg := range onTickPath {
		for _, to := range arrows[pkg] {
			if _, own := arrows[to]; own && !slices.Contains(onTickPath, to) {
				t.Errorf("%s is on the tick path, %s, which it imports, is not", pkg, to)
			}
		}
	}
}
