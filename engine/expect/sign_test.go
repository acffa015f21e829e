package expect

import "testing"

func TestSign(t *testing.T) {
	for _, c := range []struct {
		as, op   string
		value    [2]float64
		want     string
		neutral  float64
		share    float64
		observed []float64
		pass     bool
	}{
		{"ratio", ">", [2]float64{1.2}, ">=", 1, 0.5, []float64{1.01, 0.99}, true},
		{"ratio", "<", [2]float64{0.9}, "<=", 1, 0.5, []float64{1.01, 1.02, 0.99}, false},
		{"ratio", "between", [2]float64{1.1, 2}, ">=", 1, 0.5, []float64{3}, true},
		{"difference", "<=", [2]float64{-6}, "<=", 0, 0.5, []float64{0, 0}, true},
		{"ratio", "within", [2]float64{1}, "within", 1, 0.8, []float64{1}, true},
		{"ratio", "<", [2]float64{1.3}, "<", 1.3, 0.8, []float64{1.2}, true},
		{"", ">", [2]float64{5}, ">", 5, 0.8, []float64{4}, false},
	} {
		claim := Claim{As: c.as, Limit: Limit{Op: c.op, Value: c.value}, Share: 0.8}
		s := claim.sign()
		if s.Limit.Op != c.want || s.Limit.Value[0] != c.neutral || s.Share != c.share {
			t.Errorf("%s %s %v: sign is %s %v in %v", c.as, c.op, c.value, s.Limit.Op, s.Limit.Value, s.Share)
		}
		if v := s.Judge(c.observed); v.Pass != c.pass {
			t.Errorf("%s %s %v of %v: %v", c.as, c.op, c.value, c.observed, v.Pass)
		}
	}
}
