package record

import (
	"io"
	"reflect"

	"monazite/engine"
)

// table is one file of rows.
type table interface {
	name() string
	columns() []Column
	begin(w io.Writer)
	record(n *names, t *engine.Tables) error
	finish() error
}

// tables lists every table of a run folder in the order of the dictionary; adding one is a file
// and a line here.
func tables() []table {
	return []table{
		&rows[priceRow]{title: "prices", fill: prices},
		&rows[flowRow]{title: "flows", fill: flows},
		&rows[rentRow]{title: "rents", fill: rents},
		&rows[balanceRow]{title: "balances", fill: balances},
		&rows[elementRow]{title: "elements", fill: elements},
		&rows[productionRow]{title: "production", fill: production},
		&rows[plantRow]{title: "plants", fill: plants},
		&rows[projectRow]{title: "projects", fill: projects},
		&rows[companyRow]{title: "companies", fill: companies},
		&rows[contractRow]{title: "contracts", fill: contracts},
		&rows[instrumentRow]{title: "instruments", fill: instruments},
		&rows[metricRow]{title: "metrics", fill: metrics},
		&rows[eventRow]{title: "events", fill: events},
	}
}

// rows is one table of a run: a file of rows of type T.
type rows[T any] struct {
	title string
	fill  func(n *names, t *engine.Tables, add func(T))
	out   *TableWriter[T]
}

func (r *rows[T]) name() string { return r.title }

func (r *rows[T]) columns() []Column { return ColumnsOf(reflect.TypeFor[T]()) }

func (r *rows[T]) begin(w io.Writer) { r.out = NewTableWriter[T](w) }

func (r *rows[T]) record(n *names, t *engine.Tables) error {
	r.fill(n, t, r.out.Add)
	return r.out.Err()
}

func (r *rows[T]) finish() error { return r.out.Close() }
