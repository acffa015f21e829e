package scenario

import (
	"reflect"
	"sync"
	"testing"

	"monazite/engine"
)

// Copies of one document are changed and built at once. Each is the scenario that the files and the sets give; the document
// and the copies without sets stay what they were.
func TestCopiesAreOnTheirOwn(t *testing.T) {
	const name = "small"
	lists := [][]string{
		nil,
		{"months=24", "plant.us-magnet.capacity=900 t/yr", "plant.us-magnet.grades.MG0=0.4", "plant.us-magnet.grades.MG1=0.6", "instrument.us-duty.rate=12 %"},
		{"opening.cash=7 months", "good.NdPr.price=80 USD/kg", "good.NdPr.price=81 USD/kg"},
		nil,
		{"plant.us-magnet.grades.MG1=1", "model.nothing=1"},
	}
	base, _ := Load(Embedded(), name, nil)
	before := base.Resolved(name)
	built, problems := make([]*engine.Scenario, len(lists)), make([]*Problems, len(lists))
	var wait sync.WaitGroup
	for i, sets := range lists {
		wait.Go(func() {
			d, ps := base.Clone(), &Problems{}
			d.Set(sets, ps)
			built[i], problems[i] = Build(d, ps), ps
		})
	}
	wait.Wait()
	for i, sets := range lists {
		loaded, ps := Load(Embedded(), name, sets)
		if want := Build(loaded, ps); !reflect.DeepEqual(built[i], want) || problems[i].Len() != ps.Len() {
			t.Errorf("%q: the copy is not what is read with these sets: %v, %v", sets, problems[i].Err(), ps.Err())
		}
	}
	if base.Resolved(name) != before {
		t.Error("the document has changed with its copies")
	}
	copied := base.Clone()
	base.Set([]string{"months=12", "opening.cash=1 months"}, &Problems{})
	if copied.Resolved(name) != before {
		t.Error("a copy has changed with the document")
	}
}

// BenchmarkClone copies a large document and sets what a study varies.
func BenchmarkClone(b *testing.B) {
	base, _ := Load(Embedded(), "world", nil)
	for b.Loop() {
		base.Clone().Set([]string{"opening.cash=7 months", "model.markup=11 %", "plant.D01.cost=3 USD/kg"}, &Problems{})
	}
}
