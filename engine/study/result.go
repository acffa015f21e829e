package study

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Result is what a study keeps of one replication. NaN is a number that there is not.
type Result struct {
	Yearly  [][]float64 // [output][year from FirstYear]
	Monthly [][]float64 // [monthly output, in the order of the outputs][month]
	Claims  []float64   // [claim]: the number that it is about
	Surplus []float64   // see Surplus
}

// resultSchema is the first byte of a part.
const resultSchema = 1

// encode appends a result to a buffer as the body of a part: little-endian, of bits.
func (r *Result) encode(b []byte) []byte {
	b = append(b, resultSchema)
	for _, rows := range [][][]float64{r.Yearly, r.Monthly, {r.Claims, r.Surplus}} {
		b = binary.AppendUvarint(b, uint64(len(rows)))
		for _, row := range rows {
			b = binary.AppendUvarint(b, uint64(len(row)))
			for _, x := range row {
				b = binary.LittleEndian.AppendUint64(b, math.Float64bits(x))
			}
		}
	}
	return b
}

// decode reads the body of a part into r, whose slices it reuses.
func (r *Result) decode(body []byte) error {
	if len(body) == 0 || body[0] != resultSchema {
		return fmt.Errorf("a part of another version of the program")
	}
	d := resultReader{rest: body[1:]}
	rest := [][]float64{r.Claims, r.Surplus}
	for _, rows := range []*[][]float64{&r.Yearly, &r.Monthly, &rest} {
		*rows = resized(*rows, d.length())
		for i := range *rows {
			row := resized((*rows)[i], d.length())
			for k := range row {
				row[k] = d.number()
			}
			(*rows)[i] = row
		}
	}
	if d.short || len(d.rest) > 0 || len(rest) != 2 {
		return fmt.Errorf("a part that is not a result")
	}
	r.Claims, r.Surplus = rest[0], rest[1]
	return nil
}

// resultReader takes numbers off a body. Nothing is read past its end.
type resultReader struct {
	rest  []byte
	short bool
}

// length reads how many things follow: each takes a byte at least.
func (d *resultReader) length() int {
	n, size := binary.Uvarint(d.rest)
	if size <= 0 || n > uint64(len(d.rest)-size) {
		d.short, d.rest = true, nil
		return 0
	}
	d.rest = d.rest[size:]
	return int(n)
}

func (d *resultReader) number() float64 {
	if len(d.rest) < 8 {
		d.short, d.rest = true, nil
		return math.NaN()
	}
	bits := binary.LittleEndian.Uint64(d.rest)
	d.rest = d.rest[8:]
	return math.Float64frombits(bits)
}

// resized is a slice of n elements that keeps what it had.
func resized[T any](s []T, n int) []T {
	if n <= cap(s) {
		return s[:n]
	}
	return append(s[:cap(s)], make([]T, n-cap(s))...)
}
