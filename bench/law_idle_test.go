package bench

import (
	"testing"

	"monazite/agents/policy"
	"monazite/engine"
)

// An instrument that acts with no strength at all changes no byte of any data file. A ban and a rule of origin are there or
// not: they have none to lose.
func TestLawOfNoStrength(t *testing.T) {
	weak := map[string]string{
		"export-quota":       "government = \"CN\"\ngoods = [\"*\"]\nannual = [\"100 Mt/yr\"]",
		"production-quota":   "government = \"CN\"\nplants = [\"cn-rock\", \"cn-clay\"]\nannual = [\"100 Mt/yr\"]",
		"tariff":             "government = \"US\"\ngoods = [\"*\"]\nrate = \"0 %\"",
		"export-tax":         "government = \"CN\"\ngoods = [\"*\"]\nper_kg = \"0 USD/kg\"",
		"floor-cfd":          "government = \"US\"\nplant = \"us-separation\"\ngood = \"NdPr\"\nstrike = \"0 USD/kg\"",
		"floor-deficiency":   "government = \"US\"\nplant = \"us-separation\"\ngood = \"NdPr\"\nstrike = \"0 USD/kg\"",
		"floor-minimum":      "government = \"US\"\ngood = \"NdPr\"\nprice = \"0 USD/kg\"\nlevy = true",
		"equity-stake":       "government = \"US\"\ncompany = \"us-magnets\"\namount = \"0 USD\"",
		"discounted-loan":    "government = \"US\"\ncompany = \"us-magnets\"\namount = \"0 USD\"\ninterest = \"1 %/yr\"",
		"incentive-bond":     "government = \"US\"\nhosts = [\"US\"]\namount = \"0 USD\"",
		"export-licence":     "government = \"CN\"\ngoods = [\"*\"]\nshares = [\"100 %\"]",
		"export-restriction": "government = \"CN\"\ngoods = [\"*\"]\nshares = [\"100 %\"]\ntaxes = [\"0 %\"]",
		"strategic-reserve":  "government = \"US\"\ngoods = [\"oxide\"]\ntarget = \"0 days\"",
		"guaranteed-offtake": "government = \"US\"\nplant = \"us-magnet\"\ngoods = [\"magnet\"]\nquantity = \"0 %\"",
		"offtake":            "seller = \"us-separation\"\nbuyer = \"us-magnet\"\ngood = \"NdPr\"\nquantity = \"0 t/yr\"\nprice = \"10 USD/kg\"",
	}
	run := func(text string) map[string]string {
		s := open(t, written(t, "extends = \"small\"\n"+text))
		s.Months = 30
		return folderOf(t, s, engine.Options{Seed: 1, Workers: 1}, t.TempDir())
	}
	without := run("")
	for _, kind := range policy.Kinds {
		keys, has := weak[kind.Name]
		if !has {
			if kind.Name != "raw-export-ban" && kind.Name != "origin-rule" {
				t.Errorf("%s: what is it without strength?", kind.Name)
			}
			continue
		}
		with := run("[[instrument]]\nid = \"law\"\nkind = \"" + kind.Name + "\"\n" + keys + "\nstart = \"2024-04\"\nend = \"2030-12\"\n")
		if d := differ(without, with); len(d) > 0 || len(without) != len(with) {
			t.Errorf("%s: %v differ", kind.Name, d)
		}
	}
}

// An instrument that does not act within the run changes no byte of any data file.
func TestLawThatNeverActs(t *testing.T) {
	const secure = "extends = \"tour\"\n[[instrument]]\nid = \"us-origin\"\nremove = true\n"
	for _, c := range []struct{ kind, keys string }{
		{"raw-export-ban", "government = \"US\"\ngoods = [\"*\"]"},
		{"export-quota", "government = \"CN\"\ngoods = [\"*\"]\nannual = [\"0 t/yr\"]"},
		{"production-quota", "government = \"CN\"\nplants = [\"cn-rock\", \"cn-clay\"]\nannual = [\"0 t/yr\"]"},
		{"tariff", "government = \"US\"\ngoods = [\"*\"]\nrate = \"100 %\""},
		{"export-tax", "government = \"CN\"\ngoods = [\"*\"]\nper_kg = \"50 USD/kg\""},
		{"floor-cfd", "government = \"US\"\nplant = \"us-separation\"\ngood = \"NdPr\"\nstrike = \"500 USD/kg\"\nup = \"30 %\""},
		{"floor-minimum", "government = \"US\"\ngood = \"NdPr\"\nprice = \"500 USD/kg\"\nlevy = true"},
		{"offtake", "seller = \"us-separation\"\nbuyer = \"us-magnet\"\ngood = \"NdPr\"\nquantity = \"500 t/yr\"\nprice = \"10 USD/kg\"\nrank = 1"},
		{"strategic-reserve", "government = \"US\"\ngoods = [\"oxide\", \"magnet\"]\nlow = \"140 %\""},
		{"guaranteed-offtake", "government = \"US\"\nplant = \"us-magnet\"\ngoods = [\"magnet\"]\nprofit_floor = \"20 M USD/yr\"\nresell = true"},
		{"origin-rule", "government = \"US\"\nnode = \"US-def\"\norigins = [\"CN\"]\ngoods = [\"magnet\"]"},
	} {
		t.Run(c.kind, func(t *testing.T) {
			run := func(text string) map[string]string {
				base := "extends = \"small\"\n"
				if c.kind == "origin-rule" { // needs a node of secure buyers
					base = secure
				}
				s := open(t, written(t, base+text))
				s.Months = 24
				return folderOf(t, s, engine.Options{Seed: 1, Workers: 1}, t.TempDir())
			}
			law := "[[instrument]]\nid = \"law\"\nkind = \"" + c.kind + "\"\n" + c.keys + "\n"
			without := run("")
			for _, never := range []string{
				"start = \"2026-01\"\nend = \"2030-12\"", "end = \"2030-12\"\nenabled = false", "end = \"2030-12\"\ntrigger = \"default us-users\"",
			} {
				idle := run(law + never + "\n")
				if d := differ(without, idle); len(d) > 0 || len(without) != len(idle) {
					t.Errorf("%s: %v differ", never, d)
				}
			}
			if acts := run(law + "start = \"2024-03\"\nend = \"2030-12\"\n"); len(differ(without, acts)) == 0 {
				t.Error("no file differs when it acts either")
			}
		})
	}
}
