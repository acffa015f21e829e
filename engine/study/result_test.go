package study

import (
	"bytes"
	"math"
	"testing"
)

func TestResultComesBackAsItWas(t *testing.T) {
	want := Result{
		Yearly: [][]float64{{1, 2.5}, {math.Inf(1), math.Copysign(0, -1)}, {}}, Monthly: [][]float64{{3, 4, 5}},
		Claims: []float64{7}, Surplus: []float64{1e300, 5e-324},
	}
	body := want.encode(nil)
	got := Result{Yearly: [][]float64{{9, 9, 9}}, Surplus: []float64{8}} // of an earlier part
	if err := got.decode(body); err != nil || !bytes.Equal(got.encode(nil), body) {
		t.Fatalf("got %v, %v; want %v", got, err, want)
	}
	for n := range body {
		if err := got.decode(body[:n]); err == nil {
			t.Fatalf("the first %d of %d bytes read as a result", n, len(body))
		}
	}
	if err := got.decode(append(body, 0)); err == nil {
		t.Fatal("a byte too many is no result")
	}
}
