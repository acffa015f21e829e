package report

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// blockRows are read at a time.
const blockRows = 4096

// each calls take with every row of a table, of which T has the columns that are wanted. The file
// must be the one that the manifest lists.
func each[T any](r *Run, table string, take func(*T) error) error {
	path := filepath.Join(r.dir, table+".parquet")
	in, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: the table is missing; run again: %s", path, r.manifest.Command)
	}
	if err != nil {
		return err
	}
	defer in.Close()
	size, err := r.verify(in, table+".parquet")
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	file, err := parquet.OpenFile(in, size)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if err := hasColumns(file, reflect.TypeFor[T]()); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	rows := parquet.NewGenericReader[T](file)
	defer rows.Close()
	block := make([]T, blockRows)
	for {
		n, err := rows.Read(block)
		for i := range block[:n] {
			if err := take(&block[i]); err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
}

// verify compares a file with the checksum that the run left of it: a page must not show, over the
// command that reproduces a run, numbers that are not the run's.
func (r *Run) verify(in io.Reader, name string) (size int64, err error) {
	h := sha256.New()
	size, err = io.Copy(h, in)
	if err != nil {
		return 0, err
	}
	for _, f := range r.manifest.Files {
		if f.Name == name {
			if f.SHA256 != hex.EncodeToString(h.Sum(nil)) {
				return 0, fmt.Errorf("the file was changed or damaged since the run; run again: %s", r.manifest.Command)
			}
			return size, nil
		}
	}
	return 0, fmt.Errorf("%s does not list the file", manifestName)
}

// hasColumns refuses a file without a column that is wanted, which the library would read as zeros.
func hasColumns(file *parquet.File, row reflect.Type) error {
	for field := range row.Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("parquet"), ",")
		if _, found := file.Schema().Lookup(name); !found {
			return fmt.Errorf("there is no column %s; the folder is of another version of the program", name)
		}
	}
	return nil
}
