package main

import (
	"fmt"
	"strings"
)

// narrow fits the lines of a TOML example into the page: a comment at the end of a long line goes above it, a long
// inline table becomes a key a line.
func narrow(example string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(strings.TrimSuffix(example, "\n"), "\n") {
		if len([]rune(line)) <= pageWidth {
			b.WriteString(line + "\n")
			continue
		}
		code, comment, found := strings.Cut(line, " # ")
		if found && strings.Count(code, `"`)%2 == 0 {
			fmt.Fprintf(&b, "# %s\n", comment)
			line = strings.TrimRight(code, " ")
		}
		key, table, found := strings.Cut(line, " = { ")
		if !found || len([]rune(line)) <= pageWidth {
			b.WriteString(line + "\n")
			continue
		}
		for value := range strings.SplitSeq(strings.TrimSuffix(table, " }"), ", ") {
			fmt.Fprintf(&b, "%s.%s\n", strings.TrimSpace(key), value)
		}
	}
	return b.String()
}
