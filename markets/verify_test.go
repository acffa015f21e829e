package markets

import (
	"reflect"
	"testing"
)

// TestVerifyCatchesDefects changes every number of a clearing by one, in turn; each change must be noticed.
func TestVerifyCatchesDefects(t *testing.T) {
	const cn, eu = 0, 1
	b := &Book{
		Nodes:  2,
		Asks:   []Order{{Node: cn, Mass: 100, Price: 50}, {Node: cn, Mass: 50, Price: 60}, {Node: eu, Mass: 5, Price: 80}},
		Bids:   []Order{{Node: cn, Mass: 80, Price: 90}, {Node: eu, Mass: 40, Price: 120}, {Node: eu, Mass: 20, Price: 75}},
		Routes: []Route{{From: cn, To: eu, Cost: 5, Cap: 15}, {From: cn, To: eu, Cost: 9, Cap: Unlimited}},
		Gates:  []Gate{{Quota: 20, Tax: 1, Active: true}, {}},
	}
	count := 0
	defect := func(change func(*Clearing) bool) {
		c := cleared(b)
		if err := c.Verify(b); err != nil {
			t.Fatal(err)
		}
		if change(c) {
			count++
			if c.Verify(b) == nil {
				t.Errorf("a defect is not noticed: %+v", *c)
			}
		}
	}
	fields := reflect.TypeOf(Clearing{})
	for f := range fields.NumField() {
		if fields.Field(f).Type.Kind() != reflect.Slice || fields.Field(f).Type.Elem().Kind() != reflect.Int64 {
			continue
		}
		for i := range reflect.ValueOf(*cleared(b)).Field(f).Len() {
			for _, by := range []int64{-1, 1} {
				defect(func(c *Clearing) bool {
					if f := fields.Field(f).Name; f == "Gates" && i == eu || f == "GateRent" && i == eu {
						return false // no gate
					}
					v := reflect.ValueOf(c).Elem().Field(f).Index(i)
					v.SetInt(v.Int() + by)
					return true
				})
			}
		}
	}
	defect(func(c *Clearing) bool { c.Welfare.Lo++; return true })
	defect(func(c *Clearing) bool { c.HasBuyers[eu] = false; return true })
	defect(func(c *Clearing) bool { c.Volume++; return true })
	if count < 40 {
		t.Errorf("only %d defects planted", count)
	}
}
