package record

import (
	"io"
	"reflect"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// Rows per write and per row group. The library cuts a page wherever a write ends, so that the
// bytes of a file would follow the rows per month; blocks counted from row 0 make them follow
// the rows alone.
const (
	blockRows = 4096
	groupRows = 256 * blockRows
)

// TableWriter writes one Parquet file from rows of type T, a struct tagged as Column says: compressed
// with zstd, doubles split by byte, text plain, because dictionaries differ between processors. The
// bytes depend on the rows alone.
type TableWriter[T any] struct {
	writer *parquet.GenericWriter[T]
	block  []T
	err    error
}

// NewTableWriter begins a file on w, whose metadata have unit, basis and path of each column.
func NewTableWriter[T any](w io.Writer) *TableWriter[T] {
	return newTableWriter[T](w, reflect.TypeFor[T]())
}

// NewDynamicTableWriter begins a file of rows whose type, a struct, is known only now. Add takes values of it.
func NewDynamicTableWriter(w io.Writer, row reflect.Type) *TableWriter[any] {
	return newTableWriter[any](w, row, parquet.SchemaOf(reflect.New(row).Interface()))
}

func newTableWriter[T any](w io.Writer, row reflect.Type, options ...parquet.WriterOption) *TableWriter[T] {
	options = append(options,
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest}), // a third of the time for a tenth more bytes
		parquet.MaxRowsPerRowGroup(groupRows),
		parquet.CreatedBy("monazite", "1", "0"), // the format's, not the engine's: a release changes no byte
	)
	for _, c := range ColumnsOf(row) {
		options = append(options,
			parquet.KeyValueMetadata("unit:"+c.Name, c.Unit),
			parquet.KeyValueMetadata("basis:"+c.Name, c.Basis))
		if c.Path != "" {
			options = append(options, parquet.KeyValueMetadata("path:"+c.Name, c.Path))
		}
	}
	return &TableWriter[T]{writer: parquet.NewGenericWriter[T](w, options...), block: make([]T, 0, blockRows)}
}

// Add appends a row. After an error, see Err, it does nothing.
func (t *TableWriter[T]) Add(row T) {
	t.block = append(t.block, row)
	if len(t.block) == blockRows {
		t.flush()
	}
}

// Err gives the first error, which is that of the writer below.
func (t *TableWriter[T]) Err() error { return t.err }

func (t *TableWriter[T]) flush() {
	if t.err == nil {
		_, t.err = t.writer.Write(t.block)
	}
	t.block = t.block[:0]
}

// Close completes the file; it does not close the writer below.
func (t *TableWriter[T]) Close() error {
	if len(t.block) > 0 {
		t.flush()
	}
	if t.err != nil {
		return t.err
	}
	return t.writer.Close()
}
