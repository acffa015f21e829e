package markets

import "testing"

// FuzzQuantity reads any text as a quantity. What is read converts without a panic, and what is
// printed of an integer is read back as the same integer.
func FuzzQuantity(f *testing.F) {
	for _, text := range []string{
		"110 USD/kg", "110 USD/lb", "18 kt/yr", "24 months", "30 %", "1.5 bn USD2023", "-3 t", "1e400 t", "0.1 k EUR/t",
		"5 kg REO", "", "NaN t", "1 t/t/t", "999999999999999999999 g", "1/3 USD", "٣ t",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := ParseQuantity(text)
		if err != nil {
			return
		}
		if again, err := ParseQuantity(q.String()); err != nil || again.String() != q.String() {
			t.Errorf("%q prints as %q, which reads as %v, %v", text, q, again, err)
		}
		for _, unit := range []string{"t/yr", "USD/kg", "months", "1", "1/yr", "USD"} {
			_, _ = q.Float(unit) // an error is an answer
		}
		if m, err := q.Mass(); err == nil {
			if back, err := ParseQuantity(m.String()); err != nil {
				t.Errorf("%v does not read: %v", m, err)
			} else if n, err := back.Mass(); err != nil || n != m {
				t.Errorf("%v reads as %v, %v", m, n, err)
			}
		}
		if p, err := q.Price(); err == nil {
			if back, err := ParseQuantity(p.String()); err != nil {
				t.Errorf("%v does not read: %v", p, err)
			} else if n, err := back.Price(); err != nil || n != p {
				t.Errorf("%v reads as %v, %v", p, n, err)
			}
		}
	})
}
