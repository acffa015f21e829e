package firm

import (
	"math"
	"testing"

	"monazite/agents"
	"monazite/markets"
)

func TestLearn(t *testing.T) {
	model := defaultModel(t)
	opening := math.Log(50)
	anchor, moved := opening, math.Log(50)+0.02*math.Log(2)
	if got := Learn(model, &anchor, Hear(model, 100, true)); !near(anchor, moved, 1e-12) || !near(got, moved+0.6*(math.Log(100)-moved), 1e-12) {
		t.Errorf("after a trade at 100: %v, %v", anchor, got)
	}
	anchor = opening
	if got := Learn(model, &anchor, Hear(model, 100, false)); anchor != opening || !near(got, opening+0.6*math.Log(2), 1e-12) {
		t.Errorf("an indicative price moved the anchor: %v, %v", anchor, got)
	}
	if got := Learn(model, &anchor, Hear(model, 0, true)); math.IsNaN(got) || math.IsInf(got, 0) {
		t.Errorf("a worthless good: %v", got)
	}
}

func TestUtilisation(t *testing.T) {
	for _, u := range []float64{0.3, 0.6, 0.95} {
		offset := UtilisationOffset(u, 0.12, 0.3)
		if got := Utilisation(0.12, offset, 0.3); !near(got, u, 1e-12) {
			t.Errorf("offset for %v gives %v", u, got)
		}
	}
	for _, c := range []struct{ stock, target, want float64 }{
		{100, 100, 1}, {200, 100, 0.5}, {300, 100, 0}, {400, 100, 0}, {0, 100, 1}, {50, 0, 1},
	} {
		if got := StockRoom(c.stock, c.target); got != c.want {
			t.Errorf("StockRoom(%v, %v) = %v, want %v", c.stock, c.target, got, c.want)
		}
	}
	if got := Approach(0.5, 1, 0.2); got != 0.6 {
		t.Errorf("Approach %v", got)
	}
	if got := Step(0.5, 0, 0.1); got != 0.4 {
		t.Errorf("Step %v", got)
	}
}

func TestMarginalRevenue(t *testing.T) {
	model := defaultModel(t)
	for _, c := range []struct{ share, want float64 }{
		{0, 1}, {0.1, 1 - 0.1/0.7}, {0.2, 0.7}, {0.6, 0.7},
	} {
		if got := MarginalRevenue(model, c.share); !near(got, c.want, 1e-12) {
			t.Errorf("share %v: %v, want %v", c.share, got, c.want)
		}
	}
}

func TestRecipes(t *testing.T) {
	// MODEL 7.2, Chinese prices of 2024, no offset.
	price := [markets.Elements]float64{markets.NdPr: 48.5, markets.Dy: 230, markets.Tb: 717}
	for _, c := range []struct {
		grade                         string
		conventional, sparing, target float64
	}{{"MG2", 44.4401, 40.7590, 0.60209}, {"MG1", 32.6247, 33.0940, 0.48202}} {
		conventional, sparing := Oxides(c.grade, 0.27, 1)
		costs := [2]float64{dot(&conventional, &price), dot(&sparing, &price) + 4}
		if !near(costs[0], c.conventional, 1e-5) || !near(costs[1], c.sparing, 1e-5) {
			t.Errorf("%s costs %v", c.grade, costs)
		}
		if target := RecipeTarget(defaultModel(t), costs[0], costs[1], 0); !near(target, c.target, 1e-5) {
			t.Errorf("%s target %v", c.grade, target)
		}
	}
	full, _ := Oxides("MG0", 0.27, 1)
	less, _ := Oxides("MG0", 0.27, 0.965)
	if !near(less[markets.NdPr], 0.965*full[markets.NdPr], 1e-12) || !near(full[markets.NdPr], 0.305/(0.73*0.85*0.96), 1e-12) {
		t.Errorf("MG0 takes %v, %v", full[markets.NdPr], less[markets.NdPr])
	}
	content, _ := MagnetContent("MG0", 1)
	if !near(content[markets.NdPr], 0.305/0.85, 1e-12) {
		t.Errorf("MG0 holds %v", content[markets.NdPr])
	}
	if _, found := MagnetContent("MG9", 1); found {
		t.Error("MG9 has a recipe")
	}
}

