package policy

import (
	"testing"

	"monazite/agents"
	"monazite/markets"
)

// P23: of 4,000 t a month on average before the licence a quarter is 1,000 t, also when what flows has fallen since. The United
// States bought nothing, and get a quarter of a tonne. What the licensed segment ships is not bound.
func TestExportLicence(t *testing.T) {
	keys := &ExportLicence{Goods: []string{"NdPr"}, Shares: []markets.Share{markets.Whole / 4}, Recovery: markets.Whole * 4 / 10}
	licence := build(t, keys, setup("CN", "2025-04", "2026-12"))
	f, m := frame(), &agents.Memory{}
	f.Flow12[1*12+5] = 4_000 // NdPr from China's open market to Malaysia
	enact := func(month int) []agents.Limit {
		var out agents.Measures
		licence.Enact(agents.NewView(agents.MonthOf(2025, month), sample(), f, nil, &agents.Account{}, agents.None), m, &out)
		return out.Limits
	}
	first := enact(4)
	f.Flow12[1*12+5] = 10
	second, free := enact(5), enact(6)
	if len(first) != 2 || first[1].Cap != 1_000*markets.Tonne || first[0].Cap != markets.Tonne/4 || first[1].Scope.To != 1<<2 || first[1].Scope.From != 1 {
		t.Errorf("first month: %+v", first)
	}
	if len(second) != 2 || second[1].Cap != 2_600*markets.Tonne { // .25 + .4
		t.Errorf("second month: %+v", second)
	}
	if len(free) != 0 { // 1.05
		t.Errorf("third month: %+v", free)
	}
	if _, err := keys.Build(setup("CN", "2024-01", "2026-12")); err == nil {
		t.Error("a licence of the first month has no base")
	}
}

// P14: of 20 t a month half may leave, also when output falls, and exporters pay 10 %.
func TestExportRestriction(t *testing.T) {
	keys := &ExportRestriction{From: []string{"CN"}, Goods: []string{"carbonate"}, Shares: []markets.Share{markets.Whole / 2, markets.Whole / 4}, Taxes: []markets.Share{markets.Whole / 10}}
	restriction, m, f := build(t, keys, setup("CN", "2025-01", "2026-12")), &agents.Memory{}, frame()
	enact := func(year int) (out agents.Measures) {
		restriction.Enact(agents.NewView(agents.MonthOf(year, 1), sample(), f, nil, &agents.Account{}, agents.None), m, &out)
		return out
	}
	f.Sites[0].Level, f.Sites[2].Level = 12*markets.Tonne, 8*markets.Tonne
	enact(2024) // in force from 2025, but it knows what came before
	f.Sites[0].Level, f.Sites[2].Level = 2*markets.Tonne, 2*markets.Tonne
	first, second := enact(2025), enact(2026)
	if len(first.Limits) != 1 || first.Limits[0].Cap != 10*markets.Tonne || first.Limits[0].Kind != agents.OnGate {
		t.Errorf("limits %+v", first.Limits)
	}
	if len(first.Wedges) != 1 || first.Wedges[0].Share != markets.Whole/10 || first.Wedges[0].Kind != agents.ExportTax {
		t.Errorf("wedges %+v", first.Wedges)
	}
	if len(second.Limits) != 1 || second.Limits[0].Cap != 5*markets.Tonne {
		t.Errorf("second year: %+v", second.Limits)
	}
}

// A company that processes half of what its mine digs sells in the licensed segment, past the ban; one that stands still does not.
func TestRawExportBanExempts(t *testing.T) {
	keys := &RawExportBan{Goods: []string{"carbonate"}, Exempt: "lic", Processes: markets.Whole / 2, CatchUp: 0.03}
	ban, f := build(t, keys, setup("CN", "2024-01", "2030-12")), frame()
	f.Sites[0], f.Sites[1] = agents.SiteReport{Open: true, Capacity: 100}, agents.SiteReport{Open: true, Capacity: 49}
	if out := ask(ban, 2025, 1, f); len(out.Terms) != 0 || len(out.Limits) != 1 {
		t.Errorf("49 of 100 t processed: %+v", out)
	}
	f.Sites[1].Capacity = 50
	out := ask(ban, 2025, 1, f)
	if len(out.Terms) != 2 || out.Terms[0].Name != "lic" || out.Terms[0].Scope.Sites[0] != 0 || out.Terms[1].Parameter != agents.CatchingUp || out.Terms[1].Scope.Sites[0] != 1 {
		t.Errorf("50 of 100 t processed: %+v", out.Terms)
	}
	if _, err := (&RawExportBan{Goods: []string{"carbonate"}, Exempt: "none"}).Build(setup("CN", "2024-01", "2030-12")); err == nil {
		t.Error("an unknown segment is accepted")
	}
}
