package policy

import (
	"testing"

	"monazite/agents"
	"monazite/markets"
)

// paid is a wedge on one kilogram at last month's exporter price.
func paid(w agents.Wedge, exporter markets.Price) markets.Price {
	return markets.Price(markets.MulDiv(int64(exporter), int64(w.Share), int64(markets.Whole))) + w.PerKg
}

// 25 % of an exporter's price of 40 are 10 USD/kg; on 3 t the treasury receives 30,000 USD.
func TestTariff(t *testing.T) {
	tariff := build(t, &Tariff{From: []string{"CN"}, Goods: []string{"magnet"}, Rate: Rate{Share: ptr(markets.Whole / 4)}}, setup("US", "2026-01", "2030-12"))
	if out := ask(tariff, 2025, 12, nil); len(out.Wedges) != 0 {
		t.Error("the tariff is levied before its start")
	}
	out := ask(tariff, 2026, 1, nil)
	if len(out.Wedges) != 1 {
		t.Fatalf("%d wedges", len(out.Wedges))
	}
	w := out.Wedges[0]
	if w.Kind != agents.Duty || w.Scope.Goods != 0b1000 || w.Scope.From != 0b001 || w.Scope.To != 0b010 || w.Source != 5 {
		t.Errorf("wedge is %+v", w)
	}
	duty := paid(w, 40e6)
	if duty != 10e6 || duty.Times(3*markets.Tonne) != 30_000*markets.USD {
		t.Errorf("duty is %v", duty)
	}
}

// China does not rebate 13 % on oxides: 60 becomes 67.8 at the gate. Magnets pay nothing.
func TestExportTax(t *testing.T) {
	tax := build(t, &ExportTax{Goods: []string{"carbonate", "oxide"}, Rate: Rate{Share: ptr(markets.Share(130_000_000))}}, setup("CN", "2024-01", "2040-12"))
	w := ask(tax, 2024, 1, nil).Wedges[0]
	if w.Kind != agents.ExportTax || w.Scope.From != 0b001 || w.Scope.To != 0 || w.Scope.HasGood(3) {
		t.Errorf("wedge is %+v", w)
	}
	if at := 60e6 + paid(w, 60e6); at != 67_800_000 {
		t.Errorf("price at the gate is %v, want 67.8", at)
	}
}

// 35,000 CNY/t at 7.1 CNY per USD are 4.929577 USD/kg, whatever the price.
func TestSpecificExportTax(t *testing.T) {
	tax := build(t, &ExportTax{Goods: []string{"CLAY-carb"}, Rate: Rate{PerKg: ptr(markets.Price(4_929_577))}}, setup("MY", "2025-04", "2040-12"))
	w := ask(tax, 2025, 4, nil).Wedges[0]
	if paid(w, 1e6) != 4_929_577 || paid(w, 90e6) != 4_929_577 {
		t.Errorf("wedge is %+v", w)
	}
}

func ptr[T any](x T) *T { return &x }

// perKg is the rate of so many micro-USD.
func perKg(p markets.Price) *markets.Price { return &p }