// j1 is the feed of MODEL 7.2's test, with all that is neither La, Ce, NdPr nor Sm as gadolinium.
func j1() (content [markets.Elements]float64, plant Separation) {
	content = [markets.Elements]float64{markets.La: 0.332, markets.Ce: 0.491, markets.NdPr: 0.163, markets.Sm: 0.008, markets.Gd: 0.006}
	plant = Separation{
		Model: &agents.Model{DisposalCost: 0.3, RejectSlope: 0.3}, Yield: 0.95,
		Price:     [markets.Elements]float64{markets.La: 1, markets.Ce: 1, markets.NdPr: 56, markets.Sm: 2},
		Finishing: [markets.Elements]float64{markets.La: 2, markets.Ce: 2, markets.NdPr: 4, markets.Sm: 4, markets.Gd: 1000},
	}
	return content, plant
}

func TestNetback(t *testing.T) {
	content, plant := j1()
	for _, c := range []struct{ e, keep float64 }{{1, -1.05}, {56, 49.2}} {
		finishing := 2.0
		if c.e == 56 {
			finishing = 4
		}
		if keep := Keep(0.95, c.e, 1, 0, finishing); !near(keep, c.keep, 1e-12) {
			t.Errorf("keep %v, want %v", keep, c.keep)
		}
	}
	if target := RejectTarget(plant.Model, -1.05, 1); !near(target, 0.92414, 1e-5) {
		t.Errorf("La target %v", target)
	}
	spread := &agents.Model{DisposalCost: 0.3, RejectSlope: 0.3, RejectSpread: 0.5}
	if target := RejectTarget(spread, 0.95*6-6, 6); !near(target, 0.5, 1e-12) {
		t.Errorf("at a loss as large as disposal a plant throws away %v, want a half", target)
	}
	if target := RejectTarget(spread, 2.7, 6); !near(target, 1/(1+math.E), 1e-12) {
		t.Errorf("3 USD/kg more of an oxide of 6 USD/kg throw away %v, want one logit less than a half", target)
	}
	if target := RejectTarget(plant.Model, 0.95*2-4, 2); !near(target, 0.99753, 1e-5) {
		t.Errorf("Sm target %v", target)
	}
	if v := plant.Netback(&content); !near(v, 7.72164, 1e-5) {
		t.Errorf("at target rejects %v, want 7.72164", v)
	}
	plant.Crack = 3
	if v := plant.Netback(&content); !near(v, 4.72164, 1e-5) {
		t.Errorf("after cracking %v, want 4.72164", v)
	}
	plant.Crack = 0
	all := [markets.Elements]float64{markets.La: 1, markets.Ce: 1, markets.Sm: 1, markets.Gd: 1}
	plant.Reject = &all
	if v := plant.Netback(&content); !near(v, 7.7685, 1e-9) {
		t.Errorf("rejecting all but NdPr %v, want 7.7685", v)
	}
	plant.Crack = 3
	if v := plant.Netback(&content); !near(v, 4.7685, 1e-9) {
		t.Errorf("after cracking %v, want 4.7685", v)
	}
	if made := 100 * content[markets.NdPr] * plant.Yield; !near(made, 15.485, 1e-12) {
		t.Errorf("NdPr %v", made)
	}
	if f := FinishingFor(plant.Model, RejectTarget(plant.Model, -1.05, 1), 0.95, 1); !near(f, 2, 1e-9) {
		t.Errorf("finishing for La %v, want 2", f)
	}
}

func TestDemand(t *testing.T) {
	model := defaultModel(t)
	if got := Wish(2, 0.25, 0); !near(got, math.Pow(2, -0.25), 1e-12) {
		t.Errorf("wish %v", got)
	}
	// At twice the reference price substitution wants ln 2 x -0.6 x 1/24 = -0.01733 a month; 10 % a
	// year allows 0.00794.
	if got := Substitute(model, 0, 2); !near(got, -math.Log(1.1)/12, 1e-12) {
		t.Errorf("substitution %v", got)
	}
	sub := 0.0
	for range 1000 {
		sub = Substitute(model, sub, 2)
	}
	if !near(sub, -0.6*math.Log(2), 1e-9) {
		t.Errorf("substitution ends at %v", sub)
	}
	for range 1000 {
		sub = Substitute(model, sub, 1)
	}
	if !near(sub, 0, 1e-9) {
		t.Errorf("substitution does not return: %v", sub)
	}
	if got := Secure(0, 20, 100); !near(got, 0.03, 1e-12) { // 2 x 20 % is over 30 %
		t.Errorf("premium %v", got)
	}
	for _, c := range []struct{ months, unserved, want float64 }{{2, 0, 2}, {2, 10, 3}, {2, 90, 6}, {12, 90, 12}} {
		if got := Cover(c.months, c.unserved, 100); got != c.want {
			t.Errorf("cover %v, want %v", got, c.want)
		}
	}
}
