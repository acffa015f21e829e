package record

import (
	"io"
	"reflect"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"monazite/engine"
)

// table is one file of rows.
type table interface {
	name() string
	columns() []Column
	begin(w io.Writer)
	record(n *names, t *engine.Tables) error
	finish() error
}

// tables lists every table of a run folder in the order of the dictionary; adding one is a file
// and a line here.
func tables() []table {
	return []table{
		&rows[priceRow]{title: "prices", fill: prices},
		&rows[flowRow]{title: "flows", fill: flows},
		&rows[rentRow]{title: "rents", fill: rents},
		&rows[balanceRow]{title: "balances", fill: balances},
		&rows[elementRow]{title: "elements", fill: elements},
		&rows[productionRow]{title: "production", fill: production},
		&rows[plantRow]{title: "plants", fill: plants},
		&rows[projectRow]{title: "projects", fill: projects},
		&rows[companyRow]{title: "companies", fill: companies},
		&rows[contractRow]{title: "contracts", fill: contracts},
		&rows[instrumentRow]{title: "instruments", fill: instruments},
		&rows[metricRow]{title: "metrics", fill: metrics},
		&rows[eventRow]{title: "events", fill: events},
	}
}

// Rows per write and per row group. The library cuts a page wherever a write ends, so that the
// bytes of a file would follow the rows per month; blocks counted from row 0 make them follow
// the rows alone.
const (
	blockRows = 4096
	groupRows = 256 * blockRows
)

// rows writes one Parquet file from rows of type T: compressed with zstd, doubles split by byte,
// text plain, because dictionaries differ between processors.
type rows[T any] struct {
	title  string
	fill   func(n *names, t *engine.Tables, add func(T))
	writer *parquet.GenericWriter[T]
	block  []T
	err    error
}

func (r *rows[T]) name() string { return r.title }

func (r *rows[T]) columns() []Column { return columnsOf(reflect.TypeFor[T]()) }

func (r *rows[T]) begin(w io.Writer) {
	options := []parquet.WriterOption{
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest}), // a third of the time for a tenth more bytes
		parquet.MaxRowsPerRowGroup(groupRows),
		parquet.CreatedBy("monazite", "1", "0"), // the format's, not the engine's: a release changes no byte
	}
	for _, c := range r.columns() {
		options = append(options,
			parquet.KeyValueMetadata("unit:"+c.Name, c.Unit),
			parquet.KeyValueMetadata("basis:"+c.Name, c.Basis))
	}
	r.writer = parquet.NewGenericWriter[T](w, options...)
	r.block = make([]T, 0, blockRows)
}

func (r *rows[T]) record(n *names, t *engine.Tables) error {
	r.fill(n, t, r.add)
	return r.err
}

func (r *rows[T]) add(row T) {
	r.block = append(r.block, row)
	if len(r.block) == blockRows {
		r.flush()
	}
}

func (r *rows[T]) flush() {
	if r.err == nil {
		_, r.err = r.writer.Write(r.block)
	}
	r.block = r.block[:0]
}

func (r *rows[T]) finish() error {
	if len(r.block) > 0 {
		r.flush()
	}
	if r.err != nil {
		return r.err
	}
	return r.writer.Close()
}
