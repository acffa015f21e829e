package scenario

import "strings"

// Lacks says what a document lacks that a path leads to: its table or entry. Without a message the path can be set,
// though whether its key exists is known only when the document is built.
func (d *Document) Lacks(path string) Problem {
	parts := strings.Split(path, ".")
	if len(parts) == 2 && len(d.Tables[parts[0]]) == 0 { // a section that is not written; the build knows whether there is one
		return Problem{}
	}
	_, _, problem := d.locate(parts, Pos{})
	return problem
}
