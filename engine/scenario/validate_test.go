package scenario

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

// hostile are texts within the bounds of a file that ask for as much work or memory as they can.
func hostile() map[string]string {
	const head = "extends = \"small\"\nname = \"bad\"\n"
	nodes := many(900, "[[node]]\nid = \"n#\"\nregion = \"US\"\nsegment = \"s#\"\n")
	plant := "[[plant]]\nid = \"p#\"\nkind = \"offtaker\"\ncompany = \"us-users\"\ncountry = \"US\"\nuse = \"EV\"\ndemand = \"1 t/yr\"\n"
	owner := "[[company]]\nid = \"c#\"\ncountry = \"US\"\nowners = {c% = 1}\n"
	var ring strings.Builder
	for i := range 8000 {
		ring.WriteString(strings.NewReplacer("#", fmt.Sprint(i), "%", fmt.Sprint((i+1)%8000)).Replace(owner))
	}
	return map[string]string{
		"unknown keys of one entry":  head + "[[plant]]\nid = \"cn-rock\"\n" + many(45_000, "capacit# = 1\n"),
		"unknown keys of many":       head + many(9_000, "[[plant]]\nid = \"p#\"\ncapcity = 1\nkid = 2\n"),
		"unknown references":         head + "[[shock]]\nid = \"s\"\nfrom = \"2026-01\"\nto = \"2027-01\"\nfactor = 0\nplants = [" + many(49_000, "\"cn-roc#\", ") + "]\n",
		"known references":           head + "[[shock]]\nid = \"s\"\nfrom = \"2026-01\"\nto = \"2027-01\"\nfactor = 2\nplants = [" + many(49_000, "\"cn-rock\", ") + "]\n",
		"routes among many nodes":    head + nodes + many(5_000, "[[route]]\nid = \"r#\"\nfrom = \"*\"\nto = \"*\"\ngoods = \"*\"\nfreight = \"1 USD/kg\"\n"),
		"a route among many nodes":   head + nodes + "[[route]]\nid = \"r\"\nfrom = \"*\"\nto = \"*\"\ngoods = \"*\"\nfreight = \"1 USD/kg\"\n",
		"routes named again":         head + many(4_000, "[[route]]\nid = \"r#\"\nfrom = [\"*\", \"*\"]\nto = \"*\"\ngoods = \"*\"\nfreight = \"1 USD\"\n"),
		"plants of one company":      head + "months = 600\n" + many(6_000, plant),
		"claims about many goods":    head + "[[expect]]\nid = \"x\"\nop = \">\"\nvalue = 1\nwhere = { good = [" + many(45_000, "\"NdPr\", ") + "], region = [\"CNN\"] }\n",
		"claims of nothing":          head + many(1_000, "[[expect]]\nid = \"x#\"\nclaim = \"NdP#@CN 2024 > 1\"\nas = \"rati\"\n"),
		"claims against many":        head + many(9_000, "[[expect]]\nid = \"x#\"\nclaim = \"NdPr@CN 2024 > 1\"\nagainst = \"smal#\"\n"),
		"companies that own in ring": head + ring.String(),
		"uses of many months":        head + "months = 600\n" + many(990, "[[use]]\nid = \"u#\"\nsector = \"oxides\"\nelasticity = 1\nchoke = 2\ngrowth = [\"1 %/yr\"]\n") + "[[use]]\nid = \"EV\"\nlife = \"1 month\"\n",
		"a long text":                head + "title = \"" + strings.Repeat("x", 4_000_000) + "\"\nx = 1\n",
		"a long number":              head + "months = " + strings.Repeat("9", 1_000_000) + "\n",
		"a long unit":                head + "[opening]\nstock = \"2 " + strings.Repeat("m/", 1_000_000) + "\"\n",
		"numbers in a table":         head + "[[plant]]\nid = \"cn-rock\"\ncomposition = {" + many(45_000, "E# = 1, ") + "}\n",
		"deep tables":                head + many(5_000, "[a#.b.c.d.e.f.g]\nh = 1\n"),
		"an id that is a novel":      head + "[[plant]]\nid = \"" + strings.Repeat("x", 3_000_000) + "\"\n",
	}
}

// TestHostileFilesAreRefusedCheaply opens files that are made to cost: each is refused, in little
// time and in 256 MiB.
func TestHostileFilesAreRefusedCheaply(t *testing.T) {
	dir := t.TempDir()
	defer debug.SetGCPercent(debug.SetGCPercent(20)) // what is alive counts, not what is left to collect
	for name, text := range hostile() {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".toml")
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			runtime.GC()
			start := time.Now()
			_, _, err := Open(file, nil)
			took := time.Since(start)
			if err == nil {
				t.Fatal("accepted")
			}
			t.Logf("%v, %d kB: %.200s", took.Round(time.Millisecond), len(text)/1000, err)
			if took > 20*time.Second { // a second on an idle machine; this one may be busy
				t.Errorf("took %v", took)
			}
			if len(err.Error()) > 200_000 {
				t.Errorf("a message of %d bytes", len(err.Error()))
			}
		})
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%d MiB", m.Sys>>20)
	if m.Sys > 256<<20 {
		t.Errorf("%d MiB, want at most 256", m.Sys>>20)
	}
}
