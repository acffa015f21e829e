package bench

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// finding is one line that breaks a rule.
type finding struct {
	file  string
	line  int
	check string
	text  string
}

func (f finding) String() string {
	return fmt.Sprintf("%s:%d: %s: %s", f.file, f.line, f.check, f.text)
}

// inspector walks the files of one package.
type inspector struct {
	*folder
	path   string // of the file at hand
	onTick bool
	found  []finding
}

// inspect returns the findings of a package in order of file and line, less those that an allow-comment excuses.
func inspect(f *folder) []finding {
	in := &inspector{folder: f, onTick: slices.Contains(onTickPath, f.name)}
	var kept []finding
	for path, file := range f.files {
		in.path, in.found = path, nil
		if _, known := arrows[f.name]; !known {
			in.report(file.Package, "arrow", "the design has no package "+f.name)
		}
		for _, spec := range file.Imports {
			in.imported(spec)
		}
		ast.Inspect(file, in.node)
		kept = append(kept, in.excuse(file)...)
	}
	slices.SortFunc(kept, func(a, b finding) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line), cmp.Compare(a.check, b.check))
	})
	return kept
}

func (in *inspector) report(at token.Pos, check, text string) {
	in.found = append(in.found, finding{in.path, in.fset.Position(at).Line, check, text})
}

func (in *inspector) imported(spec *ast.ImportSpec) {
	path, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		in.report(spec.Pos(), "arrow", "unreadable import")
		return
	}
	own := within(path, in.module)
	first, _, _ := strings.Cut(path, "/")
	standard := !own && !strings.Contains(first, ".")
	if !mayImport(in.name, strings.TrimPrefix(path, in.module+"/"), standard) {
		in.report(spec.Pos(), "arrow", in.name+" may not import "+path)
	}
	if path == "golang.org/x/sync/errgroup" {
		in.goroutine(spec)
	}
	if within(path, "github.com/mroth/weightedrand") && in.path != "agents/exact/weighted.go" {
		in.report(spec.Pos(), "arrow", "only agents/exact/weighted.go touches weightedrand")
	}
}

func (in *inspector) goroutine(n ast.Node) {
	if !slices.Contains(mayStartGoroutines, in.path) {
		in.report(n.Pos(), "goroutine", "only "+strings.Join(mayStartGoroutines, ", ")+" may start goroutines")
	}
}

// node judges one node of the syntax; it always goes on to the node's parts.
func (in *inspector) node(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.GoStmt:
		in.goroutine(n)
	case *ast.FuncDecl:
		if n.Recv == nil && n.Name.Name == "init" {
			in.report(n.Pos(), "init", "lists are explicit, nothing registers itself")
		}
	case *ast.Ident:
		in.used(n, in.info.Uses[n])
	case *ast.RangeStmt:
		if t := in.info.TypeOf(n.X); in.onTick && t != nil && isMap(t) {
			in.report(n.Pos(), "map-range", "the order of a map differs from run to run")
		}
	case *ast.SelectStmt:
		if in.onTick && communications(n) > 1 {
			in.report(n.Pos(), "select", "a select with several ready cases picks one at random")
		}
	case *ast.BinaryExpr:
		if n.Op == token.ADD || n.Op == token.SUB {
			in.summand(n, n.X)
			in.summand(n, n.Y)
		}
	case *ast.AssignStmt:
		if n.Tok == token.ADD_ASSIGN || n.Tok == token.SUB_ASSIGN {
			in.summand(n, n.Rhs[0])
		}
	}
	return true
}

// used judges the use of a name that means object.
func (in *inspector) used(at *ast.Ident, object types.Object) {
	f, ok := object.(*types.Func)
	if !ok || f.Pkg() == nil {
		return
	}
	method := f.Signature().Recv() != nil
	switch path, name := f.Pkg().Path(), f.Name(); {
	case path == "sync" && method && name == "Go":
		in.goroutine(at)
	case !in.onTick:
	case path == "math" && !slices.Contains(exactMath, name):
		in.report(at.Pos(), "math", "math."+name+" has other bits on other processors; agents/exact has its own")
	case path == "time" && !method && slices.Contains(strings.Fields("After AfterFunc NewTicker NewTimer Now Since Sleep Tick Until"), name):
		in.report(at.Pos(), "clock", "time."+name+" reads the clock")
	case (path == "math/rand" || path == "math/rand/v2") && !method && !slices.Contains(randConstructors, name):
		in.report(at.Pos(), "global-rand", "rand."+name+" draws from the global source")
	case within(path, "github.com/mroth/weightedrand") && method && name == "Pick":
		in.report(at.Pos(), "global-rand", "weightedrand's Pick draws from the global source")
	case path == "maps" && (name == "All" || name == "Keys" || name == "Values"),
		path == "reflect" && method && (name == "MapKeys" || name == "MapRange"):
		in.report(at.Pos(), "map-range", "the order of a map differs from run to run")
	}
}

// summand judges an operand of a float sum: a product there may be fused with it into one rounding.
func (in *inspector) summand(sum ast.Node, operand ast.Expr) {
	e := ast.Unparen(operand)
	if minus, ok := e.(*ast.UnaryExpr); ok {
		e = ast.Unparen(minus.X)
	}
	product, ok := e.(*ast.BinaryExpr)
	if !ok || product.Op != token.MUL || !in.onTick {
		return
	}
	t := in.info.Types[product]
	if t.Type == nil || t.Value != nil {
		return
	}
	if basic, ok := t.Type.Underlying().(*types.Basic); ok && basic.Info()&types.IsFloat != 0 {
		in.report(sum.Pos(), "fused", "some processors round x*y+z once: write float64(x*y) + z")
	}
}

// communications counts the cases of a select but for its default.
func communications(s *ast.SelectStmt) (n int) {
	for _, clause := range s.Body.List {
		if clause.(*ast.CommClause).Comm != nil {
			n++
		}
	}
	return n
}

// isMap tells whether t is a map, or a type parameter of which the first possibility is one.
func isMap(t types.Type) bool {
	t = t.Underlying()
	for {
		switch u := t.(type) {
		case *types.Map:
			return true
		case *types.Interface:
			if u.NumEmbeddeds() != 1 {
				return false
			}
			t = u.EmbeddedType(0).Underlying()
		case *types.Union:
			t = u.Term(0).Type().Underlying()
		default:
			return false
		}
	}
}

var allowComment = regexp.MustCompile(`^//monazite:allow ([a-z-]+): [A-Za-z0-9]+ .+$`)

// excuse returns the findings of the file at hand without those that a comment on the line or above it allows, and
// with a finding for every such comment that is malformed or excuses nothing.
func (in *inspector) excuse(file *ast.File) []finding {
	for _, group := range file.Comments {
		for _, comment := range group.List {
			if !strings.HasPrefix(comment.Text, "//monazite:") {
				continue
			}
			m := allowComment.FindStringSubmatch(comment.Text)
			if m == nil || !slices.Contains(allowable, m[1]) {
				in.report(comment.Pos(), "allow", "want //monazite:allow CHECK: reason, with CHECK one of "+strings.Join(allowable, ", "))
				continue
			}
			line, before := in.fset.Position(comment.Pos()).Line, len(in.found)
			in.found = slices.DeleteFunc(in.found, func(f finding) bool {
				return f.check == m[1] && (f.line == line || f.line == line+1)
			})
			if len(in.found) == before {
				in.report(comment.Pos(), "allow", "there is no "+m[1]+" here to allow")
			}
		}
	}
	return in.found
}
