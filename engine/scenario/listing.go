package scenario

import (
	"fmt"
	"strings"
)

// Listing is a table at a glance: the names of its columns, then a row for every entry, texts without quotes and lists without brackets. A
// column that no entry has is left out.
func (d *Document) Listing(table string) (columns []string, rows [][]string) {
	doc, known := docOf(table)
	entries := d.Tables[table]
	if !known && len(entries) > 0 {
		doc.columns = entries[0].Keys[:min(len(entries[0].Keys), 3)]
	}
	columns, rows = []string{"id"}, make([][]string, len(entries))
	for i, e := range entries {
		rows[i] = []string{e.ID}
	}
	words := vocabularies{}
	for _, column := range doc.columns {
		header, among, _ := strings.Cut(column, "=")
		cells := make([]string, len(entries))
		for i, e := range entries {
			cells[i] = e.cell(words, strings.Split(or(among, header), " "))
		}
		if strings.Join(cells, "") == "" {
			continue
		}
		columns = append(columns, header)
		for i, cell := range cells {
			rows[i] = append(rows[i], cell)
		}
	}
	return columns, rows
}

// cell is the first of some keys that is written, a text without its quotes.
func (e *Entry) cell(words vocabularies, keys []string) string {
	for _, key := range keys {
		if !e.Has(key) {
			continue
		}
		switch raw := typed(e.Values[key], words.of(e).keys[key].Type).(type) {
		case string:
			return printable(raw)
		case []any:
			return printable(strings.Join(texts(raw), ", "))
		case map[string]any:
			return fmt.Sprintf("%d values", len(raw))
		default:
			return show(raw)
		}
	}
	return ""
}
